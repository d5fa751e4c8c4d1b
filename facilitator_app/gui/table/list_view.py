"""The list itself: keyboard, mouse, columns and copying."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication

from facilitator_app.digests.lists import ListQuery, ListRow
from facilitator_app.gui.metrics import EDGE, ROW, ROW_COMFORTABLE, ROW_LOW, px
from facilitator_app.gui.prefs import Prefs
from facilitator_app.gui.table import tsv
from facilitator_app.gui.table.arrangement import Arrangement
from facilitator_app.gui.table.list_model import Index, ListModel
from facilitator_app.gui.table.row_table import RowTable
from facilitator_app.gui.window_actions import shown_keys
from facilitator_app.i18n import _, ngettext
from facilitator_app.locale_formats import join_parts

_MENU = QKeySequence("Shift+F10")


@dataclass(frozen=True, slots=True)
class MenuPlace:
    """Where on the screen a menu is asked for, and the numbers of the rows it is about."""

    at: QPoint
    rows: list[int]


class ListView(RowTable):
    """A table over a ListModel; rows are opened by Enter or a double click."""

    opened = Signal(object)  # a record's id: 64 bits, more than Qt's own int
    current = Signal(object)  # the id of the row the user stands on, or None
    typed = Signal(str)  # a letter typed while the list has the keyboard
    copied = Signal(int)  # how many rows went to the clipboard
    left_up = Signal()  # Up was pressed on the first row
    removing = Signal()  # Delete was pressed
    menu_asked = Signal(object)  # where on the screen; and of which rows: a MenuPlace

    def __init__(
        self, model: ListModel, name: str, prefs: Prefs, view: str, usual: Sequence[str]
    ) -> None:
        """Show `model`; `name` is spoken; the arrangement of `view` is kept in `prefs`.

        usual: the keys of the columns that are shown until others are chosen.
        """
        self._comfortable = prefs.get("rows") == "comfortable"
        super().__init__(name, ROW_COMFORTABLE if self._comfortable else ROW)
        self._scroll_back: tuple[int | None, int, int] | None = None
        self._scroll_query: ListQuery | None = None
        self.setModel(model)
        self.list = model
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.arrangement = Arrangement(self, model, prefs, view, usual)
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._arrange)
        self.selectionModel().currentRowChanged.connect(lambda now, _old: self._tell_current(now))
        self.doubleClicked.connect(self._open)

    @property
    def current_id(self) -> int | None:
        """The id of the row the user stands on, if it is at hand."""
        row = self.list.row_at(self.currentIndex().row()) if self.currentIndex().isValid() else None
        return row.id if row else None

    @property
    def last_id(self) -> int | None:
        """The id of the row the user stands on, or stood on before the list had no rows."""
        kept = self._scroll_back[0] if self._scroll_back and not self.list.rowCount() else None
        return self.current_id if kept is None else kept

    def first_shown_row(self) -> int:
        """Return the number of the uppermost row that is seen."""
        return max(self.rowAt(0), 0)

    def fold(self, *, low: bool) -> None:
        """Draw rows closer together where the window is low, unless the user wants them wide."""
        if not self._comfortable:
            self.set_tall(ROW_LOW if low else ROW)

    def go_to(self, record_id: int) -> None:
        """Stand on the row of the record, if it is at hand."""
        row = self.list.row_of(record_id)
        if row is not None:
            self.stand_on(row)

    def stand_on_one(self) -> None:
        """Stand on a row that is marked, the first if there was none; the keyboard stays."""
        # Qt itself makes a row current that it does not mark, when a list gets the keyboard.
        if not self.selectionModel().hasSelection():
            self.stand_on(max(self.currentIndex().row(), 0))

    def go_to_first(self) -> None:
        """Take the keyboard and stand on a row, the first if there was none."""
        if self.model().rowCount():
            self.stand_on_one()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def selected_rows(self) -> list[int]:
        """Return the numbers of all selected rows, in order."""
        chosen = self.selectionModel().selection()
        parts = [chosen.at(place) for place in range(chosen.count())]
        return sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})

    def copy(self) -> None:
        """Put the selected rows on the clipboard, as text and as a table of all chosen columns."""
        self.list.collect(self.selected_rows(), self._put_on_clipboard)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, copy, or hand typed letters to the search field."""
        self.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        text = event.text()
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif QKeySequence(event.keyCombination()) == _MENU:
            self._ask_menu(by_key=True)
        elif event.key() == Qt.Key.Key_Delete and plain:
            self.removing.emit()
        elif plain and text.strip() and text.isprintable():
            self.typed.emit(text)
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_up.emit()
        elif event.key() == Qt.Key.Key_Escape or (event.key() == Qt.Key.Key_Space and plain):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu, by Shift+F10 and the menu key too."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self._ask_menu(event.globalPos(), by_key=by_key)

    def _ask_menu(self, at: QPoint | None = None, *, by_key: bool) -> None:
        """Ask for the menu where the mouse is, or below the row that has the keyboard."""
        if QApplication.activePopupWidget() is not None:
            return  # some systems make both events of Shift+F10
        row = self.visualRect(self.currentIndex())
        below = self.viewport().mapToGlobal(QPoint(px(EDGE), max(row.bottom(), 0)))
        spot = below if by_key or at is None else at
        on_row = by_key or self.indexAt(self.viewport().mapFromGlobal(spot)).isValid()
        self.menu_asked.emit(MenuPlace(spot, self.selected_rows() if on_row else []))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a row; the ring is for the keyboard."""
        self.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns anew."""
        super().resizeEvent(event)
        self._place_columns()

    def _keep_place(self) -> None:
        number = max(self.currentIndex().row(), 0)
        self._scroll_back = (self.last_id, number, self.verticalScrollBar().value())
        self._scroll_query = self._query()

    def _query(self) -> ListQuery | None:
        """Return what the rows answer, whichever columns are shown."""
        frame = self.list.frame
        return replace(frame.query, columns=()) if frame is not None else None

    def _arrange(self) -> None:
        self._place_columns()
        self.arrangement.show_sort()
        self._describe()
        if self._scroll_back is None:
            return
        record_id, number, scroll = self._scroll_back
        row = self.list.row_of(record_id) if record_id is not None else None
        if row is None and record_id is not None and self._scroll_query == self._query():
            row = min(number, self.list.rowCount() - 1)  # it went: what took its place
            row = row if row >= 0 else None
        if row is not None:
            self.stand_on(row)
        self.verticalScrollBar().setValue(scroll)
        if self._scroll_query != self._query():  # other rows: the place in the list means nothing
            self.scrollTo(self.currentIndex())
        self._tell_current(self.currentIndex())

    def _describe(self) -> None:
        """Tell assistive tools how many rows there are, and how to sort without a mouse."""
        rows = self.list.rowCount()
        menu = _("{keys}: menu, in which to sort").format(keys=shown_keys("Shift+F10"))
        self.setAccessibleDescription(join_parts((ngettext("{n} row", "{n} rows", rows), menu)))

    def _place_columns(self) -> None:
        self.arrangement.place()
        self.cells.first_column = next(iter(self.arrangement.shown()), 0)

    def _tell_current(self, index: Index) -> None:
        row = self.list.row_at(index.row()) if index.isValid() else None
        self.current.emit(row.id if row else None)

    def _open(self, index: Index) -> None:
        row = self.list.row_at(index.row()) if index.isValid() else None
        if row is not None:
            self.opened.emit(row.id)

    def _put_on_clipboard(self, rows: Sequence[ListRow]) -> None:
        chosen = self.arrangement.in_order()
        heads = [_(self.list.columns[section].label) for section in chosen]
        lines = [[row.cells[section].whole for section in chosen] for row in rows]
        data = QMimeData()
        data.setText(tsv.text(heads, lines))
        data.setHtml(tsv.html(heads, lines))
        QGuiApplication.clipboard().setMimeData(data)
        self.copied.emit(len(lines))
