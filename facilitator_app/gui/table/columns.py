"""How wide the columns of a list are, in which order, and which are shown; remembered for each list."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from facilitator_app.digests.lists import Column, Style
from facilitator_app.gui.prefs import Prefs

_LETTER = 7.4  # an average letter at 100 %, in pixels
_PADS = 16
_FIRST_EXTRA = 16
_LEAST = 72
_STRETCHES = (Style.NAME, Style.TEXT, Style.MUTED)


@dataclass(slots=True)
class Layout:
    """The user's own arrangement: keys in order, keys put away, widths in pixels at 100 %."""

    order: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    widths: dict[str, int] = field(default_factory=dict)


def load(prefs: Prefs, view: str) -> Layout:
    """Read what was remembered of the list `view`; what cannot be read is forgotten."""
    try:
        data = json.loads(prefs.get(f"columns/{view}") or "{}")
        return Layout(
            [str(key) for key in data.get("order", [])],
            [str(key) for key in data.get("hidden", [])],
            {str(key): int(width) for key, width in data.get("widths", {}).items()},
        )
    except (ValueError, AttributeError, TypeError):
        return Layout()


def save(prefs: Prefs, view: str, layout: Layout) -> None:
    """Remember the arrangement of the list `view`."""
    kept = {"order": layout.order, "hidden": layout.hidden, "widths": layout.widths}
    prefs.set(f"columns/{view}", json.dumps(kept))


def widths(columns: Sequence[Column], layout: Layout, room: float) -> dict[str, int]:
    """Return a width for each shown column, in pixels at 100 %, that fills `room` where it can.

    Widths that the user has set stay; columns of words give way or take what is left over, but
    none falls below what its heading needs.
    """
    shown = [column for column in columns if column.key not in layout.hidden]
    wanted = {column.key: layout.widths.get(column.key) or natural(column, column is shown[0]) for column in shown}
    loose = [c for c in shown if c.style in _STRETCHES and c.key not in layout.widths]
    spare = room - sum(wanted.values())
    base = sum(wanted[c.key] for c in loose)
    if base and spare:
        for column in loose:
            share = wanted[column.key] + spare * wanted[column.key] / base
            wanted[column.key] = max(int(share), _least(column))
    return wanted


def natural(column: Column, first: bool = False) -> int:
    """Return the width that the column asks for, in pixels at 100 %."""
    extra = _FIRST_EXTRA if first else 0
    picture = 28 if column.style is Style.PILL else 0
    return round(column.width * _LETTER) + _PADS + extra + picture


def _least(column: Column) -> int:
    return max(_LEAST, round(min(column.width, len(column.label) + 3) * _LETTER) + _PADS)
