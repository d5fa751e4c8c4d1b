"""The cover: the title in a deep-blue field, large numbers and a few lines under it."""

from __future__ import annotations

from facilitator_app.reports.block_layout import layout_figures
from facilitator_app.reports.blocks import Cover, Paper
from facilitator_app.typeset.boxes import Box
from facilitator_app.typeset.cover_background import draw_cover_background
from facilitator_app.typeset.layout_context import LayoutContext
from facilitator_app.typeset.pagination import place_boxes
from facilitator_app.typeset.pdf_tags import StructureElement
from facilitator_app.typeset.tagged_canvas import TaggedCanvas


def draw_cover(
    canvas: TaggedCanvas,
    layout: LayoutContext,
    paper: Paper,
    cover: Cover,
    element: StructureElement,
) -> None:
    """Draw the first page; `element` is its own."""
    style = layout.style
    field = style.height * (0.46 if layout.is_large_print else 0.44)
    draw_cover_background(canvas, layout, field)
    _draw_title(canvas, layout, paper, element)
    _draw_figures(canvas, layout, cover, element, field)
    _draw_lines(canvas, layout, cover, element)


def _draw_title(
    canvas: TaggedCanvas, layout: LayoutContext, paper: Paper, element: StructureElement
) -> None:
    style, ink = layout.style, layout.colours.cover_ink
    y = style.height - 66
    network = layout.text_box(paper.network, style.h3, element.add("P"), ink, bold=True)
    network.draw(canvas, style.side, y)
    y -= network.height
    if paper.kicker:
        kicker = layout.text_box(paper.kicker, style.h3, element.add("P"), ink)
        kicker.draw(canvas, style.side, y)
    title = layout.text_box(paper.title, style.cover_title, element.add("H1"), ink, bold=True)
    y = style.height - 210
    canvas.bookmark(paper.title, 1, y)
    title.draw(canvas, style.side, y)
    under = layout.text_box(paper.subtitle, style.cover_line, element.add("P"), ink)
    under.draw(canvas, style.side, y - title.height - 10)


def _draw_figures(
    canvas: TaggedCanvas,
    layout: LayoutContext,
    cover: Cover,
    element: StructureElement,
    field: float,
) -> None:
    flow: list[Box] = layout_figures(layout, cover.figures, element, layout.style.figure, across=3)
    top = field - (24 if layout.is_large_print else 44)
    for at in place_boxes(flow, field, must=True)[0]:
        at.box.draw(canvas, layout.style.side, top - at.offset)


def _draw_lines(
    canvas: TaggedCanvas, layout: LayoutContext, cover: Cover, element: StructureElement
) -> None:
    style = layout.style
    texts = [
        layout.text_box(line, style.small, element.add("P"), layout.colours.ink2)
        for line in cover.foot
    ]
    top = 44 + sum(text.height for text in texts)
    for text in texts:
        text.draw(canvas, style.side, top)
        top -= text.height
