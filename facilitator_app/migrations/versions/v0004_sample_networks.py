"""A sample network says in its file that it is one."""

from facilitator_app.migrations.operations import add_fields, flag

revision, down_revision = "0004", "0003"


def upgrade() -> None:
    """Take a file of step 0003 to step 0004."""
    add_fields("network", flag("sample"))
