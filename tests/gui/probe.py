"""Finds what a person could not read or reach: cut words, nameless controls, lost focus."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from facilitator_app.gui.widgets.chip import Chip
from facilitator_app.gui.widgets.dots import Dots
from facilitator_app.gui.widgets.pill import Pill
from facilitator_app.gui.widgets.steps import StepLine

_CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
    QTextEdit,
)  # fmt: skip
T = TypeVar("T", bound=QWidget)
_DRAWN = (Pill, Chip, StepLine)


def clipped(root: QWidget) -> list[str]:
    """Return a line for each visible thing in `root` whose words are cut."""
    return [
        *(line for label in _seen(root, QLabel) if (line := _cut_label(label))),
        *(line for button in _seen(root, QPushButton) if (line := _too_small(button))),
        *(line for kind in _DRAWN for drawn in _seen(root, kind) if (line := _too_small(drawn))),
        *_outside(root),
    ]


def nameless(root: QWidget) -> list[str]:
    """Return a line for each visible control in `root` that a screen reader could not name."""
    found = []
    for kind in _CONTROLS:
        for control in _seen(root, kind):
            if _is_inner(control):
                continue
            spoken = QAccessible.queryAccessibleInterface(control)
            if spoken is None or not spoken.text(QAccessible.Text.Name).strip():
                found.append(f"{_who(control)} has no accessible name")
    return sorted(set(found))


def unreachable(root: QWidget) -> list[str]:
    """Return a line for each visible, enabled control in `root` that Tab never comes to."""
    reached = _tab_order(root.window())
    found = []
    for kind in _CONTROLS:
        for control in _seen(root, kind):
            takes = control.focusPolicy() & Qt.FocusPolicy.TabFocus
            if (
                control.isEnabled()
                and not _is_inner(control)
                and not (takes and control in reached)
            ):
                found.append(f"{_who(control)} cannot be reached by Tab")
    return sorted(set(found))


def _tab_order(window: QWidget) -> set[QWidget]:
    """Return all that Tab comes to in `window`, and what takes the keyboard in its place."""
    chain = [window]
    while (one := chain[-1].nextInFocusChain()) not in (None, window):
        chain.append(one)
    proxies = [proxy for one in chain if (proxy := one.focusProxy()) is not None]
    for one in (*chain, *proxies):
        # PySide has made each the child of the one it was reached from, to die with it: put right
        QObject.setParent(one, one.parentWidget())
    return {*chain, *proxies}


def _seen(root: QWidget, kind: type[T]) -> Iterator[T]:
    yield from (one for one in root.findChildren(kind) if one.isVisible())


def _cut_label(label: QLabel) -> str:
    text = label.text()
    if not text or label.textFormat() != Qt.TextFormat.PlainText:
        return ""
    room = label.contentsRect()
    if label.wordWrap():
        need = label.fontMetrics().boundingRect(
            QRect(0, 0, room.width(), 100_000), int(Qt.TextFlag.TextWordWrap), text
        )
    else:
        need = label.fontMetrics().boundingRect(QRect(), 0, text)
    if need.width() > room.width() + 1 or need.height() > room.height() + 1:
        return f"label “{text}” needs {_size(need.size())}, has {_size(room.size())}"
    return ""


def _too_small(widget: QWidget) -> str:
    need = widget.minimumSizeHint() if isinstance(widget, StepLine) else widget.sizeHint()
    if widget.width() < need.width() or widget.height() < need.height() - 1:
        return f"{_who(widget)} needs {_size(need)}, has {_size(widget.size())}"
    return ""


def _outside(root: QWidget) -> Iterator[str]:
    """Words that stand in part outside what shows them, where nothing can be scrolled."""
    kinds = (QLabel, QPushButton, Pill, Chip, Dots, QLineEdit, QComboBox)
    for kind in kinds:
        for widget in _seen(root, kind):
            holder = widget.parentWidget()
            while holder is not None and holder is not root.parentWidget():
                if _scrolls(holder):
                    break
                box = QRect(widget.mapTo(holder, QPoint(0, 0)), widget.size())
                if not holder.rect().contains(box):
                    yield f"{_who(widget)} stands outside {type(holder).__name__}"
                    break
                if holder is root:
                    break
                holder = holder.parentWidget()


def _scrolls(holder: QWidget) -> bool:
    return isinstance(holder.parentWidget(), QScrollArea | QAbstractItemView | QTextEdit)


def _is_inner(control: QWidget) -> bool:
    """Parts that Qt builds into others: the field of a combo, a list's header, a scroll bar."""
    parent = control.parentWidget()
    inner = isinstance(parent, QComboBox | QAbstractSpinBox | QAbstractItemView | QScrollBar)
    return inner or control.focusPolicy() == Qt.FocusPolicy.NoFocus


def _who(widget: QWidget) -> str:
    words = widget.accessibleName() or getattr(widget, "text", str)()
    return f"{type(widget).__name__} “{words}”"


def _size(size: QSize) -> str:
    return f"{size.width()}×{size.height()}"
