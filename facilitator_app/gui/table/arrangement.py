"""Arranges the columns of a list: widths that fit, the user's own order, and the sort arrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView

from facilitator_app.digests.lists import ListFrame
from facilitator_app.gui import theme
from facilitator_app.gui.announcements import announce
from facilitator_app.gui.metrics import HEADER, px
from facilitator_app.gui.prefs import Prefs
from facilitator_app.gui.table import column_layout
from facilitator_app.gui.table.list_model import ListModel, sorted_words
from facilitator_app.gui.table.row_table import RowTable
from facilitator_app.i18n import _

_STEP, _FEWEST, _MOST = 2, 4, 80  # letters that a key makes a column wider, and its bounds
_USUAL = "22 Nov 2026 Partnership Group"  # what columns hold, for the width of a letter


class Arrangement(QObject):
    """Keeps the header of `view` as the user left it; every change is remembered at once."""

    sorted_by = Signal(str, bool)  # the user chose a column's key, and whether downwards
    sorted_then = Signal(str, bool)  # the same of the second column, "" for none
    not_sorted = Signal(str)  # the label of a column the user chose, which cannot be sorted by
    rearranged = Signal()  # other columns are wanted, or in another order

    def __init__(
        self, view: RowTable, model: ListModel, prefs: Prefs, name: str, usual: Sequence[str]
    ) -> None:
        """Arrange `view` over `model` by what `prefs` holds for the list called `name`.

        usual: the keys of the columns that are wanted until others are chosen.
        """
        super().__init__(view)
        self._view, self._model, self._prefs, self._name = view, model, prefs, name
        self.usual = tuple(usual)
        self._layout = column_layout.load(prefs, name)
        self._placing = self._dragged = False
        self._head = view.heads
        self._head.setFixedHeight(px(HEADER))
        self._head.setSectionsMovable(True)
        self._head.setSectionsClickable(True)
        self._head.setHighlightSections(False)
        self._head.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._head.setMinimumSectionSize(px(40))
        self._head.setSortIndicatorShown(True)
        self._head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._head.setAccessibleName(_("Columns"))
        # With the view's own, painting the header asks every row whether its column is selected.
        self._head.setSelectionModel(QItemSelectionModel(model, self._head))
        self._head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._head.sectionClicked.connect(self._sort_as_clicked)
        self._head.sectionResized.connect(self._take_width)
        self._head.viewport().installEventFilter(self)
        self._head.sectionMoved.connect(lambda _column, _old, _new: self._take_order())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Share out what is left once the user lets go of the edge of a column."""
        if event.type() == QEvent.Type.MouseButtonRelease and self._dragged:
            self._dragged = False
            QTimer.singleShot(0, self, self.place)
        return False

    def chosen(self) -> tuple[str, ...]:
        """Return the keys of all columns that are wanted, in order, be there room or not."""
        return column_layout.chosen(self._layout, self.usual)

    def show_column(self, key: str, on: bool) -> None:
        """Show a column, after all others, or put it away."""
        if on:
            self._layout.order = [*(one for one in self.chosen() if one != key), key]
        hidden = [one for one in self._layout.hidden if one != key]
        pinned = [one for one in self._layout.pinned if one != key]
        self._layout.hidden = hidden if on or key not in self.usual else [*hidden, key]
        self._layout.pinned = [*pinned, key] if on else pinned
        self._save()
        if not on and key in self._sort_keys():  # no heading would tell how the rows stand
            first = key == self._sort_keys()[0]
            (self.sorted_by if first else self.sorted_then).emit("", False)
        self.rearranged.emit()

    def move(self, key: str, by: int) -> None:
        """Move a column that is shown one place to the left (by -1) or right (1)."""
        order = list(self.chosen())
        at = order.index(key)
        to = min(max(at + by, 0), len(order) - 1)
        order.insert(to, order.pop(at))
        self._layout.order = order
        self._save()
        self.rearranged.emit()

    def widen(self, key: str, by: int) -> int | None:
        """Make a column that is seen some letters wider, or narrower; return how many it holds."""
        keys = [column.key for column in self._model.columns]
        section = keys.index(key) if key in keys else -1
        if section not in self.shown():
            return None
        letters = self._head.sectionSize(section) / theme.current().scale / _letter() + by * _STEP
        letters = min(max(round(letters), _FEWEST), _MOST)
        self._layout.widths[key] = round(letters * _letter())
        # it is worked at: it may not be what has to go where the room ends
        self._layout.pinned = [*(one for one in self._layout.pinned if one != key), key]
        self._save()
        self.place()
        return letters

    def reset(self) -> None:
        """Forget the user's arrangement: columns, order, widths and sort."""
        self._layout = column_layout.Layout()
        self._save()
        self.sorted_by.emit("", False)
        self.rearranged.emit()

    def sort_by(self, section: int) -> None:
        """Ask for the order of a column, or the other way round if it is that already."""
        frame = self._sortable(section)
        if frame is None:
            return
        column = frame.columns[section]
        now = (column.key, frame.order == (column.key, False))
        then = frame.then if column.key == frame.order[0] else ("", False)
        self.sorted_by.emit(*now)
        announce(self._view, sorted_words(column, replace(frame, order=now, then=then)))

    def then_by(self, section: int) -> None:
        """Ask for a second column, or for it the other way round; the first stays as it is.

        Where no first one is told, or this is it, it is sorted by as the first.
        """
        frame = self._sortable(section)
        if frame is None:
            return
        column = frame.columns[section]
        if frame.order[0] in ("", column.key):
            self.sort_by(section)
            return
        then = (column.key, frame.then == (column.key, False))
        self.show_sort()  # Qt puts the arrow where it was clicked
        self.sorted_then.emit(*then)
        announce(self._view, sorted_words(column, replace(frame, then=then)))

    def by_one_alone(self) -> None:
        """Ask for the rows to be sorted by the first column alone."""
        frame = self._model.frame
        if frame is not None and frame.then[0]:
            self.sorted_then.emit("", False)
            first = next(one for one in frame.columns if one.key == frame.order[0])
            announce(self._view, sorted_words(first, replace(frame, then=("", False))))

    def _sort_as_clicked(self, section: int) -> None:
        """Sort by the heading that was clicked; with Shift, by it as the second."""
        if QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.then_by(section)
        else:
            self.sort_by(section)

    def _sortable(self, section: int) -> ListFrame | None:
        """Return the frame if rows can be sorted by the column; else say that they cannot."""
        frame = self._model.frame
        if frame is not None and frame.columns[section].sortable:
            return frame
        self.show_sort()
        if frame is not None:
            self.not_sorted.emit(_(frame.columns[section].label))
        return None

    def show_sort(self) -> None:
        """Put the arrows on the columns that the rows are sorted by."""
        frame = self._model.frame
        keys = [column.key for column in self._model.columns]
        none = ("", False)
        order, then = (frame.order, frame.then) if frame is not None else (none, none)
        first, second = (keys.index(key) if key in keys else -1 for key, _down in (order, then))
        self._head.setSortIndicator(first, _way(order[1]))
        self._head.show_second(first, second, _way(then[1]))

    def place(self) -> None:
        """Give every column its place and width."""
        if not self._model.columns or self._placing:
            return
        self._placing = True
        room = (self._view.viewport().width() - len(self._model.columns)) / theme.current().scale
        needs = self._measure()
        wanted = column_layout.widths(
            self._model.columns, self._seen(), room, _letter(), needs, _letter(600)
        )
        self._model.bare = frozenset(
            key for key, width in wanted.items() if width < needs[key].told
        )
        # Told of every single width, the view would paint all rows a second time.
        with QSignalBlocker(self._head):
            for section, column in enumerate(self._model.columns):
                self._head.setSectionHidden(section, column.key not in wanted)
                if column.key in wanted:
                    self._head.resizeSection(section, px(wanted[column.key]))
            self._place_in_order()
            self._fill_up()
        self._view.scheduleDelayedItemsLayout()
        self._view.executeDelayedItemsLayout()
        self._placing = False

    def _seen(self) -> column_layout.Layout:
        """Return the layout with the columns that the rows are sorted by kept, as if asked for.

        Without them, rows would stand there in no order that anybody can see.
        """
        columns = {column.key for column in self._model.columns}
        keys = [key for key in self._sort_keys() if key in columns]
        return replace(self._layout, pinned=[*self._layout.pinned, *keys])

    def _sort_keys(self) -> tuple[str, str]:
        """Return the keys of both columns that the rows are sorted by, "" where there is none."""
        frame = self._model.frame
        return (frame.order[0], frame.then[0]) if frame is not None else ("", "")

    def in_order(self) -> list[int]:
        """Return all columns that are wanted, from left to right."""
        return [self._head.logicalIndex(place) for place in range(self._head.count())]

    def shown(self) -> list[int]:
        """Return the columns that are seen, from left to right: those there is room for."""
        return [section for section in self.in_order() if not self._head.isSectionHidden(section)]

    def _measure(self) -> dict[str, column_layout.Need]:
        """Return the room that headings and rows need.

        Widths that followed every change of the rows, or kept what was seen in another view, would
        make the list jump.
        """
        rows = [row.cells for row in self._model.measured]
        keys = self._sort_keys()
        return self._view.measure(self._model.columns, rows, keys if keys[1] else ())

    def _place_in_order(self) -> None:
        keys = [column.key for column in self._model.columns]
        order = [key for key in self._layout.order if key in keys]
        for place, key in enumerate([*order, *(key for key in keys if key not in order)]):
            self._head.moveSection(self._head.visualIndex(keys.index(key)), place)

    def _fill_up(self) -> None:
        """Give the last column what rounding, or a list without words, has left over."""
        rest = self._view.viewport().width() - self._head.length()
        last = next(iter(reversed(self.shown())), None)
        if rest > 0 and last is not None:
            self._head.resizeSection(last, self._head.sectionSize(last) + rest)

    def _take_width(self, section: int, _old: int, new: int) -> None:
        if not self._placing and new and 0 <= section < len(self._model.columns):
            key = self._model.columns[section].key
            self._dragged = True
            self._layout.widths[key] = round(new / theme.current().scale)
            self._save()

    def _take_order(self) -> None:
        if self._placing:
            return
        self._layout.order = [self._model.columns[section].key for section in self.in_order()]
        self._save()
        QTimer.singleShot(0, self, self.rearranged.emit)

    def _save(self) -> None:
        column_layout.save(self._prefs, self._name, self._layout)


def _way(down: bool) -> Qt.SortOrder:
    return Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder


def _letter(weight: int = 400) -> float:
    """Return how wide an average letter is in the font in use, in pixels at 100 %."""
    now = theme.current()
    width = now.metrics(14, weight).horizontalAdvance(_USUAL) / now.scale
    return max(column_layout.LETTER, width / len(_USUAL) * 1.02)
