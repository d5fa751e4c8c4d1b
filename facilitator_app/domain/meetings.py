"""Rules of meetings: references, numbers, quorum, and the steps from plan to approved minutes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from facilitator_app.domain.collation import fold
from facilitator_app.domain.dates import show_day
from facilitator_app.i18n import N_, _, ngettext
from facilitator_app.locale_formats import show_time

STEPS = ("scheduled", "agenda", "notice", "held", "minutes", "approved")
HELD = ("held", "minutes", "approved")
STEPS_AS_DONE: Mapping[str, str] = {
    "scheduled": N_("Plan a meeting anew"),
    "agenda": N_("Agree the agenda of a meeting"),
    "notice": N_("Mark the notice of a meeting as sent"),
    "held": N_("Mark a meeting as held"),
    "minutes": N_("Circulate draft minutes"),
    "approved": N_("Approve minutes"),
    "cancelled": N_("Cancel a meeting"),
}
CAME = ("present", "in_attendance")  # states of a line of the register
_ITEM_REFERENCE = re.compile(r"(\w+/\d{4}/\d{2}(?:-\d+)?)/\d+")
AHEAD = ("expected", "apologies")  # those that are known before the day


def register_filled(statuses: Iterable[str]) -> bool:
    """Say whether anybody ticked who came, given the states of the lines of a register.

    Without that, nothing is known of who came: such a meeting is left out of attendance.
    """
    return any(one not in AHEAD for one in statuses)


def unfilled_words(number: int) -> str:
    """Return what is said of `number` meetings that attendance leaves out; "" of none."""
    if not number:
        return ""
    return ngettext(
        "{n} meeting without a register is not counted",
        "{n} meetings without a register are not counted",
        number,
    )


def deletion_blocker(status: str) -> str:
    """Return why a meeting may not be removed, "" if it may."""
    if status != "approved":
        return ""
    return _("A meeting whose minutes are approved stays in the records.")


def seal(status: str) -> str:
    """Return why a meeting, its register, items and decisions stay as they are, "" if not."""
    if status != "approved":
        return ""
    return _("These minutes are approved. Only a correction, with its reason, changes them.")


def only_by_step(status: str) -> dict[str, str]:
    """Return why no other write than approving brings a meeting to `status`, by field."""
    if status != "approved":
        return {}
    return {
        "status": _(
            "Approve minutes with “Mark as approved” on the meeting's page: they are kept as they"
            " stand then. Choose “Minutes in draft” until that is done."
        )
    }


def is_to_come(status: str, day: dt.date, today: dt.date) -> bool:
    """Say whether a meeting on `day` is still to be held: there is nothing to minute yet."""
    return status not in HELD and day > today


def too_early(status: str, day: dt.date | None, today: dt.date) -> str:
    """Return why a meeting on `day` cannot have come as far as `status` today, "" if it can."""
    if status not in HELD or day is None or day <= today:
        return ""
    return _(
        "This meeting is on {day}, and cannot be marked as held before then."
        " If it was held on another day, change its date."
    ).format(day=show_day(day))


def not_there_yet(status: str, day: dt.date, today: dt.date) -> str:
    """Return why nobody can have come today to a meeting on `day` as `status`, "" if they can.

    status: of a line of the register. Who is expected or sent apologies is known before.
    """
    if status in AHEAD or day <= today:
        return ""
    return _(
        "This meeting is on {day}: nobody can have come to it before then."
        " Until that day people are expected, or have sent apologies."
    ).format(day=show_day(day))


def agenda_blocker(step: str, items: int) -> str:
    """Return why a meeting with so many `items` cannot go on to `step`, "" if it can."""
    if step != "agenda" or items:
        return ""
    return _("There is nothing on the agenda yet. Add an item before you agree it.")


def step_problems(values: Mapping[str, Any], fmt: Any) -> dict[str, str]:
    """Return what is wrong with how far a meeting is for its date."""
    day, approved = values.get("date"), values.get("approved_on")
    if why := too_early(values.get("status") or "", day, fmt.today):
        return {"date": why}
    if day and approved and approved < day:
        return {"approved_on": _("Minutes are approved after their meeting. Mend one of the days.")}
    return {}


def time_problems(values: Mapping[str, Any], _fmt: object) -> dict[str, str]:
    """Return what is wrong with a meeting's times."""
    starts, ends = values.get("starts"), values.get("ends")
    if starts and ends and ends <= starts:
        return {"ends": _("The meeting ends before it starts. Mend one of the two times.")}
    return {}


def attendance_problems(values: Mapping[str, Any], _fmt: object) -> dict[str, str]:
    """Return what is wrong with when somebody came and left."""
    arrived, left = values.get("arrived"), values.get("left")
    if arrived and left and left <= arrived:
        return {"left": _("They leave before they arrive. Mend one of the two times.")}
    return {}


def visitor_problems(values: Mapping[str, Any], _fmt: object) -> dict[str, str]:
    """Return what is wrong with whom a line of the register is about.

    Somebody who is no member stands there by name, and is never counted among those present.
    """
    if values.get("member_id"):
        return {}
    if not values.get("visitor"):
        return {"member_id": _("Say who it is: a member, or a visitor by name.")}
    if values.get("status") == "present":
        return {
            "status": _("A visitor is never counted as present. Choose “In attendance” instead.")
        }
    return {}


def visitor_status(status: str) -> str:
    """Return how a visitor stands who is ticked as `status`: whoever came was in attendance."""
    return "in_attendance" if status == "present" else status


def visitor_named(typed: str) -> tuple[str, str]:
    """Return name and capacity of a visitor: "Dr Ann Example, trust lead" has both."""
    name, _comma, capacity = (part.strip() for part in typed.partition(","))
    return " ".join(name.split()), " ".join(capacity.split())


def hours_problems(
    arrived: dt.time | None, left: dt.time | None, starts: dt.time | None, ends: dt.time | None
) -> dict[str, str]:
    """Return what is wrong with when somebody came and left, given the times of the meeting."""
    found = {}
    if arrived and ends and arrived >= ends:
        found["arrived"] = _(
            "The meeting was over by then: it ends at {time}. Mend one of the two times."
        ).format(time=show_time(ends))
    if left and starts and left <= starts:
        found["left"] = _(
            "The meeting had not begun by then: it starts at {time}. Mend one of the two times."
        ).format(time=show_time(starts))
    return found


def quorum_met(present: int, needed: int | None) -> bool | None:
    """Say whether `present` members are enough; None where no number, or none at all, is needed."""
    return present >= needed if needed else None


def quorum_gaps(
    there: Collection[tuple[dt.time | None, dt.time | None]], needed: int | None,
    starts: dt.time | None, ends: dt.time | None,
) -> tuple[tuple[dt.time, dt.time | None], ...]:  # fmt: skip
    """Return from when to when a quorate meeting had fewer members than it needs.

    there: when each of those present came and left, None for all the time; an end of None is that
    of a meeting whose own is not known.
    """
    if not needed or starts is None or len(there) < needed:
        return ()
    moments = {starts, *(one for pair in there for one in pair if one is not None)}
    marks = sorted(one for one in moments if one >= starts and (ends is None or one < ends))
    found: list[tuple[dt.time, dt.time | None]] = []
    for mark, until in zip(marks, [*marks[1:], ends], strict=True):
        here = sum(
            (came is None or came <= mark) and (left is None or left > mark) for came, left in there
        )
        if here >= needed:
            continue
        if found and found[-1][1] == mark:
            found[-1] = (found[-1][0], until)
        else:
            found.append((mark, until))
    return tuple(found)


def gap_words(begins: str, until: str) -> str:
    """Return "fewer from 11:20 to 12:30", of times as they are shown; until: "" to the end."""
    if not until:
        return _("fewer from {start} on").format(start=begins)
    return _("fewer from {start} to {end}").format(start=begins, end=until)


def quorate_words(gaps: Sequence[tuple[str, str]], starts: str, ends: str) -> str:
    """Return when a meeting at which enough came was quorate: "until 15:10"; "" for throughout.

    gaps: from when to when fewer were there, as HH:MM like the times of the meeting, "" to the end.
    """
    if not gaps:
        return ""
    (first, _until), (_begins, last) = gaps[0], gaps[-1]
    to_the_end = not last or last == ends
    if len(gaps) > 1:
        return _("at times")
    if first == starts:
        return _("at no time") if to_the_end else _("from {time}").format(time=last)
    if to_the_end:
        return _("until {time}").format(time=first)
    return _("until {time}, and from {later}").format(time=first, later=last)


def reference(letters: str, day: dt.date, taken: Collection[str]) -> str:
    """Return "PG/2026/03"; a second meeting in the month is "PG/2026/03-2"."""
    first = f"{letters}/{day.year}/{day.month:02d}"
    if first not in taken:
        return first
    number = 2
    while f"{first}-{number}" in taken:
        number += 1
    return f"{first}-{number}"


def item_reference(meeting: str, number: int) -> str:
    """Return "PG/2026/03/4"."""
    return f"{meeting}/{number}"


def meeting_of_item(written: str) -> str:
    """Return "PG/2026/03" for "PG/2026/03/4", what the item stands in; anything else as it is."""
    found = _ITEM_REFERENCE.fullmatch(written.strip())
    return found[1] if found else written


def when_and_where(
    day: dt.date, starts: dt.time | None, ends: dt.time | None, venue: str | None
) -> str:
    """Return "Tue 24 Nov 2026, 10:00 to 12:30 · Oak Room"."""
    words = show_day(day)
    if starts and ends:
        words = _("{day}, {start} to {end}").format(
            day=words, start=show_time(starts), end=show_time(ends)
        )
    elif starts:
        words = _("{day}, {time}").format(day=words, time=show_time(starts))
    return f"{words} · {venue}" if venue else words


def is_chair(capacity: str) -> bool:
    """Say whether someone who came as `capacity` took the chair: "Chair, consultant" did."""
    return fold(capacity.partition(",")[0].strip()) == fold(_("Chair"))


def clock_times(starts: dt.time | None, lengths: Collection[int]) -> tuple[dt.time | None, ...]:
    """Return when each item begins, given the planned minutes of each."""
    if starts is None:
        return tuple(None for _length in lengths)
    minute, found = starts.hour * 60 + starts.minute, []
    for length in lengths:
        found.append(dt.time(minute // 60 % 24, minute % 60))
        minute += length
    return tuple(found)
