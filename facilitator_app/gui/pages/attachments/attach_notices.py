"""What is said of files that were to be attached, one on each line."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator_app.domain.errors import AppError, NothingAttached
from facilitator_app.gui.widgets.buttons import Click
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.i18n import _
from facilitator_app.services.attachments import Added, reasons


def of_added(added: Added, close: Click) -> Notice | None:
    """Return what is to be said though files were attached, None where all went as expected."""
    if added.left_out:
        return _notice(_("Not everything was attached."), added.left_out, added.remarks, close)
    if added.remarks:
        return _notice(_("Not every name said what is in the file."), (), added.remarks, close)
    return None


def of_refused(error: AppError, close: Click) -> Notice | None:
    """Return what is said where none was attached; None if that is one sentence, for the bar."""
    if isinstance(error, NothingAttached) and len(error.left_out) > 1:
        return _notice(_("Nothing was attached."), error.left_out, (), close)
    return None


def _notice(title: str, left_out: Sequence[str], remarks: Sequence[str], close: Click) -> Notice:
    told = "\n".join(one for one in (reasons(left_out), *remarks) if one)
    return Notice("warn", title, told, ((_("Close"), close),))
