"""Grounds that parts stand on: cards, panels, rules."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from facilitator_app.gui.metrics import px


def surface(kind: str) -> QWidget:
    """Return an empty widget with the ground `kind`.

    paper, ground, rail, side, head, foot, card, outline, pop, access, info, ok, warn, bad.
    """
    result = QWidget()
    dress(result, kind)
    return result


def dress(widget: QWidget, kind: str) -> None:
    """Give `widget` the ground `kind`."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    widget.setProperty("surface", kind)


def rule() -> QWidget:
    """Return a hairline across its place."""
    result = surface("rule")
    result.setFixedHeight(1)
    result.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return result


def upright() -> QWidget:
    """Return a hairline down its place."""
    result = surface("rule")
    result.setFixedWidth(1)
    result.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
    return result


def column(
    parent: QWidget | None = None, gap: int = 0, edges: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Return a vertical layout; `gap` and `edges` (left, top, right, bottom) in pixels at 100 %."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    _space(layout, gap, edges)
    return layout


def row(
    parent: QWidget | None = None, gap: int = 0, edges: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Return a horizontal layout; `gap` and `edges` as for `column`."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    _space(layout, gap, edges)
    return layout


def clear(layout: QLayout) -> None:
    """Take everything out of `layout` and let it go."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            clear(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _space(layout: QBoxLayout, gap: int, edges: tuple[int, int, int, int]) -> None:
    layout.setSpacing(px(gap))
    layout.setContentsMargins(*(px(edge) for edge in edges))


class CardSurface(QWidget):
    """A framed ground with a column inside; `body` takes what stands on it."""

    def __init__(self, kind: str = "card", gap: int = 8, edge: int = 20) -> None:
        """Make a card of the ground `kind` with `edge` pixels of space inside."""
        super().__init__()
        dress(self, kind)
        self.body = column(self, gap, (edge, edge, edge, edge))
