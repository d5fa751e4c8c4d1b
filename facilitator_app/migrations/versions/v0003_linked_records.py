"""Linked records."""

from alembic import op

from facilitator_app.migrations.operations import (
    add_fields,
    add_index,
    blob,
    create_plain_table,
    create_record,
    date,
    flag,
    ref,
    string,
    text,
    whole,
)
from facilitator_app.migrations.shipped_frameworks import add_shipped_frameworks

revision, down_revision = "0003", "0002"


def upgrade() -> None:
    """Take a file of step 0002 to step 0003."""
    _corrections_and_tags()
    _papers_and_files()
    _own_tables()
    add_shipped_frameworks(op.get_bind())


def _corrections_and_tags() -> None:
    create_record(
        "framework", text("name", needed=True, indexed=True), text("edition", indexed=True),
        text("source", indexed=True), string("note"), flag("people", needed=True),
        flag("retired", needed=True), text("code"),
    )  # fmt: skip
    create_record(
        "framework_item", ref("framework_id", "framework", needed=True), text("words", needed=True),
        text("note"), ref("parent_id", "framework_item"), whole("place", needed=True, indexed=True),
        flag("retired", needed=True), text("code"),
    )  # fmt: skip
    create_record(
        "correction", date("date", needed=True, indexed=True),
        text("who", needed=True, indexed=True), text("parts", needed=True),
        text("why", needed=True), text("target", needed=True),
        whole("target_id", needed=True, indexed=True),
    )  # fmt: skip
    add_fields("attendance", flag("taken_off", needed=True, older=False))
    create_record(
        "tag", ref("item_id", "framework_item", needed=True), text("target", needed=True),
        whole("target_id", needed=True, indexed=True),
    )  # fmt: skip


def _papers_and_files() -> None:
    create_record(
        "attachment", text("name", needed=True, indexed=True),
        date("added", needed=True, indexed=True), text("media_type", needed=True, indexed=True),
        whole("size", needed=True, indexed=True), string("content", needed=True, indexed=True),
        text("note"), text("target", needed=True), whole("target_id", needed=True, indexed=True),
    )  # fmt: skip
    create_record(
        "publication", text("title", needed=True, indexed=True), text("period", indexed=True),
        text("paper", needed=True, indexed=True), whole("subject", needed=True),
        date("published_on", needed=True, indexed=True),
        text("published_by", needed=True, indexed=True), string("paper_hash", needed=True),
        string("figures_hash", needed=True), whole("format", needed=True),
        date("withdrawn_on", indexed=True), text("withdrawn_why"),
    )  # fmt: skip
    create_plain_table(
        "CREATE TABLE content (hash VARCHAR NOT NULL, size INTEGER NOT NULL,"
        " CONSTRAINT pk_content PRIMARY KEY (hash))"
    )
    create_plain_table(
        "CREATE TABLE content_part (id INTEGER NOT NULL, hash VARCHAR NOT NULL,"
        " number INTEGER NOT NULL, bytes BLOB NOT NULL,"
        " CONSTRAINT pk_content_part PRIMARY KEY (id),"
        " CONSTRAINT fk_content_part_hash FOREIGN KEY(hash) REFERENCES content (hash))",
        "CREATE INDEX ix_content_part_hash ON content_part (hash)",
    )


def _own_tables() -> None:
    add_fields("change", blob("nonce"), blob("digest"), string("erased"))
    create_plain_table(
        "CREATE TABLE backup (path VARCHAR NOT NULL, made VARCHAR NOT NULL,"
        " size INTEGER NOT NULL, fingerprint VARCHAR NOT NULL, seen VARCHAR NOT NULL,"
        " CONSTRAINT pk_backup PRIMARY KEY (path))"
    )
    create_plain_table(
        "CREATE TABLE equality_round (id INTEGER NOT NULL, title VARCHAR NOT NULL,"
        " opened VARCHAR NOT NULL, PRIMARY KEY (id))"
    )
    create_plain_table(
        "CREATE TABLE equality_answers (token VARCHAR NOT NULL, round_id INTEGER NOT NULL,"
        " answers VARCHAR NOT NULL, PRIMARY KEY (token),"
        " FOREIGN KEY(round_id) REFERENCES equality_round (id)) WITHOUT ROWID"
    )
    add_index("equality_answers", "round_id")
