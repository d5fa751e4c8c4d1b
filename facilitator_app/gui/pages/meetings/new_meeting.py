"""The short form of a new meeting; saving it plans the agenda and the register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from facilitator_app.digests.meetings import LastMeeting
from facilitator_app.domain.dates import show_date
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.pages.record_parts import HoldingPage, RecordParts
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.i18n import _, ngettext
from facilitator_app.services import meetings, records
from facilitator_app.services.children import Children
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.record import Draft

_USUAL = ("mode", "starts", "ends", "venue")
_BAR = "last"


def new_meeting_page(context: PageContext, given: Mapping[str, Any] | None = None) -> RecordPage:
    """Return the empty form of a meeting, with `given` values."""
    return RecordPage(context, "meeting", None, given, NewMeetingParts(context))


class NewMeetingParts(RecordParts):
    """Asks for group, day, times and place; the rest is planned and can be changed afterwards."""

    left_out = ("reference", "status", "notice_sent", "approved_on", "notes")
    _page: HoldingPage

    def __init__(self, context: PageContext) -> None:
        """Go on to the meeting in the window of `context`."""
        self._context, self._window = context, context.window
        self._group: int | None = None
        usual = records.spec("meeting").defaults()
        self._first = {name: usual.get(name) for name in _USUAL}  # what an empty form begins with
        self._taken = self._first  # what stands in the form and was not typed

    def attach(self, page: HoldingPage) -> None:
        """Offer the places where meetings were held."""
        self._page = page
        place = page.view.form.rows["venue"].editor.part()
        assert isinstance(place, QLineEdit)
        self._context.ask(
            page.view, lambda file, _progress: meetings.venues(file), partial(_offer, place)
        )

    def edited(self) -> None:
        """Take place and times from the last meeting of the group, once it is known."""
        group = self._page.view.form.readable().get("body_id")
        if group == self._group:
            return
        self._group = group
        if group is None:
            self._take(None)
            return

        def read(file: File, _progress: Progress) -> LastMeeting | None:
            return meetings.last_of(file, group)

        self._context.ask(self._page.view, read, self._take)

    def _take(self, last: LastMeeting | None) -> None:
        """Put there what is usual for the group, unless something else was typed; say whence."""
        form = self._page.view.form
        values = {name: getattr(last, name, None) or self._first[name] for name in _USUAL}
        now, dirty = form.readable(), form.dirty
        for name in _USUAL:
            mine = now.get(name) not in (None, "", self._taken[name])
            if not mine and values[name] != self._taken[name]:
                form.rows[name].editor.set_value(values[name])
        if not dirty:  # what nobody typed is no reason for a draft
            form.mark_clean()
        self._taken = values
        bar = None
        if last is not None:
            title = _("Place and times are those of the meeting on {date}")
            bar = Notice("info", title.format(date=show_date(last.date)), _what_comes(last))
        self._page.view.set_bar(_BAR, bar)

    def save(self, file: File, draft: Draft, children: Children) -> Saved:
        """Add the meeting with its standing items and the people who hold a seat."""
        return meetings.plan(file, draft.values, children)

    def saved(self, saved: Saved) -> None:
        """Go on to the meeting that was planned."""
        self._window.back()
        self._window.open_record("meeting", saved.id)


def _what_comes(last: LastMeeting) -> str:
    """Return what else the new meeting takes from that one."""
    if not last.items:
        return ""
    return ngettext(
        "Its {n} usual item comes onto the agenda.", "Its {n} usual items come onto the agenda.",
        len(last.items),
    )  # fmt: skip


def _offer(place: QLineEdit, names: Sequence[str]) -> None:
    """Offer `names` while somebody types in `place`."""
    completer = QCompleter(list(names), place)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    place.setCompleter(completer)
