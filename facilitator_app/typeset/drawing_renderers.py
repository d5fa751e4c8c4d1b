"""A chart's drawing put on a page or turned into SVG: rectangles, lines and words, nothing else.

reportlab's own renderers begin with Helvetica, which would come into the file without its letters.
"""

from __future__ import annotations

from html import escape
from typing import Any

from reportlab.graphics.shapes import Line, Rect, String


def paint_drawing(drawing: Any, canvas: Any, x: float, y: float) -> None:
    """Draw on a canvas of reportlab's, the lower left corner at x, y in points."""
    canvas.saveState()
    canvas.translate(x, y)
    for shape in drawing.contents:
        _paint(shape, canvas)
    canvas.restoreState()


def _paint(shape: Any, canvas: Any) -> None:
    match shape:
        case Rect():
            canvas.setFillColor(shape.fillColor)
            canvas.rect(shape.x, shape.y, shape.width, shape.height, stroke=0, fill=1)
        case Line():
            canvas.setStrokeColor(shape.strokeColor)
            canvas.setLineWidth(shape.strokeWidth)
            canvas.line(shape.x1, shape.y1, shape.x2, shape.y2)
        case String():
            canvas.setFillColor(shape.fillColor)
            canvas.setFont(shape.fontName, shape.fontSize)
            canvas.drawString(shape.x, shape.y, shape.text)
        case _:
            raise TypeError(f"no way to draw {type(shape).__name__}")


def drawing_to_svg(drawing: Any, alt: str) -> str:
    """Return an image that says `alt`; its own words are hidden from screen readers by its role."""
    parts = "".join(_svg(shape, drawing.height) for shape in drawing.contents)
    return (
        f'<svg role="img" aria-label="{escape(alt)}" '
        f'viewBox="0 0 {drawing.width:.1f} {drawing.height:.1f}">{parts}</svg>'
    )


def _svg(shape: Any, height: float) -> str:
    """Turn one shape; y grows downwards in SVG."""
    match shape:
        case Rect():
            return (
                f'<rect x="{shape.x:.1f}" y="{height - shape.y - shape.height:.1f}" '
                f'width="{shape.width:.1f}" height="{shape.height:.1f}" '
                f'fill="{_colour(shape.fillColor)}"/>'
            )
        case Line():
            return (
                f'<line x1="{shape.x1:.1f}" y1="{height - shape.y1:.1f}" x2="{shape.x2:.1f}" '
                f'y2="{height - shape.y2:.1f}" stroke="{_colour(shape.strokeColor)}"/>'
            )
        case String():
            weight = ' font-weight="700"' if shape.fontName.endswith("Bold") else ""
            return (
                f'<text x="{shape.x:.1f}" y="{height - shape.y:.1f}" '
                f'font-size="{shape.fontSize:.1f}" fill="{_colour(shape.fillColor)}"{weight}>'
                f"{escape(shape.text)}</text>"
            )
        case _:
            raise TypeError(f"no SVG for {type(shape).__name__}")


def _colour(colour: Any) -> str:
    return f"#{colour.hexval()[2:]}"
