"""The small form of one agenda item: what it is called, who leads it, how long it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator_app.digests.meetings import MeetingItem
from facilitator_app.domain.errors import AppError
from facilitator_app.gui.form.differences import same
from facilitator_app.gui.form.section import Section
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.esc_closes import EscCloses
from facilitator_app.gui.widgets.buttons import button
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.surface import CardSurface
from facilitator_app.i18n import _
from facilitator_app.services import records

_FIELDS = ("title", "purpose_code", "lead", "raised_by", "minutes", "confidential")
_EDGE = 16


class ItemForm(CardSurface):
    """Opens below an item's heading; Enter in a line saves, Esc puts the form away."""

    saved = Signal(object, object)  # the item's id, and the changed values by field
    closed = Signal()

    def __init__(self, context: PageContext) -> None:
        """Start closed."""
        super().__init__("card", 12, _EDGE)
        self._item: MeetingItem | None = None
        self.section = Section("", self, first=True)
        spec = records.spec("agenda_item")
        self.section.add_fields([spec.field(name) for name in _FIELDS], context)
        self.rows = {row.field.name: row for row in self.section.rows}
        self._esc = EscCloses(self)
        self._esc.pressed.connect(self.close_form)
        for row in self.section.rows:
            part = row.editor.part()
            self._esc.watch(part)
            if isinstance(part, QLineEdit):
                part.returnPressed.connect(self.save)
        self.body.addWidget(self.section)
        holder = QWidget()
        flow = FlowLayout(holder, 8)
        flow.addWidget(button(_("Save item"), "", "check", self.save))
        flow.addWidget(button(_("Cancel"), "quiet", "", self.close_form))
        self.body.addWidget(holder)
        self.hide()

    def open(self, item: MeetingItem) -> None:
        """Show the form with what is stored, and the keyboard in its first field."""
        self._item = item
        for name, value in _values(item).items():
            self.rows[name].editor.set_value(value)
            self.rows[name].say("")
        self.show()
        self.rows["title"].go()

    def close_form(self) -> None:
        """Put the form away."""
        self.hide()
        self.closed.emit()

    def save(self) -> None:
        """Hand over what was changed, or say at the fields what is to be mended."""
        item = self._item
        problems = {name: row.unreadable() for name, row in self.rows.items()}
        for name, row in self.rows.items():
            row.say(problems[name])
        wrong = next((row for row in self.rows.values() if row.problem), None)
        if wrong is not None or item is None:
            if wrong is not None:
                wrong.go()
            return
        held = _values(item)
        found = {name: self._read(name) for name in _FIELDS}
        changed = {name: one for name, one in found.items() if not same(one, held[name])}
        self.hide()
        if changed:
            self.saved.emit(item.id, changed)
        self.closed.emit()

    def _read(self, name: str) -> Any:
        try:
            return self.rows[name].editor.read()
        except AppError:
            return None


def _values(item: MeetingItem) -> Mapping[str, Any]:
    return {
        "title": item.title,
        "purpose_code": item.purpose or None,
        "lead": item.lead or None,
        "raised_by": item.raised_by or None,
        "minutes": item.minutes or None,
        "confidential": item.confidential,
    }
