"""Keeps control characters, which a paste may bring, out of fields of one line."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from facilitator_app.domain.unseen import without_controls


def keep_clean(line: QLineEdit) -> None:
    """Drop control characters as they come into `line`; the cursor stays behind what came."""
    line.textEdited.connect(lambda text: _clean(line, text))


def _clean(line: QLineEdit, text: str) -> None:
    kept = without_controls(text)
    if kept == text:
        return
    before = text.encode("utf-16-le", "surrogatepass")[: 2 * line.cursorPosition()]
    line.setText(kept)
    left = without_controls(before.decode("utf-16-le", "surrogatepass"))
    line.setCursorPosition(len(left.encode("utf-16-le")) // 2)
