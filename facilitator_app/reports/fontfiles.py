"""Makes the font files that no package has: static parts, figures of one width, a box."""

from __future__ import annotations

import io
from collections.abc import Collection
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont as FontFile
from fontTools.varLib import instancer


def tabular(source: Path, name: str) -> io.BytesIO:
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
    return _saved(font, name)


def static_part(
    source: Path, name: str, codes: Collection[int], weight: int, *, shaped: bool
) -> io.BytesIO:
    """Return the characters `codes` of a variable font as a static one called `name`.

    Layout tables stay only where a script must be `shaped`.
    """
    data = io.BytesIO(source.read_bytes())
    font = FontFile(data, recalcTimestamp=False, lazy=True)
    options = subset.Options()
    options.layout_features = ["*"] if shaped else []
    options.hinting = False
    options.name_IDs = ["*"]
    cut = subset.Subsetter(options)
    cut.populate(unicodes=codes)
    cut.subset(font)
    still = instancer.instantiateVariableFont(font, {"wght": weight, "wdth": 100})
    return _saved(still, name)


def box(character: str) -> io.BytesIO:
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
    # A fixed date: the font's own clock would make each process write other bytes.
    build.updateHead(created=0, modified=0)
    build.font.recalcTimestamp = False
    file = io.BytesIO()
    build.save(file)
    file.seek(0)
    return file


def _saved(font: Any, name: str) -> io.BytesIO:
    """Return `font` as a file under a name of its own; fonts of one name would be mixed up."""
    for record in (1, 4, 6):
        font["name"].setName(name, record, 3, 1, 0x409)
        font["name"].setName(name, record, 1, 0, 0)
    file = io.BytesIO()
    font.save(file)
    file.seek(0)
    return file
