"""Linked records."""

from facilitator_app.migrations.operations import (
    add_fields,
    add_index,
    blob,
    create_record,
    create_table,
    date,
    string,
    text,
    whole,
)

revision, down_revision = "0003", "0002"


def upgrade() -> None:
    """Take a file of step 0002 to step 0003."""
    create_record(
        "correction", date("date", needed=True, indexed=True),
        text("who", needed=True, indexed=True), text("what", needed=True), text("why", needed=True),
        text("target", needed=True), whole("target_id", needed=True, indexed=True),
    )  # fmt: skip
    add_fields("change", blob("nonce"), blob("digest"), string("erased"))
    create_table(
        "CREATE TABLE backup (path VARCHAR NOT NULL, made VARCHAR NOT NULL,"
        " size INTEGER NOT NULL, fingerprint VARCHAR NOT NULL, seen VARCHAR NOT NULL,"
        " CONSTRAINT pk_backup PRIMARY KEY (path))"
    )
    create_table(
        "CREATE TABLE equality_round (id INTEGER NOT NULL, title VARCHAR NOT NULL,"
        " opened VARCHAR NOT NULL, PRIMARY KEY (id))"
    )
    create_table(
        "CREATE TABLE equality_answers (token VARCHAR NOT NULL, round_id INTEGER NOT NULL,"
        " answers VARCHAR NOT NULL, PRIMARY KEY (token),"
        " FOREIGN KEY(round_id) REFERENCES equality_round (id)) WITHOUT ROWID"
    )
    add_index("equality_answers", "round_id")
