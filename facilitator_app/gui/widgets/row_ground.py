"""What a row of a list stands on: its ground, a hairline, and the bar of the chosen one."""

from __future__ import annotations

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from facilitator_app.gui import theme
from facilitator_app.gui.metrics import px


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> bool:
    """Paint a row's ground, hairline and, if selected, its bar; return whether it is selected."""
    colours = theme.current()
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    over = bool(option.state & QStyle.StateFlag.State_MouseOver)
    rect = option.rect
    ground = "select" if selected else "hover" if over else "paper"
    painter.fillRect(rect, colours.colour(ground))
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colours.colour("line"))
    if selected:
        bar = colours.colour("focus2" if colours.loud else "primary")
        painter.fillRect(rect.left(), rect.top(), px(3), rect.height(), bar)
    return selected
