"""Names print in their own script: shaped, found again as text, in letters that the file holds."""

from __future__ import annotations

import dataclasses
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from facilitator_app.digests.charts import Chart, Series
from facilitator_app.reports import blocks
from facilitator_app.reports.blocks import Block, Heading, Paper, Paragraph, Table
from facilitator_app.reports.papers.memberlist import member_list_paper
from facilitator_app.reports.papers.minutes import minutes_paper
from facilitator_app.reports.render import Form, render
from facilitator_app.typeset import fallback_fonts
from facilitator_app.typeset.charts import draw_chart
from facilitator_app.typeset.drawing_renderers import paint_drawing
from facilitator_app.typeset.font_selection import primary_typeface
from facilitator_app.typeset.inline_text import TextRun
from facilitator_app.typeset.page_style import PRINT_COLOURS
from facilitator_app.typeset.shaped_typeface import ShapedTypeface
from facilitator_app.typeset.table_content import TableColumn
from tests.reports import document_reading
from tests.reports import sample_digests as made
from tests.typeset import glyph_reading
from tests.typeset.script_names import NAMES, RIGHT

every_name = pytest.mark.parametrize(("name", "family"), NAMES.values(), ids=NAMES.keys())
both_sizes = pytest.mark.parametrize("form", ["pdf", "large-print"])


def paper(*parts: Block, title: str = "Example") -> Paper:
    return Paper(title, "", made.NETWORK, "", "1 April 2026", "", parts)


def shaped(word: str, bold: bool = False) -> ShapedTypeface:
    face = fallback_fonts.fallback_typeface(word, bold)
    assert isinstance(face, ShapedTypeface)
    return face


@every_name
@pytest.mark.parametrize("bold", [False, True])
def test_every_letter_is_drawn_and_said(name: str, family: str, bold: bool) -> None:
    for word in name.split():
        face = shaped(word, bold)
        assert face.name == f"{family}-{'Bold' if bold else 'Regular'}"
        clusters = face.clusters(word)
        assert all(glyph for cluster in clusters for glyph, _right, _up in cluster.glyphs)
        said = [cluster.text for cluster in clusters]
        assert word in ("".join(said), "".join(reversed(said)))


@every_name
@both_sizes
def test_a_name_is_in_the_list_of_members(
    name: str, family: str, form: Form, tmp_path: Path
) -> None:
    document = render(member_list_paper(made.with_name(made.member_list(3), name)), form)
    assert name in glyph_reading.told(document)
    assert family in {glyph_reading.family(stroke.font) for stroke in glyph_reading.drawn(document)}
    assert "□" not in glyph_reading.told(document)
    assert document_reading.findings(document, tmp_path) == []
    assert document_reading.unembedded(document) == set()
    assert not any(
        "ActualText" in mark for text in document_reading.shown(document) for mark in text.marks
    )


@pytest.mark.parametrize(
    "name", [name for tongue, (name, _) in NAMES.items() if tongue not in RIGHT]
)
def test_other_programs_find_a_name(name: str) -> None:
    assert name in document_reading.pdf_text(
        render(member_list_paper(made.with_name(made.member_list(3), name)), "pdf")
    )


@pytest.mark.parametrize("name", [NAMES[tongue][0] for tongue in RIGHT])
def test_other_programs_find_the_words_of_a_name_read_from_the_right(name: str) -> None:
    text = document_reading.pdf_text(
        render(member_list_paper(made.with_name(made.member_list(3), name)), "pdf")
    )
    assert all(word in text for word in re.split("[ \u200c]", name))


@both_sizes
def test_names_stand_in_headings_paragraphs_bold_and_tables(form: Form, tmp_path: Path) -> None:
    names = [name for name, _family in NAMES.values()]
    rows = tuple((name, f"Ms {name} (12)") for name in names)
    document = render(
        paper(
            *(Heading(f"About {name}") for name in names),
            Paragraph(
                (
                    TextRun("We heard "),
                    TextRun(", ".join(names), bold=True),
                    TextRun(" and others."),
                )
            ),
            Paragraph(" and ".join(f"Ms {name} (since 2019)" for name in names)),
            Table("Names", (TableColumn("Name"), TableColumn("Said")), rows),
            blocks.Facts(tuple((name, name) for name in names)),
            title=names[0],
        ),
        form,
    )
    told = glyph_reading.told(document)
    for name in names:
        assert told.count(name.split()[0]) >= 7
        assert f"Ms {name} (12)".replace(" ", "") in told.replace(" ", "")
    assert document_reading.findings(document, tmp_path) == []
    assert document_reading.unembedded(document) == set()


def test_minutes_say_who_was_there() -> None:
    full = made.full_minutes()
    names = [name for name, _family in NAMES.values()]
    came = tuple(dataclasses.replace(full.present[0], name=name) for name in names)
    told = glyph_reading.told(render(minutes_paper(dataclasses.replace(full, present=came)), "pdf"))
    assert all(f"{name} (" in told for name in names)


def test_no_glyph_stands_for_a_missing_one() -> None:
    names = "\n".join(name for name, _family in NAMES.values())
    document = render(paper(Paragraph(names)), "pdf")
    files = glyph_reading.outlines(document)
    for stroke in glyph_reading.drawn(document):
        if "Noto" not in stroke.font:
            continue
        outlines = files[stroke.font]["glyf"]
        for code, said in zip(stroke.codes, stroke.says, strict=True):
            assert code > 0
            drawn = outlines[f"glyph{code:05d}"].numberOfContours
            assert drawn or said in (" ", "\u200c", "\u200d", "\u200e")


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("شِ", ["شِ"]),
        ("हिन्दी", ["हि", "न्", "दी"]),
        ("क्षत्रिय", ["क्ष", "त्रि", "य"]),
        ("ශ්‍රී", ["ශ්‍රී"]),
        ("ที่", ["ที่"]),
        ("ကြီး", ["ကြီး"]),
    ],
)
def test_letters_that_are_drawn_as_one_are_one_glyph(word: str, said: list[str]) -> None:
    assert [cluster.text for cluster in shaped(word).clusters(word)] == said


def test_arabic_letters_join() -> None:
    face = shaped("ب")
    first, middle, last = (glyph for glyph in reversed(face.clusters("ببب")))
    alone = face.clusters("ب")[0]
    assert len({cluster.glyphs for cluster in (first, middle, last, alone)}) == 4


def test_bold_is_drawn_bolder() -> None:
    for name, _family in NAMES.values():
        word = name.split()[0]
        plain, bold = (
            [weight.font.get_glyph_extents(glyph) for glyph, _x, _y in cluster.glyphs]
            for weight in (shaped(word), shaped(word, bold=True))
            for cluster in weight.clusters(word)[:1]
        )
        assert plain != bold, name


def _page_of(chart: Chart, width: float, height: float) -> bytes:
    """Return a PDF with nothing on it but the chart."""
    file = io.BytesIO()
    drawing = draw_chart(chart, PRINT_COLOURS, width, height, 10)
    size = (width, max(height, drawing.height))
    canvas = Canvas(file, pagesize=size, initialFontName=primary_typeface().name)
    paint_drawing(drawing, canvas, 0, size[1] - drawing.height)
    canvas.save()
    return file.getvalue()


def test_names_are_drawn_in_charts() -> None:
    names = tuple(name for name, _family in NAMES.values())
    series = Series("2026", tuple(range(len(names))), ("1",) * len(names))
    for kind in ("bars", "horizontal"):
        chart = Chart("Example", kind, names, (series,))
        with_title = glyph_reading.drawn(_page_of(chart, 3000, 300))
        drawn = {"".join(sorted(stroke.text)) for stroke in with_title}
        for name in names:
            assert any("".join(sorted(name.split()[0])) in text for text in drawn), name


def test_a_font_is_opened_by_the_first_letter_that_needs_it() -> None:
    script = (
        "from facilitator_app.typeset import fallback_fonts\n"
        "from facilitator_app.reports.blocks import Paper, Paragraph\n"
        "from facilitator_app.reports.render import render\n"
        "def opened(words):\n"
        "    render(Paper('Example', '', '', '', '', '', (Paragraph(words),)), 'pdf')\n"
        "    made = fallback_fonts._noto, fallback_fonts._east_asian\n"
        "    return tuple(maker.cache_info().currsize for maker in made)\n"
        "print(opened('Łucja Żółć, Siân – £5'), opened('Ελένη'), opened('عائشة'))\n"
    )
    run = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert run.stdout == "(0, 0) (1, 0) (2, 0)\n"


def test_a_document_holds_just_the_letters_it_draws() -> None:
    alone = len(render(paper(Paragraph("Ms Example")), "pdf"))
    assert len(render(paper(Paragraph("Ms 王样例")), "pdf")) < alone + 4_000


def test_a_letter_no_font_has_is_a_box_that_says_itself() -> None:
    document = render(paper(Paragraph("Ms \u16a0\u16a1")), "pdf")
    said = [
        text.marks[-1]
        for text in document_reading.shown(document)
        if "ActualText" in text.marks[-1]
    ]
    assert len(said) == 1
    assert "\u16a0\u16a1" in said[0]
    box = next(file for name, file in glyph_reading.outlines(document).items() if "Box" in name)
    assert any(box["glyf"][glyph].numberOfContours == 2 for glyph in box.getGlyphOrder()[1:])


@pytest.mark.parametrize("typed", ["(ශ්‍රී)", "«हिन्दी»", "12ශ්‍රී", "@ශ්‍රී@"])
def test_signs_around_a_word_leave_it_whole(typed: str) -> None:
    document = render(paper(Paragraph(typed)), "pdf")
    assert typed in glyph_reading.told(document)
    noto = [stroke for stroke in glyph_reading.drawn(document) if "Noto" in stroke.font]
    assert len(noto) == 1
