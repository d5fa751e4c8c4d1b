"""What a field is called when it is spoken: with what Qt has no state for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_parts

_CALLED = "called"


def name_field(part: QWidget, name: str, *, required: bool = False, bad: bool = False) -> None:
    """Let `part` be spoken as "Surname, required, to be mended"."""
    needed, wrong = _("required") if required else "", _("to be mended") if bad else ""
    part.setProperty(_CALLED, name)
    part.setAccessibleName(join_parts((name, needed, wrong)))


def called(part: QWidget) -> str:
    """Return the name of `part` alone, whatever state it is in."""
    return str(part.property(_CALLED) or part.accessibleName())
