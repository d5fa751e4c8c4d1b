"""The store's own tables: journal, drafts, contents, the register of backups, the text index.

Of a journal row, digest and nonce are as in `journal_digest`; erased is the day on which what it
held of a person was taken out; of the note of an erasure, the day on which it was finished.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    event,
)

from facilitator_app.store.base import Record

change_set = Table(
    "change_set",
    Record.metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("label", String, nullable=False),
    Column("undoes", Integer, ForeignKey("change_set.id"), nullable=True),
)

change = Table(
    "change",
    Record.metadata,
    Column("id", Integer, primary_key=True),
    Column("set_id", Integer, ForeignKey("change_set.id"), nullable=False, index=True),
    Column("record", String, nullable=False),
    Column("record_id", Integer, nullable=False),
    Column("action", String, nullable=False),
    Column("before", String, nullable=True),
    Column("after", String, nullable=True),
    Column("nonce", LargeBinary, nullable=True),
    Column("digest", LargeBinary, nullable=True),
    Column("erased", String, nullable=True),
    Index("ix_change_record_record_id", "record_id", "record"),
)

draft = Table(
    "draft",
    Record.metadata,
    Column("key", String, primary_key=True),
    Column("at", String, nullable=False),
    Column("content", String, nullable=False),
)

content = Table(
    "content",
    Record.metadata,
    Column("hash", String, primary_key=True),
    Column("size", Integer, nullable=False),
)

content_part = Table(
    "content_part",
    Record.metadata,
    Column("id", Integer, primary_key=True),
    Column("hash", String, ForeignKey("content.hash"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
)

backup = Table(
    "backup",
    Record.metadata,
    Column("path", String, primary_key=True),
    Column("made", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("seen", String, nullable=False),
)

FIND = (
    "CREATE VIRTUAL TABLE find USING fts5(record, title, body,"
    " tokenize=\"unicode61 remove_diacritics 2 tokenchars '@'\", prefix='1 2 3')"
)


@event.listens_for(Record.metadata, "after_create")
def _create_find(_target: MetaData, connection: Connection, **_options: object) -> None:
    connection.exec_driver_sql(FIND)
