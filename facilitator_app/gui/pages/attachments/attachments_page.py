"""What is attached to one record, as a page: for records whose own page has no room for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from facilitator_app.gui.form.section import at_most
from facilitator_app.gui.metrics import EDGE, FORM
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.attachments.attachments_part import AttachmentsPart
from facilitator_app.gui.widgets.buttons import back_button, set_words, shortened
from facilitator_app.gui.widgets.page_head import PageHead
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import column, dress
from facilitator_app.i18n import _
from facilitator_app.spec.record import Changes


class AttachmentsPage(QWidget):
    """Holds the part, under the words for the record."""

    def __init__(self, context: PageContext, record: str, record_id: int, words: str) -> None:
        """Show what is attached to a record, which is called `words`."""
        super().__init__()
        dress(self, "paper")
        self.part = AttachmentsPart(context)
        self._back = back_button(_("Back"), context.window.back)
        head = PageHead(_("Attachments"), words)
        head.body.insertWidget(0, self._back, 0, Qt.AlignmentFlag.AlignLeft)
        content = QWidget()
        inner = column(content, 0, (EDGE, 16, EDGE, 32))
        inner.addLayout(at_most(self.part, FORM))
        inner.addStretch(1)
        box = column(self)
        box.addWidget(head)
        box.addWidget(ScrollBody(content, _("Attachments")), 1)
        self.setFocusProxy(self.part.add)
        self.part.show_record(record, record_id)

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Attachments")

    @property
    def help_page(self) -> str:
        """The page of the guide about attachments."""
        return "attachments"

    def return_to(self, title: str) -> None:
        """Call the way back `title`."""
        set_words(self._back, shortened(title))

    def stale(self, changes: Changes) -> None:
        """Read anew after someone else's change."""
        self.part.stale(changes)

    def reload(self) -> None:
        """Read anew."""
        self.part.reload()

    def can_leave(self) -> bool:
        """Nothing is lost by leaving."""
        return True
