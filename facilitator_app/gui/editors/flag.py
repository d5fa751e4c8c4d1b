"""Editors with tick boxes: one for yes or no, and many for the entries of a pick-list."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from facilitator_app.domain.errors import AppError
from facilitator_app.gui.editors.base import Editor, mark_bad
from facilitator_app.gui.editors.tick_box import Tick
from facilitator_app.gui.metrics import px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.spoken_names import name_field
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_parts
from facilitator_app.spec.kinds import Choice
from facilitator_app.spec.record import Field

_TWO_COLUMNS = 440


class FlagEditor(Editor):
    """A tick box that carries the field's label."""

    names_itself = True

    def __init__(self, field: Field, context: PageContext, parent: QWidget | None = None) -> None:
        """Make a box without a tick."""
        super().__init__(field, context, parent)
        self._untouched: bool | None = None
        self.tick = Tick(_(field.label), self)
        self.tick.toggled.connect(self._toggled)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.watch(self.tick)

    def part(self) -> QWidget:
        """Return the box."""
        return self.tick

    def value_text(self) -> str:
        """Return "Yes" or "No"."""
        return _("Yes") if self.tick.isChecked() else _("No")

    def set_value(self, value: Any, words: str = "") -> None:
        """Tick the box for True."""
        self.tick.blockSignals(True)
        self.tick.setChecked(bool(value))
        self.tick.blockSignals(False)
        self._untouched = value

    def read(self) -> bool | None:
        """Return whether there is a tick; None if nobody ever said so and nobody touched it."""
        ticked = self.tick.isChecked()
        return None if self._untouched is None and not ticked else ticked

    def _toggled(self) -> None:
        self._untouched = self.tick.isChecked()
        self.changed.emit()


class ChoicesEditor(Editor):
    """A tick box for each entry of a pick-list, in two columns where there is room."""

    spoken_role = QAccessible.Role.Grouping

    def __init__(self, field: Field, context: PageContext, parent: QWidget | None = None) -> None:
        """Make the boxes of the list of `field`, without ticks."""
        super().__init__(field, context, parent)
        self._ticks: dict[str, Tick] = {}
        self._named = ("", "")
        self._state = (False, False)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(4))
        self._build(())

    def part(self) -> QWidget:
        """Return the first box."""
        return next(iter(self._ticks.values()), self)

    def value_text(self) -> str:
        """Return the labels of the ticked entries."""
        return "; ".join(tick.text() for tick in self._ticks.values() if tick.isChecked())

    def set_value(self, value: Any, words: str = "") -> None:
        """Tick the entries of `value` (codes); a retired one that is held is shown as well."""
        held = tuple(value or ())
        self._build(held)
        for code, tick in self._ticks.items():
            tick.blockSignals(True)
            tick.setChecked(code in held)
            tick.blockSignals(False)

    def read(self) -> tuple[str, ...] | None:
        """Return the codes that have a tick, in the list's order."""
        ticked = tuple(code for code, tick in self._ticks.items() if tick.isChecked())
        if not ticked and self.field.required:
            raise AppError(_("Tick at least one of “{label}”.").format(label=_(self.field.label)))
        return ticked or None

    def set_bad(self, bad: bool) -> None:
        """Mark every box."""
        for tick in self._ticks.values():
            mark_bad(tick, bad)

    def describe(
        self, name: str, description: str, *, required: bool = False, bad: bool = False
    ) -> None:
        """Name the group; each box is called by its entry and tells the group after it."""
        self._named, self._state = (name, description), (required, bad)
        name_field(self, name, required=required, bad=bad)
        self.setAccessibleDescription(description)
        for tick in self._ticks.values():
            tick.setAccessibleName(join_parts((tick.text(), name)))
            tick.setAccessibleDescription(description)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold to one column where two would be too narrow to read."""
        super().resizeEvent(event)
        self._arrange(2 if event.size().width() >= px(_TWO_COLUMNS) else 1)

    def _build(self, held: tuple[str, ...]) -> None:
        codes = self._codes(held)
        if list(self._ticks) == codes:
            return
        for tick in self._ticks.values():
            tick.deleteLater()
        self._ticks = {code: self._tick(code) for code in codes}
        columns, self._columns = self._columns or 2, 0
        self._arrange(columns)
        if self._ticks:
            self.setFocusProxy(next(iter(self._ticks.values())))
        required, bad = self._state
        self.describe(*self._named, required=required, bad=bad)

    def _codes(self, held: tuple[str, ...]) -> list[str]:
        assert isinstance(self.field.kind, Choice)
        offered = [
            e.code for e in self.context.format_context().lists.offered(self.field.kind.list)
        ]
        return offered + [code for code in held if code not in offered]

    def _tick(self, code: str) -> Tick:
        assert isinstance(self.field.kind, Choice)
        tick = Tick(self.context.format_context().lists.label(self.field.kind.list, code), self)
        tick.toggled.connect(self._toggled)
        tick.installEventFilter(self)
        return tick

    def _toggled(self) -> None:
        self.changed.emit()

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, tick in enumerate(self._ticks.values()):
            self._grid.addWidget(tick, place // columns, place % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
