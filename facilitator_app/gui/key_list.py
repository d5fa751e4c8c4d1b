"""Every key of the window, as it is listed under F1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator_app.gui.places import Place, ways_to
from facilitator_app.gui.window_actions import ACTIONS, GOING, MORE_KEYS


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the key list: what it does, under which heading, and each way to do it."""

    group: str
    ways: tuple[str, ...]
    words: str


def key_list(places: Sequence[Place]) -> tuple[KeyLine, ...]:
    """Return every key of a window with these places, in the order they are listed."""
    ways = ways_to(places)
    actions = [KeyLine(one.group, one.ways, one.words) for one in ACTIONS]
    going = [KeyLine(GOING, ways[place.name], place.words) for place in places]
    more = [KeyLine(group, (keys,), words) for group, keys, words in MORE_KEYS]
    lines = [*actions, *going, *more]
    groups = list(dict.fromkeys(line.group for line in lines))
    return tuple(sorted(lines, key=lambda line: groups.index(line.group)))
