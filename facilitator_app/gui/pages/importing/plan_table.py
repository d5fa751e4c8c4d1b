"""The table of planned rows: chosen by keys or mouse, ticked by Space or a click."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QStyle,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QTableView,
)

from facilitator_app.gui.metrics import px
from facilitator_app.gui.pages.importing.plan_model import ALSO, COLUMNS, PlanModel
from facilitator_app.gui.table.cell_delegate import CellDelegate
from facilitator_app.gui.table.list_model import Index
from facilitator_app.gui.table.row_table import RowTable
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


class PlanTable(RowTable):
    """Rows of 36 px; the row the user stands on is told in full elsewhere."""

    current = Signal(int)

    def __init__(self, model: PlanModel) -> None:
        """Show `model`."""
        super().__init__(_("Rows of the list"))
        self._plan = model
        self._ticks = True
        self.setModel(model)
        self.set_plain_heads()
        model.modelReset.connect(self._place)
        self.selectionModel().currentRowChanged.connect(
            lambda now, _old: self.current.emit(now.row())
        )

    def make_cells(self) -> CellDelegate:
        """Draw tick boxes too."""
        return TickDelegate(self)

    def show_ticks(self, on: bool) -> None:
        """Show the column of ticks, where there is a row to tick."""
        self._ticks = on
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        wanted = [one for at, one in enumerate(COLUMNS) if self._ticks or at != ALSO]
        pinned = [COLUMNS[ALSO].key] if self._ticks else []
        found = self.share_width(COLUMNS, wanted, self._plan.measured, pinned)
        for at, one in enumerate(COLUMNS):
            self.setColumnHidden(at, one.key not in found)
