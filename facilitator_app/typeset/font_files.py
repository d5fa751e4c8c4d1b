"""Font files that no package has: drawn clusters, figures of one width, the missing glyph."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont as FontFile
from fontTools.ttLib.tables._g_l_y_f import flagOverlapSimple

from facilitator_app.typeset.shaped_typeface import GlyphCluster, ShapedTypeface


def tabular_figures_font(source: Path, name: str) -> io.BytesIO:
    """Return the font `source` as `name`, its figures exchanged for those of one width."""
    font = FontFile(source, recalcTimestamp=False)
    swaps: dict[str, str] = {}
    gsub = font["GSUB"].table
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for at in record.Feature.LookupListIndex:
                for table in gsub.LookupList.Lookup[at].SubTable:
                    swaps.update(table.mapping)
    for table in font["cmap"].tables:
        for code in range(ord("0"), ord("9") + 1):
            if code in table.cmap:
                table.cmap[code] = swaps.get(table.cmap[code], table.cmap[code])
    return _saved_as(font, name)


def cluster_font(face: ShapedTypeface, clusters: Sequence[GlyphCluster]) -> bytes:
    """Return a font of `clusters`, each one glyph, numbered from 1; it maps no characters."""
    drawings = [GlyphCluster("", 0, ()), *clusters]
    names = [".notdef", *(f"c{number}" for number in range(1, len(drawings)))]
    glyphs = {name: _outline(face, one) for name, one in zip(names, drawings, strict=True)}
    rise, fall = face.ascent_descent
    build: Any = FontBuilder(face.units_per_em, isTTF=True)
    build.setupGlyphOrder(names)
    build.setupGlyf(glyphs)
    build.setupHorizontalMetrics(
        {name: (one.advance, glyphs[name].xMin) for name, one in zip(names, drawings, strict=True)}
    )
    build.setupHorizontalHeader(ascent=round(rise), descent=round(fall))
    build.setupPost(keepGlyphNames=False)
    return _saved_build(build).getvalue()


def _outline(face: ShapedTypeface, cluster: GlyphCluster) -> Any:
    """Draw the glyphs of a cluster as one, in the curves that TrueType knows."""
    pen: Any = TTGlyphPen(None)
    curves = pen
    if face.has_cubic_outlines:
        curves = Cu2QuPen(pen, face.units_per_em / 1000, reverse_direction=True)
    for glyph, right, up in cluster.glyphs:
        face.font.draw_glyph_with_pen(glyph, TransformPen(curves, (1, 0, 0, 1, right, up)))
    glyph = pen.glyph()
    if glyph.numberOfContours:
        # The strokes of a variable font overlap; macOS leaves holes there unless it is told.
        glyph.flags[0] |= flagOverlapSimple
    return glyph


def missing_glyph_font(character: str) -> io.BytesIO:
    """Return a font of one glyph, the box that `character` is."""
    pen: Any = TTGlyphPen(None)
    for corners in (
        ((60, 0), (60, 680), (560, 680), (560, 0)),
        ((110, 50), (510, 50), (510, 630), (110, 630)),
    ):
        pen.moveTo(corners[0])
        for corner in corners[1:]:
            pen.lineTo(corner)
        pen.closePath()
    square, empty = pen.glyph(), TTGlyphPen(None).glyph()
    build: Any = FontBuilder(1000, isTTF=True)
    build.setupGlyphOrder([".notdef", "space", "box"])
    build.setupCharacterMap({0x20: "space", ord(character): "box"})
    build.setupGlyf({".notdef": square, "space": empty, "box": square})
    build.setupHorizontalMetrics({".notdef": (620, 60), "space": (300, 0), "box": (620, 60)})
    build.setupHorizontalHeader(ascent=800, descent=-200)
    build.setupNameTable(
        {"familyName": "FacilitatorBox", "styleName": "Regular", "psName": "FacilitatorBox"}
    )
    build.setupOS2()
    build.setupPost()
    return _saved_build(build)


def _saved_build(build: Any) -> io.BytesIO:
    # A fixed date: the font's own clock would make each process write other bytes.
    build.updateHead(created=0, modified=0)
    build.font.recalcTimestamp = False
    file = io.BytesIO()
    build.save(file)
    file.seek(0)
    return file


def _saved_as(font: Any, name: str) -> io.BytesIO:
    """Return `font` as a file under a name of its own; fonts of one name would be mixed up."""
    for record in (1, 4, 6):
        font["name"].setName(name, record, 3, 1, 0x409)
        font["name"].setName(name, record, 1, 0, 0)
    file = io.BytesIO()
    font.save(file)
    file.seek(0)
    return file
