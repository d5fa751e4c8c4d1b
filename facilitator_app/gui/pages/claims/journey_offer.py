"""The journey that a member claimed last for the same group, offered for a new claim."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject

from facilitator_app.digests.journeys import LastJourney
from facilitator_app.domain.amounts import show_tenths
from facilitator_app.domain.claims import MILEAGE, is_mileage
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.record_parts import HoldingPage
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_parts
from facilitator_app.services import claims
from facilitator_app.services.files import File

_BAR = "journey"


class JourneyOffer(QObject):
    """Takes the day of the meeting or training chosen, and offers the last journey to a meeting."""

    def __init__(
        self, context: PageContext, page: HoldingPage, dated: Callable[[], object]
    ) -> None:
        """Look into the form of `page`; dated() hears when a day was put there."""
        super().__init__(page.view)
        self._context, self._page, self._dated = context, page, dated
        self._meant: tuple[int | None, ...] = (None, None, None)

    def look(self) -> None:
        """Ask for day and journey if another member, meeting or training is meant now."""
        values = self._page.view.form.readable()
        member, meeting, event = (
            values.get(name) for name in ("member_id", "meeting_id", "event_id")
        )
        if (member, meeting, event) == self._meant:
            return
        self._meant = (member, meeting, event)
        if meeting is None and event is None:
            self._page.view.set_bar(_BAR, None)
            return
        leaving_out = self._page.record_id

        def work(file: File, _progress: Progress) -> tuple[dt.date | None, LastJourney | None]:
            last = (
                claims.last_journey(file, member, meeting, leaving_out)
                if member is not None and meeting is not None
                else None
            )
            return claims.day_of(file, meeting, event), last

        def done(found: tuple[dt.date | None, LastJourney | None]) -> None:
            day, last = found
            self._take_day(day)
            self._offer(last)

        self._context.ask(self, work, done)

    def _take_day(self, day: dt.date | None) -> None:
        form = self._page.view.form
        date = form.rows["date"].editor
        if day is not None and not date.value_text().strip():
            dirty = form.dirty
            date.set_value(day)
            if not dirty:  # a day that nobody typed is no reason for a draft
                form.mark_clean()
            self._dated()

    def _offer(self, last: LastJourney | None) -> None:
        lines = self._page.table_of("claim_line")
        fresh = self._page.record_id is None
        if last is None or not fresh or any(is_mileage(one.readable()) for one in lines.filled):
            self._page.view.set_bar(_BAR, None)
            return

        def take() -> None:
            self._page.view.set_bar(_BAR, None)
            lines.fill(
                {
                    "category": MILEAGE, "miles": last.miles, "mode": last.mode,
                    "details": last.details, "date": None,
                }
            )  # fmt: skip

        words = (_("{n} miles").format(n=show_tenths(last.miles)), last.details)
        text = join_parts(words)
        title = _("Same journey as last time?")
        self._page.view.set_bar(_BAR, Notice("info", title, text, ((_("Use it"), take),)))
