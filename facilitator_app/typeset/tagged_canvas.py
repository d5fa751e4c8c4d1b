"""A canvas that tags what it draws: nothing reaches a page outside an element or an artifact."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Literal

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from facilitator_app.typeset.drawing_renderers import paint_drawing
from facilitator_app.typeset.font_selection import primary_typeface
from facilitator_app.typeset.pdf_tags import Bookmark, MarkedContent, StructureElement
from facilitator_app.typeset.shaped_text import GlyphRun, TextLine, TextSpan
from facilitator_app.typeset.typefaces import Typeface

CAP_HEIGHT = 0.668
_KERNED_FROM = 14.0
# ReportLab reads each font through one place in its file, and two papers would move it about.
_reading_fonts = threading.Lock()


@cache
def _colour(colour: str) -> Any:
    """The colour as reportlab has it; there are a dozen, and reading them anew is slow."""
    return HexColor(colour)


class _FontInTurn:
    """A font of reportlab's that is written into one document at a time."""

    def __init__(self, font: Any) -> None:
        self._font = font

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's
        """Write the font into the document, which is at its end."""
        with _reading_fonts:
            self._font.addObjects(doc)


class TaggedCanvas:
    """Draws on the pages of one document; y grows upwards, lengths are points."""

    def __init__(self, width: float, height: float) -> None:
        """Begin a document of pages of this size."""
        self._file = io.BytesIO()
        self._canvas: Any = Canvas(
            self._file,
            pagesize=(width, height),
            invariant=1,
            pageCompression=1,
            initialFontName=primary_typeface().name,
        )
        self.page = 0
        self.parent_tree: list[list[StructureElement]] = [[]]
        self.bookmarks: list[Bookmark] = []

    def next_page(self) -> None:
        """End the page and begin another."""
        self._canvas.showPage()
        self.page += 1
        self.parent_tree.append([])

    def close(self) -> bytes:
        """End the last page and return the document, its structure not yet written."""
        self._canvas.showPage()
        document = self._canvas._doc  # noqa: SLF001 - reportlab has no other way to its fonts
        document.delayedFonts = [_FontInTurn(font) for font in document.delayedFonts]
        self._canvas.save()
        return self._file.getvalue()

    @contextmanager
    def tag(self, element: StructureElement | None) -> Iterator[None]:
        """Whatever is drawn within belongs to `element`; to none of the text for None."""
        if element is None:
            with self.artifact():
                yield
            return
        marks = self.parent_tree[self.page]
        element.kids.append(MarkedContent(self.page, len(marks)))
        self._write(f"/{element.role} <</MCID {len(marks)}>> BDC")
        marks.append(element)
        yield
        self._write("EMC")

    @contextmanager
    def artifact(self, kind: Literal["Layout", "Header", "Footer"] = "Layout") -> Iterator[None]:
        """Whatever is drawn within is ornament, or repeats on each page."""
        what = "/Type /Layout" if kind == "Layout" else f"/Type /Pagination /Subtype /{kind}"
        self._write(f"/Artifact <<{what}>> BDC")
        yield
        self._write("EMC")

    def bookmark(self, text: str, level: int, top: float) -> None:
        """Add a heading on this page to the outline."""
        self.bookmarks.append(Bookmark(text, level, self.page, top))

    def draw_lines(
        self,
        lines: Sequence[TextLine],
        x: float,
        top: float,
        size: float,
        leading: float,
        colour: str,
    ) -> None:
        """Draw lines from `top` downwards, each from `x`."""
        self._canvas.setFillColor(_colour(colour))
        baseline = top - (leading + size * CAP_HEIGHT) / 2
        for line in lines:
            self.draw_line(line, x, baseline, size)
            baseline -= leading

    def draw_line(self, line: TextLine, x: float, baseline: float, size: float) -> None:
        """Draw one line in the colour last used."""
        for span in line.spans:
            if span.actual_text:
                said = (b"\xfe\xff" + span.actual_text.encode("utf-16-be")).hex()
                self._write(f"/Span <</ActualText <{said}>>> BDC")
            self._draw_span(span, x, baseline, size)
            if span.actual_text:
                self._write("EMC")

    def _draw_span(self, span: TextSpan, x: float, baseline: float, size: float) -> None:
        for run in span.glyph_runs:
            if run.level % 2 == 0:
                self._draw_glyph_run(run, x, baseline, size)
                continue
            # Drawn from left to right and read the other way: ISO 32000-1, 14.8.2.3.3.
            self._write("/ReversedChars BMC")
            self._draw_glyph_run(run, x, baseline, size)
            self._write("EMC")

    def _draw_glyph_run(self, run: GlyphRun, x: float, baseline: float, size: float) -> None:
        if size < _KERNED_FROM:
            self._draw_text(run.face, run.text, x + run.x, baseline, size)
            return
        for some in run.face.kerned(run.text):
            self._draw_text(
                run.face, some.text, x + run.x + some.offset * size / 1000, baseline, size
            )

    def _draw_text(self, face: Typeface, text: str, x: float, y: float, size: float) -> None:
        text_object = self._canvas.beginText(x, y)
        text_object.setFont(face.name, size)
        text_object.textOut(text)
        self._canvas.drawText(text_object)

    def draw_rule(self, x: float, y: float, width: float, colour: str, weight: float) -> None:
        """Draw a level line."""
        self._canvas.setStrokeColor(_colour(colour))
        self._canvas.setLineWidth(weight)
        self._canvas.line(x, y, x + width, y)

    def fill_rectangle(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle, `y` its lower edge."""
        self._canvas.setFillColor(_colour(colour))
        self._canvas.rect(x, y, width, height, stroke=0, fill=1)

    def fill_path(self, points: Sequence[tuple[float, ...]], colour: str) -> None:
        """Fill a shape: its first point, then points to draw to, or curves of three points."""
        path = self._canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            (path.lineTo if len(point) == 2 else path.curveTo)(*point)
        path.close()
        self._canvas.setFillColor(_colour(colour))
        self._canvas.drawPath(path, stroke=0, fill=1)

    def draw_chart(self, drawing: Any, x: float, y: float) -> None:
        """Draw a chart, its lower left corner at x, y."""
        paint_drawing(drawing, self._canvas, x, y)

    def _write(self, code: str) -> None:
        self._canvas._code.append(code)  # noqa: SLF001 - reportlab has no other way to tag
