"""The first step: every table as version 1.0 has it, and the full-text index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from facilitator_app.migrations.operations import create_record, flag, ref, string, text, whole

revision = "0001"
down_revision = None


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


def _network() -> None:
    create_record(
        "network",
        text("name", needed=True),
        text("short_name"),
        text("facilitator"),
        text("reports_to"),
        string("telephone"),
        string("email"),
        string("address"),
        whole("claim_months", needed=True),
        whole("quiet_days", needed=True),
    )


def _list_entry() -> None:
    create_record(
        "list_entry",
        text("list", needed=True, indexed=True),
        text("code", needed=True),
        text("words", needed=True),
        whole("place", needed=True),
        flag("retired", needed=True),
        text("source"),
        text("tone"),
        text("icon_name"),
        flag("fixed", needed=True),
    )


def _mileage_rate() -> None:
    create_record(
        "mileage_rate",
        string("mode", needed=True),
        string("starts", needed=True, indexed=True),
        string("ends"),
        string("adopted"),
        whole("rate", needed=True),
        whole("threshold"),
        whole("rate_above"),
        text("source"),
        flag("confirmed", needed=True),
    )


def _body() -> None:
    create_record(
        "body",
        text("name", needed=True, indexed=True),
        text("short_name", needed=True),
        text("called"),
        string("type", needed=True),
        string("tier"),
        string("purpose_words"),
        ref("parent_id", "body"),
        ref("reports_to_id", "body"),
        string("locality"),
        string("site"),
        text("meets"),
        whole("quorum"),
        string("terms_agreed"),
        string("terms_review"),
        string("started"),
        string("ended"),
        string("notes"),
    )


def _member() -> None:
    create_record(
        "member",
        text("forenames", needed=True),
        text("surname", needed=True),
        text("title"),
        text("known_as"),
        string("kinds"),
        string("status", needed=True, indexed=True),
        string("born"),
        string("joined", indexed=True),
        string("left"),
        string("left_why"),
        string("recruited"),
        string("telephone"),
        string("best_time"),
        string("mobile"),
        string("email"),
        string("papers"),
        string("address"),
        string("postcode"),
        string("locality"),
        text("organisation"),
        text("job_title"),
        text("emergency_name"),
        string("emergency_phone"),
        string("last_heard", indexed=True),
        string("access_needs"),
        string("access_words"),
        string("access_review"),
        string("sites"),
        string("motivation"),
        string("interests"),
        string("notes"),
        text("sort_name", indexed=True),
    )


def _seat() -> None:
    create_record(
        "seat",
        ref("member_id", "member", needed=True),
        ref("body_id", "body", needed=True),
        string("role", needed=True),
        string("starts", needed=True, indexed=True),
        string("ends", indexed=True),
        string("notes"),
    )


def _meeting() -> None:
    create_record(
        "meeting",
        ref("body_id", "body", needed=True),
        string("date", needed=True, indexed=True),
        string("mode", needed=True),
        string("starts"),
        string("ends"),
        text("venue"),
        text("reference"),
        string("status", needed=True, indexed=True),
        string("notice_sent"),
        string("approved_on"),
        string("notes"),
    )


def _agenda_item() -> None:
    create_record(
        "agenda_item",
        ref("meeting_id", "meeting", needed=True),
        whole("number", needed=True),
        text("title", needed=True),
        string("purpose_code"),
        text("lead"),
        string("raised_by"),
        whole("minutes"),
        flag("confidential", needed=True),
        string("text"),
    )


def _attendance() -> None:
    create_record(
        "attendance",
        ref("meeting_id", "meeting", needed=True),
        ref("member_id", "member", needed=True),
        string("status", needed=True, indexed=True),
        text("capacity"),
        string("arrived"),
        string("left"),
    )


def _decision() -> None:
    create_record(
        "decision",
        ref("meeting_id", "meeting", needed=True),
        ref("item_id", "agenda_item"),
        whole("number", needed=True, indexed=True),
        text("reference"),
        string("wording", needed=True),
        string("method"),
        text("proposer"),
        text("seconder"),
    )


def _action() -> None:
    create_record(
        "action",
        text("what", needed=True),
        ref("owner_id", "member"),
        string("due", indexed=True),
        string("status", needed=True, indexed=True),
        string("done_on"),
        string("raised"),
        ref("meeting_id", "meeting"),
        ref("item_id", "agenda_item"),
        string("progress"),
        whole("number", indexed=True),
        text("reference"),
    )


def _training_event() -> None:
    create_record(
        "training_event",
        text("title", needed=True, indexed=True),
        string("kind", needed=True),
        string("date", needed=True, indexed=True),
        string("starts"),
        string("ends"),
        text("venue"),
        text("provider"),
        whole("places"),
        whole("hours"),
        whole("cost"),
        string("aims"),
        string("notes"),
    )


def _training_place() -> None:
    create_record(
        "training_place",
        ref("event_id", "training_event", needed=True),
        ref("member_id", "member", needed=True),
        string("status", needed=True, indexed=True),
        text("comment"),
    )


def _claim() -> None:
    create_record(
        "claim",
        ref("member_id", "member", needed=True),
        string("date", needed=True, indexed=True),
        ref("meeting_id", "meeting"),
        ref("event_id", "training_event"),
        text("purpose_words"),
        string("submitted", indexed=True),
        string("state", needed=True, indexed=True),
        text("approved_by"),
        string("approved_on"),
        text("authorised_by"),
        string("authorised_on"),
        string("paid_on"),
        string("paid_way"),
        text("payment_reference"),
        string("notes"),
        whole("total", needed=True, indexed=True),
    )


def _claim_line() -> None:
    create_record(
        "claim_line",
        ref("claim_id", "claim", needed=True),
        string("date", needed=True, indexed=True),
        string("category", needed=True, indexed=True),
        text("details"),
        string("mode"),
        whole("miles"),
        whole("amount", needed=True),
        string("receipt"),
        ref("rate_id", "mileage_rate"),
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
