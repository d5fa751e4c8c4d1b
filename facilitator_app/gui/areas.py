"""The parts of the window that F6 goes through: rail, page, the panels beside it, the notice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from PySide6.QtWidgets import QWidget

from facilitator_app.gui.page_stack import PageStack
from facilitator_app.gui.tab_order import PANEL, bring_into_view, give_keyboard, has_keyboard, stops


class HasAreas(Protocol):
    """The window, with what stands in it from left to right."""

    stack: PageStack

    @property
    def rail(self) -> QWidget:
        """The places."""
        ...

    @property
    def notice(self) -> QWidget:
        """What is told of what was done."""
        ...


def go_along(window: HasAreas, step: int) -> None:
    """Put the keyboard into the next area (1), or the one before (-1), round and round."""
    found = [one for one in _areas(window) if next(stops(one), None) is not None]
    here = [place for place, one in enumerate(found) if has_keyboard(one)]
    if not found:
        return
    to = found[(here[-1] + step) % len(found)] if here else found[0]
    if to is window.stack.currentWidget():
        window.stack.take_keyboard()
        return
    first = _chosen(to) or next(stops(to))
    give_keyboard(first)
    bring_into_view(first)


def _areas(window: HasAreas) -> Iterator[QWidget]:
    """Yield what can be seen: a panel after the page that it stands in."""
    yield window.rail
    front = window.stack.currentWidget()
    if front is not None:
        yield front
        yield from (one for one in front.findChildren(QWidget) if one.property(PANEL))
    yield window.notice


def _chosen(area: QWidget) -> QWidget | None:
    """Return the list of places: what stands above it in the rail is come to from there."""
    return next((one for one in stops(area) if one.property("kind") == "rail"), None)
