"""The list of what is attached: a small picture, the name, and what is known of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QWidget,
)

from facilitator_app.digests.attachments import AttachmentLine
from facilitator_app.domain.attachments import show_size, stem_of
from facilitator_app.domain.dates import show_date
from facilitator_app.gui import icons, theme
from facilitator_app.gui.metrics import ICON, ROW_TWO_LINES, px
from facilitator_app.gui.widgets.row_editing import RowEditing
from facilitator_app.gui.widgets.row_ground import paint_ground
from facilitator_app.i18n import _

SIDE = 40
_SECOND = Qt.ItemDataRole.UserRole
_CONTENT = Qt.ItemDataRole.UserRole + 1
_SHOWN = 6
_Index = QModelIndex | QPersistentModelIndex
_ICONS = {"application/pdf": "file-pdf", "image": "image", "text": "file-text"}


class AttachmentDelegate(RowEditing):
    """Draws a row, and has its name typed anew where it stands."""

    def __init__(self, parent: QWidget, picture: Callable[[str], QImage]) -> None:
        """picture(content) returns the thumbnail, a null image for none."""
        super().__init__(parent)
        self._picture = picture

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return a row of two lines."""
        return QSize(px(100), px(ROW_TWO_LINES))

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """Put the field for the name over both lines."""
        editor.setGeometry(_words(option.rect).adjusted(0, px(4), 0, -px(4)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose the name without its ending once its field is there, as file managers do."""
        done = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.Show and isinstance(watched, QLineEdit):
            watched.setProperty("closes", True)
            watched.setSelection(0, len(stem_of(watched.text())))
        return done

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the chosen row as tables do, its picture and its words."""
        colours = theme.current()
        painter.save()
        chosen = paint_ground(painter, option)
        self._paint_picture(painter, option.rect, index)
        room = _words(option.rect)
        painter.setFont(colours.font(14, 600))
        upper = QRect(room.left(), room.top() + px(6), room.width(), px(20))
        ink = colours.colour("select_ink" if chosen else "ink")
        _line(painter, upper, str(index.data() or ""), ink, Qt.TextElideMode.ElideMiddle)
        painter.setFont(colours.font(12))
        lower = QRect(room.left(), room.bottom() - px(24), room.width(), px(18))
        quiet = colours.colour("select_ink2" if chosen else "ink2")
        _line(painter, lower, str(index.data(_SECOND)), quiet, Qt.TextElideMode.ElideRight)
        painter.restore()

    def _paint_picture(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        content, media_type = index.data(_CONTENT)
        place = QRect(rect.left() + px(10), rect.top() + px(6), px(SIDE), px(SIDE))
        picture = self._picture(content)
        if picture.isNull():
            name = _ICONS.get(media_type) or _ICONS.get(media_type.split("/")[0], "file")
            size = px(ICON + 6)
            drawn = icons.pixmap(name, theme.current().colour("ink2"), size)
            left, top = place.center().x() - size // 2, place.center().y() - size // 2
            painter.drawPixmap(left, top, drawn)
            return
        fitting = picture.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
        into = QRect(place.topLeft(), fitting)
        into.moveCenter(place.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(into, picture)
        painter.setPen(theme.current().colour("edge"))  # a white page ends where it ends
        painter.drawRect(into.adjusted(0, 0, -1, -1))


class AttachmentList(QListWidget):
    """Emits what is asked for by key or mouse; whoever holds it does it."""

    opened = Signal()
    removed = Signal()
    renamed = Signal(object, str)  # an id is too large for Qt's own int

    def __init__(self, picture: Callable[[str], QImage]) -> None:
        """Start empty."""
        super().__init__()
        self._lines: tuple[AttachmentLine, ...] = ()
        self._filling = False
        self.may_change = True
        self.setProperty("kind", "choices")
        self.setAccessibleName(_("Attachments"))
        self.setItemDelegate(AttachmentDelegate(self, picture))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.itemDoubleClicked.connect(lambda _item: self.opened.emit())
        self.itemChanged.connect(self._changed)

    def show_lines(self, lines: Sequence[AttachmentLine], *, may_change: bool) -> None:
        """Show `lines`; the one that the keyboard stands on keeps it, what is chosen stays so."""
        before, self._lines, self.may_change = self._lines, tuple(lines), may_change
        self._filling = True
        if [line.id for line in before] == [line.id for line in lines]:
            for row, line in enumerate(lines):  # a name that is being typed anew stays open
                _fill(self.item(row), line, may_change=may_change)
        else:
            self._fill_anew(before)
            there, ids = {line.id for line in before}, {line.id for line in lines}
            if there & ids:  # the same record: what Undo brings back, not what stood beside it
                self.choose(ids - there)
        self._filling = False
        rows = min(self.count(), _SHOWN)
        self.setFixedHeight(rows * px(ROW_TWO_LINES) + 2 * px(4) + 2 * self.frameWidth())

    def _fill_anew(self, before: Sequence[AttachmentLine]) -> None:
        stood, chosen = self.currentRow(), {before[at].id for at in self._chosen_rows()}
        here = before[stood].id if 0 <= stood < len(before) else None
        self.clear()
        for line in self._lines:
            item = QListWidgetItem()
            _fill(item, line, may_change=self.may_change)
            self.addItem(item)
        ids = [line.id for line in self._lines]
        if ids:
            place = ids.index(here) if here in ids else min(max(stood, 0), len(ids) - 1)
            self.setCurrentRow(place)
        for row, one in enumerate(ids):
            if one in chosen:
                self.item(row).setSelected(True)

    def chosen(self) -> list[AttachmentLine]:
        """Return what is selected, in order."""
        return [self._lines[row] for row in self._chosen_rows()]

    def _chosen_rows(self) -> list[int]:
        return sorted(index.row() for index in self.selectedIndexes())

    def choose(self, ids: Collection[int]) -> bool:
        """Choose the lines of `ids` alone, the keyboard on the first; return whether any is there.

        Order is by name, so that what came together need not stand together.
        """
        rows = [row for row, line in enumerate(self._lines) if line.id in ids]
        for row in rows:
            if row == rows[0]:
                self.setCurrentRow(row, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.item(row).setSelected(True)
        return bool(rows)

    def rename(self) -> None:
        """Have the name typed anew of the row that the keyboard stands on."""
        if self.may_change and self.currentItem() is not None:
            self.editItem(self.currentItem())

    def rename_again(self, attachment_id: int, name: str) -> None:
        """Go on with a name that was typed and refused."""
        rows = [row for row, line in enumerate(self._lines) if line.id == attachment_id]
        if not rows:
            return
        self._filling = True
        _fill(self.item(rows[0]), self._lines[rows[0]], may_change=self.may_change)
        self._filling = False
        self.setCurrentRow(rows[0])
        self.rename()
        typed = self.indexWidget(self.currentIndex())
        if isinstance(typed, QLineEdit):
            typed.setText(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, remove on Delete; Enter in the field for a name only ends that."""
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen():
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete and self.chosen():
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def _changed(self, item: QListWidgetItem) -> None:
        if self._filling:  # rows and lines do not yet belong together
            return
        line = self._lines[self.row(item)]
        if item.text() != line.name:
            self.renamed.emit(line.id, item.text())


def _fill(item: QListWidgetItem, line: AttachmentLine, *, may_change: bool) -> None:
    item.setText(line.name)
    parts = (line.line, line.note, show_size(line.size), show_date(line.added))
    second = " · ".join(part for part in parts if part)
    item.setData(_SECOND, second)
    item.setData(_CONTENT, (line.content, line.media_type))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.name}, {second}")
    item.setToolTip(line.name)
    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
    if may_change:
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)


def _words(rect: QRect) -> QRect:
    return rect.adjusted(px(SIDE + 22), 0, -px(10), 0)


def _line(painter: QPainter, room: QRect, text: str, ink: QColor, elide: Qt.TextElideMode) -> None:
    painter.setPen(ink)
    shown = painter.fontMetrics().elidedText(text, elide, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
