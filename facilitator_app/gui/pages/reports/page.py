"""The reports: every paper with a preview of exactly what prints, in each of its forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget
from shiboken6 import isValid

from facilitator_app.digests.find import Hit
from facilitator_app.digests.lists import Chip
from facilitator_app.domain.dates import show_date
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.desk import Desk
from facilitator_app.gui.metrics import effective, px
from facilitator_app.gui.pages.reports.output import Output
from facilitator_app.gui.pages.reports.panel import PaperPanel
from facilitator_app.gui.pages.reports.preview import Preview
from facilitator_app.gui.pages.reports.reading import ReadingView
from facilitator_app.gui.pages.reports.saying import FORMS, PAGED, TAKEN, duplex, pages
from facilitator_app.gui.pages.reports.turning import Turning
from facilitator_app.gui.widgets.buttons import button, primary_button, set_icon
from facilitator_app.gui.widgets.chip import ChipRow
from facilitator_app.gui.widgets.empty import EmptyState
from facilitator_app.gui.widgets.head import PageHead
from facilitator_app.gui.widgets.surface import column, dress, row, surface
from facilitator_app.gui.widgets.words import words
from facilitator_app.i18n import _
from facilitator_app.services import documents
from facilitator_app.services.documents import Document, Form
from facilitator_app.services.files import File
from facilitator_app.spec.record import Changes

_FOLDS = 900
_QUIET_MS = 300


@dataclass(slots=True)
class _Shown:
    """What the page stands on: paper, form, and for each paper what it is about."""

    paper: str
    form: Form = "pdf"
    subjects: dict[str, tuple[Hit, ...]] = field(default_factory=dict)
    about: dict[str, int] = field(default_factory=dict)


class ReportsPage(QWidget):
    """Papers at the left, the pages of the chosen one at the right."""

    def __init__(self, desk: Desk, folder: Path, help_: Callable[[str], object] | None = None) -> None:
        """Offer `folder` first when something is saved; help_(page) opens the guide."""
        super().__init__()
        dress(self, "paper")
        self._desk, self._help = desk, help_
        self._now = _Shown(documents.catalogue()[0].name)
        self._takes = {one.name: one.takes for one in documents.catalogue()}
        self._old, self._turn = True, 0
        self.document: Document | None = None
        self.output = Output(self, desk, folder)
        self.panel = PaperPanel()
        self.preview = Preview(_runner(desk), _("Pages of the paper"))
        self.reading = ReadingView()
        self._turning = Turning(self.preview)
        self._chips = ChipRow(_("Forms of the paper"))
        self._save = primary_button(_("Save as PDF"), "file-pdf", self.save)
        self._print = button(_("Print"), "", "printer", self.print_paper)
        self._head = PageHead(_("Reports"), " ", [self._print, self._save])
        self._wait = words("", "sub")
        self._right = QStackedWidget()
        self._none: QWidget | None = None
        self._lay_out()
        self._slow = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._slow.timeout.connect(lambda: self._right.setCurrentWidget(self._waiting))
        self.panel.paper_chosen.connect(self.choose_paper)
        self.panel.subject_chosen.connect(lambda one: self.show_paper(self._now.paper, one))
        self._chips.chosen.connect(lambda form: self.choose_form(form))
        self.setFocusProxy(self.panel.list)

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Reports")

    @property
    def help_page(self) -> str:
        """The page of the guide that tells about papers."""
        return "reports"

    def stale(self, changes: Changes) -> None:
        """Make the paper anew: every figure of it may have changed."""
        self._old = True
        if self.isVisible():
            self.reload()

    def reload(self) -> None:
        """Read what there is to report on, and make the paper once more."""
        self._old = False
        turn = self._next_turn()
        wanted = dict(self._now.about)

        def work(file: File, _progress: Progress) -> dict[str, tuple[Hit, ...]]:
            return {name: _offered(file, name, wanted.get(name)) for name in self._takes}

        self._desk.ops.run(work, lambda found: self._take_subjects(turn, found))

    def can_leave(self) -> bool:
        """Nothing is lost by leaving."""
        return True

    def show_paper(self, name: str, subject: int | None = None) -> None:
        """Show the paper `name` about `subject` (a year, or a record's id), for other pages too."""
        self._now.paper = name
        if subject is not None:
            self._now.about[name] = subject
        offered = self._now.subjects.get(name, ())
        if self._old or not any(hit.id == subject for hit in offered):
            self._old = True
            if self.isVisible():
                self.reload()
            return
        self._show_choice()
        self._make()

    def choose_paper(self, name: str) -> None:
        """Show another paper, about what it was about before."""
        self.show_paper(name, self._now.about.get(name))

    def choose_form(self, form: Form) -> None:
        """Show the same paper in another form."""
        if form != self._now.form:
            self._now.form = form
            self._show_choice()
            self._make()

    def save(self) -> None:
        """Ask where the paper goes, in the form that is shown (Ctrl+S)."""
        if self.document is not None:
            self.output.ask_save(self.document)

    def print_paper(self) -> None:
        """Ask for a printer; a form without pages is printed as the standard one."""
        if self._now.form not in PAGED:
            self.choose_form("pdf")
            return
        if self.document is not None and self.preview.sizes:
            self.output.ask_print(self.document, self.preview.sizes)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the page was not seen."""
        super().showEvent(event)
        if self._old:
            self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the papers beside the preview, or above it."""
        super().resizeEvent(event)
        narrow = effective(self.width()) < _FOLDS
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._line.direction() != way or narrow != self._narrow:
            self._narrow = narrow
            self._line.setDirection(way)
            self.panel.set_narrow(narrow)
            self.setFocusProxy(self.panel.box if narrow else self.panel.list)

    def _lay_out(self) -> None:
        self._narrow = False
        bar = surface("head")
        across = row(bar, 12, (16, 8, 12, 8))
        across.addWidget(self._chips, 1)
        across.addWidget(self._turning)
        self._waiting = surface("ground")
        middle = column(self._waiting, 0, (24, 24, 24, 24))
        middle.addWidget(self._wait, 1, Qt.AlignmentFlag.AlignCenter)
        for part in (self.preview, self.reading, self._waiting):
            self._right.addWidget(part)
        side = QWidget()
        down = column(side)
        down.addWidget(bar)
        down.addWidget(self._right, 1)
        outer = column(self)
        outer.addWidget(self._head)
        self._line = row()
        self._line.addWidget(self.panel)
        self._line.addWidget(side, 1)
        outer.addLayout(self._line, 1)
        self._bar = bar

    def _next_turn(self) -> int:
        self._turn += 1
        return self._turn

    def _take_subjects(self, turn: int, found: Mapping[str, tuple[Hit, ...]]) -> None:
        if not isValid(self) or turn != self._turn:
            return
        self._now.subjects = dict(found)
        for name, hits in found.items():
            if self._now.about.get(name) not in [hit.id for hit in hits]:
                self._now.about.pop(name, None)
                if hits:
                    self._now.about[name] = hits[0].id
        self._show_choice()
        self._make()

    def _show_choice(self) -> None:
        now = self._now
        titles = {
            name: next((hit.title for hit in hits if hit.id == now.about.get(name)), "")
            for name, hits in now.subjects.items()
        }
        self.panel.show_papers(now.paper, titles)
        offered = now.subjects.get(now.paper, ())
        self.panel.show_subjects(now.paper, offered, now.about.get(now.paper))
        chips = [Chip(form, FORMS[form].chip, "", 0) for form in documents.forms()]
        self._chips.set_chips(chips, now.form)
        for chip in self._chips.chips:
            chip.show_count(None)
        self._save.setText(_(FORMS[now.form].save))
        self._save.setAccessibleName(self._save.text())
        set_icon(self._save, FORMS[now.form].icon)
        self._print.setVisible(now.form in PAGED)
        self._turning.setVisible(now.form in PAGED)

    def _make(self) -> None:
        """Make the paper on the file's own thread; a quiet line stands in when that takes long."""
        turn, now = self._next_turn(), self._now
        subject = now.about.get(now.paper)
        self.document = None
        self._allow(made=False)
        if subject is None:
            self._show_none()
            return
        paper, form = now.paper, now.form
        self._wait.setText(_("Making the paper …"))
        self._slow.start()

        def work(file: File, _progress: Progress) -> Document:
            return documents.make(file, paper, subject, form)

        self._desk.ops.run(
            work,
            lambda made: self._take(turn, made),
            lambda error: self._fail(turn, error),
        )

    def _take(self, turn: int, made: Document) -> None:
        if not isValid(self) or turn != self._turn:
            return
        self.document = made
        self._slow.stop()
        self._bar.show()
        if made.form in PAGED:
            self.preview.show_pdf(made.content, lambda: self._show_made(turn))
        else:
            self.reading.show_document(made)
            self._show_made(turn)

    def _show_made(self, turn: int) -> None:
        if turn != self._turn or self.document is None:
            return
        self._allow(made=True)
        paged = self.document.form in PAGED
        self._right.setCurrentWidget(self.preview if paged else self.reading)
        count = pages(len(self.preview.sizes)) if paged else ""
        parts = [self.document.subtitle, count]
        self._head.set_texts(self.document.title, " · ".join(part for part in parts if part))
        today = show_date(self._desk.reading().today)
        note = _("The same figures go into every form.")
        if paged:
            note = f"{note} {duplex(self.preview.sizes)}"
        self.panel.show_note(_("Figures as they stand on {day}").format(day=today), note)

    def _fail(self, turn: int, error: AppError) -> None:
        if not isValid(self) or turn != self._turn:
            return
        self._slow.stop()
        self._wait.setText(str(error))
        self._right.setCurrentWidget(self._waiting)

    def _allow(self, *, made: bool) -> None:
        for one in (self._save, self._print):
            one.setEnabled(made)
            one.setToolTip("" if made else _("The paper is not made yet."))

    def _show_none(self) -> None:
        """Say what is lacking, and where to begin."""
        self._slow.stop()
        self._bar.hide()
        said = TAKEN[self._takes[self._now.paper]]
        way = said.way
        first = (_(way[0]), way[1], lambda: self._desk.window.go(way[2])) if way[0] else None
        guide = (lambda: self._help("reports")) if self._help else None  # type: ignore[misc]
        empty = EmptyState(said.icon, _(said.headline), _(said.sentence), first, None, guide)
        if self._none is not None:
            self._right.removeWidget(self._none)
            self._none.deleteLater()
        self._none = empty
        self._right.addWidget(empty)
        self._right.setCurrentWidget(empty)
        self._head.set_texts(_("Reports"), _("Nothing to show yet"))
        self.panel.show_note("", "")


def _runner(desk: Desk) -> Callable[[Callable[[], Any], Callable[[Any], None]], object]:
    return lambda work, done: desk.ops.run(lambda _file, _progress: work(), done)


def _offered(file: File, name: str, wanted: int | None) -> tuple[Hit, ...]:
    """Return what the paper can be about; what another page asked for stands first."""
    offered = documents.subjects(file, name)
    if wanted is None or any(hit.id == wanted for hit in offered):
        return offered
    return (documents.about(file, name, wanted), *offered)
