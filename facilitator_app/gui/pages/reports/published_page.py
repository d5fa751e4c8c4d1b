"""All that was published, the latest first; each opens as it was given out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from facilitator_app.digests.publications import PublishedPaper
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.reports.publication_wording import told, tone, withdrawn
from facilitator_app.gui.widgets.buttons import back_button
from facilitator_app.gui.widgets.empty_state import EmptyState
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.page_head import PageHead
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import clear, column, dress
from facilitator_app.i18n import _, ngettext
from facilitator_app.services import publications
from facilitator_app.spec.record import Changes


class PublishedPage(QWidget):
    """A line for each published paper, with a way to its pages."""

    help_page = "reports"

    def __init__(self, context: PageContext) -> None:
        """Read what was published."""
        super().__init__()
        dress(self, "paper")
        self._context = context
        self.lines: list[Notice] = []
        self._head = PageHead(self.title, " ")
        back = back_button(_("Back"), context.window.back)
        self._head.body.insertWidget(0, back, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(back)
        holder = QWidget()
        dress(holder, "paper")
        self._down = column(holder, 8, (24, 16, 24, 24))
        self._body = ScrollBody(holder, self.title)
        down = column(self)
        down.addWidget(self._head)
        down.addWidget(self._body, 1)
        self.reload()

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Published papers")

    def stale(self, changes: Changes) -> None:
        """Read what is published now."""
        if changes.touches("publication"):
            self.reload()

    def reload(self) -> None:
        """Read what was published."""
        self._context.ask(self, lambda file, _progress: publications.every(file), self._show)

    def can_leave(self) -> bool:
        """Nothing is lost by leaving."""
        return True

    def _show(self, found: tuple[PublishedPaper, ...]) -> None:
        clear(self._down)
        count = ngettext("{n} paper", "{n} papers", len(found))
        self._head.set_texts(self.title, count)
        self.lines = [self._line(one) for one in found]
        for line in self.lines:
            self._down.addWidget(line)
        if not found:
            self._down.addWidget(
                EmptyState(
                    "archive",
                    _("Nothing is published yet"),
                    _("Publish an annual report, or approve the minutes of a meeting."),
                )
            )
        self._down.addStretch(1)

    def _line(self, one: PublishedPaper) -> Notice:
        words = " ".join(part for part in (withdrawn(one), told(one)) if part)
        about = " · ".join(part for part in (one.title, one.period) if part)
        open_it = partial(self._context.window.open_record, "publication", one.id)
        line = Notice(tone(one), about, words, [(_("Open"), open_it)])
        line.buttons[0].setAccessibleName(_("Open {paper}").format(paper=about))
        return line
