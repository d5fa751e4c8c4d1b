"""The cover: a deep-blue field that ends in calm waves, the title in it, large numbers under it."""

from __future__ import annotations

import math

from facilitator_app.reports.blocks import Cover, Paper
from facilitator_app.reports.boxes import Box
from facilitator_app.reports.compose import figures
from facilitator_app.reports.desk import Desk
from facilitator_app.reports.flow import fill
from facilitator_app.reports.pen import Pen
from facilitator_app.reports.tags import Element


def draw_cover(pen: Pen, desk: Desk, paper: Paper, cover: Cover, found: Element) -> None:
    """Draw the first page; `found` is its element."""
    sheet = desk.sheet
    field = sheet.height * (0.46 if desk.large else 0.44)
    with pen.artifact():
        pen.block(0, field, sheet.width, sheet.height - field, desk.colours.cover)
        _draw_waves(pen, desk, field)
    _draw_title(pen, desk, paper, found)
    _draw_figures(pen, desk, cover, found, field)
    _draw_lines(pen, desk, cover, found)


def _draw_waves(pen: Pen, desk: Desk, foot: float) -> None:
    """Three bands, each a curve of one and a half swings over the page."""
    sheet = desk.sheet
    lift = sheet.height * 0.045
    for at, colour in enumerate(desk.colours.waves):
        base = foot + lift * (2.5 - at * 0.95)
        swing, shift = lift * (1.15 - 0.2 * at), 0.6 + at * 2.1
        points: list[tuple[float, ...]] = [(0, foot)]
        steps = 60
        for step in range(steps + 1):
            x = sheet.width * step / steps
            y = base + swing * math.sin(shift + 1.45 * math.pi * step / steps)
            points.append((x, round(max(y, foot), 2)))
        pen.shape([*points, (sheet.width, foot)], colour)


def _draw_title(pen: Pen, desk: Desk, paper: Paper, found: Element) -> None:
    sheet, ink = desk.sheet, desk.colours.cover_ink
    y = sheet.height - 66
    network = desk.text(paper.network, sheet.h3, found.add("P"), ink, bold=True)
    network.draw(pen, sheet.side, y)
    y -= network.height
    if paper.kicker:
        kicker = desk.text(paper.kicker, sheet.h3, found.add("P"), ink)
        kicker.draw(pen, sheet.side, y)
    title = desk.text(paper.title, sheet.cover_title, found.add("H1"), ink, bold=True)
    y = sheet.height - 210
    pen.bookmark(paper.title, 1, y)
    title.draw(pen, sheet.side, y)
    under = desk.text(paper.subtitle, sheet.cover_line, found.add("P"), ink)
    under.draw(pen, sheet.side, y - title.height - 10)


def _draw_figures(pen: Pen, desk: Desk, cover: Cover, found: Element, field: float) -> None:
    flow: list[Box] = figures(desk, cover.figures, found, desk.sheet.figure, across=3)
    top = field - (24 if desk.large else 44)
    for at in fill(flow, field, must=True)[0]:
        at.box.draw(pen, desk.sheet.side, top - at.down)


def _draw_lines(pen: Pen, desk: Desk, cover: Cover, found: Element) -> None:
    sheet = desk.sheet
    texts = [desk.text(line, sheet.small, found.add("P"), desk.colours.ink2) for line in cover.foot]
    top = 44 + sum(text.height for text in texts)
    for text in texts:
        text.draw(pen, sheet.side, top)
        top -= text.height
