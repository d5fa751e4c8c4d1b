"""The look of every paper in one place: colours, type scale, spacing, page; all in points."""

from __future__ import annotations

from dataclasses import dataclass, replace

A4 = (595.276, 841.89)
LARGE_FROM = 16.0


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


PRINT = Colours()


@dataclass(frozen=True, slots=True)
class Type:
    """A size with its line height."""

    size: float
    leading: float

    def fitted(self, scale: float) -> Type:
        """The same, smaller where `scale` is below 1; never below half."""
        scale = min(max(scale, 0.5), 1)
        return Type(self.size * scale, self.leading * scale)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, its margins and its sizes of type; `gap` is the step of the spacing."""

    width: float
    height: float
    side: float
    top: float
    bottom: float
    gap: float
    body: Type
    lead: Type
    small: Type
    table: Type
    title: Type
    h2: Type
    h3: Type
    cover_title: Type
    cover_line: Type
    figure: Type
    small_figure: Type
    running: Type
    chart: float
    chart_height: float

    @property
    def measure(self) -> float:
        """Width of the text."""
        return self.width - 2 * self.side

    @property
    def depth(self) -> float:
        """Height of the text."""
        return self.height - self.top - self.bottom

    def turned(self) -> Sheet:
        """The same sheet in landscape, for wide lists."""
        return replace(self, width=self.height, height=self.width, side=48, top=76, bottom=60)


STANDARD = Sheet(
    width=A4[0],
    height=A4[1],
    side=64,
    top=88,
    bottom=76,
    gap=4,
    body=Type(11, 15.5),
    lead=Type(13, 18.5),
    small=Type(9, 12.5),
    table=Type(9.5, 12.5),
    title=Type(25, 30),
    h2=Type(17, 22),
    h3=Type(12, 16),
    cover_title=Type(40, 45),
    cover_line=Type(15, 20),
    figure=Type(30, 36),
    small_figure=Type(21, 27),
    running=Type(8.5, 11),
    chart=9,
    chart_height=180,
)

LARGE = Sheet(
    width=A4[0],
    height=A4[1],
    side=56,
    top=88,
    bottom=80,
    gap=6,
    body=Type(18, 26),
    lead=Type(20, 28),
    small=Type(16, 22),
    table=Type(18, 24),
    title=Type(32, 38),
    h2=Type(26, 32),
    h3=Type(20, 26),
    cover_title=Type(44, 50),
    cover_line=Type(20, 27),
    figure=Type(38, 46),
    small_figure=Type(28, 34),
    running=Type(12, 15),
    chart=16,
    chart_height=300,
)
