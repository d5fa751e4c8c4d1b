"""The page of a seat, and the one that gives several people seats on a group in one step."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.digests.page_values import SEVERAL
from facilitator_app.domain.dates import show_date
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.form.lines_editor import LinesEditor
from facilitator_app.gui.form.references_editor import ReferencesEditor
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.pages.record_parts import HoldingPage, RecordParts
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.surface import clear, column
from facilitator_app.i18n import _
from facilitator_app.services import records, seats
from facilitator_app.services.children import Children
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved
from facilitator_app.services.seats import EarlySeat
from facilitator_app.spec.record import Changes, Draft, Row

_SEAT, _BODY = "seat", "body"


def seat_page(
    context: PageContext, record_id: int | None = None, given: Mapping[str, Any] | None = None
) -> RecordPage:
    """Return the page of the seat `record_id`, or of a new one with `given` values.

    With SEVERAL among them, it is the one for several people.
    """
    values = dict(given or {})
    parts = PeopleParts(context) if values.pop(SEVERAL, None) else SeatParts(context)
    return RecordPage(context, _SEAT, record_id, values, parts)


class SeatParts(RecordParts):
    """Tells of a seat that begins before its holder joined, and offers to mend the day."""

    def __init__(self, context: PageContext) -> None:
        """Make what stands above the form, empty at first."""
        self._context = context
        self.above = self._told = QWidget()
        self._box = column(self._told)
        self._told.hide()
        self._page: HoldingPage

    def attach(self, page: HoldingPage) -> None:
        """Take note of the page, which is read anew once the day is mended."""
        self._page = page

    def opened(self, row: Row) -> None:
        """Ask whether its holder joined before it begins."""
        if not row.id:
            return

        def work(file: File, _progress: Progress) -> EarlySeat | None:
            return seats.early(file, row.id)

        self._context.ask(self._told, work, partial(self._tell, row.id))

    def _tell(self, seat: int, early: EarlySeat | None) -> None:
        clear(self._box)
        self._told.setVisible(early is not None)
        if early is None:
            return
        title = _("{name} joined on {joined}, after this seat begins").format(
            name=early.name, joined=show_date(early.joined)
        )
        text = _(
            "Until then the annual report does not count it. Did they join the network earlier?"
        )
        mend = _("Joined on {day}").format(day=show_date(early.starts))
        self._box.addWidget(Notice("warn", title, text, ((mend, partial(self._mend, seat)),)))

    def _mend(self, seat: int) -> None:
        def work(file: File, _progress: Progress) -> Changes:
            return seats.join_as_seated(file, seat)

        def gone(changes: Changes) -> None:
            self._context.window.changed(changes)

        self._context.ask(self._told, work, self._page.changed, gone=gone)


class PeopleParts(RecordParts):
    """Lets people be chosen by typing, each a chip; role, days and capacity are said once."""

    left_out = ("member_id",)
    listed = attaches = False

    def __init__(self, context: PageContext) -> None:
        """Go back through `context` once they have their seats."""
        self._context = context
        self.new_title = _("Add people to seats")
        spec = records.spec(_SEAT)
        self.people = ReferencesEditor(spec, spec.field("member_id"), _BODY, context)
        self.people.name_after(_("People"), _("Type any part of a name, then press Enter"))

    def more_lines(self, context: PageContext) -> Mapping[str, LinesEditor]:
        """Return the people, who are lines of nothing stored."""
        return {_SEAT: self.people}

    def attach(self, page: HoldingPage) -> None:
        """Begin at the people, and keep drafts apart from those of a single seat."""
        assert isinstance(page, RecordPage)
        page.drafts.saver.key = f"{_SEAT}/{SEVERAL}"
        page.form.begin_with(self.people)
        page.setFocusProxy(self.people.finder.line)

    def save(self, file: File, draft: Draft, children: Children) -> Saved:
        """Give each of them a seat, or nobody."""
        return seats.add_people(file, draft, children[_SEAT])

    def saved(self, saved: Saved) -> None:
        """Go back to where they were wanted; what was done is told there."""
        self._context.window.back()
