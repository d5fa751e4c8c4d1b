"""The pane of one agenda item: what it is, what was said, and what came of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator_app.digests.meetings import MeetingDetail, MeetingItem
from facilitator_app.gui.form.autosave_text import AutosaveText
from facilitator_app.gui.metrics import px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.correction_lines import correction_lines
from facilitator_app.gui.pages.meetings import meeting_wording as say
from facilitator_app.gui.pages.meetings.arising_list import ArisingList
from facilitator_app.gui.pages.meetings.begun_list import BegunList
from facilitator_app.gui.pages.meetings.correction_form import CorrectionPlace
from facilitator_app.gui.pages.meetings.item_form import ItemForm
from facilitator_app.gui.pages.meetings.outcomes import Outcomes
from facilitator_app.gui.pages.meetings.unsaved_input import BegunCorrection, UnsavedInput
from facilitator_app.gui.pages.text_history_page import TextHistoryPage
from facilitator_app.gui.tab_order import give_keyboard
from facilitator_app.gui.widgets.buttons import icon_button
from facilitator_app.gui.widgets.empty_state import EmptyState
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import clear, column, dress, row
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _
from facilitator_app.services.meetings import minutes_place
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Row

_LEAST = 120


class ItemPane(QWidget):
    """Shows the item that is chosen in the agenda; emits what is asked for, the page does it."""

    moved = Signal(object, int)
    removed = Signal(object)
    first_wanted = Signal()
    correction_wanted = Signal(str, object)  # the record's name and id
    item_wanted = Signal(object)
    details_wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        """Start without an item."""
        super().__init__()
        dress(self, "paper")
        self.item: MeetingItem | None = None
        self._sealed = False
        self._of_form: Callable[[], object] | None = None
        self._of_corrections: dict[int, Callable[[], object]] = {}  # by the item shown then
        self.form = ItemForm(context)
        self.correction = CorrectionPlace(context)
        self.minutes = AutosaveText(
            context, _("What was said"), _("What was said. It is saved while you write.")
        )
        self.minutes.history_wanted.connect(
            lambda place, why: context.window.show_page(TextHistoryPage(context, place, why))
        )
        self.arising = ArisingList()
        self.outcomes = Outcomes(context)
        self._above, self._title = (
            text_label("", "small", wrap=True),
            text_label("", "h2", wrap=True),
        )
        self._content = QWidget()
        box = column(self._content, 12, (24, 16, 24, 24))
        box.addLayout(self._heading())
        self._notices = column(None, 0)
        box.addLayout(self._notices)
        self._begun = BegunList()
        self._begun.wanted.connect(self._go_on)
        box.addWidget(self._begun)
        box.addWidget(self.form)
        box.addWidget(self.correction)
        box.addWidget(self.arising)
        box.addWidget(self.minutes, 1)
        box.addWidget(self.outcomes)
        self.form.put_aside.connect(self._form_aside)
        self.correction.aside.connect(self._correction_aside)
        self.correction.again.connect(self.correction_wanted)
        self.form.closed.connect(self._form_closed)
        self.correction.closed.connect(self._form_closed)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._reveal_lines)
        self.outcomes.grown.connect(self._later.start)
        self.outcomes.correction_wanted.connect(self.correction_wanted)
        self._body = ScrollBody(self._content, _("Agenda item"), px(_LEAST))
        self._empty = EmptyState(
            "note-pencil",
            _("Nothing to write under yet"),
            _("What is said is written under its item: add the first one to the agenda."),
            (_("Add the first item"), "plus", self.first_wanted.emit),
        )
        outer = column(self)
        outer.addWidget(self._body, 1)
        outer.addWidget(self._empty, 1)
        self.setFocusProxy(self.minutes.editor)

    def show_item(
        self,
        page: MeetingDetail,
        item_id: int | None,
        unsaved: UnsavedInput,
        fmt: FormatContext,
    ) -> None:
        """Show one item of `page`, with what was typed into the page and not saved."""
        found = next((one for one in page.items if one.id == item_id), None)
        other = found is None or self.item is None or self.item.id != found.id
        if other:
            self.correction.put_away()
        self.item = found
        self.form.show_for(found)
        self._set_sealed(page)
        correcting = self.correction.form is not None
        self._begun.tell(unsaved.corrections, correcting=correcting)
        self._body.setVisible(found is not None)
        self._empty.setVisible(found is None)
        if found is None:
            self.minutes.clear()
            self.outcomes.put_by()
            return
        begins = page.clock[page.items.index(found)]
        self._above.setText(say.heading(found, begins, fmt))
        self._title.setText(found.title)
        last = found is page.items[-1]
        self._up.setEnabled(found is not page.items[0])
        self._down.setEnabled(not last)
        self.minutes.show_text(minutes_place(found), found.text, unsaved.minutes.get(found.id))
        self.minutes.editor.setAccessibleName(_("Minutes of item {n}").format(n=found.number))
        self.outcomes.show_item(page, found, fmt)
        self.arising.show_actions(page.arising if say.is_arising(found, fmt) else (), fmt.today)
        if other:
            self._body.verticalScrollBar().setValue(0)

    def edit(self) -> None:
        """Open the small form of the item; of approved minutes, ask for the one that corrects."""
        if self.item is not None:
            if self._sealed:
                self.correction_wanted.emit("agenda_item", self.item.id)
            else:
                self.form.open(self.item)
            self._body.verticalScrollBar().setValue(0)

    def correct(self, row: Row) -> None:
        """Open the form that corrects the item, or a decision or action under it."""
        self.correction.open(row)
        self._begun.hide()
        self._body.verticalScrollBar().setValue(0)

    def write(self) -> None:
        """Put the keyboard into the minutes."""
        if self.item is not None:
            self.minutes.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _set_sealed(self, page: MeetingDetail) -> None:
        """Let the item be written, or only be read and corrected."""
        why, self._sealed = page.seal, bool(page.seal)
        clear(self._notices)
        if not why:  # approving may be taken back while one corrects
            self.correction.put_away()
        else:
            actions = ((_("Record a correction"), self.edit),)
            lines = correction_lines(page.corrections)
            title = _("Corrected since the minutes were approved") if lines else why
            self._notices.addWidget(Notice("info", title, lines, actions))
        for one in (self._up, self._down, self._bin):
            one.setVisible(not why)
        words = _("Correct these minutes (F2)") if why else _("Edit this item (F2)")
        self._pencil.setToolTip(words)
        self._pencil.setAccessibleName(words)
        self.minutes.set_closed(why)
        self.outcomes.set_closed(closed=bool(why))

    def _go_on(self, one: BegunCorrection) -> None:
        if one.item_id is not None:
            self.item_wanted.emit(one.item_id)
        if one.record == "meeting":
            self.details_wanted.emit()
        else:
            self.correction_wanted.emit(one.record, one.record_id)

    def _form_aside(self, bring_back: Callable[[], object] | None) -> None:
        self._of_form = bring_back
        self._offer_back()

    def _correction_aside(self, bring_back: Callable[[], object] | None) -> None:
        if self.item is not None and bring_back is not None:
            self._of_corrections[self.item.id] = bring_back
        elif self.item is not None:
            self._of_corrections.pop(self.item.id, None)
        self._offer_back()

    def _offer_back(self) -> None:
        """Offer back what was put aside of the item that is shown, and of no other."""
        item_id = self.item.id if self.item is not None else None
        of_correction = self._of_corrections.get(item_id) if item_id is not None else None

        def correct_again() -> None:
            assert item_id is not None
            self._of_corrections.pop(item_id)()

        self._begun.offer(self._of_form or (correct_again if of_correction else None))

    def _reveal_lines(self) -> None:
        """Bring a line that was opened into view, once it has its place."""
        self._body.ensureWidgetVisible(self.outcomes.buttons)

    def _form_closed(self) -> None:
        give_keyboard(self._pencil)

    def _heading(self) -> QHBoxLayout:
        line = row(None, 4)
        texts = column(None, 2)
        texts.addWidget(self._above)
        texts.addWidget(self._title)
        line.addLayout(texts, 1)
        self._pencil = icon_button("pencil-simple", _("Edit this item (F2)"), self.edit)
        self._up = icon_button("arrow-up", _("Move up (Alt+Up)"), lambda: self._move(-1))
        self._down = icon_button("arrow-down", _("Move down (Alt+Down)"), lambda: self._move(1))
        self._bin = icon_button("trash", _("Delete from the agenda (Delete)"), self._remove)
        for one in (self._pencil, self._up, self._down, self._bin):
            line.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _move(self, step: int) -> None:
        if self.item is not None:
            self.moved.emit(self.item.id, step)

    def _remove(self) -> None:
        if self.item is not None:
            self.removed.emit(self.item.id)
