"""Type for documents: Atkinson Hyperlegible, Noto Sans for a word it cannot set, last a box."""

from __future__ import annotations

import io
import itertools
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import fontpkg
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from facilitator_app.reports import scripts
from facilitator_app.reports.faces import Face, PlainFace

BOX = "\u25a1"
_making = threading.Lock()


def _makers() -> ModuleType:
    # fontTools takes a fifth of a second to import, and the window has no use for it
    from facilitator_app.reports import fontfiles  # noqa: PLC0415

    return fontfiles


def _register(name: str, data: io.BytesIO | Path) -> PlainFace:
    source: Any = str(data) if isinstance(data, Path) else data
    font: Any = TTFont(name, source, shapable=False)
    pdfmetrics.registerFont(font)
    known = {code: font.face.charWidths[code] for code in font.face.charToGlyph}
    known[0xA0] = known.setdefault(0x20, 300)
    return PlainFace(name, known, font)


def _atkinson(style: str) -> Path:
    regular = Path(str(fontpkg.path("Atkinson Hyperlegible")))
    return regular.with_name(f"AtkinsonHyperlegible-{style}.ttf")


@cache
def _main(style: str) -> PlainFace:
    return _register(f"Atkinson-{style}", _atkinson(style))


@cache
def _tabular(style: str) -> PlainFace:
    """The same face with figures of one width, so that columns of numbers line up."""
    name = f"AtkinsonTabular-{style}"
    return _register(name, _makers().tabular(_atkinson(style), name))


@cache
def _boxes() -> PlainFace:
    """A font of one glyph: the box that stands for a character no font here has."""
    return _register("FacilitatorBox", _makers().box(BOX))


def face(bold: bool = False, italic: bool = False, tabular: bool = False) -> Face:
    """Return the first face for a weight; figures of one width exist upright only."""
    with _making:
        if tabular and not italic:
            return _tabular("Bold" if bold else "Regular")
        style = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic"}
        return _main(style.get((bold, italic), "BoldItalic"))


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one face."""

    face: Face
    text: str


def pieces(word: str, first: Face, bold: bool) -> tuple[Piece, ...]:
    """Set a word: in `first` if it can, else all in one other face, else letter by letter."""
    if first.has(word):
        return (Piece(first, word),)
    other = _fallback(word, bold)
    if other is not None:
        return (Piece(other, word),)
    return tuple(
        Piece(face, "".join(text for _face, text in group))
        for face, group in itertools.groupby(_letters(word, first, bold), lambda pair: pair[0])
    )


def _fallback(chars: str, bold: bool) -> Face | None:
    with _making:
        return scripts.face_for(chars, bold)


# Characters that steer others and have no shape of their own are left out, never a box.
_SILENT = ("Cf", "Mn", "Me")
_LEANING = ("Cf", "Mn", "Mc", "Me")


def _letters(word: str, first: Face, bold: bool) -> Iterator[tuple[Face, str]]:
    """Yield each letter with its face; what leans on the letter before stays in its face."""
    last: Face | None = None
    for char in word:
        kind = unicodedata.category(char)
        if last and kind in _LEANING and last.has(char):
            yield last, char
        elif first.has(char):
            last = first
            yield last, char
        elif other := _fallback(char, bold):
            last = other
            yield last, char
        elif kind not in _SILENT:
            last = None
            with _making:
                boxes = _boxes()
            yield boxes, BOX
