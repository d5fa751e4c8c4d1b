"""Tells headings from titles above them, from other tiers of headings and from totals below."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from facilitator_app.digests.exchange import SheetRow
from facilitator_app.domain.errors import AppError
from facilitator_app.exchange.text_folding import fold_header, tidy
from facilitator_app.i18n import _

Knows = Callable[[str], bool]
"""Whether a heading fills a field."""

_VALUE = re.compile(r"\S+@\S+\.\S+|\+?[\d(][\d\s()./:,-]*|£.*")
_OWN = re.compile(r"\S+@\S+\.\S+|[+(]?(?:\d[\s()-]*){9,}|£.*")  # of one person, never a heading
_DAY = r"(?:\w+,? )?\d{1,4}(?:[/.-]| ?\w{3,9} )\d{1,4}(?:[/.-]\d{2,4}| \d{4})?(?:,? .*)?"
_SENTENCE, _SMALL_WORDS = 4, 2  # words, and those of them that no name has
_IN_NAMES = frozenset(
    [
        "al",
        "and",
        "bin",
        "da",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "née",
        "of",
        "the",
        "van",
        "von",
        "y",
    ]
)
_NOTE = re.compile(
    r"(?:grand |sub-?)?totals?(?: (?:number|members?|people|records?|rows?|of|in|all))*\W*\d*"
    r"|(?:number|count|members?|people|records?|rows?)(?: of \w+)?\W+\d+|averages?"
    r"|\d+ (?:members?|people|records?|rows?|entries|contacts?|names?)(?: in (?:all|total))?\.?"
    r"|(?:last )?(?:printed|exported|updated|as at|correct at|produced|generated)\b"
    rf"(?: \w+)?:? {_DAY}"
    r"|page \d+(?: (?:of|/) \d+)?"
    r"|\W*end of (?:the )?(?:list|report|file|data)\W*"
    r"|(?:notes?|key|source|nb|n\.b\.): .+"
    r"|\*+ ?\S.*|[-=_*. ]{3,}",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[£$€]?-?[\d,. ]+%?")


@dataclass(frozen=True, slots=True)
class Headings:
    """Unique headings, and the places of their first and last row among the rows looked at."""

    names: tuple[str, ...]
    first: int
    last: int


def find(rows: Sequence[SheetRow], knows: Knows) -> Headings:
    """Return the headings among the first rows of a list; titles above them are passed over.

    They are the row that matches most fields, else the first that is at least half full. Raises
    AppError if that row holds values.
    """
    filled = [sum(bool(cell.strip()) for cell in row.cells) for row in rows]
    if not any(filled):
        raise AppError(_("This file is empty. Choose the file that has the list in it."))
    known = [sum(map(knows, {tidy(cell) for cell in row.cells if cell.strip()})) for row in rows]
    at = next(i for i, n in enumerate(filled) if 2 * n >= max(filled) and n > (max(filled) > 1))
    if max(known) > max(known[at], max(filled) > 1):
        at = known.index(max(known))
    _check(rows[at])
    last = at
    for below in rows[at + 1 :]:
        if not _is_tier(below, knows) or _same(rows[at], below):
            break
        last += 1
    names = _names(rows[at : last + 1], knows)
    if at == last and at > 0 and _may_be_tier(rows[at - 1]):
        told_apart = _names(rows[at - 1 : at + 1], knows)
        if told_apart != names:
            return Headings(told_apart, at - 1, last)
    return Headings(names, at, last)


def is_note(cells: Sequence[str]) -> bool:
    """Whether a row is a total or a line about the list, and no record of it."""
    filled = (text for cell in cells if (text := tidy(cell)))
    if not _NOTE.fullmatch(next(filled, "")):
        return False
    return all(_FIGURE.fullmatch(one) or _NOTE.fullmatch(one) for one in filled)


def is_remark(cells: Sequence[str]) -> bool:
    """Whether a row of a list of people holds nothing but a sentence: "Rita wants no post"."""
    filled = [text for cell in cells if (text := tidy(cell))]
    if len(filled) != 1 or len(cells) == 1:
        return False
    words = filled[0].split()
    small = [one for one in words if one.isalpha() and one.islower() and one not in _IN_NAMES]
    return len(words) >= _SENTENCE and len(small) >= _SMALL_WORDS


def _check(row: SheetRow) -> None:
    cells = [cell for cell in map(tidy, row.cells) if cell]
    values = sum(bool(_VALUE.fullmatch(cell)) for cell in cells)  # days of meetings may be headings
    if 2 * values >= len(cells) or any(_OWN.fullmatch(c) or len(c) > 200 for c in cells):
        raise AppError(
            _(
                "Row {number} should have the headings (such as Surname, Telephone), but has "
                "something else. Put a row of headings above the list."
            ).format(number=row.number)
        )


def _is_tier(row: SheetRow, knows: Knows) -> bool:
    """Whether a row below headings has headings, too."""
    cells = [tidy(cell) for cell in row.cells if cell.strip()]
    known = sum(map(knows, cells))
    return 2 <= known > len(cells) / 2 and not any(map(_VALUE.fullmatch, cells))


def _may_be_tier(row: SheetRow) -> bool:
    """Whether a row above headings may have others over some of them."""
    cells = [tidy(cell) for cell in row.cells if cell.strip()]
    return len(cells) > 1 and not is_note(cells) and not any(map(_VALUE.fullmatch, cells))


def _same(one: SheetRow, other: SheetRow) -> bool:
    """Whether a row repeats the headings, as in lists joined from several pages."""
    return {fold_header(c) for c in other.cells if c.strip()} <= {fold_header(c) for c in one.cells}


def _names(tiers: Sequence[SheetRow], knows: Knows) -> tuple[str, ...]:
    """Return a heading for each column: from the lowest tier that has one, told apart by others."""
    width = max(len(tier.cells) for tier in tiers)
    columns = [[tidy("".join(tier.cells[at : at + 1])) for tier in tiers] for at in range(width)]
    lowest = [next((name for name in reversed(one) if name), "") for one in columns]
    while lowest and not lowest[-1]:
        lowest.pop()
    if len(tiers) > 1:
        over = _spread(tiers[0].cells, width)
        pairs = zip(lowest, over, strict=False)
        lowest = [_below(above, name, lowest.count(name) > 1, knows) for name, above in pairs]
    return _unique(lowest)


def _below(above: str, name: str, again: bool, knows: Knows) -> str:
    """Return a heading with the one above it, where that tells more."""
    both = f"{above} {name}"
    return both if above not in ("", name) and name and (again or knows(both)) else name


def _spread(tier: Sequence[str], width: int) -> list[str]:
    """Let each heading stand for the columns to its right, up to the next."""
    found, last = [], ""
    for at in range(width):
        last = tidy("".join(tier[at : at + 1])) or last
        found.append(last)
    return found


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """Return headers that all differ; a column without one is called by its place."""
    found: dict[str, None] = {}
    for place, name in enumerate(names, start=1):
        base = name or _("Column {n}").format(n=place)
        again = (f"{base} ({n})" for n in itertools.count(2))
        found[base if base not in found else next(n for n in again if n not in found)] = None
    return tuple(found)
