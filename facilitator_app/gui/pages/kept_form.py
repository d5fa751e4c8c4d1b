"""A small form of one stored record whose words are kept as a draft until they are saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from facilitator_app.domain.dates import show_moment
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.form.draft_saver import DraftSaver
from facilitator_app.gui.form.field_row import FieldRow
from facilitator_app.gui.form.record_source import DraftWithRefs, kept
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.small_form import SmallForm
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _
from facilitator_app.services import records
from facilitator_app.services.corrections import draft_key
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft, Field, Row

_Kept = tuple[dt.datetime, tuple[DraftWithRefs, ...]] | None


def to_the_end(part: QWidget) -> None:
    """Put the caret of a long text behind what stands there: nothing is typed before it."""
    if isinstance(part, QPlainTextEdit):
        part.moveCursor(QTextCursor.MoveOperation.End)


def _owner_of(row: Row) -> int | None:
    """Return the id of the record that a new one belongs to."""
    owner = records.spec(row.record).owner()
    return row.values[owner.name] if owner is not None else None


class KeptForm(SmallForm):
    """Asks for some fields of a record, and why; Esc keeps the words, Cancel puts them aside."""

    put_aside = Signal(object)  # the drafts of what Cancel took away, if there was anything

    def __init__(self, context: PageContext, row: Row, fields: Sequence[Field], words: str) -> None:
        """Start closed, over what is stored in `row`."""
        super().__init__(context, fields, words)
        self._context, self.row = context, row
        self.saver = DraftSaver(self, context, self._drafts, lambda: None)
        self.about = row.id or _owner_of(row)
        self.saver.key = draft_key(row.record, self.about)
        for one in self.section.rows:
            one.listen(self._edited, lambda _row: None)

    def begin(self) -> None:
        """Take what stands here for what is stored, and put back what was kept."""
        self.take_as_stored()
        key = self.saver.key

        def work(file: File, _progress: Progress) -> _Kept:
            return kept(file, key)

        self._context.ask(self, work, self._put_back)

    def keep(self) -> None:
        """Keep the words that are not saved, and say so."""
        self.saver.leave()

    def settle(self) -> None:
        """Forget the words: they were saved, or thrown away."""
        self.take_as_stored()
        self.saver.drop()

    def leave(self) -> None:
        """Put the form away with its words kept."""
        self.keep()
        super().leave()

    def close_form(self) -> None:
        """Put the form away, and its words aside."""
        found = self._drafts()
        self.settle()
        super().close_form()
        if found:
            self.put_aside.emit(found)

    def _edited(self, row: FieldRow) -> None:
        row.say("")  # what was asked for is being typed
        self.saver.touch()

    def _drafts(self) -> tuple[Draft, ...]:
        values = self.typed()
        if not values:
            return ()
        why = {"why": values.pop("why")} if "why" in values else {}
        row = self.row
        return Draft(row.record, values, row.id or None, row.version), Draft("correction", why)

    def _put_back(self, found: _Kept) -> None:
        if found is None:
            return
        back, (self.saver.at, drafts), typed = False, found, self.typed()
        self.saver.untell()
        for one in drafts:
            for name, value in one.draft.values.items():
                if name in self.rows and name not in typed:
                    self.rows[name].editor.bring_back(value, one.refs.get(name, ""))
                    to_the_end(self.rows[name].editor.part())
                    back = True
        if back:
            time = show_moment(found[0], self._context.format_context().today)
            words = _("What you typed ({time}) is back here, and not recorded yet.")
            if drafts[0].draft.version != self.row.version:
                words = _(
                    "What you typed ({time}) is back here. The record was changed since: "
                    "look at it before you go on."
                )
            told = text_label(words.format(time=time), "small", wrap=True)
            self.body.insertWidget(self.body.indexOf(self.section), told)
