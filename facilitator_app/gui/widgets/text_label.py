"""Labels by role: what a text is for decides how it looks."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from facilitator_app.gui.metrics import px
from facilitator_app.gui.window_actions import shown_keys

_MAY_END = "\N{ZERO WIDTH SPACE}"
_LONG_WORD, _PARTS = re.compile(r"\S{24,}"), re.compile(r"\S{1,8}")


def text_label(text: str, role: str = "", *, wrap: bool = False, tone: str = "") -> QLabel:
    """Return a label that shows `text` as it stands, never as mark-up.

    role: hero, title, h2, h3, label, strong, sub, small, eyebrow, error, kbd; tone: ok, warn, bad,
    info, mute, access, late, link.
    """
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    if tone:
        label.setProperty("tone", tone)
    if wrap:
        let_wrap(label)
    return label


def let_wrap(label: QLabel) -> None:
    """Let `label` break into lines, down to the width of its longest word."""
    label.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)


def breakable(text: str) -> str:
    """Return `text` with places in long words where a line may end: the name of a file has none.

    A word that is wider than its label would push aside what stands beside it.
    """
    return _LONG_WORD.sub(lambda found: _MAY_END.join(_PARTS.findall(found[0])), text)


def key_cap(keys: str) -> QLabel:
    """Return a small cap that shows a key ("Ctrl+K") as this system writes it."""
    label = text_label(shown_keys(keys), "kbd")
    label.setFixedHeight(px(20))
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label


def restyle(widget: QWidget) -> None:
    """Draw `widget` anew after one of its style properties has changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def set_look(widget: QWidget, name: str, value: str | bool) -> None:
    """Set the style property `name` (role, tone, kind, surface, bad) and show it."""
    widget.setProperty(name, value)
    restyle(widget)
