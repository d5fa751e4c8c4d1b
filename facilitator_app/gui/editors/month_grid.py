"""The days of a month, each a cell: gone through by arrows, chosen by Enter or a click."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from facilitator_app.domain import dates, months
from facilitator_app.gui import theme
from facilitator_app.gui.metrics import px
from facilitator_app.gui.table.list_model import Index
from facilitator_app.gui.widgets.focus_ring import paint_ring, ring_shows
from facilitator_app.i18n import _
from facilitator_app.locale_formats import day_names, first_weekday, join_parts

_NO_INDEX = QModelIndex()
DayRole = int(Qt.ItemDataRole.UserRole)
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_CLOSES = (Qt.Key.Key_Escape, Qt.Key.Key_F4)
_PICKS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class MonthModel(QAbstractTableModel):
    """Six weeks of seven days; days past `latest` cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start in no month."""
        super().__init__(parent)
        self.today = self.latest = self.month = dates.EARLIEST
        self._weeks: tuple[months.Week, ...] = ()

    def show_month(self, of: dt.date, today: dt.date, latest: dt.date) -> None:
        """Show the month of `of`."""
        shown = (of.replace(day=1), today, latest)
        if self._weeks and shown == (self.month, self.today, self.latest):
            return
        self.beginResetModel()
        self.month, self.today, self.latest = shown
        self._weeks = months.weeks(of, first_weekday())
        self.endResetModel()

    def day(self, index: Index) -> dt.date | None:
        """Return the day in a cell, None where there is none."""
        return self._weeks[index.row()][index.column()] if index.isValid() else None

    def place(self, day: dt.date) -> QModelIndex:
        """Return where `day` stands."""
        for row, week in enumerate(self._weeks):
            if day in week:
                return self.index(row, week.index(day))
        return _NO_INDEX

    # What Qt asks for; the names are Qt's.

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many weeks."""
        return 0 if parent.isValid() else len(self._weeks)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many days a week has."""
        return 0 if parent.isValid() else months.DAYS

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let days be chosen that may be."""
        day = self.day(index)
        if day is None or day > self.latest:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the figure of a day, and the whole of it for a screen reader."""
        day = self.day(index)
        if role == DayRole or day is None:
            return day if role == DayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return join_parts(
                (dates.show_weekday_date(day), _("today") if day == self.today else "")
            )
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the name of a day of the week, or of the week itself."""
        if role != Qt.ItemDataRole.DisplayRole or not self._weeks:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return day_names()[(first_weekday() + section) % months.DAYS]
        first = next((day for day in self._weeks[section] if day is not None), None)
        return _("Week of {day}").format(day=dates.show_date(first)) if first else ""


class _Drawn(QStyledItemDelegate):
    """Draws a day: today in a frame, the chosen one filled, those of other months pale."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one day."""
        model, day = index.model(), index.data(DayRole)
        assert isinstance(model, MonthModel)
        if day is None:
            return
        view = self.parent()
        assert isinstance(view, MonthGrid)
        colours, chosen = theme.current(), view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(px(2), px(1), -px(2), -px(1))
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen:
            painter.setBrush(colours.colour("primary"))
            painter.drawRoundedRect(box, px(6), px(6))
        elif day == model.today:
            painter.setPen(QPen(colours.colour("edge"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, px(6), px(6))
        beside = day.replace(day=1) != model.month or day > model.latest
        painter.setFont(colours.font(14, 600 if chosen or day == model.today else 400))
        painter.setPen(colours.colour("on_primary" if chosen else "ink3" if beside else "ink"))
        painter.drawText(option.rect, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        painter.restore()


class MonthGrid(QTableView):
    """Shows the month of the day that it stands on."""

    moved = Signal(object)  # the day that it stands on now
    picked = Signal(object)  # the day that was chosen
    closed = Signal()  # by a key: the keyboard goes back
    typed = Signal(QKeyEvent)  # something that belongs into the field
    left = Signal()  # the keyboard went elsewhere
    tabbed = Signal(bool)  # on, or back

    def __init__(self) -> None:
        """Stand on no day."""
        super().__init__()
        self._days = MonthModel(self)
        self.setModel(self._days)
        self.setItemDelegate(_Drawn(self))
        self.setProperty("ring", "own")
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for heads in (self.horizontalHeader(), self.verticalHeader()):
            heads.hide()
            heads.setMinimumSectionSize(1)
            heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @property
    def day(self) -> dt.date | None:
        """The day that it stands on."""
        return self._days.day(self.currentIndex())

    def stand_on(self, day: dt.date, today: dt.date, latest: dt.date) -> None:
        """Show the month of `day`, and stand on it."""
        self._days.show_month(day, today, latest)
        self.setCurrentIndex(self._days.place(day))
        self.moved.emit(day)

    def set_cell(self, wide: int, high: int) -> None:
        """Make every cell so many pixels wide and high."""
        self.horizontalHeader().setDefaultSectionSize(wide)
        self.verticalHeader().setDefaultSectionSize(high)
        self.setFixedSize(wide * months.DAYS, high * months.WEEKS)

    def step_months(self, by: int) -> None:
        """Go to the same day of another month."""
        if self.day is not None:
            self._go(months.months_away(self.day, by, self._days.latest))

    def event(self, event: QEvent) -> bool:
        """Take its keys before the window does."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
            home = event.key() == Qt.Key.Key_Home
            if home or not event.modifiers() & modifiers:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by days, weeks, months and years; choose, or close."""
        self.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        key, day = Qt.Key(event.key()), self.day
        to = self._reached(key, event.modifiers(), day) if day is not None else None
        if to is not None:
            self._go(to)
        elif key in _PICKS and day is not None:
            self.picked.emit(day)
        elif key in _CLOSES or key == Qt.Key.Key_Up:
            self.closed.emit()
        elif event.text().strip() and event.text().isprintable():
            self.typed.emit(event)
        else:
            event.ignore()

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Close, and go on from the field."""
        self.tabbed.emit(next_)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard went elsewhere."""
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.left.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Stand nowhere else until the button is let go."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the mouse."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.picked.emit(self._days.day(index))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the days, then the focus ring inside the one it stands on."""
        super().paintEvent(event)
        if ring_shows(self):
            paint_ring(QPainter(self.viewport()), QRectF(self.visualRect(self.currentIndex())))

    def _go(self, day: dt.date) -> None:
        self.stand_on(day, self._days.today, self._days.latest)

    def _reached(self, key: Qt.Key, modifiers: Qt.KeyboardModifier, day: dt.date) -> dt.date | None:
        """Return the day to which a key leads from `day`, None if it leads to none."""
        latest, flag = self._days.latest, Qt.KeyboardModifier
        if modifiers & flag.AltModifier:
            return None
        days = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -months.DAYS, Qt.Key.Key_Down: months.DAYS,
        }  # fmt: skip
        if key in days:
            return months.days_away(day, days[key], latest)
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            by = 12 if modifiers & flag.ShiftModifier else 1
            return months.months_away(day, -by if key == Qt.Key.Key_PageUp else by, latest)
        if key == Qt.Key.Key_Home and modifiers & flag.ControlModifier:
            return months.days_away(self._days.today, 0, latest)
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            last = key == Qt.Key.Key_End
            return months.week_end(day, first_weekday(), last=last, latest=latest)
        return None
