"""What a paper is made of, whatever form it is printed in; pure and frozen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal, TypeAlias

from facilitator_app.digests.charts import Chart
from facilitator_app.i18n import _
from facilitator_app.typeset.inline_text import InlineText
from facilitator_app.typeset.table_content import TableColumn


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the paper's own title is level 1, so sections are 2 and their parts 3.

    `number` is the reference of an item, set smaller above its title.
    """

    text: str
    level: Literal[2, 3] = 2
    number: str = ""

    @property
    def full_text(self) -> str:
        """Number and text in one line."""
        return f"{self.number}  {self.text}" if self.number else self.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a newline in its text is a line break. A lead opens a section, larger."""

    words: InlineText
    lead: bool = False


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A small line under what it explains: a source, a rule of rounding, a reservation."""

    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Items with bullets, or with numbers from 1; short ones may stand `across` side by side."""

    items: tuple[InlineText, ...]
    numbered: bool = False
    across: int = 1


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values, one pair a line."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; the first cell of each row is its row header.

    Every row and the total have one cell for each column. A newline in a cell is a line break.
    """

    caption: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        """Refuse rows that do not fit the columns; ValueError, since only a story can be wrong."""
        lines = self.rows if self.total is None else (*self.rows, self.total)
        if any(len(line) != len(self.columns) for line in lines):
            raise ValueError(f"table {self.caption!r}: a row does not have one cell a column")


@dataclass(frozen=True, slots=True)
class Figure:
    """A large number and what it counts."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Figures:
    """A few large numbers side by side."""

    items: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class DecisionBlock:
    """What a meeting decided, in its exact words; `detail` says who proposed it.

    proposed: it is for a meeting that is still to be held.
    """

    ref: str
    words: str
    detail: str = ""
    proposed: bool = False

    @property
    def title(self) -> str:
        """What it is called by, above its words."""
        words = _("Decision proposed {ref}") if self.proposed else _("Decision {ref}")
        return words.format(ref=self.ref)


@dataclass(frozen=True, slots=True)
class ActionBlock:
    """What somebody is to do; `detail` says who and by when.

    proposed: it is for a meeting that is still to be held.
    """

    ref: str
    what: str
    detail: str = ""
    proposed: bool = False

    @property
    def title(self) -> str:
        """What it is called by, above its words."""
        words = _("Action proposed {ref}") if self.proposed else _("Action {ref}")
        return words.format(ref=self.ref)


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines to sign on, each with what belongs on it."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stand on one page where they fit on one."""

    blocks: tuple[Block, ...]


Block: TypeAlias = (
    Heading
    | Paragraph
    | NoteBlock
    | Listing
    | Facts
    | Table
    | Figures
    | Chart
    | DecisionBlock
    | ActionBlock
    | Signature
    | PageBreak
    | KeepTogether
)


@dataclass(frozen=True, slots=True)
class Cover:
    """A first page of its own: the paper's title, a few large numbers, lines at its foot."""

    figures: tuple[Figure, ...]
    foot: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document in full; every form is made from it and from nothing else."""

    title: str
    subtitle: str
    network: str
    kicker: str
    dated: str
    version: str
    blocks: tuple[Block, ...]
    cover: Cover | None = None
    landscape: bool = False

    @property
    def imprint(self) -> str:
        """Date and version in one line, as the foot of a page has it."""
        return " · ".join(part for part in (self.dated, self.version) if part)


def flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield the blocks in reading order, what is kept together one by one."""
    for block in blocks:
        if isinstance(block, KeepTogether):
            yield from flat(block.blocks)
        else:
            yield block


def words_in(part: object) -> Iterator[str]:
    """Yield every text of a paper, a block or blocks, in reading order."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from words_in(one)
    elif is_dataclass(part):
        for one in fields(part):
            yield from words_in(getattr(part, one.name))


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return typed text as paragraphs, cut where a blank line stands; none for blank text."""
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return tuple(Paragraph(part.strip()) for part in parts if part.strip())


def chart_table(chart: Chart) -> Table:
    """Return the figures of a chart as a table, one row a label."""
    columns = (
        TableColumn("", weight=2),
        *(TableColumn(line.name, "right") for line in chart.series),
    )
    rows = tuple(
        (label, *(line.shown[at] for line in chart.series)) for at, label in enumerate(chart.labels)
    )
    return Table(chart.title, columns, rows)
