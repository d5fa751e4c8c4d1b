"""Invented digests of every paper: a full one and an empty one of each."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from facilitator_app.digests import annual as year
from facilitator_app.digests import memberlist as roll
from facilitator_app.digests import minutes as meeting
from facilitator_app.digests.lists import CellStyle, Column
from facilitator_app.digests.papers import Imprint
from facilitator_app.digests.record_list import RecordList

EDITION = 6  # of the words of today
NETWORK = "Three Valleys Cancer Network"
IMPRINT = Imprint(NETWORK, dt.date(2026, 6, 2))
SURNAMES = (
    "Ashworth", "Bevan", "Chaudhry", "Dąbrowska", "Ellis", "Fŵcs", "Grant", "Hussain", "Iqbal",
    "Jones", "Kowalczyk", "Llŷr", "Morgan", "Nguyễn", "O'Donnell", "Price", "Quinn", "Rees",
    "Szczęśniak", "Tŵr",
)  # fmt: skip
KINDS = ("Patient", "Carer", "Patient", "Family member", "Patient", "Professional")
PLACES = ("North Valley", "Mid Valley", "South Valley", "Across the network")


def person(at: int) -> roll.Seated:
    """An invented member; the first two hold an office."""
    surname = SURNAMES[at % len(SURNAMES)]
    rank = {3: 0, 7: 1}.get(at, 4)
    return roll.Seated(
        name=f"Example {surname}" + (f" {at}" if at >= len(SURNAMES) else ""),
        sort_name=surname.lower(),
        role={0: "Chair", 1: "Vice-chair"}.get(rank, "Member"),
        rank=rank,
        comes_as=KINDS[at % len(KINDS)],
        locality=PLACES[at % len(PLACES)],
        telephone=f"01632 960{at % 1000:03d}",
        email=f"example.{surname.lower()}.{at}@three-valleys.example",
        since=dt.date(2023, 4, 1) + dt.timedelta(days=17 * (at % 50)),
        ends=None if at % 5 == 0 else dt.date(2027, 3, 31),
        papers_as=("Standard", "Large print", "E-mail")[at % 3],
    )


def member_list(count: int = 20) -> roll.MemberList:
    """A list of so many invented members."""
    return roll.MemberList(
        IMPRINT, "Network Partnership Group", "Network", tuple(map(person, range(count)))
    )


def contacts(count: int = 30) -> RecordList:
    """A list of so many invented people, wider than a page, as the window had it."""
    columns = (
        Column("name", "Name", 24, CellStyle.NAME),
        Column("telephone", "Telephone", 14),
        Column("email", "E-mail", 27),
        Column("address", "Address", 27),
        Column("miles", "Miles", 8, CellStyle.NUMBER),
        Column("needs", "What they need", 16, special=True),
    )
    rows = tuple(
        (one.name, one.telephone, one.email, f"{at} Mill Lane\nBredon", f"{at:,}", "Hearing loop")
        for at, one in enumerate(map(person, range(count)))
    )
    return RecordList(IMPRINT, "Members", "Current", "mill", False, columns, rows)


def with_name(digest: roll.MemberList, name: str) -> roll.MemberList:
    """The list with its first member called so."""
    first, *others = digest.seated
    return replace(digest, seated=(replace(first, name=name), *others))


def _came(*places: int, chair: int = -1) -> tuple[meeting.Attendee, ...]:
    return tuple(
        meeting.Attendee(
            person(at).name, person(at).sort_name, person(at).comes_as.lower(), at == chair
        )
        for at in places
    )


LOST = """The letters that call people to their first appointment were read out. Members found \
three of the five hard to follow; two give a telephone number that nobody answers after four.

The lead nurse said that the wording is set by the trust's system, but that a second sheet can go \
with it. Members offered to write one."""

ITEMS = (
    meeting.MinutedItem("PG/2026/03/1", "Welcome, apologies and interests", "",
                 "The chair welcomed everyone. No interest was declared."),
    meeting.MinutedItem("PG/2026/03/2", "Minutes of 13 January", "",
                 "The minutes PG/2026/01 were agreed as a true record.",
                 (meeting.DecisionMade("D-117", "That the minutes of 13 January are approved.",
                                       "Example Rees", "Example Bevan"),)),
    meeting.MinutedItem("PG/2026/03/3", "Matters arising", "",
                 "The hearing loop in the Mid Valley hall has been mended and was tried."),
    meeting.MinutedItem("PG/2026/03/4", "Letters for a first appointment",
                 "Example Morgan (patient)",
                 LOST,
                 (meeting.DecisionMade(
                     "D-118", "That a second sheet, written by members in plain words, goes with "
                     "every letter for a first appointment from June, and that its effect is "
                     "looked at after six months.", "Example Morgan"),),
                 (meeting.ActionAgreed("A-204", "Write a first draft of the second sheet and send "
                                       "it to the lead nurse", "Example Hussain",
                                       dt.date(2026, 4, 3)),
                  meeting.ActionAgreed("A-205", "Ask the trust who answers the telephone after "
                                       "four o'clock", "Example Ellis", None))),
    meeting.MinutedItem("PG/2026/03/5", "Parking at the treatment centre", "Example Grant (carer)",
                 "Members told of waits of up to 40 minutes. " * 6,
                 (), (meeting.ActionAgreed("A-206", "Bring figures of the car park to the next "
                                           "meeting", "Example Price", dt.date(2026, 5, 5)),)),
    meeting.MinutedItem("PG/2026/03/6", "Any other business", "", "There was none."),
)  # fmt: skip


def item(text: str) -> meeting.MinutedItem:
    """An item with such a text."""
    return meeting.MinutedItem("PG/2026/03/9", "Example item", "", text)


def full_minutes(**others: Any) -> meeting.Minutes:
    """The minutes of an invented meeting, some of it otherwise."""
    full = meeting.Minutes(
        imprint=IMPRINT,
        body="Network Partnership Group",
        reference="PG/2026/03",
        date=dt.date(2026, 3, 10),
        starts="14:00",
        ends="16:10",
        venue="Example Hall, Mid Valley",
        present=_came(0, 1, 3, 4, 6, 7, 12, 17, 11, chair=3),
        in_attendance=_came(5, 15),
        apologies=_came(2, 9),
        quorum=(meeting.QuorumRule("members", 6, 9),),
        items=ITEMS,
        next_meeting=meeting.NextDate(dt.date(2026, 5, 12), "14:00", "Example Hall"),
        approved=dt.date(2026, 5, 12),
    )
    return replace(full, **others)


def minutes_as_told_now(**others: Any) -> meeting.Minutes:
    """The same minutes, which say how each decision was agreed."""
    items = tuple(
        replace(one, decisions=tuple(replace(d, method="Agreed by all") for d in one.decisions))
        for one in ITEMS
    )
    return full_minutes(items=items, **others)


def empty_minutes() -> meeting.Minutes:
    """Minutes of which only the meeting is known."""
    return meeting.Minutes(IMPRINT, "Example Forum", "EF/2026/01", dt.date(2026, 1, 6))


BODIES = (
    year.BodyYear("Network Partnership Group", "Network", 18, 6, 104, 86),
    year.BodyYear("North Valley User Forum", "Locality", 12, 4, 46, 33),
    year.BodyYear("Mid Valley User Forum", "Locality", 11, 4, 42, 31),
    year.BodyYear("South Valley User Forum", "Locality", 9, 4, 35, 27),
    year.BodyYear("Breast site-specific group", "Network", 4, 5, 19, 16),
    year.BodyYear("Lung site-specific group", "Network", 3, 5, 14, 9),
    year.BodyYear("Management Board", "Network", 2, 4, 8, 8),
    year.BodyYear("Research group", "Network", 2, 0, 0, 0),
)
DECISIONS = tuple(
    year.DecisionTaken(
        f"D-{100 + at}",
        dt.date(2025, 4, 8) + dt.timedelta(days=14 * at),
        BODIES[at % 7].name,
        (
            "That the forum meets in the afternoon from May.",
            "That members read every leaflet before it is printed, and that the reader is named.",
            "That two members sit on the panel that chooses the new lead nurse.",
        )[at % 3],
    )
    for at in range(24)
)


def decision(words: str) -> year.DecisionTaken:
    """A decision in such words."""
    return year.DecisionTaken("D-200", dt.date(2026, 1, 6), "Example Forum", words)


def full_year(**others: Any) -> year.AnnualReport:
    """An invented year, some of it otherwise."""
    full = year.AnnualReport(
        imprint=IMPRINT,
        year=2025,
        membership=year.Membership(
            start=41,
            joined=11,
            left=6,
            by_kind=(year.Count("Patients", 24), year.Count("Carers", 18),
                     year.Count("Family members", 4)),
            by_locality=(year.Count("North Valley", 16), year.Count("Mid Valley", 15),
                         year.Count("South Valley", 11), year.Count("Not recorded", 4)),
        ),
        bodies=BODIES,
        quarters=(
            year.QuarterYear(1, 66, 49, 64, 46),
            year.QuarterYear(2, 62, 48, 60, 42),
            year.QuarterYear(3, 71, 56, 68, 50),
            year.QuarterYear(4, 69, 57, 70, 51),
        ),
        decisions=DECISIONS,
        actions=year.ActionsYear(9, 61, 58, 47, 3),
        claims=year.ClaimsYear(
            claims=187,
            categories=(
                year.ClaimCategory("Mileage", 164, 412_350),
                year.ClaimCategory("Fares", 71, 98_215),
                year.ClaimCategory("Parking", 88, 30_460),
                year.ClaimCategory("Care while away", 12, 61_200),
                year.ClaimCategory("Telephone and post", 9, 4_175),
            ),
            median_tenths=125,
        ),
        training=(
            year.Training("Welcome to the network", dt.date(2025, 5, 14), 12, 9, 180),
            year.Training("Reading research papers", dt.date(2025, 9, 23), 16, 14, 150),
            year.Training("Chairing a meeting", dt.date(2026, 1, 20), 8, 6, 330),
        ),
    )  # fmt: skip
    return replace(full, **others)


def year_of_edition_2(**others: Any) -> year.AnnualReport:
    """An invented year as it was told by edition 2; `full_year` is of edition 1."""
    full = full_year()
    members = replace(
        full.membership,
        by_kind=(year.Count("Patients", 24), year.Count("Carers; Family members", 22, 2)),
        by_locality=(year.Count("North Valley", 16), year.Count("Mid Valley", 15),
                     year.Count("South Valley; Not recorded", 15, 2)),
        undated=3,
    )  # fmt: skip
    costs = (60_000, None, 24_050)
    training = tuple(
        replace(one, cost=cost) for one, cost in zip(full.training, costs, strict=True)
    )
    told = replace(full, membership=members, training=training, in_attendance=31, edition=2)
    return replace(told, **others)


def year_of_edition_3(**others: Any) -> year.AnnualReport:
    """An invented year as it was told by edition 3."""
    full = year_of_edition_2()
    kinds = (year.Count("Patients", 23), year.Count("Carers", 12),
             year.Count("More than one of these", 11))  # fmt: skip
    methods = ("Agreed by all", "By vote", "")
    decided = tuple(replace(one, method=methods[at % 3]) for at, one in enumerate(full.decisions))
    members = replace(full.membership, by_kind=kinds)
    told = replace(full, membership=members, decisions=decided, edition=3)
    return replace(told, **others)


def year_as_told_now(**others: Any) -> year.AnnualReport:
    """An invented year by the rules and in the words of today."""
    return year_of_edition_3(**({"unregistered": 2, "edition": EDITION} | others))


def empty_year() -> year.AnnualReport:
    """A year in which nothing happened."""
    return year.AnnualReport(
        imprint=Imprint(NETWORK, dt.date(2026, 6, 2)),
        year=2025,
        membership=year.Membership(0, 0, 0, (), ()),
        bodies=(),
        quarters=(),
        decisions=(),
        actions=year.ActionsYear(0, 0, 0, 0, 0),
        claims=year.ClaimsYear(0, (), None),
        training=(),
    )


def year_of(number: int, **others: Any) -> year.AnnualReport:
    """A year in which there was `number` of everything, in the words of today."""
    day, held = dt.date(2025, 5, 14), range(number)
    whole = year.AnnualReport(
        imprint=IMPRINT,
        year=2025,
        membership=year.Membership(
            start=number,
            joined=number,
            left=number,
            by_kind=(year.Count("Patient", number),) * bool(number),
            by_locality=(year.Count("Bredon", number),) * bool(number),
            undated=number,
        ),
        bodies=tuple(
            year.BodyYear(f"Example Forum {at}", "Network", 1, 1, 1, 1, undated=1) for at in held
        ),
        quarters=(year.QuarterYear(1, number, number, number, number),),
        decisions=tuple(year.DecisionTaken(f"D-{at}", day, "Example Forum", "So.") for at in held),
        actions=year.ActionsYear(number, number, number, number, number),
        claims=year.ClaimsYear(
            number, (year.ClaimCategory("Fares", number, 100),) * bool(number), number * 10
        ),
        training=tuple(year.Training(f"Course {at}", day, 1, 1, 60, None) for at in held),
        corrections=number,
        claim_corrections=number,
        published=tuple(year.PaperPublished(f"Paper {at}", "", day) for at in held),
        in_attendance=number,
        visitors=number,
        edition=EDITION,
    )
    return replace(whole, **others)
