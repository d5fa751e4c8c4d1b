"""The background of a cover: a deep-blue field that ends in calm waves."""

from __future__ import annotations

import math

from facilitator_app.typeset.layout_context import LayoutContext
from facilitator_app.typeset.tagged_canvas import TaggedCanvas


def draw_cover_background(canvas: TaggedCanvas, layout: LayoutContext, foot: float) -> None:
    """Draw the field from the top of the page down to `foot`, and the waves at its end."""
    style = layout.style
    with canvas.artifact():
        canvas.fill_rectangle(0, foot, style.width, style.height - foot, layout.colours.cover)
        _draw_waves(canvas, layout, foot)


def _draw_waves(canvas: TaggedCanvas, layout: LayoutContext, foot: float) -> None:
    """Three bands, each a curve of one and a half swings over the page."""
    style = layout.style
    lift = style.height * 0.045
    for at, colour in enumerate(layout.colours.waves):
        base = foot + lift * (2.5 - at * 0.95)
        swing, shift = lift * (1.15 - 0.2 * at), 0.6 + at * 2.1
        points: list[tuple[float, ...]] = [(0, foot)]
        steps = 60
        for step in range(steps + 1):
            x = style.width * step / steps
            y = base + swing * math.sin(shift + 1.45 * math.pi * step / steps)
            points.append((x, round(max(y, foot), 2)))
        canvas.fill_path([*points, (style.width, foot)], colour)
