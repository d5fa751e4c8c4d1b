"""What the page of a meeting does to the file: each deed is one change, then all is read anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.digests.meetings import MeetingDetail
from facilitator_app.domain.dates import show_moment
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.command_box import Choosing, Command
from facilitator_app.gui.form.record_source import forget
from facilitator_app.gui.long_work import LongWork
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.meetings.meeting_wording import missing
from facilitator_app.gui.pages.meetings.unsaved_input import (
    UnsavedInput,
    find_unsaved,
    keep_unsaved,
    line_key,
)
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_parts
from facilitator_app.services import corrections, drafts, meeting_removals, meetings, records
from facilitator_app.services.files import File
from facilitator_app.services.meeting_removals import Removed
from facilitator_app.services.publications import Frozen
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.record import Changes, Draft, Row

Work = Callable[[File], Changes | Saved]
Then = Callable[[Any], object]
Refused = Callable[[AppError], None]


@dataclass(frozen=True, slots=True)
class MeetingRead:
    """A meeting and the words that were typed into its page and not added or saved."""

    page: MeetingDetail
    loose: UnsavedInput


class MeetingCommands(QObject):
    """Works on one meeting; `arrived` brings what was read, `failed` what stood in the way."""

    arrived = Signal(object)  # a WasRead
    failed = Signal(object)  # the AppError of a reading
    unready = Signal(object)  # the MeetingDetail of which something is missing in the draft

    def __init__(
        self, page: QWidget, context: PageContext, meeting_id: int, before: Callable[[], object]
    ) -> None:
        """Call before() ahead of each change: what is being written is saved first."""
        super().__init__(page)
        self._approving = LongWork(page, context.ops)
        self._context, self._id, self._before = context, meeting_id, before
        self.own: Changes | None = None

    def read(self) -> None:
        """Read the meeting anew."""
        self._context.ask(self, self._read, self.arrived.emit, self.failed.emit)

    def keep(self, ends: UnsavedInput, there: Collection[int]) -> None:
        """Keep what was typed into lines and not added; `there` are the items of the agenda."""
        meeting_id = self._id
        self._context.keep_draft(
            self, lambda file, _progress: keep_unsaved(file, meeting_id, ends, there)
        )

    def take_step(self, step: str) -> None:
        """Move the meeting to `step`; approved minutes are laid out beside the file first.

        A draft that lacks words or people waits until it is said that it goes round all the same.
        """
        if step == "minutes":
            self._before()
            self._context.ask(self, self._read, self._circulate_whole)
            return
        if step != "approved":
            self._do(lambda file: meetings.take_step(file, self._id, step))
            return
        self._before()

        def approve(ready: Frozen) -> None:
            self._do(lambda file: meetings.take_step(file, self._id, step, ready))

        self._approving.make(
            _("Setting the approved minutes"),
            lambda file, _progress: meetings.approval(file, self._id),
            approve,
            self._context.window.fail,
        )

    def circulate(self) -> None:
        """Let the draft go round as it is."""
        self._do(lambda file: meetings.take_step(file, self._id, "minutes"))

    def _circulate_whole(self, read: MeetingRead) -> None:
        if missing(read.page):
            self.unready.emit(read.page)
        else:
            self.circulate()

    def add_item(self, title: str, raised_by: str | None, then: Then) -> None:
        """Put an item on the agenda."""
        values = {"title": title, "raised_by": raised_by}
        key = line_key(self._id, "item")
        self._use_up([key], lambda file: meetings.add_item(file, self._id, values), then)

    def change_item(
        self, item_id: int, values: Mapping[str, Any], then: Then, refused: Refused
    ) -> None:
        """Change what was changed in the small form of an item."""
        draft = Draft("agenda_item", values, item_id)
        key = line_key(self._id, "details", item_id)
        self._use_up([key], lambda file: records.save(file, draft), then, refused)

    def reading(self, then: Callable[[Row], None]) -> Callable[[str, int], None]:
        """Return what reads a record of the meeting as stored; by the meeting's id, a new one."""

        def read(record: str, record_id: int) -> None:
            def work(file: File, _progress: Progress) -> Row:
                if record_id == self._id:
                    given = {"meeting_id": self._id, "status": "present"}
                    return records.blank(file, record, given)
                return records.get(file, record, record_id)

            self._context.ask(self, work, then)

        return read

    def correct(self, draft: Draft, why: str, then: Then, refused: Refused) -> None:
        """Correct what approved minutes say, or add who was left out of them."""
        correct = corrections.correct if draft.id is not None else meetings.add_left_out
        key = corrections.draft_key(draft.record, draft.id or self._id)
        self._use_up([key], lambda file: correct(file, draft, why), then, refused)

    def move_item(self, item_id: int, step: int) -> None:
        """Move an item by `step` places."""
        self._do(lambda file: meetings.move_item(file, item_id, step))

    def remove_item(self, item_id: int, then: Then | None = None) -> None:
        """Take an item off the agenda; words that were typed under it wait for it to come back."""
        self._do(lambda file: meetings.remove_item(file, item_id), then)

    def offer_removed(self, then: Then) -> None:
        """Let what was taken out of the meeting be chosen, and put it back.

        then(saved) hears of the item that came back, or in which something did.
        """

        def offer(found: Sequence[Removed]) -> None:
            today = self._context.format_context().today
            if found:
                among = [self._putting_back(one, today, then) for one in found]
                how = _("Choose with the arrow keys, or type a word of it")
                words = Choosing(_("Put back what was deleted"), how, _("put back"))
                self._context.window.choose(words, among)
            else:
                self._context.window.tell(
                    _("No item, decision or action that was deleted is missing here.")
                )

        self._context.ask(
            self, lambda file, _progress: meeting_removals.removed(file, self._id), offer
        )

    def _putting_back(self, one: Removed, today: dt.date, then: Then) -> Command:
        def put_back() -> None:
            self._do(lambda file: meeting_removals.put_back(file, self._id, one.set_id), then)

        where = join_parts((show_moment(one.at, today), one.who))
        return Command(one.words, put_back, "arrow-counter-clockwise", where=where)

    def decide(self, item_id: int, wording: str, method: str | None, then: Then) -> None:
        """Record a decision under an item, and how it was agreed."""
        key = line_key(self._id, "decision", item_id)
        self._use_up(
            [key], lambda file: meetings.decide(file, self._id, item_id, wording, method), then
        )

    def agree(
        self, item_id: int, action: tuple[str, int | str | None, dt.date | None], then: Then
    ) -> None:
        """Record an action (what, a member's id or somebody's name, by when) under an item."""
        key = line_key(self._id, "action", item_id)
        self._use_up(
            [key], lambda file: meetings.agree_action(file, self._id, item_id, *action), then
        )

    def remove(self, record: str, record_id: int, then: Then | None = None) -> None:
        """Remove a decision, an action or a line of the register."""
        self._do(lambda file: records.remove(file, record, record_id), then)

    def tick(self, line_id: int, status: str) -> None:
        """Set the state of one line of the register."""
        self._do(lambda file: meetings.register(file, line_id, status))

    def tick_rest(self) -> None:
        """Set everyone who is still only expected to present."""
        self._do(lambda file: meetings.register_rest(file, self._id, "present"))

    def change_line(self, draft: Draft, then: Then, refused: Refused) -> None:
        """Change the capacity or the times of a line of the register."""
        assert draft.id is not None
        key = meetings.line_draft_key(draft.id)
        self._use_up([key], lambda file: meetings.change_line(file, draft), then, refused)

    def join(self, person: int | str, status: str, then: Then, refused: Refused) -> None:
        """Put somebody on the register: a member by their id, or a visitor by name."""

        def add(file: File) -> Saved:
            if isinstance(person, str):
                return meetings.add_visitor(file, self._id, person, status)
            return meetings.add_person(file, self._id, person, status)

        self._use_up([line_key(self._id, "person")], add, then, refused)

    def _read(self, file: File, _progress: Progress) -> MeetingRead:
        page = meetings.page(file, self._id)
        return MeetingRead(page, find_unsaved(file, page))

    def _use_up(
        self, keys: Sequence[str], work: Work, then: Then | None = None,
        refused: Refused | None = None,
    ) -> None:  # fmt: skip
        """Do `work`, and forget what was kept under `keys` with it."""

        def both(file: File) -> Changes | Saved:
            with drafts.used_up(file, *keys):
                return work(file)

        self._do(both, then, refused, keys)

    def _do(
        self, work: Work, then: Then | None = None, refused: Refused | None = None,
        used_up: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """Do `work`, read the meeting anew, and let the window offer Undo.

        If the page was left meanwhile, what it kept on leaving under `used_up` is forgotten too.
        """
        self._before()

        def both(file: File, progress: Progress) -> tuple[Changes | Saved, MeetingRead]:
            return work(file), self._read(file, progress)

        def done(answer: tuple[Changes | Saved, MeetingRead]) -> None:
            did, read = answer
            self.own = _changes(did)
            self.arrived.emit(read)
            if then is not None:
                then(did)
            self._context.window.changed(self.own)

        def forget_all(file: File) -> None:
            for key in used_up:
                forget(file, key)

        def gone(answer: tuple[Changes | Saved, MeetingRead]) -> None:
            if used_up:
                self._context.send(lambda file, _progress: forget_all(file))
            self._context.window.changed(_changes(answer[0]))

        self._context.ask(self, both, done, refused, gone)


def _changes(did: Changes | Saved) -> Changes:
    return did.changes if isinstance(did, Saved) else did
