"""A chart's drawing as SVG for a web page: its rectangles, lines and words, nothing else."""

from __future__ import annotations

from html import escape
from typing import Any

from reportlab.graphics.shapes import Line, Rect, String


def svg(drawing: Any, alt: str) -> str:
    """Return an image that says `alt`; its own words are hidden from screen readers by its role."""
    parts = "".join(_shape(shape, drawing.height) for shape in drawing.contents)
    return (
        f'<svg role="img" aria-label="{escape(alt)}" '
        f'viewBox="0 0 {drawing.width:.1f} {drawing.height:.1f}">{parts}</svg>'
    )


def _shape(shape: Any, height: float) -> str:
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
