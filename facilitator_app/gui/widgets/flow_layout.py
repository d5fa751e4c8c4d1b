"""A layout that sets its widgets in lines, as words are set."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from facilitator_app.gui.metrics import px


class FlowLayout(QLayout):
    """Left to right, then the next line; `gap` pixels at 100 % between all."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        """Start empty."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = px(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take `item` at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return the item at `index`, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the item at `index` out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than the widgets need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that narrow means high."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at `width`."""
        return self._set(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        """Set the widgets in `rect`."""
        super().setGeometry(rect)
        self._set(rect, place=True)

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the largest widget."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _set(self, rect: QRect, *, place: bool) -> int:
        left, top, high = rect.left(), rect.top(), 0
        for item in self._shown():
            size = _size_in(item, max(rect.width(), 1))
            if left > rect.left() and left + size.width() > rect.left() + rect.width():
                left, top, high = rect.left(), top + high + self._gap, 0
            if place:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + self._gap
            high = max(high, size.height())
        return top + high - rect.top()


def _size_in(item: QLayoutItem, room: int) -> QSize:
    """Return the size of an item that has `room` pixels to its line: what must wrap is higher."""
    wanted = item.sizeHint()
    if wanted.width() <= room:
        return wanted
    return QSize(room, item.heightForWidth(room) if item.hasHeightForWidth() else wanted.height())
