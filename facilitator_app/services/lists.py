"""Lists by the page, cards, and where a record stands in a list."""

from __future__ import annotations

from facilitator_app.digests.cards import Card
from facilitator_app.digests.lists import ListFrame, ListQuery, ListRow
from facilitator_app.domain.errors import Gone
from facilitator_app.i18n import _
from facilitator_app.queries import lists, registry
from facilitator_app.services.files import File


def first_query(record: str) -> ListQuery:
    """Return how a list is shown when it is opened for the first time."""
    chips = registry.view(record).chips
    return ListQuery(record, chip=chips[0].key if chips else "")


def frame(file: File, ask: ListQuery) -> ListFrame:
    """Return the frame of the list that `ask.view` names (a record type)."""
    with file.store.read() as session:
        return lists.frame(session, registry.view(ask.view), ask, file.format_context())


def page(file: File, ask: ListQuery, offset: int, limit: int) -> tuple[ListRow, ...]:
    """Return `limit` rows from `offset` on."""
    with file.store.read() as session:
        return lists.page(
            session, registry.view(ask.view), ask, file.format_context(), offset, limit
        )


def position(file: File, ask: ListQuery, record_id: int) -> int | None:
    """Return at which place of the list a record stands, or None."""
    with file.store.read() as session:
        return lists.position(
            session, registry.view(ask.view), ask, file.format_context(), record_id
        )


def card(file: File, record: str, record_id: int) -> Card:
    """Return the card of one record; raise Gone if it was removed."""
    with file.store.read() as session:
        if not registry.exists(session, record, record_id):
            raise Gone(_("This was removed in the meantime. Go back to the list."))
        return registry.card(session, record, record_id, file.format_context())
