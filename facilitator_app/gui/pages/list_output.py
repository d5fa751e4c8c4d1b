"""Taking a list out of the window: to Excel, as CSV, or on paper, all of it or some rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QMenu, QWidget

from facilitator_app import paths
from facilitator_app.digests.lists import Column, ListQuery
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.membership import left_out_words
from facilitator_app.domain.progress import Progress
from facilitator_app.gui import icons
from facilitator_app.gui.file_dialogs import ask_save
from facilitator_app.gui.long_work import LongWork
from facilitator_app.gui.ops import Beside
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.tab_order import give_keyboard
from facilitator_app.gui.table.list_model import ListModel
from facilitator_app.gui.table.list_view import ListView
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.i18n import N_, _, ngettext
from facilitator_app.locale_formats import join_parts, join_sentences
from facilitator_app.services import exchange, list_papers
from facilitator_app.services.documents import Document, Source
from facilitator_app.services.exchange import Exported
from facilitator_app.services.files import File

ShowPaper = Callable[[Document, Source], object]
Ids = tuple[int, ...] | None
_PRINT = ""
_KINDS: Mapping[str, tuple[str, str, str, str]] = {
    ".xlsx": (
        N_("Export to Excel…"), N_("Export {rows} to Excel…"), N_("Excel (*.xlsx)"), "table",
    ),
    ".csv": (N_("Export as CSV…"), N_("Export {rows} as CSV…"), N_("CSV (*.csv)"), "file-text"),
    _PRINT: (N_("Print…"), N_("Print {rows}…"), "", "printer"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which rows and columns go out, and how: the ending of a file, or on paper."""

    query: ListQuery
    columns: tuple[Column, ...]
    ids: Ids
    kind: str

    @property
    def special(self) -> list[Column]:
        """The columns of a special category."""
        return [column for column in self.columns if column.special]

    def without_special(self) -> _Wanted:
        """Return the same without the columns of a special category."""
        kept = tuple(column for column in self.columns if not column.special)
        query = replace(self.query, columns=tuple(column.key for column in kept))
        return _Wanted(query, kept, self.ids, self.kind)


class ListOutput(QObject):
    """Exports and prints what a list shows, as it is filtered and sorted, in its chosen columns."""

    def __init__(
        self, context: PageContext, show_paper: ShowPaper, page: QWidget, table: ListView,
        model: ListModel, place: QBoxLayout,
    ) -> None:  # fmt: skip
        """Take out the rows of `table`; questions stand at the end of `place`.

        show_paper(document, source) shows a paper, which `source` makes in other forms.
        """
        super().__init__(page)
        self._page, self._context, self._place = page, context, place
        self._table, self._model, self._show_paper = table, model, show_paper
        self._folder = paths.documents()
        self._question: Notice | None = None
        self._work = LongWork(page, context.ops)
        model.arrived.connect(self._close_question)  # it was asked about other rows

    def open_menu(self, button: QWidget) -> None:
        """Offer the ways out below `button`, for all rows and for those that are selected."""
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        count = len(self._table.selected_rows())
        for kind in _KINDS:
            action = menu.addAction(icons.icon(_KINDS[kind][3]), _(_KINDS[kind][0]))
            action.triggered.connect(lambda _on=False, kind=kind: self.take_out(kind))
        menu.addSeparator()
        if count > 1:
            self.offer_selected(menu)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def offer_selected(self, menu: QMenu) -> None:
        """Offer in `menu` to take out the rows that are selected."""
        count = len(self._table.selected_rows())
        rows = ngettext("{n} selected row", "{n} selected rows", count)
        for kind in _KINDS:
            action = menu.addAction(
                icons.icon(_KINDS[kind][3]), _(_KINDS[kind][1]).format(rows=rows)
            )
            action.triggered.connect(lambda _on=False, kind=kind: self.take_out_selected(kind))

    def take_out(self, kind: str) -> None:
        """Export all rows to a file with the ending `kind`, or print them if that is ""."""
        frame = self._model.frame
        if frame is None:
            return
        if frame.total:
            self._ask_first(_Wanted(frame.query, frame.columns, None, kind))
        else:
            self._context.refuse(
                _("There are no rows to print here.")
                if kind == _PRINT
                else _("There are no rows to export here.")
            )

    def take_out_selected(self, kind: str) -> None:
        """Do the same with the rows that are selected."""
        rows, frame = self._table.selected_rows(), self._model.frame
        if frame is None or len(rows) == frame.total:
            self.take_out(kind)
            return
        self._model.collect(
            rows,
            lambda found: self._ask_first(
                _Wanted(frame.query, frame.columns, tuple(row.id for row in found), kind)
            ),
        )

    def print_all(self) -> None:
        """Show the list as it would be printed."""
        self.take_out(_PRINT)

    def _ask_first(self, wanted: _Wanted) -> None:
        """Say which columns are sensitive before they leave the file."""
        self._close_question()
        if not wanted.special:
            self._go_on(wanted)
            return
        named = join_parts(column.label for column in wanted.special)
        title = _("Sensitive columns: {names}").format(names=named)
        words = _("Whoever has the file or the paper can read them. Keep it safe.")
        actions = [
            (_("Leave them out"), partial(self._answer, wanted.without_special())),
            (_("Include them"), partial(self._answer, wanted)),
            (_("Cancel"), partial(self._answer, None)),
        ]
        self._question = Notice("warn", title, words, actions)
        self._place.addWidget(self._question)
        esc = QShortcut(QKeySequence(Qt.Key.Key_Escape), self._question)
        esc.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        esc.activated.connect(partial(self._answer, None))
        give_keyboard(self._question.buttons[0])

    def _answer(self, wanted: _Wanted | None) -> None:
        self._close_question()
        give_keyboard(self._table)
        if wanted is not None:
            self._go_on(wanted)

    def _close_question(self) -> None:
        if self._question is not None:
            self._place.removeWidget(self._question)
            self._question.hide()
            self._question.deleteLater()
            self._question = None

    def _go_on(self, wanted: _Wanted) -> None:
        if wanted.kind == _PRINT:
            self._print(wanted)
            return
        title = self._model.frame.title if self._model.frame else ""
        name = list_papers.file_name(title, self._context.format_context().today)
        ask_save(
            self._page, _("Export the list"), self._folder / f"{name}{wanted.kind}",
            _(_KINDS[wanted.kind][2]), partial(self._export, wanted),
        )  # fmt: skip

    def _export(self, wanted: _Wanted, to: Path) -> None:
        self._folder = to.parent

        def work(file: File, progress: Progress) -> Exported:
            return exchange.export_list(file, wanted.query, to, wanted.ids, progress)

        def done(made: Exported) -> None:
            told = _("{rows} exported: {name}, in {folder}.").format(
                rows=ngettext("{n} row", "{n} rows", made.rows), name=to.name, folder=to.parent
            )
            left_out = left_out_words(made.kept_back) if made.kept_back else ""
            self._context.window.tell(join_sentences((told, left_out)))

        self._work.run(_("Exporting"), work, done, self._fail)

    def _print(self, wanted: _Wanted) -> None:
        def read(file: File, progress: Progress) -> Beside[tuple[Document, Source]]:
            source = list_papers.read(file, wanted.query, wanted.ids, progress)
            return lambda progress: (source.document("pdf", progress), source)

        def done(made: tuple[Document, Source]) -> None:
            self._show_paper(*made)

        self._work.make(_("Making the paper"), read, done, self._fail)

    def _fail(self, error: AppError) -> None:
        self._context.window.fail(error)
