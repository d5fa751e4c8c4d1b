"""Tagged PDF, standard and large: structure, fonts, bytes, order, sizes."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from facilitator_app.reports.blocks import Paper
from facilitator_app.reports.papers.annual import annual_paper
from facilitator_app.reports.papers.memberlist import member_list_paper
from facilitator_app.reports.papers.minutes import minutes_paper
from facilitator_app.reports.papers.record_list import record_list_paper
from facilitator_app.reports.render import Form, render
from tests.reports import document_reading
from tests.reports import sample_digests as made

PAPERS = {
    "annual": annual_paper(made.full_year()),
    "annual as told now": annual_paper(made.year_as_told_now()),
    "members": member_list_paper(made.member_list(20)),
    "minutes": minutes_paper(made.full_minutes()),
    "record list": record_list_paper(made.contacts()),
    "annual empty": annual_paper(made.empty_year()),
    "members empty": member_list_paper(made.member_list(0)),
    "minutes empty": minutes_paper(made.empty_minutes()),
    "record list empty": record_list_paper(made.contacts(0)),
}
every_paper = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS.keys())
both_sizes = pytest.mark.parametrize("form", ["pdf", "large-print"])


@every_paper
@both_sizes
def test_no_finding_of_pdf_ua(paper: Paper, form: Form, tmp_path: Path) -> None:
    assert document_reading.findings(render(paper, form), tmp_path) == []


@every_paper
@both_sizes
def test_fonts_are_all_embedded(paper: Paper, form: Form) -> None:
    assert document_reading.unembedded(render(paper, form)) == set()


@every_paper
@pytest.mark.parametrize("form", ["pdf", "large-print", "html", "text", "csv"])
def test_same_paper_same_bytes(paper: Paper, form: Form) -> None:
    assert render(paper, form) == render(paper, form)


def test_another_process_writes_the_same_bytes(tmp_path: Path) -> None:
    """Whatever was printed before, and whenever it is: with fallback fonts and the box too."""
    script = (
        "import sys, dataclasses as d\n"
        "from tests.reports import sample_digests as made\n"
        "from facilitator_app.reports.papers.memberlist import member_list_paper\n"
        "from facilitator_app.reports.render import render\n"
        "paper = member_list_paper(made.member_list(20))\n"
        "paper = d.replace(paper, subtitle='Żółć Nguyễn हिन्दी Ελένη 中 عائشة ᚠ')\n"
        "sys.stdout.buffer.write(render(paper, 'pdf'))\n"
    )
    run = [sys.executable, "-c", script]
    other = subprocess.run(run, check=True, capture_output=True).stdout
    render(PAPERS["annual"], "large-print")
    render(minutes_paper(made.full_minutes(body="हिन्दी भाषा 中文 Ж ᚠ علي")), "pdf")
    again = subprocess.run(run, check=True, capture_output=True).stdout
    namespace: dict[str, object] = {}
    here = tmp_path / "here.pdf"
    inside = script.replace("sys.stdout.buffer.write(", "out.write_bytes(")
    exec(inside, {"out": here, **namespace})  # noqa: S102 - the same words, in this process
    assert other == again == here.read_bytes()


@every_paper
@both_sizes
def test_headings_step_down_one_level_at_a_time(paper: Paper, form: Form) -> None:
    levels = [
        int(role[1]) for role in document_reading.roles(render(paper, form)) if role[0] == "H"
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(lower - upper <= 1 for upper, lower in pairwise(levels))


@every_paper
@both_sizes
def test_no_page_ends_with_a_heading(paper: Paper, form: Form) -> None:
    for page in document_reading.page_roles(render(paper, form)):
        assert page, "an empty page"
        assert page[-1] not in ("H1", "H2", "H3", "Caption")


@pytest.mark.parametrize("lines", range(1, 60, 3))
def test_no_heading_is_left_behind_wherever_the_page_ends(lines: int) -> None:
    item = made.ITEMS[3]
    text = "\n".join(f"Line {number}." for number in range(lines))
    digest = made.full_minutes(items=(made.ITEMS[0], made.item(text), item, *made.ITEMS))
    for page in document_reading.page_roles(render(minutes_paper(digest), "pdf")):
        assert page[-1] not in ("H2", "H3", "Caption")


def test_items_without_words_fill_the_page_that_was_begun() -> None:
    digest = made.full_minutes(items=(made.item(""),) * 40)
    first = document_reading.page_texts(render(minutes_paper(digest), "pdf"))[0]
    assert made.item("").title in first


@every_paper
def test_large_print_has_no_small_text(paper: Paper) -> None:
    small = [
        text for text in document_reading.shown(render(paper, "large-print")) if text.size < 16
    ]
    assert small == []


@every_paper
@both_sizes
def test_every_mark_is_the_child_of_its_element(paper: Paper, form: Form) -> None:
    """The page's parent tree and the structure tree tell the same of each mark."""
    document = render(paper, form)
    by_page = document_reading.page_roles(document)
    told: dict[tuple[int, int], str] = {}
    for role in set(document_reading.roles(document)):
        for marks in document_reading.marks_of(document, role):
            told |= dict.fromkeys(marks, role)
    assert told == {
        (page, number): role
        for page, found in enumerate(by_page)
        for number, role in enumerate(found)
    }
    drawn = {
        (text.page, text.marks[0])
        for text in document_reading.shown(document)
        if "MCID" in text.marks[0]
    }
    assert len(drawn) <= len(told)
    assert all(text.marks for text in document_reading.shown(document))


def test_a_paragraph_over_two_pages_is_one_element() -> None:
    text = "Members told of waits. " * 500
    document = render(minutes_paper(made.full_minutes(items=(made.item(text),))), "pdf")
    over = [
        marks
        for marks in document_reading.marks_of(document, "P")
        if len({p for p, _ in marks}) > 1
    ]
    assert len(over) == 1
    pages = [page for page, _number in over[0]]
    assert pages == list(range(pages[0], pages[0] + len(pages)))


def test_a_row_higher_than_a_page_goes_on_overleaf_as_one_row() -> None:
    words = " ".join(f"word{number}" for number in range(2_000))
    digest = made.full_year(decisions=(made.decision(words), made.decision("Short.")))
    document = render(annual_paper(digest), "pdf")
    over = [
        m for m in document_reading.marks_of(document, "TD") if len({page for page, _ in m}) > 1
    ]
    assert len(over) == 1
    text = document_reading.pdf_text(document)
    assert all(f"word{number}" in text for number in range(2_000))


def test_headers_of_a_long_table_repeat_outside_the_structure() -> None:
    document = render(member_list_paper(made.member_list(100)), "pdf")
    pages = document_reading.page_texts(document)
    assert all("E-mail" in page for page in pages)
    assert len(pages) == 9
    heads = document_reading.marks_of(document, "TH")
    assert sum(1 for marks in heads if marks) == 9 + 100


@both_sizes
def test_a_thousand_rows_are_all_there_in_order(form: Form) -> None:
    digest = made.member_list(1_000)
    text = document_reading.pdf_text(render(member_list_paper(digest), form))
    places = [text.find(f"{one.name} ") for one in digest.in_order]
    assert -1 not in places
    assert places == sorted(places)


def test_bookmarks_are_the_headings() -> None:
    with (
        document_reading.opened(render(PAPERS["annual"], "pdf")) as file,
        file.open_outline() as outline,
    ):
        titles = [item.title for item in outline.root]
    assert titles[0] == "Annual report 2025-26"
    assert "Who came, and how often" in titles
    assert titles[-1] == "About this report"


def test_the_file_says_what_it_is() -> None:
    with document_reading.opened(render(PAPERS["members"], "pdf")) as file:
        assert file.Root.Lang == "en-GB"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert file.docinfo.Title == "Network Partnership Group"
        assert "/CreationDate" not in file.docinfo
        with file.open_metadata() as meta:
            assert meta["pdfuaid:part"] == "1"
            assert meta["dc:title"] == "Network Partnership Group"
        assert all(page.obj.Tabs == "/S" for page in file.pages)


def test_figures_state_their_numbers() -> None:
    attendance, claims = document_reading.alternatives(render(PAPERS["annual"], "pdf"))
    assert "2025-26: Apr–Jun 74%" in attendance
    assert "2024-25: Apr–Jun 72%" in attendance
    assert "Mileage £4,123.50" in claims


def test_running_heads_and_feet() -> None:
    pages = document_reading.page_texts(render(PAPERS["annual"], "pdf"))
    count = len(pages)
    assert "Page" not in pages[0]
    for number, page in enumerate(pages[1:], start=2):
        assert page.startswith("Three Valleys Cancer Network Annual report 2025-26")
        assert page.rstrip().endswith(f"2 June 2026 Page {number} of {count}")


def test_reading_order_of_minutes() -> None:
    text = document_reading.pdf_text(render(PAPERS["minutes"], "pdf"))
    order = [
        "Minutes PG/2026/03", "Example Hall", "Present", "Example Dąbrowska", "Example Ashworth",
        "Example Bevan", "The meeting was quorate: 6 members needed, 9 came.", "In attendance",
        "Apologies", "PG/2026/03/1", "PG/2026/03/4", "Letters for a first appointment",
        "Raised by Example Morgan", "Decision D-118", "Proposed by Example Morgan",
        "Action A-204", "Example Hussain, by 3 April 2026", "Actions from this meeting",
        "Next meeting", "Signed (chair)",
    ]  # fmt: skip
    places: list[int] = []
    for words in order:
        places.append(text.find(words, places[-1] if places else 0))
    assert -1 not in places
    assert places == sorted(places)
