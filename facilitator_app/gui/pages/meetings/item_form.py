"""The small form of one agenda item: what it is called, who leads it, how long it takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Signal

from facilitator_app.digests.meetings import MeetingItem
from facilitator_app.domain.errors import AppError
from facilitator_app.gui.form.differences import same
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.small_form import SmallForm
from facilitator_app.i18n import _
from facilitator_app.services import records
from facilitator_app.spec.record import Draft

_FIELDS = ("title", "purpose_code", "lead", "raised_by", "minutes", "confidential")


_Typed = tuple[MeetingItem, Mapping[str, Any]]  # an item, and by field what was typed of it


class ItemForm(SmallForm):
    """Hands over what was changed; what was typed waits until that is saved or cancelled."""

    saved = Signal(object, object)  # the item's id, and the changed values by field
    put_aside = Signal(object)  # what brings back the words of a form put away; None: none wait

    def __init__(self, context: PageContext) -> None:
        """Start closed."""
        spec = records.spec("agenda_item")
        super().__init__(context, [spec.field(name) for name in _FIELDS], _("Save item"))
        self._context = context
        self._item: MeetingItem | None = None
        self._shown: MeetingItem | None = None  # by the pane
        self._waiting: dict[int, _Typed] = {}
        self._cancelled: dict[int, _Typed] = {}  # offered back, and not kept

    def unsaved(self) -> dict[int, Draft]:
        """Return by item what was typed and neither saved nor cancelled."""
        found = {one: typed for one, (_item, typed) in self._waiting.items()}
        if self._item is not None and not self.isHidden() and (typed := self.typed()):
            found[self._item.id] = typed
        return {one: Draft("agenda_item", typed, one) for one, typed in found.items()}

    def offer(self, items: Iterable[MeetingItem], kept: Mapping[int, Draft]) -> None:
        """Offer back what was `kept` of `items`."""
        self._waiting |= {one.id: (one, kept[one.id].values) for one in items if one.id in kept}
        self._offer_what_waits()

    def show_for(self, item: MeetingItem | None) -> None:
        """Offer back what was typed of the item that the pane shows now, and of no other."""
        before, self._shown = self._shown, item
        if (before and before.id) != (item and item.id):
            self.put_by()
            self._offer_what_waits()

    def open(self, item: MeetingItem) -> None:
        """Show the form with what is stored and what waits, the keyboard in its first field."""
        self.put_by()
        self._item = item
        for name, value in _values(item).items():
            self.rows[name].editor.set_value(value)
            self.rows[name].say("")
        self.take_as_stored()
        if item.id in self._waiting:
            self.bring_back(self._waiting.pop(item.id)[1])
            self._offer_what_waits()
        self.show()
        self.rows["title"].go()

    def put_by(self) -> None:
        """Hide the form, and offer back what was typed."""
        item, typed = self._item, self.typed()
        if not self.isHidden() and typed and item is not None:
            self._waiting[item.id] = item, typed
            self._offer_what_waits()
        self.hide()

    def close_form(self) -> None:
        """Put the form away; its words are offered back while the page stands, and not kept."""
        self.put_by()
        if self._item is not None and self._item.id in self._waiting:
            self._cancelled[self._item.id] = self._waiting.pop(self._item.id)
        super().close_form()

    def leave(self) -> None:
        """Put the form away with its words kept."""
        self.put_by()
        super().leave()

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
            self._waiting[item.id] = item, self.typed()
            self.saved.emit(item.id, changed)
        self.closed.emit()

    def settle(self, item_id: int) -> None:
        """Forget what was typed of an item: it was saved."""
        self._waiting.pop(item_id, None)
        self._cancelled.pop(item_id, None)
        self._offer_what_waits()

    def refuse(self, item_id: int, error: AppError) -> None:
        """Open the form again with what could not be saved, and say why."""
        waiting = self._waiting.get(item_id)
        here = self._shown is not None and self._shown.id == item_id
        if waiting is not None and here:  # else it was opened again meanwhile
            self.open(waiting[0])
        if waiting is None or not here or not self.show_problems(error):
            self._context.window.fail(error)

    def _offer_what_waits(self) -> None:
        """Offer the words of the item that is shown which were put aside."""
        item = self._shown
        waits = item is not None and (item.id in self._waiting or item.id in self._cancelled)
        self.put_aside.emit(self._open_again if waits else None)

    def _open_again(self) -> None:
        item = self._shown
        if item is not None:
            self.hide()  # what it brings back is meant, whatever else was typed since
            if item.id in self._cancelled:
                self._waiting.setdefault(item.id, self._cancelled.pop(item.id))
            self.open(item)

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
