"""A paper as plain text, 72 characters a line: tables in columns if they fit, else as lists."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator
from functools import singledispatch

from facilitator_app.digests.charts import Chart
from facilitator_app.domain.progress import Progress
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
    chart_table,
)
from facilitator_app.typeset.inline_text import unstyled_text
from facilitator_app.typeset.sanitise import sanitise

WIDTH = 72
_GUTTER = 2


def plain_text(paper: Paper, progress: Progress) -> bytes:
    """Return the paper as UTF-8 text; raise Cancelled between two blocks if it is stopped."""
    parts = [*_head(paper)]
    for block in paper.blocks:
        progress.check()
        parts.extend(_block(block))
    parts.append(_ruled(paper.imprint, "-") if paper.imprint else "")
    text = "\n\n".join(part for part in parts if part.strip())
    lines = (line.rstrip() for line in text.replace("\xa0", " ").split("\n"))
    return ("\n".join(lines) + "\n").encode()


def _head(paper: Paper) -> Iterator[str]:
    yield _wrapped(" · ".join(part for part in (paper.network, paper.kicker) if part))
    yield _ruled(_wrapped(paper.title), "=")
    yield _wrapped(paper.subtitle)
    if paper.cover:
        yield from _figures(paper.cover.figures)
        yield "\n".join(_wrapped(line) for line in paper.cover.foot)


@singledispatch
def _block(block: Block) -> Iterator[str]:
    """Yield the parts of one block; each kind of block has its own function."""
    raise TypeError(f"no text for {type(block).__name__}")


@_block.register
def _heading(block: Heading) -> Iterator[str]:
    yield _ruled(_wrapped(block.full_text), "-" if block.level == 2 else ".")


@_block.register
def _paragraph(block: Paragraph) -> Iterator[str]:
    yield _wrapped(unstyled_text(block.words))


@_block.register
def _note(block: NoteBlock) -> Iterator[str]:
    yield _wrapped(block.text)


@_block.register
def _listing(block: Listing) -> Iterator[str]:
    lines = []
    for number, words in enumerate(block.items, start=1):
        sign = f"{number}. " if block.numbered else "- "
        lines.append(_wrapped(unstyled_text(words), sign, " " * len(sign)))
    yield "\n".join(lines)


@_block.register
def _facts(block: Facts) -> Iterator[str]:
    yield "\n".join(_hanging(f"{label}: ", value) for label, value in block.pairs)


@_block.register
def _table_block(block: Table) -> Iterator[str]:
    yield _table(block)


@_block.register
def _figures_block(block: Figures) -> Iterator[str]:
    yield from _figures(block.items)


@_block.register
def _chart(block: Chart) -> Iterator[str]:
    yield _table(chart_table(block))


@_block.register
def _decision(block: DecisionBlock) -> Iterator[str]:
    yield _outcome(block.title, block.words, block.detail)


@_block.register
def _action(block: ActionBlock) -> Iterator[str]:
    yield _outcome(block.title, block.what, block.detail)


@_block.register
def _signature(block: Signature) -> Iterator[str]:
    yield "\n\n".join(f"{label}: {'_' * 32}" for label in block.labels)


@_block.register
def _page_break(_empty: PageBreak) -> Iterator[str]:
    return iter(())


@_block.register
def _together(block: KeepTogether) -> Iterator[str]:
    for inner in block.blocks:
        yield from _block(inner)


def _wrapped(text: str, first: str = "", indent: str = "") -> str:
    """Wrap each line of `text`; the first one begins with `first`, the others with `indent`."""
    done: list[str] = []
    for line in sanitise(text).split("\n"):
        start = indent if done else first
        done += textwrap.wrap(
            line, WIDTH, initial_indent=start, subsequent_indent=indent, break_on_hyphens=False
        ) or [start]
    return "\n".join(done)


def _hanging(start: str, text: str) -> str:
    return _wrapped(text, start, "    ")


def _ruled(text: str, sign: str) -> str:
    return f"{text}\n{sign * min(max(map(_columns, text.split(chr(10)))), WIDTH)}"


def _figures(items: tuple[Figure, ...]) -> Iterator[str]:
    yield "\n".join(_hanging(f"{item.value} ", item.label) for item in items)


def _outcome(title: str, words: str, detail: str) -> str:
    parts = [f"* {title}", _wrapped(words, "  ", "  ")]
    if detail:
        parts.append(_wrapped(detail, "  ", "  "))
    return "\n".join(parts)


def _columns(text: str) -> int:
    """How many places `text` takes: letters of East Asia two, marks none."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(bool(unicodedata.combining(char)) for char in text)


def _table(table: Table) -> str:
    rows = [tuple(sanitise(cell) for cell in row) for row in table.rows]
    head = tuple(column.title for column in table.columns)
    total = [] if table.total is None else [tuple(sanitise(cell) for cell in table.total)]
    widths = _widths([head, *rows, *total])
    caption = _wrapped(table.caption)
    if widths is None:
        return "\n\n".join([caption, *(_stacked(head, row) for row in (*rows, *total))])
    rule = ["-" * (sum(widths) + _GUTTER * (len(widths) - 1))]
    lines = [caption, "", *_row(table, head, widths), *rule]
    for row in rows:
        lines += _row(table, row, widths)
    for row in total:
        lines += [*rule, *_row(table, row, widths)]
    return "\n".join(lines)


def _widths(rows: list[tuple[str, ...]]) -> tuple[int, ...] | None:
    """Return the columns' widths; the widest gives way, none below its longest word, or None."""
    columns = list(zip(*rows, strict=True))
    full = [
        max(_columns(line) for cell in column for line in cell.split("\n")) for column in columns
    ]
    least = [
        min(most, max((_columns(word) for cell in column for word in cell.split()), default=0))
        for column, most in zip(columns, full, strict=True)
    ]
    room = WIDTH - _GUTTER * (len(columns) - 1)
    if sum(least) > room:
        return None
    while (over := sum(full) - room) > 0:
        at = max(range(len(full)), key=lambda at: (full[at] > least[at], full[at]))
        full[at] = max(least[at], full[at] - over)
    return tuple(full)


def _row(table: Table, cells: tuple[str, ...], widths: tuple[int, ...]) -> list[str]:
    """Set a row; cells that are too long for their column take more lines."""
    parts = [
        [line for text in cell.split("\n") for line in textwrap.wrap(text, width) or [""]]
        if width
        else [""]
        for cell, width in zip(cells, widths, strict=True)
    ]
    deep = max(len(part) for part in parts)
    lines = []
    for at in range(deep):
        texts = [part[at] if at < len(part) else "" for part in parts]
        lines.append(
            (" " * _GUTTER).join(
                _padded(text, width, column.align == "right")
                for text, width, column in zip(texts, widths, table.columns, strict=True)
            )
        )
    return lines


def _padded(text: str, width: int, right: bool) -> str:
    blank = " " * max(width - _columns(text), 0)
    return blank + text if right else text + blank


def _stacked(head: tuple[str, ...], row: tuple[str, ...]) -> str:
    """Set a row as its first cell and a line for each of the others that says something."""
    lines = [_wrapped(row[0])]
    for title, cell in zip(head[1:], row[1:], strict=True):
        if cell:
            lines.append(_wrapped(cell.replace("\n", ", "), f"  {title}: ", "    "))
    return "\n".join(lines)
