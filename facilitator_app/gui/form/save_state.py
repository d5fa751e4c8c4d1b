"""What is said about saving, in the head of a record's page."""

from __future__ import annotations

import datetime as dt

from facilitator_app.domain.dates import show_date
from facilitator_app.i18n import _
from facilitator_app.locale_formats import show_time


def save_state(
    today: dt.date, *, dirty: bool, kept: dt.datetime | None, saved: dt.datetime | None
) -> str:
    """Return whether all is saved; `kept` and `saved` are instants of draft and saving."""
    if not dirty:
        return _("Saved, {time}").format(time=moment(saved, today)) if saved is not None else ""
    if kept is None:
        return _("Not saved yet")
    return _("Not saved yet; a draft is kept ({time})").format(time=moment(kept, today))


def moment(at: dt.datetime, today: dt.date) -> str:
    """Return "09:14" for an instant of `today`, with the day before it for any other."""
    here = at.astimezone()
    time = show_time(here.time())
    if here.date() == today:
        return time
    return _("{day}, {time}").format(day=show_date(here.date()), time=time)
