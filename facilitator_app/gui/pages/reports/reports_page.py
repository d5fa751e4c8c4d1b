"""The reports: every paper with a preview of exactly what prints, in each of its forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from facilitator_app import paths
from facilitator_app.digests.find import Hit
from facilitator_app.domain.dates import show_date
from facilitator_app.domain.errors import AppError, Cancelled
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.metrics import effective
from facilitator_app.gui.ops import Beside
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.reports.document_output import DocumentOutput
from facilitator_app.gui.pages.reports.paper_panel import PaperPanel
from facilitator_app.gui.pages.reports.paper_view import PaperView
from facilitator_app.gui.pages.reports.publishing import Publishing
from facilitator_app.gui.pages.reports.report_wording import (
    FORMS,
    PAGED,
    duplex,
    pages,
    taken_words,
)
from facilitator_app.gui.tab_order import PANEL
from facilitator_app.gui.widgets.buttons import (
    back_button,
    button,
    primary_button,
    set_icon,
    set_words,
    shortened,
)
from facilitator_app.gui.widgets.empty_state import EmptyState
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.page_head import PageHead
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import column, dress, row
from facilitator_app.i18n import _, mid_sentence
from facilitator_app.locale_formats import join_sentences
from facilitator_app.services import documents
from facilitator_app.services.documents import Document, Form, Source
from facilitator_app.services.files import File
from facilitator_app.spec.record import Changes

_FOLDS = 900
Offered = Mapping[str, tuple[Hit, ...]]
_Made = tuple[Source, Document]


def _nothing() -> None:
    """Stand for what is not offered."""


@dataclass(slots=True)
class _Choice:
    """What the page stands on: paper, form, and for each paper what it is about."""

    paper: str
    form: Form = "pdf"
    offered: Offered = field(default_factory=dict)
    about: dict[str, int] = field(default_factory=dict)

    def take(self, offered: Offered) -> None:
        """Keep what is still offered; choose the likeliest where nothing is chosen."""
        self.offered = offered
        for name, hits in offered.items():
            ids = [hit.id for hit in hits]
            if self.about.get(name) not in ids:
                self.about.pop(name, None)
                if ids:
                    self.about[name] = ids[0]

    def titles(self) -> dict[str, str]:
        """Return in words what each paper would be about."""
        return {
            name: next((hit.title for hit in hits if hit.id == self.about.get(name)), "")
            for name, hits in self.offered.items()
        }


class ReportsPage(QWidget):
    """Papers at the left, the pages of the chosen one at the right."""

    def __init__(
        self,
        context: PageContext,
        folder: Path | None = None,
        help_: Callable[[str], object] | None = None,
        show_published: Callable[[], object] = _nothing,
    ) -> None:
        """Offer `folder` (the user's documents if not given) first when something is saved.

        help_(page) opens the guide; show_published() shows all that was published.
        """
        super().__init__()
        dress(self, "paper")
        self._context, self._help, self.show_published = context, help_, show_published
        self._papers = {one.name: one for one in documents.catalogue()}
        self._now = _Choice(next(iter(self._papers)))
        self._old, self._narrow = True, False
        self._reads, self._turn = 0, 0  # an answer to an earlier question is known by them
        self.document: Document | None = None
        self._source: Source | None = None
        self.output = DocumentOutput(self, context, folder or paths.documents())
        self.panel, self.view = PaperPanel(), PaperView(context)
        self.view.setProperty(PANEL, True)
        self._save = primary_button(_("Save as PDF"), "file-pdf", self.save)
        self._print = button(_("Print"), "", "printer", self.print_paper)
        self._publish = button(_("Publish…"), "", "lock-simple", self.publish)
        published = button(_("Published papers"), "", "archive", show_published)
        actions = QWidget()  # in lines: side by side they are wider than a small window
        flow = FlowLayout(actions, 8)
        for one in (published, self._publish, self._print, self._save):
            flow.addWidget(one)
        self._head = PageHead(_("Reports"), " ", [actions])
        self._back = back_button(_("Back"), context.window.back)
        self._head.put_back(self._back)
        self._back.hide()
        self.publishing = Publishing(self, context, self._head.body)
        self._line = row()
        self._line.addWidget(self.panel)
        self._line.addWidget(self.view, 1)
        content = QWidget()
        outer = column(content)
        outer.addWidget(self._head)
        outer.addLayout(self._line, 1)
        column(self).addWidget(ScrollBody(content, _("Reports")))
        self.panel.paper_chosen.connect(self.choose_paper)
        self.panel.subject_chosen.connect(lambda one: self.show_paper(self._now.paper, one))
        self.view.form_chosen.connect(self.choose_form)
        self.panel.list.show_chosen(self._now.paper)
        self.setFocusProxy(self.panel.list)
        self._allow(made=False)

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Reports")

    @property
    def help_page(self) -> str:
        """The page of the guide that tells about papers."""
        return "reports"

    def return_to(self, title: str) -> None:
        """Offer the way back to the page called `title`, above which this one lies."""
        set_words(self._back, shortened(title))
        self._back.show()

    def stale(self, changes: Changes) -> None:
        """Make the paper anew: every figure of it may have changed."""
        self._old = True
        if self.isVisible():
            self.reload()

    def reload(self) -> None:
        """Read what there is to report on, and make the paper once more."""
        self._old = False
        self._reads += 1
        read, wanted = self._reads, dict(self._now.about)

        def work(file: File, _progress: Progress) -> Offered:
            return {name: _offered(file, name, wanted.get(name)) for name in self._papers}

        self._context.ask(self, work, lambda found: self._take_offered(read, found))

    def can_leave(self) -> bool:
        """Nothing is lost by leaving."""
        return True

    def show_paper(self, name: str, subject: int | None = None) -> None:
        """Show the paper `name` about `subject` (a year, or a record's id), for other pages too."""
        self._now.paper = name
        if subject is not None:
            self._now.about[name] = subject
        known = any(hit.id == subject for hit in self._now.offered.get(name, ()))
        if self._old or (subject is not None and not known):
            self._old = True
            if self.isVisible():
                self.reload()
        elif self._now.offered:
            self._make()

    def choose_paper(self, name: str) -> None:
        """Show another paper, about what it was about before."""
        self.show_paper(name, self._now.about.get(name))

    def choose_form(self, form: Form) -> None:
        """Show the same paper in another form."""
        if form != self._now.form:
            self._now.form = form
            if self._now.offered:
                self._make()

    def save(self) -> None:
        """Ask where the paper goes, in the form that is shown (Ctrl+S)."""
        if self.document is not None:
            self.output.ask_save(self.document)

    def print_paper(self) -> None:
        """Ask for a printer; a form without pages gives way to the standard one first."""
        if self._now.form not in PAGED:
            self.choose_form("pdf")
        elif self.document is not None and self.view.preview.sizes:
            self.output.ask_print(self.document, self.view.preview.sizes)

    def publish(self) -> None:
        """Ask whether the paper that is shown is to be published."""
        subject = self._now.about.get(self._now.paper)
        if self.document is not None and self._source is not None and subject is not None:
            title = self.document.title
            self.publishing.ask(title, self._now.paper, subject, self._source)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the page was not seen."""
        super().showEvent(event)
        if self._old:
            self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the papers beside the preview, or above it."""
        super().resizeEvent(event)
        narrow = effective(self.width()) < _FOLDS
        if narrow == self._narrow:
            return
        self._narrow = narrow
        way = QBoxLayout.Direction
        self._line.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self.panel.set_narrow(narrow)
        self.setFocusProxy(self.panel.box if narrow else self.panel.list)

    def _next_turn(self) -> int:
        self._turn += 1
        return self._turn

    def _current(self, turn: int) -> bool:
        return turn == self._turn

    def _take_offered(self, read: int, found: Offered) -> None:
        if read == self._reads:
            self._now.take(found)
            self._make()

    def _make(self) -> None:
        """Read the paper from the file, lay it out beside it, and show it."""
        turn, paper, form = self._next_turn(), self._now.paper, self._now.form
        self._show_choice()
        self.document = self._source = None
        self.publishing.close()
        self._allow(made=False)
        subject = self._now.about.get(paper)
        if subject is None:
            self.view.making.give_up()
            self._show_none()
            return

        def read(file: File, _progress: Progress) -> Beside[_Made]:
            source = documents.read(file, paper, subject)
            return lambda progress: (source, source.document(form, progress))

        self.view.make(read, lambda made: self._take(turn, made), self._fail)

    def _show_choice(self) -> None:
        now, said = self._now, FORMS[self._now.form]
        self.panel.show_papers(now.paper, now.titles())
        offered = now.offered.get(now.paper, ())
        self.panel.show_subjects(now.paper, offered, now.about.get(now.paper))
        self.view.show_form(now.form)
        self._save.setText(_(said.save))
        self._save.setAccessibleName(self._save.text())
        set_icon(self._save, said.icon)
        self._print.setVisible(now.form in PAGED)
        self._publish.setVisible(self._papers[now.paper].published)

    def _take(self, turn: int, made: _Made) -> None:
        self._source, self.document = made
        self.view.show_document(self.document, lambda: self._show_made(turn))

    def _show_made(self, turn: int) -> None:
        if not self._current(turn) or self.document is None:
            return
        self._allow(made=True)
        sizes = self.view.preview.sizes if self.document.form in PAGED else ()
        parts = [self.document.subtitle, pages(len(sizes)) if sizes else ""]
        self._head.set_texts(self.document.title, " · ".join(part for part in parts if part))
        note = _("The same figures go into every form.")
        today = show_date(self._context.format_context().today)
        self.panel.show_note(
            _("Figures as they stand on {day}").format(day=today),
            join_sentences((note, duplex(sizes) if sizes else "")),
        )

    def _fail(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self.view.say(str(error))
            return
        again = (_("Make the paper"), "printer", self._make)
        stopped = _("You stopped it. Nothing was changed.")
        self.view.show_none(
            EmptyState("printer", _("The paper was not made"), stopped, again, None, None)
        )

    def _allow(self, *, made: bool) -> None:
        for one in (self._save, self._print, self._publish):
            one.setEnabled(made)
            one.setToolTip("" if made else _("The paper is not made yet."))

    def _show_none(self) -> None:
        """Say what is lacking, and where to begin."""
        paper, help_ = self._papers[self._now.paper], self._help
        words, guide = taken_words(paper.takes), partial(help_, "reports") if help_ else None
        headline, sentence = map(_, paper.none)
        first = None
        if (spec := words.record) is not None:
            go = _("Go to {things}").format(things=mid_sentence(_(spec.plural)))
            first = (go, words.icon, partial(self._context.window.show_list, spec.name))
        self.view.show_none(EmptyState(words.icon, headline, sentence, first, None, guide))
        self._head.set_texts(_("Reports"), _("Nothing to show yet"))
        self.panel.show_note("", "")


def _offered(file: File, name: str, wanted: int | None) -> tuple[Hit, ...]:
    """Return what the paper can be about; what another page asked for stands first."""
    offered = documents.subjects(file, name)
    if wanted is None or any(hit.id == wanted for hit in offered):
        return offered
    return (documents.about(file, name, wanted), *offered)
