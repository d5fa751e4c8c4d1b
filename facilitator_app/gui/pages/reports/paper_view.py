"""The right side of the reports: forms as chips, and the paper in the form that was chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from facilitator_app.digests.lists import ChipCount
from facilitator_app.gui.long_work import LongWork
from facilitator_app.gui.ops import Beside, Done, Failed, Work
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.reports.page_turner import PageTurner
from facilitator_app.gui.pages.reports.preview import PagePreview, runner
from facilitator_app.gui.pages.reports.report_wording import FORMS, PAGED
from facilitator_app.gui.pages.reports.text_view import TextView
from facilitator_app.gui.widgets.chip import ChipRow
from facilitator_app.gui.widgets.surface import column, row, surface
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _
from facilitator_app.services import documents
from facilitator_app.services.documents import Document, Form

_QUIET_MS = 300

T = TypeVar("T")


class FormChips(ChipRow):
    """The forms of a paper, of which one is shown."""

    def __init__(self) -> None:
        """Offer every form there is."""
        super().__init__(_("Forms of the paper"))
        chips = [ChipCount(form, FORMS[form].chip, "", 0) for form in documents.forms()]
        self.set_chips(chips, chips[0].key)
        for chip in self.chips:
            chip.show_count(None)

    def show_chosen(self, form: Form) -> None:
        """Stand on `form` without saying so."""
        for chip in self.chips:
            chip.setChecked(chip.key == form)
        self._place()


class PaperView(QWidget):
    """Shows a document, or that it is being made, or why there is none.

    `making` makes documents: one at a time, with progress and a way to stop it in the middle.
    """

    form_chosen = Signal(str)

    def __init__(self, context: PageContext) -> None:
        """Start with nothing."""
        super().__init__()
        self.preview = PagePreview(runner(context), _("Pages of the paper"))
        self.text_view = TextView()
        self.turning = PageTurner(self.preview)
        self.chips = FormChips()
        self.chips.chosen.connect(self.form_chosen)
        self._said = text_label("", "sub", wrap=True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._waiting = surface("ground")
        column(self._waiting, 0, (24, 24, 24, 24)).addWidget(self._said, 1)
        self._none: QWidget | None = None
        self.making = LongWork(self, context.ops)
        self._stack = QStackedWidget()
        for part in (self._waiting, self.preview, self.text_view.frame):
            self._stack.addWidget(part)
        self._bar = surface("head")
        across = row(self._bar, 12, (16, 8, 12, 8))
        across.addWidget(self.chips, 1)
        across.addWidget(self.turning)
        down = column(self)
        down.addWidget(self._bar)
        down.addWidget(self._stack, 1)
        self._slow = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._slow.timeout.connect(lambda: self._stack.setCurrentWidget(self._waiting))

    def show_form(self, form: Form) -> None:
        """Stand on the chip of `form`."""
        self.chips.show_chosen(form)
        self.turning.setVisible(form in PAGED)

    def make(self, read: Work[Beside[T]], done: Done[T], failed: Failed) -> None:
        """Make another document in the place of one that is still being made; see LongWork."""
        self.making.give_up()
        self._said.setText("")
        self._slow.start()
        self.making.make(_("Making the paper"), read, done, failed)

    def show_document(self, document: Document, ready: Callable[[], object]) -> None:
        """Show `document`; ready() is called once it stands there."""
        self._slow.stop()
        self._bar.show()

        def shown() -> None:
            paged = document.form in PAGED
            self._stack.setCurrentWidget(self.preview if paged else self.text_view.frame)
            ready()

        if document.form in PAGED:
            self.preview.show_pdf(document.content, shown)
        else:
            self.text_view.show_document(document)
            shown()

    def say(self, text: str) -> None:
        """Say why the paper could not be made."""
        self._slow.stop()
        self._said.setText(text)
        self._stack.setCurrentWidget(self._waiting)

    def show_none(self, empty: QWidget) -> None:
        """Show what is to be done before there is a paper."""
        self._slow.stop()
        self._bar.hide()
        if self._none is not None:
            self._stack.removeWidget(self._none)
            self._none.deleteLater()
        self._none = empty
        self._stack.addWidget(empty)
        self._stack.setCurrentWidget(empty)
