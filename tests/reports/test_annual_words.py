"""The words of the annual report since its fourth edition: nothing twice, nothing without need."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import Any

import pytest

from facilitator_app.digests import annual as year
from facilitator_app.digests.tags import TagCount
from facilitator_app.reports.papers.annual import annual_paper
from facilitator_app.reports.render import render
from tests.reports import sample_digests as made

UNKNOWN = (year.Count("Not recorded", 9, unknown=True),)
PATIENTS = (year.Count("Patient", 9),)


def told(digest: year.AnnualReport) -> str:
    return " ".join(render(annual_paper(digest), "text").decode().split())


def glossary(digest: year.AnnualReport) -> str:
    text = told(digest)
    if "Words used in this report" not in text:
        return ""
    return text.partition("Words used in this report")[2].partition("About this report")[0]


def bare(**others: Any) -> year.AnnualReport:
    """A year of nine members and nothing else."""
    members = year.Membership(9, 0, 0, PATIENTS, UNKNOWN)
    return dataclasses.replace(
        made.empty_year(), **{"membership": members, "edition": made.EDITION, **others}
    )


def test_only_words_that_the_report_uses_are_explained() -> None:
    whole = glossary(made.year_as_told_now())
    for term in ("Attendance", "Carer", "Claim", "Group", "Member", "Seat", "User involvement"):
        assert f"- {term}: " in whole
    assert "Median" not in whole
    assert "Median" in glossary(made.year_of_edition_3())
    few = glossary(bare())
    assert "- Member: " in few
    for term in ("Attendance", "Carer", "Claim", "Median"):
        assert f"- {term}: " not in few
    wording = "That carers are asked first."
    asked = dataclasses.replace(made.decision("That it is agreed."), words=wording)
    assert "- Carer: " in glossary(bare(decisions=(asked,)))


@pytest.mark.parametrize(
    ("part", "edition", "unknown"),
    [
        ("Where members live", 5, "The locality is not recorded for any of them."),
        ("Where members live", 4, "Where members live is not recorded for any of them."),
        ("What members come as", 5, "What members come as is not recorded for any of them."),
    ],
)
def test_what_is_known_of_nobody_is_said_in_a_sentence(
    part: str, edition: int, unknown: str
) -> None:
    members = year.Membership(9, 0, 0, UNKNOWN, UNKNOWN)
    text = told(bare(membership=members, edition=edition))
    assert unknown in text
    assert "Not recorded" not in text
    assert "100%" not in text
    known = told(bare(membership=year.Membership(9, 0, 0, PATIENTS, PATIENTS)))
    assert f"{part}: Patient, for all 9 members." in known


def test_no_table_has_one_row_and_its_own_total() -> None:
    text = told(made.year_of(1))
    assert "All " not in text.replace("All members", "")
    assert "made up 100%" not in text
    assert "Kind of expense: Fares, in 1 entry." in text
    assert "One member may hold seats" not in text
    both = told(made.year_of(2))
    assert "All groups" in both
    assert "All events" in both
    tagged = told(bare(tags=(TagCount(1, "Ladder", "Consultation", 3),)))
    assert "Ladder: Consultation, 3 times." in tagged


def test_no_chart_has_one_bar() -> None:
    quarters = (year.QuarterYear(1, 5, 4, 0, 0), year.QuarterYear(2, 0, 0, 0, 0))
    once = made.year_of(1, quarters=quarters)
    assert "Apr–Jun" not in told(once)
    assert "Apr–Jun" in told(dataclasses.replace(once, edition=3))
    twice = (year.QuarterYear(1, 5, 4, 5, 4), *quarters[1:])
    assert "Apr–Jun" in told(made.year_of(1, quarters=twice))


def test_nobody_is_told_of_a_tier_that_no_group_has() -> None:
    without = tuple(dataclasses.replace(one, tier="") for one in made.BODIES)
    assert "Tier" not in told(made.year_as_told_now(bodies=without))
    assert "Tier" in told(made.year_as_told_now())


def test_meetings_without_a_register_are_said_to_be_left_out() -> None:
    one = "1 meeting has no register and is not counted in who came."
    several = "2 meetings have no register and are not counted in who came."
    assert several in told(made.year_as_told_now())
    assert one in told(made.year_as_told_now(unregistered=1))
    assert "no register" not in told(made.year_as_told_now(unregistered=0))
    body = dataclasses.replace(made.BODIES[0], expected=0, came=0)
    none = told(made.year_as_told_now(bodies=(body,), quarters=(), in_attendance=0))
    assert "No register was kept, so attendance cannot be told." in none
    assert "not counted in who came" not in none


def test_places_that_are_not_said_are_no_places() -> None:
    day = dt.date(2025, 5, 14)
    events = (year.Training("Chairing", day, 0, 1, 60), year.Training("Minutes", day, 12, 9, 60))
    text = told(bare(training=events))
    assert re.search(r"Chairing.*?\s–\s+1\s", text)
    assert re.search(r"All events\s+–\s+10\s", text)
    before = told(bare(training=events, edition=4))
    assert re.search(r"All events\s+12\s+10\s", before)
