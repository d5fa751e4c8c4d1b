"""A page that shows one finished document, with Save and Print: a recovery sheet, for instance."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from facilitator_app import paths
from facilitator_app.domain.errors import AppError, Cancelled
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.ops import Beside
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.page_over import PageOver
from facilitator_app.gui.pages.reports.document_output import DocumentOutput
from facilitator_app.gui.pages.reports.paper_view import PaperView
from facilitator_app.gui.pages.reports.report_wording import FORMS, PAGED
from facilitator_app.gui.widgets.buttons import button, primary_button, set_icon, set_words
from facilitator_app.i18n import _
from facilitator_app.services.documents import Document, Form, Source
from facilitator_app.services.files import File


class PreviewPage(PageOver):
    """Shows a paper; it is a picture of one moment and does not change with the file."""

    def __init__(
        self,
        context: PageContext,
        document: Document,
        folder: Path | None = None,
        source: Source | None = None,
    ) -> None:
        """Show `document`; offer `folder` (the user's documents if not given) when it is saved.

        `source` makes the same paper in other forms; without it there is only this one.
        """
        super().__init__(context, document.title, document.subtitle)
        self._source = source
        self.document = self._first = document
        self.output = DocumentOutput(self, context, folder or paths.documents())
        self.view = PaperView(context)
        self.view.chips.setVisible(source is not None)
        self.view.form_chosen.connect(self.choose_form)
        self._print = button(_("Print"), "", "printer", self.print_paper)
        self._save = primary_button(" ", "file-pdf", self.save)
        for one in (self._print, self._save):
            self.head.add_action_widget(one)
        self.down.addWidget(self.view, 1)
        self.down.addStretch()  # where the view is hidden
        self._show(document)
        self.setFocusProxy(self.view.preview)

    def save(self) -> None:
        """Ask where the paper goes."""
        self.output.ask_save(self.document)

    def print_paper(self) -> None:
        """Ask for a printer; a form without pages gives way to the standard one first."""
        if self.document.form in PAGED:
            self.output.ask_print(self.document, self.view.preview.sizes)
        else:
            self.choose_form("pdf")

    def choose_form(self, form: Form) -> None:
        """Show the same paper in another form."""
        source = self._source
        if source is None or form == self.document.form:
            return
        if form == self._first.form:  # what was given out stays as it is, to the byte
            self.view.making.give_up()
            self._show(self._first)
            return

        def read(_file: File, _progress: Progress) -> Beside[Document]:
            return partial(source.document, form)

        def failed(error: AppError) -> None:
            if isinstance(error, Cancelled):
                self._show(self.document)
            else:
                self.view.say(str(error))

        self.view.make(read, self._show, failed)

    def _show(self, document: Document) -> None:
        self.document = document
        said = FORMS[document.form]
        set_words(self._save, _(said.save))
        set_icon(self._save, said.icon)
        self._print.setVisible(document.form in PAGED)
        self.view.show_form(document.form)
        self.view.show_document(document, lambda: None)
