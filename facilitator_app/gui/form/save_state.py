"""What is said about saving, in the head of a record's page."""

from __future__ import annotations

import datetime as dt

from facilitator_app.domain.dates import show_moment
from facilitator_app.i18n import _


def save_state(
    today: dt.date, *, dirty: bool, kept: dt.datetime | None, saved: dt.datetime | None
) -> str:
    """Return whether all is saved; `kept` and `saved` are instants of draft and saving."""
    if not dirty:
        return (
            _("Saved, {time}").format(time=show_moment(saved, today)) if saved is not None else ""
        )
    if kept is None:
        return _("Not saved yet")
    return _("Not saved yet; a draft is kept ({time})").format(time=show_moment(kept, today))
