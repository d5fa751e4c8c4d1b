"""A walk through every page as assistive tools see it: named, of a kind, with its state, reached.

`FACILITATOR_PICTURES` set, the table of the walk is written beside the pictures.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QTextBrowser, QWidget

from facilitator_app.gui.metrics import TARGET
from facilitator_app.gui.tab_order import stops
from facilitator_app.gui.window import Window
from facilitator_app.services.files import File
from tests.gui import pictures
from tests.gui.probe import unreachable
from tests.pictures import visits
from tests.pictures.seeing import FOLDER
from tests.pictures.spoken_tree import Node, Role, walk
from tests.stories.house import House

pytestmark = pytest.mark.pictures

COLUMNS = (
    "controls", "without name", "wrong role", "without state", "too small", "not reached"
)  # fmt: skip
# Nobody can act on what is told as one of these.
_NO_CONTROL = (
    Role.NoRole, Role.Client, Role.Pane, Role.Window, Role.Grouping, Role.Whitespace,
    Role.StaticText, Role.Border, Role.Graphic, Role.LayeredPane,
)  # fmt: skip
# Words that take the keyboard only to be read, by arrows or a screen reader's own keys.
_READ = (QLabel, QTextBrowser)
_TICKED = (Role.CheckBox, Role.RadioButton)


def faults(window: QWidget) -> Iterator[tuple[str, str]]:
    """Yield what is wrong in `window`, as (column, what)."""
    for node in walk(window):
        part = node.spoken.object()
        if node.state.focusable:
            yield "controls", ""
            if not node.name:
                yield "without name", str(node)
            if node.role in _NO_CONTROL and not isinstance(part, _READ):
                yield "wrong role", str(node)
            if min(node.spoken.rect().width(), node.spoken.rect().height()) < TARGET and not (
                node.role is Role.Cell or isinstance(part, _READ)
            ):
                yield "too small", str(node)
        elif node.name and node.role in (Role.Client, Role.NoRole, Role.Border):
            yield "wrong role", str(node)
        if _lacks_state(node):
            yield "without state", str(node)
    yield from (("not reached", line) for line in unreachable(window))


def _lacks_state(node: Node) -> bool:
    """Say whether something that is ticked or opened does not tell whether it is."""
    if node.role in _TICKED:
        toggled = "Toggle" in node.actions or node.state.disabled
        return not (node.state.checkable and toggled)
    if node.role is Role.ComboBox:
        labelled = any(kind & QAccessible.RelationFlag.Label for _, kind in node.spoken.relations())
        return not (node.state.expandable and labelled)
    if node.role is Role.Dialog:
        return not node.state.modal
    return False


def _row(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(str(counts[column]) for column in COLUMNS)


@pytest.mark.parametrize("way", visits.WAYS)
def test_all_is_heard_and_reached(app: QApplication, cache: Path, network: File, way: str) -> None:
    house = House(app, cache, network)
    window = house.open()
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    try:
        for name, come in visits.WAYS[way](network):
            come(window)
            pictures.rest(window)
            for column, what in faults(window):
                counts[column] += 1
                if what:
                    wrong.append(f"{name}: {column}: {what}")
            wrong += [f"{name}: {line}" for line in _out_of_order(window)]
    finally:
        house.shut()
    _keep(way, counts)
    assert "\n".join(wrong) == ""


def _out_of_order(window: Window) -> Iterator[str]:
    """Yield what Tab would come to twice: forwards and backwards it is the same ring."""
    ring = [id(one) for one in stops(window)]
    if len(ring) != len(set(ring)):
        yield "Tab comes to something twice"


def _keep(way: str, counts: Counter[str]) -> None:
    folder = os.environ.get(FOLDER)
    if folder:
        path = Path(folder) / "walk.tsv"
        path.parent.mkdir(parents=True, exist_ok=True)
        known = path.read_text("utf-8") if path.exists() else "\t".join(("way", *COLUMNS)) + "\n"
        path.write_text(known + "\t".join((way, *_row(counts))) + "\n", "utf-8")
