"""The table of planned rows: chosen by keys or mouse, ticked by Space or a click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QStyle,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QTableView,
)

from facilitator_app.gui import theme
from facilitator_app.gui.metrics import HEADER, ROW, px
from facilitator_app.gui.pages.bring_in.rows import ALSO, COLUMNS, PlanModel
from facilitator_app.gui.table import columns
from facilitator_app.gui.table.columns import Layout
from facilitator_app.gui.table.delegate import CellDelegate
from facilitator_app.gui.table.model import Index
from facilitator_app.i18n import _

_BOX, _PAD = 20, 8


class TickDelegate(CellDelegate):
    """Draws a tick box where a row may be added all the same."""

    def __init__(self, view: QTableView) -> None:
        """Draw for `view`."""
        super().__init__(view)
        # the style sheet knows tick boxes only as such: this one lends its looks and is never seen
        self._looks = QCheckBox(view)
        self._looks.hide()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell, and the box above it."""
        super().paint(painter, option, index)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None:
            return
        box = QStyleOptionButton()
        box.rect = tick_place(option.rect)
        flag = QStyle.StateFlag
        on = Qt.CheckState(state) is Qt.CheckState.Checked
        box.state = flag.State_Enabled | (flag.State_On if on else flag.State_Off)
        self._looks.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_IndicatorCheckBox, box, painter, self._looks
        )


def tick_place(cell: QRect) -> QRect:
    """Return where the box stands in a cell."""
    side = px(_BOX)
    return QRect(cell.left() + px(_PAD), cell.top() + (cell.height() - side) // 2, side, side)


class PlanTable(QTableView):
    """Rows of 36 px; the row the user stands on is told in full elsewhere."""

    current = Signal(int)

    def __init__(self, model: PlanModel) -> None:
        """Show `model`."""
        super().__init__()
        self._plan = model
        self.setModel(model)
        self._cells = TickDelegate(self)
        self.setItemDelegate(self._cells)
        self.setAccessibleName(_("Rows of the list"))
        self.setProperty("ring", "own")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(px(ROW))
        rows.setDefaultSectionSize(px(ROW))
        heads = self.horizontalHeader()
        heads.setFixedHeight(px(HEADER))
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)
        heads.setAccessibleName(_("Columns"))
        self.selectionModel().currentRowChanged.connect(
            lambda now, _old: self.current.emit(now.row())
        )

    def show_ticks(self, on: bool) -> None:
        """Show the column of ticks, where there is a row to tick."""
        self.setColumnHidden(ALSO, not on)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with the space bar."""
        if event.key() == Qt.Key.Key_Space:
            self._plan.tick(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick with a click into the cell."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == ALSO:
            self._plan.tick(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the row under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(int(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        """Light no row."""
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, then the focus ring inside the current one."""
        super().paintEvent(event)
        keys = self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if not (self.hasFocus() and keys and self.currentIndex().isValid()):
            return
        row = self.currentIndex().row()
        wide = min(self.viewport().width(), self.horizontalHeader().length())
        box = QRectF(0, self.rowViewportPosition(row), wide, self.rowHeight(row) - 1)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for token, width, inset in (("focus", 3.0, 1.5), ("focus2", 2.0, 4.0)):
            painter.setPen(QPen(theme.current().colour(token), width))
            painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 4, 4)
        painter.end()

    def _place(self) -> None:
        shown = [one for at, one in enumerate(COLUMNS) if not self.isColumnHidden(at)]
        room = self.viewport().width() / theme.current().scale
        wanted = columns.widths(shown, Layout(), room)
        for at, one in enumerate(COLUMNS):
            if one.key in wanted:
                self.setColumnWidth(at, px(wanted[one.key]))

    def _hover(self, row: int) -> None:
        if row != self._cells.hover_row:
            self._cells.hover_row = row
            self.viewport().update()
