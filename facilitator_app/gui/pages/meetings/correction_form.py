"""The small form that corrects what approved minutes say under one item."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.digests.meetings import MeetingItem
from facilitator_app.domain.errors import AppError, Invalid
from facilitator_app.gui.form.section import Section
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.esc_closes import EscCloses
from facilitator_app.gui.widgets.buttons import button
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.surface import CardSurface
from facilitator_app.i18n import _
from facilitator_app.services import records

_EDGE = 16


class CorrectionForm(CardSurface):
    """Opens below an item's heading; asks for the words and for the reason, Esc puts it away."""

    saved = Signal(object, str, str)  # the MeetingItem as it was read, the words, and why
    closed = Signal()

    def __init__(self, context: PageContext) -> None:
        """Start closed."""
        super().__init__("card", 12, _EDGE)
        self._item: MeetingItem | None = None
        self.section = Section("", self, first=True)
        fields = [
            records.spec("agenda_item").field("text"), records.spec("correction").field("why"),
        ]  # fmt: skip
        self.section.add_fields(fields, context)
        self.rows = {row.field.name: row for row in self.section.rows}
        self._esc = EscCloses(self)
        self._esc.pressed.connect(self.close_form)
        for row in self.section.rows:
            self._esc.watch(row.editor.part())
        self.body.addWidget(self.section)
        holder = QWidget()
        flow = FlowLayout(holder, 8)
        flow.addWidget(button(_("Record correction"), "", "check", self.save))
        flow.addWidget(button(_("Cancel"), "quiet", "", self.close_form))
        self.body.addWidget(holder)
        self.hide()

    def open(self, item: MeetingItem) -> None:
        """Show the form with the words that are stored, and the keyboard in them."""
        self._item = item
        self.rows["text"].editor.set_value(item.text or None)
        self.rows["why"].editor.set_value(None)
        for row in self.rows.values():
            row.say("")
        self.show()
        self.rows["text"].go()

    def close_form(self) -> None:
        """Put the form away."""
        self.hide()
        self.closed.emit()

    def save(self) -> None:
        """Hand over the words and the reason, or say at the fields what is to be mended."""
        for row in self.rows.values():
            row.say(row.unreadable())
        wrong = next((row for row in self.rows.values() if row.problem), None)
        if wrong is not None:
            wrong.go()
        elif self._item is not None:
            words, why = (self.rows[name].editor.read() or "" for name in ("text", "why"))
            self.saved.emit(self._item, words, why)

    def refuse(self, error: AppError) -> None:
        """Say what stood in the way."""
        problems = error.problems if isinstance(error, Invalid) else {}
        self.rows["why"].say(problems.get("why", str(error)))
        self.rows["why"].go()
