"""A paper as a tagged PDF: a cover if it has one, pages of boxes, running heads and feet."""

from __future__ import annotations

from facilitator_app import i18n
from facilitator_app.domain.progress import Progress, Steps
from facilitator_app.i18n import _
from facilitator_app.reports.block_layout import layout_blocks, layout_masthead
from facilitator_app.reports.blocks import Block, KeepTogether, Paper, Table
from facilitator_app.reports.cover import draw_cover
from facilitator_app.typeset.header_footer import draw_footer, draw_header
from facilitator_app.typeset.layout_context import LayoutContext
from facilitator_app.typeset.page_style import LARGE_PRINT_FROM, PRINT_COLOURS, PageStyle
from facilitator_app.typeset.pagination import PlacedBox, paginate
from facilitator_app.typeset.pdf_tags import DocumentInfo, StructureElement, tag_pdf
from facilitator_app.typeset.sanitise import sanitise
from facilitator_app.typeset.tagged_canvas import TaggedCanvas


def pdf_document(paper: Paper, style: PageStyle, progress: Progress) -> bytes:
    """Return the paper on such pages, PDF/UA-1; same paper and style, same bytes.

    Raises Cancelled between two blocks, rows or pages if the user has stopped the work.
    """
    if paper.landscape and style.body.size < LARGE_PRINT_FROM:
        style = style.landscape()
    document = StructureElement("Document")
    steps = Steps(progress, _count(paper.blocks), _("Setting the text"))
    layout = LayoutContext(style, PRINT_COLOURS, style.text_width, steps)
    canvas = TaggedCanvas(style.width, style.height)
    cover = document.add("Sect") if paper.cover else None
    head = [] if cover else layout_masthead(layout, paper, document)
    pages = paginate([*head, *layout_blocks(layout, paper.blocks, document)], style, progress)
    count = len(pages) + (1 if cover else 0)
    if cover and paper.cover:
        draw_cover(canvas, layout, paper, paper.cover, cover)
    drawing = Steps(progress, len(pages), _("Drawing the pages"))
    for number, page in enumerate(pages, start=2 if cover else 1):
        drawing.step()
        if number > 1:
            canvas.next_page()
        _draw_page(canvas, layout, paper, page, number, count)
    progress.check()
    drawn = canvas.close()
    progress.check()
    title, network, subtitle = map(sanitise, (paper.title, paper.network, paper.subtitle))
    identity = DocumentInfo(title, network, subtitle, i18n.language_tag())
    return tag_pdf(drawn, document, canvas.parent_tree, canvas.bookmarks, identity, progress)


def _count(blocks: tuple[Block, ...]) -> int:
    """Return in how many steps such blocks are set: a block each, and each row of a table."""
    count = 0
    for block in blocks:
        count += 1
        if isinstance(block, KeepTogether):
            count += _count(block.blocks)
        elif isinstance(block, Table):
            count += len(block.rows)
    return count


def _draw_page(
    canvas: TaggedCanvas,
    layout: LayoutContext,
    paper: Paper,
    page: list[PlacedBox],
    number: int,
    count: int,
) -> None:
    style = layout.style
    top = style.height - style.top
    if number > 1:
        draw_header(canvas, layout, paper.network, paper.title)
    for at in page:
        at.box.draw(canvas, style.side, top - at.offset)
    where = _("Page {number} of {count}").format(number=number, count=count)
    draw_footer(canvas, layout, paper.imprint, where)
