"""A published paper: the pages as they were given out, and the way to withdraw them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from facilitator_app.digests.publications import PublishedPaper
from facilitator_app.domain.errors import AppError, Gone
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.form.draft_saver import DraftSaver
from facilitator_app.gui.form.record_source import forget
from facilitator_app.gui.metrics import effective
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.reports.preview_page import PreviewPage
from facilitator_app.gui.pages.reports.publication_wording import (
    kept,
    told,
    tone,
    withdrawable,
    withdrawn,
)
from facilitator_app.gui.pages.small_form import SmallForm
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import clear, column, dress
from facilitator_app.i18n import _
from facilitator_app.services import drafts, publications, records
from facilitator_app.services.documents import Document, Source
from facilitator_app.services.drafts import SavedDraft
from facilitator_app.services.files import File
from facilitator_app.spec.record import Changes, Draft

_LOW = 560


@dataclass(frozen=True, slots=True)
class _Read:
    """A published paper, its pages, and what sets it anew: None if only a newer program can.

    corrected: how many corrections were recorded since in what it tells; begun: what was typed of
    its withdrawal.
    """

    paper: PublishedPaper
    pages: Document
    source: Source | None
    corrected: int
    begun: SavedDraft | None


class WithdrawForm(SmallForm):
    """Asks why a published paper is withdrawn, and hands that over."""

    def __init__(self, page: PublicationPage, context: PageContext) -> None:
        """Start closed."""
        why = records.spec("publication").field("withdrawn_why")
        super().__init__(context, (why,), _("Withdraw"))
        self._context = context
        self._page, self._cancelled = page, False
        self.saver = DraftSaver(self, context, self._drafts, lambda: None)
        self.saver.key = withdrawal_key(page.publication_id)
        self.rows["withdrawn_why"].editor.changed.connect(self.saver.touch)

    def open(self) -> None:
        """Show the form, with the keyboard in it."""
        self._cancelled = False
        self.show()
        self._page.make_room(withdrawing=True)
        self.rows["withdrawn_why"].go()

    def take_up(self, kept: SavedDraft) -> None:
        """Show the form with what was kept of it."""
        self.bring_back(kept.draft.values)
        self.saver.at = kept.at
        self.saver.untell()
        self.open()

    def close_form(self) -> None:
        """Put the form away; its words stay in it while the page stands, and are not kept."""
        self._cancelled = True
        self.saver.drop()
        super().close_form()

    def save(self) -> None:
        """Withdraw the paper."""
        if self.is_fit():
            self._page.withdraw(self.rows["withdrawn_why"].editor.read() or "")

    def refuse(self, error: AppError) -> None:
        """Say what stood in the way."""
        if not self.show_problems(error):
            self._context.window.fail(error)

    def _drafts(self) -> tuple[Draft, ...]:
        typed = {} if self._cancelled else self.typed()
        return (Draft("publication", typed, self._page.publication_id),) if typed else ()


class PublicationPage(QWidget):
    """Shows one published paper, to the byte; other forms are set from the figures kept with it."""

    help_page = "reports"

    def __init__(self, context: PageContext, publication_id: int) -> None:
        """Read the paper."""
        super().__init__()
        dress(self, "paper")
        self._context, self.publication_id = context, publication_id
        self.shown: PreviewPage | None = None
        self._gone = False
        self._leaving = QTimer(self, singleShot=True, interval=0)
        self._leaving.timeout.connect(context.window.back)
        self.form = WithdrawForm(self, context)
        self.form.closed.connect(lambda: self.make_room(withdrawing=False))
        self.notice: Notice | None = None
        self._state = QWidget(self)
        below_title = column(self._state, 8)
        self._said = column()
        below_title.addLayout(self._said)
        below_title.addWidget(self.form)
        self._down = column(self)
        self.reload()

    @property
    def title(self) -> str:
        """What the page is called."""
        return self.shown.title if self.shown else _("Published paper")

    def stale(self, changes: Changes) -> None:
        """Say whether it was withdrawn, or published anew."""
        if changes.touches("publication", "correction"):
            self.reload()

    def reload(self) -> None:
        """Read the paper once more."""
        self._context.ask(self, self._read, self._show, self._not_there)

    def showEvent(self, event: QShowEvent) -> None:
        """Leave a page whose paper went while another page stood in front."""
        super().showEvent(event)
        if self._gone:
            self._leaving.start()

    def make_room(self, *, withdrawing: bool) -> None:
        """Leave out the paper and what is said of it where the page is too low for the form."""
        low = withdrawing and effective(self.height()) < _LOW
        for part in (self.notice, self.shown.view if self.shown is not None else None):
            if part is not None:
                part.setVisible(not low)

    def can_leave(self) -> bool:
        """Keep what was typed of a withdrawal."""
        self.form.saver.leave()
        return True

    def save(self) -> None:
        """Ask where the paper goes (Ctrl+S)."""
        if self.shown is not None:
            self.shown.save()

    def print_paper(self) -> None:
        """Ask for a printer."""
        if self.shown is not None:
            self.shown.print_paper()

    def withdraw(self, why: str) -> None:
        """Withdraw the paper for a reason."""

        def work(file: File, _progress: Progress) -> Changes:
            with drafts.used_up(file, withdrawal_key(self.publication_id)):
                return publications.withdraw(file, self.publication_id, why)

        def done(changes: Changes) -> None:
            self.form.close_form()
            self._context.window.changed(changes)
            self.reload()

        def gone(changes: Changes) -> None:
            self._context.send(lambda file, _progress: forget(file, self.form.saver.key))
            self._context.window.changed(changes)

        self._context.ask(self, work, done, self.form.refuse, gone)

    def _read(self, file: File, _progress: Progress) -> _Read:
        one = self.publication_id
        paper, pages = publications.one(file, one), publications.show(file, one)
        try:
            source = publications.source(file, one)
        except AppError:
            source = None
        begun = drafts.find(file, withdrawal_key(one)) if withdrawable(paper) else None
        return _Read(paper, pages, source, publications.corrected_since(file, one), begun)

    def _not_there(self, error: AppError) -> None:
        if not isinstance(error, Gone):
            self._context.window.fail(error)
        elif self.isVisible():  # whoever took it back, says so
            self._context.window.back()
        else:
            self._gone = True

    def _show(self, read: _Read) -> None:
        clear(self._said)
        ways: list[tuple[str, Callable[[], None]]] = []
        if read.corrected:
            ways.append((_("Open the meeting"), partial(self._open, read.paper)))
        if withdrawable(read.paper):
            ways.append((_("Withdraw…"), self.form.open))
        state, published = withdrawn(read.paper), told(read.paper)
        words = (
            (state, published)
            if state
            else (published, kept(read.corrected, newer=read.source is None))
        )
        colour = "warn" if read.corrected else tone(read.paper)
        self.notice = Notice(colour, *words, ways)
        self._said.addWidget(self.notice)
        if self.shown is None:
            self.shown = PreviewPage(self._context, read.pages, source=read.source)
            self.shown.head.body.addWidget(self._state)
            self._down.addWidget(ScrollBody(self.shown, _("Published paper")))
            self.setFocusProxy(self.shown)
            if read.begun is not None:
                self.form.take_up(read.begun)

    def _open(self, paper: PublishedPaper) -> None:
        self._context.window.open_record("meeting", paper.subject)


def publication_page(
    context: PageContext, record_id: int | None, _given: Mapping[str, Any]
) -> QWidget:
    """Return the page of a published paper; new ones are published where papers are made."""
    assert record_id is not None
    return PublicationPage(context, record_id)


def withdrawal_key(publication_id: int) -> str:
    """Return the key under which the reason of a withdrawal is kept."""
    return f"publication/{publication_id}/withdrawal"
