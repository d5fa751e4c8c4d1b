"""Where bold turns to plain in one paragraph: no word is drawn over the next, and none is lost."""

from __future__ import annotations

import itertools

import pytest

from facilitator_app.reports.blocks import Paper, Paragraph
from facilitator_app.reports.render import render
from facilitator_app.typeset.inline_text import TextRun, unstyled_text
from facilitator_app.typeset.paragraph_layout import layout_lines
from facilitator_app.typeset.text_style import TextStyle
from tests.reports.document_reading import pdf_text

HEAD = "Corrected on 3 November 2026 by Fran Tester: Joan Whitlock (was not there: Present)"
WORDS = [
    (TextRun(HEAD, bold=True), TextRun(". She was not there")),
    (TextRun(f"{HEAD} ", bold=True), TextRun("She was not there")),
    (TextRun(HEAD, bold=True), TextRun(" She was not there")),
    (TextRun("It was said: "), TextRun(HEAD, bold=True), TextRun(", by Ann.")),
    (TextRun(f"{HEAD} वह नहीं थी", bold=True), TextRun(". She was not there")),
]
each = pytest.mark.parametrize("words", WORDS)


@each
@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("width", [150, 2000])
def test_what_is_drawn_ends_before_the_next_begins(
    words: tuple[TextRun, ...], bold: bool, width: float
) -> None:
    style = TextStyle(10.5, bold)
    for line in layout_lines(words, style, width):
        runs = [run for span in line.spans for run in span.glyph_runs]
        for one, after in itertools.pairwise(runs):
            assert one.x + one.face.width(one.text.rstrip(), style.size) <= after.x + 0.01
        assert runs[-1].x + runs[-1].width <= line.width + 0.01


@each
def test_the_page_says_what_the_plain_text_says(words: tuple[TextRun, ...]) -> None:
    paper = Paper("Minutes", "", "Example", "", "", "", (Paragraph(words),))
    told = unstyled_text(words)
    assert told in pdf_text(render(paper, "pdf"))
    assert told in " ".join(render(paper, "text").decode().split())
