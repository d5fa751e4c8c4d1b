"""The small form of one agenda item: what it is called, who leads it, how long it takes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from facilitator_app.digests.meetings import MeetingItem
from facilitator_app.domain.errors import AppError
from facilitator_app.gui.form.differences import same
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.small_form import SmallForm
from facilitator_app.i18n import _
from facilitator_app.services import records

_FIELDS = ("title", "purpose_code", "lead", "raised_by", "minutes", "confidential")


class ItemForm(SmallForm):
    """Hands over what was changed."""

    saved = Signal(object, object)  # the item's id, and the changed values by field
    put_aside = Signal(object)  # what brings back the words of a form put away; None: saved

    def __init__(self, context: PageContext) -> None:
        """Start closed."""
        spec = records.spec("agenda_item")
        super().__init__(context, [spec.field(name) for name in _FIELDS], _("Save item"))
        self._item: MeetingItem | None = None

    def open(self, item: MeetingItem) -> None:
        """Show the form with what is stored, and the keyboard in its first field."""
        self._item = item
        for name, value in _values(item).items():
            self.rows[name].editor.set_value(value)
            self.rows[name].say("")
        self.take_as_stored()
        self.show()
        self.rows["title"].go()

    def put_by(self) -> None:
        """Hide the form, and offer back what was typed."""
        item, typed = self._item, self.typed()
        if not self.isHidden() and typed and item is not None:
            self.put_aside.emit(partial(self._open_again, item, typed))
        self.hide()

    def close_form(self) -> None:
        """Put the form away, and its words aside."""
        self.put_by()
        super().close_form()

    def leave(self) -> None:
        """Put the form away, and its words aside."""
        self.close_form()

    def save(self) -> None:
        """Hand over what was changed, or say at the fields what is to be mended."""
        item = self._item
        if not self.is_fit() or item is None:
            return
        held = _values(item)
        found = {name: self._read(name) for name in _FIELDS}
        changed = {name: one for name, one in found.items() if not same(one, held[name])}
        self.hide()
        if changed:
            self.saved.emit(item.id, changed)
            self.put_aside.emit(None)
        self.closed.emit()

    def _open_again(self, item: MeetingItem, typed: Mapping[str, Any]) -> None:
        self.open(item)
        self.bring_back(typed)

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
