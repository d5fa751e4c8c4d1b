"""What is looked for on every page, and where its picture goes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QTextBrowser,
    QWidget,
)

from facilitator_app.gui.command_box_rows import FoundList
from facilitator_app.gui.editors.choice import CalmCombo
from facilitator_app.gui.editors.tick_box import Tick
from tests.gui.probe import clipped, nameless, visible

FOLDER = "FACILITATOR_PICTURES"
# What nobody can act on: a control that says it is one of these says nothing.
_NO_ROLE = (
    QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane,
    QAccessible.Role.Window, QAccessible.Role.Grouping, QAccessible.Role.Whitespace,
    QAccessible.Role.StaticText, QAccessible.Role.Border, QAccessible.Role.Graphic,
)  # fmt: skip

# Words and pages that are only read; Qt gives every scroll area and every text page such a role.
_READ = (QLabel, QTextBrowser, QScrollArea)

_OWN_KEY = re.compile(r"\((Ctrl|Alt)\+\w+\)")


def findings(page: QWidget) -> list[str]:
    """Return a line for everything on `page` that a person could not read or reach."""
    return [
        *clipped(page),
        *nameless(page),
        *unreachable(page),
        *sideways(page),
        *_cramped(page),
        *unspoken(page),
    ]


def keep(page: QWidget, look: str, name: str) -> None:
    """Write the picture of `page`, if pictures are wanted."""
    folder = os.environ.get(FOLDER)
    if folder:
        path = Path(folder) / look / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        assert page.grab().save(str(path))


def unreachable(page: QWidget) -> list[str]:
    """Return a line for each control that can be pressed but that Tab passes over.

    The chain of Tab itself is not walked: asking for a widget's neighbour ties the life of the one
    to the other, and these pages live on.
    """
    kinds = (QAbstractButton, QComboBox, QLineEdit, QAbstractItemView)
    return sorted(
        {
            f"{type(one).__name__} “{one.accessibleName()}” cannot be reached by Tab"
            for one in visible(page)
            if isinstance(one, kinds) and one.isEnabled() and _passed_over(one)
        }
    )


def _passed_over(control: QWidget) -> bool:
    if control.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return False
    if isinstance(control, QRadioButton) and control.group() is not None:
        return False  # arrows go through the choices of a group; Tab comes to the chosen one
    if _OWN_KEY.search(f"{control.accessibleName()} {control.toolTip()}"):
        return False  # pressed by the key that its name tells, from the line it stands in
    holder = control.parentWidget()
    inner = isinstance(holder, QComboBox | QAbstractItemView)
    return not inner and not isinstance(control, QScrollBar | FoundList)


def sideways(page: QWidget) -> list[str]:
    """Return a line for each visible area that has to be scrolled sideways to be read."""
    return [
        f"{area.accessibleName()} has to be scrolled sideways by {far}"
        for area in visible(page)
        if isinstance(area, QScrollArea) and (far := area.horizontalScrollBar().maximum())
    ]


def unspoken(page: QWidget) -> list[str]:
    """Return a line for each control that a screen reader could not name or would call wrongly."""
    return sorted({line for one in visible(page) for line in _faults(one)})


def _faults(widget: QWidget) -> Iterator[str]:
    node = QAccessible.queryAccessibleInterface(widget)
    if node is None or not node.state().focusable:
        return
    name = node.text(QAccessible.Text.Name).strip()
    kind = type(widget).__name__
    if not name and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield f"{kind} ({node.role().name}) is not named to a screen reader"
    if node.role() in _NO_ROLE and not isinstance(widget, _READ):
        yield f"{kind} “{name}” is called {node.role().name} by a screen reader"


def _cramped(page: QWidget) -> Iterator[str]:
    """Boxes and ticks whose words do not fit."""
    for one in visible(page):
        if isinstance(one, QCheckBox | QRadioButton) and not isinstance(one, Tick):
            if one.width() < one.sizeHint().width():
                yield f"{type(one).__name__} “{one.text()}” is cut"
        elif isinstance(one, QComboBox) and not isinstance(one, CalmCombo):
            # The arrow and the edges take about the height of the box.
            need = one.fontMetrics().horizontalAdvance(one.currentText())
            if need > one.width() - one.height():
                yield f"box “{one.accessibleName()}” cuts “{one.currentText()}”"
