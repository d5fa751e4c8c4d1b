"""Whom we count and whom we write to: one rule for every list, register, seat, paper and export.

A day of leaving is the first day on which somebody is no longer counted. Whoever left or died
without such a day is counted until the network last heard from them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from facilitator_app.domain.bodies import in_force
from facilitator_app.domain.dates import show_date
from facilitator_app.i18n import _, ngettext

GONE = ("left", "died")
NOT_YET = ("applied",)  # their seats count once they are members
EXPECTED = ("induction", "current")
CONTACTED = ("applied", "induction", "current", "break")
RUNG = ("applied", "induction", "current")
HEARD_AT_MEETING = ("present", "in_attendance", "apologies")  # states of a line of the register
HEARD_AT_TRAINING = ("booked", "attended")  # states of a place


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a person: a code of the list member_status, and days.

    A status that is none of ours counts as a member, but nothing is asked or sent until somebody
    has looked at it. Nobody's day of joining is needed: without one, they have always been there.
    """

    status: str
    joined: dt.date | None = None
    left: dt.date | None = None
    last_heard: dt.date | None = None


def problems(values: Mapping[str, Any], _fmt: object) -> dict[str, str]:
    """Return what is wrong with somebody's days: nobody leaves before joining, or joins unborn."""
    born, joined, left = (values.get(name) for name in ("born", "joined", "left"))
    found = {}
    if joined and left and left < joined:
        found["left"] = _("They would have left before they joined. Look at both days.")
    if born and joined and joined <= born:
        found["born"] = _("They would have joined before they were born. Look at both days.")
    return found


def stands_here_still(status: str, left: dt.date | None, day: dt.date) -> bool:
    """Say whether a status tells that somebody is here who has left by the end of `day`."""
    return status not in GONE and left is not None and left <= day


def status_problems(values: Mapping[str, Any], today: dt.date) -> dict[str, str]:
    """Return what is wrong with somebody's status: it tells that they are here, and they left."""
    left = values.get("left")
    if left is None or not stands_here_still(values.get("status", ""), left, today):
        return {}
    words = _("They left on {day}. Choose “Left” or “Died” here, or clear that day.")
    return {"status": words.format(day=show_date(left))}


def usual_status(values: Mapping[str, Any], today: dt.date) -> dict[str, str]:
    """Return the status of somebody of whom a list tells only that they have left."""
    if not stands_here_still(values.get("status", ""), values.get("left"), today):
        return {}
    return {"status": "died" if values.get("left_why") == "died" else "left"}


def is_gone(person: Standing, day: dt.date) -> bool:
    """Say whether somebody has left or died by the end of `day`."""
    if person.left is not None:
        return person.left <= day
    if person.status not in GONE:
        return False
    return person.last_heard is None or person.last_heard < day


def is_counted(person: Standing, day: dt.date) -> bool:
    """Say whether somebody is counted as a member at the end of `day`."""
    here = person.joined is None or person.joined <= day
    return here and person.status not in NOT_YET and not is_gone(person, day)


def was_ever(person: Standing) -> bool:
    """Say whether somebody has been a member on any day at all."""
    if person.status in NOT_YET:
        return False
    return person.joined is None or not is_gone(person, person.joined)


def lacks_joining(person: Standing) -> bool:
    """Say whether somebody is a member since nobody knows when; who has gone is not asked about."""
    return person.joined is None and person.left is None and person.status not in (*GONE, *NOT_YET)


def joined_within(person: Standing, first: dt.date, last: dt.date) -> bool:
    """Say whether somebody became a member from `first` to `last`, both included."""
    return person.joined is not None and first <= person.joined <= last and was_ever(person)


def left_within(person: Standing, first: dt.date, last: dt.date) -> bool:
    """Say whether somebody ceased to be a member from `first` to `last`, both included."""
    before = first - dt.timedelta(days=1)
    return was_ever(person) and is_gone(person, last) and not is_gone(person, before)


def holds_seat(
    person: Standing, starts: dt.date | None, ends: dt.date | None, day: dt.date
) -> bool:
    """Say whether a seat is held on `day`: within its term, by somebody who is counted.

    A seat that is held since nobody knows when is held as long as they have been a member.
    """
    return in_force(starts, ends, day) and is_counted(person, day)


def cannot_begin(person: Standing, starts: dt.date | None) -> bool:
    """Say whether a seat from `starts` on would never be held, as who has it is gone by then.

    Somebody who is gone may have held it before, where nobody knows since when.
    """
    return starts is not None and is_gone(person, starts)


def held_since(joined: dt.date | None, starts: dt.date | None) -> dt.date | None:
    """Return the day since when a seat is held: not before its holder joined; None if unknown."""
    if starts is None or joined is None:
        return starts
    return max(starts, joined)


def begins_before_joining(person: Standing, starts: dt.date | None) -> bool:
    """Say whether a seat begins before its holder joined: until then it is not counted."""
    return person.joined is not None and starts is not None and starts < person.joined


def is_expected(person: Standing, day: dt.date) -> bool:
    """Say whether a holder of a seat is expected at a meeting on `day`.

    Whoever has left or died since was expected before. Whoever is on a break, or stepped back for
    their health, is spared; their seat stays theirs.
    """
    return person.status in (*EXPECTED, *GONE) and is_counted(person, day)


def is_spared(person: Standing, day: dt.date) -> bool:
    """Say whether somebody on the register of a meeting on `day` is not to be waited for.

    Whoever was put on it by hand, before they are a member or on a break, is waited for.
    """
    return is_gone(person, day) or person.status not in (*CONTACTED, *GONE)


def is_on_register(person: Standing, day: dt.date, *, came: bool, taken_off: bool = False) -> bool:
    """Say whether somebody who was put on the register of a meeting on `day` stands on it.

    Whoever had left or died by then does not, unless they are marked as having come; nor does
    whoever was taken off it by a correction.
    """
    return not taken_off and (came or not is_gone(person, day))


def may_contact(person: Standing, day: dt.date) -> bool:
    """Say whether anything may be sent to somebody, or they may be rung, on `day`."""
    return person.status in CONTACTED and not is_gone(person, day)


def is_rung(person: Standing, day: dt.date) -> bool:
    """Say whether somebody stands in the lists of people to keep in touch with on `day`."""
    return person.status in RUNG and may_contact(person, day)


def is_quiet(person: Standing, day: dt.date, days: int, met: Iterable[dt.date] = ()) -> bool:
    """Say whether somebody was not heard from for `days` up to `day`, nor since they joined.

    met: the days of meetings to which they came or sent apologies, and of training they have or
    had a place on. Of one still to come they were heard when they sent word: that counts too.
    """
    since = day - dt.timedelta(days=days)
    if not is_rung(person, day) or any(one >= since for one in met):
        return False
    begun = person.joined if person.last_heard is None else person.last_heard
    return begun is None or begun < since


def left_out_words(number: int) -> str:
    """Return the line of a list that leaves out how to reach `number` people, and why."""
    return ngettext(
        "How to reach {n} person is left out, since nothing is sent to them now.",
        "How to reach {n} people is left out, since nothing is sent to them now.",
        number,
    )


def why_not_contacted(person: Standing, day: dt.date) -> str:
    """Return why nothing is sent to somebody on `day`, in a sentence; "" if they may be written to.

    It is for their own page alone: no paper tells that somebody is ill.
    """
    if may_contact(person, day):
        return ""
    if person.status == "died":
        return _("Died: nothing is sent any more, and nobody rings.")
    if person.status == "left" or is_gone(person, day):
        return _("Left: nothing is sent any more, and nobody rings.")
    if person.status == "stepped_back":
        return _("Stepped back for their health: nothing is sent and nobody rings for now.")
    return _("Nothing is sent and nobody rings until their status is one that is known.")
