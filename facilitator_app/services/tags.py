"""Tags: which records can carry them, how often each is used, and what one is called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select

from facilitator_app.digests.tags import TagCount
from facilitator_app.domain.errors import AppError
from facilitator_app.i18n import _
from facilitator_app.queries import tags as queries
from facilitator_app.queries.frameworks import retired_among
from facilitator_app.records.tags import Tag
from facilitator_app.services.files import File
from facilitator_app.spec.record import Row
from facilitator_app.store.base import record_type
from facilitator_app.store.work import Work

_TOLD = 80  # letters of a name that is repeated


def can_be_tagged(record: str) -> bool:
    """Whether records of a type are edited together with tags."""
    return queries.can_be_tagged(record_type(record))


def used(file: File, record: str) -> tuple[TagCount, ...]:
    """Return the tags that records of a type carry, in the order of frameworks and items."""
    with file.store.read() as session:
        return queries.counts(session, select(record_type(record).id))


def with_retired_marked(file: File, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return lines of a record, the words of tags with a mark where they are not offered any more.

    Lines of other kinds stay as they are.
    """
    items = [one["item_id"] for one in rows if one.record == Tag.__tablename__]
    if not items:
        return tuple(rows)
    with file.store.read() as session:
        retired = retired_among(session, items)
    marked = _("{words} (no longer offered)")
    return tuple(
        replace(one, refs={**one.refs, "item_id": marked.format(words=one.refs["item_id"])})
        if one.record == Tag.__tablename__ and one["item_id"] in retired
        else one
        for one in rows
    )


def put(work: Work, record: str, tagged: Iterable[tuple[int, Iterable[int]]]) -> None:
    """Tag records that were just added: pairs of the id of one and its items."""
    rows = [
        {"target": record, "target_id": one, "item_id": item}
        for one, items in tagged
        for item in items
    ]
    if rows:
        work.insert_many(Tag, rows)


def item_named(file: File, words: str) -> int:
    """Return the item of a framework called `words` ("Consultation", "Wheel …: Consultation").

    Raises AppError if there is none, or one in several frameworks.
    """
    with file.store.read() as session:
        found = queries.items_named(session, words)
    if len(found) == 1:
        return found[0]
    if found:
        raise AppError(
            _(
                "Several tags are called “{words}”. Write the framework before it, "
                "as in “Ladder of involvement: Consultation”."
            ).format(words=words)
        )
    raise AppError(
        _("No tag is called “{words}”. The tags are in Settings, Frameworks.").format(
            words=words[:_TOLD]
        )
    )
