"""The editor of a day: typed as people write it, or chosen from a small calendar."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from facilitator_app.domain import dates
from facilitator_app.domain.dates import LATEST
from facilitator_app.domain.errors import AppError
from facilitator_app.gui import theme
from facilitator_app.gui.editors.line_edits import SHORT, LineEditor
from facilitator_app.gui.editors.month_panel import MonthPanel
from facilitator_app.gui.metrics import px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.tab_order import give_keyboard
from facilitator_app.gui.widgets.buttons import button
from facilitator_app.gui.window_actions import with_shown_keys
from facilitator_app.i18n import _
from facilitator_app.spec.kinds import Date
from facilitator_app.spec.record import Field

_ALL_NAMES = [dt.date(2026, month, day) for month in range(1, 13) for day in range(20, 27)]
_BUTTON = 28  # pixels at 100 %, within a line of 36
_EDGES = 24  # beside the words of a line


def room_for_a_day() -> int:
    """Return how wide a line is in which any day, and the button, can be read, in pixels."""
    metrics = theme.current().metrics()
    widest = max(metrics.horizontalAdvance(dates.show_day(day)) for day in _ALL_NAMES)
    return widest + px(_EDGES + _BUTTON)


def opens_calendar(event: QKeyEvent) -> bool:
    """Say whether a key opens the calendar of a date: Alt+Down, or F4."""
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
    down = event.key() == Qt.Key.Key_Down
    return (alt and down) or (plain and event.key() == Qt.Key.Key_F4)


class DateEditor(LineEditor):
    """A line for a day; says what it understood beside it while one types, and in it afterwards.

    A button in the line, Alt+Down or F4 open a small calendar.
    """

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
        self.line.setTextMargins(0, 0, px(_BUTTON - 4), 0)
        self.button = self._make_button()
        self.panel: MonthPanel | None = None

    def describe(
        self, name: str, description: str, *, required: bool = False, bad: bool = False
    ) -> None:
        """Name the button as well, by the field that it belongs to."""
        super().describe(name, description, required=required, bad=bad)
        self.button.setAccessibleName(_("Calendar: {field}").format(field=name))

    def open_calendar(self) -> None:
        """Open the calendar on the day that stands in the line, or close it."""
        if self.panel is not None and self.panel.isVisible():
            self.panel.close_panel()
        elif self._can_be_changed():
            give_keyboard(self.line)
            today = self.context.format_context().today
            self._calendar().open(self._understood_day(), today, today if self._past else LATEST)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the calendar by a key, and keep its button at the end of the line."""
        if watched is self.line:
            kind = event.type()
            if kind in (QEvent.Type.Resize, QEvent.Type.Show):
                self._place_button()
            elif kind in (QEvent.Type.ReadOnlyChange, QEvent.Type.EnabledChange):
                self.button.setVisible(self._can_be_changed())
            elif isinstance(event, QKeyEvent) and opens_calendar(event):
                event.accept()  # before the window has a use for it
                if kind == QEvent.Type.KeyPress:
                    self.open_calendar()
                return True
        return super().eventFilter(watched, event)

    def set_compact(self) -> None:
        """Leave out the words at the right, where a table has no room for them."""
        self.understood.hide()

    def shown(self, value: Any) -> str:
        """Return "Tue 3 Mar 2026"; of a birthday nobody asks the weekday."""
        if value is None:
            return ""
        return dates.show_date(value) if self._past else dates.show_day(value)

    def set_value(self, value: Any, words: str = "") -> None:
        """Show the day in the line and nothing beside it."""
        super().set_value(value, words)
        self.understood.clear()

    def tidy(self) -> None:
        """Move what was understood from beside the line into it."""
        super().tidy()
        self.understood.clear()

    @property
    def _past(self) -> bool:
        return isinstance(self.field.kind, Date) and self.field.kind.past

    def _can_be_changed(self) -> bool:
        return self.line.isEnabled() and not self.line.isReadOnly()

    def _understood_day(self) -> dt.date | None:
        try:
            value: dt.date | None = self.read()
        except AppError:
            return None
        return value

    def _tell_understood(self) -> None:
        value = self._understood_day()
        self.understood.setText(self._words(value) if value else "")

    def _make_button(self) -> QPushButton:
        found = button("", "inline", "calendar-blank")
        found.pressed.connect(self._press)
        found.setParent(self.line)
        found.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has Alt+Down
        found.setToolTip(with_shown_keys(_("Calendar (Alt+Down)")))
        found.setAccessibleName(_("Calendar: {field}").format(field=_(self.field.label)))
        found.setFixedSize(px(_BUTTON), px(_BUTTON))
        return found

    def _press(self) -> None:
        """Open the calendar; one that was open has gone already, as the press took the keyboard."""
        if self.panel is None or not self.panel.just_left:
            self.open_calendar()

    def _place_button(self) -> None:
        side = self.button.width()
        self.button.move(self.line.width() - side - px(4), (self.line.height() - side) // 2)

    def _calendar(self) -> MonthPanel:
        if self.panel is None:
            self.panel = MonthPanel(self.line)
            self.panel.picked.connect(self._take_day)
            self.panel.left.connect(self._leave)
            # it hangs in the window, so it does not go with the editor by itself
            self.destroyed.connect(self.panel.deleteLater)
        return self.panel

    def _take_day(self, day: dt.date) -> None:
        if day != self._understood_day():
            self.set_value(day)
            self.changed.emit()
        self.tidy()

    def _leave(self) -> None:
        self.tidy()
        self.left.emit()

    def _words(self, day: dt.date) -> str:
        return _("= {day}").format(day=self.shown(day))
