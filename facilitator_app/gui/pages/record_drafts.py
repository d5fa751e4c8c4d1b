"""What keeps the words typed on a record's page from being lost: drafts, and the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from facilitator_app.domain.dates import show_moment
from facilitator_app.gui.form.draft_saver import DraftSaver
from facilitator_app.gui.form.form_bars import aside_bar, draft_bar
from facilitator_app.gui.form.open_record import OpenRecord
from facilitator_app.gui.form.record_input import RecordInput, Typed, typed_before
from facilitator_app.gui.form.record_layout import RecordLayout
from facilitator_app.gui.form.record_source import Opened, forget
from facilitator_app.gui.page_context import PageContext
from facilitator_app.i18n import _
from facilitator_app.spec.record import Draft

_DRAFT, ASIDE = "draft", "aside"


def _nothing() -> None:
    """Nothing is offered."""


def _draft_waits() -> str:
    return _("Nothing new was typed. The draft above is not saved yet: use it, or throw it away.")


class RecordDrafts:
    """Keeps what is typed while it is not saved, and offers it back in a bar above the form."""

    def __init__(
        self,
        page: QObject,
        context: PageContext,
        record: OpenRecord,
        view: RecordLayout,
        typed: RecordInput,
        edited: Callable[[], object],
    ) -> None:
        """Work for `page`; edited() hears when words came back or went, and when they were kept."""
        self._context, self._record, self._view, self._typed = context, record, view, typed
        self._edited = edited
        self._take_up, self._use = False, _nothing
        self._aside: Callable[[], object] | None = None  # brings back what was put aside
        self.saver = DraftSaver(page, context, self._drafts, edited)

    def take_up(self) -> None:
        """Bring back the draft that is offered, or that will be, without asking."""
        self._take_up = True
        self._use()

    def leave(self) -> None:
        """Keep what is not saved, and say so."""
        self.saver.leave()

    def tell_saved(self) -> None:
        """Say that all is saved, or that a draft waits to be used or discarded."""
        if self._use is _nothing:
            self._context.window.tell_saved()
        else:
            self._context.refuse(_draft_waits())

    def saved(self, opened: Opened) -> None:
        """Keep nothing more of what was saved, and now is as `opened`."""
        self.saver.timer.stop()
        self.saver.key, self.saver.at = opened.own_key, None
        self._view.set_bar(_DRAFT, None)  # it may be of another record, and waits on
        self._set_aside(None)

    def put_aside(self, typed: Typed) -> None:
        """Offer to bring back what was discarded."""
        self.saver.drop()

        def bring_back() -> None:
            self._set_aside(None)
            self._typed.take(typed)
            self.saver.touch()
            self._edited()

        self._set_aside(bring_back)

    def offer_aside(self, *, can: bool, tell: bool = False) -> None:
        """Offer again what was put aside, or not while nothing can be changed; announce it once."""
        bar = aside_bar(self._aside) if can and self._aside is not None else None
        told = bar.accessibleName() if bar is not None and tell else ""
        self._view.set_bar(ASIDE, bar, told)

    def _set_aside(self, bring_back: Callable[[], object] | None) -> None:
        self._aside = bring_back
        self.offer_aside(can=True, tell=True)

    def offer(self, opened: Opened) -> None:
        """Offer what was kept; of an older version, it meets the newer one when it is saved."""
        self.saver.key = opened.own_key
        at = opened.drafted_at
        if at is None or not opened.drafts:
            return

        def use() -> None:
            self._use = _nothing
            self._view.set_bar(_DRAFT, None)
            self.saver.key = opened.draft_key
            self._record.opened = opened
            self._record.begin_at(opened.drafts[0].draft.version)
            self._typed.take(typed_before(opened))
            self.saver.at = at
            self.saver.untell()
            self._context.window.untell(_draft_waits())
            self._edited()

        def throw_away() -> None:
            self._use = _nothing
            self._view.set_bar(_DRAFT, None)
            self._context.send(lambda file, _progress: forget(file, opened.draft_key))
            self.saver.untell()
            self._set_aside(bring_back)
            self._edited()

        def bring_back() -> None:
            self._set_aside(None)
            use()
            self.saver.touch()

        self._use = use
        if self._take_up:
            use()
            return
        time = show_moment(at, self._context.format_context().today)
        bar = draft_bar(time, use, throw_away)
        self._view.set_bar(_DRAFT, bar, bar.accessibleName())

    def _drafts(self) -> tuple[Draft, ...]:
        if self._record.opened is None or not self._typed.dirty:
            return ()
        return self._record.to_keep(self._typed)
