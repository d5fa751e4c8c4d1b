"""The small form that corrects what approved minutes say: of an item, a person, a decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.errors import AppError
from facilitator_app.gui.form.record_source import keep
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.kept_form import KeptForm, to_the_end
from facilitator_app.gui.tab_order import has_keyboard
from facilitator_app.gui.widgets.surface import column
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _
from facilitator_app.services import records
from facilitator_app.spec.record import Draft, Field, Row


class PlacedForm(KeptForm):
    """Asks for some fields of one record of the meeting, under its name."""

    saved = Signal(object, str)  # the Draft, and why

    def __init__(
        self, context: PageContext, row: Row, fields: Sequence[Field], words: str,
        asked: Sequence[Field] = (),
    ) -> None:  # fmt: skip
        """Show what is stored of `fields` in `row`; `asked` are no fields of it."""
        super().__init__(context, row, (*fields, *asked), words)
        title = row.label or _("Left out of the minutes")
        self.body.insertWidget(0, text_label(title, "strong", wrap=True))
        for name in (field.name for field in fields):
            self.rows[name].editor.set_value(row.values.get(name), row.refs.get(name, ""))

    def refuse(self, error: AppError) -> None:
        """Say what stood in the way."""
        self.saver.touch()
        if not self.show_problems(error):
            self._context.window.fail(error)


class CorrectionForm(PlacedForm):
    """Asks for what is to stand there, and for the reason."""

    def __init__(self, context: PageContext, row: Row) -> None:
        """Show what is stored in `row`; a new one asks whom it is about, too."""
        spec = records.spec(row.record)
        refs = () if row.id else tuple(one for one in spec.refs if one != spec.owner())
        pointing = [name for one in refs for name in (one.name, one.by_name) if name]
        fields = [spec.field(name) for name in (*pointing, *spec.correctable(row.values))]
        why = records.spec("correction").field("why")
        super().__init__(context, row, fields, _("Record correction"), (why,))
        self.begin()

    def save(self) -> None:
        """Hand over the words and the reason, or say at the fields what is to be mended."""
        if self.is_fit():
            values = {name: row.editor.read() for name, row in self.rows.items()}
            why = str(values.pop("why") or "")
            stored = self.row
            draft = Draft(stored.record, values, stored.id, stored.version)
            new = Draft(stored.record, {**stored.values, **values})
            self.saver.timer.stop()  # nothing is kept of what is being recorded
            self.saved.emit(draft if stored.id else new, why)


class CorrectionPlace(QWidget):
    """Where one correction at a time is made, or change; empty and hidden between them."""

    saved = Signal(object, str)
    closed = Signal()
    put_by = Signal()  # a form went: what was typed is recorded, put aside or kept
    aside = Signal(object)  # what brings back the words that Cancel took away; None: recorded
    again = Signal(str, object)  # the record and id of what is to be opened with its words

    def __init__(
        self, context: PageContext, make: Callable[[PageContext, Row], PlacedForm] = CorrectionForm
    ) -> None:
        """Start empty; make() makes the form of a row."""
        super().__init__()
        self._context, self._make = context, make
        self._held = column(self)
        self.form: PlacedForm | None = None
        self.hide()

    def open(self, row: Row) -> None:
        """Show what is stored, and put the keyboard into what was said, or the first field."""
        self.put_away()
        self.form = self._make(self._context, row)
        self.form.saved.connect(self.saved)
        self.form.closed.connect(self._cancelled)
        about = row.record, self.form.about, self.form.saver.key
        self.form.put_aside.connect(partial(self._put_aside, *about))
        self._held.addWidget(self.form)
        self.form.show()
        self.show()
        rows = self.form.rows
        first = rows.get("text", next(iter(rows.values())))
        first.go()
        to_the_end(first.editor.part())

    @property
    def in_hand(self) -> bool:
        """Whether the keyboard is in its form."""
        return self.form is not None and has_keyboard(self.form)

    def record(self) -> None:
        """Record what stands in the form."""
        if self.form is not None:
            self.form.save()

    def take_keyboard(self) -> None:
        """Put the keyboard into the form, where it is seen."""
        if self.form is not None:
            next(iter(self.form.rows.values())).go()

    def refuse(self, error: AppError) -> None:
        """Say what stood in the way."""
        if self.form is not None:
            self.form.refuse(error)

    def keep(self) -> None:
        """Keep what was typed and not recorded."""
        if self.form is not None:
            self.form.keep()

    def put_away(self) -> None:
        """Take the form away; what was typed and not saved is kept."""
        self.keep()
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            self.put_by.emit()
        self.hide()

    def finish(self) -> None:
        """Take the form away once its correction is recorded, and let the keyboard go on."""
        if self.form is not None:
            self.form.settle()
        self._cancelled()
        self.aside.emit(None)

    def _put_aside(self, record: str, about: int | None, key: str, found: Sequence[Draft]) -> None:
        def bring_back() -> None:
            self._context.keep_draft(self, lambda file, _progress: keep(file, key, found))
            self.again.emit(record, about)

        self.aside.emit(bring_back)

    def _cancelled(self) -> None:
        self.put_away()
        self.closed.emit()
