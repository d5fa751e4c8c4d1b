"""A font as objects of a PDF, its glyphs the clusters that a document draws.

A cluster is one glyph and its characters are that glyph's text, so that words are found, copied and
read aloud as they were typed.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from facilitator_app.typeset.shaped_typeface import GlyphCluster, ShapedTypeface

_SYMBOLIC = 4
_LETTERS = 26
# A block of a character map holds no more.
_BLOCK = 100


def write_font_objects(
    doc: Any, face: ShapedTypeface, clusters: Sequence[GlyphCluster], data: bytes
) -> Any:
    """Write a font of `clusters`, numbered from 1, and return what refers to it.

    `data` is the font file that holds them.
    """
    name = PDFName(f"{_subset_tag(data)}+{face.name}")
    file = _stream(doc, data, f"file:{face.name}", Length1=len(data))
    rise, fall = face.ascent_descent
    descriptor = PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": name,
            "Flags": _SYMBOLIC,
            "FontBBox": PDFArray([0, fall, 1000, rise]),
            "ItalicAngle": 0,
            "Ascent": rise,
            "Descent": fall,
            "CapHeight": rise,
            "StemV": face.weight / 5,
            "FontFile2": file,
        }
    )
    widths = [0, *(cluster.advance * 1000 / face.units_per_em for cluster in clusters)]
    letters = PDFDictionary({
        "Type": PDFName("Font"),
        "Subtype": PDFName("CIDFontType2"),
        "BaseFont": name,
        "CIDSystemInfo": PDFDictionary({
            "Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0,
        }),
        "FontDescriptor": doc.Reference(descriptor, f"descriptor:{face.name}"),
        "CIDToGIDMap": PDFName("Identity"),
        "W": PDFArray([0, PDFArray(widths)]),
    })  # fmt: skip
    font = PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": name,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([doc.Reference(letters, f"letters:{face.name}")]),
            "ToUnicode": _stream(doc, _to_unicode(clusters).encode(), f"unicode:{face.name}"),
        }
    )
    return doc.Reference(font, f"font:{face.name}")


def _stream(doc: Any, data: bytes, name: str, **entries: int) -> Any:
    stream = PDFStream()
    stream.content = data
    stream.dictionary.dict.update(entries)
    if doc.compression:
        stream.filters = [PDFZCompress]
    return doc.Reference(stream, name)


def _subset_tag(data: bytes) -> str:
    """Return six letters that tell this part of a font from other parts of it."""
    number, letters = zlib.crc32(data), ""
    for _place in range(6):
        number, letter = divmod(number, _LETTERS)
        letters += chr(ord("A") + letter)
    return letters


def _to_unicode(clusters: Iterable[GlyphCluster]) -> str:
    """Return the map from codes to characters, those beyond 16 bits as pairs."""
    pairs = enumerate((cluster.text.encode("utf-16-be").hex().upper() for cluster in clusters), 1)
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CMapName /Said def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
            *_blocks([f"<{code:04X}> <{said}>" for code, said in pairs]),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    )


def _blocks(lines: list[str]) -> Iterator[str]:
    for at in range(0, len(lines), _BLOCK):
        block = lines[at : at + _BLOCK]
        yield "\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"])
