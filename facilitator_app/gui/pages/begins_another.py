"""What the page of a record says of itself, and how another of its kind is begun from it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator_app.gui.form.open_record import OpenRecord
from facilitator_app.gui.form.record_form import RecordForm
from facilitator_app.gui.form.record_input import RecordInput
from facilitator_app.gui.guide import page_for
from facilitator_app.gui.page_context import PageContext
from facilitator_app.i18n import _
from facilitator_app.spec.record import RecordSpec


class BeginsAnother(QWidget):
    """Needs what the page was made of: its context, what is declared, read, shown and typed."""

    context: PageContext
    spec: RecordSpec
    record: OpenRecord
    form: RecordForm
    input: RecordInput

    @property
    def title(self) -> str:
        """What the page is called: the record's own words."""
        return self.record.title

    @property
    def help_page(self) -> str:
        """The page of the guide that tells about it."""
        return page_for(self.spec)

    @property
    def record_id(self) -> int | None:
        """The id of the record, None while it was never saved."""
        return self.record.id

    @property
    def waits(self) -> bool:
        """Whether what it shows is still being read."""
        return self.form.waits

    @property
    def dirty(self) -> bool:
        """Whether anything was typed that is not saved."""
        return self.input.dirty

    def add(self) -> None:
        """Begin another record of the same kind, above this page, which keeps what is typed."""
        if self.record.id is None:
            self.context.refuse(_("Save this one first, or go back: it is a new one already."))
        else:
            self.context.window.new_record(self.spec.name)
