"""From blocks to boxes: what each part of a paper looks like on a page, and how it is tagged."""

from __future__ import annotations

from dataclasses import replace
from functools import partial, singledispatch
from typing import Any

from facilitator_app.digests.charts import Chart
from facilitator_app.reports.blocks import (
    ActionBlock,
    Block,
    DecisionBlock,
    Facts,
    Figure,
    Figures,
    Heading,
    KeepTogether,
    Listing,
    NoteBlock,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from facilitator_app.typeset import charts
from facilitator_app.typeset.boxes import (
    Box,
    ChartBox,
    PageBreakBox,
    RowBox,
    RuleBox,
    TextBox,
    replace_box,
)
from facilitator_app.typeset.inline_text import InlineText, unstyled_text
from facilitator_app.typeset.layout_context import LayoutContext
from facilitator_app.typeset.page_style import TypeSize
from facilitator_app.typeset.paragraph_layout import max_content_width
from facilitator_app.typeset.pdf_tags import StructureElement
from facilitator_app.typeset.stack_box import StackBox
from facilitator_app.typeset.table_layout import column_widths, table_as_list, table_boxes
from facilitator_app.typeset.text_style import TextStyle

# What is written by hand is no larger in large print.
_ROOM_TO_SIGN = 38.0
# So much of its height has a chart of standing bars where that fills a page.
_LOWER = 0.7


def layout_blocks(
    layout: LayoutContext, blocks: tuple[Block, ...], document: StructureElement
) -> list[Box]:
    """Return the boxes of all blocks in reading order, their elements added to `document`."""
    done: list[Box] = []
    for at, block in enumerate(blocks):
        layout.steps.step()
        made = layout_block(block, layout, document)
        before = blocks[at - 1] if at else None
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        if made and isinstance(after, Heading) and not _opens(block, after):
            made[-1] = replace_box(made[-1], keep_with_next=False)
        elif made and _keeps_with_next(before, block, after):
            made[-1] = replace_box(made[-1], keep_with_next=True)
            if isinstance(made[-1], TextBox) and isinstance(after, Table | Chart):
                made[-1] = replace(made[-1], opens=isinstance(block, Paragraph))
        if made and isinstance(block, NoteBlock) and isinstance(before, Heading):
            made[-1] = replace_box(made[-1], space_after=layout.style.gap)
        done += made
    return done


def _opens(block: Block, heading: Heading) -> bool:
    """Whether `heading` is the first thing under the heading `block`."""
    return isinstance(block, Heading) and block.level < heading.level


def _keeps_with_next(before: Block | None, block: Block, after: Block | None) -> bool:
    """Whether a block may not be parted from the next.

    A table stays with its note, the last lines of a discussion with what was decided, the end of a
    paper with where it is signed, and what follows a heading with the table or text it opens.
    """
    if isinstance(after, KeepTogether) and any(isinstance(one, Signature) for one in after.blocks):
        return True
    if isinstance(block, Table):
        return isinstance(after, NoteBlock)
    if isinstance(block, Paragraph) and isinstance(after, DecisionBlock | ActionBlock):
        return True
    if not isinstance(before, Heading):
        return False
    return isinstance(block, NoteBlock) or (
        isinstance(block, Paragraph) and isinstance(after, Table | Chart)
    )


@singledispatch
def layout_block(block: Block, _layout: LayoutContext, _document: StructureElement) -> list[Box]:
    """Return the boxes of one block; each kind of block has its own function below."""
    raise TypeError(f"no boxes for {type(block).__name__}")


def layout_masthead(layout: LayoutContext, paper: Paper, document: StructureElement) -> list[Box]:
    """Return the head of a paper without a cover: network, title and what it is."""
    style, colours = layout.style, layout.colours
    network = layout.text_box(
        paper.network, style.h3, document.add("P"), colours.primary, bold=True
    )
    title = layout.text_box(paper.title, style.title, document.add("H1"), bold=True)
    gap = style.gap
    under: list[Box] = []
    if paper.subtitle:
        said = layout.text_box(paper.subtitle, style.lead, document.add("P"), colours.ink2)
        under = [replace(said, space_after=gap * 3, keep_with_next=True)]
    return [
        replace(network, space_after=gap, keep_with_next=True),
        replace(
            title, space_after=gap, keep_with_next=True, bookmark=(unstyled_text(paper.title), 1)
        ),
        *under,
        RuleBox(layout.width, colours.line, space_after=gap * 4, keep_with_next=True),
    ]


@layout_block.register
def _heading(block: Heading, layout: LayoutContext, document: StructureElement) -> list[Box]:
    style = layout.style
    type_size = style.h2 if block.level == 2 else style.h3
    element = document.add(f"H{block.level}")
    title = layout.text_box(block.text, type_size, element, bold=True)
    mark = (block.full_text, block.level - 1)
    before, after = (7, 2) if block.level == 2 else (4, 1)
    box: Box = replace(title, bookmark=mark, orphans=99)
    if block.number:
        number = layout.text_box(
            block.number, style.small, element, layout.colours.primary, bold=True
        )
        parts = (
            replace(layout.first_part(number), bookmark=mark, tagged_by_parent=True),
            replace(title, tagged_by_parent=True),
        )
        box = StackBox(parts, layout.width, element=element)
    return [
        replace_box(
            box, keep_with_next=True, space_before=style.gap * before, space_after=style.gap * after
        )
    ]


@layout_block.register
def _paragraph(block: Paragraph, layout: LayoutContext, document: StructureElement) -> list[Box]:
    style = layout.style
    type_size = style.lead if block.lead else style.body
    box = layout.text_box(block.words, type_size, document.add("P"))
    return [replace(box, space_before=style.gap, space_after=style.gap * (3 if block.lead else 2))]


@layout_block.register
def _note(block: NoteBlock, layout: LayoutContext, document: StructureElement) -> list[Box]:
    style = layout.style
    box = layout.text_box(block.text, style.small, document.add("P"), layout.colours.ink2)
    return [replace(box, space_before=style.gap, space_after=style.gap * 3)]


@layout_block.register
def _listing(block: Listing, layout: LayoutContext, document: StructureElement) -> list[Box]:
    style = layout.style
    element = document.add("L", scope="Decimal" if block.numbered else "Disc")
    across = 1 if layout.is_large_print else block.across
    inner = replace(layout, width=(layout.width - 16 * (across - 1)) / across)
    cells = [
        _item(inner, words, f"{number}." if block.numbered else "•", element)
        for number, words in enumerate(block.items, start=1)
    ]
    done: list[Box] = []
    for at in range(0, len(cells), across):
        row = tuple(
            (x + place * (inner.width + 16), box)
            for place, pair in enumerate(cells[at : at + across])
            for x, box in pair
        )
        done.append(RowBox(row, layout.width, space_after=style.gap * 0.75))
    return _with_space_after(_never_one_alone(done), style.gap * 2)


def _never_one_alone(rows: list[Box]) -> list[Box]:
    """Keep the first row of a list with the second, and the last one with the row before it."""
    together = {0, len(rows) - 2}
    return [
        replace_box(row, keep_with_next=True) if at in together and at + 1 < len(rows) else row
        for at, row in enumerate(rows)
    ]


def _item(
    layout: LayoutContext, words: InlineText, sign: str, element: StructureElement
) -> list[tuple[float, TextBox]]:
    style = layout.style
    indent = style.body.size * (1.2 if sign == "•" else 2)
    item = element.add("LI")
    label = layout.text_box(sign, style.body, item.add("Lbl"), layout.colours.primary, width=indent)
    return [
        (0, label),
        (indent, layout.narrowed(indent).text_box(words, style.body, item.add("LBody"))),
    ]


def _with_space_after(done: list[Box], after: float) -> list[Box]:
    """Set the distance under the last of several boxes."""
    return [*done[:-1], replace_box(done[-1], space_after=after)] if done else done


@layout_block.register
def _facts(block: Facts, layout: LayoutContext, document: StructureElement) -> list[Box]:
    style, colours = layout.style, layout.colours
    element = document.add("L")
    widest = max(
        (max_content_width(label, TextStyle(style.body.size)) for label, _v in block.pairs),
        default=0,
    )
    column = max(widest + 24, 100) if widest < layout.width * 0.4 else 0.0
    done: list[Box] = []
    for label, value in block.pairs:
        item = element.add("LI")
        name = layout.text_box(
            label, style.body, item.add("Lbl"), colours.ink2, width=column or layout.width
        )
        said = layout.narrowed(column).text_box(value, style.body, item.add("LBody"))
        if column:
            done.append(
                RowBox(((0, name), (column, said)), layout.width, space_after=style.gap * 0.5)
            )
        else:
            done += [replace(name, keep_with_next=True, space_before=style.gap), said]
    return _with_space_after(done, style.gap * 2)


@layout_block.register
def _table(block: Table, layout: LayoutContext, document: StructureElement) -> list[Box]:
    plan = column_widths(layout.style, block, layout.width)
    element = document.add("Table" if plan else "L")
    if plan is None:
        caption = layout.text_box(block.caption, layout.style.h3, document.add("P"), bold=True)
        return [
            replace(
                caption,
                space_before=layout.style.gap * 3,
                space_after=layout.style.gap,
                keep_with_next=True,
            ),
            *table_as_list(layout, block, element),
        ]
    caption = layout.text_box(block.caption, layout.style.h3, element.add("Caption"), bold=True)
    return [
        replace(
            caption,
            space_before=layout.style.gap * 3,
            space_after=layout.style.gap,
            keep_with_next=True,
        ),
        *table_boxes(layout, block, plan, element),
    ]


@layout_block.register
def _figures(block: Figures, layout: LayoutContext, document: StructureElement) -> list[Box]:
    return layout_figures(layout, block.items, document, layout.style.small_figure, across=4)


@layout_block.register
def _page_break(
    _empty: PageBreak, _layout: LayoutContext, _document: StructureElement
) -> list[Box]:
    return [PageBreakBox()]


@layout_block.register
def _together(block: KeepTogether, layout: LayoutContext, document: StructureElement) -> list[Box]:
    inner = layout_blocks(layout, block.blocks, document)
    if not inner:
        return []
    before, after = inner[0].space_before, inner[-1].space_after
    return [StackBox(tuple(inner), layout.width, space_before=before, space_after=after)]


def layout_figures(
    layout: LayoutContext,
    items: tuple[Figure, ...],
    document: StructureElement,
    type_size: TypeSize,
    across: int,
) -> list[Box]:
    """Return large numbers over what they count, so many side by side, fewer in large print."""
    style = layout.style
    across = max(across // 2, 1) if layout.is_large_print else across
    width = layout.width / across
    widest = max(
        (max_content_width(item.value, TextStyle(type_size.size, bold=True)) for item in items),
        default=1,
    )
    type_size = type_size.scaled_down(0.99 * (width - 16) / widest)
    done: list[Box] = []
    for at in range(0, len(items), across):
        values, labels = [], []
        for place, item in enumerate(items[at : at + across]):
            element = document.add("P")
            value = layout.text_box(
                item.value, type_size, element, layout.colours.primary, bold=True, width=width - 16
            )
            values.append((place * width, layout.first_part(value)))
            label = layout.text_box(item.label, style.body, element, width=width - 16)
            labels.append((place * width, label))
        done.append(
            RowBox(tuple(values), layout.width, keep_with_next=True, space_before=style.gap * 3)
        )
        done.append(RowBox(tuple(labels), layout.width, space_after=style.gap * 3))
    return done


@layout_block.register
def _chart(block: Chart, layout: LayoutContext, document: StructureElement) -> list[Box]:
    style = layout.style
    title = layout.text_box(block.title, style.h3, document.add("P"), bold=True)
    element = document.add("Figure", alt=block.alt)

    def drawn(height: float) -> Any:
        return charts.draw_chart(block, layout.colours, layout.width, height, style.chart)

    drawing = drawn(style.chart_height)
    lower = None if block.kind == "horizontal" else partial(drawn, style.chart_height * _LOWER)
    box = ChartBox(
        drawing, element, drawing.height, layout.width, space_after=style.gap * 4, lower=lower
    )
    return [
        replace(title, space_before=style.gap * 4, space_after=style.gap * 2, keep_with_next=True),
        box,
    ]


@layout_block.register(DecisionBlock)
@layout_block.register(ActionBlock)
def _outcome(
    block: DecisionBlock | ActionBlock, layout: LayoutContext, document: StructureElement
) -> list[Box]:
    style, colours = layout.style, layout.colours
    inner = layout.narrowed(28)
    if isinstance(block, DecisionBlock):
        words, colour = block.words, colours.primary
    else:
        words, colour = block.what, colours.ink2
    part = document.add("Div")
    label = inner.text_box(block.title, style.small, part.add("P"), colour, bold=True)
    body = inner.text_box(words, style.body, part.add("P"))
    parts: list[Box] = [replace(label, keep_with_next=True), body]
    if block.detail:
        detail = inner.text_box(block.detail, style.small, part.add("P"), colours.ink2)
        parts[1] = replace(body, keep_with_next=True)
        parts.append(replace(detail, space_before=style.gap / 2))
    stack = StackBox(
        tuple(parts), layout.width, padding=(8, 9), bar=colour, tint=colours.tint, indent=16,
        keep_whole=body.height < 160, space_before=style.gap * 2, space_after=style.gap * 2,
    )  # fmt: skip
    return [stack]


@layout_block.register
def _signature(block: Signature, layout: LayoutContext, document: StructureElement) -> list[Box]:
    style, colours = layout.style, layout.colours
    parts: list[Box] = []
    for label in block.labels:
        width = min(layout.width, 320)
        name = layout.text_box(label, style.small, document.add("P"), colours.ink2)
        parts += [
            RuleBox(width, colours.edge, height=_ROOM_TO_SIGN, keep_with_next=True),
            replace(name, space_before=3, space_after=style.gap),
        ]
    return [StackBox(tuple(parts), layout.width, space_before=style.gap * 4)]
