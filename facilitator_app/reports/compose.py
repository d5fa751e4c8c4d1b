"""From blocks to boxes: what each part of a paper looks like on a sheet, and how it is tagged."""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch

from facilitator_app.i18n import _
from facilitator_app.reports import charts
from facilitator_app.reports.blocks import (
    Action,
    Block,
    Chart,
    Decision,
    Facts,
    Figure,
    Figures,
    Heading,
    KeepTogether,
    Listing,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    Table,
    Words,
    plain,
)
from facilitator_app.reports.boxes import (
    Box,
    BreakBox,
    ChartBox,
    LineBox,
    RowBox,
    TextBox,
    changed,
)
from facilitator_app.reports.desk import Desk
from facilitator_app.reports.flow import StackBox
from facilitator_app.reports.style import Type
from facilitator_app.reports.tabling import stacked, table_boxes, tabulated
from facilitator_app.reports.tags import Element
from facilitator_app.reports.text import natural
from facilitator_app.reports.words import Manner


def boxes(desk: Desk, blocks: tuple[Block, ...], document: Element) -> list[Box]:
    """Return the boxes of all blocks in reading order, their elements added to `document`."""
    done: list[Box] = []
    for at, block in enumerate(blocks):
        made = block_boxes(block, desk, document)
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        if made and _bound(blocks[at - 1] if at else None, block, after):
            made[-1] = changed(made[-1], keep=True)
        done += made
    return done


def _bound(before: Block | None, block: Block, after: Block | None) -> bool:
    """Whether a block may not be parted from the next.

    A table stays with its note, the last lines of a discussion with what was decided, and what
    follows a heading with the table or text it opens.
    """
    if isinstance(block, Table):
        return isinstance(after, Note)
    if isinstance(block, Paragraph) and isinstance(after, Decision | Action):
        return True
    if not isinstance(before, Heading):
        return False
    return isinstance(block, Note) or (
        isinstance(block, Paragraph) and isinstance(after, Table | Chart)
    )


@singledispatch
def block_boxes(block: Block, _desk: Desk, _document: Element) -> list[Box]:
    """Return the boxes of one block; each kind of block has its own function below."""
    raise TypeError(f"no boxes for {type(block).__name__}")


def masthead(desk: Desk, paper: Paper, document: Element) -> list[Box]:
    """Return the head of a paper without a cover: network, title and what it is."""
    sheet, colours = desk.sheet, desk.colours
    network = desk.text(paper.network, sheet.h3, document.add("P"), colours.primary, bold=True)
    title = desk.text(paper.title, sheet.title, document.add("H1"), bold=True)
    under = desk.text(paper.subtitle, sheet.lead, document.add("P"), colours.ink2)
    gap = sheet.gap
    return [
        replace(network, after=gap, keep=True),
        replace(title, after=gap, keep=True, bookmark=(plain(paper.title), 1)),
        replace(under, after=gap * 3, keep=True),
        LineBox(desk.width, colours.line, after=gap * 4, keep=True),
    ]


@block_boxes.register
def _heading(block: Heading, desk: Desk, document: Element) -> list[Box]:
    sheet = desk.sheet
    type_ = sheet.h2 if block.level == 2 else sheet.h3
    element = document.add(f"H{block.level}")
    title = desk.text(block.text, type_, element, bold=True)
    mark = (block.whole, block.level - 1)
    before, after = (7, 2) if block.level == 2 else (4, 1)
    box: Box = replace(title, bookmark=mark, orphans=99)
    if block.number:
        number = desk.text(block.number, sheet.small, element, desk.colours.primary, bold=True)
        parts = (replace(number, bookmark=mark, inside=True), replace(title, inside=True))
        box = StackBox(parts, desk.width, element=element)
    return [changed(box, keep=True, before=sheet.gap * before, after=sheet.gap * after)]


@block_boxes.register
def _paragraph(block: Paragraph, desk: Desk, document: Element) -> list[Box]:
    sheet = desk.sheet
    type_ = sheet.lead if block.lead else sheet.body
    box = desk.text(block.words, type_, document.add("P"))
    return [replace(box, before=sheet.gap, after=sheet.gap * (3 if block.lead else 2))]


@block_boxes.register
def _note(block: Note, desk: Desk, document: Element) -> list[Box]:
    sheet = desk.sheet
    box = desk.text(block.text, sheet.small, document.add("P"), desk.colours.ink2)
    return [replace(box, before=sheet.gap, after=sheet.gap * 3)]


@block_boxes.register
def _listing(block: Listing, desk: Desk, document: Element) -> list[Box]:
    sheet = desk.sheet
    found = document.add("L", scope="Decimal" if block.numbered else "Disc")
    across = 1 if desk.large else block.across
    inner = replace(desk, width=(desk.width - 16 * (across - 1)) / across)
    cells = [
        _item(inner, words, f"{number}." if block.numbered else "•", found)
        for number, words in enumerate(block.items, start=1)
    ]
    done: list[Box] = []
    for at in range(0, len(cells), across):
        row = tuple(
            (x + place * (inner.width + 16), box)
            for place, pair in enumerate(cells[at : at + across])
            for x, box in pair
        )
        done.append(RowBox(row, desk.width, after=sheet.gap * 0.75))
    return _spaced(done, sheet.gap * 2)


def _item(desk: Desk, words: Words, sign: str, found: Element) -> list[tuple[float, TextBox]]:
    sheet = desk.sheet
    indent = sheet.body.size * (1.2 if sign == "•" else 2)
    item = found.add("LI")
    label = desk.text(sign, sheet.body, item.add("Lbl"), desk.colours.primary, width=indent)
    return [
        (0, label),
        (indent, desk.narrowed(indent).text(words, sheet.body, item.add("LBody"))),
    ]


def _spaced(done: list[Box], after: float) -> list[Box]:
    """Set the distance under the last of several boxes."""
    return [*done[:-1], changed(done[-1], after=after)] if done else done


@block_boxes.register
def _facts(block: Facts, desk: Desk, document: Element) -> list[Box]:
    sheet, colours = desk.sheet, desk.colours
    found = document.add("L")
    widest = max((natural(label, Manner(sheet.body.size)) for label, _v in block.pairs), default=0)
    column = max(widest + 24, 100) if widest < desk.width * 0.4 else 0.0
    done: list[Box] = []
    for label, value in block.pairs:
        item = found.add("LI")
        name = desk.text(
            label, sheet.body, item.add("Lbl"), colours.ink2, width=column or desk.width
        )
        said = desk.narrowed(column).text(value, sheet.body, item.add("LBody"))
        if column:
            done.append(RowBox(((0, name), (column, said)), desk.width, after=sheet.gap * 0.5))
        else:
            done += [replace(name, keep=True, before=sheet.gap), said]
    return _spaced(done, sheet.gap * 2)


@block_boxes.register
def _table(block: Table, desk: Desk, document: Element) -> list[Box]:
    plan = tabulated(desk.sheet, block, desk.width)
    found = document.add("Table" if plan else "L")
    if plan is None:
        caption = desk.text(block.caption, desk.sheet.h3, document.add("P"), bold=True)
        return [
            replace(caption, before=desk.sheet.gap * 3, after=desk.sheet.gap, keep=True),
            *stacked(desk.sheet, desk.colours, block, desk.width, found),
        ]
    caption = desk.text(block.caption, desk.sheet.h3, found.add("Caption"), bold=True)
    return [
        replace(caption, before=desk.sheet.gap * 3, after=desk.sheet.gap, keep=True),
        *table_boxes(desk.sheet, desk.colours, block, plan, found),
    ]


@block_boxes.register
def _figures(block: Figures, desk: Desk, document: Element) -> list[Box]:
    return figures(desk, block.items, document, desk.sheet.small_figure, across=4)


@block_boxes.register
def _page_break(_empty: PageBreak, _desk: Desk, _document: Element) -> list[Box]:
    return [BreakBox()]


@block_boxes.register
def _together(block: KeepTogether, desk: Desk, document: Element) -> list[Box]:
    inner = boxes(desk, block.blocks, document)
    if not inner:
        return []
    before, after = inner[0].before, inner[-1].after
    return [StackBox(tuple(inner), desk.width, before=before, after=after)]


def figures(
    desk: Desk, items: tuple[Figure, ...], document: Element, type_: Type, across: int
) -> list[Box]:
    """Return large numbers over what they count, so many side by side, fewer in large print."""
    sheet = desk.sheet
    across = max(across // 2, 1) if desk.large else across
    width = desk.width / across
    widest = max((natural(item.value, Manner(type_.size, bold=True)) for item in items), default=1)
    type_ = type_.fitted(0.99 * (width - 16) / widest)
    done: list[Box] = []
    for at in range(0, len(items), across):
        values, labels = [], []
        for place, item in enumerate(items[at : at + across]):
            element = document.add("P")
            value = desk.text(
                item.value, type_, element, desk.colours.primary, bold=True, width=width - 16
            )
            values.append((place * width, value))
            label = desk.text(item.label, sheet.body, element, width=width - 16)
            labels.append((place * width, label))
        done.append(RowBox(tuple(values), desk.width, keep=True, before=sheet.gap * 3))
        done.append(RowBox(tuple(labels), desk.width, after=sheet.gap * 3))
    return done


@block_boxes.register
def _chart(block: Chart, desk: Desk, document: Element) -> list[Box]:
    sheet = desk.sheet
    title = desk.text(block.title, sheet.h3, document.add("P"), bold=True)
    element = document.add("Figure", alt=block.alt)
    drawing = charts.draw(block, desk.colours, desk.width, sheet.chart_height, sheet.chart)
    box = ChartBox(drawing, element, drawing.height, desk.width, after=sheet.gap * 4)
    return [replace(title, before=sheet.gap * 4, after=sheet.gap * 2, keep=True), box]


@block_boxes.register(Decision)
@block_boxes.register(Action)
def _outcome(block: Decision | Action, desk: Desk, document: Element) -> list[Box]:
    sheet, colours = desk.sheet, desk.colours
    inner = desk.narrowed(28)
    if isinstance(block, Decision):
        name, words, colour = _("Decision {ref}"), block.words, colours.primary
    else:
        name, words, colour = _("Action {ref}"), block.what, colours.ink2
    part = document.add("Div")
    label = inner.text(name.format(ref=block.ref), sheet.small, part.add("P"), colour, bold=True)
    body = inner.text(words, sheet.body, part.add("P"))
    parts: list[Box] = [replace(label, keep=True), body]
    if block.detail:
        detail = inner.text(block.detail, sheet.small, part.add("P"), colours.ink2)
        parts[1] = replace(body, keep=True)
        parts.append(replace(detail, before=sheet.gap / 2))
    stack = StackBox(
        tuple(parts), desk.width, pad=(8, 9), bar=colour, tint=colours.tint, indent=16,
        whole=body.height < 160, before=sheet.gap * 2, after=sheet.gap * 2,
    )  # fmt: skip
    return [stack]


@block_boxes.register
def _signature(block: Signature, desk: Desk, document: Element) -> list[Box]:
    sheet, colours = desk.sheet, desk.colours
    parts: list[Box] = []
    for label in block.labels:
        width = min(desk.width, 320)
        name = desk.text(label, sheet.small, document.add("P"), colours.ink2)
        parts += [
            LineBox(width, colours.edge, height=sheet.body.leading * 2.4, keep=True),
            replace(name, before=3, after=sheet.gap),
        ]
    return [StackBox(tuple(parts), desk.width, before=sheet.gap * 4)]
