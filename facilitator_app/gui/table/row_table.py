"""A table of rows as all tables here are: no grid, one height, a lit row, the ring inside it."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from facilitator_app.digests.lists import Cell, Column
from facilitator_app.gui import theme
from facilitator_app.gui.metrics import HEADER, ROW, px
from facilitator_app.gui.table import column_layout
from facilitator_app.gui.table.cell_delegate import CellDelegate
from facilitator_app.gui.table.column_layout import Layout, Need
from facilitator_app.gui.table.heads import SECOND, Heads
from facilitator_app.gui.table.list_model import Index
from facilitator_app.gui.widgets.focus_ring import paint_ring, ring_shows
from facilitator_app.i18n import _

_MOVES = QAbstractItemView.CursorAction
_ARROW = 18  # beside the words of the column that rows are sorted by, with a gap


class RowTable(QTableView):
    """Rows are chosen whole; what each cell looks like is the delegate's part."""

    def __init__(self, name: str, tall: int = ROW) -> None:
        """Show rows `tall` pixels high at 100 %; `name` is spoken."""
        super().__init__()
        self.heads = Heads(self)
        self.setHorizontalHeader(self.heads)
        self.cells = self.make_cells()
        self.setItemDelegate(self.cells)
        self.setAccessibleName(name)
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
        self.set_tall(tall)

    def set_tall(self, tall: int) -> None:
        """Make every row `tall` pixels high at 100 %."""
        rows = self.verticalHeader()
        if rows.defaultSectionSize() != px(tall):
            rows.setMinimumSectionSize(px(tall))
            rows.setDefaultSectionSize(px(tall))

    def stand_on(self, row: int) -> None:
        """Make one row the current one and choose it alone, whichever keys are held down.

        Qt's own `selectRow` toggles or stretches what is chosen while Ctrl or Shift is held, as
        they are when Ctrl+Z brings other rows.
        """
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            self.model().index(row, 0), flags.ClearAndSelect | flags.Rows
        )

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the first or last row by Home and End: Qt would stay in the row."""
        ends = {_MOVES.MoveHome: 0, _MOVES.MoveEnd: self.model().rowCount() - 1}
        if action in ends:
            return self.model().index(ends[action], max(self.currentIndex().column(), 0))
        return super().moveCursor(action, modifiers)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Choose the row that Ctrl+Home and Ctrl+End lead to, with Shift all up to there.

        Qt would only put the ring there.
        """
        flags, ends = QItemSelectionModel.SelectionFlag, (Qt.Key.Key_Home, Qt.Key.Key_End)
        if isinstance(event, QKeyEvent) and event.key() in ends:
            all_of_it = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            return (flags.SelectCurrent if all_of_it else flags.ClearAndSelect) | flags.Rows
        return super().selectionCommand(index, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a row; a click below the rows leaves what is chosen."""
        if self.indexAt(event.position().toPoint()).isValid():
            super().mousePressEvent(event)

    def make_cells(self) -> CellDelegate:
        """Return what draws the cells."""
        return CellDelegate(self)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the row under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """Light no row."""
        super().leaveEvent(event)
        self._hover(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, then the focus ring inside the current one."""
        super().paintEvent(event)
        if ring_shows(self):
            row = self.currentIndex().row()
            wide = min(self.viewport().width(), self.horizontalHeader().length())
            box = QRectF(0, self.rowViewportPosition(row), wide, self.rowHeight(row) - 1)
            paint_ring(QPainter(self.viewport()), box)

    def set_plain_heads(self) -> None:
        """Let the headings only say what the columns are."""
        heads = self.horizontalHeader()
        heads.setFixedHeight(px(HEADER))
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)
        heads.setAccessibleName(_("Columns"))

    def measure(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        marked: Collection[str] = (),
    ) -> dict[str, Need]:
        """Return the room that each of `columns` takes: its heading, and its cells in `rows`.

        marked: the keys of those whose heading has the mark of the first or second column.
        """
        needs, scale = {}, theme.current().scale
        heads = theme.current().metrics(12, 600)
        for at, column in enumerate(columns):
            pads = column_layout.pads(first=at == 0)
            mark = SECOND if column.key in marked else ""
            head, told = (
                math.ceil((heads.horizontalAdvance(words + mark) + px(_ARROW)) / scale) + pads
                for words in (_(column.label), column.longest_head)
            )
            cells = self.cells.widest([row[at] for row in rows], column.style)
            words = math.ceil(cells / scale) + pads if cells else 0
            needs[column.key] = Need(head, words, told)
        return needs

    def share_width(
        self,
        all_columns: Sequence[Column],
        shown: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        pinned: Sequence[str] = (),
    ) -> set[str]:
        """Share the width among the columns `shown`; return the keys of those that found room.

        rows: a sample, with a cell for each of `all_columns`; pinned: those that stay even where
        there is no room.
        """
        room = self.viewport().width() / theme.current().scale
        layout = Layout(pinned=list(pinned))
        wanted = column_layout.widths(
            list(shown), layout, room, needs=self.measure(all_columns, rows)
        )
        for place, one in enumerate(all_columns):
            if one.key in wanted:
                self.setColumnWidth(place, px(wanted[one.key]))
        return set(wanted)

    def _hover(self, row: int) -> None:
        if row != self.cells.hover_row:
            self.cells.hover_row = row
            self.viewport().update()
