"""Buttons by kind: one filled a page, the rest outlined, quiet, or an icon with a name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from facilitator_app.gui import icons
from facilitator_app.gui.metrics import CONTROL, ICON, px

Click = Callable[[], object]
_TOKENS = {
    "primary": "on_primary",
    "quiet": "link",
    "back": "link",
    "link": "link",
    "note": "paper",
}

_MOST = 32  # characters
_REMOVES = "trash"


class OnceButton(QPushButton):
    """Takes a double click for one click: what comes of it may lie under the same mouse.

    That is another step, or the next thing to remove.
    """

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Do nothing: the first click is done already."""
        event.accept()


def button(
    text: str, kind: str = "", icon: str = "", on_click: Click | None = None, *, once: bool = False
) -> QPushButton:
    """Return a button; kind: "" (outlined), primary, quiet, link, back, icon, find, row, note.

    once: a double click is one, as it is of a primary button and of what removes.
    """
    once = once or kind == "primary" or icon == _REMOVES
    result = OnceButton() if once else QPushButton()
    set_words(result, text)
    if kind:
        result.setProperty("kind", kind)
    if icon:
        set_icon(result, icon)
    result.setCursor(Qt.CursorShape.PointingHandCursor)
    result.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    result.setAutoDefault(True)  # Enter presses it
    if on_click is not None:
        result.clicked.connect(lambda _on=False: on_click())
    return result


def primary_button(text: str, icon: str = "", on_click: Click | None = None) -> QPushButton:
    """Return the one filled button of a page."""
    return button(text, "primary", icon, on_click)


def quiet_button(text: str, icon: str = "", on_click: Click | None = None) -> QPushButton:
    """Return a button without an edge, in the colour of links."""
    return button(text, "quiet", icon, on_click)


def icon_button(icon: str, name: str, on_click: Click | None = None) -> QPushButton:
    """Return a square button that shows only `icon`; `name` is its tooltip and spoken name."""
    result = button("", "icon", icon, on_click)
    result.setAccessibleName(name)
    result.setToolTip(name)
    result.setFixedSize(px(CONTROL), px(CONTROL))
    return result


def back_button(text: str, on_click: Click | None = None) -> QPushButton:
    """Return "← Members", the way back to where the user was."""
    return button(text, "back", "arrow-left", on_click)


def set_words(target: QPushButton, text: str) -> None:
    """Write `text` on `target`, which is spoken so as well."""
    # An ampersand in someone's words is a letter, never a key.
    target.setText(text.replace("&", "&&"))
    target.setAccessibleName(text)


def show_words(target: QPushButton, icon: str, *, on: bool) -> None:
    """Show the words of `target` beside its `icon`, or the icon alone; spoken they are always."""
    words = target.accessibleName()
    target.setText(words.replace("&", "&&") if on else "")
    target.setToolTip("" if on else words)
    set_icon(target, icon)


def shortened(text: str) -> str:
    """Return `text`, cut to what a button can hold in large type."""
    return text if len(text) <= _MOST else f"{text[: _MOST - 1].rstrip()}…"


def set_icon(target: QPushButton, icon: str, token: str = "") -> None:
    """Show `icon` on `target`, in the colour that its kind asks for."""
    kind = str(target.property("kind") or "")
    size = ICON if kind == "icon" else ICON - 2
    gap = 4 if target.text() else 0
    target.setIcon(icons.icon(icon, token or _TOKENS.get(kind, "ink2"), size, gap))
    target.setIconSize(QSize(px(size) + px(gap), px(size)))
