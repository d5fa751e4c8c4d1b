"""What a field is called when it is spoken: with what Qt has no state for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator_app.i18n import _

_CALLED = "called"


def name_field(part: QWidget, name: str, *, required: bool = False, bad: bool = False) -> None:
    """Let `part` be spoken as "Surname, required, to be mended"."""
    words = "{name}"
    if required and bad:
        words = _("{name}, required, to be mended")
    elif required or bad:
        words = _("{name}, required") if required else _("{name}, to be mended")
    part.setProperty(_CALLED, name)
    part.setAccessibleName(words.format(name=name))


def called(part: QWidget) -> str:
    """Return the name of `part` alone, whatever state it is in."""
    return str(part.property(_CALLED) or part.accessibleName())
