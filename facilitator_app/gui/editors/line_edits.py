"""Editors of one line: words, numbers, money, times, and dates as people write them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from facilitator_app.domain import dates
from facilitator_app.domain.errors import AppError
from facilitator_app.gui import theme
from facilitator_app.gui.editors.base import Editor, show_in
from facilitator_app.gui.metrics import px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.i18n import _
from facilitator_app.spec.kinds import Date
from facilitator_app.spec.record import Field

SHORT = 22  # characters that stand in 200 pixels
_ALL_NAMES = [dt.date(2026, month, day) for month in range(1, 13) for day in range(20, 27)]


class LineEditor(Editor):
    """One line; what was understood is shown in its usual form when the keyboard leaves."""

    def __init__(self, field: Field, context: PageContext, parent: QWidget | None = None) -> None:
        """Make an empty line."""
        super().__init__(field, context, parent)
        self.line = QLineEdit(self)
        self.line.textEdited.connect(self._edited)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.line)
        self.watch(self.line)

    def part(self) -> QWidget:
        """Return the line."""
        return self.line

    def value_text(self) -> str:
        """Return the text of the line."""
        return self.line.text()

    def set_value(self, value: Any, words: str = "") -> None:
        """Show `value` in its usual form, from its beginning; a cursor in it stays where it is."""
        show_in(self.line, self.shown(value))

    def set_typed(self, text: str) -> None:
        """Show `text` as it was typed."""
        show_in(self.line, text)

    def shown(self, value: Any) -> str:
        """Return the usual form of `value`."""
        return self.field.show(value, self.context.format_context())

    def tidy(self) -> None:
        """Show what was understood; leave what cannot be read as it is."""
        try:
            value = self.read()
        except AppError:
            return
        if self.line.text() != self.shown(value):
            self.set_value(value)

    def _edited(self) -> None:
        self.changed.emit()


class WordsEditor(LineEditor):
    """One line of words, as wide as there is room for."""


class ShortEditor(LineEditor):
    """A line for a few characters: a postcode, a time, a telephone number."""

    chars = SHORT


class NumberEditor(LineEditor):
    """A line for a number or an amount."""

    chars = SHORT
    number = True


class DateEditor(LineEditor):
    """A line for a day; says what it understood beside it while one types, and in it afterwards."""

    chars = SHORT

    def __init__(self, field: Field, context: PageContext, parent: QWidget | None = None) -> None:
        """Make an empty line with room for the understood day at its right, whatever it will be."""
        super().__init__(field, context, parent)
        self.understood = QLabel(self)
        self.understood.setProperty("role", "small")
        words, metrics = map(self._words, _ALL_NAMES), theme.current().metrics(12)
        self.understood.setFixedWidth(max(map(metrics.horizontalAdvance, words)) + 1)
        box = self.layout()
        assert isinstance(box, QHBoxLayout)
        box.setSpacing(px(6))
        box.addWidget(self.understood)
        box.addStretch()
        box.setStretchFactor(self.line, 1)
        self.line.textEdited.connect(self._tell_understood)

    def set_compact(self) -> None:
        """Leave out the words at the right, where a table has no room for them."""
        self.understood.hide()

    def shown(self, value: Any) -> str:
        """Return "Tue 3 Mar 2026"; of a birthday nobody asks the weekday."""
        if value is None:
            return ""
        past = isinstance(self.field.kind, Date) and self.field.kind.past
        return dates.show_date(value) if past else dates.show_day(value)

    def set_value(self, value: Any, words: str = "") -> None:
        """Show the day in the line and nothing beside it."""
        super().set_value(value, words)
        self.understood.clear()

    def tidy(self) -> None:
        """Move what was understood from beside the line into it."""
        super().tidy()
        self.understood.clear()

    def _tell_understood(self) -> None:
        try:
            value = self.read()
        except AppError:
            value = None
        self.understood.setText(self._words(value) if value else "")

    def _words(self, day: dt.date) -> str:
        return _("= {day}").format(day=self.shown(day))
