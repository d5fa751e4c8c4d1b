"""Whatever is typed anywhere, the paper is made, tagged, and says it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator_app.digests.annual import ClaimCategory, ClaimsYear, Count
from facilitator_app.digests.charts import Chart, ChartKind, Series
from facilitator_app.digests.minutes import (
    ActionAgreed,
    Attendee,
    DecisionMade,
    MinutedItem,
    Minutes,
    QuorumRule,
)
from facilitator_app.digests.papers import Imprint
from facilitator_app.reports import blocks
from facilitator_app.reports.blocks import Block, Heading, Paper, Paragraph, Table
from facilitator_app.reports.papers.annual import annual_paper
from facilitator_app.reports.papers.memberlist import member_list_paper
from facilitator_app.reports.papers.minutes import minutes_paper
from facilitator_app.reports.render import FORMS, Form, render
from facilitator_app.typeset.inline_text import TextRun
from facilitator_app.typeset.sanitise import sanitise
from facilitator_app.typeset.table_content import TableColumn
from tests.reports import document_reading
from tests.reports import sample_digests as made

LATIN = [
    "A & <B>",
    "Dąbrowska-Żółć",
    "Siân Fŵcs",
    "Nguyễn Thị Ánh",
    "O’Donnell “Peg”",
    "Ελένη",
    "Жанна",
]
OTHERS = [
    "عائشة",
    "মারিয়া",
    "王小明",
    "हिन्दी",
    "\U0001f642\U0001f469\U0001f3fd\u200d\u2695\ufe0f",
    "\u16a0\u16a1",
    "\u202eabc",
    "\u200f",
    "\u202e\u2067 \u2069",
    "a\x00b\ufeff",
    "\ud800",
]
anything = st.text(max_size=60)


def paper(*parts: Block, title: str = "Example", landscape: bool = False) -> Paper:
    return Paper(title, "", made.NETWORK, "", "1 April 2026", "", parts, landscape=landscape)


@pytest.mark.parametrize("typed", LATIN)
@pytest.mark.parametrize("form", ["pdf", "large-print", "text", "html", "csv"])
def test_names_print_as_typed(typed: str, form: Form) -> None:
    digest = made.with_name(made.member_list(1), typed)
    document = render(member_list_paper(digest), form)
    match form:
        case "pdf" | "large-print":
            told = document_reading.pdf_text(document)
            assert "□" not in told
        case "html":
            told = document_reading.web(document).text
        case _:
            told = document.decode("utf-8-sig")
    assert typed in told


@pytest.mark.parametrize("typed", OTHERS)
def test_names_in_any_script_are_made_and_tagged(typed: str, tmp_path: Path) -> None:
    digest = made.with_name(made.member_list(1), typed)
    for form in FORMS:
        document = render(member_list_paper(digest), form)
        if form in ("pdf", "large-print"):
            assert document_reading.findings(document, tmp_path) == []
            assert document_reading.unembedded(document) == set()
        elif form == "text":
            assert sanitise(typed).strip() in document.decode()


@settings(max_examples=40)
@given(st.lists(anything, min_size=13, max_size=13), st.sampled_from(FORMS))
def test_any_text_in_any_field_of_minutes(words: list[str], form: Form) -> None:
    (network, body, ref, starts, venue, name, capacity, number, title, text, said,
     owner, who) = words  # fmt: skip
    digest = Minutes(
        Imprint(network, dt.date(2026, 1, 1)),
        body, ref, dt.date(2026, 1, 1), starts, starts, venue,
        present=(Attendee(name, name, capacity, True),),
        quorum=(QuorumRule(who, 1, 1),),
        items=(
            MinutedItem(number, title, who, text, (DecisionMade(ref, said, who, name),),
                 (ActionAgreed(ref, said, owner, None),)),
        ),
    )  # fmt: skip
    assert render(minutes_paper(digest), form)


@settings(max_examples=40)
@given(st.lists(anything, min_size=8, max_size=8), st.sampled_from(FORMS))
def test_any_text_in_any_field_of_a_list(words: list[str], form: Form) -> None:
    name, role, comes, place, phone, mail, formats, body = words
    one = dataclasses.replace(
        made.person(1), name=name, role=role, comes_as=comes, locality=place,
        telephone=phone, email=mail, papers_as=formats,
    )  # fmt: skip
    digest = dataclasses.replace(made.member_list(2), body=body, seated=(one,))
    assert render(member_list_paper(digest), form)


@settings(max_examples=25)
@given(st.lists(anything, min_size=7, max_size=7), st.sampled_from(FORMS))
def test_any_text_in_any_field_of_a_year(words: list[str], form: Form) -> None:
    network, body, tier, kind, category, event, said = words
    full = made.full_year()
    digest = dataclasses.replace(
        full,
        imprint=Imprint(network, full.imprint.as_at),
        membership=dataclasses.replace(full.membership, by_kind=(Count(kind, 46),)),
        bodies=(dataclasses.replace(full.bodies[0], name=body, tier=tier), *full.bodies),
        decisions=(dataclasses.replace(made.decision(said), body=body, ref=tier),),
        claims=ClaimsYear(1, (ClaimCategory(category, 1, 100),), 0),
        training=(dataclasses.replace(full.training[0], title=event),),
    )
    assert render(annual_paper(digest), form)


@settings(max_examples=25)
@given(anything, st.integers(0, 5), st.integers(1, 4), st.sampled_from(["bars", "horizontal"]))
def test_any_chart(words: str, labels: int, series: int, kind: ChartKind) -> None:
    line = Series(words, (0, 3, None, 10**9, 1)[:labels], (words,) * labels)
    chart = Chart(words, kind, (words,) * labels, (line,) * series)
    for form in FORMS:
        assert render(paper(chart), form)


@pytest.mark.parametrize("words", ["x" * 100_000, "word " * 20_000, "王" * 20_000, "a.b" * 20_000])
def test_a_field_of_a_hundred_thousand_characters(words: str) -> None:
    document = render(paper(Paragraph(words)), "pdf")
    assert len(document_reading.page_texts(document)) > 5
    table = Table("Example", (TableColumn("A"), TableColumn("B")), (("1", words), ("2", "b")))
    assert len(document_reading.page_texts(render(paper(table), "pdf"))) > 5


@pytest.mark.parametrize("form", ["pdf", "large-print", "text"])
def test_forty_columns_become_a_list(form: Form) -> None:
    columns = tuple(TableColumn(f"Column {at}") for at in range(40))
    row = tuple(f"value {at}" for at in range(40))
    document = render(paper(Table("Wide", columns, (row, row), row)), form)
    told = document.decode() if form == "text" else document_reading.pdf_text(document)
    assert told.count("value 39") == 3
    assert told.count("Column 39") == 3
    if form != "text":
        assert "Table" not in document_reading.roles(document)


def test_text_never_leaves_the_page() -> None:
    """A cell is as wide as its column: nothing is drawn beyond the margins."""
    digest = made.with_name(made.member_list(30), "Longname" * 30)
    for form, edge in (("pdf", 842 - 40), ("large-print", 595 - 48)):
        document = render(member_list_paper(digest), form)  # type: ignore[arg-type]  # both are forms
        for right in document_reading.right_edges(document):
            assert right <= edge


def test_every_kind_of_block_has_every_form() -> None:
    made_of: dict[type, Block] = {
        blocks.Heading: Heading("Heading", 3),
        blocks.Paragraph: Paragraph((TextRun("bold", bold=True), TextRun(" and plain"))),
        blocks.NoteBlock: blocks.NoteBlock("note"),
        blocks.Listing: blocks.Listing(("one", "two"), numbered=True),
        blocks.Facts: blocks.Facts((("label", "value"),)),
        blocks.Table: Table("Table", (TableColumn("A"), TableColumn("B", "right")), (("1", "2"),)),
        blocks.Figures: blocks.Figures((blocks.Figure("1", "one"),)),
        Chart: Chart("C", "bars", ("a",), (Series("s", (1,), ("1",)),)),
        blocks.DecisionBlock: blocks.DecisionBlock("D-1", "words", "detail"),
        blocks.ActionBlock: blocks.ActionBlock("A-1", "words"),
        blocks.Signature: blocks.Signature(("Signed",)),
        blocks.PageBreak: blocks.PageBreak(),
        blocks.KeepTogether: blocks.KeepTogether((Paragraph("kept"),)),
    }
    assert set(made_of) == set(get_args(Block))
    for block in made_of.values():
        for form in FORMS:
            assert render(paper(Heading("Section"), block), form)


def test_a_page_break_breaks_and_never_leaves_an_empty_page() -> None:
    broken = blocks.PageBreak()
    parts = (Paragraph("one"), broken, broken, Paragraph("two"), broken)
    texts = document_reading.page_texts(render(paper(*parts), "pdf"))
    assert len(texts) == 2
    assert "one" in texts[0]
    assert "two" in texts[1]


def test_what_is_kept_together_stands_on_one_page() -> None:
    lines = Paragraph("\n".join("line" for _ in range(12)))
    kept = blocks.KeepTogether((Paragraph("first kept"), lines, Paragraph("last kept")))
    for before in range(0, 45, 4):
        space = Paragraph("\n".join("x" for _ in range(before + 1)))
        texts = document_reading.page_texts(render(paper(space, kept), "pdf"))
        page = next(text for text in texts if "first kept" in text)
        assert "last kept" in page


def test_a_note_is_never_parted_from_its_table() -> None:
    columns = (TableColumn("A"), TableColumn("B"))
    for count in range(20, 45):
        rows = tuple((str(at), "b") for at in range(count))
        parts = (Table("Example", columns, rows), blocks.NoteBlock("the note"))
        last = document_reading.page_roles(render(paper(*parts), "pdf"))[-1]
        assert last.count("TD") >= 2
