"""The minutes of a meeting: who came, what was said item by item, what was decided and is to do."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator_app.digests.corrections import CorrectionLine
from facilitator_app.digests.minutes import (
    ActionAgreed,
    Attendee,
    DecisionMade,
    MinutedItem,
    Minutes,
    NextDate,
    in_order,
)
from facilitator_app.domain.meetings import gap_words, quorate_words
from facilitator_app.i18n import _, show_number
from facilitator_app.locale_formats import join_facts, join_parts, join_sentences
from facilitator_app.reports.blocks import (
    ActionBlock,
    Block,
    DecisionBlock,
    Facts,
    Heading,
    KeepTogether,
    Listing,
    NoteBlock,
    Paper,
    Paragraph,
    Signature,
    Table,
    paragraphs,
)
from facilitator_app.reports.formatting import (
    format_date,
    format_short_date,
    format_weekday_date,
)
from facilitator_app.typeset.inline_text import InlineText, TextRun
from facilitator_app.typeset.table_content import TableColumn


def minutes_paper(digest: Minutes) -> Paper:
    """Tell the meeting in the order of its agenda."""
    imprint = digest.imprint
    return Paper(
        title=_("Minutes {reference}").format(reference=digest.reference),
        subtitle=_("{body}, {day}").format(body=digest.body, day=format_weekday_date(digest.date)),
        network=imprint.network,
        kicker="",
        dated=format_date(imprint.as_at),
        version=_state_word(digest),
        blocks=tuple(_blocks(digest)),
    )


def _state_word(digest: Minutes) -> str:
    if digest.to_come:
        return _("not held yet")
    return _("approved") if digest.approved else _("draft")


def _blocks(digest: Minutes) -> Iterator[Block]:
    yield _facts(digest)
    yield from _attendance(digest)
    if not digest.items:
        yield Heading(_("Items"))
        none = (
            _("No item is on the agenda yet.") if digest.to_come else _("No item is minuted yet.")
        )
        yield Paragraph(none)
    for item in digest.items:
        yield from _item(item, to_come=digest.to_come)
    if digest.to_come:
        yield from _next(digest.next_meeting)
        return
    yield from _action_table(digest)
    yield from _corrections(digest.corrections)
    signature = Signature((_("Signed (chair)"), _("Date")))
    yield KeepTogether((*_next(digest.next_meeting), signature))


def _attendance(digest: Minutes) -> Iterator[Block]:
    """Tell who came; before the meeting, only that it is to come and who cannot."""
    yield Heading(_("Who is to come") if digest.to_come else _("Who was there"))
    if digest.to_come:
        yield Paragraph(_to_come(digest))
        yield from _people(_("Apologies so far"), digest.apologies)
        return
    if digest.unregistered:
        yield Paragraph(
            _("Who was there was not recorded.")
            if digest.approved
            else _("Who was there is not recorded yet.")
        )
        yield from _people(_("Apologies"), digest.apologies)
        return
    yield from _people(_("Present"), digest.present, _("Nobody is recorded as present."))
    yield Paragraph(_quorum(digest))
    yield from _people(_("In attendance"), digest.in_attendance)
    yield from _people(_("Apologies"), digest.apologies, _("There were no apologies."))


def _to_come(digest: Minutes) -> str:
    """Say that nothing is minuted yet, and what the words are that stand under items already."""
    if any(item.text or item.decisions or item.actions for item in digest.items):
        return _(
            "This meeting is still to be held. What stands under the items was prepared for it:"
            " nothing has been said, decided or agreed yet."
        )
    return _("This meeting is still to be held: there is nothing to minute yet.")


def _corrections(made: tuple[CorrectionLine, ...]) -> Iterator[Block]:
    """Say what was put right after the minutes were approved."""
    if not made:
        return
    yield Heading(_("Corrections since the minutes were approved"))
    for one in made:
        if one.was or one.right:
            yield Paragraph(_corrected(one))
            continue
        head = _("Corrected on {day} by {who}: {what}").format(
            day=format_date(one.date), who=one.who, what=one.what
        )
        yield Paragraph((TextRun(head, bold=True), TextRun(f". {one.why}")))


def _corrected(one: CorrectionLine) -> InlineText:
    """Say what was said, what is right, why, and when it was put right by whom."""
    was = _("It said: “{words}”").format(words=one.was) if one.was else _("Nothing was said")
    right = _("Right is: “{words}”") if one.right else _("Nothing is to be said")
    day = _("Corrected on {day} by {who}").format(day=format_date(one.date), who=one.who)
    reason = _("Reason: {why}").format(why=one.why)
    sentences = (_stopped(words) for words in (was, right.format(words=one.right), reason, day))
    return (TextRun(f"{one.what}. ", bold=True), TextRun(join_sentences(sentences)))


def _stopped(words: str) -> str:
    return words if words.rstrip("”").endswith((".", "!", "?")) else f"{words}."


def _facts(digest: Minutes) -> Facts:
    times = _("{starts} to {ends}").format(starts=digest.starts, ends=digest.ends)
    pairs = (
        (_("Time"), times if digest.starts and digest.ends else digest.starts),
        (_("Place"), digest.venue),
        (_("State"), _state(digest)),
    )
    return Facts(tuple(pair for pair in pairs if pair[1]))


def _state(digest: Minutes) -> str:
    if digest.to_come:
        return _("Not held yet")
    if digest.approved is None:
        return _("Draft, not yet approved by the group")
    return _("Approved on {day}").format(day=format_date(digest.approved))


def _people(title: str, people: tuple[Attendee, ...], none: str = "") -> Iterator[Block]:
    if not people and not none:
        return
    yield Heading(title, level=3)
    if people:
        yield Listing(tuple(_person(one) for one in in_order(people)), across=2)
    else:
        yield Paragraph(none)


def _person(one: Attendee) -> InlineText:
    named = one.capacity.casefold().startswith(_("chair"))
    times = (
        _("from {time}").format(time=one.arrived) if one.arrived else "",
        _("until {time}").format(time=one.left) if one.left else "",
    )
    capacity = join_parts((_("chair") if one.chair and not named else "", one.capacity, *times))
    return (TextRun(one.name, bold=one.chair), TextRun(f" ({capacity})" if capacity else ""))


def _quorum(digest: Minutes) -> str:
    if not digest.quorum:
        return _("No quorum is set for this group.")
    rules = "; ".join(
        join_parts(
            (
                _("{needed} {who} needed, {came} came").format(
                    needed=show_number(rule.needed), who=rule.who, came=show_number(rule.came)
                ),
                *(gap_words(*one) for one in rule.gaps),
            )
        )
        for rule in digest.quorum
    )
    when = [quorate_words(one.gaps, digest.starts, digest.ends) for one in digest.quorum]
    if digest.quorate and any(when):
        times = join_parts(when)
        return _("The meeting was quorate {when}: {rules}.").format(when=times, rules=rules)
    if digest.quorate:
        return _("The meeting was quorate: {rules}.").format(rules=rules)
    return _("The meeting was not quorate: {rules}.").format(rules=rules)


def _item(item: MinutedItem, *, to_come: bool) -> Iterator[Block]:
    yield Heading(item.title, number=item.number)
    if item.raised_by:
        yield NoteBlock(_("Raised by {who}").format(who=item.raised_by))
    yield from paragraphs(item.text)
    for decision in item.decisions:
        # Nothing has been agreed yet at a meeting that is still to be held.
        how = "" if to_come else decision.method
        detail = join_facts((how, _moved_by(decision)))
        yield DecisionBlock(decision.ref, decision.words, detail, proposed=to_come)
    for action in item.actions:
        yield ActionBlock(action.ref, action.what, _who_and_when(action), proposed=to_come)


def _moved_by(decision: DecisionMade) -> str:
    if decision.proposer and decision.seconder:
        return _("Proposed by {proposer}, seconded by {seconder}").format(
            proposer=decision.proposer, seconder=decision.seconder
        )
    return _("Proposed by {proposer}").format(proposer=decision.proposer) * bool(decision.proposer)


def _who_and_when(action: ActionAgreed) -> str:
    owner = action.owner or _("Nobody named yet")
    if action.due is None:
        return owner
    return _("{owner}, by {day}").format(owner=owner, day=format_date(action.due))


def _action_table(digest: Minutes) -> Iterator[Block]:
    yield Heading(_("Actions from this meeting"))
    if not digest.actions:
        open_still = digest.unregistered and digest.approved is None
        none = _("No action is recorded yet.") if open_still else _("No action was agreed.")
        yield Paragraph(none)
        return
    columns = (
        TableColumn(_("Reference"), weight=2),
        TableColumn(_("What"), weight=6),
        TableColumn(_("Who"), weight=3),
        TableColumn(_("By"), weight=2),
    )
    rows = tuple(
        (action.ref, action.what, action.owner, format_short_date(action.due))
        for action in digest.actions
    )
    yield Table(_("Who does what by when"), columns, rows)


def _next(meeting: NextDate | None) -> Iterator[Block]:
    yield Heading(_("Next meeting"))
    if meeting is None:
        yield Paragraph(_("No date is set yet."))
        return
    words = format_weekday_date(meeting.date)
    if meeting.starts:
        words = _("{day} at {time}").format(day=words, time=meeting.starts)
    yield Paragraph(join_parts((words, meeting.venue)))
