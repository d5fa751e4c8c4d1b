"""The page Today, and the numbers beside the names in the rail."""

from __future__ import annotations

from facilitator_app.digests.today import Today
from facilitator_app.queries import today as queries
from facilitator_app.services.files import File


def page(file: File) -> Today:
    """Return what needs the facilitator now."""
    hour = file.store.clock.now().astimezone().hour
    with file.store.read() as session:
        return queries.today(session, file.format_context(), hour)


def counts(file: File) -> dict[str, tuple[int, bool]]:
    """Return how many things wait at each place of the rail, and whether any of them is late."""
    with file.store.read() as session:
        return queries.counts(session, file.format_context())
