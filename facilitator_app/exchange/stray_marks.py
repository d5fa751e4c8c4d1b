"""Quotation marks that stand where none belongs: they would merge the rows of a list unsaid."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from facilitator_app.domain.errors import AppError
from facilitator_app.i18n import _

_MARK = '"'
_SHOWN = 40  # characters of a cell


def sound_record(separator: str) -> Callable[[str], str | None]:
    """Return what finds, in the text of a row, the cell whose mark closes before its end, if any.

    Blanks may stand between a closing mark and what parts the cells.
    """
    blanks = "[ ]*" if separator == "\t" else "[ \t]*"
    part = re.escape(separator)
    quoted = re.compile(rf'"[^"]*+(?:""[^"]*+)*+"{blanks}(?={part}|[\r\n]|\Z)')
    plain = re.compile(rf'(?!")[^{part}\r\n]*+')

    def unsound(text: str) -> str | None:
        at = 0
        while found := quoted.match(text, at) or plain.match(text, at):
            at = found.end()
            if not text.startswith(separator, at):
                return None
            at += len(separator)
        return text[at + 1 :]

    return unsound


def check_closed(text: str, number: int, unsound: Callable[[str], str | None]) -> None:
    """Raise AppError where text follows a closing mark in row `number`; `unsound` as above."""
    if _MARK in text and (cell := unsound(text)) is not None:
        raise AppError(
            _(
                "Row {number} cannot be read for certain: the quotation mark before “{text}” is "
                "closed in the middle of a cell. Nothing was changed. Take the stray mark out of "
                "the list, or write it twice, and choose the list again."
            ).format(number=number, text=_first_words(cell))
        )


def check_rows_apart(cells: Sequence[str], number: int, width: int, separator: str) -> str:
    """Raise AppError if a cell of row `number` holds what looks like rows of `width` cells.

    Returns what is to be said of the row where that is possible, but may well be as it is meant.
    """
    doubt = ""
    for at, cell in enumerate(cells):
        if "\n" not in cell and "\r" not in cell:
            continue
        first, *others = _parted(cell, separator)
        if not others:
            continue
        *inside, last = others
        counts = (at + first, *inside, last + len(cells) - at - 1)
        if width > 1 and all(count == width for count in counts):
            raise AppError(
                _(
                    "Row {number} seems to hold several rows: a quotation mark is opened before "
                    "“{text}” and closed in a later row. Nothing was changed. Take the stray mark "
                    "out of the list, or write it twice, and choose the list again."
                ).format(number=number, text=_first_words(cell))
            )
        parted = (count for count, own in zip(counts[1:], others, strict=True) if own > 1)
        if width in parted or width == 1:
            doubt = _("The lines after “{text}” were read as one cell: look whether they are.")
            doubt = doubt.format(text=_first_words(cell))
    return doubt


def _parted(cell: str, separator: str) -> list[int]:
    """Return into how many cells each line of `cell` would part; blank lines do not count.

    A comma that a blank follows parts nothing: it stands in a text.
    """
    parting = re.compile(rf"{re.escape(separator)}(?![ \t])")
    lines = re.split(r"\r\n|[\r\n]", cell)
    return [len(parting.findall(line)) + 1 for line in lines if line.strip()]


def _first_words(cell: str) -> str:
    first = re.split(r"[\r\n]", cell.strip(), maxsplit=1)[0]
    return first if len(first) <= _SHOWN else f"{first[: _SHOWN - 1]}…"
