"""The page of a training event: the event itself, and who has a place on it, in one save."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from facilitator_app.digests.page_values import NEW_LINE
from facilitator_app.gui.form.line_rules import TableOptions, Values
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.pages.record_parts import HoldingPage, RecordParts
from facilitator_app.gui.tab_order import bring_into_view_soon, give_keyboard, has_focus_inside
from facilitator_app.i18n import _, ngettext
from facilitator_app.services import training
from facilitator_app.services.children import Children
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.record import Draft, Row


def training_page(
    context: PageContext, record_id: int | None = None, given: Mapping[str, Any] | None = None
) -> RecordPage:
    """Return the page of the event `record_id`, or of a new one with `given` values.

    With NEW_LINE among them, it begins with somebody to be booked.
    """
    values = dict(given or {})
    parts = TrainingParts(books=values.pop(NEW_LINE, None) is not None)
    return RecordPage(context, "training_event", record_id, values, parts)


class TrainingParts(RecordParts):
    """Counts the places, lets nobody have two, and may begin with somebody to be booked."""

    def __init__(self, *, books: bool = False) -> None:
        """With `books`, begin a place as soon as the event is read."""
        self._books = books
        self._page: RecordPage | None = None

    def attach(self, page: HoldingPage) -> None:
        """Take note of the page."""
        assert isinstance(page, RecordPage)
        self._page = page

    def opened(self, row: Row) -> None:
        """Begin the place of somebody to be booked, once."""
        if self._books and row.id and self._page is not None:
            self._books = False
            self.begin_place(self._page)

    def begin_place(self, page: RecordPage) -> None:
        """Put the keyboard into an empty place, at once if the page came to the front before."""
        places = page.table_of("training_place")
        places.add()
        who = places.lines[-1].editors["member_id"].part()
        page.setFocusProxy(who)
        if has_focus_inside(page):
            give_keyboard(who)
            bring_into_view_soon(who)

    def table(self, child: str) -> TableOptions:
        """Return how the places are set out."""
        if child != "training_place":
            return super().table(child)
        return TableOptions(title=_("Who takes part"), totals=_totals)

    def save(self, file: File, draft: Draft, children: Children) -> Saved:
        """Save the event with its places."""
        return training.save(file, draft, children)


def _totals(lines: Sequence[Values]) -> str:
    """Return "7 booked · 5 came", counting only lines with a person in them."""
    found = [line.get("status") for line in lines if line.get("member_id")]
    booked, came = found.count("booked"), found.count("attended")
    parts = (
        ngettext("{n} booked", "{n} booked", booked) if booked else "",
        ngettext("{n} came", "{n} came", came) if came else "",
    )
    return " · ".join(part for part in parts if part)
