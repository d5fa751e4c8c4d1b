"""How a stretch of text is set: size, weight, and the figures' width."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator_app.typeset.font_selection import primary_typeface
from facilitator_app.typeset.typefaces import Typeface


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How words are set: size in points, weight, and whether figures have one width."""

    size: float
    bold: bool = False
    tabular: bool = False

    @property
    def face(self) -> Typeface:
        """The face that is asked first."""
        return primary_typeface(self.bold, self.tabular)
