"""What is done with the rows of a list that are chosen: by keys, and from their menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from facilitator_app.digests.lists import ListRow
from facilitator_app.domain.progress import Progress
from facilitator_app.gui import icons
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.list_tools import ListWaysOut
from facilitator_app.gui.table.list_view import ListView, MenuPlace
from facilitator_app.gui.table.sort_menu import sort_menu, then_menu
from facilitator_app.i18n import _, ngettext
from facilitator_app.services import records
from facilitator_app.services.files import File
from facilitator_app.spec.record import Changes

Does = Callable[[], object]


class RowCommands(QObject):
    """Opens, copies, takes out and deletes the rows of a list; deleting asks nothing."""

    def __init__(
        self,
        page: QWidget,
        context: PageContext,
        record: str,
        table: ListView,
        output: Callable[[], ListWaysOut] | None,
    ) -> None:
        """Serve the `table` of records of one type; output() is what exports and prints it."""
        super().__init__(page)
        self._context, self._record = context, record
        self._table, self._output = table, output
        table.removing.connect(self.remove)
        table.menu_asked.connect(self.open_menu)
        table.copied.connect(lambda count: context.window.tell(_copied(count)))
        table.arrangement.not_sorted.connect(self._tell_not_sorted)

    def open_menu(self, place: MenuPlace) -> None:
        """Offer what can be done with the rows, and to sort the list."""
        table = self._table
        menu = QMenu(table)
        menu.setAccessibleName(_("What to do with the rows"))
        if place.rows:
            self._offer_rows(menu, len(place.rows))
        menu.addMenu(sort_menu(menu, table.list, table.arrangement)).setIcon(
            icons.icon("sort-ascending")
        )
        menu.addMenu(then_menu(menu, table.list, table.arrangement))
        if place.rows:
            menu.addSeparator()
            count = len(place.rows)
            words = ngettext("Delete", "Delete {n} rows", count)
            _add(menu, words, "trash", self.remove, "Del")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place.at)

    def remove(self) -> None:
        """Delete the rows that are chosen, in one step; Undo stands in the window's bar."""
        rows = self._table.selected_rows()
        if rows:
            self._table.list.collect(rows, self._remove)

    def _offer_rows(self, menu: QMenu, count: int) -> None:
        if count == 1:
            _add(menu, _("Open"), "arrow-square-out", self._open, "Enter")
        copy = ngettext("Copy {n} row", "Copy {n} rows", count)
        _add(menu, copy, "copy", self._table.copy, "Ctrl+C")
        menu.addSeparator()
        if self._output is not None:
            self._output().offer_selected(menu)
            menu.addSeparator()

    def _open(self) -> None:
        if self._table.current_id is not None:
            self._table.opened.emit(self._table.current_id)

    def _remove(self, found: Sequence[ListRow]) -> None:
        record, ids = self._record, tuple(one.id for one in found)

        def work(file: File, _progress: Progress) -> Changes:
            return records.remove_all(file, record, ids)

        changed = self._context.window.changed
        self._context.ask(self, work, changed, gone=changed)

    def _tell_not_sorted(self, label: str) -> None:
        self._context.refuse(_("Rows cannot be sorted by “{column}”.").format(column=label))


def _add(menu: QMenu, words: str, icon: str, does: Does, keys: str) -> None:
    """Add an entry that tells the keys which do the same in the list itself."""
    action = menu.addAction(icons.icon(icon), words)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # told alone: the list hears them
    action.triggered.connect(lambda _on=False: does())


def _copied(count: int) -> str:
    return ngettext(
        "{n} row copied. Paste it where you like.",
        "{n} rows copied. Paste them where you like.",
        count,
    )
