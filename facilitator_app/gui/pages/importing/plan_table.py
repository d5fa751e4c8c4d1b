"""The table of planned rows: chosen by keys or mouse, ticked by Space or a click."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QMenu,
    QStyle,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QTableView,
)

from facilitator_app.gui import icons
from facilitator_app.gui.metrics import EDGE, px
from facilitator_app.gui.pages.importing.plan_model import COLUMNS, TAKE, PlanModel
from facilitator_app.gui.table.cell_delegate import CellDelegate
from facilitator_app.gui.table.list_model import Index
from facilitator_app.gui.table.row_table import RowTable
from facilitator_app.i18n import _, ngettext

_BOX = 20
_MENU = QKeySequence("Shift+F10")


class TickDelegate(CellDelegate):
    """Draws a tick box where it is for the user to choose whether a row comes in."""

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
    return QRect(cell.left() + px(EDGE), cell.top() + (cell.height() - side) // 2, side, side)


class PlanTable(RowTable):
    """Rows of 36 px; the row the user stands on is told in full elsewhere."""

    current = Signal(int)

    def __init__(self, model: PlanModel) -> None:
        """Show `model`."""
        super().__init__(_("Rows of the list"))
        self._plan = model
        self._ticks = True
        self.setModel(model)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.set_plain_heads()
        model.modelReset.connect(self._place)
        self.selectionModel().currentRowChanged.connect(
            lambda now, _old: self.current.emit(now.row())
        )

    def sizeHint(self) -> QSize:
        """Return the room for a few rows: where that is not there, the page around scrolls."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def make_cells(self) -> CellDelegate:
        """Draw tick boxes too."""
        return TickDelegate(self)

    def show_ticks(self, on: bool) -> None:
        """Show the column of ticks, where there is a row to tick."""
        self._ticks = on
        self._place()

    def chosen_rows(self) -> list[int]:
        """Return the numbers of the rows that are selected."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with the space bar, leave out with Delete."""
        if event.key() == Qt.Key.Key_Space:
            self._plan.tick(self.chosen_rows())
        elif event.key() == Qt.Key.Key_Delete:
            self._plan.take(self.chosen_rows(), on=False)
        elif QKeySequence(event.keyCombination()) == _MENU:
            self._open_menu(self._below_row())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick with a click into the cell."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and index.isValid() and index.column() == TAKE:
            self._plan.tick([index.row()])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to take the rows in, or to leave them out, by the menu key too."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self._open_menu(self._below_row() if by_key else event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._place()

    def _below_row(self) -> QPoint:
        row = self.visualRect(self.currentIndex())
        return self.viewport().mapToGlobal(QPoint(px(EDGE), max(row.bottom(), 0)))

    def _open_menu(self, at: QPoint) -> None:
        rows = [row for row in self.chosen_rows() if self._plan.can_tick(row)]
        if QApplication.activePopupWidget() is not None or not rows:
            return  # some systems make both events of Shift+F10
        menu = QMenu(self)
        menu.setAccessibleName(_("What to do with the rows"))
        take = ngettext("Import {n} row", "Import {n} rows", len(rows))
        leave = ngettext("Leave out {n} row", "Leave out {n} rows", len(rows))
        for words, icon, on in ((take, "check", True), (leave, "minus-circle", False)):
            action = menu.addAction(icons.icon(icon), words)
            action.setEnabled(any(self._plan.takes(row) is not on for row in rows))
            action.triggered.connect(lambda _on=False, on=on: self._plan.take(rows, on=on))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _place(self) -> None:
        wanted = [one for at, one in enumerate(COLUMNS) if self._ticks or at != TAKE]
        pinned = [COLUMNS[TAKE].key] if self._ticks else []
        found = self.share_width(COLUMNS, wanted, self._plan.measured, pinned)
        for at, one in enumerate(COLUMNS):
            self.setColumnHidden(at, one.key not in found)
