"""What is kept: rounds of asking, and sets of answers that are known by a random token alone."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table

metadata = MetaData()

equality_round = Table(
    "equality_round",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("title", String, nullable=False),
    Column("opened", String, nullable=False),
)

# Without rowid rows lie in the order of their tokens: nothing tells who answered first.
equality_answers = Table(
    "equality_answers",
    metadata,
    Column("token", String, primary_key=True),
    Column("round_id", Integer, ForeignKey("equality_round.id"), nullable=False, index=True),
    Column("answers", String, nullable=False),
    sqlite_with_rowid=False,
)
