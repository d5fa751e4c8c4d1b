"""Finding anything by any part of its words."""

from __future__ import annotations

from facilitator_app.digests.find import ANY, Hit, Offer
from facilitator_app.queries import find as queries
from facilitator_app.services.files import File


def find(file: File, typed: str, limit: int) -> tuple[Hit, ...]:
    """Return what `typed` finds, at most `limit`, a few of each group."""
    with file.store.read() as session:
        return queries.find(session, typed, limit, file.format_context())


def called(file: File, record: str, words: str) -> tuple[Hit, ...]:
    """Return records of one type that are called just `words`, or that with the id in brackets."""
    with file.store.read() as session:
        fmt = file.format_context()
        found = queries.called(session, record, words, fmt)
        return tuple(queries.hits(session, record, found, fmt))


def meant(file: File, record: str, words: str, limit: int) -> tuple[Hit, ...]:
    """Return who or what `words` name: those called so, else those that they find."""
    if not words.strip():
        return ()
    return called(file, record, words) or choices(file, record, words, limit)


def choices(file: File, record: str, typed: str, limit: int, offer: Offer = ANY) -> tuple[Hit, ...]:
    """Return records of one type to choose from, of those that `offer` leaves."""
    with file.store.read() as session:
        return queries.choices(session, record, typed, limit, file.format_context(), offer)
