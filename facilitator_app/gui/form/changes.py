"""What is to be saved of a record's own children."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator_app.spec.record import Draft


@dataclass(frozen=True, slots=True)
class LineChanges:
    """Children of the record type `record`: those to be stored, and those to be taken away.

    The owner's id is not among the values of new ones; whoever saves them fills it in.
    """

    record: str
    changed: tuple[Draft, ...] = ()
    removed: tuple[Draft, ...] = ()
