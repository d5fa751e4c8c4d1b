"""What assistive tools are told that a part is, where Qt could only guess: a heading, a chart."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QWidget

_HEADINGS = ("hero", "title", "h2", "h3")


class _Heading(QAccessibleWidget):
    """The words over a page or a part of it."""

    def __init__(self, label: QLabel) -> None:
        """Tell what `label` shows."""
        super().__init__(label, QAccessible.Role.Heading)
        self._label = label

    def text(self, kind: QAccessible.Text) -> str:
        """Return the words: a label is named by what it shows, if by nothing else."""
        told = super().text(kind)
        return told or self._label.text() if kind == QAccessible.Text.Name else told


class _Modal(QAccessibleWidget):
    """What has to be answered or closed before anything else of the window can be reached."""

    def state(self) -> QAccessible.State:
        """Return the state of the widget, as one that holds all else back."""
        state = super().state()
        state.modal = True
        return state


def install() -> None:
    """Let Qt ask here first, once for each process.

    A widget that nobody types into or presses says by its attribute `spoken_role` what it is.
    """
    QAccessible.installFactory(_make)


def _make(_kind: str, part: object) -> QAccessibleInterface | None:
    if isinstance(part, QLabel):
        if part.property("role") in _HEADINGS and part.text():
            return _Heading(part)
        return None
    role = getattr(part, "spoken_role", None)
    if not isinstance(part, QWidget) or role is None:
        return None
    return (_Modal if role is QAccessible.Role.Dialog else QAccessibleWidget)(part, role)
