"""A paper as a tagged PDF: a cover if it has one, pages of boxes, running heads and feet."""

from __future__ import annotations

import io

import pikepdf

from facilitator_app.i18n import _
from facilitator_app.reports.blocks import Paper
from facilitator_app.reports.boxes import Box
from facilitator_app.reports.cleaning import clean
from facilitator_app.reports.compose import boxes, masthead
from facilitator_app.reports.cover import draw_cover
from facilitator_app.reports.desk import Desk
from facilitator_app.reports.flow import Placed, fill
from facilitator_app.reports.pen import Pen
from facilitator_app.reports.style import LARGE_FROM, PRINT, Sheet
from facilitator_app.reports.tags import Element, Identity, finish


def pdf(paper: Paper, sheet: Sheet) -> bytes:
    """Return the paper on such sheets, PDF/UA-1; same paper and sheet, same bytes."""
    if paper.landscape and sheet.body.size < LARGE_FROM:
        sheet = sheet.turned()
    document = Element("Document")
    desk = Desk(sheet, PRINT, sheet.measure)
    pen = Pen(sheet.width, sheet.height)
    cover = document.add("Sect") if paper.cover else None
    head = [] if cover else masthead(desk, paper, document)
    pages = paginate([*head, *boxes(desk, paper.blocks, document)], sheet)
    count = len(pages) + (1 if cover else 0)
    if cover and paper.cover:
        draw_cover(pen, desk, paper, paper.cover, cover)
    for number, page in enumerate(pages, start=2 if cover else 1):
        if number > 1:
            pen.next_page()
        _draw_page(pen, desk, paper, page, number, count)
    return _finished(pen, document, paper)


def paginate(flow: list[Box], sheet: Sheet) -> list[list[Placed]]:
    """Fill page after page; at least one page."""
    pages: list[list[Placed]] = []
    while flow:
        placed, flow, _used = fill(flow, sheet.depth, must=True)
        if placed:
            pages.append(placed)
    return pages or [[]]


def _draw_page(
    pen: Pen, desk: Desk, paper: Paper, page: list[Placed], number: int, count: int
) -> None:
    sheet = desk.sheet
    top = sheet.height - sheet.top
    if number > 1:
        _draw_head(pen, desk, paper)
    for at in page:
        at.box.draw(pen, sheet.side, top - at.down)
    _draw_foot(pen, desk, paper, number, count)


def _draw_head(pen: Pen, desk: Desk, paper: Paper) -> None:
    y = desk.sheet.height - 50
    with pen.artifact("Header"):
        _draw_ends(pen, desk, paper.network, paper.title, y)
        pen.rule(desk.sheet.side, y - 8, desk.width, desk.colours.line, 0.6)


def _draw_foot(pen: Pen, desk: Desk, paper: Paper, number: int, count: int) -> None:
    y = 36.0
    where = _("Page {number} of {count}").format(number=number, count=count)
    with pen.artifact("Footer"):
        pen.rule(
            desk.sheet.side, y + desk.sheet.running.leading + 4, desk.width, desk.colours.line, 0.6
        )
        _draw_ends(pen, desk, paper.imprint, where, y)


def _draw_ends(pen: Pen, desk: Desk, left: str, right: str, y: float) -> None:
    """Write at both ends of a line, cut to the half if too long."""
    sheet = desk.sheet
    for text, flush in ((left, False), (right, True)):
        box = desk.text(text, sheet.running, None, desk.colours.ink2, width=desk.width * 0.6)
        line = box.lines[0]
        x = sheet.side + (desk.width - line.width if flush else 0)
        pen.lines((line,), x, y + sheet.running.leading, *_running(sheet), desk.colours.ink2)


def _running(sheet: Sheet) -> tuple[float, float]:
    return sheet.running.size, sheet.running.leading


def _finished(pen: Pen, document: Element, paper: Paper) -> bytes:
    done = io.BytesIO()
    with pikepdf.open(io.BytesIO(pen.file())) as file:
        identity = Identity(*map(clean, (paper.title, paper.network, paper.subtitle, paper.lang)))
        finish(file, document, pen.parents, pen.bookmarks, identity)
        file.save(
            done,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            min_version="1.7",
        )
    return done.getvalue()
