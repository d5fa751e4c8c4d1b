"""What every editor of a value can do, whatever its kind."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator_app.domain.errors import AppError
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.spoken_names import name_field
from facilitator_app.gui.widgets.text_label import set_look
from facilitator_app.spec.record import Field, Unread

_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class Editor(QWidget):
    """Shows the value of one field and takes what a person puts in its place."""

    changed = Signal()
    left = Signal()

    names_itself = False  # shows the field's label as part of itself (a tick box)
    number = False  # stands at the right in a table
    chars = 0  # wanted width in characters; 0 takes the width there is

    def __init__(self, field: Field, context: PageContext, parent: QWidget | None = None) -> None:
        """Make an empty editor of `field`; `changed` tells what a person does, not `set_value`."""
        super().__init__(parent)
        self.field = field
        self.context = context

    def part(self) -> QWidget:
        """Return the part that takes the keyboard."""
        raise NotImplementedError

    def value_text(self) -> str:
        """Return what stands in the editor, as words."""
        raise NotImplementedError

    def set_value(self, value: Any, words: str = "") -> None:
        """Show `value`; `words` are those of a reference."""
        raise NotImplementedError

    def set_typed(self, text: str) -> None:
        """Show `text` as it was typed; an editor that only chooses shows nothing."""
        self.set_value(None)

    def bring_back(self, value: Any, words: str = "") -> None:
        """Show what a draft holds: a value, or what was typed and cannot be read."""
        if isinstance(value, Unread):
            self.set_typed(value)
        else:
            self.set_value(value, words)

    def to_keep(self) -> Any:
        """Return what a draft holds: the value, or what stands here and cannot be read."""
        try:
            return self.read()
        except AppError:
            return Unread(self.value_text())

    def read(self) -> Any:
        """Return the value, None for a blank; raise AppError with what to write instead."""
        return self.field.parse(self.value_text(), self.context.format_context())

    def state(self) -> Hashable:
        """Return what differs when a person has changed something."""
        return self.value_text()

    @property
    def uses_enter(self) -> bool:
        """Whether the editor itself has a use for the Enter key now."""
        return False

    def tidy(self) -> None:
        """Show what was understood, once the keyboard has left."""

    def set_bad(self, bad: bool) -> None:
        """Draw the edge of a field that is to be mended, or the usual one."""
        mark_bad(self.part(), bad)

    def describe(
        self, name: str, description: str, *, required: bool = False, bad: bool = False
    ) -> None:
        """Say to a screen reader what this is, and what is to be known about it."""
        name_field(self.part(), name, required=required, bad=bad)
        self.part().setAccessibleDescription(description)

    def watch(self, part: QWidget) -> None:
        """Hand the keyboard to `part`, and notice when it leaves."""
        self.setFocusProxy(part)
        part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tidy when the keyboard leaves for another field, not for a menu or another program."""
        if (
            event.type() == QEvent.Type.FocusOut
            and isinstance(event, QFocusEvent)
            and event.reason() not in _STAYS
        ):
            self.tidy()
            self.left.emit()
        return super().eventFilter(watched, event)


def show_in(line: QLineEdit, text: str) -> None:
    """Show `text` from its beginning; where the keyboard is, the cursor stays where it was."""
    cursor = line.cursorPosition() if line.hasFocus() else 0
    line.setText(text)
    line.setCursorPosition(cursor)


def mark_bad(widget: QWidget, bad: bool) -> None:
    """Set the property that the style sheet draws a mistake by."""
    if bool(widget.property("bad")) != bad:
        set_look(widget, "bad", bad)
