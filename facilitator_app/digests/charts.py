"""A chart as one frozen description, to be drawn on paper and on screen alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_parts

ChartKind = Literal["bars", "horizontal"]


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
        """Refuse series that do not fit the labels; ValueError, since only code can be wrong."""
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
        figures = join_parts(f"{label} {shown}" for label, shown in pairs)
        return _("{series}: {figures}").format(series=line.name, figures=figures)
