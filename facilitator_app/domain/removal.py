"""Why what others still refer to stays: the sentence, for people and for things."""

from __future__ import annotations

from collections.abc import Iterable

from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_list


def named_in(thing: str, others: Iterable[str], *, person: bool) -> str:
    """Return why a record stays that `others` name ("actions (“Ring the ward”)")."""
    if person:
        words = _("This {thing} cannot be deleted, because they are named in: {others}.")
    else:
        words = _("This {thing} cannot be deleted, because it is named in: {others}.")
    return words.format(thing=thing, others=join_list(others))
