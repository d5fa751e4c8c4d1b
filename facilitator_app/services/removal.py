"""Removing one record inside a unit of work; what still names it is told by its title."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from facilitator_app.domain.errors import Conflict, NamedElsewhere
from facilitator_app.i18n import _, mid_sentence
from facilitator_app.queries.record_words import and_more, labels, owner_labels
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.store.base import Record, record_type
from facilitator_app.store.work import Work, why_it_stays

_MOST_TOLD, _LONGEST = 3, 44  # titles, and letters of each


def remove(work: Work, record: Record, fmt: FormatContext) -> None:
    """Remove a record with everything it owns.

    Raises AppError if it is to be kept; Conflict if others refer to it, which says which.
    """
    try:
        work.remove(record)
    except NamedElsewhere as error:
        told = _named(work.session, error, fmt)
        raise Conflict(why_it_stays(record_type(error.which[0]), told)) from None


def _named(session: Session, error: NamedElsewhere, fmt: FormatContext) -> Iterator[str]:
    """Yield the types that name it, each with the first titles: "actions (“Ring the ward”)"."""
    for name, ids in error.by.items():
        things, first = mid_sentence(_(record_type(name).plural)), sorted(ids)[:_MOST_TOLD]
        titles = [
            _("“{words}”").format(words=one) for one in _titles(session, error, name, first, fmt)
        ]
        told = and_more(titles, len(ids))
        yield _("{thing} ({parts})").format(thing=things, parts=told) if titles else things


def _titles(
    session: Session, error: NamedElsewhere, name: str, ids: Sequence[int], fmt: FormatContext
) -> list[str]:
    """Return what some that name it are told apart by: what they belong to, or are called.

    [] where neither tells more than what it is called itself, as with tags.
    """
    record, record_id = error.which
    own = labels(session, record, [record_id], fmt).get(record_id)
    for known in (owner_labels(session, name, ids, fmt), labels(session, name, ids, fmt)):
        words = {one for one in known.values() if one and one != own}
        if len(words) == len(ids):
            return [textwrap.shorten(known[one], _LONGEST, placeholder="…") for one in ids]
    return []
