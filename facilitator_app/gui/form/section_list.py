"""The form's list of sections: it follows scrolling, jumps, and marks what waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from facilitator_app.gui import icons, theme
from facilitator_app.gui.editors.choice import CalmCombo
from facilitator_app.gui.metrics import ICON_SMALL, ROW, px
from facilitator_app.i18n import _

WIDTH = 176
_MARK = Qt.ItemDataRole.UserRole

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Mark:
    """An icon beside a section's name; `words` say it, `token` is its colour."""

    icon: str
    words: str
    token: str


class SectionDelegate(QStyledItemDelegate):
    """Draws a section's name, a bar before the one in view, and its mark at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return one row, or two where the name needs them."""
        room = QRect(0, 0, px(WIDTH) - px(48), 1000)
        metrics = theme.current().metrics(14, 600)
        high = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), str(index.data())).height()
        return QSize(px(WIDTH), max(px(ROW), high + px(14)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        colours = theme.current()
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if here:
            bar = QRect(
                option.rect.left(), option.rect.top() + px(6), px(3), option.rect.height() - px(12)
            )
            painter.fillRect(bar, colours.colour("link"))
        painter.setFont(colours.font(14, 600 if here else 400))
        painter.setPen(colours.colour("link" if here else "ink" if over else "ink2"))
        room = option.rect.adjusted(px(16), 0, -px(32), 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(flags) | int(Qt.TextFlag.TextWordWrap), str(index.data()))
        mark = index.data(_MARK)
        if isinstance(mark, Mark):
            _paint_mark(painter, option.rect, mark.icon, colours.colour(mark.token))
        painter.restore()


def _paint_mark(painter: QPainter, rect: QRect, icon: str, colour: QColor) -> None:
    side = px(ICON_SMALL)
    top = rect.top() + (rect.height() - side) // 2
    painter.drawPixmap(rect.right() - px(8) - side, top, icons.pixmap(icon, colour, side))


class SectionList(QListWidget):
    """The sections in a column at the left of the form."""

    jumped = Signal(int)

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        """List `titles`; the first is in view."""
        super().__init__(parent)
        self.setAccessibleName(_("Sections of this form"))
        self.setItemDelegate(SectionDelegate(self))
        self.setFixedWidth(px(WIDTH))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for title in titles:
            self.addItem(QListWidgetItem(title))
        self.setCurrentRow(0)
        self.itemClicked.connect(lambda item: self.jumped.emit(self.row(item)))
        self.itemActivated.connect(lambda item: self.jumped.emit(self.row(item)))

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Let Tab go on in the section that stands out."""
        if next_ and self.currentRow() > 0:  # above the first one a bar may stand
            self.jumped.emit(self.currentRow())
        return (next_ and not self.hasFocus()) or super().focusNextPrevChild(next_)

    def show_at(self, place: int) -> None:
        """Let the section `place` stand out, without jumping."""
        if not self.hasFocus():
            self.setCurrentRow(place)

    def mark(self, place: int, mark: Mark | None) -> None:
        """Set the mark of section `place`, None to take it away; it is spoken with the name."""
        item = self.item(place)
        item.setData(_MARK, mark)
        item.setToolTip(mark.words if mark else "")
        spoken = f"{item.text()}, {mark.words}" if mark else item.text()
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)


class SectionCombo(CalmCombo):
    """The sections as a box that opens, where there is no room for a column."""

    jumped = Signal(int)

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        """List `titles`; the first is in view."""
        super().__init__(parent)
        self._titles = tuple(titles)
        self.setAccessibleName(_("Go to a section of this form"))
        self.addItems(list(titles))
        self.setIconSize(QSize(px(ICON_SMALL), px(ICON_SMALL)))
        self.activated.connect(self.jumped)

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Let Tab go on in the section that stands out."""
        if next_ and self.currentIndex() > 0:  # above the first one a bar may stand
            self.jumped.emit(self.currentIndex())
        return (next_ and not self.hasFocus()) or super().focusNextPrevChild(next_)

    def show_at(self, place: int) -> None:
        """Let the section `place` stand out, without jumping."""
        self.setCurrentIndex(place)

    def mark(self, place: int, mark: Mark | None) -> None:
        """Set the mark of section `place`, None to take it away; its words follow the name."""
        title = self._titles[place]
        self.setItemText(place, f"{title} · {mark.words}" if mark else title)
        self.setItemIcon(place, icons.icon(mark.icon, mark.token, ICON_SMALL) if mark else QIcon())
