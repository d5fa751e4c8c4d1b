"""What a paper is made of, whatever form it is printed in; pure and frozen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from facilitator_app.i18n import _

Align = Literal["left", "right"]
ChartKind = Literal["bars", "horizontal"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one weight; the text is printed as typed, it is never mark-up."""

    text: str
    bold: bool = False
    italic: bool = False


Words: TypeAlias = str | tuple[Run, ...]


def runs(words: Words) -> tuple[Run, ...]:
    """Return `words` as runs, a plain string as one plain run."""
    return (Run(words),) if isinstance(words, str) else words


def plain(words: Words) -> str:
    """Return `words` without weights."""
    return "".join(run.text for run in runs(words))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the paper's own title is level 1, so sections are 2 and their parts 3.

    `number` is the reference of an item, set smaller above its title.
    """

    text: str
    level: Literal[2, 3] = 2
    number: str = ""

    @property
    def whole(self) -> str:
        """Number and text in one line."""
        return f"{self.number}  {self.text}" if self.number else self.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a newline in its text is a line break. A lead opens a section, larger."""

    words: Words
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A small line under what it explains: a source, a rule of rounding, a reservation."""

    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Items with bullets, or with numbers from 1; short ones may stand `across` side by side."""

    items: tuple[Words, ...]
    numbered: bool = False
    across: int = 1


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values, one pair a line."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column; `weight` is its share of the width beside the others."""

    title: str
    align: Align = "left"
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; the first cell of each row is its row header.

    Every row and the total have one cell for each column. A newline in a cell is a line break.
    """

    caption: str
    columns: tuple[Column, ...]
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
class Series:
    """One set of bars: values of any unit, 0 or more, and how each is shown; None has no bar."""

    name: str
    values: tuple[int | None, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars for each label; the title is the finding, the last series is the coloured one.

    Every series has one value for each label, in the same unit.
    """

    title: str
    kind: ChartKind
    labels: tuple[str, ...]
    series: tuple[Series, ...]

    def __post_init__(self) -> None:
        """Refuse series that do not fit the labels; ValueError, since only a story can be wrong."""
        for line in self.series:
            if not len(line.values) == len(line.shown) == len(self.labels):
                raise ValueError(f"chart {self.title!r}: {line.name!r} does not fit the labels")

    @property
    def alt(self) -> str:
        """The chart in words, every figure stated."""
        parts = [self._line(line) for line in self.series]
        return _("Bar chart. {title}. {figures}.").format(
            title=self.title.rstrip("."), figures=". ".join(parts)
        )

    def _line(self, line: Series) -> str:
        pairs = zip(self.labels, line.shown, strict=True)
        figures = ", ".join(f"{label} {shown}" for label, shown in pairs)
        return _("{series}: {figures}").format(series=line.name, figures=figures)

    @property
    def table(self) -> Table:
        """The same figures as a table, one row a label."""
        columns = (Column("", weight=2), *(Column(line.name, "right") for line in self.series))
        rows = tuple(
            (label, *(line.shown[at] for line in self.series))
            for at, label in enumerate(self.labels)
        )
        return Table(self.title, columns, rows)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a meeting decided, in its exact words; `detail` says who proposed it."""

    ref: str
    words: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """What somebody is to do; `detail` says who and by when."""

    ref: str
    what: str
    detail: str = ""


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
    | Note
    | Listing
    | Facts
    | Table
    | Figures
    | Chart
    | Decision
    | Action
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
    lang: str = "en-GB"

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


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return typed text as paragraphs, cut where a blank line stands; none for blank text."""
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return tuple(Paragraph(part.strip()) for part in parts if part.strip())
