"""Editors of one line: words, numbers, money and times."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from facilitator_app.domain.errors import AppError
from facilitator_app.gui.editors.base import Editor, show_in
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.widgets.clean_line import keep_clean
from facilitator_app.spec.kinds import Date, Hours, Miles, Money, Time, Whole
from facilitator_app.spec.record import Field

SHORT = 22  # characters that stand in 200 pixels
_READ = (Date, Hours, Miles, Money, Time, Whole)  # shown otherwise than they are typed


class LineEditor(Editor):
    """One line; what was understood is shown in its usual form when the keyboard leaves."""

    def __init__(self, field: Field, context: PageContext, parent: QWidget | None = None) -> None:
        """Make an empty line."""
        super().__init__(field, context, parent)
        self.line = QLineEdit(self)
        keep_clean(self.line)
        self.line.setProperty("closes", isinstance(field.kind, _READ))  # as it was half typed
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
