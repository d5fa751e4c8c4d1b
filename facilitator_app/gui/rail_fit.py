"""How the places of the rail fit into its height: headings, gaps, folded groups, heights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

HEADING, GAP, TIGHT_GAP = 28, 8, 2
LEAST, EASY, ROOMY, MOST = 24, 28, 32, 36
_WORTH = 0.75  # folding is worth it if it leaves no more than this part of the rows


@dataclass(frozen=True, slots=True)
class RailFit:
    """What is shown and how high it is, in pixels at 100 %.

    headed: the groups whose heading is shown, with a gap before the others; open: the groups whose
    places are shown; scrolls: whether not even this fits.
    """

    high: int
    gap: int
    headed: frozenset[str]
    open: frozenset[str]
    scrolls: bool


def fit(
    room: float, groups: Mapping[str, int], chosen: Mapping[str, bool], here: str = ""
) -> RailFit:
    """Return how `groups` (how many places each has, by name; "" has no heading) fit into `room`.

    chosen: the groups that the user opened (True) or folded (False); here: a group that is open
    whatever was chosen. Of our own accord groups are folded only where there is no room for all
    of them and folding helps, and then no more of them than need be.
    """
    named = [group for group in groups if group]
    places = sum(groups.values())
    chosen = {group: told for group, told in chosen.items() if groups.get(group, 0) > 1}
    opened = frozenset(group for group in named if group == here or chosen.get(group, True))
    rows = _rows(groups, opened)
    if room >= rows * ROOMY + len(named) * HEADING:
        high = (room - len(named) * HEADING) / max(1, rows)
        return RailFit(_within(LEAST, high), GAP, frozenset(named), opened, scrolls=False)
    folded_by_hand = False in chosen.values()
    if not folded_by_hand and room >= places * EASY + len(named) * GAP:
        return _unheaded(room, groups, GAP)
    if folded_by_hand or _helps(groups):
        return _folded(room, groups, chosen, here)
    return _unheaded(room, groups, TIGHT_GAP)


def fit_icons(room: float, groups: Mapping[str, int]) -> RailFit:
    """Return how the places fit as icons: all of them, and easy to hit where they scroll."""
    easy, tight = _unheaded(room, groups, GAP), _unheaded(room, groups, TIGHT_GAP)
    if tight.scrolls:
        return RailFit(MOST, GAP, easy.headed, easy.open, scrolls=True)
    return easy if easy.high >= EASY else tight


def _unheaded(room: float, groups: Mapping[str, int], gap: int) -> RailFit:
    """All places, with gaps in the place of headings."""
    places, named = sum(groups.values()), frozenset(group for group in groups if group)
    high = (room - len(named) * gap) / places
    return RailFit(_within(LEAST, high), gap, frozenset(), named, scrolls=high < LEAST)


def _folded(
    room: float, groups: Mapping[str, int], chosen: Mapping[str, bool], here: str
) -> RailFit:
    """The headings; open are the group that is here, those opened by hand, and what else fits."""
    several = frozenset(group for group, count in groups.items() if group and count > 1)
    single = frozenset(group for group, count in groups.items() if group and count == 1)
    opened = single | {group for group in several if group == here or chosen.get(group, False)}
    around = len(several) * HEADING + len(single) * GAP
    for group in groups:
        if group in several and group not in chosen:
            more = opened | {group}
            if room >= around + _rows(groups, more) * EASY:
                opened = more
    rows = _rows(groups, opened)
    high = _within(EASY, (room - around) / max(1, rows))
    return RailFit(high, GAP, several, opened, scrolls=around + rows * high > room)


def _helps(groups: Mapping[str, int]) -> bool:
    """Say whether folding leaves much fewer rows, the longest group being open."""
    several = [count for group, count in groups.items() if group and count > 1]
    places = sum(groups.values())
    left = places - sum(several) + len(several) + max(several, default=0)
    return left <= places * _WORTH


def _rows(groups: Mapping[str, int], opened: frozenset[str]) -> int:
    return sum(count for group, count in groups.items() if not group or group in opened)


def _within(least: int, high: float) -> int:
    return min(MOST, max(least, int(high)))
