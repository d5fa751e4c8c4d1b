"""Gives entries whose code spells the name of somebody who is erased another code.

Records keep codes of pick-lists, so that the new one takes the place of the old one in records,
the journal and drafts alike.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select, update

from facilitator_app.domain.erasure import NamePattern
from facilitator_app.spec.kinds import Choice
from facilitator_app.store.base import Record, record_types, table_of
from facilitator_app.store.journal_tables import change, draft

_CODE = "code"


def renew(connection: Connection, pattern: NamePattern, day: dt.date) -> None:
    """Renew every code in which `pattern` finds something; the journal notes it for `day`."""
    coded = [cls for cls in record_types().values() if _CODE in (cls.natural_key or ())]
    new = {
        code: f"own_{secrets.token_hex(6)}"
        for cls in coded
        for code in connection.scalars(select(table_of(cls).c[_CODE]))
        if code and pattern.finds(code)
    }
    if not new:
        return
    for cls in record_types().values():
        chosen = (one.name for one in cls.spec().fields if isinstance(one.kind, Choice))
        for name in (*chosen, *([_CODE] if cls in coded else [])):
            _renew_column(connection, cls, name, new)
    images = select(change.c.id, change.c.before, change.c.after)
    for change_id, *texts in connection.execute(images).all():
        if (found := [_renewed_json(text, new) for text in texts]) != texts:
            left = {"before": found[0], "after": found[1], "nonce": None, "erased": day.isoformat()}
            connection.execute(update(change).where(change.c.id == change_id).values(left))
    for key, content in connection.execute(select(draft.c.key, draft.c.content)).all():
        if (kept := _renewed_json(content, new)) != content:
            connection.execute(update(draft).where(draft.c.key == key).values(content=kept))


def _renew_column(
    connection: Connection, cls: type[Record], name: str, new: Mapping[str, str]
) -> None:
    table = cls.__tablename__
    held = connection.exec_driver_sql(f'SELECT id, "{name}" FROM "{table}"').all()  # noqa: S608 - names that we declare
    for row_id, text in held:
        if text and (renewed := _renewed(text, new)) != text:
            sql = f'UPDATE "{table}" SET "{name}" = ?, version = version + 1 WHERE id = ?'  # noqa: S608 - names that we declare
            connection.exec_driver_sql(sql, (renewed, row_id))


def _renewed(text: str, new: Mapping[str, str]) -> str:
    """Return codes with semicolons between them, the old ones renewed."""
    parts: Iterable[str] = text.split(";")
    return ";".join(new.get(one, one) for one in parts)


def _renewed_json(text: str | None, new: Mapping[str, str]) -> str | None:
    if text is None or not any(code in text for code in new):
        return text
    return json.dumps(_within(json.loads(text), new), ensure_ascii=False, separators=(",", ":"))


def _within(value: object, new: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return _renewed(value, new)
    if isinstance(value, list):
        return [_within(one, new) for one in value]
    if isinstance(value, dict):
        return {key: _within(one, new) for key, one in value.items()}
    return value
