"""A list of records as Qt's tables want it, fetched from the file by the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain, islice
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from facilitator_app.digests.lists import Cell, CellStyle, Column, ListFrame, ListQuery, ListRow
from facilitator_app.i18n import _

PAGE = 60  # rows: more than a large screen shows
RowRole = int(Qt.ItemDataRole.UserRole)
DrawnRole = RowRole + 1  # a Cell and the Style it is drawn in

HeadDone = Callable[[ListFrame], None]
RowsDone = Callable[[Sequence[ListRow]], None]
FetchHead = Callable[[ListQuery, HeadDone], None]
FetchPage = Callable[[ListQuery, int, int, RowsDone], None]
Index = QModelIndex | QPersistentModelIndex

_NO_INDEX = QModelIndex()
_NO_CELL = Cell("")
_KEPT_PAGES = 40
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class ListModel(QAbstractTableModel):
    """Shows the rows of one Ask; a new Ask replaces them only when its own rows are there.

    Answers to an older Ask are dropped.
    """

    arrived = Signal()  # a new head with its first rows is shown

    def __init__(
        self, fetch_head: FetchHead, fetch_page: FetchPage, parent: QObject | None = None
    ) -> None:
        """Fetch through `fetch_head(ask, done)` and `fetch_page(ask, offset, limit, done)`."""
        super().__init__(parent)
        self._fetch_head, self._fetch_page = fetch_head, fetch_page
        self._head: ListFrame | None = None
        self._pages: dict[int, Sequence[ListRow]] = {}
        self._turn = 0  # counts asks: an answer to an older one is known by it
        self._wanted: list[int] = []
        self._coming: set[int] = set()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fetch_wanted)

    @property
    def head(self) -> ListFrame | None:
        """The frame of the rows shown; None before the first answer."""
        return self._head

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns shown."""
        return self._head.columns if self._head else ()

    def ask(self, ask: ListQuery, first_row: int = 0) -> None:
        """Ask for other rows; those from the page of `first_row` on are shown first."""
        self._turn += 1
        turn = self._turn
        self._fetch_head(ask, lambda head: self._take_head(turn, head, first_row))

    def again(self, first_row: int = 0) -> None:
        """Ask for the same rows once more, because something changed."""
        if self._head is not None:
            self.ask(self._head.ask, first_row)

    def row_at(self, row: int) -> ListRow | None:
        """Return a row that is at hand, or None while it is being fetched."""
        page = self._pages.get(row // PAGE)
        place = row % PAGE
        return page[place] if page is not None and place < len(page) else None

    def at_hand(self, most: int) -> list[ListRow]:
        """Return up to `most` rows that need not be fetched."""
        return list(islice(chain.from_iterable(self._pages.values()), most))

    def row_of(self, record_id: int) -> int | None:
        """Return where the record stands among the rows at hand, or None."""
        for number, page in self._pages.items():
            for place, row in enumerate(page):
                if row.id == record_id:
                    return number * PAGE + place
        return None

    def collect(self, rows: Sequence[int], done: RowsDone) -> None:
        """Call `done` with these rows, fetching what is not at hand."""
        missing = sorted({row // PAGE for row in rows if row // PAGE not in self._pages})
        if not missing or self._head is None:
            done([found for row in rows if (found := self.row_at(row)) is not None])
            return
        turn, offset = self._turn, missing[0] * PAGE

        def take(found: Sequence[ListRow]) -> None:
            if turn == self._turn:
                self._pages[missing[0]] = tuple(found)
                self.collect(rows, done)

        self._fetch_page(self._head.ask, offset, PAGE, take)

    # What Qt asks for; the names are Qt's.

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many rows the list has, at hand or not."""
        return 0 if parent.isValid() or self._head is None else self._head.total

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return words, flags and tone of a cell; a row not at hand is blank and is fetched."""
        row = self.row_at(index.row())
        if row is None:
            self._want(index.row() // PAGE)
        column = self.columns[index.column()]
        cell = row.cells[index.column()] if row is not None else _NO_CELL
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column.style is CellStyle.NUMBER else _LEFT
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(cell)
            case _:
                return {RowRole: row, DrawnRole: (cell, column.style)}.get(role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's label, or the words of a row for a screen reader."""
        if orientation == Qt.Orientation.Vertical:
            row = self.row_at(section)
            return row.label if row is not None and role == Qt.ItemDataRole.DisplayRole else None
        if not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return _(column.label)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.style is CellStyle.NUMBER else _LEFT
        return None

    def _take_head(self, turn: int, head: ListFrame, first_row: int) -> None:
        if turn != self._turn:
            return
        page = min(first_row, max(head.total - 1, 0)) // PAGE
        if head.total == 0:
            self._show(turn, head, page, ())
            return
        self._fetch_page(
            head.ask, page * PAGE, PAGE, lambda rows: self._show(turn, head, page, rows)
        )

    def _show(self, turn: int, head: ListFrame, page: int, rows: Sequence[ListRow]) -> None:
        if turn != self._turn:
            return
        self.beginResetModel()
        self._head = head
        self._pages = {page: tuple(rows)} if rows else {}
        self._wanted, self._coming = [], set()
        self.endResetModel()
        self.arrived.emit()

    def _want(self, page: int) -> None:
        if page in self._pages or page in self._coming or page in self._wanted:
            return
        self._wanted.append(page)
        self._later.start()

    def _fetch_wanted(self) -> None:
        if self._head is None:
            return
        # Whoever drags the scroll bar passes pages that nobody sees: only the latest are fetched.
        wanted, self._wanted = self._wanted[-3:], []
        turn, ask = self._turn, self._head.ask
        for page in wanted:
            self._coming.add(page)
            self._fetch_page(ask, page * PAGE, PAGE, partial(self._fill, turn, page))

    def _fill(self, turn: int, page: int, rows: Sequence[ListRow]) -> None:
        self._coming.discard(page)
        if turn != self._turn or self._head is None:
            return
        self._pages[page] = tuple(rows)
        while len(self._pages) > _KEPT_PAGES:
            self._pages.pop(next(iter(self._pages)))
        last = min((page + 1) * PAGE, self._head.total) - 1
        if last >= page * PAGE and self.columns:
            self.dataChanged.emit(
                self.index(page * PAGE, 0), self.index(last, len(self.columns) - 1)
            )
            self.headerDataChanged.emit(Qt.Orientation.Vertical, page * PAGE, last)


def _spoken(cell: Cell) -> str:
    return ", ".join([cell.text, *(words for _icon, words in cell.flags)])
