"""Shaped faces in a PDF: each document gets a font of just the clusters it draws."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary

from facilitator_app.reports.pdffont import written
from facilitator_app.reports.shaped import Cluster, ShapedFace


class ShapedFont:
    """A shaped face as reportlab's canvas uses a font: text goes in, codes of clusters come out."""

    _multiByte = 1  # noqa: N815 - reportlab's
    _dynamicFont = 1  # noqa: N815 - reportlab's
    shapable = False

    def __init__(self, face: ShapedFace) -> None:
        """Make the font; nothing is read before a document uses it."""
        self.fontName = face.name
        self.face = SimpleNamespace(name=face.name)
        self._face = face
        self._used: WeakKeyDictionary[Any, dict[Cluster, int]] = WeakKeyDictionary()

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
        clusters = list(self._used.pop(doc))
        name = self.getSubsetInternalName(0, doc)[1:]
        doc.idToObject["BasicFonts"].dict[name] = written(doc, self._face, clusters)
