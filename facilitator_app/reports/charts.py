"""Charts as drawings in points: bars with their figures, one series coloured, the rest grey."""

from __future__ import annotations

import io
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from facilitator_app.reports import fonts
from facilitator_app.reports.blocks import Chart
from facilitator_app.reports.style import Colours
from facilitator_app.reports.text import Manner, set_lines

CAP = 0.668


def draw(chart: Chart, colours: Colours, width: float, height: float, size: float) -> Any:
    """Return the chart as a reportlab drawing; bars that lie take the height they need."""
    if chart.kind == "horizontal":
        return horizontal_bars(chart, colours, width, size)
    return bars(chart, colours, width, height, size)


def bars(chart: Chart, colours: Colours, width: float, height: float, size: float) -> Any:
    """Return standing bars, those of a label side by side, `size` the size of the words."""
    drawing: Any = Drawing(width, height)
    legend = size * 2.2 if len(chart.series) > 1 else 0.0
    foot, top = size * 2.1, height - legend - size * 1.6
    highest = _highest(chart)
    group = width / max(len(chart.labels), 1)
    bar = min(group * 0.76 / len(chart.series), 64)
    for at, label in enumerate(chart.labels):
        middle = group * (at + 0.5)
        left = middle - bar * len(chart.series) / 2
        _words(drawing, label, middle, size * 0.55, size, colours.ink2, "middle", room=group)
        for number, series in enumerate(chart.series):
            last = number == len(chart.series) - 1
            value = series.values[at]
            tall = (top - foot) * (value or 0) / highest
            x = left + bar * number
            if value:
                fill = colours.bar if last else colours.bar_rest
                drawing.add(_bar(x + 1.5, foot, bar - 3, tall, fill))
            _words(
                drawing, series.shown[at], x + bar / 2, foot + tall + size * 0.45, size,
                colours.ink if last else colours.ink2, "middle", bold=last, room=bar + 6,
            )  # fmt: skip
    drawing.add(Line(0, foot, width, foot, strokeColor=_hex(colours.edge), strokeWidth=0.9))
    if legend:
        _legend(drawing, chart, colours, height - size * 1.1, size)
    return drawing


def horizontal_bars(chart: Chart, colours: Colours, width: float, size: float) -> Any:
    """Return lying bars, a row for each label, the name at the left and the figure at the end."""
    names = [set_lines(label, Manner(size), width * 0.36) for label in chart.labels]
    column = max((line.width for name in names for line in name), default=0) + size
    tail = max(
        (_wide(shown, size, bold=True) for line in chart.series for shown in line.shown),
        default=0,
    )
    room = width - column - tail - size
    thick = size * 1.5
    heights = [
        max(len(name) * size * 1.3, thick * len(chart.series)) + size * 0.8 for name in names
    ]
    legend = size * 2.2 if len(chart.series) > 1 else 0.0
    drawing: Any = Drawing(width, sum(heights) + legend)
    top = sum(heights)
    highest = _highest(chart)
    leading = _largest(chart)
    for at, name in enumerate(names):
        middle = top - heights[at] / 2
        for number, line in enumerate(name):
            y = middle + (len(name) / 2 - number - 0.5) * size * 1.3 - size * CAP / 2
            _line_of(drawing, line, 0, y, size, colours.ink)
        for number, series in enumerate(chart.series):
            value = series.values[at]
            lower = middle + (len(chart.series) / 2 - number - 1) * thick
            marked = at == leading if len(chart.series) == 1 else number == len(chart.series) - 1
            long = room * (value or 0) / highest
            if value:
                fill = colours.bar if marked else colours.bar_rest
                drawing.add(_bar(column, lower + 1, long, thick - 2, fill))
            _words(
                drawing, series.shown[at], column + long + size * 0.5,
                lower + thick / 2 - size * CAP / 2, size, colours.ink, "start", bold=marked,
            )  # fmt: skip
        top -= heights[at]
    foot = Line(column, 0, column, sum(heights), strokeColor=_hex(colours.edge), strokeWidth=0.9)
    drawing.add(foot)
    if legend:
        _legend(drawing, chart, colours, drawing.height - size * 1.1, size)
    return drawing


def chart_pdf(chart: Chart, colours: Colours, width: float, height: float) -> bytes:
    """Return the chart on a page of its own, for a screen to show; width and height in points.

    The ground is the theme's paper; same chart and colours, same bytes.
    """
    file = io.BytesIO()
    drawing = draw(chart, colours, width, height, 10)
    size = (width, max(height, drawing.height))
    canvas: Any = Canvas(file, pagesize=size, invariant=1, initialFontName=fonts.face().name)
    canvas.setTitle(chart.title)
    canvas.setFillColor(colours.paper)
    canvas.rect(0, 0, *size, stroke=0, fill=1)
    renderPDF.draw(drawing, canvas, 0, size[1] - drawing.height)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _highest(chart: Chart) -> int:
    return max((value for line in chart.series for value in line.values if value), default=1)


def _largest(chart: Chart) -> int:
    """The label with the largest value of the first series: the one its title speaks of."""
    values = [value or 0 for value in chart.series[0].values] if chart.series else []
    return values.index(max(values)) if values else -1


def _bar(x: float, y: float, width: float, height: float, colour: str) -> Any:
    return Rect(x, y, width, height, fillColor=_hex(colour), strokeColor=None)


def _hex(colour: str) -> Any:
    return HexColor(colour)


def _wide(text: str, size: float, bold: bool) -> float:
    return sum(line.width for line in set_lines(text, Manner(size, bold), 1e6))


def _words(
    drawing: Any,
    text: str,
    x: float,
    y: float,
    size: float,
    colour: str,
    anchor: str,
    bold: bool = False,
    room: float = 0,
) -> None:
    """Write a line, made smaller (to 70 %) if it is wider than its room."""
    wide = _wide(text, size, bold)
    if room and wide > room:
        size *= max(room / wide, 0.7)
    line = set_lines(text, Manner(size, bold), 1e6)[0]
    left = x - line.width / 2 if anchor == "middle" else x
    _line_of(drawing, line, left, y, size, colour)


def _line_of(drawing: Any, line: Any, x: float, y: float, size: float, colour: str) -> None:
    for stretch in line.stretches:
        for part in stretch.parts:
            drawing.add(
                String(
                    x + part.x,
                    y,
                    part.text,
                    fontName=part.face.name,
                    fontSize=size,
                    fillColor=_hex(colour),
                )  # fmt: skip
            )


def _legend(drawing: Any, chart: Chart, colours: Colours, y: float, size: float) -> None:
    x = 0.0
    for number, series in enumerate(chart.series):
        last = number == len(chart.series) - 1
        fill = colours.bar if last else colours.bar_rest
        drawing.add(_bar(x, y - size * 0.1, size * 0.9, size * 0.9, fill))
        _words(drawing, series.name, x + size * 1.4, y, size, colours.ink, "start", bold=last)
        x += size * 3.4 + _wide(series.name, size, bold=last)
