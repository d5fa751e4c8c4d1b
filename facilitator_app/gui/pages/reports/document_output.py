"""Saving and printing a finished document, asked for on whatever page shows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.file_dialogs import ask_save
from facilitator_app.gui.long_work import LongWork
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.reports import pdf_pages, printing
from facilitator_app.gui.pages.reports.report_wording import FORMS, duplex
from facilitator_app.i18n import _, ngettext
from facilitator_app.services import documents
from facilitator_app.services.documents import Document


class DocumentOutput:
    """Saves and prints for `page`; problems are told in the window's quiet bar."""

    def __init__(self, page: QWidget, context: PageContext, folder: Path) -> None:
        """Offer `folder` first; later the one that was chosen last, which saved() is told of."""
        self._page, self._context, self._folder = page, context, folder
        self.saved: Callable[[Path], object] = lambda _folder: None
        self.work = LongWork(page, context.ops)

    def ask_save(self, document: Document) -> None:
        """Ask where the document goes."""
        words = FORMS[document.form]
        offered = self._folder / document.name
        ask_save(
            self._page, _(words.save), offered, _(words.kinds), lambda to: self.save(document, to)
        )

    def save(self, document: Document, to: Path) -> None:
        """Write the document to `to`."""
        self._folder = to.parent

        def work(_progress: Progress) -> None:
            documents.save(document, to)

        def done(_none: None) -> None:
            told = _("Saved: {name}, in {folder}").format(name=to.name, folder=to.parent)
            self._context.window.tell(told)
            self.saved(to.parent)

        self.work.beside(_("Saving"), work, done, self._fail)

    def ask_print(self, document: Document, sizes: tuple[pdf_pages.Size, ...]) -> None:
        """Ask for the printer, and say how it is to be set."""
        printer = printing.printer_for(sizes, document.title)
        self._context.window.tell(duplex(sizes))
        printing.ask(self._page, printer, len(sizes), lambda: self.print_on(printer, document))

    def print_on(self, printer: QPrinter, document: Document) -> None:
        """Print the document on a printer that is set up."""

        def work(progress: Progress) -> int:
            return printing.send(document.content, printer, progress)

        def done(count: int) -> None:
            self._context.window.tell(printed_words(count, printer.outputFileName()))

        self.work.beside(_("Printing"), work, done, self._fail)

    def _fail(self, error: AppError) -> None:
        self._context.window.fail(error)


def printed_words(count: int, file: str) -> str:
    """Return what is said once `count` pages were printed, into `file` if it has a name."""
    if not file:
        return ngettext(
            "{n} page was sent to the printer.", "{n} pages were sent to the printer.", count
        )
    to = Path(file)
    return ngettext(
        "{n} page was printed into a file: {name}, in {folder}",
        "{n} pages were printed into a file: {name}, in {folder}",
        count, name=to.name, folder=str(to.parent),
    )  # fmt: skip
