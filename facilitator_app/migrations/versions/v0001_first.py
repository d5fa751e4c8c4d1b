"""The first step: every table as version 1.0 has it, and the full-text index."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_NAME = sa.String(collation="NOCASE")


def upgrade() -> None:
    """Create every table."""
    _network()
    _list_entry()
    _mileage_rate()
    _body()
    _member()
    _seat()
    _meeting()
    _agenda_item()
    _attendance()
    _decision()
    _action()
    _training_event()
    _training_place()
    _claim()
    _claim_line()
    _journal()
    _draft()
    _find()


def _record(name: str, *columns: sa.Column[Any], indexed: tuple[str, ...] = ()) -> None:
    """Create the table of a record type: its fields, its id and its version."""
    op.create_table(
        name,
        *columns,
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    for column in indexed:
        op.create_index(f"ix_{name}_{column}", name, [column])


def _ref(table: str, column: str, target: str, *, needed: bool = False) -> sa.Column[Any]:
    """Return a column that points to a record; it is checked when the unit of work ends."""
    key = sa.ForeignKey(
        f"{target}.id", name=f"fk_{table}_{column}", deferrable=True, initially="DEFERRED"
    )
    return sa.Column(column, sa.Integer, key, nullable=not needed)


def _network() -> None:
    _record(
        "network",
        sa.Column("name", _NAME, nullable=False),
        sa.Column("short_name", _NAME),
        sa.Column("facilitator", _NAME),
        sa.Column("reports_to", _NAME),
        sa.Column("telephone", sa.String),
        sa.Column("email", sa.String),
        sa.Column("address", sa.String),
        sa.Column("claim_months", sa.Integer, nullable=False),
        sa.Column("quiet_days", sa.Integer, nullable=False),
    )


def _list_entry() -> None:
    _record(
        "list_entry",
        sa.Column("list", _NAME, nullable=False),
        sa.Column("code", _NAME, nullable=False),
        sa.Column("words", _NAME, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("retired", sa.Boolean, nullable=False),
        sa.Column("source", _NAME),
        sa.Column("tone", _NAME),
        sa.Column("icon_name", _NAME),
        sa.Column("fixed", sa.Boolean, nullable=False),
        indexed=("list",),
    )


def _mileage_rate() -> None:
    _record(
        "mileage_rate",
        sa.Column("mode", sa.String, nullable=False),
        sa.Column("starts", sa.String, nullable=False),
        sa.Column("ends", sa.String),
        sa.Column("adopted", sa.String),
        sa.Column("rate", sa.Integer, nullable=False),
        sa.Column("threshold", sa.Integer),
        sa.Column("rate_above", sa.Integer),
        sa.Column("source", _NAME),
        sa.Column("confirmed", sa.Boolean, nullable=False),
        indexed=("starts",),
    )


def _body() -> None:
    _record(
        "body",
        sa.Column("name", _NAME, nullable=False),
        sa.Column("short_name", _NAME, nullable=False),
        sa.Column("called", _NAME),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("tier", sa.String),
        sa.Column("purpose_words", sa.String),
        _ref("body", "parent_id", "body"),
        _ref("body", "reports_to_id", "body"),
        sa.Column("locality", sa.String),
        sa.Column("site", sa.String),
        sa.Column("meets", _NAME),
        sa.Column("quorum", sa.Integer),
        sa.Column("terms_agreed", sa.String),
        sa.Column("terms_review", sa.String),
        sa.Column("started", sa.String),
        sa.Column("ended", sa.String),
        sa.Column("notes", sa.String),
        indexed=("name", "parent_id", "reports_to_id"),
    )


def _member() -> None:
    _record(
        "member",
        sa.Column("forenames", _NAME, nullable=False),
        sa.Column("surname", _NAME, nullable=False),
        sa.Column("title", _NAME),
        sa.Column("known_as", _NAME),
        sa.Column("kinds", sa.String),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("born", sa.String),
        sa.Column("joined", sa.String),
        sa.Column("left", sa.String),
        sa.Column("left_why", sa.String),
        sa.Column("recruited", sa.String),
        sa.Column("telephone", sa.String),
        sa.Column("best_time", sa.String),
        sa.Column("mobile", sa.String),
        sa.Column("email", sa.String),
        sa.Column("papers", sa.String),
        sa.Column("address", sa.String),
        sa.Column("postcode", sa.String),
        sa.Column("locality", sa.String),
        sa.Column("organisation", _NAME),
        sa.Column("job_title", _NAME),
        sa.Column("emergency_name", _NAME),
        sa.Column("emergency_phone", sa.String),
        sa.Column("last_heard", sa.String),
        sa.Column("access_needs", sa.String),
        sa.Column("access_words", sa.String),
        sa.Column("access_review", sa.String),
        sa.Column("sites", sa.String),
        sa.Column("motivation", sa.String),
        sa.Column("interests", sa.String),
        sa.Column("notes", sa.String),
        sa.Column("sort_name", _NAME),
        indexed=("status", "joined", "last_heard", "sort_name"),
    )


def _seat() -> None:
    _record(
        "seat",
        _ref("seat", "member_id", "member", needed=True),
        _ref("seat", "body_id", "body", needed=True),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("starts", sa.String, nullable=False),
        sa.Column("ends", sa.String),
        sa.Column("notes", sa.String),
        indexed=("member_id", "body_id", "starts", "ends"),
    )


def _meeting() -> None:
    _record(
        "meeting",
        _ref("meeting", "body_id", "body", needed=True),
        sa.Column("date", sa.String, nullable=False),
        sa.Column("mode", sa.String, nullable=False),
        sa.Column("starts", sa.String),
        sa.Column("ends", sa.String),
        sa.Column("venue", _NAME),
        sa.Column("reference", _NAME),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("notice_sent", sa.String),
        sa.Column("approved_on", sa.String),
        sa.Column("notes", sa.String),
        indexed=("body_id", "date", "status"),
    )


def _agenda_item() -> None:
    _record(
        "agenda_item",
        _ref("agenda_item", "meeting_id", "meeting", needed=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("title", _NAME, nullable=False),
        sa.Column("purpose_code", sa.String),
        sa.Column("lead", _NAME),
        sa.Column("raised_by", sa.String),
        sa.Column("minutes", sa.Integer),
        sa.Column("confidential", sa.Boolean, nullable=False),
        sa.Column("text", sa.String),
        indexed=("meeting_id",),
    )


def _attendance() -> None:
    _record(
        "attendance",
        _ref("attendance", "meeting_id", "meeting", needed=True),
        _ref("attendance", "member_id", "member", needed=True),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("capacity", _NAME),
        sa.Column("arrived", sa.String),
        sa.Column("left", sa.String),
        indexed=("meeting_id", "member_id", "status"),
    )


def _decision() -> None:
    _record(
        "decision",
        _ref("decision", "meeting_id", "meeting", needed=True),
        _ref("decision", "item_id", "agenda_item"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("reference", _NAME),
        sa.Column("wording", sa.String, nullable=False),
        sa.Column("method", sa.String),
        sa.Column("proposer", _NAME),
        sa.Column("seconder", _NAME),
        indexed=("meeting_id", "item_id", "number"),
    )


def _action() -> None:
    _record(
        "action",
        sa.Column("what", _NAME, nullable=False),
        _ref("action", "owner_id", "member"),
        sa.Column("due", sa.String),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("done_on", sa.String),
        sa.Column("raised", sa.String),
        _ref("action", "meeting_id", "meeting"),
        _ref("action", "item_id", "agenda_item"),
        sa.Column("progress", sa.String),
        sa.Column("number", sa.Integer),
        sa.Column("reference", _NAME),
        indexed=("owner_id", "due", "status", "meeting_id", "item_id", "number"),
    )


def _training_event() -> None:
    _record(
        "training_event",
        sa.Column("title", _NAME, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("date", sa.String, nullable=False),
        sa.Column("starts", sa.String),
        sa.Column("ends", sa.String),
        sa.Column("venue", _NAME),
        sa.Column("provider", _NAME),
        sa.Column("places", sa.Integer),
        sa.Column("hours", sa.Integer),
        sa.Column("cost", sa.Integer),
        sa.Column("aims", sa.String),
        sa.Column("notes", sa.String),
        indexed=("title", "date"),
    )


def _training_place() -> None:
    _record(
        "training_place",
        _ref("training_place", "event_id", "training_event", needed=True),
        _ref("training_place", "member_id", "member", needed=True),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("comment", _NAME),
        indexed=("event_id", "member_id", "status"),
    )


def _claim() -> None:
    _record(
        "claim",
        _ref("claim", "member_id", "member", needed=True),
        sa.Column("date", sa.String, nullable=False),
        _ref("claim", "meeting_id", "meeting"),
        _ref("claim", "event_id", "training_event"),
        sa.Column("purpose_words", _NAME),
        sa.Column("submitted", sa.String),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("approved_by", _NAME),
        sa.Column("approved_on", sa.String),
        sa.Column("authorised_by", _NAME),
        sa.Column("authorised_on", sa.String),
        sa.Column("paid_on", sa.String),
        sa.Column("paid_way", sa.String),
        sa.Column("payment_reference", _NAME),
        sa.Column("notes", sa.String),
        sa.Column("total", sa.Integer, nullable=False),
        indexed=("member_id", "date", "meeting_id", "event_id", "submitted", "state", "total"),
    )


def _claim_line() -> None:
    _record(
        "claim_line",
        _ref("claim_line", "claim_id", "claim", needed=True),
        sa.Column("date", sa.String, nullable=False),
        sa.Column("category", sa.String, nullable=False),
        sa.Column("details", _NAME),
        sa.Column("mode", sa.String),
        sa.Column("miles", sa.Integer),
        sa.Column("amount", sa.Integer, nullable=False),
        sa.Column("receipt", sa.String),
        _ref("claim_line", "rate_id", "mileage_rate"),
        indexed=("claim_id", "date", "category", "rate_id"),
    )


def _journal() -> None:
    op.create_table(
        "change_set",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("undoes", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_change_set"),
        sa.ForeignKeyConstraint(["undoes"], ["change_set.id"], name="fk_change_set_undoes"),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("set_id", sa.Integer, nullable=False),
        sa.Column("record", sa.String, nullable=False),
        sa.Column("record_id", sa.Integer, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("before", sa.String),
        sa.Column("after", sa.String),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
        sa.ForeignKeyConstraint(["set_id"], ["change_set.id"], name="fk_change_set_id"),
    )
    op.create_index("ix_change_set_id", "change", ["set_id"])
    op.create_index("ix_change_record_record_id", "change", ["record_id", "record"])


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("content", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_draft"),
    )


def _find() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE find USING fts5(record, title, body,"
        " tokenize=\"unicode61 remove_diacritics 2 tokenchars '@'\", prefix='1 2 3')"
    )
