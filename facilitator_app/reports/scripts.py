"""The Noto faces, a font for each script; a font is opened when a document first needs it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from reportlab.pdfbase import pdfmetrics

from facilitator_app.reports.embedding import ShapedFont
from facilitator_app.reports.faces import Face
from facilitator_app.reports.shaped import ShapedFace

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
def face_for(chars: str, bold: bool) -> Face | None:
    """Return the first face that has all of `chars`, if one has."""
    return next((face for face in _faces("Bold" if bold else "Regular") if face.has(chars)), None)


def _faces(style: str) -> Iterator[Face]:
    for script in _SCRIPTS:
        yield _noto(f"Sans{script}", style)
    yield _east_asian(style)
    yield _noto("Emoji", style)


@cache
def _noto(family: str, style: str) -> Face:
    file = _file("manimgx_fonts", f"Noto{family}[wght].ttf")
    scale = _SCALES.get(family, 1)
    return _registered(ShapedFace(f"Noto{family}-{style}", file, _WEIGHTS[style], scale=scale))


@cache
def _east_asian(style: str) -> Face:
    file = _file("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc")
    return _registered(ShapedFace(f"NotoSansCJK-{style}", file, _WEIGHTS[style], _CHINA))


def _file(package: str, name: str) -> Path:
    return Path(str(files(package) / name))


def _registered(face: ShapedFace) -> Face:
    pdfmetrics.registerFont(ShapedFont(face))
    return face
