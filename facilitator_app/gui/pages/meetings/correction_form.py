"""The small form that corrects what approved minutes say: of an item, a person, a decision."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.errors import AppError, Invalid
from facilitator_app.gui.form.draft_saver import DraftSaver
from facilitator_app.gui.form.record_source import DraftWithRefs, kept_drafts
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.small_form import SmallForm
from facilitator_app.gui.widgets.surface import column
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _
from facilitator_app.services import records
from facilitator_app.spec.record import Draft, Row

_REASON = "correction"


class CorrectionForm(SmallForm):
    """Asks for what is to stand there, and for the reason."""

    saved = Signal(object, str)  # the Draft, and why

    def __init__(self, context: PageContext, row: Row) -> None:
        """Show what is stored in `row`."""
        spec = records.spec(row.record)
        fields = [spec.field(name) for name in spec.correctable(row.values)]
        why = records.spec(_REASON).field("why")
        super().__init__(context, (*fields, why), _("Record correction"))
        self._row = row
        self._version: int | None = row.version
        self._note = text_label("", "small", wrap=True)
        self._note.hide()
        self.body.insertWidget(0, text_label(row.label, "strong", wrap=True))
        self.body.insertWidget(1, self._note)
        self._saver = DraftSaver(self, context, self._drafts, lambda: None)
        self._saver.key = f"correction/{row.record}/{row.id}"
        self._fill(row.values, row.refs)
        self._stored = self._states()
        for one in self.rows.values():
            one.listen(lambda _row: self._saver.touch(), lambda _row: None)
        key = self._saver.key
        context.ask(self, lambda file, _progress: kept_drafts(file, key), self._take)

    def leave(self) -> None:
        """Keep as a draft what was typed and not recorded."""
        self._saver.leave()

    def cancel(self) -> None:
        """Put the form away with what was typed."""
        self.settle()
        super().cancel()

    def settle(self) -> None:
        """Forget what was typed: it was recorded, or is not wanted."""
        self._stored = self._states()
        self._saver.drop()

    def save(self) -> None:
        """Hand over the words and the reason, or say at the fields what is to be mended."""
        if self.is_fit():
            values = {name: row.editor.read() for name, row in self.rows.items()}
            why = str(values.pop("why") or "")
            stored = self._row
            self.saved.emit(Draft(stored.record, values, stored.id, self._version), why)

    def refuse(self, error: AppError) -> None:
        """Say what stood in the way."""
        problems = error.problems if isinstance(error, Invalid) else {}
        shown = {name: text for name, text in problems.items() if name in self.rows}
        for name, text in (shown or {"why": str(error)}).items():
            self.rows[name].say(text)
            self.rows[name].go()

    def _fill(self, values: Mapping[str, Any], refs: Mapping[str, str]) -> None:
        for name in self.rows.keys() & values.keys():
            self.rows[name].editor.set_value(values[name], refs.get(name, ""))

    def _states(self) -> dict[str, Hashable]:
        return {name: row.editor.state() for name, row in self.rows.items()}

    def _drafts(self) -> tuple[Draft, ...]:
        if self._states() == self._stored:
            return ()
        values = {n: row.editor.read() for n, row in self.rows.items() if not row.unreadable()}
        why = Draft(_REASON, {"why": values.pop("why", None)})
        return Draft(self._row.record, values, self._row.id, self._version), why

    def _take(self, kept: Sequence[DraftWithRefs]) -> None:
        """Go on with what was typed earlier."""
        if not kept:
            return
        self._version = kept[0].draft.version
        for one in kept:
            self._fill(one.draft.values, one.refs)
        self._note.setText(_("As you left it, and not recorded yet. Cancel throws it away."))
        self._note.show()


class CorrectionPlace(QWidget):
    """Where one correction at a time is made; empty and hidden between them."""

    saved = Signal(object, str)
    closed = Signal()

    def __init__(self, context: PageContext) -> None:
        """Start empty."""
        super().__init__()
        self._context = context
        self._held = column(self)
        self.form: CorrectionForm | None = None
        self.hide()

    def open(self, row: Row) -> None:
        """Show the form with what is stored, and the keyboard in its first field."""
        self.put_away()
        self.form = CorrectionForm(self._context, row)
        self.form.saved.connect(self.saved)
        self.form.closed.connect(self._closed)
        self._held.addWidget(self.form)
        self.form.show()
        self.show()
        next(iter(self.form.rows.values())).go()

    def refuse(self, error: AppError) -> None:
        """Say what stood in the way."""
        if self.form is not None:
            self.form.refuse(error)

    def leave(self) -> None:
        """Keep as a draft what was typed and not recorded."""
        if self.form is not None:
            self.form.leave()

    def put_away(self) -> None:
        """Take the form away; what was typed is kept as a draft."""
        self.leave()
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.hide()

    def finish(self) -> None:
        """Take the form away once its correction is recorded, and let the keyboard go on."""
        if self.form is not None:
            self.form.settle()
        self._closed()

    def _closed(self) -> None:
        self.put_away()
        self.closed.emit()
