"""The page Today, and how much waits of each record type."""

from __future__ import annotations

from facilitator_app.digests.today import Today
from facilitator_app.queries import today as queries
from facilitator_app.services import draft_list
from facilitator_app.services.files import File


def page(file: File) -> Today:
    """Return what needs the facilitator now."""
    hour, unsaved = file.store.clock.now().astimezone().hour, draft_list.waiting(file)
    with file.store.read() as session:
        return queries.today(session, file.format_context(), hour, unsaved)


def waiting(file: File) -> dict[str, tuple[int, bool]]:
    """Return by record type how many wait for somebody, and whether any of them is late."""
    with file.store.read() as session:
        return queries.waiting(session, file.format_context())
