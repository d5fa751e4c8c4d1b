"""The bars above a record's form when it was changed or removed elsewhere while it stood open."""

from __future__ import annotations

from collections.abc import Callable, Collection

from facilitator_app.domain.errors import AppError
from facilitator_app.gui.form.differences import differences
from facilitator_app.gui.form.form_bars import ClashBar, gone_bar
from facilitator_app.gui.form.open_record import OpenRecord
from facilitator_app.gui.form.record_input import RecordInput
from facilitator_app.gui.form.record_layout import RecordLayout
from facilitator_app.gui.form.record_source import Opened
from facilitator_app.gui.page_context import PageContext
from facilitator_app.spec.record import Row

_CLASH, _GONE = "clash", "gone"
Act = Callable[[], object]


class RecordConflicts:
    """Lets the person choose; nothing is written before that."""

    def __init__(
        self, context: PageContext, record: OpenRecord, view: RecordLayout, typed: RecordInput
    ) -> None:
        """Show the bars in `view`."""
        self._context, self._record, self._view, self._typed = context, record, view, typed

    def settle(self) -> None:
        """Take the bars away."""
        self._view.set_bar(_CLASH, None)
        self.is_there()

    def is_there(self) -> None:
        """Take away the bar that says it was removed: an undo brought it back."""
        self._view.set_bar(_GONE, None)

    def changed_elsewhere(
        self,
        touched: Collection[str],
        take_theirs: Callable[[Opened], object],
        keep_mine: Callable[[Opened], object],
        theirs: Opened,
    ) -> None:
        """Offer what is stored and what stands here; `touched` are the fields changed here."""
        fmt, typed, spec = self._context.format_context(), self._typed.typed(), self._record.spec
        mine = Row(spec.name, theirs.row.id, 0, typed.values, "", typed.refs)
        found = differences(spec, mine, theirs.row, touched, fmt)
        lines = self._typed.line_differences(theirs.children, fmt)
        bar = ClashBar((*found, *lines))
        bar.reload.connect(lambda: take_theirs(theirs))
        bar.keep.connect(lambda: keep_mine(theirs))
        self._view.set_bar(_CLASH, bar, bar.notice.accessibleName())

    def removed_elsewhere(self, error: AppError, save: Act, leave: Act) -> None:
        """Offer to save what stands here as a new record, if it was ever read, and to leave it."""

        def again() -> None:
            self._record.become_new()
            save()

        known = again if self._record.opened is not None else None
        bar = gone_bar(str(error), known, leave)
        self._view.set_bar(_GONE, bar, bar.accessibleName())
