"""The window as assistive tools see it: a tree of named parts with roles, states and actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Role = QAccessible.Role
_MOST_CHILDREN = 400  # of a long list the first rows show what all are like


@dataclass(frozen=True, slots=True)
class Node:
    """One part: what it is told to be; `path`: the names of what it stands in."""

    spoken: QAccessibleInterface
    path: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.spoken.text(QAccessible.Text.Name).strip()

    @property
    def description(self) -> str:
        return self.spoken.text(QAccessible.Text.Description).strip()

    @property
    def role(self) -> QAccessible.Role:
        return self.spoken.role()

    @property
    def state(self) -> QAccessible.State:
        return self.spoken.state()

    @property
    def actions(self) -> list[str]:
        found = self.spoken.actionInterface()
        return list(found.actionNames()) if found is not None else []

    def __str__(self) -> str:
        return f"{self.role.name} “{self.name}” in {' / '.join(one for one in self.path if one)}"


def walk(root: QWidget) -> Iterator[Node]:
    """Yield all that can be seen in `root`, in the order in which it is read."""
    spoken = QAccessible.queryAccessibleInterface(root)
    assert spoken is not None
    yield from _walk(spoken, ())


def _walk(spoken: QAccessibleInterface, path: tuple[str, ...]) -> Iterator[Node]:
    if not spoken.isValid() or spoken.state().invisible:
        return
    node = Node(spoken, path)
    yield node
    within = (*path, node.name)
    for place in range(min(spoken.childCount(), _MOST_CHILDREN)):
        child = spoken.child(place)
        if child is not None:
            yield from _walk(child, within)
