"""The page of one meeting: reads it, does what its panes ask for, and shows what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from facilitator_app.digests.meetings import MeetingDetail, MeetingItem
from facilitator_app.digests.page_values import DETAILS
from facilitator_app.domain.errors import AppError, Gone
from facilitator_app.domain.meetings import is_to_come, too_early
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.page_stack import PageOfRecord, name_page
from facilitator_app.gui.pages.attachments.attachments_page import AttachmentsPage
from facilitator_app.gui.pages.meetings.additions import Additions
from facilitator_app.gui.pages.meetings.agenda_pane import AgendaPane
from facilitator_app.gui.pages.meetings.correction_form import CorrectionPlace
from facilitator_app.gui.pages.meetings.item_pane import ItemPane
from facilitator_app.gui.pages.meetings.meeting_commands import MeetingCommands, MeetingRead
from facilitator_app.gui.pages.meetings.meeting_head import MeetingHead
from facilitator_app.gui.pages.meetings.meeting_standing import MeetingStanding
from facilitator_app.gui.pages.meetings.new_meeting import new_meeting_page
from facilitator_app.gui.pages.meetings.panes import AGENDA, ITEM, REGISTER, Panes
from facilitator_app.gui.pages.meetings.register_pane import RegisterPane
from facilitator_app.gui.pages.meetings.unadded_words import UnaddedWords
from facilitator_app.gui.pages.meetings.unsaved_input import UnsavedInput
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.tab_order import has_keyboard
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import column, dress
from facilitator_app.i18n import _
from facilitator_app.services.meetings import minutes_place
from facilitator_app.services.texts import Written
from facilitator_app.spec.record import Changes, Draft

_CONCERNS = (
    "meeting", "agenda_item", "attendance", "decision", "action", "body", "member", "list_entry",
    "correction", "tag", "framework", "framework_item",
)  # fmt: skip


def meeting_page(context: PageContext, record_id: int | None, given: Mapping[str, Any]) -> QWidget:
    """Return the page of the meeting `record_id`, or the short form of a new one.

    With DETAILS among the values given, the form of its details.
    """
    if record_id is None:
        return new_meeting_page(context, given)
    if DETAILS in given:
        return _form_of_details(context, record_id)
    return MeetingPage(context, record_id)


def _form_of_details(context: PageContext, meeting_id: int) -> QWidget:
    page = RecordPage(context, "meeting", meeting_id)
    name_page(page, PageOfRecord("meeting", meeting_id, {DETAILS: 1}))
    return page


class MeetingPage(QWidget):
    """Agenda, minutes and register of one meeting; every change is saved at once."""

    def __init__(self, context: PageContext, meeting_id: int) -> None:
        """Show the meeting `meeting_id`."""
        super().__init__()
        dress(self, "paper")
        self._context, self._id = context, meeting_id
        self._whole: MeetingDetail | None = None
        self._unsaved, self._gone = UnsavedInput(), False
        self._leaving = QTimer(self, singleShot=True, interval=0)
        self._leaving.timeout.connect(context.window.back)
        self.head = MeetingHead()
        self.agenda = AgendaPane(context)
        self.item = ItemPane(context)
        self.register = RegisterPane(context)
        self.panes = Panes(self.agenda, self.item, self.register)
        self._stand = MeetingStanding(self.agenda.list, self.panes)
        self.standing, self.resume = self._stand.standing, self._stand.resume
        self.flush, self.writing = self.item.minutes.flush, self.item.minutes.writing
        self.commands = MeetingCommands(self, context, meeting_id, self.flush)
        parts = (self.agenda, self.item, self.register)
        self.unadded = UnaddedWords(self.panes, context, self.commands, parts)
        self._additions = Additions(context, self.commands, parts)
        self.commands.arrived.connect(self._arrived)
        self.commands.failed.connect(self._not_there)
        self.commands.unready.connect(self.head.ask)
        content = QWidget()
        box = column(content)
        box.addWidget(self.head)
        box.addWidget(self.panes, 1)
        column(self).addWidget(ScrollBody(content, _("Meeting")))
        self.setFocusProxy(self.agenda)
        self._connect_head()
        self._connect_agenda()
        self._connect_item()
        self._connect_register()
        self.reload()

    @property
    def title(self) -> str:
        """What the page is called: the group that meets."""
        return self._whole.body if self._whole is not None else _("Meeting")

    @property
    def help_page(self) -> str:
        """The page of the guide about meetings."""
        return "meetings"

    @property
    def record_id(self) -> int:
        """The id of the meeting."""
        return self._id

    @property
    def part_id(self) -> int | None:
        """The id of the item that is worked at with the keyboard, while it may be changed."""
        item, closed = self.item.item, self._whole is None or bool(self._whole.seal)
        return item.id if item is not None and not closed and has_keyboard(self.item) else None

    @property
    def stays_open(self) -> bool:
        """Whether the meeting is on today, and not approved yet."""
        whole, today = self._whole, self._context.format_context().today
        return whole is not None and whole.date == today and not whole.seal

    def return_to(self, title: str) -> None:
        """Call the way back `title`."""
        self.head.set_back(title)

    def reload(self) -> None:
        """Read the meeting anew; what is being written stays as it is."""
        self.commands.read()

    def stale(self, changes: Changes) -> None:
        """Read anew after someone else's change, an undo for instance."""
        if changes is not self.commands.own and changes.touches(*_CONCERNS):
            self.reload()

    def can_leave(self) -> bool:
        """Save what is being written, and keep what was typed into a line and not added."""
        self.flush()
        self.item.minutes.keep_draft()
        self.unadded.leave()
        for place in (self.item.correction, *self.register.places):
            place.keep()
        return True

    def save(self) -> None:
        """Save the minutes now, or what stands in the form or line with the keyboard in it."""
        places = ((ITEM, self.item.correction), *((REGISTER, p) for p in self.register.places))
        begun = {pane: place for pane, place in places if place.form is not None}
        now = next((one for one in begun.values() if one.in_hand), None)
        if now is not None:
            now.record()
            return
        if begun:  # what nobody looks at is not recorded
            pane, place = next(iter(begun.items()))
            self.panes.turn_to(pane)
            place.take_keyboard()
            return
        dirty = self.item.minutes.dirty
        self.flush()
        if not self.unadded.enter() and not dirty:
            self._context.window.tell_saved()

    def take_back(self) -> bool:
        """Stop at a small form that is typed in: Undo there does not mean the meeting's steps."""
        forms = (self.item.correction, *self.register.places, self.item.form)
        if not any(has_keyboard(one) for one in forms):
            return False
        words = _("Ctrl+Z takes back what is typed here. Close the form (Esc) to go back further.")
        self._context.window.tell(words)
        return True

    def add(self) -> None:
        """Open the line for a new agenda item; once all is approved, begin the next meeting."""
        if self._whole is not None and self._whole.seal:
            self._context.window.new_record("meeting")
            return
        self.panes.turn_to(AGENDA)
        self.agenda.add()

    def print_paper(self) -> None:
        """Show the minutes as they would print; before the meeting there are none."""
        if self._whole is not None and self.head.to_come:
            words = _("This meeting is still to be held: there are no minutes to print yet.")
            self._context.refuse(words)
            return
        self.flush()
        self._context.window.show_paper("minutes", self._id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the line of steps where the page is too low for it."""
        super().resizeEvent(event)
        self.head.fit(self.height())

    def showEvent(self, event: QShowEvent) -> None:
        """Leave a page whose meeting was removed behind another; tell what was begun there."""
        super().showEvent(event)
        if self._gone:
            self._leaving.start()
        elif self._whole is not None and self._whole.seal:
            self.reload()

    def _connect_head(self) -> None:
        self.panes.turned.connect(self.head.turn_to)
        self.head.back.connect(self._context.window.back)
        self.head.edit.connect(self._edit_details)
        self.head.print_.connect(self.print_paper)
        self.head.attachments.connect(self._show_attachments)
        self.head.step.connect(self._take_step)
        self.head.circulate.connect(lambda: self.panes.keyboard_to(AGENDA))
        self.head.circulate.connect(self.commands.circulate)
        self.head.write.connect(self.agenda.list.go_to)
        self.head.write.connect(lambda _item: self._open_line(self.item.write))
        self.head.tick.connect(lambda: self.panes.go_to(REGISTER, self.register.list))

    def _connect_agenda(self) -> None:
        rows = self.agenda.list
        rows.chosen.connect(self._show_item)
        rows.opened.connect(lambda _item: self._open_line(self.item.write))
        rows.moved.connect(self.commands.move_item)
        self.item.moved.connect(self.commands.move_item)
        rows.removed.connect(self.commands.remove_item)
        self.item.removed.connect(
            # its bin is that of the next item by then
            lambda one: self.commands.remove_item(one, lambda _did: self.panes.keyboard_to(AGENDA))
        )
        self.item.first_wanted.connect(self.add)
        self.agenda.removed_wanted.connect(
            lambda: self.commands.offer_removed(lambda did: rows.go_to(did.id))
        )
        self.item.item_wanted.connect(rows.go_to)
        self._key("F2", lambda: self._open_line(self.item.edit))
        self._key("Ctrl+Down", lambda: self._walk(1))
        self._key("Ctrl+Up", lambda: self._walk(-1))

    def _connect_item(self) -> None:
        self.item.correction_wanted.connect(self.commands.reading(self.item.correct))
        self.item.details_wanted.connect(self._edit_details)
        self._connect_correction(self.item.correction)
        self.item.minutes.written.connect(self._written)
        out = self.item.outcomes
        out.removed.connect(
            lambda name, one: self.commands.remove(name, one, lambda _did: out.settle())
        )
        out.opened.connect(self._open_outcome)
        self.item.arising.opened.connect(self._open_outcome)
        self._key("Ctrl+D", lambda: self._open_line(out.open_decision))
        self._key("Ctrl+T", lambda: self._open_line(out.open_action))

    def _open_outcome(self, record: str, record_id: int) -> None:
        """Open an action where it is worked at, a decision in a form of its own."""
        if record == "action":
            self._context.window.open_record(record, record_id)
        else:
            self._context.window.show_page(RecordPage(self._context, record, record_id))

    def _connect_register(self) -> None:
        rows, reads = self.register.list, self.commands.reading(self.register.open_correction)
        self.panes.register_entered.connect(rows.choose)
        rows.ticked.connect(self.commands.tick)
        rows.removed.connect(lambda one: self.commands.remove("attendance", one))
        self.register.correction_wanted.connect(reads)
        self._connect_correction(self.register.correction)
        self.register.rest_present.connect(self.commands.tick_rest)

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _arrived(self, read: MeetingRead) -> None:
        first = self._whole is None
        self._whole, self._unsaved = read.page, read.loose
        fmt = self._context.format_context()
        coming = is_to_come(read.page.status, read.page.date, fmt.today)
        self.head.show_page(read.page, to_come=coming)
        self.head.fit(self.height())
        self.agenda.show_page(read.page, fmt)
        self.register.show_page(read.page, read.loose, fmt)
        self.panes.set_counts(len(read.page.items), read.page.present)
        if first and read.page.items:
            self.agenda.list.setCurrentRow(0)
        self._show_item()
        if first:
            self.unadded.bring_back(read)
            self._stand.arrived()
        else:
            self.unadded.take_note(read)

    def _not_there(self, error: AppError) -> None:
        if isinstance(error, Gone):
            self._gone = not self.isVisible()
            if not self._gone:
                self._context.window.back()
        if self._whole is None or not isinstance(error, Gone):
            self._context.window.fail(error)  # what takes it away later, says so itself

    def _show_item(self) -> None:
        if self._whole is not None:
            chosen = self.agenda.list.current_id
            self.item.show_item(self._whole, chosen, self._unsaved, self._context.format_context())

    def _written(self, done: Written) -> None:
        """Read the new version; a quiet save needs no bar with Undo in it."""
        self.commands.own = done.changes
        self.reload()

    def _edit_details(self) -> None:
        self._context.window.show_page(_form_of_details(self._context, self._id))

    def _show_attachments(self) -> None:
        if self._whole is not None:
            words = f"{self._whole.body}, {self._whole.when}"
            page = AttachmentsPage(self._context, "meeting", self._id, words)
            self._context.window.show_page(page)

    def _walk(self, step: int) -> None:
        rows = self.agenda.list
        rows.setCurrentRow(min(max(rows.currentRow() + step, 0), rows.count() - 1))

    def _open_line(self, open_: Callable[[], object]) -> None:
        if self.item.item is not None:
            self.panes.turn_to(ITEM)
            open_()

    def _take_step(self, step: str) -> None:
        """Take it, and let the keyboard go on to the agenda: the button now means another step."""
        if self.head.primary.hasFocus():
            self.panes.keyboard_to(AGENDA)
        today = self._context.format_context().today
        if self._whole and (why := too_early(step, self._whole.date, today)):
            self._context.refuse(why)
        elif (unsaved := self._first_unsaved()) is not None:
            self.agenda.list.go_to(unsaved.id)
            self._open_line(self.item.write)
            self._context.refuse(
                _("Use the words that were not saved, or throw them away, before the next step.")
            )
        elif words := self.unadded.go_on():
            self._context.refuse(words)
        else:
            self.commands.take_step(step)

    def _first_unsaved(self) -> MeetingItem | None:
        """Return the first item under which words wait that could not be saved."""
        items = self._whole.items if self._whole is not None else ()
        aside, kept = self.item.minutes.aside, self._unsaved.minutes
        return next(
            (one for one in items if aside.get(minutes_place(one).key, kept.get(one.id))), None
        )

    def _connect_correction(self, place: CorrectionPlace) -> None:
        def correct(draft: Draft, why: str) -> None:
            self.commands.correct(draft, why, lambda _did: place.finish(), place.refuse)

        place.saved.connect(correct)
        place.put_by.connect(self.reload)
