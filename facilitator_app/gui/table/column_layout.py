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


def widths(
    columns: Sequence[Column],
    layout: Layout,
    room: float,
    letter: float = LETTER,
    needs: Mapping[str, int] = MappingProxyType({}),
    name_letter: float = LETTER,
) -> dict[str, int]:
    """Return a width for each column to show, in pixels at 100 %, that fills `room` where it can.

    needs: the room that the words of a column take, where it was measured; name_letter: a letter's
    width in names, which are drawn bolder. The last columns are left out where there is no room,
    but for those the user asked for. Columns of words share what is left over or lacking, and only
    words longer than usual are cut; widths that the user has set stay.
    """
    letters = {CellStyle.NAME: max(letter, name_letter)}
    usual = {c.key: natural(c, c is columns[0], letters.get(c.style, letter)) for c in columns}
    wanted = {key: _wanted(key, width, needs) for key, width in usual.items()} | {
        key: width for key, width in layout.widths.items() if key in usual
    }
    soft = [c for c in columns if c.style in _TIGHTEST and c.key not in layout.widths]
    usual = {c.key: min(wanted[c.key], usual[c.key]) for c in soft}
    least = {
        c.key: _least(wanted[c.key], usual[c.key], c.style, measured=c.key in needs) for c in soft
    }
    for column in reversed(columns[1:]):
        if column.key not in layout.pinned and sum((wanted | least).values()) > room:
            del wanted[column.key]
            least.pop(column.key, None)
    for floor in (usual, least):
        _narrow(wanted, {key: width for key, width in floor.items() if key in wanted}, room)
    _widen(wanted, [c.key for c in soft], room)
    return wanted


def _wanted(key: str, usual: int, needs: Mapping[str, int]) -> int:
    return min(needs.get(key, usual), round(usual * _WIDEST))


def _least(wanted: int, usual: int, style: CellStyle, *, measured: bool) -> int:
    """Return how narrow a column of words may get: words known to fit, and names, stay whole."""
    whole = wanted <= usual if measured else style is CellStyle.NAME
    return usual if whole else math.ceil(usual * _TIGHTEST[style])


def _narrow(wanted: dict[str, int], floor: Mapping[str, int], room: float) -> None:
    """Take what is lacking from the columns in `floor`, down to it and in proportion."""
    lacking = sum(wanted.values()) - room
    spare = sum(wanted[key] - floor[key] for key in floor)
    part = min(max(lacking / spare, 0), 1) if spare > 0 else 0
    for key, width in floor.items():
        wanted[key] -= math.ceil((wanted[key] - width) * part)


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
