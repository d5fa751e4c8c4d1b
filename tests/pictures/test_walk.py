"""A walk through every page as assistive tools see it: named, of a kind, with its state, reached.

`FACILITATOR_PICTURES` set, the table of the walk is written beside the pictures.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTextBrowser, QWidget

from facilitator_app.app.places import places
from facilitator_app.gui.metrics import TARGET
from facilitator_app.gui.tab_order import PANEL, stops
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
    "controls", "without name", "wrong role", "without state", "too small",
    "not reached forwards", "not reached backwards", "actions", "untrue actions",
)  # fmt: skip
# Nobody can act on what is told as one of these.
_NO_CONTROL = (
    Role.NoRole, Role.Client, Role.Pane, Role.Window, Role.Grouping, Role.Whitespace,
    Role.StaticText, Role.Border, Role.Graphic, Role.LayeredPane,
)  # fmt: skip
# Words that take the keyboard only to be read, by arrows or a screen reader's own keys.
_READ = (QLabel, QTextBrowser)
_MOST_PRESSES = 300  # the links of a page of the guide are gone through as well
_TICKED = (Role.CheckBox, Role.RadioButton)


def faults(window: Window) -> Iterator[tuple[str, str]]:
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
    off = unreachable(window)
    for column, key in (("forwards", Qt.Key.Key_Tab), ("backwards", Qt.Key.Key_Backtab)):
        missed = {*off, *_passed_by(window, key)}
        yield from ((f"not reached {column}", line) for line in sorted(missed))


def _passed_by(window: Window, key: Qt.Key) -> Iterator[str]:
    """Yield what the keyboard does not come to by pressing `key` all the way round.

    What lies over the page goes as the keyboard leaves it: there the ring itself has to do.
    """
    back, ring = QApplication.focusWidget(), list(stops(window))
    over = any(one.isVisible() and one.property(PANEL) for one in window.findChildren(QWidget))
    if back is None or over or window.command_box.isVisible():
        return
    came: list[QWidget] = []
    for _press in range(_MOST_PRESSES):
        now = QApplication.focusWidget()
        assert now is not None
        if now is back and came[-1:] not in ([], [back]):
            break  # all the way round
        came.append(now)
        QTest.keyClick(now, key)
    for one in ring:
        if not any(to is now or to.isAncestorOf(now) for to in _led_to(one) for now in came):
            yield f"{one.accessibleName()} is passed by"
    back.setFocus()


def _led_to(control: QWidget) -> list[QWidget]:
    """Return where Tab may come for `control`: of a choice of one, to any, and arrows go on."""
    group = control.group() if isinstance(control, QAbstractButton) else None
    return list(group.buttons()) if group is not None and group.exclusive() else [control]


def untrue(window: Window) -> Iterator[tuple[str, str]]:
    """Do to each choice what an assistive tool does; yield ("actions", "") and what is not so."""
    for name, was in {node.name: node.state.checked for node in _choices(window)}.items():
        node = _choice(window, name)
        if node is None or (was and node.role is Role.RadioButton):
            continue  # one of several is not taken back by itself
        yield "actions", ""
        before = [one.name for one in _choices(window) if one.state.checked]
        _toggle(window, node)
        now = _choice(window, name)
        if now is None or bool(now.state.checked) is bool(was):
            yield "untrue actions", f"{node} stays as it was"
        yield from (("untrue actions", f"{one} is chosen too") for one in _beside(window, name))
        for one in (name, *before):  # as it was, so that the next is tried from the same state
            back = _choice(window, one)
            if back is not None and bool(back.state.checked) is not (one in before):
                _toggle(window, back)


def _choices(window: Window) -> list[Node]:
    """Return what is ticked or chosen one of several, and is on."""
    return [one for one in walk(window) if one.role in _TICKED and not one.state.disabled]


def _choice(window: Window, name: str) -> Node | None:
    return next((one for one in _choices(window) if one.name == name), None)


def _toggle(window: Window, node: Node) -> None:
    node.spoken.actionInterface().doAction("Toggle")
    pictures.rest(window)


def _beside(window: Window, name: str) -> list[str]:
    """Return what else is told as chosen among those of which `name` is one."""
    node = _choice(window, name)
    button = node.spoken.object() if node is not None else None
    group = button.group() if isinstance(button, QAbstractButton) else None
    if group is None or not group.exclusive():
        return []
    told = [(one.name, one.spoken.object()) for one in _choices(window) if one.state.checked]
    return [one for one, other in told if one != name and other in group.buttons()]


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
            for column, what in untrue(window) if _is_tried(name) else ():
                counts[column] += 1
                wrong += [f"{name}: {column}: {what}"] if what else []
    finally:
        house.shut()
    _keep(way, counts)
    assert "\n".join(wrong) == ""


def _is_tried(name: str) -> bool:
    """Say whether what can be chosen in this state changes nothing that the next one needs."""
    return name in {place.name for place in places()} or name.startswith("settings_")


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
