"""The training that a member is booked on or came to, beside their form."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator_app.digests.cards import Fact
from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.widgets.facts import FactRow
from facilitator_app.gui.widgets.surface import clear, column
from facilitator_app.i18n import _
from facilitator_app.services import training
from facilitator_app.services.files import File


class TrainingPanel(QWidget):
    """Read anew each time the member is; hidden while there is no training."""

    def __init__(self, context: PageContext) -> None:
        """Start hidden."""
        super().__init__()
        self._context = context
        self._box = column(self, 6)
        self.hide()

    def show_member(self, member_id: int) -> None:
        """Read and show the training of a member, the latest first."""

        def work(file: File, _progress: object) -> tuple[Fact, ...]:
            return training.of_member(file, member_id)

        self._context.ask(self, work, self._show)

    def _show(self, facts: tuple[Fact, ...]) -> None:
        clear(self._box)
        self._box.addWidget(LineLabel(_("Training"), "h3"))
        for fact in facts:
            self._box.addWidget(FactRow(fact, self._context.window.open_record))
        self.setVisible(bool(facts))
