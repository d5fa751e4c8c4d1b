"""Where the pages of papers end: which words stand on which page."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest

from facilitator_app.digests import annual as year
from facilitator_app.digests import minutes as meeting
from facilitator_app.reports.blocks import Heading, flat
from facilitator_app.reports.papers.annual import annual_paper
from facilitator_app.reports.papers.memberlist import member_list_paper
from facilitator_app.reports.papers.minutes import minutes_paper
from facilitator_app.reports.papers.record_list import record_list_paper
from facilitator_app.reports.render import Form, render
from facilitator_app.typeset.page_style import LARGE_PRINT, STANDARD_PRINT
from tests.reports import document_reading
from tests.reports import sample_digests as made

both_sizes = pytest.mark.parametrize("form", ["pdf", "large-print"])


def pages(digest: meeting.Minutes, form: Form) -> list[str]:
    return document_reading.page_texts(render(minutes_paper(digest), form))


@both_sizes
@pytest.mark.parametrize("lines", range(1, 40, 5))
def test_nobody_signs_on_a_page_without_words_of_the_minutes(lines: int, form: Form) -> None:
    text = "\n".join(f"Line {number}." for number in range(lines))
    for items in ((made.item(text),), (*made.ITEMS[:4], made.item(text))):
        last = pages(made.full_minutes(items=items), form)[-1]
        assert "Signed (chair)" in last
        words, _sign, _rest = last.partition("Next meeting")
        assert re.search(r"Line \d|No action was agreed|A-20\d", words), last


@both_sizes
@pytest.mark.parametrize("count", range(1, 30, 4))
def test_no_name_of_a_list_stands_alone_on_a_page(count: int, form: Form) -> None:
    people = made.full_minutes().present[:1] * (2 * count + 5)
    numbered = tuple(
        dataclasses.replace(one, name=f"Person{at:03}", sort_name=f"{at:03}")
        for at, one in enumerate(people)
    )
    for page in pages(made.full_minutes(present=numbered), form):
        found = len(re.findall(r"Person\d", page))
        assert found != 1


def test_half_a_page_of_text_takes_no_page_but_that_of_its_head() -> None:
    items = tuple(
        meeting.MinutedItem(f"PG/2026/03/{number}", "Example item", "", "It was noted.")
        for number in range(1, 4)
    )
    short = made.full_minutes(items=items, in_attendance=(), quorum=())
    assert len(pages(short, "pdf")) <= 2
    assert len(pages(made.full_minutes(), "pdf")) == 3


@both_sizes
@pytest.mark.parametrize("count", range(1, 41, 4))
def test_rows_of_decisions_stand_three_and_more_together(count: int, form: Form) -> None:
    taken = tuple(
        dataclasses.replace(made.decision("That it is agreed."), ref=f"D-{500 + at}")
        for at in range(count)
    )
    paper = annual_paper(made.full_year(decisions=taken))
    found = [
        len(re.findall(r"D-5\d\d", page))
        for page in document_reading.page_texts(render(paper, form))
    ]
    assert sum(found) == count
    parts = [number for number in found if number]
    assert len(parts) == 1 or min(parts) >= 2
    assert form == "large-print" or len(parts) == 1 or min(parts) >= 3


def years() -> list[year.AnnualReport]:
    """Years of small, middle and large networks."""
    full = made.year_as_told_now()
    grown = [
        dataclasses.replace(
            full,
            bodies=(full.bodies * 4)[:groups],
            decisions=full.decisions[: groups // 2],
            training=(full.training * 6)[: groups // 2],
        )
        for groups in range(1, 33, 3)
    ]
    first = [
        made.year_of(
            number,
            membership=year.Membership(0, number, 0, (), ()),
            actions=year.ActionsYear(0, number, 0, 0, 0),
            claims=year.ClaimsYear(0, (), None),
            training=(),
            published=(),
        )
        for number in range(1, 5)
    ]
    middle = [made.year_of(number) for number in range(12)]
    return [made.empty_year(), *middle, *grown, *first]


@pytest.mark.parametrize("at", range(len(years())))
@both_sizes
def test_no_page_but_the_last_is_left_half_empty(at: int, form: Form) -> None:
    """In large print half of the pages of a small network were; a chart takes half a page."""
    style = STANDARD_PRINT if form == "pdf" else LARGE_PRINT
    document = render(annual_paper(years()[at]), form)
    _cover, *within, last = document_reading.filled(document, style.top, style.bottom)
    assert min(within, default=1) > 0.58, within
    assert not within or last > 0.15


@pytest.mark.parametrize("at", [2, 3, 14, 20])
@both_sizes
def test_no_heading_stands_alone_at_the_foot(at: int, form: Form) -> None:
    paper = annual_paper(years()[at])
    document = render(paper, form)
    headings = {one.text for one in flat(paper.blocks) if isinstance(one, Heading)}
    for page in document_reading.page_texts(document)[1:]:
        words = re.sub(r" ?\d+ \w+ \d{4} ?Page \d+ of \d+.*$", "", page).strip()
        assert not any(words.endswith(heading) for heading in headings), words


@pytest.mark.parametrize("count", range(10, 34, 2))
def test_the_last_page_of_a_list_holds_more_than_its_note(count: int) -> None:
    paper = member_list_paper(made.member_list(count))
    last = document_reading.page_texts(render(paper, "pdf"))[-1]
    assert "Personal details" in last
    assert last.count("01632") >= min(count, 3)


def test_a_member_list_in_large_print_has_four_people_on_a_page() -> None:
    """Two short facts stand beside each other: 19 people took nine pages."""
    paper = member_list_paper(made.member_list(19))
    texts = document_reading.page_texts(render(paper, "large-print"))
    assert len(texts) <= 6
    assert all(f"Papers as {how}" in " ".join(texts) for how in ("Standard", "Large print"))
    assert max(document_reading.right_edges(render(paper, "large-print"))) <= 595 - 56 + 1


@pytest.mark.parametrize("lines", range(1, 5))
def test_the_name_of_a_row_is_not_cut_at_the_foot_in_large_print(lines: int) -> None:
    """The first line of a long name stood at the foot, the others on the next page."""
    listed = made.contacts(24)
    name = "Begun{at} " + "which is a name of many words " * lines + "ended{at}"
    rows = tuple((name.format(at=at), *row[1:]) for at, row in enumerate(listed.rows))
    document = render(record_list_paper(dataclasses.replace(listed, rows=rows)), "large-print")
    for page in document_reading.page_texts(document):
        assert re.findall(r"Begun(\d+)", page) == re.findall(r"ended(\d+)", page)


@both_sizes
def test_a_paper_without_words_under_its_title_has_no_gap_there(form: Form) -> None:
    """Nor has it an empty paragraph, at which somebody who has it read aloud would stop."""
    paper = record_list_paper(dataclasses.replace(made.contacts(1), view="", typed=""))
    with_words = dataclasses.replace(paper, subtitle="Current")
    style = STANDARD_PRINT.landscape() if form == "pdf" else LARGE_PRINT
    documents = [render(one, form) for one in (paper, with_words)]
    bare, told = (document_reading.filled(one, style.top, style.bottom)[0] for one in documents)
    assert bare < told
    roles = [document_reading.roles(one).count("P") for one in documents]
    assert roles[0] == roles[1] - 1
    assert b'class="under"' not in render(paper, "html")
    assert b'class="under"' in render(with_words, "html")


def test_head_and_foot_do_not_run_into_each_other() -> None:
    digest = made.full_minutes(
        imprint=dataclasses.replace(made.IMPRINT, network="Example and Elsewhere Cancer " * 4)
    )
    heads = {"pdf": 8.5, "large-print": 16.0}
    for form, size in heads.items():
        document = render(minutes_paper(digest), form)  # type: ignore[arg-type]  # a form
        running = [one for one in document_reading.shown(document) if "/Pagination" in one.marks[0]]
        assert {one.size for one in running} == {size}
        assert "Minutes PG/2026/03" in document_reading.page_texts(document)[1]
        assert max(document_reading.right_edges(document)) <= 595


def test_minutes_of_a_meeting_to_come_tell_of_nothing_decided() -> None:
    """What was typed beforehand is told as prepared, and there is nothing to sign."""
    to_come = made.full_minutes(to_come=True, date=dt.date(2026, 9, 8), present=(), approved=None)
    told = " ".join(render(minutes_paper(to_come), "text").decode().split())
    assert "there is nothing to minute yet" not in told
    assert "What stands under the items was prepared for it" in told
    assert "Decision proposed D-117" in told
    assert "Action proposed A-204" in told
    assert not re.search(r"Decision D-|Action A-|Signed|No action was agreed|Actions from", told)
    bare = tuple(meeting.MinutedItem(one.number, one.title) for one in to_come.items)
    told = " ".join(
        render(minutes_paper(dataclasses.replace(to_come, items=bare)), "text").decode().split()
    )
    assert "This meeting is still to be held: there is nothing to minute yet." in told
    assert "prepared" not in told
