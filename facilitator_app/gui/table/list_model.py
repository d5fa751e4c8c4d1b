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

from facilitator_app.digests.lists import (
    Cell,
    CellStyle,
    Column,
    ListFrame,
    ListQuery,
    ListResult,
    ListRow,
)
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_parts

PAGE = 60  # rows: more than a large screen shows
RowRole = int(Qt.ItemDataRole.UserRole)
DrawnRole = RowRole + 1  # a Cell and the Style it is drawn in

ResultDone = Callable[[ListResult], None]
RowsDone = Callable[[Sequence[ListRow]], None]
Fetch = Callable[[ListQuery, int, int, ResultDone], None]
FetchPage = Callable[[ListQuery, int, int, RowsDone], None]
Index = QModelIndex | QPersistentModelIndex

_NO_INDEX = QModelIndex()
_NO_CELL = Cell("")
_KEPT_PAGES = 40
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class ListModel(QAbstractTableModel):
    """Shows the rows of one query; those of a new one replace them only when they are there.

    Answers to an older query are dropped.
    """

    arrived = Signal()  # a new frame with its first rows is shown

    def __init__(self, fetch: Fetch, fetch_page: FetchPage, parent: QObject | None = None) -> None:
        """Fetch through `fetch(query, near, size, done)`: frame, and the page where row `near` is.

        Further pages come through `fetch_page(query, offset, limit, done)`.
        """
        super().__init__(parent)
        self._fetch, self._fetch_page = fetch, fetch_page
        self._frame: ListFrame | None = None
        self._pages: dict[int, Sequence[ListRow]] = {}
        self._measured: tuple[ListRow, ...] = ()
        self.bare: frozenset[str] = frozenset()  # columns too narrow to say how rows stand
        self._turn = 0  # counts queries: an answer to an older one is known by it
        self._wanted: list[int] = []
        self._coming: set[int] = set()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fetch_wanted)

    @property
    def frame(self) -> ListFrame | None:
        """The frame of the rows shown; None before the first answer."""
        return self._frame

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns shown."""
        return self._frame.columns if self._frame else ()

    def show(self, query: ListQuery, first_row: int = 0) -> None:
        """Show the rows of `query`; those of the page where `first_row` stands come first."""
        self._turn += 1
        turn = self._turn
        self._fetch(query, first_row, PAGE, lambda result: self._take(turn, result))

    def row_at(self, row: int) -> ListRow | None:
        """Return a row that is at hand, or None while it is being fetched."""
        page = self._pages.get(row // PAGE)
        place = row % PAGE
        return page[place] if page is not None and place < len(page) else None

    @property
    def measured(self) -> tuple[ListRow, ...]:
        """The rows that say how wide the columns are."""
        return self._measured

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
        if not missing or self._frame is None:
            done([found for row in rows if (found := self.row_at(row)) is not None])
            return
        turn, offset = self._turn, missing[0] * PAGE

        def take(found: Sequence[ListRow]) -> None:
            if turn == self._turn:
                self._pages[missing[0]] = tuple(found)
                self.collect(rows, done)

        self._fetch_page(self._frame.query, offset, PAGE, take)

    # What Qt asks for; the names are Qt's.

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many rows the list has, at hand or not."""
        return 0 if parent.isValid() or self._frame is None else self._frame.total

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
        assert self._frame is not None  # or it had no columns
        column = self.columns[section]
        sorts = column.key in (self._frame.order[0], self._frame.then[0])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return sorted_words(column, self._frame) if sorts else _(column.label)
        told = sorts and column.key not in self.bare
        return _head(column, role, told=told)

    def _take(self, turn: int, result: ListResult) -> None:
        if turn != self._turn:
            return
        self.beginResetModel()
        self._frame, self._measured = result.frame, result.measured
        self._pages = {result.offset // PAGE: result.rows} if result.rows else {}
        self._wanted, self._coming = [], set()
        self.endResetModel()
        self.arrived.emit()

    def _want(self, page: int) -> None:
        if page in self._pages or page in self._coming or page in self._wanted:
            return
        self._wanted.append(page)
        self._later.start()

    def _fetch_wanted(self) -> None:
        if self._frame is None:
            return
        # Whoever drags the scroll bar passes pages that nobody sees: only the latest are fetched.
        wanted, self._wanted = self._wanted[-3:], []
        turn, query = self._turn, self._frame.query
        for page in wanted:
            self._coming.add(page)
            self._fetch_page(query, page * PAGE, PAGE, partial(self._fill, turn, page))

    def _fill(self, turn: int, page: int, rows: Sequence[ListRow]) -> None:
        self._coming.discard(page)
        if turn != self._turn or self._frame is None:
            return
        self._pages[page] = tuple(rows)
        while len(self._pages) > _KEPT_PAGES:
            self._pages.pop(next(iter(self._pages)))
        last = min((page + 1) * PAGE, self._frame.total) - 1
        if last >= page * PAGE and self.columns:
            self.dataChanged.emit(
                self.index(page * PAGE, 0), self.index(last, len(self.columns) - 1)
            )
            self.headerDataChanged.emit(Qt.Orientation.Vertical, page * PAGE, last)


def _head(column: Column, role: int, *, told: bool) -> Any:
    """Return what a heading shows; one that rows cannot be sorted by says so.

    told: whether it says how rows stand by it, if its words do not show that.
    """
    roles = Qt.ItemDataRole
    if role == roles.DisplayRole:
        return column.longest_head if told else _(column.label)
    if role in (roles.ToolTipRole, roles.AccessibleDescriptionRole):
        if column.sortable:
            return column.longest_head
        return _("{column}: rows cannot be sorted by it").format(column=_(column.label))
    if role == roles.TextAlignmentRole:
        return _RIGHT if column.style is CellStyle.NUMBER else _LEFT
    return None


def sorted_words(column: Column, frame: ListFrame) -> str:
    """Return what is said of a column that the rows of `frame` are sorted by, first or second."""
    second = column.key == frame.then[0]
    _key, down = frame.then if second else frame.order
    if second:
        way = (
            _("{column}, sorted second, downwards")
            if down
            else _("{column}, sorted second, upwards")
        )
    elif frame.then[0]:
        way = (
            _("{column}, sorted first, downwards") if down else _("{column}, sorted first, upwards")
        )
    else:
        way = _("{column}, sorted downwards") if down else _("{column}, sorted upwards")
    return way.format(column=column.longest_head)


def _spoken(cell: Cell) -> str:
    return join_parts([cell.text, *(words for _icon, words in cell.flags)]) or _("empty")
