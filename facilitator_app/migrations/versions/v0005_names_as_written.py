"""One name is enough for a member; index and order of names fold as what is typed does."""

from alembic import op

from facilitator_app.migrations.index_folding import fold_index, fold_sort_names
from facilitator_app.migrations.operations import allow_empty

revision, down_revision = "0005", "0004"


def upgrade() -> None:
    """Take a file of step 0004 to step 0005."""
    allow_empty("member", "forenames", "surname")
    fold_index(op.get_bind())
    fold_sort_names(op.get_bind())
