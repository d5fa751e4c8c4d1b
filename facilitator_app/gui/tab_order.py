"""The order of the Tab key, as the controls of a page are read: from the top, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def order_tabs(root: QWidget) -> None:
    """Let Tab go through the controls of `root` in the order in which its layouts hold them.

    Qt itself goes by when a control was made: lines that were added since would come last of all.
    """
    for before, after in pairwise(stops(root)):
        QWidget.setTabOrder(before, after)


def stops(root: QWidget) -> Iterator[QWidget]:
    """Yield the controls of `root` that take the keyboard by Tab, hidden ones too."""
    if isinstance(root, QScrollArea):
        inner = root.widget()
        if inner is not None:
            yield from stops(inner)
    elif root.focusPolicy() & Qt.FocusPolicy.TabFocus and root.focusProxy() is None:
        yield root
    elif (layout := root.layout()) is not None:
        yield from _held(layout)


def _held(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        assert item is not None
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            yield from _held(inner)
        elif widget is not None:
            yield from stops(widget)
