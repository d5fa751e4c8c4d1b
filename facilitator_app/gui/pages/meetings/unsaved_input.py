"""What was typed into a meeting's page and not added yet: kept in the file, and brought back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from facilitator_app.digests.meetings import MeetingDetail
from facilitator_app.gui.form.record_source import with_words
from facilitator_app.i18n import _
from facilitator_app.services import drafts
from facilitator_app.services.corrections import draft_key
from facilitator_app.services.drafts import SavedDraft
from facilitator_app.services.files import File
from facilitator_app.services.meetings import minutes_place
from facilitator_app.spec.record import Draft, Unread

_LINES = ("item", "person")
_OF_ITEMS = ("decision", "action", "details")


@dataclass(frozen=True, slots=True)
class BegunCorrection:
    """What is corrected: its record type, id and words, and the item that it belongs to, if any."""

    record: str
    record_id: int
    words: str
    item_id: int | None = None


@dataclass(frozen=True, slots=True)
class BegunOutcomes:
    """A decision and an action that were typed under one item and not added.

    method: the code of how the decision was agreed; owner: the words for who is to do it; at: when
    the later of both was kept in the file, None if they only wait on the page.
    """

    decision: str = ""
    method: str | None = None
    action: Draft | None = None
    owner: str = ""
    at: dt.datetime | None = None

    @property
    def any(self) -> bool:
        """Whether anything was typed."""
        return bool(self.decision or self.action)


@dataclass(frozen=True, slots=True)
class UnsavedInput:
    """A new item's title and who raised it, what was begun under each item, and minutes by item.

    person: what was typed of somebody who is to be added to the register; details: by item what
    was typed into its small form; at: when the title or the person was kept; kept: whether drafts
    of lines are in the file; corrections: what was begun to be corrected.
    """

    title: str = ""
    raised_by: str | None = None
    begun: Mapping[int, BegunOutcomes] = field(default_factory=dict)
    person: str = ""
    details: Mapping[int, Draft] = field(default_factory=dict)
    at: dt.datetime | None = None
    kept: bool = False
    minutes: Mapping[int, SavedDraft] = field(default_factory=dict)
    corrections: tuple[BegunCorrection, ...] = ()

    @property
    def any(self) -> bool:
        """Whether one of the lines has words in it, or a small form."""
        return bool(self.title or self.begun or self.person or self.details)

    @property
    def latest(self) -> int | None:
        """The item under which a decision or an action was kept last."""
        times = {item_id: one.at for item_id, one in self.begun.items() if one.at is not None}
        return max(times, key=times.__getitem__, default=None)


def find_unsaved(file: File, page: MeetingDetail) -> UnsavedInput:
    """Return what was kept for the meeting `page`."""
    written = {item.id: drafts.find(file, minutes_place(item).key) for item in page.items}
    minutes = {item_id: one for item_id, one in written.items() if one is not None}
    title, person = (drafts.find(file, line_key(page.id, what)) for what in _LINES)
    details = {} if page.seal else _by_item(file, page, "details")
    return UnsavedInput(
        title=_words(title, "title"),
        raised_by=title.draft.values.get("raised_by") if title else None,
        begun=_begun_outcomes(file, page),
        person=_words(person, "member_id"),
        details={item_id: one.draft for item_id, one in details.items()},
        at=max((one.at for one in (title, person) if one), default=None),
        kept=any(_is_line(page.id, key) for key in drafts.keys(file)),
        minutes=minutes,
        corrections=_begun(file, page) if page.seal else (),
    )


def _begun_outcomes(file: File, page: MeetingDetail) -> dict[int, BegunOutcomes]:
    decisions, actions = (_by_item(file, page, what) for what in ("decision", "action"))
    found = {}
    for item in page.items:
        decided, agreed = decisions.get(item.id), actions.get(item.id)
        if decided or agreed:
            found[item.id] = BegunOutcomes(
                decision=_words(decided, "wording"),
                method=decided.draft.values.get("method") if decided else None,
                action=agreed.draft if agreed else None,
                owner=with_words(file, agreed.draft).refs.get("owner_id", "") if agreed else "",
                at=max(one.at for one in (decided, agreed) if one),
            )
    return found


def _by_item(file: File, page: MeetingDetail, what: str) -> dict[int, SavedDraft]:
    """Return what was kept of one line under each item."""
    there, former = set(drafts.keys(file)), line_key(page.id, what)
    keys = {item.id: line_key(page.id, what, item.id) for item in page.items}
    found = {item_id: drafts.find(file, key) for item_id, key in keys.items() if key in there}
    once = drafts.find(file, former) if former in there else None  # all that older versions kept
    if once is not None and (item_id := once.draft.values.get("item_id")) in keys:
        found.setdefault(item_id, once)
    return {item_id: one for item_id, one in found.items() if one is not None}


def _words(kept_one: SavedDraft | None, name: str) -> str:
    return str(kept_one.draft.values.get(name) or "") if kept_one is not None else ""


def _begun(file: File, page: MeetingDetail) -> tuple[BegunCorrection, ...]:
    kept = set(drafts.keys(file))
    if _details_begun(file, page, kept):
        kept.add(draft_key("meeting", page.id))
    return tuple(one for one in _correctable(page) if draft_key(one.record, one.record_id) in kept)


def _details_begun(file: File, page: MeetingDetail, kept: Iterable[str]) -> bool:
    """Say whether the meeting's details were typed over; its tags are saved without a reason."""
    keys = (one for one in kept if drafts.form_of(one) == drafts.key_of("meeting", page.id))
    found = (drafts.find(file, one) for one in keys)
    return any(one.draft.values for one in found if one is not None)


def _correctable(page: MeetingDetail) -> Iterator[BegunCorrection]:
    for item in page.items:
        yield BegunCorrection("agenda_item", item.id, item.title, item.id)
    for decision in page.decisions:
        yield BegunCorrection("decision", decision.id, decision.reference, decision.item_id)
    for action in page.actions:
        yield BegunCorrection("action", action.id, action.reference, action.item_id)
    for person in page.people:
        yield BegunCorrection("attendance", person.id, person.name)
    yield BegunCorrection("attendance", page.id, _("Register"))  # somebody who was left out
    yield BegunCorrection("meeting", page.id, _("Details of the meeting"))


def keep_unsaved(file: File, meeting_id: int, ends: UnsavedInput, there: Collection[int]) -> None:
    """Keep `ends` for the meeting, and forget what else was kept before under items that are there.

    What is kept already stays as it is: so it is known when each was typed, and which was last.
    What belongs to an item that was removed waits for it to come back.
    """
    keys = (one for one in drafts.keys(file) if _is_line(meeting_id, one))
    before = {one: drafts.find(file, one) for one in keys if drafts.part_of(one) in (None, *there)}
    wanted = dict.fromkeys(before) | dict(_drafts(meeting_id, ends))
    changed = {
        key: draft
        for key, draft in wanted.items()
        if draft is None or (held := before.get(key)) is None or held.draft != draft
    }
    if changed:
        drafts.keep_all(file, changed)


def _drafts(meeting_id: int, ends: UnsavedInput) -> Iterator[tuple[str, Draft]]:
    if ends.title:
        item = {"title": ends.title, "raised_by": ends.raised_by}
        yield line_key(meeting_id, "item"), Draft("agenda_item", item)
    if ends.person:
        person = Draft("attendance", {"member_id": Unread(ends.person)})
        yield line_key(meeting_id, "person"), person
    for item_id, one in ends.begun.items():
        if one.decision:
            decision = Draft("decision", {"wording": one.decision, "method": one.method})
            yield line_key(meeting_id, "decision", item_id), decision
        if one.action:
            yield line_key(meeting_id, "action", item_id), one.action
    for item_id, details in ends.details.items():
        yield line_key(meeting_id, "details", item_id), details


def line_key(meeting_id: int, what: str, item_id: int | None = None) -> str:
    """Return the key under which the words of a line are kept, of an item's under `item_id`."""
    key = f"meeting/{meeting_id}/{what}"
    return key if item_id is None else f"{key}/{item_id}"


def _is_line(meeting_id: int, key: str) -> bool:
    lines = [line_key(meeting_id, what) for what in (*_LINES, *_OF_ITEMS)]
    return any(key == line or key.startswith(f"{line}/") for line in lines)
