"""Width, order and choice of the columns of a list, remembered for each list."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from types import MappingProxyType

from facilitator_app.digests.lists import CellStyle, Column
from facilitator_app.gui.prefs import Prefs

LETTER = 7.4  # an average letter at 100 %, in pixels, in a font of usual width
_PADS = 16
_NARROW, _WIDE = 20, 2_000  # pixels at 100 %, between which a remembered width is believed
_FIRST_EXTRA = 16
# How far a column of words may be narrowed before another is left out
_TIGHTEST = {CellStyle.NAME: 0.8, CellStyle.TEXT: 0.8, CellStyle.MUTED: 0.8}
_WIDEST = 1.6  # and how far long words may widen one


@dataclass(slots=True)
class Layout:
    """The user's own arrangement: keys in order, keys put away, widths in pixels at 100 %.

    hidden: usual columns that were put away; pinned: keys that the user asked for, usual or not,
    which stay even where there is no room.
    """

    order: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    pinned: list[str] = field(default_factory=list)
    widths: dict[str, int] = field(default_factory=dict)


def load(prefs: Prefs, view: str) -> Layout:
    """Read what was remembered of the list `view`; what cannot be read is forgotten."""
    try:
        data = json.loads(prefs.get(f"columns/{view}") or "{}")
        return Layout(
            [str(key) for key in data.get("order", [])],
            [str(key) for key in data.get("hidden", [])],
            [str(key) for key in data.get("pinned", [])],
            {
                str(key): min(max(int(width), _NARROW), _WIDE)
                for key, width in data.get("widths", {}).items()
            },
        )
    except (ValueError, AttributeError, TypeError, OverflowError, RecursionError):
        return Layout()


def save(prefs: Prefs, view: str, layout: Layout) -> None:
    """Remember the arrangement of the list `view`."""
    prefs.set(f"columns/{view}", json.dumps(asdict(layout)))


def chosen(layout: Layout, usual: Sequence[str]) -> tuple[str, ...]:
    """Return the keys of all columns that are wanted, in order, be there room for them or not.

    The first of the `usual` ones says whose row it is: it is always there.
    """
    wanted = [key for key in usual if key not in layout.hidden or key == usual[0]]
    wanted += [key for key in layout.pinned if key not in usual]
    first = [key for key in layout.order if key in wanted]
    return tuple(dict.fromkeys([*first, *wanted]))


@dataclass(frozen=True, slots=True)
class Need:
    """The room that a column takes, with its edges, in pixels at 100 %.

    head: that of its heading, with the arrow; words: that of its widest cell, 0 where every cell is
    blank; told: that of a heading that says how rows stand as well ("Name, by surname").
    """

    head: int
    words: int
    told: int = 0

    @property
    def whole(self) -> int:
        """The room in which nothing is cut."""
        return max(self.head, self.words)


def widths(
    columns: Sequence[Column],
    layout: Layout,
    room: float,
    letter: float = LETTER,
    needs: Mapping[str, Need] = MappingProxyType({}),
    name_letter: float = LETTER,
) -> dict[str, int]:
    """Return a width for each column to show, in pixels at 100 %, that fills `room` where it can.

    needs: the room that columns take, where it was measured; name_letter: a letter's width in
    names, which are drawn bolder. Where there is no room, columns with nothing in them are left out
    first, then the last ones, money after those and states after all others; but not those the user
    asked for. Columns of words share what is lacking, names after all others, and only words longer
    than usual are cut; what is left over goes to words that are cut, then to headings that say by
    what rows stand ("Name, by surname"), then to all columns that hold some words. Widths that the
    user has set stay.
    """
    letters = {CellStyle.NAME: max(letter, name_letter)}
    usual = {c.key: natural(c, c is columns[0], letters.get(c.style, letter)) for c in columns}
    wanted = {c.key: _wanted(c, usual[c.key], needs.get(c.key)) for c in columns} | {
        key: width for key, width in layout.widths.items() if key in usual
    }
    soft = [c for c in columns if c.style in _TIGHTEST and c.key not in layout.widths]
    heads = {c.key: needs[c.key].head if c.key in needs else 0 for c in soft}
    usual = {c.key: max(min(wanted[c.key], usual[c.key]), heads[c.key]) for c in soft}
    least = {c.key: _least(c, wanted[c.key], usual[c.key], needs.get(c.key)) for c in soft}
    blank = _blank(needs)
    _leave_out(wanted, columns, layout, least, blank, room)
    names = {c.key for c in columns if c.style is CellStyle.NAME}
    for floor, spared in ((usual, names), (usual, set()), (least, names), (least, set())):
        tight = {key: one for key, one in floor.items() if key in wanted and key not in spared}
        _narrow(wanted, tight, room)
    loose = [c.key for c in soft if c.key in wanted]
    measured = {key: needs[key] for key in loose if key in needs}
    for whole in (
        {k: n.whole for k, n in measured.items()},
        {k: n.told for k, n in measured.items()},
    ):
        _fill(wanted, whole, room)
    _widen(wanted, [key for key in loose if key not in blank] or loose, room)
    return wanted


def _wanted(column: Column, usual: int, need: Need | None) -> int:
    """Return what a column is given at first: words no more than a good deal, figures all."""
    if need is None:
        return usual
    if column.style in _TIGHTEST or column.style is CellStyle.PILL:
        return max(need.head, min(need.whole, round(usual * _WIDEST)))
    return need.whole


def _least(column: Column, wanted: int, usual: int, need: Need | None) -> int:
    """Return how narrow a column of words may get: words known to fit, and names, stay whole."""
    whole = column.style is CellStyle.NAME if need is None else wanted <= usual
    least = usual if whole else math.ceil(usual * _TIGHTEST[column.style])
    return max(least, need.head) if need is not None else least


def _blank(needs: Mapping[str, Need]) -> frozenset[str]:
    """Return the columns with nothing in them, unless nothing is in any."""
    found = frozenset(key for key, need in needs.items() if not need.words)
    return found if len(found) < len(needs) else frozenset()


def _leave_out(
    wanted: dict[str, int],
    columns: Sequence[Column],
    layout: Layout,
    least: Mapping[str, int],
    blank: frozenset[str],
    room: float,
) -> None:
    """Take out columns for which there is no room: blank ones first, then the last.

    Money goes after those, then states.
    """
    stays = {*layout.pinned, columns[0].key}
    for column in reversed(columns):
        if column.key in blank - stays - set(layout.widths) and sum(wanted.values()) > room:
            del wanted[column.key]
    last_to_go = sorted(columns, key=lambda one: (one.style is not CellStyle.PILL, not one.money))
    for column in reversed(last_to_go):
        short = sum(least.get(key, width) for key, width in wanted.items()) > room
        if column.key in wanted and column.key not in stays and short:
            del wanted[column.key]


def _narrow(wanted: dict[str, int], floor: Mapping[str, int], room: float) -> None:
    """Take what is lacking from the columns in `floor`, down to it and in proportion."""
    lacking = sum(wanted.values()) - room
    spare = sum(wanted[key] - floor[key] for key in floor)
    part = min(max(lacking / spare, 0), 1) if spare > 0 else 0
    for key, width in floor.items():
        wanted[key] -= math.ceil((wanted[key] - width) * part)


def _fill(wanted: dict[str, int], whole: Mapping[str, int], room: float) -> None:
    """Give what is left over to columns whose words are cut, in proportion to what they lack."""
    lacks = {key: width - wanted[key] for key, width in whole.items() if width > wanted[key]}
    spare = room - sum(wanted.values())
    part = min(max(spare / sum(lacks.values()), 0), 1) if lacks else 0
    for key, lack in lacks.items():
        wanted[key] += math.floor(lack * part)


def _widen(wanted: dict[str, int], loose: Sequence[str], room: float) -> None:
    """Share what is left over among the columns in `loose`, in proportion."""
    base = sum(wanted[key] for key in loose if key in wanted)
    share = max((room - sum(wanted.values())) / base, 0) if base else 0
    for key in loose:
        if key in wanted:
            wanted[key] += math.floor(wanted[key] * share)


def natural(column: Column, first: bool = False, letter: float = LETTER) -> int:
    """Return the width that the column asks for, in pixels at 100 %."""
    picture = 28 if column.style is CellStyle.PILL else 0
    return round(column.width * letter) + pads(first=first) + picture


def pads(*, first: bool) -> int:
    """Return the room left free beside what stands in a column, in pixels at 100 %."""
    return _PADS + (_FIRST_EXTRA if first else 0)
