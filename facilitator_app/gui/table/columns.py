"""Width, order and choice of the columns of a list, remembered for each list."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from facilitator_app.digests.lists import Column, Style
from facilitator_app.gui.prefs import Prefs

LETTER = 7.4  # an average letter at 100 %, in pixels, in a font of usual width
_PADS = 16
_FIRST_EXTRA = 16
_TIGHTEST = 0.8  # how far a column of words may be narrowed before another gives way
_STRETCHES = (Style.NAME, Style.TEXT, Style.MUTED)
_NARROWS = (Style.TEXT, Style.MUTED)


@dataclass(slots=True)
class Layout:
    """The user's own arrangement: keys in order, keys put away, widths in pixels at 100 %.

    kept: keys that the user asked for, which stay even where there is no room.
    """

    order: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    widths: dict[str, int] = field(default_factory=dict)


def load(prefs: Prefs, view: str) -> Layout:
    """Read what was remembered of the list `view`; what cannot be read is forgotten."""
    try:
        data = json.loads(prefs.get(f"columns/{view}") or "{}")
        return Layout(
            [str(key) for key in data.get("order", [])],
            [str(key) for key in data.get("hidden", [])],
            [str(key) for key in data.get("kept", [])],
            {str(key): int(width) for key, width in data.get("widths", {}).items()},
        )
    except (ValueError, AttributeError, TypeError):
        return Layout()


def save(prefs: Prefs, view: str, layout: Layout) -> None:
    """Remember the arrangement of the list `view`."""
    prefs.set(f"columns/{view}", json.dumps(asdict(layout)))


def widths(
    columns: Sequence[Column], layout: Layout, room: float, letter: float = LETTER
) -> dict[str, int]:
    """Return a width for each column to show, in pixels at 100 %, that fills `room` where it can.

    The last columns are left out where there is no room, but for those the user asked for. Columns
    of words share what is left over or lacking; widths that the user has set stay.
    """
    shown = [column for column in columns if column.key not in layout.hidden]
    wanted = {c.key: layout.widths.get(c.key) or natural(c, c is shown[0], letter) for c in shown}
    own = layout.widths
    soft = [c.key for c in shown if c.style in _NARROWS and c.key not in own]
    for column in reversed(shown[1:]):
        if column.key not in layout.kept and _least(wanted, soft) > room:
            del wanted[column.key]
    lacking = sum(wanted.values()) > room
    loose = (
        soft if lacking else [c.key for c in shown if c.style in _STRETCHES and c.key not in own]
    )
    loose = [key for key in loose if key in wanted]
    base = sum(wanted[key] for key in loose)
    share = max((room - sum(wanted.values())) / base, _TIGHTEST - 1) if base else 0.0
    for key in loose:
        wanted[key] += math.floor(wanted[key] * share)
    return wanted


def _least(wanted: Mapping[str, int], soft: Sequence[str]) -> float:
    return sum(width * (_TIGHTEST if key in soft else 1) for key, width in wanted.items())


def natural(column: Column, first: bool = False, letter: float = LETTER) -> int:
    """Return the width that the column asks for, in pixels at 100 %."""
    extra = _FIRST_EXTRA if first else 0
    picture = 28 if column.style is Style.PILL else 0
    return round(column.width * letter) + _PADS + extra + picture
