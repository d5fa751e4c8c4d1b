"""The small form that corrects what approved minutes say under one item."""

from __future__ import annotations

from PySide6.QtCore import Signal

from facilitator_app.digests.meetings import MeetingItem
from facilitator_app.domain.errors import AppError, Invalid
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.small_form import SmallForm
from facilitator_app.i18n import _
from facilitator_app.services import records


class CorrectionForm(SmallForm):
    """Asks for the words and for the reason."""

    saved = Signal(object, str, str)  # the MeetingItem as it was read, the words, and why

    def __init__(self, context: PageContext) -> None:
        """Start closed."""
        text, why = (
            records.spec("agenda_item").field("text"),
            records.spec("correction").field("why"),
        )
        super().__init__(context, (text, why), _("Record correction"))
        self._item: MeetingItem | None = None

    def open(self, item: MeetingItem) -> None:
        """Show the form with the words that are stored, and the keyboard in them."""
        self._item = item
        self.rows["text"].editor.set_value(item.text or None)
        self.rows["why"].editor.set_value(None)
        for row in self.rows.values():
            row.say("")
        self.show()
        self.rows["text"].go()

    def save(self) -> None:
        """Hand over the words and the reason, or say at the fields what is to be mended."""
        if self.is_fit() and self._item is not None:
            words, why = (self.rows[name].editor.read() or "" for name in ("text", "why"))
            self.saved.emit(self._item, words, why)

    def refuse(self, error: AppError) -> None:
        """Say what stood in the way."""
        problems = error.problems if isinstance(error, Invalid) else {}
        self.rows["why"].say(problems.get("why", str(error)))
        self.rows["why"].go()
