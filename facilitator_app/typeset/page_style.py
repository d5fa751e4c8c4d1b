"""The look of every page in one place: colours, sizes of type, spacing, margins; in points."""

from __future__ import annotations

from dataclasses import dataclass, replace

A4 = (595.276, 841.89)
LARGE_PRINT_FROM = 16.0


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours as #RRGGBB; a screen hands in its theme's own for charts."""

    paper: str = "#FFFFFF"
    ink: str = "#212B32"
    ink2: str = "#4C6272"
    line: str = "#D8DDE0"
    edge: str = "#768692"
    primary: str = "#005EB8"
    cover: str = "#003087"
    cover_ink: str = "#FFFFFF"
    waves: tuple[str, str, str] = ("#0B4AA2", "#0F60BF", "#2F7FD1")
    bar: str = "#005EB8"
    bar_rest: str = "#8496A3"
    tint: str = "#F0F4F5"


PRINT_COLOURS = Colours()


@dataclass(frozen=True, slots=True)
class TypeSize:
    """A size of type with its line height."""

    size: float
    leading: float

    def scaled_down(self, scale: float) -> TypeSize:
        """The same, smaller where `scale` is below 1; never below half."""
        scale = min(max(scale, 0.5), 1)
        return TypeSize(self.size * scale, self.leading * scale)


@dataclass(frozen=True, slots=True)
class PageStyle:
    """A page, its margins and its sizes of type; `gap` is the step of the spacing."""

    width: float
    height: float
    side: float
    top: float
    bottom: float
    gap: float
    body: TypeSize
    lead: TypeSize
    small: TypeSize
    table: TypeSize
    title: TypeSize
    h2: TypeSize
    h3: TypeSize
    cover_title: TypeSize
    cover_line: TypeSize
    figure: TypeSize
    small_figure: TypeSize
    running: TypeSize
    chart: float
    chart_height: float

    @property
    def text_width(self) -> float:
        """Width of the text."""
        return self.width - 2 * self.side

    @property
    def text_height(self) -> float:
        """Height of the text."""
        return self.height - self.top - self.bottom

    def landscape(self) -> PageStyle:
        """The same page in landscape, for wide lists."""
        return replace(self, width=self.height, height=self.width, side=48, top=76, bottom=60)


STANDARD_PRINT = PageStyle(
    width=A4[0],
    height=A4[1],
    side=64,
    top=88,
    bottom=76,
    gap=4,
    body=TypeSize(11, 15.5),
    lead=TypeSize(13, 18.5),
    small=TypeSize(9, 12.5),
    table=TypeSize(9.5, 12.5),
    title=TypeSize(25, 30),
    h2=TypeSize(17, 22),
    h3=TypeSize(12, 16),
    cover_title=TypeSize(40, 45),
    cover_line=TypeSize(15, 20),
    figure=TypeSize(30, 36),
    small_figure=TypeSize(21, 27),
    running=TypeSize(8.5, 11),
    chart=9,
    chart_height=180,
)

LARGE_PRINT = PageStyle(
    width=A4[0],
    height=A4[1],
    side=56,
    top=88,
    bottom=80,
    gap=6,
    body=TypeSize(18, 26),
    lead=TypeSize(20, 28),
    small=TypeSize(16, 22),
    table=TypeSize(18, 24),
    title=TypeSize(32, 38),
    h2=TypeSize(26, 32),
    h3=TypeSize(20, 26),
    cover_title=TypeSize(44, 50),
    cover_line=TypeSize(20, 27),
    figure=TypeSize(38, 46),
    small_figure=TypeSize(28, 34),
    running=TypeSize(16, 20),
    chart=16,
    chart_height=300,
)
