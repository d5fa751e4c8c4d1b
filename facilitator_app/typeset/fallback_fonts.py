"""The Noto typefaces, one for each script; each is opened when a document first needs it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from reportlab.pdfbase import pdfmetrics

from facilitator_app.typeset.font_embedding import ReportLabShapedFont
from facilitator_app.typeset.shaped_typeface import ShapedTypeface
from facilitator_app.typeset.typefaces import Typeface

# In the order they are asked: symbols and the digits of emoji only where no script has them.
_SCRIPTS = (
    "", "Arabic", "Bengali", "Devanagari", "Gujarati", "Gurmukhi", "Tamil", "Telugu", "Hebrew",
    "Sinhala", "Thai", "Kannada", "Malayalam", "Oriya", "Ethiopic", "Armenian", "Georgian",
    "Khmer", "Lao", "Myanmar", "Symbols",
)  # fmt: skip
_WEIGHTS = {"Regular": 400, "Bold": 700}
# Letters that stand on each other would reach into the next line.
_SCALES = {"SansMyanmar": 0.88, "SansKhmer": 0.94}
# The collection has the same letters for Japan, Korea, China, Taiwan and Hong Kong, in this order.
_CHINA = 2


@lru_cache(maxsize=4096)
def fallback_typeface(chars: str, bold: bool) -> Typeface | None:
    """Return the first face that has all of `chars`, if one has."""
    return next(
        (face for face in _typefaces("Bold" if bold else "Regular") if face.covers(chars)), None
    )


def _typefaces(style: str) -> Iterator[Typeface]:
    for script in _SCRIPTS:
        yield _noto(f"Sans{script}", style)
    yield _east_asian(style)
    yield _noto("Emoji", style)


@cache
def _noto(family: str, style: str) -> Typeface:
    file = _font_file("manimgx_fonts", f"Noto{family}[wght].ttf")
    scale = _SCALES.get(family, 1)
    return _register(ShapedTypeface(f"Noto{family}-{style}", file, _WEIGHTS[style], scale=scale))


@cache
def _east_asian(style: str) -> Typeface:
    file = _font_file("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc")
    return _register(ShapedTypeface(f"NotoSansCJK-{style}", file, _WEIGHTS[style], _CHINA))


def _font_file(package: str, name: str) -> Path:
    return Path(str(files(package) / name))


def _register(face: ShapedTypeface) -> Typeface:
    pdfmetrics.registerFont(ReportLabShapedFont(face))
    return face
