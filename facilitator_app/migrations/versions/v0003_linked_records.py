"""Linked records."""

from facilitator_app.migrations.operations import create_record, date, text, whole

revision, down_revision = "0003", "0002"


def upgrade() -> None:
    """Take a file of step 0002 to step 0003."""
    create_record(
        "correction", date("date", needed=True, indexed=True),
        text("who", needed=True, indexed=True), text("what", needed=True), text("why", needed=True),
        text("target", needed=True), whole("target_id", needed=True, indexed=True),
    )  # fmt: skip
