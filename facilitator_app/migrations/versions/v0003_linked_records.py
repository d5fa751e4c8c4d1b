"""Linked records."""

from facilitator_app.migrations.operations import create_contents, create_record, date, text, whole

revision, down_revision = "0003", "0002"


def upgrade() -> None:
    """Take a file of step 0002 to step 0003."""
    create_record(
        "correction", date("date", needed=True, indexed=True),
        text("who", needed=True, indexed=True), text("what", needed=True), text("why", needed=True),
        text("target", needed=True), whole("target_id", needed=True, indexed=True),
    )  # fmt: skip
    create_record(
        "publication", text("title", needed=True, indexed=True), text("period", indexed=True),
        text("paper", needed=True, indexed=True), whole("subject", needed=True),
        date("published_on", needed=True, indexed=True),
        text("published_by", needed=True, indexed=True), text("paper_hash", needed=True),
        text("figures_hash", needed=True), whole("format", needed=True),
        date("withdrawn_on", indexed=True), text("withdrawn_why"),
    )  # fmt: skip
    create_contents()
