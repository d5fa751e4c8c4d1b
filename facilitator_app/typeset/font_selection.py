"""Which typeface sets a word: Atkinson Hyperlegible, else one of the Noto Sans, last a box."""

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

from facilitator_app.typeset.fallback_fonts import fallback_typeface
from facilitator_app.typeset.typefaces import SimpleTypeface, Typeface

MISSING_GLYPH = "\u25a1"
_lock = threading.Lock()


def _font_files() -> ModuleType:
    # fontTools takes a fifth of a second to import, and the window has no use for it
    from facilitator_app.typeset import font_files  # noqa: PLC0415

    return font_files


def _register(name: str, data: io.BytesIO | Path) -> SimpleTypeface:
    source: Any = str(data) if isinstance(data, Path) else data
    font: Any = TTFont(name, source, shapable=False)
    pdfmetrics.registerFont(font)
    known = {code: font.face.charWidths[code] for code in font.face.charToGlyph}
    known[0xA0] = known.setdefault(0x20, 300)
    return SimpleTypeface(name, known, font)


def _atkinson_file(style: str) -> Path:
    regular = Path(str(fontpkg.path("Atkinson Hyperlegible")))
    return regular.with_name(f"AtkinsonHyperlegible-{style}.ttf")


@cache
def _atkinson(style: str) -> SimpleTypeface:
    return _register(f"Atkinson-{style}", _atkinson_file(style))


@cache
def _tabular(style: str) -> SimpleTypeface:
    """The same face with figures of one width, so that columns of numbers line up."""
    name = f"AtkinsonTabular-{style}"
    return _register(name, _font_files().tabular_figures_font(_atkinson_file(style), name))


@cache
def _missing_glyph_typeface() -> SimpleTypeface:
    """A font of one glyph: the box that stands for a character no font here has."""
    return _register("FacilitatorBox", _font_files().missing_glyph_font(MISSING_GLYPH))


def primary_typeface(bold: bool = False, tabular: bool = False) -> Typeface:
    """Return the first face for a weight, with figures of one width if `tabular`."""
    with _lock:
        style = "Bold" if bold else "Regular"
        return _tabular(style) if tabular else _atkinson(style)


@dataclass(frozen=True, slots=True)
class FontRun:
    """Text in one face."""

    face: Typeface
    text: str


def font_runs(word: str, first: Typeface, bold: bool) -> tuple[FontRun, ...]:
    """Cut a word into runs of one typeface: `first` if it can, else one other, else by letter."""
    if first.covers(word):
        return (FontRun(first, word),)
    other = _fallback(word, bold)
    if other is not None:
        return (FontRun(other, word),)
    return tuple(
        FontRun(face, "".join(text for _face, text in group))
        for face, group in itertools.groupby(
            _typeface_by_letter(word, first, bold), lambda pair: pair[0]
        )
    )


def _fallback(chars: str, bold: bool) -> Typeface | None:
    with _lock:
        return fallback_typeface(chars, bold)


# Characters that steer others and have no shape of their own are left out, never a box.
_INVISIBLE = ("Cf", "Mn", "Me")
_COMBINING = ("Cf", "Mn", "Mc", "Me")


def _typeface_by_letter(word: str, first: Typeface, bold: bool) -> Iterator[tuple[Typeface, str]]:
    """Yield each letter with its face; what leans on the letter before stays in its face."""
    last: Typeface | None = None
    for char in word:
        kind = unicodedata.category(char)
        if last and kind in _COMBINING and last.covers(char):
            yield last, char
        elif first.covers(char):
            last = first
            yield last, char
        elif other := _fallback(char, bold):
            last = other
            yield last, char
        elif kind not in _INVISIBLE:
            last = None
            with _lock:
                boxes = _missing_glyph_typeface()
            yield boxes, MISSING_GLYPH
