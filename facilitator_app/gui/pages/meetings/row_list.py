"""A list whose rows are as high as their words, with the focus ring inside the current one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
)

from facilitator_app.gui.metrics import px
from facilitator_app.gui.widgets.focus_ring import paint_ring, ring_shows

_LEAST = 52  # a row of two lines
Index = QModelIndex | QPersistentModelIndex
RECORD = Qt.ItemDataRole.UserRole
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class RowList(QListWidget):
    """Rows that stand for records; the current one stays so when they are read anew."""

    def __init__(self, name: str) -> None:
        """Start empty; `name` is spoken."""
        super().__init__()
        self._went: int | None = None  # the record that stood here and was taken off last
        self.setAccessibleName(name)
        self.setProperty("ring", "own")
        self.setMinimumHeight(px(_LEAST))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(self, rows: Sequence[tuple[Any, str]]) -> None:
        """Show records (each with an `id`) and the words each is spoken by."""
        kept, place, scroll = self.current_id, self.currentRow(), self.verticalScrollBar().value()
        self.blockSignals(True)
        if self.ids == [one.id for one, _words in rows]:
            for at, (one, words) in enumerate(rows):
                self._fill(self.item(at), one, words)
        else:
            ids = {one.id for one, _words in rows}
            came_back = self._went in ids
            if came_back:  # it came back, and is the one that is meant
                kept, self._went = self._went, None
            elif kept not in ids:
                self._went = kept
            self.clear()
            for one, words in rows:
                item = QListWidgetItem()
                self._fill(item, one, words)
                self.addItem(item)
            self._stand_on(kept, place)
            self.verticalScrollBar().setValue(scroll)
            if came_back:
                self.scrollToItem(self.currentItem())
        self.blockSignals(False)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    @property
    def ids(self) -> list[int]:
        """The ids of the records, in the order of their rows."""
        return [self.record(at).id for at in range(self.count())]

    @property
    def current_id(self) -> int | None:
        """The id of the current row's record, None without one."""
        if self.currentRow() < 0:
            return None
        record_id: int = self.record(self.currentRow()).id
        return record_id

    def record(self, place: int) -> Any:
        """Return the record of the row at `place`."""
        return self.item(place).data(RECORD)

    def go_to(self, record_id: int) -> None:
        """Stand on the row of a record, if it is there."""
        if record_id in (ids := self.ids):
            self.executeDelayedItemsLayout()  # rows that came just now have no place before it
            self.setCurrentRow(ids.index(record_id))

    def sizeHint(self) -> QSize:
        """Ask for no more than a row or two, or the page around it would scroll as well."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """Need no more either: Qt would have room for the arrows of a scroll bar."""
        return QSize(super().minimumSizeHint().width(), self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, then the focus ring inside the current one."""
        super().paintEvent(event)
        if ring_shows(self):
            box = QRectF(self.visualRect(self.currentIndex())).adjusted(0, 0, 0, -1)
            paint_ring(QPainter(self.viewport()), box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew; the current row stays in sight where it was."""
        now = self.currentItem()
        before = QRect(QPoint(0, 0), event.oldSize())
        seen = now is not None and before.intersects(self.visualItemRect(now))
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        if seen:
            self.executeDelayedItemsLayout()
            self.scrollToItem(now)

    def _fill(self, item: QListWidgetItem, record: Any, words: str) -> None:
        item.setData(RECORD, record)
        item.setText(words)

    def _stand_on(self, record_id: int | None, place: int) -> None:
        """Stand on the same record; if it went, on the row that took its place."""
        ids = self.ids
        if not ids:
            return
        at = ids.index(record_id) if record_id in ids else min(max(place, 0), len(ids) - 1)
        chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.setCurrentRow(at, chosen)


def high(text: str, font: QFont, width: int) -> int:
    """Return the height (px) of `text` wrapped at `width` px; 0 for no text."""
    if not text:
        return 0
    room = QRect(0, 0, max(width, px(40)), 10_000)
    return QFontMetrics(font).boundingRect(room, int(WRAP), text).height()
