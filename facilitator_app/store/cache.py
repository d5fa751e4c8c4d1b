"""Keeps what was worked out from the file until something in the file changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from sqlalchemy.orm import Session

T = TypeVar("T")


def cached(session: Session, key: Hashable, make: Callable[[], T]) -> T:
    """Return what `make()` gave since the last change of the file, or call it now.

    key: names what is asked for, with all it depends on besides the file, such as the date.
    Within a unit of work nothing is kept, for the unit may still be taken back.
    """
    connection = session.connection()
    raw: Any = connection.connection.dbapi_connection
    if raw.in_transaction:
        return make()
    if connection.info.get("cached_as_of") != raw.total_changes:
        connection.info.update(cached_as_of=raw.total_changes, answers={})
    answers: dict[Hashable, T] = connection.info["answers"]
    if key not in answers:
        answers[key] = make()
    return answers[key]
