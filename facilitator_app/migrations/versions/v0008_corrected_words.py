"""What stood in a sealed record before a correction, and what is right, go with it."""

from facilitator_app.migrations.operations import add_fields, string

revision, down_revision = "0008", "0007"


def upgrade() -> None:
    """Take a file of step 0007 to step 0008."""
    add_fields("correction", string("was"), string("right"))
