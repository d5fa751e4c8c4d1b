"""Running heads and feet: what stands at both ends of the first and the last line of a page."""

from __future__ import annotations

from facilitator_app.typeset.layout_context import LayoutContext
from facilitator_app.typeset.paragraph_layout import max_content_width
from facilitator_app.typeset.tagged_canvas import TaggedCanvas
from facilitator_app.typeset.text_style import TextStyle

_APART = 16.0


def draw_header(canvas: TaggedCanvas, layout: LayoutContext, left: str, right: str) -> None:
    """Draw the head of a page and the rule under it."""
    y = layout.style.height - 50
    with canvas.artifact("Header"):
        _draw_ends(canvas, layout, left, right, y)
        canvas.draw_rule(layout.style.side, y - 8, layout.width, layout.colours.line, 0.6)


def draw_footer(canvas: TaggedCanvas, layout: LayoutContext, left: str, right: str) -> None:
    """Draw the foot of a page and the rule over it."""
    style, y = layout.style, 36.0
    with canvas.artifact("Footer"):
        canvas.draw_rule(
            style.side, y + style.running.leading + 4, layout.width, layout.colours.line, 0.6
        )
        _draw_ends(canvas, layout, left, right, y)


def _draw_ends(
    canvas: TaggedCanvas, layout: LayoutContext, left: str, right: str, y: float
) -> None:
    """Write at both ends of a line; the left one ends before the right one, if it is too long."""
    style, running = layout.style, layout.style.running
    most = layout.width * 0.6
    wide = min(max_content_width(right, TextStyle(running.size)) + 0.5, most)
    for text, flush, room in ((left, False, layout.width - wide - _APART), (right, True, wide)):
        box = layout.text_box(text, running, None, layout.colours.ink2, width=room)
        line = box.lines[0]
        x = style.side + (layout.width - line.width if flush else 0)
        canvas.draw_lines(
            (line,), x, y + running.leading, running.size, running.leading, layout.colours.ink2
        )
