"""Lists by the page, cards, and where a record stands in a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from facilitator_app.digests.cards import Card, PartKind, Related
from facilitator_app.digests.lists import Column, ListFrame, ListQuery, ListResult, ListRow
from facilitator_app.digests.tags import TagCount
from facilitator_app.domain.errors import AppError, Gone
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_parts
from facilitator_app.queries import lists, registry
from facilitator_app.services.files import File
from facilitator_app.store.base import Record
from facilitator_app.store.journal import ADD


def first_query(record: str, of: tuple[str, int] | None = None, chip: str = "") -> ListQuery:
    """Return how a list is shown when it is opened for the first time.

    of: the record that its rows are to belong to, of which all are shown, or those of a `chip`.
    """
    chips = registry.view(record).chips
    if of is not None:
        return ListQuery(record, chip=chip or widest_chip(record), of=of)
    return ListQuery(record, chip=chips[0].key if chips else "")


def widest_chip(record: str) -> str:
    """Return the view above a list that leaves the fewest rows out, its last one; "" without."""
    chips = registry.view(record).chips
    return chips[-1].key if chips else ""


def views(record: str) -> tuple[tuple[str, str], ...]:
    """Return the key and the words of each view above a list."""
    return tuple((one.key, one.words) for one in registry.view(record).chips)


def check(file: File, query: ListQuery) -> None:
    """Raise AppError if the list has no such view or column as somebody wrote, by their keys."""
    known = {column.key: column for column in offered(file, query.record)}
    sortable = {key: column for key, column in known.items() if column.sortable}
    chips = {one.key: one for one in registry.view(query.record).chips}
    for wanted, there in (
        ((query.chip,), chips),
        ((query.sort,), sortable),
        (query.columns, known),
    ):
        for key in wanted:
            if key and key not in there:
                raise AppError(
                    _("There is no “{key}” in this list. There are: {keys}.").format(
                        key=key, keys=join_parts(there)
                    )
                )


def usual_columns(record: str) -> tuple[str, ...]:
    """Return the keys of the columns that a list shows until others are chosen."""
    return registry.view(record).columns


def offered(file: File, record: str) -> tuple[Column, ...]:
    """Return every column that the list of a record type can show."""
    return lists.offered(registry.view(record), file.format_context())


def fetch(file: File, query: ListQuery, near: int, size: int) -> ListResult:
    """Return the frame of a list and the page of `size` rows on which the row `near` stands."""
    with file.store.read() as session:
        fmt = file.format_context()
        return lists.fetch(session, registry.view(query.record), query, fmt, near, size)


def frame(file: File, query: ListQuery) -> ListFrame:
    """Return the frame of the list that `query.record` names (a record type)."""
    with file.store.read() as session:
        return lists.frame(session, registry.view(query.record), query, file.format_context())


def page(file: File, query: ListQuery, offset: int, limit: int) -> tuple[ListRow, ...]:
    """Return `limit` rows from `offset` on."""
    with file.store.read() as session:
        fmt = file.format_context()
        return lists.page(session, registry.view(query.record), query, fmt, offset, limit)


def tag_counts(file: File, query: ListQuery) -> tuple[TagCount, ...]:
    """Return how often each tag stands on the rows of a view, whichever tag is chosen now."""
    with file.store.read() as session:
        fmt = file.format_context()
        return lists.tag_counts(session, registry.view(query.record), query, fmt)


def position(file: File, query: ListQuery, record_id: int) -> int | None:
    """Return at which place of the list a record stands, or None."""
    with file.store.read() as session:
        fmt = file.format_context()
        return lists.position(session, registry.view(query.record), query, fmt, record_id)


def view_with(
    file: File, query: ListQuery, record_id: int, steps: Sequence[int]
) -> tuple[ListQuery, int] | None:
    """Return how a list shows a record, and at which place it stands there; None if it cannot.

    That is as it is shown now, or where the record was added by one of `steps` (change sets) and
    is left out there, the first view that has it, whatever was looked for.
    """
    view, fmt = registry.view(query.record), file.format_context()
    ways = [query]
    with file.store.read() as session:
        if _was_added(file, session, view.cls, record_id, steps):
            bare = replace(query, text="", tag=0)
            ways += [bare, *(replace(bare, chip=one.key) for one in view.chips)]
        for way in dict.fromkeys(ways):
            place = lists.position(session, view, way, fmt, record_id)
            if place is not None:
                return way, place
    return None


def _was_added(
    file: File, session: Session, cls: type[Record], record_id: int, steps: Sequence[int]
) -> bool:
    journal, connection = file.store.journal, session.connection()
    notes = (note for step in steps if step for note in journal.notes_of(connection, step, cls))
    return any(note.record_id == record_id and note.action == ADD for note in notes)


def page_parts(record: str) -> tuple[PartKind, ...]:
    """Return what the page of a record of a type shows besides its fields."""
    return tuple(one.kind for one in registry.page_parts(record))


def related(file: File, record: str, record_id: int) -> Related:
    """Return what stands on the page of one record besides its fields; nothing once it is gone."""
    with file.store.read() as session:
        if not registry.exists(session, record, record_id):
            return Related()
        return registry.related(session, record, record_id, file.format_context())


def card(file: File, record: str, record_id: int) -> Card:
    """Return the card of one record; raise Gone if it was removed."""
    with file.store.read() as session:
        if not registry.exists(session, record, record_id):
            raise Gone(_("This was deleted in the meantime. Go back to the list."))
        return registry.card(session, record, record_id, file.format_context())
