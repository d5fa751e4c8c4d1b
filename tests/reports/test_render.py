"""The other forms of a paper, and that all forms tell the same figures."""

from __future__ import annotations

import csv
import io
import itertools
import re

import pytest

from facilitator_app.digests.charts import Chart
from facilitator_app.reports.blocks import Paper, Table, flat
from facilitator_app.reports.papers.annual import annual_paper
from facilitator_app.reports.papers.memberlist import member_list_paper
from facilitator_app.reports.papers.minutes import minutes_paper
from facilitator_app.reports.render import render
from facilitator_app.typeset.page_style import PRINT_COLOURS
from tests.reports import document_reading
from tests.reports import sample_digests as made

PAPERS = {
    "annual": annual_paper(made.full_year()),
    "members": member_list_paper(made.member_list(20)),
    "minutes": minutes_paper(made.full_minutes()),
    "annual empty": annual_paper(made.empty_year()),
    "members empty": member_list_paper(made.member_list(0)),
    "minutes empty": minutes_paper(made.empty_minutes()),
}
every_paper = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS.keys())


def squeezed(text: str) -> str:
    """Text without any blanks, as line ends fall elsewhere in each form."""
    return re.sub(r"\s+", "", text.replace("\xa0", ""))


def cells(paper: Paper) -> list[str]:
    """Every cell of every table and every figure of every chart."""
    told = []
    for block in flat(paper.blocks):
        if isinstance(block, Table):
            rows = block.rows if block.total is None else (*block.rows, block.total)
            told += [cell for row in rows for cell in row]
        elif isinstance(block, Chart):
            told += [shown for series in block.series for shown in series.shown]
    return [squeezed(cell) for cell in told if cell]


@every_paper
def test_all_forms_tell_the_same_figures(paper: Paper) -> None:
    texts = {
        "pdf": squeezed(document_reading.pdf_text(render(paper, "pdf"))),
        "large-print": squeezed(document_reading.pdf_text(render(paper, "large-print"))),
        "html": squeezed(document_reading.web(render(paper, "html")).text),
        "text": squeezed(render(paper, "text").decode()),
        "csv": squeezed(render(paper, "csv").decode("utf-8-sig")),
    }
    figures = [cell for cell in cells(paper) if re.fullmatch(r"[£–−\d.,%]+", cell)]
    for form, text in texts.items():
        for figure in figures:
            assert figure in text or (form == "csv" and f'"{figure}"' in text), (form, figure)
    for form in ("html", "csv"):
        for cell in cells(paper):
            assert cell.replace('"', '""') in texts[form], (form, cell)


def test_the_cover_tells_the_same_in_every_form() -> None:
    for form in ("pdf", "large-print", "html", "text"):
        document = render(PAPERS["annual"], form)
        told = document_reading.pdf_text(document) if document[:4] == b"%PDF" else document.decode()
        for words in ("46", "members at the end of the year", "decisions taken by our groups"):
            assert words in told


@every_paper
def test_web_page_stands(paper: Paper) -> None:
    page = document_reading.web(render(paper, "html"))
    assert page.named("html") == [{"lang": "en-GB"}]
    assert len(page.named("h1")) == 1
    assert len(page.named("main")) == len(page.named("header")) == len(page.named("footer")) == 1
    assert page.named("script") == page.named("link") == page.named("img") == []
    names = [attributes["id"] for _tag, attributes in page.tags if "id" in attributes]
    assert len(names) == len(set(names))
    targets = {str(link["href"])[1:] for link in page.named("a")}
    assert targets <= set(names)
    labels = {attributes.get("aria-labelledby") for _tag, attributes in page.tags} - {None}
    assert labels <= set(names)


@every_paper
def test_web_tables_name_their_headers(paper: Paper) -> None:
    page = document_reading.web(render(paper, "html"))
    tables = len(page.named("table"))
    assert len(page.named("caption")) == tables
    assert all(head["scope"] in ("col", "row") for head in page.named("th"))
    assert tables == 0 or len(page.named("th")) > tables


def test_web_charts_say_their_figures() -> None:
    page = document_reading.web(render(PAPERS["annual"], "html"))
    charts = page.named("svg")
    assert len(charts) == len(page.named("figure")) == len(page.named("figcaption")) == 2
    assert all(chart["role"] == "img" for chart in charts)
    assert "Jan–Mar 83%" in str(charts[0]["aria-label"])


def test_web_headings_step_down_one_level_at_a_time() -> None:
    for paper in PAPERS.values():
        page = document_reading.web(render(paper, "html"))
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]
        assert all(lower - upper <= 1 for upper, lower in itertools.pairwise(levels))


@every_paper
def test_text_is_72_wide(paper: Paper) -> None:
    text = render(paper, "text").decode()
    assert max(len(line) for line in text.splitlines()) <= 72
    assert text.endswith("\n")
    assert "\xa0" not in text


def test_text_tables_line_up() -> None:
    lines = render(PAPERS["annual"], "text").decode().splitlines()
    at = lines.index("Claims by kind of expense")
    table = lines[at + 2 : at + 11]
    assert table[0].split() == ["Kind", "of", "expense", "Entries", "Amount", "Share"]
    assert len({len(line) for line in table}) == 1
    assert table[-1].split() == ["All", "expenses", "344", "£6,064.00", "100%"]


def test_csv_of_one_table_is_that_table() -> None:
    document = render(PAPERS["members"], "csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(document)))
    assert rows[0] == [
        "Name", "Role", "Comes as", "Locality", "Telephone", "E-mail", "Since", "Term ends",
        "Papers as",
    ]  # fmt: skip
    assert len(rows) == 21
    assert rows[1][:2] == ["Example Dąbrowska", "Chair"]


def test_csv_of_several_tables_has_their_captions() -> None:
    document = render(PAPERS["annual"], "csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(document)))
    captions = [row[0] for row in rows if len(row) == 1]
    assert captions[0] == "Members over the year"
    assert "Mileage made up 68% of what was claimed" in captions
    assert ["Mileage", "164", "£4,123.50", "68%"] in rows


@pytest.mark.parametrize("typed", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-x", "-1+cmd"])
def test_csv_never_holds_a_formula(typed: str) -> None:
    digest = made.member_list(1)
    digest = made.with_name(digest, typed)
    document = render(member_list_paper(digest), "csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(document)))
    assert rows[1][0] == "'" + typed


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_are_told_apart() -> None:
    for text in (PRINT_COLOURS.ink, PRINT_COLOURS.ink2, PRINT_COLOURS.primary):
        assert contrast(text, PRINT_COLOURS.paper) >= 4.5
        assert contrast(text, PRINT_COLOURS.tint) >= 4.5
    assert contrast(PRINT_COLOURS.cover_ink, PRINT_COLOURS.cover) >= 4.5
    for edge in (PRINT_COLOURS.bar, PRINT_COLOURS.bar_rest, PRINT_COLOURS.edge):
        assert contrast(edge, PRINT_COLOURS.paper) >= 3
