"""The form of one line of the register: in what capacity somebody attends, and for which part."""

from __future__ import annotations

from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.meetings.correction_form import PlacedForm
from facilitator_app.i18n import _
from facilitator_app.services import records
from facilitator_app.services.meetings import line_draft_key
from facilitator_app.spec.record import Draft, Row

_FIELDS = ("capacity", "arrived", "left")


class LineForm(PlacedForm):
    """Asks for capacity and times, and how a visitor is called; what was typed is kept."""

    def __init__(self, context: PageContext, row: Row) -> None:
        """Show what is stored in `row`."""
        spec = records.spec(row.record)
        names = _FIELDS if row.values.get("member_id") else ("visitor", *_FIELDS)
        super().__init__(context, row, [spec.field(name) for name in names], _("Save"))
        self.saver.key = line_draft_key(row.id)
        self.begin()

    def save(self) -> None:
        """Hand over what was changed, or say at the fields what is to be mended."""
        if self.is_fit():
            values = {name: self.rows[name].editor.read() for name in self.typed()}
            self.saver.timer.stop()  # nothing is kept of what is being saved
            self.saved.emit(Draft(self.row.record, values, self.row.id, self.row.version), "")
