"""Charts as drawings in points: bars with their figures, one series coloured, the rest grey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor

from facilitator_app.digests.charts import Chart
from facilitator_app.typeset.page_style import Colours
from facilitator_app.typeset.paragraph_layout import layout_lines
from facilitator_app.typeset.shaped_text import TextLine
from facilitator_app.typeset.text_style import TextStyle

_CAP_HEIGHT = 0.668
_UNLIMITED = 1e6


def draw_chart(chart: Chart, colours: Colours, width: float, height: float, size: float) -> Any:
    """Return the chart as a reportlab drawing; lying bars take the height they need."""
    if chart.kind == "horizontal":
        return horizontal_bars(chart, colours, width, size)
    return vertical_bars(chart, colours, width, height, size)


def vertical_bars(chart: Chart, colours: Colours, width: float, height: float, size: float) -> Any:
    """Return standing bars, those of a label side by side, `size` the size of the words."""
    painter = _ChartPainter(Drawing(width, height), colours, size)
    foot, top = size * 2.1, height - _legend_height(chart, size) - size * 1.6
    highest = _highest_value(chart)
    group = width / max(len(chart.labels), 1)
    bar = min(group * 0.76 / max(len(chart.series), 1), 64)
    for at, label in enumerate(chart.labels):
        middle = group * (at + 0.5)
        left = middle - bar * len(chart.series) / 2
        painter.centred(label, middle, size * 0.55, group)
        for number, series in enumerate(chart.series):
            last = number == len(chart.series) - 1
            tall = (top - foot) * (series.values[at] or 0) / highest
            x = left + bar * number
            painter.bar(x + 1.5, foot, bar - 3, tall, marked=last)
            over = foot + tall + size * 0.45
            painter.centred(series.shown[at], x + bar / 2, over, bar + 6, marked=last)
    painter.line(0, foot, width, foot)
    painter.legend(chart, height - size * 1.1)
    return painter.drawing


def horizontal_bars(chart: Chart, colours: Colours, width: float, size: float) -> Any:
    """Return lying bars, a row for each label, the name at the left and the figure at the end."""
    names = [layout_lines(label, TextStyle(size), width * 0.36) for label in chart.labels]
    column = max((line.width for name in names for line in name), default=0.0) + size
    shown = [text for series in chart.series for text in series.shown]
    tail = max((_text_width(text, size, bold=True) for text in shown), default=0.0)
    room = max(width - column - tail - size, size)
    thick = size * 1.5
    least = thick * len(chart.series)
    heights = [max(len(name) * size * 1.3, least) + size * 0.8 for name in names]
    top = sum(heights)
    painter = _ChartPainter(Drawing(width, top + _legend_height(chart, size)), colours, size)
    painter.line(column, 0, column, top)
    painter.legend(chart, painter.drawing.height - size * 1.1)
    leading = _index_of_largest(chart)
    for at, name in enumerate(names):
        middle = top - heights[at] / 2
        painter.name(name, middle)
        for number, series in enumerate(chart.series):
            lower = middle + (len(chart.series) / 2 - number - 1) * thick
            single = len(chart.series) == 1
            marked = at == leading if single else number == len(chart.series) - 1
            long = room * (series.values[at] or 0) / _highest_value(chart)
            painter.bar(column, lower + 1, long, thick - 2, marked=marked)
            place = column + long + size * 0.5, lower + thick / 2 - size * _CAP_HEIGHT / 2
            painter.words(series.shown[at], *place, bold=marked)
        top -= heights[at]
    return painter.drawing


def _highest_value(chart: Chart) -> int:
    return max((value for line in chart.series for value in line.values if value), default=1)


def _index_of_largest(chart: Chart) -> int:
    """The label with the largest value of the first series: the one its title speaks of."""
    values = [value or 0 for value in chart.series[0].values] if chart.series else []
    return values.index(max(values)) if values else -1


def _legend_height(chart: Chart, size: float) -> float:
    return size * 2.2 if len(chart.series) > 1 else 0.0


def _text_width(text: str, size: float, bold: bool) -> float:
    return max(line.width for line in layout_lines(text, TextStyle(size, bold), _UNLIMITED))


@dataclass(frozen=True, slots=True)
class _ChartPainter:
    """Adds bars, lines and words of one size to a drawing."""

    drawing: Any
    colours: Colours
    size: float

    def bar(self, x: float, y: float, width: float, height: float, *, marked: bool) -> None:
        """Draw a bar, coloured if marked, grey otherwise; nothing for an empty one."""
        if width <= 0 or height <= 0:
            return
        fill = HexColor(self.colours.bar if marked else self.colours.bar_rest)
        self.drawing.add(Rect(x, y, width, height, fillColor=fill, strokeColor=None))

    def line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """Draw the line that the bars stand on."""
        edge = HexColor(self.colours.edge)
        self.drawing.add(Line(x, y, to_x, to_y, strokeColor=edge, strokeWidth=0.9))

    def words(self, text: str, x: float, y: float, *, bold: bool = False) -> None:
        """Write one line from `x`, in ink."""
        line = layout_lines(text, TextStyle(self.size, bold), _UNLIMITED)[0]
        self._write(line, x, y, self.size, self.colours.ink)

    def centred(
        self, text: str, middle: float, y: float, room: float, *, marked: bool = False
    ) -> None:
        """Write one line around `middle`, smaller (to 70 %) where it is wider than its room."""
        wide = _text_width(text, self.size, marked)
        size = self.size * (min(max(room / wide, 0.7), 1) if wide else 1)
        line = layout_lines(text, TextStyle(size, marked), _UNLIMITED)[0]
        colour = self.colours.ink if marked else self.colours.ink2
        self._write(line, middle - line.width / 2, y, size, colour)

    def name(self, lines: tuple[TextLine, ...], middle: float) -> None:
        """Write the lines of a label at the left, around `middle`."""
        for number, line in enumerate(lines):
            y = (
                middle
                + (len(lines) / 2 - number - 0.5) * self.size * 1.3
                - self.size * _CAP_HEIGHT / 2
            )
            self._write(line, 0, y, self.size, self.colours.ink)

    def legend(self, chart: Chart, y: float) -> None:
        """Say which bar is which, if there are several."""
        x = 0.0
        for number, series in enumerate(chart.series if len(chart.series) > 1 else ()):
            last = number == len(chart.series) - 1
            self.bar(x, y - self.size * 0.1, self.size * 0.9, self.size * 0.9, marked=last)
            self.words(series.name, x + self.size * 1.4, y, bold=last)
            x += self.size * 3.4 + _text_width(series.name, self.size, bold=last)

    def _write(self, line: TextLine, x: float, y: float, size: float, colour: str) -> None:
        for run in (run for span in line.spans for run in span.glyph_runs):
            words = String(x + run.x, y, run.text, fontName=run.face.name, fontSize=size)
            words.fillColor = HexColor(colour)
            self.drawing.add(words)
