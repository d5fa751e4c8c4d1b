"""What is needed to set text: the sheet, its colours, and the width there is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from facilitator_app.reports.blocks import Words
from facilitator_app.reports.boxes import TextBox
from facilitator_app.reports.style import LARGE_FROM, Colours, Sheet, Type
from facilitator_app.reports.tags import Element
from facilitator_app.reports.text import set_lines
from facilitator_app.reports.words import Manner


@dataclass(frozen=True, slots=True)
class Desk:
    """A sheet with its colours, on a width that a box may narrow."""

    sheet: Sheet
    colours: Colours
    width: float

    @property
    def large(self) -> bool:
        """Whether the sheet is in large print."""
        return self.sheet.body.size >= LARGE_FROM

    def narrowed(self, by: float) -> Desk:
        """The same with less width."""
        return replace(self, width=self.width - by)

    def text(
        self,
        words: Words,
        type_: Type,
        element: Element | None,
        colour: str = "",
        *,
        bold: bool = False,
        tabular: bool = False,
        width: float = 0,
    ) -> TextBox:
        """Set words; ink and the whole width unless told otherwise."""
        width = width or self.width
        lines = set_lines(words, Manner(type_.size, bold, tabular=tabular), width)
        return TextBox(lines, element, type_, colour or self.colours.ink, width)
