"""How wide the columns of a list are, in which order, and which are shown; remembered for each list."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from facilitator_app.digests.lists import Column, Style
from facilitator_app.gui.prefs import Prefs

_LETTER = 7.4  # an average letter at 100 %, in pixels
_PADS = 16
_FIRST_EXTRA = 16
_STRETCHES = (Style.NAME, Style.TEXT, Style.MUTED)


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


def widths(columns: Sequence[Column], layout: Layout, room: float) -> dict[str, int]:
    """Return a width for each column to show, in pixels at 100 %, that fills `room` where it can.

    The last columns are left out where there is no room, but for those the user asked for. Columns
    of words share what is left over; widths that the user has set stay.
    """
    shown = [column for column in columns if column.key not in layout.hidden]
    wanted = {c.key: layout.widths.get(c.key) or natural(c, c is shown[0]) for c in shown}
    for column in reversed(shown[1:]):
        if column.key not in layout.kept and sum(wanted.values()) > room:
            del wanted[column.key]
    loose = [c for c in shown if c.style in _STRETCHES and c.key in wanted]
    loose = [c for c in loose if c.key not in layout.widths]
    spare, base = room - sum(wanted.values()), sum(wanted[c.key] for c in loose)
    for column in loose if spare > 0 else ():
        wanted[column.key] += int(spare * wanted[column.key] / base)
    return wanted


def natural(column: Column, first: bool = False) -> int:
    """Return the width that the column asks for, in pixels at 100 %."""
    extra = _FIRST_EXTRA if first else 0
    picture = 28 if column.style is Style.PILL else 0
    return round(column.width * _LETTER) + _PADS + extra + picture

