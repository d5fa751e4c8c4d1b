"""Imports that were begun: kept as the page is left, and offered where one chooses a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator_app.domain.dates import show_moment
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.form.draft_saver import KEEPS_AFTER_MS
from facilitator_app.gui.metrics import px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.surface import clear
from facilitator_app.i18n import _
from facilitator_app.services import exchange, import_drafts, records
from facilitator_app.services.files import File
from facilitator_app.services.import_drafts import BegunImport, WaitingImport

_MOST = 3
_MANY = 5_000  # rows that are kept on leaving alone: to write them takes a while
Examples = tuple[tuple[str, ...], ...]
Lead = Callable[[QWidget | None], object]
Found = tuple[BegunImport, Examples] | None


class ImportKeeper(QObject):
    """Keeps what was begun: soon after each choice, and as the page is left, which it says."""

    def __init__(
        self, page: QObject, context: PageContext, begun: Callable[[], BegunImport | None]
    ) -> None:
        """`begun()` is what is to be kept, None if nothing is half done."""
        super().__init__(page)
        self._context, self._begun = context, begun
        self.timer = QTimer(self, singleShot=True, interval=KEEPS_AFTER_MS)
        self.timer.timeout.connect(self._keep)

    def touch(self) -> None:
        """Keep it soon, if it is not too long for that."""
        begun = self._begun()
        if begun is not None and len(begun.sheet.rows) <= _MANY:
            self.timer.start()

    def leave(self) -> None:
        """Keep it now, and say so."""
        begun = self._begun()
        if begun is not None:
            self._context.window.tell(_kept_words(begun.name))
            self._keep()

    def _keep(self) -> None:
        self.timer.stop()
        begun = self._begun()
        if begun is not None:
            one = begun
            self._context.keep_draft(self, lambda file, _progress: import_drafts.keep(file, one))


class BegunImports(QObject):
    """Offers the imports that wait, the latest first; what is thrown away can be brought back."""

    taken_up = Signal(object, object)  # a BegunImport, and words of each column

    def __init__(self, page: QObject, context: PageContext, place: QVBoxLayout, lead: Lead) -> None:
        """Offer them in `place`; lead(control) is told what goes on with the latest, if any."""
        super().__init__(page)
        self._lead = lead
        self._context, self._place = context, place
        self.notices: list[Notice] = []

    def reload(self) -> None:
        """Show what waits now."""
        work: Callable[[File, Progress], tuple[WaitingImport, ...]]
        work = lambda file, _progress: import_drafts.waiting(file)  # noqa: E731 - typed above
        self._context.ask(self, work, self._show)

    def take_up(self, key: str) -> None:
        """Go on with the import kept under `key`."""

        def work(file: File, _progress: Progress) -> Found:
            begun = import_drafts.find(file, key)
            return None if begun is None else (begun, exchange.examples(begun.sheet))

        def done(found: Found) -> None:
            if found is None:
                self._context.refuse(
                    _("This import cannot be gone on with. Choose its file again.")
                )
            else:
                self._context.window.untell(_kept_words(found[0].name))
                self.taken_up.emit(*found)

        self._context.ask(self, work, done)

    def _show(self, waiting: tuple[WaitingImport, ...]) -> None:
        self._put([self._offer(one) for one in waiting[:_MOST]])
        self._lead(self.notices[0].buttons[0] if self.notices else None)

    def _put(self, notices: list[Notice]) -> None:
        clear(self._place)
        self.notices = notices
        self._place.setContentsMargins(0, 0, 0, px(12) if notices else 0)
        for one in notices:
            self._place.addWidget(one)

    def _offer(self, one: WaitingImport) -> Notice:
        title = _("The import of {name} is not finished").format(name=one.name)
        text = _("{things}, as you left it: {time}").format(
            things=_(records.spec(one.record).plural),
            time=show_moment(one.at, self._context.format_context().today),
        )
        actions = (
            (_("Go on with it"), partial(self.take_up, one.key)),
            (_("Throw it away"), partial(self._throw_away, one.key)),
        )
        return Notice("info", title, text, actions)

    def _throw_away(self, key: str) -> None:
        def done(begun: BegunImport | None) -> None:
            self.reload()
            if begun is None:
                return
            self._context.window.untell(_kept_words(begun.name))
            title = _("The import of {name} was thrown away").format(name=begun.name)
            back = ((_("Bring it back"), partial(self._bring_back, begun)),)
            self._place.addWidget(Notice("info", title, "", back))

        self._context.ask(self, lambda file, _progress: import_drafts.drop(file, key), done)

    def _bring_back(self, begun: BegunImport) -> None:
        def work(file: File, _progress: Progress) -> None:
            import_drafts.keep(file, begun)

        self._context.ask(self, work, lambda _none: self.reload())


def _kept_words(name: str) -> str:
    words = _("The import of {name} is kept as a draft. It is offered when you import again.")
    return words.format(name=name)
