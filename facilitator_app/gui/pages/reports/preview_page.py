"""A page that shows one finished document, with Save and Print: a recovery sheet, for instance."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from facilitator_app import paths
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.reports.document_output import DocumentOutput
from facilitator_app.gui.pages.reports.page_turner import PageTurner
from facilitator_app.gui.pages.reports.paper_view import runner
from facilitator_app.gui.pages.reports.preview import Preview
from facilitator_app.gui.widgets.buttons import back_button, button, primary_button
from facilitator_app.gui.widgets.page_head import PageHead
from facilitator_app.gui.widgets.surface import column, dress
from facilitator_app.i18n import _
from facilitator_app.services.documents import Document
from facilitator_app.spec.record import Changes


class PreviewPage(QWidget):
    """Shows a PDF; it is a picture of one moment and does not change with the file."""

    def __init__(
        self, context: PageContext, document: Document, folder: Path | None = None
    ) -> None:
        """Show `document`; offer `folder` (the user's documents if not given) when it is saved."""
        super().__init__()
        dress(self, "paper")
        self.document = document
        self.output = DocumentOutput(self, context, folder or paths.documents())
        self.preview = Preview(runner(context), _("Pages of the paper"))
        print_ = button(_("Print"), "", "printer", self.print_paper)
        save = primary_button(_("Save as PDF"), "file-pdf", self.save)
        actions = [PageTurner(self.preview), print_, save]
        head = PageHead(document.title, document.subtitle, actions)
        back = back_button(_("Back"), context.window.back)
        head.body.insertWidget(0, back, 0, Qt.AlignmentFlag.AlignLeft)
        down = column(self)
        down.addWidget(head)
        down.addWidget(self.preview, 1)
        self.preview.show_pdf(document.content)
        self.setFocusProxy(self.preview)

    @property
    def title(self) -> str:
        """What the page is called."""
        return self.document.title

    def stale(self, changes: Changes) -> None:
        """The paper stays as it was made."""

    def reload(self) -> None:
        """The paper stays as it was made."""

    def can_leave(self) -> bool:
        """Nothing is lost by leaving."""
        return True

    def save(self) -> None:
        """Ask where the paper goes."""
        self.output.ask_save(self.document)

    def print_paper(self) -> None:
        """Ask for a printer."""
        self.output.ask_print(self.document, self.preview.sizes)
