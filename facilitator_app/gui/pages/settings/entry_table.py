"""The entries of one pick-list as a table; the words can be changed in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView

from facilitator_app.digests.lists import Cell, CellStyle, Column
from facilitator_app.digests.picklists import ListedEntry
from facilitator_app.gui.tab_order import give_keyboard
from facilitator_app.gui.table.list_model import DrawnRole, Index
from facilitator_app.gui.table.row_table import RowTable
from facilitator_app.i18n import N_, _

COLUMNS = (
    Column("words", N_("Words"), 34, CellStyle.TEXT),
    Column("state", N_("Offered"), 20, CellStyle.PILL),
    Column("code", N_("In data files"), 20, CellStyle.MUTED),
    Column("source", N_("Where it comes from"), 30, CellStyle.MUTED),
)
_NO_INDEX = QModelIndex()
_OFFERED = Cell(N_("Offered"), "", "check-circle")
_RETIRED = Cell(N_("No longer offered"), "mute", "minus-circle")


class EntryModel(QAbstractTableModel):
    """Shows the entries in their order; relabel(entry, words) is called when words were changed."""

    def __init__(
        self, relabel: Callable[[ListedEntry, str], object], parent: QObject | None = None
    ) -> None:
        """Start empty."""
        super().__init__(parent)
        self._relabel = relabel
        self._entries: tuple[ListedEntry, ...] = ()

    def show_entries(self, entries: tuple[ListedEntry, ...]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, row: int) -> ListedEntry | None:
        """Return the entry in `row`, None past the end."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def cells(self) -> list[list[Cell]]:
        """Return what stands in every row."""
        return [[_cell(column.key, one) for column in COLUMNS] for one in self._entries]

    def row_of(self, entry_id: int) -> int:
        """Return where the entry stands, 0 if nowhere."""
        ids = [one.id for one in self._entries]
        return ids.index(entry_id) if entry_id in ids else 0

    # What Qt asks for; the names are Qt's.

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many entries."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the words be changed in place."""
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsEditable if index.column() == 0 else found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words and looks of a cell."""
        entry = self.entry(index.row())
        if entry is None:
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return entry.words
        if role == DrawnRole:
            return _cell(column.key, entry), column.style
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _cell(column.key, entry).text
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for other words; they are shown once they are saved."""
        entry, text = self.entry(index.row()), str(value).strip()
        if role != Qt.ItemDataRole.EditRole or entry is None or not text or text == entry.words:
            return False
        self._relabel(entry, text)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's label, or what a screen reader calls a row."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return _(COLUMNS[section].label)
        entry = self.entry(section)
        return entry.words if entry else None


def _cell(key: str, entry: ListedEntry) -> Cell:
    if key == "state":
        state = _RETIRED if entry.retired else _OFFERED
        return Cell(_(state.text), state.tone, state.icon)
    if key == "words":
        return Cell(entry.words)
    return Cell(entry.code if key == "code" else entry.source)


class EntryTable(RowTable):
    """F2 or a double click changes the words, Delete retires or offers again, Alt+↑ ↓ moves."""

    current = Signal(int)
    retire = Signal()
    moved = Signal(int)  # up (-1) or down (1)

    def __init__(self, model: EntryModel) -> None:
        """Show `model`."""
        super().__init__(_("Entries of the list"))
        self._listed = model
        self.setModel(model)
        model.modelReset.connect(self._place)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)
        self.set_plain_heads()
        self.selectionModel().currentRowChanged.connect(
            lambda now, _old: self.current.emit(now.row())
        )

    def change_words(self) -> None:
        """Open the words of the row that the user stands on."""
        if self.currentIndex().isValid():
            give_keyboard(self)
            self.edit(self.model().index(self.currentIndex().row(), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change words with F2 in any column, retire with Delete, move with Alt and an arrow."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_F2:
            self.change_words()
        elif event.key() == Qt.Key.Key_Delete:
            self.retire.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        found = self.share_width(COLUMNS, COLUMNS, self._listed.cells())
        for at, one in enumerate(COLUMNS):
            self.setColumnHidden(at, one.key not in found)
