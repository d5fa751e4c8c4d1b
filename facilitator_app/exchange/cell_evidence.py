"""Looks at the cells under a heading that may mean several fields, to see which they are of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from facilitator_app.digests.exchange import Sheet
from facilitator_app.exchange import cell_parsing
from facilitator_app.exchange.header_matching import Reads, Values
from facilitator_app.spec.kinds import Choice, FormatContext
from facilitator_app.spec.record import Field

_LOOKED_AT = 500  # filled cells of a column
_PARTS = re.compile(r"[;,/&+\n]")


def reads(sheet: Sheet, fmt: FormatContext, shortened: Values) -> Reads:
    """Return whether most cells under a heading are entries of a field's pick-list.

    Half of those must be entries as they are called: "Nurse" is short for a health professional,
    and is somebody's job too.
    """

    def found(header: str, field: Field) -> bool:
        kind = field.kind
        if not isinstance(kind, Choice):
            return False
        cells = list(_cells(sheet, header))
        read = [one for one in cells if _is_read(field, one, fmt, shortened)]
        called = [one for one in read if _is_called(kind, one, fmt)]
        return 2 * len(read) > len(cells) and 2 * len(called) >= len(read)

    return found


def _cells(sheet: Sheet, header: str) -> Iterable[str]:
    place, left = sheet.headers.index(header), _LOOKED_AT
    for row in sheet.rows:
        text = row.cells[place].strip() if place < len(row.cells) else ""
        if text:
            yield text
            left -= 1
        if not left:
            return


def _is_read(field: Field, text: str, fmt: FormatContext, shortened: Values) -> bool:
    cell = cell_parsing.parse_cell(field, text, fmt, shortened)
    return not (cell.problem or cell.rest)


def _is_called(kind: Choice, text: str, fmt: FormatContext) -> bool:
    parts = [text] if fmt.lists.code(kind.list, text) else _PARTS.split(text)
    return all(fmt.lists.code(kind.list, part.strip()) for part in parts)
