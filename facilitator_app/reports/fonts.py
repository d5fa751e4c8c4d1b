"""Type for documents: Atkinson Hyperlegible, Noto Sans for a word it cannot set, last a box."""

from __future__ import annotations

import io
import itertools
import threading
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import fontpkg
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from facilitator_app.reports.faces import Face

BOX = "\u25a1"
_WEIGHTS = {"Regular": 400, "Bold": 700}
_ASCII = range(0x20, 0x7F)
# Noto Sans is one variable font of 3,000 characters: only the part that a paper needs is made
# static, and always the same part, so that the same paper gives the same bytes.
_PARTS: dict[str, tuple[range, ...]] = {
    "Latin": (
        range(0xA0, 0x180),
        range(0x1A0, 0x1B1),
        range(0x1E80, 0x1E86),
        range(0x1EA0, 0x1EFA),
        range(0x2010, 0x2027),
    ),
    "Latin2": (
        range(0x180, 0x370),
        range(0x1D00, 0x1E80),
        range(0x1E86, 0x1EA0),
        range(0x2000, 0x2C80),
        range(0xA700, 0xA800),
    ),
    "Greek": (range(0x370, 0x400), range(0x1F00, 0x2000)),
    "Cyrillic": (range(0x400, 0x530), range(0x2DE0, 0x2E00), range(0xA640, 0xA6A0)),
    "Devanagari": (range(0x900, 0x980), range(0x1CD0, 0x1D00), range(0xA8E0, 0xA900)),
}
_SHAPED = "Devanagari"
_making = threading.Lock()


def _makers() -> ModuleType:
    # fontTools takes a fifth of a second to import, and the window has no use for it
    from facilitator_app.reports import fontfiles  # noqa: PLC0415

    return fontfiles


def _register(name: str, data: io.BytesIO | Path, shaped: bool = False) -> Face:
    source: Any = str(data) if isinstance(data, Path) else data
    font: Any = TTFont(name, source, shapable=shaped)
    pdfmetrics.registerFont(font)
    known = {code: font.face.charWidths[code] for code in font.face.charToGlyph}
    known[0xA0] = known.setdefault(0x20, 300)
    return Face(name, known, font, shaped)


def _atkinson(style: str) -> Path:
    regular = Path(str(fontpkg.path("Atkinson Hyperlegible")))
    return regular.with_name(f"AtkinsonHyperlegible-{style}.ttf")


@cache
def _main(style: str) -> Face:
    return _register(f"Atkinson-{style}", _atkinson(style))


@cache
def _tabular(style: str) -> Face:
    """The same face with figures of one width, so that columns of numbers line up."""
    name = f"AtkinsonTabular-{style}"
    return _register(name, _makers().tabular(_atkinson(style), name))


@cache
def _noto(part: str, style: str) -> Face:
    name, shaped = f"NotoSans{part}-{style}", part == _SHAPED
    codes = {code for spread in (_ASCII, *_PARTS[part]) for code in spread}
    source = Path(str(fontpkg.path("Noto Sans")))
    made = _makers().static_part(source, name, codes, _WEIGHTS[style], shaped=shaped)
    return _register(name, made, shaped=shaped)


@cache
def _boxes() -> Face:
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


def _part_of(char: str) -> str | None:
    code = ord(char)
    return next((part for part, spreads in _PARTS.items() if any(code in s for s in spreads)), None)


def _fallback(chars: str, bold: bool) -> Face | None:
    """Return the Noto face that has all of `chars`, if one has."""
    parts = {_part_of(char) for char in chars if ord(char) not in _ASCII}
    for part in sorted(part for part in parts if part):
        with _making:
            candidate = _noto(part, "Bold" if bold else "Regular")
        if candidate.has(chars):
            return candidate
    return None


def pieces(word: str, first: Face, bold: bool) -> tuple[Piece, ...]:
    """Set a word: in `first` if it can, else all in one other face, else letter by letter."""
    if first.has(word):
        return (Piece(first, word),)
    other = _fallback(word, bold)
    if other is not None:
        return (Piece(other, word),)
    letters = [_letter(char, first, bold) for char in word]
    grouped = itertools.groupby((piece for piece in letters if piece), lambda piece: piece.face)
    return tuple(Piece(face, "".join(p.text for p in group)) for face, group in grouped)


# Characters that steer others and have no shape of their own are left out, never a box.
_SILENT = ("Cf", "Mn", "Me")


def _letter(char: str, first: Face, bold: bool) -> Piece | None:
    if first.has(char):
        return Piece(first, char)
    other = _fallback(char, bold)
    if other is not None:
        return Piece(other, char)
    if unicodedata.category(char) in _SILENT:
        return None
    with _making:
        return Piece(_boxes(), BOX)
