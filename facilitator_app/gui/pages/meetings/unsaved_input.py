"""What was typed into a meeting's page and not added yet: kept in the file, and brought back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from facilitator_app.digests.meetings import MeetingDetail
from facilitator_app.gui.form.record_source import kept
from facilitator_app.i18n import _
from facilitator_app.services import drafts
from facilitator_app.services.corrections import draft_key
from facilitator_app.services.drafts import SavedDraft
from facilitator_app.services.files import File
from facilitator_app.services.meetings import minutes_place
from facilitator_app.spec.record import Draft, Unread

_LINES = ("item", "decision", "action", "person")


@dataclass(frozen=True, slots=True)
class BegunCorrection:
    """What is corrected: its record type, id and words, and the item that it belongs to, if any."""

    record: str
    record_id: int
    words: str
    item_id: int | None = None


@dataclass(frozen=True, slots=True)
class UnsavedInput:
    """A new item's title, a decision, an action, the item they belong to, and minutes by item.

    person: what was typed of somebody who is to be added to the register; details: by item what
    was typed into its small form; at: when these were kept; corrections: what was begun to be
    corrected.
    """

    title: str = ""
    decision: str = ""
    action: Draft | None = None
    item_id: int | None = None
    owner: str = ""
    person: str = ""
    details: Mapping[int, Draft] = field(default_factory=dict)
    at: dt.datetime | None = None
    minutes: Mapping[int, SavedDraft] = field(default_factory=dict)
    corrections: tuple[BegunCorrection, ...] = ()

    @property
    def any(self) -> bool:
        """Whether one of the lines has words in it, or a small form."""
        return bool(self.title or self.decision or self.action or self.person or self.details)


def find_unsaved(file: File, page: MeetingDetail) -> UnsavedInput:
    """Return what was kept for the meeting `page`."""
    written = {item.id: drafts.find(file, minutes_place(item).key) for item in page.items}
    minutes = {item_id: one for item_id, one in written.items() if one is not None}
    item, decision, action, person = (drafts.find(file, line_key(page.id, what)) for what in _LINES)
    _at, (held,) = kept(file, line_key(page.id, "action")) or (None, (None,))
    found = decision or action
    details = {} if page.seal else _details(file, page)
    kept_ones = (item, decision, action, person, *details.values())
    return UnsavedInput(
        title=_words(item, "title"),
        decision=_words(decision, "wording"),
        action=held.draft if held is not None else None,
        item_id=found.draft.values.get("item_id") if found is not None else None,
        owner=held.refs.get("owner_id", "") if held is not None else "",
        person=_words(person, "member_id"),
        details={item_id: one.draft for item_id, one in details.items()},
        at=max((one.at for one in kept_ones if one), default=None),
        minutes=minutes,
        corrections=_begun(file, page) if page.seal else (),
    )


def _details(file: File, page: MeetingDetail) -> dict[int, SavedDraft]:
    keys = {one.id: details_key(page.id, one.id) for one in page.items}
    there = set(drafts.keys(file))
    found = {one: drafts.find(file, key) for one, key in keys.items() if key in there}
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


def keep_unsaved(file: File, meeting_id: int, ends: UnsavedInput) -> None:
    """Keep `ends` for the meeting, and forget what was kept before."""
    within = {"item_id": ends.item_id}
    decision = Draft("decision", {"wording": ends.decision, **within}) if ends.decision else None
    action = Draft("action", {**ends.action.values, **within}) if ends.action else None
    person = Draft("attendance", {"member_id": Unread(ends.person)}) if ends.person else None
    found = {
        "item": Draft("agenda_item", {"title": ends.title}) if ends.title else None,
        "decision": decision,
        "action": action,
        "person": person,
    }
    before = (one for one in drafts.keys(file) if one.startswith(details_key(meeting_id, "")))
    drafts.keep_all(
        file,
        {line_key(meeting_id, what): found[what] for what in _LINES}
        | dict.fromkeys(before)
        | {details_key(meeting_id, item_id): one for item_id, one in ends.details.items()},
    )


def line_key(meeting_id: int, what: str) -> str:
    """Return the key under which the words of a line are kept: "item", "person" and so on."""
    return f"meeting/{meeting_id}/{what}"


def details_key(meeting_id: int, item_id: int | str) -> str:
    """Return the key under which the words of an item's small form are kept."""
    return line_key(meeting_id, f"details/{item_id}")
