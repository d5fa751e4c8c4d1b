"""Typefaces for scripts whose letters join, stack and turn: HarfBuzz says what stands where."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz

from facilitator_app.typeset.bidi import contains_rtl
from facilitator_app.typeset.typefaces import PositionedText


@dataclass(frozen=True, slots=True)
class GlyphCluster:
    """The least part of a word that is drawn as one.

    It stands for `text`, takes `advance` and consists of glyphs, each with its number and its
    offset to the right and upwards; in the font's own units.
    """

    text: str
    advance: int
    glyphs: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, eq=False)
class ShapedTypeface:
    """One weight of a variable font, `scale` of its size; `index` is its place in a collection."""

    name: str
    file: Path
    weight: int
    index: int = 0
    scale: float = 1
    _shapes: Any = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Remember the words shaped last; names recur, and each is measured before it is drawn."""
        object.__setattr__(self, "_shapes", lru_cache(maxsize=4096)(self._shape))

    @cached_property
    def font(self) -> Any:
        """The font in this weight, as HarfBuzz has it."""
        source: Any = uharfbuzz.Blob.from_file_path(str(self.file))
        font: Any = uharfbuzz.Font(uharfbuzz.Face(source, self.index))
        font.set_variations({"wght": self.weight})
        return font

    @cached_property
    def _code_points(self) -> Any:
        return self.font.face.unicodes

    @property
    def units_per_em(self) -> int:
        """Units of the font to an em; more of them where it is set smaller."""
        return round(int(self.font.face.upem) / self.scale)

    @property
    def has_cubic_outlines(self) -> bool:
        """Whether its outlines are cubic curves, which TrueType does not know."""
        return "glyf" not in self.font.face.table_tags

    @property
    def ascent_descent(self) -> tuple[float, float]:
        """How far up and down its letters may go, in 1/1000 em."""
        extents = self.font.get_font_extents("ltr")
        return (
            extents.ascender * 1000 / self.units_per_em,
            extents.descender * 1000 / self.units_per_em,
        )

    def covers(self, text: str) -> bool:
        """Whether every character of `text` can be set."""
        known = self._code_points
        return all(ord(char) in known for char in text)

    def width(self, text: str, size: float) -> float:
        """Width of `text` in points."""
        return sum(cluster.advance for cluster in self.clusters(text)) * size / self.units_per_em

    def kerned(self, text: str) -> tuple[PositionedText, ...]:
        """Return `text` as it stands: its clusters bring their places with them."""
        return (PositionedText(text, 0),)

    def clusters(self, text: str) -> tuple[GlyphCluster, ...]:
        """Return what is drawn for `text`, from left to right whichever way it is read."""
        shaped: tuple[GlyphCluster, ...] = self._shapes(text)
        return shaped

    def _shape(self, text: str) -> tuple[GlyphCluster, ...]:
        source: Any = uharfbuzz.Buffer()
        source.add_str(text)
        source.guess_segment_properties()
        # Said outright: figures are of a script that is read from the right, and are not.
        source.direction = "rtl" if contains_rtl(text) else "ltr"
        uharfbuzz.shape(self.font, source)
        found = list(zip(source.glyph_infos, source.glyph_positions, strict=True))
        starts = sorted({info.cluster for info, _at in found})
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        return tuple(
            _cluster(text[start : ends[start]], [(info.codepoint, at) for info, at in group])
            for start, group in itertools.groupby(found, lambda pair: pair[0].cluster)
        )


def _cluster(text: str, glyphs: list[tuple[int, Any]]) -> GlyphCluster:
    placed, x = [], 0
    for glyph, at in glyphs:
        placed.append((glyph, x + at.x_offset, at.y_offset))
        x += at.x_advance
    return GlyphCluster(text, x, tuple(placed))
