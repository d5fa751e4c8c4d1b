"""Reads what SQLite keeps of a table: the parts of its CREATE statement, and its indexes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sqlalchemy import Connection

_OPENING, _CLOSING, _QUOTES = "(", ")", "\"'`"
_NAME = r'["`\[]?(\w+)["`\]]?'


def parts(sql: str) -> tuple[str, ...]:
    """Return the columns and constraints of a CREATE TABLE statement, in order."""
    found, start, depth, quote = list[str](), 0, 0, ""
    for place, letter in enumerate(sql):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in _QUOTES:
            quote = letter
        elif letter == _OPENING:
            depth += 1
            start = place + 1 if depth == 1 else start
        elif letter in (_CLOSING, ",") and depth == 1:
            found.append(" ".join(sql[start:place].split()))
            start = place + 1
        depth -= letter == _CLOSING and not quote
    return tuple(found)


def column_of(part: str) -> str:
    """Return the column that a part declares or points from; "" for any other constraint."""
    if key := re.search(rf"FOREIGN KEY ?\( ?{_NAME} ?\)", part, re.IGNORECASE):
        return key[1]
    if re.match(r"(CONSTRAINT|PRIMARY|UNIQUE|CHECK)\b", part, re.IGNORECASE):
        return ""
    named = re.match(_NAME, part)
    assert named, part
    return named[1]


def create_statement(connection: Connection, table: str) -> str:
    """Return the statement that makes `table`."""
    found = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = ?", (table,))
    return str(found.scalar_one())


def indexes(connection: Connection, table: str) -> Mapping[str, tuple[str, ...]]:
    """Return the columns of each index of `table` that was made for itself."""
    listed = connection.exec_driver_sql(f'PRAGMA index_list("{table}")').fetchall()
    return {
        row[1]: tuple(
            one[2] for one in connection.exec_driver_sql(f'PRAGMA index_info("{row[1]}")')
        )
        for row in listed
        if row[3] == "c"
    }
