"""What a screen reader hears: announcements, and what the keyboard comes to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from facilitator_app.gui import announcements


@dataclass
class Ear:
    """What was announced, and which of it at once; `stood`: names of what had the keyboard."""

    said: list[str] = field(default_factory=list)
    urgent: list[str] = field(default_factory=list)
    stood: list[str] = field(default_factory=list)

    def take(self) -> list[str]:
        """Return what was announced since it was last asked."""
        said = list(self.said)
        self.said.clear()
        return said


@contextmanager
def listening(app: QApplication) -> Iterator[Ear]:
    """Hear what is handed to assistive tools, and hand it on."""
    ear, send = Ear(), announcements.send

    def hear(part: QWidget, words: str, *, urgent: bool) -> None:
        ear.said.append(words)
        if urgent:
            ear.urgent.append(words)
        send(part, words, urgent=urgent)

    def follow(_old: QWidget | None, now: QWidget | None) -> None:
        if now is not None:
            spoken = QAccessible.queryAccessibleInterface(now)
            ear.stood.append(spoken.text(QAccessible.Text.Name))

    app.focusChanged.connect(follow)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(announcements, "send", hear)
        yield ear
    app.focusChanged.disconnect(follow)
