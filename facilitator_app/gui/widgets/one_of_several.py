"""Buttons of which one is chosen: Tab comes to that one, and arrow keys go to the others."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QButtonGroup


class OneOfSeveral(QButtonGroup):
    """Lets Tab come to what is chosen, however that was chosen.

    Qt lets it come to what had the keyboard last: where the program chose another since, Tab would
    come to one that is not what is shown.
    """

    def __init__(self, parent: QObject) -> None:
        """Hold nothing yet."""
        super().__init__(parent)
        self.buttonToggled.connect(_stop_at_chosen)


def _stop_at_chosen(button: QAbstractButton, on: bool) -> None:
    group = button.group()
    if on and group is not None:
        for one in group.buttons():
            chosen = one is button
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
