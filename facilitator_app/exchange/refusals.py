"""What is said of a file that cannot be read as a list."""

from __future__ import annotations

from pathlib import Path

from facilitator_app.domain import file_names
from facilitator_app.domain.errors import AppError
from facilitator_app.i18n import _


def see_file(path: Path) -> None:
    """Raise AppError where something else lies at `path`, OSError where nothing does."""
    if what := file_names.what_else(path.stat().st_mode):
        raise AppError(_("“{name}” cannot be read: {why}.").format(name=path.name, why=what))


def not_a_list() -> AppError:
    """Return the refusal of a file that is neither text in columns nor a workbook."""
    return AppError(
        _("This is not a list that can be read. Save it as CSV or Excel (.xlsx) and choose that.")
    )


def cut_short() -> AppError:
    """Return the refusal of text that stops where it cannot end."""
    return AppError(
        _(
            "This file seems to be cut short or damaged. Nothing was changed. "
            "Save or fetch the file again."
        )
    )
