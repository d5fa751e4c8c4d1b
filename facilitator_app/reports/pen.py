"""A pen that tags whatever it draws: nothing reaches a page outside an element or an artifact."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Literal

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from facilitator_app.reports import fonts
from facilitator_app.reports.drawings import paint
from facilitator_app.reports.faces import Face
from facilitator_app.reports.lines import Line, Stretch
from facilitator_app.reports.tags import Bookmark, Element, Mark
from facilitator_app.reports.words import Part

CAP_HEIGHT = 0.668
_KERNED_FROM = 14.0


@cache
def _paint(colour: str) -> Any:
    """The colour as reportlab has it; there are a dozen, and reading them anew is slow."""
    return HexColor(colour)


class Pen:
    """Draws on the pages of one document; y grows upwards, lengths are points."""

    def __init__(self, width: float, height: float) -> None:
        """Begin a document of pages of this size."""
        self._file = io.BytesIO()
        self._canvas: Any = Canvas(
            self._file,
            pagesize=(width, height),
            invariant=1,
            pageCompression=1,
            initialFontName=fonts.face().name,
        )
        self.page = 0
        self.parents: list[list[Element]] = [[]]
        self.bookmarks: list[Bookmark] = []

    def next_page(self) -> None:
        """End the page and begin another."""
        self._canvas.showPage()
        self.page += 1
        self.parents.append([])

    def file(self) -> bytes:
        """End the last page and return the document, its structure not yet written."""
        self._canvas.showPage()
        self._canvas.save()
        return self._file.getvalue()

    @contextmanager
    def tag(self, element: Element | None) -> Iterator[None]:
        """Whatever is drawn within belongs to `element`; to none of the text for None."""
        if element is None:
            with self.artifact():
                yield
            return
        marks = self.parents[self.page]
        element.kids.append(Mark(self.page, len(marks)))
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

    def lines(
        self, lines: Sequence[Line], x: float, top: float, size: float, leading: float, colour: str
    ) -> None:
        """Draw lines from `top` downwards, each from `x`."""
        self._canvas.setFillColor(_paint(colour))
        baseline = top - (leading + size * CAP_HEIGHT) / 2
        for line in lines:
            self.line(line, x, baseline, size)
            baseline -= leading

    def line(self, line: Line, x: float, baseline: float, size: float) -> None:
        """Draw one line in the colour last used."""
        for stretch in line.stretches:
            if stretch.said:
                said = (b"\xfe\xff" + stretch.said.encode("utf-16-be")).hex()
                self._write(f"/Span <</ActualText <{said}>>> BDC")
            self._stretch(stretch, x, baseline, size)
            if stretch.said:
                self._write("EMC")

    def _stretch(self, stretch: Stretch, x: float, baseline: float, size: float) -> None:
        for part in stretch.parts:
            if part.level % 2 == 0:
                self._part(part, x, baseline, size)
                continue
            # Drawn from left to right and read the other way: ISO 32000-1, 14.8.2.3.3.
            self._write("/ReversedChars BMC")
            self._part(part, x, baseline, size)
            self._write("EMC")

    def _part(self, part: Part, x: float, baseline: float, size: float) -> None:
        if size < _KERNED_FROM:
            self._text(part.face, part.text, x + part.x, baseline, size)
            return
        for some in part.face.placed(part.text):
            self._text(part.face, some.text, x + part.x + some.right * size / 1000, baseline, size)

    def _text(self, face: Face, text: str, x: float, y: float, size: float) -> None:
        drawn = self._canvas.beginText(x, y)
        drawn.setFont(face.name, size)
        drawn.textOut(text)
        self._canvas.drawText(drawn)

    def rule(self, x: float, y: float, width: float, colour: str, weight: float) -> None:
        """Draw a level line."""
        self._canvas.setStrokeColor(_paint(colour))
        self._canvas.setLineWidth(weight)
        self._canvas.line(x, y, x + width, y)

    def block(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle, `y` its lower edge."""
        self._canvas.setFillColor(_paint(colour))
        self._canvas.rect(x, y, width, height, stroke=0, fill=1)

    def shape(self, points: Sequence[tuple[float, ...]], colour: str) -> None:
        """Fill a shape: its first point, then points to draw to, or curves of three points."""
        path = self._canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            (path.lineTo if len(point) == 2 else path.curveTo)(*point)
        path.close()
        self._canvas.setFillColor(_paint(colour))
        self._canvas.drawPath(path, stroke=0, fill=1)

    def drawing(self, drawing: Any, x: float, y: float) -> None:
        """Draw a chart, its lower left corner at x, y."""
        paint(drawing, self._canvas, x, y)

    def _write(self, code: str) -> None:
        self._canvas._code.append(code)  # noqa: SLF001 - reportlab has no other way to tag
