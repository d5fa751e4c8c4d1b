"""A seat may be held since nobody knows when."""

from facilitator_app.migrations.operations import allow_empty

revision, down_revision = "0006", "0005"


def upgrade() -> None:
    """Take a file of step 0005 to step 0006."""
    allow_empty("seat", "starts")
