"""Visitors stand on a register by name, and somebody from outside may do an action."""

from facilitator_app.migrations.operations import add_fields, allow_empty, text

revision, down_revision = "0006", "0005"


def upgrade() -> None:
    """Take a file of step 0005 to step 0006."""
    allow_empty("attendance", "member_id")
    add_fields("attendance", text("visitor"))
    add_fields("action", text("owner_name"))
