"""A list of things with an icon, a name, and a second line that tells more of each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from facilitator_app.gui import icons, theme
from facilitator_app.gui.metrics import EDGE, ICON, px
from facilitator_app.gui.widgets.row_ground import paint_ground

WIDTH = 320
_HIGH = 60  # of a row whose name needs one line
_LINE = 22
_SECOND = int(Qt.ItemDataRole.UserRole)
_ICON = _SECOND + 1
_LEFT = Qt.AlignmentFlag.AlignLeft
_NAME = int(_LEFT | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
_BEFORE, _AFTER = EDGE + ICON + 10, 13  # beside the words; the edge of the panel is in it
_Index = QModelIndex | QPersistentModelIndex


class TwoLineDelegate(QStyledItemDelegate):
    """Draws icon, name and second line; the chosen one as rows of tables are."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return one row: the name, in two lines where it needs them, and a second line."""
        return QSize(px(160), px(_HIGH - _LINE) + _name_height(str(index.data())))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        colours, rect = theme.current(), option.rect
        painter.save()
        chosen = paint_ground(painter, option)
        soft = colours.colour("select_ink2" if chosen else "ink2")
        side = px(ICON)
        top = rect.top() + (rect.height() - side) // 2
        picture = icons.pixmap(str(index.data(_ICON)), soft, side)
        painter.drawPixmap(rect.left() + px(EDGE), top, picture)
        painter.setPen(colours.colour("select_ink" if chosen else "ink"))
        high = _name_height(str(index.data()))
        room = QRect(rect.left() + px(_BEFORE), rect.top() + px(9), _room(), high)
        painter.setFont(colours.font(14, 600 if chosen else 400))
        painter.drawText(room, _NAME, str(index.data()))
        painter.setPen(soft)
        font = colours.font(12, 400)
        painter.setFont(font)
        shown = str(index.data(_SECOND))
        wide = rect.width() - px(_BEFORE) - px(_AFTER)
        shown = QFontMetrics(font).elidedText(shown, Qt.TextElideMode.ElideRight, wide)
        below = QRect(room.left(), room.top() + high, wide, px(_LINE))
        painter.drawText(below, _LEFT | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


def _room() -> int:
    return px(WIDTH) - px(_BEFORE) - px(_AFTER)


def _name_height(name: str) -> int:
    metrics = theme.current().metrics(14, 600)
    room = QRect(0, 0, _room(), 1000)
    return max(px(_LINE), metrics.boundingRect(room, _NAME, name).height())


class TwoLineList(QListWidget):
    """Emits the name of the one that is chosen."""

    chosen = Signal(str)

    def __init__(self, spoken: str, rows: Sequence[tuple[str, str, str]] = ()) -> None:
        """List `rows`: name, words and icon of each; the list is spoken of as `spoken`."""
        super().__init__()
        self._names: list[str] = []
        self.setAccessibleName(spoken)
        self.setProperty("ring", "own")
        self.setItemDelegate(TwoLineDelegate(self))
        self.setMouseTracking(True)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.show_rows(rows)
        self.currentRowChanged.connect(lambda row: self.chosen.emit(self._names[row]))

    def show_rows(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """List other `rows`, of which none is chosen yet."""
        self.blockSignals(True)
        self.clear()
        self._names = [name for name, _words, _icon in rows]
        for _name, words, icon in rows:
            item = QListWidgetItem(words)
            item.setData(_ICON, icon)
            self.addItem(item)
        self.set_second({})
        self.blockSignals(False)

    def set_second(self, lines: dict[str, str]) -> None:
        """Show below each what it is about, by name."""
        for row, name in enumerate(self._names):
            second = lines.get(name, "")
            item = self.item(row)
            item.setData(_SECOND, second)
            item.setToolTip(second)
            spoken = f"{item.text()}, {second}" if second else item.text()
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def show_chosen(self, name: str) -> None:
        """Stand on the one called `name` without saying so."""
        self.blockSignals(True)
        self.setCurrentRow(self._names.index(name))
        self.blockSignals(False)

    def needed(self) -> int:
        """Return how high the whole list is, in pixels."""
        return sum(self.sizeHintForRow(row) for row in range(self.count()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and the focus ring inside the current one."""
        super().paintEvent(event)
        keys = self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        item = self.currentItem()
        if self.hasFocus() and keys and item is not None:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for token, width, inset in (("focus", 3, 2), ("focus2", 2, 4)):
                painter.setPen(QPen(theme.current().colour(token), width))
                box = self.visualItemRect(item).adjusted(inset, inset, -inset, -inset)
                painter.drawRoundedRect(box, 4, 4)
            painter.end()
