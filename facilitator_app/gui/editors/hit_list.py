"""The list of what was found, shown below a field without taking the keyboard from it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from facilitator_app.digests.find import Hit
from facilitator_app.gui import theme
from facilitator_app.gui.accessible_parts import tell_row
from facilitator_app.gui.announcements import WHILE_TYPING_MS, announce
from facilitator_app.gui.metrics import CONTROL, ROW_TWO_LINES, px
from facilitator_app.i18n import _, ngettext

_SHOWN = 6
_WIDTH, _WIDEST = 320, 520
_SECOND = Qt.ItemDataRole.UserRole

_Index = QModelIndex | QPersistentModelIndex


class HitDelegate(QStyledItemDelegate):
    """Draws a title and, if there is one, a smaller second line under it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return a row of two lines, or of one."""
        return QSize(px(100), px(ROW_TWO_LINES if index.data(_SECOND) else CONTROL))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the chosen row as tables do, and the words."""
        colours = theme.current()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(option.rect, colours.colour("select"))
            bar = QRect(option.rect.topLeft(), QSize(px(3), option.rect.height()))
            painter.fillRect(bar, colours.colour("primary"))
        room = option.rect.adjusted(px(12), px(6), -px(10), -px(6))
        second = str(index.data(_SECOND) or "")
        quiet = not index.flags() & Qt.ItemFlag.ItemIsSelectable
        ink = colours.colour("select_ink" if chosen else "ink2" if quiet else "ink")
        painter.setFont(colours.font(14, 400 if quiet else 600))
        upper = QRect(room.topLeft(), QSize(room.width(), px(20))) if second else room
        _line(painter, upper, str(index.data() or ""), ink)
        painter.setFont(colours.font(12))
        lower = QRect(room.left(), room.bottom() - px(18) + 1, room.width(), px(18))
        _line(painter, lower, second, colours.colour("select_ink2" if chosen else "ink2"))
        painter.restore()


def _line(painter: QPainter, room: QRect, text: str, ink: QColor) -> None:
    painter.setPen(ink)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class HitList(QListWidget):
    """Hangs below `field` in the same window; the keyboard stays in the field."""

    picked = Signal(object)

    def __init__(self, field: QWidget) -> None:
        """Make a hidden list; it moves into the window when first shown."""
        super().__init__(field)
        self._field = field
        self._hits: tuple[Hit, ...] = ()
        self._bars: set[int] = set()
        self.setProperty("kind", "choices")
        self.setAccessibleName(_("Found"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setItemDelegate(HitDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.itemEntered.connect(self.setCurrentItem)
        self.itemClicked.connect(self._clicked)
        self.hide()

    def offer(self, hits: Sequence[Hit], nothing: str) -> None:
        """Show `hits`, or the sentence `nothing`, below the field."""
        self._hits = tuple(hits)
        self.clear()
        for hit in self._hits:
            item = QListWidgetItem(hit.title)
            item.setData(_SECOND, hit.second)
            spoken = f"{hit.title}, {hit.second}" if hit.second else hit.title
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.addItem(item)
        if not self._hits:
            item = QListWidgetItem(nothing)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
        self._place()
        self.show()
        self.raise_()
        count = ngettext("{n} found", "{n} found", len(hits))
        announce(self, count if hits else nothing, pause_ms=WHILE_TYPING_MS)

    def current(self) -> Hit | None:
        """Return the hit that stands out, None if none does."""
        row = self.currentRow()
        return self._hits[row] if self.isVisible() and 0 <= row < len(self._hits) else None

    def hits(self) -> tuple[Hit, ...]:
        """Return what was found last."""
        return self._hits

    def move_by(self, rows: int) -> None:
        """Let the next hit stand out, or the one before; it goes round at the ends."""
        if self._hits:
            start = self.currentRow() if self.currentRow() >= 0 or rows > 0 else len(self._hits)
            self.setCurrentRow((start + rows) % len(self._hits))
            tell_row(self)

    def _clicked(self, item: QListWidgetItem) -> None:
        if 0 <= self.row(item) < len(self._hits):
            self.picked.emit(self._hits[self.row(item)])

    def _place(self) -> None:
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._follow()
        rows = [self.sizeHintForRow(row) for row in range(min(self.count(), _SHOWN))]
        height = sum(rows) + 2 * self.frameWidth()
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + px(4)))
        above = self._field.mapTo(window, QPoint(0, 0)).y() - px(4) - height
        fits = corner.y() + height <= window.height() or above < 0
        width = max(self._field.width(), px(_WIDTH), min(self._widest(), px(_WIDEST)))
        width = min(width, window.width() - px(16))
        left = max(0, min(corner.x(), window.width() - width - px(8)))
        self.setGeometry(left, corner.y() if fits else above, width, height)

    def _widest(self) -> int:
        """Return what the longest title needs: of meetings, the day stands at its end."""
        metrics = theme.current().metrics(14, 600)
        titles = (self.item(row).text() for row in range(self.count()))
        edges = (
            px(12) + px(10) + 2 * self.frameWidth() + self.verticalScrollBar().sizeHint().width()
        )
        return max(map(metrics.horizontalAdvance, titles), default=0) + edges

    def _follow(self) -> None:
        """Go away when what the field stands in is scrolled from under the list."""
        place = self._field.parentWidget()
        while place is not None:
            if isinstance(place, QAbstractScrollArea) and id(place) not in self._bars:
                self._bars.add(id(place))
                place.verticalScrollBar().valueChanged.connect(self.hide)
            place = place.parentWidget()
