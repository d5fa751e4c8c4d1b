"""The small calendar beside a date: it hangs below the field until a day is chosen."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QHBoxLayout, QLabel, QWidget

from facilitator_app.domain import dates, months
from facilitator_app.gui.editors.month_grid import MonthGrid
from facilitator_app.gui.metrics import CONTROL, px
from facilitator_app.gui.tab_order import TabsAsRead, give_keyboard
from facilitator_app.gui.widgets.buttons import icon_button, quiet_button, set_words
from facilitator_app.gui.widgets.surface import column, dress, row
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _
from facilitator_app.locale_formats import day_names, first_weekday, month_names, short_days

_CELL_WIDE, _CELL_HIGH, _CELL_LEAST = 40, 32, 20
_DAYS_HIGH, _EDGE, _OUT = 22, 8, 4


class MonthPanel(QWidget):
    """Hangs below `field` in the same window; the keyboard is in its days while it is open."""

    picked = Signal(object)
    left = Signal()  # the keyboard went to another field, and nothing was chosen

    def __init__(self, field: QWidget) -> None:
        """Make a hidden calendar; it moves into the window when first shown."""
        super().__init__(field)
        self._field = field
        self._watched: set[int] = set()
        self.just_left = False  # by what is being done at this moment
        dress(self, "pop")
        self.setAccessibleName(_("Calendar"))
        self.grid = MonthGrid()
        self._month = QLabel()
        self._month.setProperty("role", "h3")
        self._month.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._today = quiet_button("", "", self._pick_today)
        self._now = self._latest = dates.LATEST
        self._lay_out()
        self.grid.moved.connect(self._tell_month)
        self.grid.picked.connect(self._pick)
        self.grid.closed.connect(self.close_panel)
        self.grid.typed.connect(self._type_on)
        self.grid.left.connect(self._leave)
        self.grid.tabbed.connect(self._tab_on)
        self.hide()

    def open(self, day: dt.date | None, today: dt.date, latest: dt.date) -> None:
        """Come up on `day`, or on `today` if there is none; days past `latest` are not offered."""
        self._now, self._latest = today, latest
        set_words(self._today, _("Today, {day}").format(day=dates.show_date(today)))
        self._place()
        start = months.days_away(day or today, 0, latest)
        self.grid.stand_on(start, today, latest)
        self.show()
        self.raise_()
        keys = self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        self.grid.setFocus(Qt.FocusReason.PopupFocusReason)  # the field is not left by it
        self.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, keys)

    def close_panel(self) -> None:
        """Go away, and give the keyboard back to the field."""
        self.grid.blockSignals(True)
        give_keyboard(self._field)
        self.grid.blockSignals(False)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go away when the window or what the field stands in changes under it."""
        if self.isVisible() and event.type() == QEvent.Type.Resize:
            self.close_panel()
        return False

    def _lay_out(self) -> None:
        head = row(None, 0)
        for icon, words, by in (
            ("caret-double-left", _("Year before (Shift+Page Up)"), -12),
            ("caret-left", _("Month before (Page Up)"), -1),
        ):
            head.addWidget(self._step_button(icon, words, by))
        head.addWidget(self._month, 1)
        for icon, words, by in (
            ("caret-right", _("Month after (Page Down)"), 1),
            ("caret-double-right", _("Year after (Shift+Page Down)"), 12),
        ):
            head.addWidget(self._step_button(icon, words, by))
        names = QHBoxLayout()
        names.setSpacing(0)
        names.setContentsMargins(0, 0, 0, 0)
        for at in range(months.DAYS):
            day = (first_weekday() + at) % months.DAYS
            label = text_label(short_days()[day], "small")
            label.setToolTip(day_names()[day])
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setFixedSize(px(_CELL_WIDE), px(_DAYS_HIGH))
            names.addWidget(label)
        self._today.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = row(None, 0)
        foot.addStretch(1)
        foot.addWidget(self._today)
        foot.addStretch(1)
        layout = column(self, 0, (_EDGE, _OUT, _EDGE, _OUT))
        layout.addLayout(head)
        layout.addLayout(names)
        layout.addWidget(self.grid)
        layout.addLayout(foot)

    def _step_button(self, icon: str, words: str, by: int) -> QWidget:
        button = icon_button(icon, words, lambda: self.grid.step_months(by))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard stays in the days
        return button

    def _place(self) -> None:
        """Below the field, above it, or where there is room; lower cells where there is little."""
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            window.installEventFilter(self)
        self._follow()
        chrome = px(2 * CONTROL + _DAYS_HIGH + 2 * _OUT) + 4
        room = (window.height() - 2 * px(_OUT) - chrome) // months.WEEKS
        high = max(min(px(_CELL_HIGH), room), px(_CELL_LEAST))
        self.grid.set_cell(px(_CELL_WIDE), high)
        wide, tall = px(_CELL_WIDE) * months.DAYS + 2 * px(_EDGE), high * months.WEEKS + chrome
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + px(_OUT)))
        above = self._field.mapTo(window, QPoint(0, 0)).y() - px(_OUT) - tall
        top = corner.y() if corner.y() + tall <= window.height() or above < 0 else above
        top = max(0, min(top, window.height() - tall))
        left = max(0, min(corner.x(), window.width() - wide))
        self.setGeometry(left, top, wide, tall)

    def _follow(self) -> None:
        """Go away when what the field stands in is scrolled from over the calendar."""
        place = self._field.parentWidget()
        while place is not None:
            if isinstance(place, QAbstractScrollArea) and id(place) not in self._watched:
                self._watched.add(id(place))
                place.verticalScrollBar().valueChanged.connect(self._scrolled)
            place = place.parentWidget()

    def _scrolled(self) -> None:
        if self.isVisible():
            self.close_panel()

    def _tell_month(self, day: dt.date) -> None:
        words = _("{month} {year}").format(month=month_names()[day.month - 1], year=day.year)
        self._month.setText(words)
        self.grid.setAccessibleName(words)

    def _pick(self, day: dt.date) -> None:
        self.close_panel()
        self.picked.emit(day)

    def _pick_today(self) -> None:
        self._pick(months.days_away(self._now, 0, self._latest))

    def _leave(self) -> None:
        if self.isVisible():
            self.hide()
            self.just_left = True
            QTimer.singleShot(0, self, self._forget)
            if QApplication.focusWidget() is not self._field:
                self.left.emit()

    def _forget(self) -> None:
        self.just_left = False

    def _tab_on(self, next_: bool) -> None:
        self.close_panel()
        window = self._field.window()
        if isinstance(window, TabsAsRead):
            window.focusNextPrevChild(next_)

    def _type_on(self, event: QKeyEvent) -> None:
        """Let what is typed stand in the field."""
        again = QKeyEvent(
            QEvent.Type.KeyPress, event.key(), event.modifiers(), event.text(), event.isAutoRepeat()
        )
        self.close_panel()
        QApplication.sendEvent(self._field, again)
