"""How a meeting is told in words: its steps, its time, its quorum."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from facilitator_app.digests.cards import Pill
from facilitator_app.digests.meetings import ActionLine, MeetingDetail, MeetingItem
from facilitator_app.domain.dates import show_date, show_moment
from facilitator_app.domain.meetings import HELD, STEPS, gap_words, quorate_words, quorum_met
from facilitator_app.i18n import N_, _, mid_sentence, ngettext
from facilitator_app.locale_formats import join_parts, show_time
from facilitator_app.spec.kinds import FormatContext

STEP_WORDS: Mapping[str, str] = {
    "scheduled": N_("Scheduled"),
    "agenda": N_("Agenda agreed"),
    "notice": N_("Notice sent"),
    "held": N_("Held"),
    "minutes": N_("Minutes in draft"),
    "approved": N_("Approved"),
}
NEXT_WORDS: Mapping[str, tuple[str, str]] = {
    "agenda": (N_("Agree the agenda"), "list-numbers"),
    "notice": (N_("Mark notice as sent"), "paper-plane-tilt"),
    "held": (N_("Mark as held"), "users"),
    "minutes": (N_("Circulate draft"), "note-pencil"),
    "approved": (N_("Mark as approved"), "check-circle"),
}
STATUS_KEYS: Mapping[str, str] = {
    "P": "present",
    "A": "apologies",
    "N": "absent",
    "I": "in_attendance",
}
ROUND = ("expected", "present", "apologies", "absent", "in_attendance")


def next_step(status: str) -> str | None:
    """Return the step after `status`, None after the last and for a cancelled meeting."""
    if status not in STEPS[:-1]:
        return None
    return STEPS[STEPS.index(status) + 1]


def missing(page: MeetingDetail) -> list[str]:
    """Return what a draft that goes round lacks, a sentence each."""
    found = []
    if n := len(page.wordless):
        found.append(ngettext("{n} item has no words yet.", "{n} items have no words yet.", n))
    if not page.present:
        found.append(_("Nobody is marked as present on the register."))
    return found


def clock(time: dt.time | None) -> str:
    """Return "10:25", "" for nothing."""
    return show_time(time) if time else ""


def length(minutes: int) -> str:
    """Return "2 h 25 min", "25 min" or "2 h"."""
    hours, rest = divmod(minutes, 60)
    if hours and rest:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)
    return _("{n} h").format(n=hours) if hours else _("{n} min").format(n=rest)


def total(page: MeetingDetail) -> tuple[str, bool]:
    """Return "9 items, 2 h 25 min of 2 h 30 min", and whether that is more time than there is."""
    items = ngettext("{n} item", "{n} items", len(page.items))
    if page.length is None:
        return _("{items}, {time}").format(items=items, time=length(page.planned)), False
    over = page.planned - page.length
    words = (
        _("{items}, {time} of {all}: {over} too much")
        if over > 0
        else _("{items}, {time} of {all}")
    )
    told = words.format(
        items=items, time=length(page.planned), all=length(page.length), over=length(max(over, 0))
    )
    return told, over > 0


def raised(page: MeetingDetail) -> str:
    """Return "Members raised 3 of 6 (1 not said)", "" while nobody is known to have raised any."""
    members, all_of, unsaid = page.raised
    if all_of == unsaid:
        return ""
    words = _("Members raised {n} of {all}").format(n=members, all=all_of)
    return _("{words} ({n} not said)").format(words=words, n=unsaid) if unsaid else words


def quorum(page: MeetingDetail, *, to_come: bool = False) -> tuple[Pill, str]:
    """Return the state of the quorum as a pill, and the sentence beside it.

    to_come: before the day nobody is here, and all that is known is who is expected.
    """
    here, needed = page.present, page.quorum
    met = quorum_met(here, needed)
    if met is None:
        return Pill(_("No quorum set"), "mute", "ph.users"), _("This group needs no set number.")
    if to_come:
        words = _("{n} expected, {needed} needed")
        told = words.format(n=page.number("expected") + here, needed=needed)
        return Pill(_("Not counted yet"), "mute", "ph.users"), told
    gaps = [(clock(begins), clock(until)) for begins, until in page.gaps]
    fewer = (gap_words(*one) for one in gaps)
    sentence = join_parts((_("{n} here, {needed} needed").format(n=here, needed=needed), *fewer))
    when = quorate_words(gaps, clock(page.starts), clock(page.ends))
    if met and when:
        return Pill(_("Quorate {when}").format(when=when), "warn", "ph.warning"), sentence
    if met:
        return Pill(_("Quorum met"), "ok", "ph.check-circle"), sentence
    if page.status in HELD or here:
        return Pill(_("No quorum"), "warn", "ph.warning"), sentence
    return Pill(_("Not counted yet"), "mute", "ph.users"), sentence


def register_news(before: MeetingDetail, now: MeetingDetail, fmt: FormatContext) -> str:
    """Return "Grace Okafor, present" of whoever has another state, "3 people, present" of more.

    "" where nobody has, or several have several.
    """
    known = {one.id: one.status for one in before.people}
    other = [one for one in now.people if known.get(one.id, one.status) != one.status]
    states = {one.status for one in other}
    if len(states) != 1:
        return ""
    state = mid_sentence(fmt.lists.label("attendance_status", states.pop()))
    who = [one.name for one in other]
    several = ngettext("{n} person", "{n} people", len(who))
    return join_parts((several if len(who) > 1 else who[0], state))


def quorum_news(before: MeetingDetail, now: MeetingDetail, *, again: bool) -> str:
    """Return "Quorum lost: 3 of 4 here" where a quorum came or went, "" where it did not.

    again: it was there before, and may be so again.
    """
    was, met = (quorum_met(one.present, one.quorum) for one in (before, now))
    if was is None or met is None or was is met:
        return ""
    if met and again:
        return _("Quorate again")
    words = _("Quorum met: {n} of {needed} here") if met else _("Quorum lost: {n} of {needed} here")
    return words.format(n=now.present, needed=now.quorum)


def counts(page: MeetingDetail, *, to_come: bool = False) -> str:
    """Return "2 sent apologies · 1 not marked yet", leaving out what nobody is.

    to_come: nobody can be marked yet, and the sentence of the quorum, where there is one, says how
    many are expected.
    """
    told = to_come and quorum_met(0, page.quorum) is not None
    unmarked = N_("{n} expected") if to_come else N_("{n} not marked yet")
    visitors = (
        ngettext("{n} visitor expected", "{n} visitors expected", page.visitors)
        if to_come
        else ngettext("{n} visitor not marked yet", "{n} visitors not marked yet", page.visitors)
    )
    sorry, away = page.number("apologies"), page.number("absent")
    found = (
        (page.number("in_attendance"), _("{n} in attendance")),
        (sorry, ngettext("{n} sent apologies", "{n} sent apologies", sorry)),
        (away, ngettext("{n} absent", "{n} absent", away)),
        (0 if told else page.number("expected"), _(unmarked)),
        (page.visitors, visitors),
    )
    return " · ".join(words.format(n=number) for number, words in found if number)


def lead(item: MeetingItem) -> str:
    """Return "Joan Whitlock", with "who has died" or "who has left" where that is so."""
    if item.lead_gone == "died":
        return _("{name}, who has died").format(name=item.lead)
    if item.lead_gone:
        return _("{name}, who has left").format(name=item.lead)
    return item.lead


def second_line(item: MeetingItem, fmt: FormatContext) -> str:
    """Return "Joan Whitlock · To discuss"."""
    to = fmt.lists.label("item_purpose", item.purpose) if item.purpose else ""
    kept = _("Confidential") if item.confidential else ""
    return " · ".join(part for part in (lead(item), to, kept) if part)


def raised_pill(item: MeetingItem) -> Pill | None:
    """Return the pill of an item that a member or a professional raised."""
    if item.raised_by == "member":
        return Pill(_("Member"), "ok", "ph.user")
    if item.raised_by == "professional":
        return Pill(_("Professional"), "mute", "ph.identification-badge")
    return None


def heading(item: MeetingItem, begins: dt.time | None, fmt: FormatContext) -> str:
    """Return "Item 4 · 10:25 · to discuss · raised by a member"."""
    parts = [_("Item {n}").format(n=item.number), clock(begins)]
    if item.purpose:
        parts.append(mid_sentence(fmt.lists.label("item_purpose", item.purpose)))
    if item.lead:
        parts.append(_("led by {name}").format(name=lead(item)))
    if item.raised_by in ("member", "professional"):
        who = mid_sentence(fmt.lists.label("raised_by", item.raised_by))
        parts.append(_("raised by {who}").format(who=who))
    return " · ".join(part for part in parts if part)


def to_be_added() -> str:
    """Return what is said of words in lines, where a step would leave them behind."""
    return _("Add what you typed, or clear it, before the next step.")


def to_be_saved(name: str) -> str:
    """Return what is said of a small form of `name` that is typed in, where a step is asked for."""
    return _(
        "What you typed of “{name}” is not saved yet. Save it, or choose “Cancel”, before the next"
        " step."
    ).format(name=name)


def not_added(kept: dt.datetime | None, fmt: FormatContext) -> str:
    """Return what stands above words that came back: out of the file, or from another item."""
    if kept is None:
        return _("What you typed here is not added yet.")
    told = _("What you typed ({time}) was kept and is back here. It is not added yet.")
    return told.format(time=show_moment(kept, fmt.today))


def who_by_when(one: ActionLine, today: dt.date) -> str:
    """Return "Joan Whitlock · by 3 Apr 2026, overdue"."""
    due = _("by {date}").format(date=show_date(one.due)) if one.due else _("no date")
    if one.status == "open" and one.due is not None and one.due < today:
        due = join_parts((due, _("overdue")))
    return " · ".join((one.owner or _("nobody yet"), due))


def is_arising(item: MeetingItem, fmt: FormatContext) -> bool:
    """Return whether an item is the standing one at which open actions are asked for."""
    usual = fmt.lists.label("standing_item", "matters")
    return item.raised_by == "standing" and item.title.casefold() == usual.casefold()
