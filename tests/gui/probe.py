"""Finds what a person could not read or reach: cut words, nameless controls, lost focus."""

from __future__ import annotations

from collections.abc import Iterator

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

from facilitator_app.gui.tab_order import TabsAsRead, focus_proxy, stops
from facilitator_app.gui.widgets.chip import ChipButton
from facilitator_app.gui.widgets.dots import Dots
from facilitator_app.gui.widgets.pill import PillLabel
from facilitator_app.gui.widgets.step_line import StepLine

_CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
    QTextEdit,
)  # fmt: skip
_DRAWN = (PillLabel, ChipButton, StepLine)
_WORDED = (QLabel, QPushButton, PillLabel, ChipButton, Dots, QLineEdit, QComboBox)
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def visible(root: QWidget) -> Iterator[QWidget]:
    """Go through all that can be seen in `root`, leaving out what lies on hidden pages unseen."""
    ahead = [root]
    while ahead:
        one = ahead.pop()
        if one.isVisible():
            yield one
            ahead += one.findChildren(QWidget, options=_DIRECT)


def clipped(root: QWidget) -> list[str]:
    """Return a line for each visible thing in `root` whose words are cut."""
    found = []
    for one in visible(root):
        if isinstance(one, QLabel):
            found.append(_cut_label(one))
        elif isinstance(one, (QPushButton, *_DRAWN)):
            found.append(_too_small(one))
        if isinstance(one, _WORDED):
            found.append(_outside(root, one))
    return [line for line in found if line]


def nameless(root: QWidget) -> list[str]:
    """Return a line for each visible control in `root` that a screen reader could not name."""
    found = []
    for control in _controls(root):
        spoken = QAccessible.queryAccessibleInterface(control)
        if spoken is None or not spoken.text(QAccessible.Text.Name).strip():
            found.append(f"{_who(control)} has no accessible name")
    return sorted(set(found))


def unreachable(root: QWidget) -> list[str]:
    """Return a line for each visible, enabled control in `root` that Tab never comes to."""
    window = root.window()
    reached = set(stops(window)) if isinstance(window, TabsAsRead) else _tab_order(window)
    found = []
    for control in _controls(root):
        takes = control.focusPolicy() & Qt.FocusPolicy.TabFocus
        if control.isEnabled() and not (takes and control in reached) and not _by_arrows(control):
            found.append(f"{_who(control)} cannot be reached by Tab")
    return sorted(set(found))


def _by_arrows(control: QWidget) -> bool:
    """Return whether arrow keys lead to a control: of a choice of one, Tab comes to what is set."""
    if not isinstance(control, QAbstractButton) or control.group() is None:
        return False
    return control.group().exclusive() and not control.isChecked()


def _tab_order(window: QWidget) -> set[QWidget]:
    """Return all that Tab comes to in `window`, and what takes the keyboard in its place."""
    chain = [window]
    while (one := chain[-1].nextInFocusChain()) not in (None, window):
        chain.append(one)
    proxies = [proxy for one in chain if (proxy := focus_proxy(one)) is not None]
    for one in chain:
        # PySide has made each the child of the one it was reached from, to die with it: put right
        QObject.setParent(one, one.parentWidget())
    return {*chain, *proxies}


def _controls(root: QWidget) -> Iterator[QWidget]:
    for one in visible(root):
        if isinstance(one, _CONTROLS) and not _is_inner(one):
            yield one


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
    wraps = isinstance(widget, StepLine | PillLabel)
    need = widget.minimumSizeHint() if wraps else widget.sizeHint()
    if widget.hasHeightForWidth():
        need.setHeight(max(need.height(), widget.heightForWidth(widget.width())))
    if widget.width() < need.width() or widget.height() < need.height() - 1:
        return f"{_who(widget)} needs {_size(need)}, has {_size(widget.size())}"
    return ""


def _outside(root: QWidget, words: QWidget) -> str:
    """Words that stand in part outside what shows them, where nothing can be scrolled."""
    if words is root:
        return ""
    holder = words.parentWidget()
    while holder is not None and not _scrolls(holder):
        box = QRect(words.mapTo(holder, QPoint(0, 0)), words.size())
        if not holder.rect().contains(box):
            return f"{_who(words)} stands outside {type(holder).__name__}"
        holder = None if holder is root else holder.parentWidget()
    return ""


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
