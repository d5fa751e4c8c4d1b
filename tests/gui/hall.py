"""An invented group with people on its seats, and a meeting of it with a full agenda."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

from facilitator_app.clock import fixed_on
from facilitator_app.services import files, meetings, records
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from facilitator_app.store.key import Key

DAY = dt.date(2026, 11, 24)
_PEOPLE: tuple[tuple[str, str, str, tuple[str, ...], str], ...] = (
    ("Gwen", "Parry", "chair", (), ""),
    ("Nasreen", "Akhtar", "member", ("bsl",), ""),
    ("Beverley", "Achebe", "member", (), ""),
    ("Harold", "Finch", "member", ("step_free", "near_door"), ""),
    ("Abdul Rahman", "Khan", "member", (), ""),
    ("Siân", "Llewellyn", "member", (), ""),
    ("Kwame", "Mensah", "member", (), ""),
    ("Derek", "Pugh", "member", (), ""),
    (
        "Joan",
        "Whitlock",
        "member",
        ("large_print", "hearing_loop"),
        "Sit near the front on the left: hears better on the right side.",
    ),
    ("Colin", "Braithwaite", "member", (), ""),
    ("Tomasz", "Wiśniewski", "member", (), ""),
    ("Priya", "Natarajan", "vice_chair", (), ""),
    ("Ruth", "Abrahams", "member", (), ""),
)
_ITEMS: tuple[tuple[str, str, str, str, int], ...] = (
    ("Parking at the cancer centre", "Joan Whitlock", "discuss", "member", 20),
    ("Leaflets in Welsh and Polish", "Tomasz Wiśniewski", "approve", "member", 15),
    ("Survivorship clinics: what you told us", "Dr A. Sethi", "discuss", "professional", 25),
    ("Capacity plan: check-out of year 2", "Helen Marsh", "note", "professional", 15),
    ("Transport for chemotherapy days", "Abdul Rahman Khan", "discuss", "member", 20),
)


@dataclass(frozen=True, slots=True)
class Hall:
    """The ids of what was made: the group, its people by surname, the meeting."""

    body: int
    people: dict[str, int]
    meeting: int


def group(file: File, quorum: int | None = 10) -> tuple[int, dict[str, int]]:
    """Add a group with thirteen people on its seats; return its id and theirs by surname."""
    values = {
        "name": "Network Partnership Group", "short_name": "PG", "type": "partnership_group",
        "quorum": quorum,
    }  # fmt: skip
    body = records.save(file, Draft("body", values)).id
    people = {}
    for forenames, surname, role, needs, words in _PEOPLE:
        member = {
            "forenames": forenames, "surname": surname, "kinds": ("patient",),
            "access_needs": needs or None, "access_words": words or None,
        }  # fmt: skip
        people[surname] = records.save(file, Draft("member", member)).id
        seat = {
            "member_id": people[surname], "body_id": body, "role": role,
            "starts": dt.date(2024, 4, 1),
        }  # fmt: skip
        records.save(file, Draft("seat", seat))
    return body, people


def made(file: File, quorum: int | None = 10) -> Hall:
    """Add the group and a meeting of it on 24 November 2026 with members' own items."""
    body, people = group(file, quorum)
    values = {
        "body_id": body, "date": DAY, "starts": dt.time(10), "ends": dt.time(12, 30),
        "venue": "Oak Room, Tewkesbury Town Hall",
    }  # fmt: skip
    meeting = meetings.plan(file, values).id
    for title, lead, to, raised, minutes in _ITEMS:
        item = {
            "title": title, "lead": lead, "purpose_code": to, "raised_by": raised,
            "minutes": minutes,
        }  # fmt: skip
        meetings.add_item(file, meeting, item)
    return Hall(body, people, meeting)


def built(template: Path, key: Key, folder: Path) -> tuple[Path, Hall]:
    """Add the group and its meeting to a copy of the file `template`; return the copy, closed."""
    path = folder / "Three Valleys.facilitator"
    shutil.copyfile(template, path)
    file = files.open_file(path, key, fixed_on(DAY), who="Fran Tester")
    found = made(file)
    file.close()
    return path, found
