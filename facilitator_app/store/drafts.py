"""Unsaved forms, kept in the file every few seconds and offered back after a crash."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from facilitator_app.store.journal_tables import draft

Content = Mapping[str, Any]


def keep(connection: Connection, key: str, content: Content, at: dt.datetime) -> None:
    """Keep `content` (JSON-safe) under `key`, in place of what was there."""
    row = {"key": key, "at": at.isoformat(), "content": json.dumps(content, ensure_ascii=False)}
    connection.execute(
        insert(draft).values(row).on_conflict_do_update(index_elements=["key"], set_=row)
    )


def find(connection: Connection, key: str) -> tuple[dt.datetime, Content] | None:
    """Return when the draft `key` was kept, and its content; None if there is none."""
    row = connection.execute(select(draft.c.at, draft.c.content).where(draft.c.key == key)).first()
    return None if row is None else (dt.datetime.fromisoformat(row.at), json.loads(row.content))


def kept_at(connection: Connection, key: str) -> dt.datetime | None:
    """Return when the draft `key` was kept, None if there is none."""
    at = connection.scalar(select(draft.c.at).where(draft.c.key == key))
    return None if at is None else dt.datetime.fromisoformat(at)


def keys(connection: Connection) -> list[str]:
    """Return the keys of all drafts, latest first."""
    return list(connection.scalars(select(draft.c.key).order_by(draft.c.at.desc())))


def drop(connection: Connection, key: str) -> None:
    """Forget the draft `key`, if there is one."""
    connection.execute(delete(draft).where(draft.c.key == key))
