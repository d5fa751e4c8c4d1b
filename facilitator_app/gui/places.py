"""What a place of the rail is, and the keys that lead to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase, digits

from facilitator_app.domain.collation import fold
from facilitator_app.gui.window_actions import action
from facilitator_app.i18n import _


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the rail: its name, words, icon, heading of its group, and its own key.

    records: the record types whose lists stand there, one or two that belong together; pinned: it
    stands below all others, always in sight; also: more words to find it by, of what is done there.
    """

    name: str
    words: str
    icon: str
    group: str = ""
    keys: str = ""
    records: tuple[str, ...] = ()
    pinned: bool = False
    also: str = ""


def in_order(places: Iterable[Place]) -> tuple[Place, ...]:
    """Return `places` as the rail lists them: groups together, what is pinned at the end."""
    given = tuple(places)
    groups = list(dict.fromkeys(place.group or place.name for place in given))
    return tuple(sorted(given, key=lambda one: (one.pinned, groups.index(one.group or one.name))))


def letters(places: Sequence[Place]) -> Mapping[str, str]:
    """Return by name the one or two letters that find a place in the list of places ("m", "mt").

    No two places share theirs. Places with a key of their own are served first, so that what
    people have learnt stays when further places come.
    """
    taken: dict[str, str] = {}
    for place in sorted(places, key=lambda one: not one.keys):
        beginnings = [fold(_(other.words)) for other in places if other is not place]
        free = [short for short in _candidates(_(place.words)) if short not in taken]
        # Two letters that begin another name would stand in the way of whoever types that name.
        clear = [one for one in free if len(one) == 1 or not _begins_any(one, beginnings)]
        taken[(clear or free)[0]] = place.name
    return {name: short for short, name in taken.items()}


def ways_to(places: Sequence[Place]) -> Mapping[str, tuple[str, ...]]:
    """Return by name the keys that lead to each place: its own if it has one, and by letters."""
    short = letters(places)
    listed = action("places").keys
    found = {}
    for place in places:
        by_letters = ", ".join((listed, *short[place.name].upper(), "Enter"))
        found[place.name] = (place.keys, by_letters) if place.keys else (by_letters,)
    return found


def _candidates(words: str) -> Iterator[str]:
    """Go through what may stand for `words`, the easiest to remember first."""
    parts = re.findall(r"\w[\w'’]*", fold(words))
    first, rest = parts[0][0], [letter for part in parts for letter in part if letter.isalnum()]
    yield first
    yield from (first + part[0] for part in parts[1:2])
    yield from (first + letter for letter in (*rest[1:], *ascii_lowercase, *digits))


def _begins_any(short: str, names: Sequence[str]) -> bool:
    return any(name.startswith(short) for name in names)
