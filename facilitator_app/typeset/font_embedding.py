"""Shaped typefaces in a PDF: each document gets a font of just the clusters it draws."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary

from facilitator_app.typeset.pdf_font_objects import write_font_objects
from facilitator_app.typeset.shaped_typeface import GlyphCluster, ShapedTypeface


class ReportLabShapedFont:
    """A shaped face as reportlab's canvas uses a font: text goes in, codes of clusters come out."""

    _multiByte = 1  # noqa: N815 - reportlab's
    _dynamicFont = 1  # noqa: N815 - reportlab's
    shapable = False

    def __init__(self, face: ShapedTypeface) -> None:
        """Make the font; nothing is read before a document uses it."""
        self.fontName = face.name
        self.face = SimpleNamespace(name=face.name)
        self._face = face
        self._used: WeakKeyDictionary[Any, dict[GlyphCluster, int]] = WeakKeyDictionary()

    def stringWidth(self, text: str, size: float, **_encoding: str) -> float:  # noqa: N802 - reportlab's
        """Return how wide `text` is in points."""
        return self._face.width(text, size)

    def splitString(self, text: str, doc: Any) -> list[tuple[int, bytes]]:  # noqa: N802 - reportlab's
        """Return the codes of `text`; all are of the one subset 0."""
        codes = self._used.setdefault(doc, {})
        found = [codes.setdefault(cluster, len(codes) + 1) for cluster in self._face.clusters(text)]
        return [(0, b"".join(code.to_bytes(2, "big") for code in found))]

    def getSubsetInternalName(self, _subset: int, doc: Any) -> str:  # noqa: N802 - reportlab's
        """Return the font's name within the document, which asks for its objects at the end."""
        if self.fontName not in doc.fontMapping:
            doc.fontMapping[self.fontName] = f"/F{len(doc.fontMapping) + 1}"
            doc.delayedFonts.append(self)
        name: str = doc.fontMapping[self.fontName]
        return name

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's
        """Write the font into the document, which is at its end."""
        # fontTools takes a fifth of a second to import, and most documents have no use for it
        from facilitator_app.typeset import font_files  # noqa: PLC0415

        clusters = list(self._used.pop(doc))
        data = font_files.cluster_font(self._face, clusters)
        name = self.getSubsetInternalName(0, doc)[1:]
        doc.idToObject["BasicFonts"].dict[name] = write_font_objects(
            doc, self._face, clusters, data
        )
