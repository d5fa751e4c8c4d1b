"""What the papers say: sentences, totals, order, and what they say when there is nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

import pytest

from facilitator_app.digests.annual import (
    ActionsYear,
    BodyYear,
    ClaimCategory,
    ClaimsYear,
    Membership,
    QuarterYear,
    Training,
)
from facilitator_app.digests.charts import Chart, Series
from facilitator_app.digests.lists import CellStyle, Column
from facilitator_app.digests.minutes import QuorumRule
from facilitator_app.digests.tags import TagCount
from facilitator_app.locale_formats import join_list
from facilitator_app.reports.blocks import Table, flat
from facilitator_app.reports.formatting import format_hours, format_share
from facilitator_app.reports.paper_catalogue import CATALOGUE
from facilitator_app.reports.papers import annual, annual_tags
from facilitator_app.reports.papers.annual import annual_paper
from facilitator_app.reports.papers.memberlist import member_list_paper
from facilitator_app.reports.papers.minutes import minutes_paper
from facilitator_app.reports.papers.record_list import record_list_paper
from facilitator_app.reports.render import FORMS, SUFFIXES, render
from facilitator_app.typeset.table_content import TableColumn
from tests.reports import sample_digests as made


def paid_after(claims: int, tenths: int | None) -> ClaimsYear:
    return ClaimsYear(claims, (ClaimCategory("Fares", claims, 100),), tenths)


def event(taken: int, minutes: int) -> Training:
    return Training("Example course", dt.date(2025, 5, 14), 8, taken, minutes)


def text(paper: object) -> str:
    return " ".join(render(paper, "text").decode().split())  # type: ignore[arg-type]  # a paper


def test_an_empty_year_is_told_in_sentences() -> None:
    told = text(annual_paper(made.empty_year()))
    for sentence in (
        "Our groups held no meeting in this year.",
        "The network had no members in this year.",
        "The network had no groups in this year.",
        "No meeting was held in this year.",
        "No decision was recorded in this year.",
        "No action was open in this year.",
        "No claims were made in this year.",
        "No training was held in this year.",
    ):
        assert sentence in told
    assert "0%" not in told
    assert "£0.00" not in told


def test_an_empty_list_and_empty_minutes_are_told_in_sentences() -> None:
    assert "Nobody holds a seat on this group on that day." in text(
        member_list_paper(made.member_list(0))
    )
    told = text(minutes_paper(made.empty_minutes()))
    for sentence in (
        "Nobody is recorded as present.", "No quorum is set for this group.",
        "There were no apologies.", "No item is minuted yet.", "No action was agreed.",
        "No date is set yet.", "Draft, not yet approved by the group",
    ):  # fmt: skip
        assert sentence in told


def test_totals_of_the_year_are_sums_of_its_parts() -> None:
    digest = made.full_year()
    assert digest.membership.end == sum(one.number for one in digest.membership.by_kind) == 46
    assert digest.membership.end == sum(one.number for one in digest.membership.by_locality)
    assert digest.expected == sum(quarter.expected for quarter in digest.quarters)
    assert digest.came == sum(quarter.came for quarter in digest.quarters)
    told = text(annual_paper(digest))
    assert "11 people joined and 6 left, so that the year ended with 46 members." in told
    assert "Members who are on a break or have stepped back are counted." in told
    assert "78% of those expected came to our meetings, 72% in the year before." in told
    assert "Members made 187 claims for £6,064.00 in all." in told
    assert "paid within 12.5 days" in told
    assert "58 actions were closed, 81% of them by the day agreed." in told
    assert "29 places were taken, 95 hours of learning in all." in told


def test_a_year_that_is_not_over_is_told_so_far() -> None:
    over = text(annual_paper(made.full_year()))
    assert "so far" not in over
    assert annual.caution(made.full_year()) == ""
    early = dataclasses.replace(made.IMPRINT, as_at=dt.date(2025, 11, 23))
    running = made.full_year(imprint=early)
    told = text(annual_paper(running))
    assert "so far, on 23 November 2025" in told
    assert "the year ended" not in told
    assert "31 March 2026 members held" not in told
    assert "Overdue on 31 March" not in told
    assert annual.caution(running).replace("\N{NO-BREAK SPACE}", " ") == (
        "The year does not end until 31 March 2026: all figures are as of 23 November 2025."
    )


@pytest.mark.parametrize(
    ("came", "before", "finding"),
    [
        (8, 7, "Attendance rose from 70% to 80%"),
        (7, 8, "Attendance fell from 80% to 70%"),
        (7, 7, "Attendance by quarter"),
    ],
)
def test_the_chart_says_what_it_shows(came: int, before: int, finding: str) -> None:
    digest = made.full_year(
        quarters=(QuarterYear(1, 10, came, 10, before),),
        bodies=(BodyYear("Example Forum", "Locality", 5, 2, 10, came),),
    )
    charts = [block for block in flat(annual_paper(digest).blocks) if isinstance(block, Chart)]
    assert charts[0].title == finding


def test_a_first_year_is_compared_with_nothing() -> None:
    quarters = tuple(
        dataclasses.replace(quarter, expected_before=0, came_before=0)
        for quarter in made.full_year().quarters
    )
    paper = annual_paper(made.full_year(quarters=quarters))
    charts = [block for block in flat(paper.blocks) if isinstance(block, Chart)]
    assert [series.name for series in charts[0].series] == ["2025-26"]
    assert "year before." not in text(paper)


def test_meetings_without_registers_have_no_share() -> None:
    bodies = (BodyYear("Example Forum", "Locality", 5, 2, 0, 0),)
    told = text(annual_paper(made.full_year(bodies=bodies, quarters=())))
    assert "No register was kept, so attendance cannot be told." in told


@pytest.mark.parametrize(
    ("undated", "words"),
    [
        (0, ""),
        (1, "The records do not say since when 1 of the seats is held"),
        (2, "The records do not say since when 2 of the seats are held"),
    ],
)
def test_seats_held_since_nobody_knows_when_are_told_of(undated: int, words: str) -> None:
    bodies = (BodyYear("Example Forum", "Locality", 5, 2, 10, 8, undated),)
    told = text(annual_paper(made.full_year(bodies=bodies)))
    assert words in told
    assert bool(words) == ("do not say since when" in told)


def test_one_of_two_groups_that_met_is_told_as_one() -> None:
    bodies = (
        BodyYear("Example Forum", "Locality", 5, 1, 5, 4),
        BodyYear("Example Board", "Network", 0, 0, 0, 0),
    )
    one = made.year_as_told_now(bodies=bodies, decisions=made.DECISIONS[:1])
    told = text(annual_paper(one))
    assert "1 group held 1 meeting between 1 April 2025 and 31 March 2026." in told
    assert "On 31 March 2026 members held 5 seats on 1 group." in told
    for words in ("5 seats held on 1 group ", "1 meeting ", "1 decision ", "1 decision taken by"):
        assert words in told
    assert "2 groups" not in told


def test_a_year_as_told_now_says_how_it_was_counted() -> None:
    told = text(annual_paper(made.year_as_told_now()))
    for sentence in (
        "The records do not say when 3 of the members joined",
        "no kind of fewer than 5 people is told by itself",
        "People in attendance without a seat are not counted; they came 31 times in all.",
        "For journeys and other costs of this year members made 187 claims, £6,064.00 in all.",
        "Counted by the day of each journey or other cost",
        "What 1 event cost is not recorded.",
    ):
        assert sentence in told
    assert "£840.50" in told
    assert "Cost" in told
    then = text(annual_paper(made.full_year()))
    assert not any(words in then for words in ("£840.50", "Counted by the day", "by itself"))


TOLD_OF: Mapping[int, tuple[str, ...]] = {
    0: (
        "Our groups held no meeting in this year.",
        "The network had no members in this year.",
        "The network had no groups in this year.",
        "No meeting was held in this year.",
        "No decision was recorded in this year.",
        "No action was open in this year.",
        "Nothing was claimed for journeys and other costs of this year.",
        "No training was held in this year.",
    ),
    1: (
        "1 member at the end of the year",
        "1 decision taken by our groups",
        "1 group held 1 meeting between",
        (
            " 1 member, 1 a year before 1 seat held on 1 group 1 meeting 100% attendance 1 decision"
            " 1 action closed £1.00 claimed 1 attended training "
        ),
        "1 person joined and 1 left, so that the year ended with 1 member.",
        "The records do not say when 1 of the members joined: this person is counted",
        "On 31 March 2026 members held 1 seat on 1 group.",
        "The records do not say since when 1 of the seats is held: it is counted",
        (
            "without a seat are not counted; they came once in all. It was a visitor, who is not a"
            " member. What our"
        ),
        "Our groups took 1 decision.",
        "1 correction was made to minutes",
        "1 action was closed, by the day agreed.",
        "members made 1 claim, £1.00 in all. It was paid within 1 day of being handed in.",
        "1 correction was made to a claim",
        "There was 1 training event; 1 person came, 1 hour of learning in all.",
        "1 paper was published in the year, and is kept as it was given out.",
    ),
    2: (
        "2 members at the end of the year",
        "2 decisions taken by our groups",
        "2 groups held 2 meetings between",
        (
            " 2 members, 2 a year before 2 seats held on 2 groups 2 meetings 100% attendance"
            " 2 decisions 2 actions closed £1.00 claimed 2 attended training "
        ),
        "2 people joined and 2 left, so that the year ended with 2 members.",
        "The records do not say when 2 of the members joined: they are counted",
        "On 31 March 2026 members held 2 seats on 2 groups.",
        "The records do not say since when 2 of the seats are held: they are counted",
        (
            "without a seat are not counted; they came 2 times in all. Each time it was a visitor,"
            " who is not a member. What our"
        ),
        "Our groups took 2 decisions.",
        "2 corrections were made to minutes",
        "2 actions were closed, 100% of them by the day agreed.",
        "members made 2 claims, £1.00 in all. At least half of those paid were paid within 2 days",
        "2 corrections were made to claims",
        "There were 2 training events; people came 2 times, 2 hours of learning in all.",
        "2 papers were published in the year, and are kept as they were given out.",
    ),
}


@pytest.mark.parametrize("number", TOLD_OF)
def test_every_sentence_follows_its_number(number: int) -> None:
    told = text(annual_paper(made.year_of(number)))
    for sentence in TOLD_OF[number]:
        assert sentence in told
    early = dataclasses.replace(made.IMPRINT, as_at=dt.date(2025, 11, 23))
    running = text(annual_paper(made.year_of(number, imprint=early)))
    for words in (told, running):
        # One thing has no plural beside it, nor have several a singular.
        ones = r"\b1 (?:members|seats|groups|meetings|decisions|actions|claims|places|days|hours)\b"
        assert not re.search(ones, words)
        assert not re.search(
            r"\bwere 1 |\bwas [02] |\b[02] (?:member|seat|group|day|hour)\b", words
        )


@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        (
            {"membership": Membership(3, 0, 0, (), ())},
            "Nobody joined and nobody left, so that the year ended with 3 members.",
        ),
        (
            {"membership": Membership(1, 0, 1, (), ())},
            "Nobody joined and 1 left, so that the year ended with no members.",
        ),
        (
            {"bodies": (BodyYear("Example Forum", "Network", 0, 1, 1, 1),)},
            "On 31 March 2026 nobody held a seat on a group.",
        ),
        (
            {"bodies": (BodyYear("Example Forum", "Network", 2, 1, 1, 1),)},
            "2 seats held on 1 group",
        ),
        ({"in_attendance": 3, "visitors": 1}, "On 1 of these occasions it was a visitor, who is"),
        ({"in_attendance": 3, "visitors": 2}, "On 2 of these occasions it was a visitor, who is"),
        ({"actions": ActionsYear(0, 1, 1, 0, 0)}, "1 action was closed, after the day agreed."),
        ({"claims": paid_after(1, None)}, "It is not paid yet."),
        ({"claims": paid_after(2, None)}, "None of them is paid yet."),
        ({"claims": paid_after(1, 0)}, "It was paid on the day it was handed in."),
        (
            {"claims": paid_after(2, 0)},
            "At least half of those paid were paid on the day they were handed in.",
        ),
        ({"claims": paid_after(2, 10)}, "paid within 1 day of being handed in."),
        ({"claims": paid_after(1, 20)}, "It was paid within 2 days of being handed in."),
        ({"claims": paid_after(2, 15)}, "paid within 1.5 days of being handed in."),
        (
            {"training": (event(0, 60),)},
            "There was 1 training event; it is not recorded that anybody came.",
        ),
        ({"training": (event(2, 0),)}, "There was 1 training event; 2 people came. Training"),
        ({"training": (event(1, 150),)}, "1 person came, 2.5 hours of learning in all."),
    ],
)
def test_sentences_of_none_and_of_one_thing(others: Mapping[str, Any], sentence: str) -> None:
    assert sentence in text(annual_paper(made.year_of(2, **others)))


def test_it_is_told_how_decisions_were_agreed_where_that_is_known() -> None:
    digest = made.year_as_told_now()
    tables = [one for one in flat(annual_paper(digest).blocks) if isinstance(one, Table)]
    decided = next(one for one in tables if one.caption == "Decisions in order of date")
    assert decided.columns[-1].title == "How it was decided"
    assert [row[-1] for row in decided.rows[:3]] == ["Agreed by all", "By vote", ""]
    for form in FORMS:
        if form not in ("pdf", "large-print"):
            assert b"Agreed by all" in render(annual_paper(digest), form)
    assert "How it was decided" not in text(annual_paper(made.full_year()))


def test_minutes_say_how_decisions_were_agreed() -> None:
    told = text(minutes_paper(made.minutes_as_told_now()))
    assert "Agreed by all · Proposed by Example Rees, seconded by Example Bevan" in told
    assert b"Agreed by all" in render(minutes_paper(made.minutes_as_told_now()), "html")
    to_come = text(minutes_paper(made.minutes_as_told_now(to_come=True)))
    assert "Agreed by all" not in to_come


def test_no_kind_at_all_is_told_where_all_are_of_few() -> None:
    few = dataclasses.replace(
        made.year_as_told_now().membership, by_kind=(), by_locality=(), undated=0
    )
    told = text(annual_paper(made.year_as_told_now(membership=few)))
    assert "What members come as" not in told
    assert "no kind of fewer than 5 people is told by itself" in told
    assert "do not say when" not in told


def test_a_year_that_still_runs_never_speaks_as_if_it_were_over() -> None:
    early = dataclasses.replace(made.IMPRINT, as_at=dt.date(2025, 11, 23))
    nothing = dataclasses.replace(made.empty_year(), imprint=early, edition=2)
    told = text(annual_paper(nothing))
    assert "in this year." not in told
    assert told.count("in this year so far") == 7
    assert "Nothing has been claimed for journeys and other costs of this year so far." in told
    running = text(annual_paper(made.year_as_told_now(imprint=early)))
    assert "came to our meetings" not in running.split("Who came, and how often")[1]
    assert "have come to our meetings so far, 72% in the whole year before." in running
    assert "Attendance rose from 72% to 78% so far" in running
    assert "31 March 2026 members held" not in running


def test_unpaid_claims_and_unclosed_actions() -> None:
    claims = ClaimsYear(1, made.full_year().claims.categories[:1], None)
    digest = made.full_year(claims=claims, actions=ActionsYear(0, 1, 0, 0, 0))
    told = text(annual_paper(digest))
    assert "Members made 1 claim for £4,123.50 in all. None of them is paid yet." in told
    assert "No action was closed in this year." in told


def test_office_holders_come_first_then_names() -> None:
    digest = made.member_list(20)
    names = [one.name for one in digest.in_order]
    assert names[:3] == ["Example Dąbrowska", "Example Hussain", "Example Ashworth"]
    table = next(block for block in member_list_paper(digest).blocks if isinstance(block, Table))
    assert [row[0] for row in table.rows] == names
    assert len(table.columns) == 9
    assert "20 members. They come as: Patient 10, Carer 4" in text(member_list_paper(digest))


def test_the_last_column_says_how_papers_go_to_each() -> None:
    paper = member_list_paper(made.member_list(3))
    table = next(block for block in paper.blocks if isinstance(block, Table))
    assert table.columns[-1].title == "Papers as"
    assert sorted(row[-1] for row in table.rows) == ["E-mail", "Large print", "Standard"]


def test_quorum_missed_is_said() -> None:
    rules = (QuorumRule("members", 5, 6), QuorumRule("professionals", 1, 0))
    told = text(minutes_paper(made.full_minutes(quorum=rules)))
    assert (
        "The meeting was not quorate: 5 members needed, 6 came; 1 professionals needed, 0 came."
        in told
    )


def test_draft_and_approved_are_said() -> None:
    assert "State: Approved on 12 May 2026" in text(minutes_paper(made.full_minutes()))
    draft = minutes_paper(made.full_minutes(approved=None))
    assert "State: Draft" in text(draft)


def test_actions_stand_in_their_item_and_in_the_table() -> None:
    told = text(minutes_paper(made.full_minutes()))
    assert told.count("A-204") == 2
    assert "Example Ellis" in told


def test_shares_are_rounded_half_up_and_never_of_nothing() -> None:
    assert format_share(1, 8) == "13%"
    assert format_share(1, 3) == "33%"
    assert format_share(0, 0) == "–"
    assert format_hours(90) == "1.5"
    assert format_hours(0) == "0"
    assert join_list([]) == ""
    assert join_list(["one"]) == "one"
    assert join_list(["one", "two", "three"]) == "one, two and three"


def test_a_table_or_chart_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="one cell a column"):
        Table("Example", (TableColumn("A"), TableColumn("B")), (("1",),))
    with pytest.raises(ValueError, match="does not fit the labels"):
        Chart("Example", "bars", ("A", "B"), (Series("S", (1,), ("1",)),))


def test_the_catalogue_renders_each_of_its_papers() -> None:
    digests = {
        "annual": made.full_year(),
        "members": made.member_list(),
        "minutes": made.full_minutes(),
    }
    assert [entry.name for entry in CATALOGUE] == ["annual", "members", "minutes"]
    for entry in CATALOGUE:
        digest = digests[entry.name]
        assert isinstance(digest, entry.digest)
        assert entry.to_paper(digest).title
    assert set(SUFFIXES) == set(FORMS)


def test_a_year_has_its_days() -> None:
    digest = made.full_year()
    assert (digest.starts, digest.ends) == (dt.date(2025, 4, 1), dt.date(2026, 3, 31))


def test_a_member_list_says_what_it_leaves_out() -> None:
    whole = text(member_list_paper(made.member_list(20)))
    assert "left out" not in whole
    assert "more seat" not in whole
    digest = dataclasses.replace(made.member_list(20), vacated=2, kept_back=1)
    told = text(member_list_paper(digest))
    assert "2 more seats are empty: who had them is not counted as a member now." in told
    assert "How to reach 1 person is left out, since nothing is sent to them now." in told
    nobody = dataclasses.replace(made.member_list(0), vacated=1)
    assert "1 more seat is empty" in text(member_list_paper(nobody))


def test_a_list_of_people_says_whom_it_tells_no_way_to_reach() -> None:
    line = "How to reach 3 people is left out, since nothing is sent to them now."
    assert line not in text(record_list_paper(made.contacts()))
    assert line in text(record_list_paper(dataclasses.replace(made.contacts(), kept_back=3)))


def test_tags_are_bars_where_they_are_few_and_a_table_where_they_are_many() -> None:
    ladder = tuple(TagCount(at, "Ladder", f"Rung {at}", at) for at in range(1, 9))
    even = tuple(TagCount(at, "Wheel", f"Part {at}", 2) for at in range(2))
    themes = tuple(TagCount(at, "Themes", f"Theme {at}", at + 1) for at in range(13))
    alone = (TagCount(1, "Domains", "Only one", 3),)
    digest = made.full_year(tags=(*alone, *ladder, *themes, *even))
    _head, _words, one, bars, many, tie, _note = annual_tags.tags(digest)
    assert isinstance(bars, Chart)
    assert (bars.title, bars.labels[0]) == ("Ladder: most often Rung 8", "Rung 1")
    assert bars.series[0].values == tuple(range(1, 9))
    assert isinstance(tie, Chart)
    assert tie.title == "Wheel"
    assert [table.caption for table in (one, many) if isinstance(table, Table)] == [
        "Domains", "Themes",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "downwards", "words"),
    [
        (None, False, "Current · with “mill”"),
        (Column("name", "Name", 24, CellStyle.NAME, sorted_as="by surname"), False,
         "Current · with “mill” · sorted by surname"),
        (Column("name", "Name", 24, CellStyle.NAME, sorted_as="by surname"), True,
         "Current · with “mill” · sorted by surname, in reverse order"),
        (Column("lead", "Lead", 24, sorted_as="by surname"), False,
         "Current · with “mill” · sorted by “Lead”, by surname"),
        (Column("due", "By when", 11, CellStyle.DATE), False,
         "Current · with “mill” · sorted by “By when”, earliest first"),
        (Column("due", "By when", 11, CellStyle.DATE), True,
         "Current · with “mill” · sorted by “By when”, latest first"),
        (Column("miles", "Miles", 8, CellStyle.NUMBER), True,
         "Current · with “mill” · sorted by “Miles”, largest first"),
    ],
)  # fmt: skip
def test_a_list_on_paper_says_how_it_is_sorted(
    column: Column | None, downwards: bool, words: str
) -> None:
    sorted_so = dataclasses.replace(made.contacts(), sorted_by=column, downwards=downwards)
    assert record_list_paper(sorted_so).subtitle == words
    bare = dataclasses.replace(sorted_so, view="", typed="")
    assert record_list_paper(bare).subtitle[:6] in ("", "Sorted")
    single = dataclasses.replace(sorted_so, rows=sorted_so.rows[:1])
    assert record_list_paper(single).subtitle == "Current · with “mill”"


def test_a_list_on_paper_names_the_second_column_that_sorts_it() -> None:
    lead, due = Column("lead", "Lead", 20), Column("due", "By when", 11, CellStyle.DATE)
    second = dataclasses.replace(made.contacts(), sorted_by=lead, then_by=due, then_downwards=True)
    told = "Current · with “mill” · sorted by “Lead”, then by “By when”, latest first"
    assert record_list_paper(second).subtitle == told


@pytest.mark.parametrize(
    ("count", "kind", "words"),
    [
        (1, "Patient", "1 member, who comes as: Patient."),
        (2, "Patient; Carer", "2 members, who all come as: Patient and Carer."),
        (1, "", "1 member. What they come as is not recorded."),
    ],
)
def test_a_member_list_of_one_kind_counts_nothing_twice(count: int, kind: str, words: str) -> None:
    seated = tuple(dataclasses.replace(made.person(at), comes_as=kind) for at in range(count))
    told = text(member_list_paper(dataclasses.replace(made.member_list(), seated=seated)))
    assert words in " ".join(told.split())
