"""What the lines of a claim come to, asked for while they are typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from facilitator_app.domain.amounts import show_money
from facilitator_app.domain.claims import is_mileage, receipt_unsaid
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.form.children_editor import ChildrenEditor
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.claims.running_total import Cost, RunningTotal
from facilitator_app.gui.pages.record_parts import HoldingPage
from facilitator_app.i18n import _
from facilitator_app.services import claims
from facilitator_app.services.claims import LineAmount
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft

PAUSE_MS = 200


class ClaimCosts(QObject):
    """Says at each line what it comes to, below them the total, and both in the panel."""

    def __init__(self, context: PageContext, page: HoldingPage, so_far: RunningTotal) -> None:
        """Work out the lines of `page`, a little after each change, and tell `so_far`."""
        super().__init__(page.view)
        self._context, self._page, self._so_far = context, page, so_far
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.work_out)
        self.lines.changed.connect(self.wait)

    @property
    def lines(self) -> ChildrenEditor:
        """The lines of the claim."""
        return self._page.table_of("claim_line")

    def wait(self) -> None:
        """Work out the lines once nobody has typed for a moment."""
        self._pause.start()

    def work_out(self) -> None:
        """Ask what the lines come to as they stand."""
        self._pause.stop()
        member = self._page.view.form.readable().get("member_id")
        claim = Draft("claim", {"member_id": member}, self._page.record_id)
        drafts = tuple(line.draft() for line in self.lines.filled)

        def work(file: File, _progress: Progress) -> tuple[LineAmount, ...]:
            return claims.amounts_of(file, claim, drafts)

        def done(worked: tuple[LineAmount, ...]) -> None:
            self._tell_lines(worked)
            self._tell_panel(drafts, worked)

        self._context.ask(self, work, done)

    def _tell_lines(self, worked: Sequence[LineAmount]) -> None:
        filled = self.lines.filled
        for line in self.lines.lines:
            if line not in filled:
                line.show_note("")
        for line, one in zip(filled, worked, strict=False):  # lines may have come or gone since
            working = bool(one.working)
            asks = line.isEnabled() and not working and receipt_unsaid(line.readable())
            words = _("Say whether the receipt is there.") if asks else one.working
            line.show_note(words, bad=asks or (working and one.rate_id is None))
        total = show_money(sum(one.pence for one in worked))
        self.lines.show_total(_("Total {amount}").format(amount=total) if worked else "")

    def _tell_panel(self, drafts: Sequence[Draft], worked: Sequence[LineAmount]) -> None:
        lists = self._context.format_context().lists
        found = []
        for draft, one in zip(drafts, worked, strict=True):
            typed = draft.values.get("amount") is not None
            known = bool(one.working) if is_mileage(draft.values) else typed
            what = lists.label("claim_category", str(draft.values.get("category") or ""))
            found.append(Cost(what, one.pence if known else None, one.working))
        self._so_far.show_costs(found)
