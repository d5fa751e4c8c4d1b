"""The annual report of the sample, beside the same text set untagged by Platypus alone."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from facilitator_app.digests.charts import Chart
from facilitator_app.queries.annual import annual
from facilitator_app.reports import blocks
from facilitator_app.reports.blocks import Paper
from facilitator_app.reports.papers.annual import annual_paper
from facilitator_app.services import documents
from facilitator_app.services.files import File
from facilitator_app.typeset.inline_text import unstyled_text
from tests.bench import data
from tests.bench.figures import Figure, in_turn, timed

MEMBERS, YEAR = 64, 2025
_TEXT = ParagraphStyle("text", fontName="Atkinson-Regular", fontSize=11, leading=15.5)
_HEAD = ParagraphStyle("head", _TEXT, fontName="Atkinson-Bold", fontSize=17, leading=22)
_CELL = ParagraphStyle("cell", _TEXT, fontSize=9.5, leading=12.5)


def jobs() -> Iterator[Figure]:
    """Measure the report from the open file to its bytes, once everything is loaded."""
    with data.copy_of(MEMBERS) as path:
        file = data.opened(path)
        first = timed(partial(documents.make, file, "annual", YEAR, "pdf"))
        paper = _paper(file)
        times = in_turn(
            partial(timed, partial(documents.make, file, "annual", YEAR, "pdf")),
            partial(timed, partial(_untagged, paper)),
        )
        file.close()
    yield Figure("Annual report of the sample, first in a session", (first,))
    yield Figure("Annual report of the sample", *times, "same text, untagged Platypus")


def _paper(file: File) -> Paper:
    """Return what the report is made of."""
    with file.store.read() as session:
        digest = annual(session, YEAR, file.format_context())
    return annual_paper(digest)


def _untagged(paper: Paper) -> bytes:
    """Set the paper's words as paragraphs and tables, its charts as tables of their figures."""
    out = io.BytesIO()
    story: list[Flowable] = [_words(paper.title, _HEAD), _words(paper.subtitle, _TEXT)]
    cover = paper.cover.figures if paper.cover else ()
    story += [_words(f"{one.value} {one.label}", _TEXT) for one in cover]
    for block in blocks.flat(paper.blocks):
        story += _set(block)
    SimpleDocTemplate(out, pagesize=A4, title=paper.title).build(story)
    return out.getvalue()


def _set(block: Any) -> Iterable[Flowable]:  # noqa: C901, PLR0911 - one answer for each kind of block
    match block:
        case blocks.Heading():
            return [_words(block.full_text, _HEAD)]
        case blocks.Paragraph():
            return [_words(unstyled_text(block.words), _TEXT)]
        case blocks.NoteBlock():
            return [_words(block.text, _CELL)]
        case blocks.Listing():
            return [_words(unstyled_text(item), _TEXT) for item in block.items]
        case blocks.Facts():
            return [_table(block.pairs)]
        case blocks.Figures():
            return [_table([(one.value, one.label) for one in block.items])]
        case Chart():
            return _set(blocks.chart_table(block))
        case blocks.Table():
            titles = tuple(column.title for column in block.columns)
            rows = [titles, *block.rows, *([block.total] if block.total else [])]
            return [_words(block.caption, _TEXT), _table(rows)]
        case blocks.DecisionBlock():
            return [_words(f"{block.ref} {block.words} {block.detail}", _TEXT)]
        case blocks.ActionBlock():
            return [_words(f"{block.ref} {block.what} {block.detail}", _TEXT)]
        case blocks.Signature():
            return [_words(label, _TEXT) for label in block.labels]
    return []


def _table(rows: Iterable[tuple[str, ...]]) -> Flowable:
    return Table([[_words(cell, _CELL) for cell in row] for row in rows], repeatRows=1)


def _words(text: str, style: ParagraphStyle) -> Flowable:
    return Paragraph(escape(text).replace("\n", "<br/>"), style)
