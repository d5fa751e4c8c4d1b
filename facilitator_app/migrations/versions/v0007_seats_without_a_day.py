"""A seat may be held since nobody knows when, and in a capacity."""

from facilitator_app.migrations.operations import add_fields, allow_empty, text

revision, down_revision = "0007", "0006"


def upgrade() -> None:
    """Take a file of step 0006 to step 0007."""
    add_fields("seat", text("capacity", indexed=True))
    allow_empty("seat", "starts")
