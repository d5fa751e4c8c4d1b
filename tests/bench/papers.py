"""The annual report of the sample beside the same text set by Platypus, and a save behind eight."""

from __future__ import annotations

import io
import statistics
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from facilitator_app.digests.charts import Chart
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.ops import Beside
from facilitator_app.queries.annual import annual
from facilitator_app.reports import blocks
from facilitator_app.reports.blocks import Paper
from facilitator_app.reports.papers.annual import annual_paper
from facilitator_app.services import documents, records
from facilitator_app.services.documents import Document
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from facilitator_app.typeset.inline_text import unstyled_text
from tests.bench import data
from tests.bench.figures import Figure, in_turn, timed
from tests.bench.stage import Stage, rest, stage

MEMBERS, YEAR = 64, 2025
_REPORTS = 8
_SAVES, _BETWEEN_MS = 10, 20
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
    with stage(MEMBERS) as on:
        _save_behind(on, 1)  # everything is loaded
        saves = in_turn(partial(_save_behind, on, _REPORTS), partial(_save_behind, on, 0), runs=9)
        beside = in_turn(partial(_saves_beside, on, _REPORTS), partial(_saves_beside, on, 0))
    floor = "the same save, nothing before it"
    yield Figure(f"A save behind {_REPORTS} reports", *saves, floor)
    yield Figure(f"Saves while {_REPORTS} reports are made (median)", *beside, floor)


def _save_behind(on: Stage, reports: int) -> float:
    """Return how long the window waits for a save that is asked for after so many reports."""
    made: list[Document] = []
    for _number in range(reports):
        on.ops.make(_report, made.append)
    took = _save(on)
    while len(made) < reports:
        rest()
    return took


def _saves_beside(on: Stage, reports: int) -> float:
    """Return how long it waits for a save while reports are made: the middle of many."""
    made: list[Document] = []
    for _number in range(reports):
        on.ops.make(_report, made.append)
    times: list[float] = []
    while len(made) < reports or len(times) < _SAVES:
        rest(_BETWEEN_MS)
        times.append(_save(on))
    return statistics.median(times)


def _save(on: Stage) -> float:
    """Save a member; return how long the window waited for the answer."""
    values = {"forenames": "Ada", "surname": "Bench", "kinds": ("patient",)}
    return timed(lambda: on.on_thread(lambda file: records.save(file, Draft("member", values))))


def _report(file: File, _progress: Progress) -> Beside[Document]:
    return partial(documents.read(file, "annual", YEAR).document, "pdf")


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
