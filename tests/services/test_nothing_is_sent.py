"""Somebody dies, leaves or falls ill: what lists, registers, papers and exports tell afterwards."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from facilitator_app.clock import FixedClock
from facilitator_app.digests.lists import ListQuery
from facilitator_app.services import (
    documents,
    exchange,
    find,
    list_papers,
    lists,
    meetings,
    records,
    today,
)
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.conftest import TODAY, Make

DAY = dt.timedelta(days=1)
TELEPHONE, EMAIL, ADDRESS = "01684 496 0142", "joan@example.org", "2 Mill Lane"
CONTACTS = ("name", "telephone", "email", "address", "status")


class Network:
    """A group of three with a meeting to come; Joan holds a seat without an end."""

    def __init__(self, file: File, make: Make) -> None:
        """Save the people, their seats and the meeting."""
        self.file = file
        self.joan = make.member(
            joined=dt.date(2020, 5, 1), telephone=TELEPHONE, email=EMAIL, address=ADDRESS,
            postcode="WR13 6PQ",
        )  # fmt: skip
        others = [make.member("Taro", name, telephone="0123 456 789") for name in ("Bell", "Cole")]
        self.body = make.body(quorum=3)
        for person in (self.joan, *others):
            make.seat(person, self.body)
        planned = {"body_id": self.body, "date": TODAY + 20 * DAY, "starts": dt.time(10)}
        self.meeting = meetings.plan(file, planned).id

    def says(self, **values: object) -> None:
        """Change Joan's status."""
        version = records.get(self.file, "member", self.joan).version
        records.save(self.file, Draft("member", values, self.joan, version))

    def paper(self, name: str, subject: int) -> str:
        """Return a paper's words."""
        return " ".join(documents.make(self.file, name, subject, "text").content.decode().split())

    def seated(self) -> list[str]:
        """Return who sits on the group by its card, and whose seat is not counted."""
        sections = {
            one.title: one.facts for one in lists.card(self.file, "body", self.body).sections
        }
        found = sections["Who sits here"] + sections.get("Not counted now", ())
        return [f"{fact.label} {fact.text}".strip() for fact in found]

    def held(self) -> str:
        """Return how many seats the list of groups says are held."""
        (row,) = lists.page(self.file, ListQuery("body", columns=("held",)), 0, 5)
        return row.cells[0].text


@pytest.fixture(name="network")
def three_people(file: File, make: Make) -> Network:
    return Network(file, make)


def test_a_member_dies(network: Network, make: Make, tmp_path: Path, clock: FixedClock) -> None:
    assert (network.held(), len(network.seated())) == ("3", 3)
    assert TELEPHONE in network.paper("members", network.body)
    network.says(status="died", left=TODAY)
    assert network.held() == "2"
    assert network.seated() == ["Taro Bell", "Taro Cole", "Joan Whitlock Died"]
    told = network.paper("members", network.body)
    assert "2 members, who all come as" in told
    assert "1 more seat is empty: who had it is not counted as a member now." in told
    assert "Joan" not in told

    page = meetings.page(network.file, network.meeting)
    assert (page.number("expected"), len(page.people)) == (2, 2)
    coming = today.page(network.file).meeting
    assert coming is not None
    assert "2 expected" in coming.coming
    clock.at += 20 * DAY
    meetings.register_rest(network.file, network.meeting, "present")
    clock.at -= 20 * DAY
    page = meetings.page(network.file, network.meeting)
    assert [one.name for one in page.people if one.status == "present"] == [
        "Taro Bell",
        "Taro Cole",
    ]
    later = meetings.plan(network.file, {"body_id": network.body, "date": TODAY + 40 * DAY}).id
    assert len(meetings.page(network.file, later).people) == 2

    card = lists.card(network.file, "member", network.joan)
    facts = {one.title: one.facts for one in card.sections}
    assert [one.text for one in facts["Contact"]] == [
        "Died: nothing is sent any more, and nobody rings."
    ]
    assert [one.label for one in facts["Seats"]] == ["No seat any more"]
    (hit,) = find.find(network.file, "whitlock", 5)
    assert hit.second.startswith("died")
    make.claim(network.joan, TODAY - 3 * DAY)
    assert out_of(network, tmp_path / "claims.csv", "claim", ("member_id", "member_id.email")) == [
        ["Joan Whitlock", ""]
    ]


def out_of(network: Network, out: Path, record: str, columns: tuple[str, ...]) -> list[list[str]]:
    """Export a list and return its rows below the heads."""
    made = exchange.export_list(network.file, ListQuery(record, columns=columns), out)
    assert made.kept_back == 1
    with out.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))[1:]


@pytest.mark.parametrize("status", ["died", "left", "stepped_back"])
def test_lists_leave_out_how_to_reach_them(network: Network, tmp_path: Path, status: str) -> None:
    query = ListQuery("member", columns=CONTACTS)
    assert "left out" not in words(network, query)
    network.says(status=status)
    told = words(network, query)
    assert "How to reach 1 person is left out, since nothing is sent to them now." in told
    assert "Joan Whitlock" in told
    assert not [one for one in (TELEPHONE, EMAIL, ADDRESS) if one in told.replace("\xa0", " ")]
    assert "0123 456 789" in told.replace("\xa0", " ")
    rows = out_of(network, tmp_path / "people.csv", "member", CONTACTS)
    assert next(row[1:4] for row in rows if row[0] == "Joan Whitlock") == ["", "", ""]


def words(network: Network, query: ListQuery) -> str:
    return " ".join(list_papers.read(network.file, query).document("text").content.decode().split())


def test_a_member_steps_back_and_comes_again(network: Network) -> None:
    network.says(status="stepped_back")
    told = network.paper("members", network.body)
    assert "3 members, who all come as" in told
    assert "Joan Whitlock" in told
    assert TELEPHONE not in told.replace("\xa0", " ")
    assert "How to reach 1 person is left out" in told
    assert "health" not in told.lower()
    assert meetings.page(network.file, network.meeting).number("expected") == 2
    network.says(status="current")
    assert TELEPHONE in network.paper("members", network.body).replace("\xa0", " ")
    assert meetings.page(network.file, network.meeting).number("expected") == 3


def test_the_year_in_which_they_sat_still_counts_them(network: Network) -> None:
    before = documents.make(network.file, "annual", 2025, "csv").content
    network.says(status="died", left=TODAY)
    assert documents.make(network.file, "annual", 2025, "csv").content == before
    now = network.paper("annual", 2026)
    assert "members hold 2 seats on 1 group" in now
    assert "Nobody joined and 1 left, which makes 2 members so far, on" in now


def test_a_list_that_brings_them_in_again_says_so(network: Network, tmp_path: Path) -> None:
    came = tmp_path / "old.csv"
    came.write_text(f"First name,Surname,E-mail\nJoan,Whitlock,{EMAIL}\nTaro,Bell,\n", "utf-8")
    network.says(status="died")
    first, second = exchange.preview(network.file, "member", came).plan.rows
    assert first.why == "Joan Whitlock is in the file already. Nothing is sent to them now."
    assert second.why.startswith("This looks like Taro Bell")
    assert "Nothing is sent" not in second.why


def test_a_place_at_a_training_to_come_is_free_again(network: Network, make: Make) -> None:
    event = make.record("training_event", title="Speaking up", date=TODAY + 9 * DAY, places=2)
    past = make.record("training_event", title="Listening", date=TODAY - 9 * DAY, places=2)
    for one in (event, past):
        make.record("training_place", event_id=one, member_id=network.joan, status="booked")
    assert places(network) == {"Speaking up": "1 of 2 booked", "Listening": "1 of 2 booked"}
    network.says(status="died", left=TODAY)
    assert places(network) == {"Speaking up": "0 of 2 booked", "Listening": "1 of 2 booked"}
    (section,) = [
        one.facts
        for one in lists.card(network.file, "training_event", event).sections
        if one.title == "Who takes part"
    ]
    assert [one.text for one in section] == ["not waited for"]


def places(network: Network) -> dict[str, str]:
    """Return by event how many of its places the list says are taken."""
    query = ListQuery("training_event", columns=("title", "taken"))
    return {row.cells[0].text: row.cells[1].text for row in lists.page(network.file, query, 0, 5)}
