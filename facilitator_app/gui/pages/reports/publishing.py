"""Publishing the paper that a page shows: asked first, for it cannot be changed afterwards."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout, QWidget

from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.long_work import LongWork
from facilitator_app.gui.ops import Beside
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.tab_order import give_keyboard
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_sentences
from facilitator_app.services import documents, publications
from facilitator_app.services.documents import Source
from facilitator_app.services.files import File
from facilitator_app.services.publications import Earlier, Frozen
from facilitator_app.services.record_writing import Saved


class Publishing(QObject):
    """Asks in a bar at the end of `place`, lays the paper out beside the file, and keeps it."""

    def __init__(self, page: QWidget, context: PageContext, place: QBoxLayout) -> None:
        """Ask nothing yet."""
        super().__init__(page)
        self._context, self._place = context, place
        self._work = LongWork(page, context.ops)
        self._asked: Source | None = None  # what is read about before it is asked
        self.question: Notice | None = None

    def ask(self, title: str, paper: str, subject: int, source: Source) -> None:
        """Say what publishing means, and do it if that is wanted."""
        self.close()

        def work(file: File, _progress: Progress) -> Earlier | None:
            return publications.earlier(file, paper, subject, source)

        self._asked = source
        self._context.ask(
            self, work, lambda found: self._ask(title, paper, subject, source, found), self._fail
        )

    def _ask(
        self, title: str, paper: str, subject: int, source: Source, earlier: Earlier | None
    ) -> None:
        if self._asked is not source:
            return
        self._asked = None
        asked = _("Publish “{title}” as it stands now?").format(title=title)
        words = _(
            "Its figures and pages are kept and cannot be changed afterwards. While the network "
            "stays open, Undo takes it back; later it can only be withdrawn with a reason, or "
            "superseded by a later one."
        )
        caution = documents.paper_type(paper).caution(source.digest)
        words = join_sentences((earlier.told() if earlier else "", caution, words))
        actions: list[tuple[str, Callable[[], object]]] = [
            (_("Publish"), lambda: self._publish(paper, subject, source)),
            (_("Cancel"), self.close),
        ]
        self.question = Notice("warn", asked, words, actions)
        self._place.addWidget(self.question)
        give_keyboard(self.question.buttons[1])

    def close(self) -> None:
        """Ask no more."""
        self._asked = None
        if self.question is not None:
            self._place.removeWidget(self.question)
            self.question.hide()
            self.question.deleteLater()
            self.question = None

    def _publish(self, paper: str, subject: int, source: Source) -> None:
        self.close()

        def read(_file: File, _progress: Progress) -> Beside[Frozen]:
            return publications.freezing(paper, subject, source)

        self._work.make(_("Publishing"), read, self._keep, self._fail)

    def _keep(self, made: Frozen) -> None:
        def work(file: File, _progress: Progress) -> Saved:
            return publications.publish(file, made)

        def done(saved: Saved) -> None:
            self._context.window.changed(saved.changes)
            self._context.window.open_record("publication", saved.id)

        self._context.ask(
            self, work, done, self._fail, lambda saved: self._context.window.changed(saved.changes)
        )

    def _fail(self, error: AppError) -> None:
        self._context.window.fail(error)
