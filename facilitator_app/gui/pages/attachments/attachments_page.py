"""What is attached to one record, as a page: for records whose own page has no room for it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator_app.digests.page_values import ATTACHED
from facilitator_app.gui.form.section import at_most
from facilitator_app.gui.metrics import EDGE, FORM
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.page_stack import PageOfRecord
from facilitator_app.gui.pages.attachments.attachments_part import AttachmentsPart
from facilitator_app.gui.pages.page_over import PageOver
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import column
from facilitator_app.i18n import _
from facilitator_app.spec.record import Changes


class AttachmentsPage(PageOver):
    """Holds the part, under the words for the record."""

    help_page = "attachments"

    def __init__(self, context: PageContext, record: str, record_id: int, words: str) -> None:
        """Show what is attached to a record, which is called `words`."""
        super().__init__(context, _("Attachments"), words)
        self.made_by = PageOfRecord(record, record_id, {ATTACHED: words})
        self.part = AttachmentsPart(context)
        content = QWidget()
        inner = column(content, 0, (EDGE, 16, EDGE, 32))
        inner.addLayout(at_most(self.part, FORM))
        inner.addStretch(1)
        self.down.addWidget(ScrollBody(content, _("Attachments")), 1)
        self.setFocusProxy(self.part.add)
        self.part.show_record(record, record_id)

    def stale(self, changes: Changes) -> None:
        """Read anew after someone else's change."""
        self.part.stale(changes)

    def reload(self) -> None:
        """Read anew."""
        self.part.reload()
