"""What is needed to lay something out: page style, colours, the width, and whether to go on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from facilitator_app.domain.progress import Steps
from facilitator_app.typeset.boxes import TextBox
from facilitator_app.typeset.inline_text import InlineText
from facilitator_app.typeset.page_style import LARGE_PRINT_FROM, Colours, PageStyle, TypeSize
from facilitator_app.typeset.paragraph_layout import layout_lines, read_on
from facilitator_app.typeset.pdf_tags import StructureElement
from facilitator_app.typeset.text_style import TextStyle


@dataclass(frozen=True, slots=True)
class LayoutContext:
    """A page style with its colours, on a width that a box may narrow."""

    style: PageStyle
    colours: Colours
    width: float
    steps: Steps

    @property
    def is_large_print(self) -> bool:
        """Whether the page is in large print."""
        return self.style.body.size >= LARGE_PRINT_FROM

    def narrowed(self, by: float) -> LayoutContext:
        """The same with less width."""
        return replace(self, width=self.width - by)

    def text_box(
        self,
        words: InlineText,
        type_size: TypeSize,
        element: StructureElement | None,
        colour: str = "",
        *,
        bold: bool = False,
        width: float = 0,
    ) -> TextBox:
        """Lay out `words`; in ink and on the whole width unless told otherwise."""
        width = width or self.width
        lines = layout_lines(words, TextStyle(type_size.size, bold), width)
        return TextBox(lines, element, type_size, colour or self.colours.ink, width)

    def first_part(self, box: TextBox) -> TextBox:
        """Return a text whose element goes on in another box, parted from it by a blank."""
        return replace(box, lines=read_on(box.lines, TextStyle(box.type_size.size)))
