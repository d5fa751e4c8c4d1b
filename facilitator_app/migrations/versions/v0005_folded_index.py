"""The search index and the order of names fold as what is typed does."""

from alembic import op

from facilitator_app.migrations.index_folding import fold_index, fold_sort_names

revision, down_revision = "0005", "0004"


def upgrade() -> None:
    """Take a file of step 0004 to step 0005."""
    fold_index(op.get_bind())
    fold_sort_names(op.get_bind())
