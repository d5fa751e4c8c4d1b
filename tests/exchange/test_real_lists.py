"""Lists as people keep them go into the member record as it is, row by row as promised."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from facilitator_app import assets
from facilitator_app.digests.exchange import NAME, ExistingPerson, Plan, PlannedRow, RowOutcome
from facilitator_app.exchange.header_matching import guess, shipped
from facilitator_app.exchange.import_plan import plan
from facilitator_app.exchange.table_reader import read_table
from facilitator_app.records.members import Member
from facilitator_app.services.exchange import importable
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.picklists import as_shipped
from facilitator_app.spec.record import Privacy

SPEC = Member.spec()
READING = FormatContext(dt.date(2026, 11, 23), as_shipped())


def planned(path: Path, existing: tuple[ExistingPerson, ...] = ()) -> Plan:
    sheet = read_table(path)
    return plan(sheet, guess(sheet.headers, SPEC, shipped()), SPEC, READING, existing)


def words(row: PlannedRow) -> list[str]:
    return [f"{remark.label}: {remark.words}" for remark in row.remarks]


def test_an_outlook_export(files: Path) -> None:
    found = planned(files / "outlook.csv")
    assert found.summary == "3 will be added"
    hettie, amrit, beatrice = found.rows
    assert {name: value for name, value in hettie.values.items() if value is not None} == {
        "title": "Mrs",
        "forenames": "Hettie Rose",
        "surname": "Quillfeather",
        "status": "current",
        "papers": "post",
        "born": dt.date(1958, 4, 3),
        "telephone": "01632 960101",
        "mobile": "07700 900101",
        "email": "hettie@example.org",
        "address": "4 Larkspur Row\nNether Wick\nTewkesbury\nGloucestershire",
        "postcode": "GL20 9ZZ",
        "notes": "Rings back after six,\nnever on Tuesdays",
    }
    assert amrit.values["organisation"] == "Three Valleys Hospital"
    assert amrit.values["job_title"] == "Consultant nurse"
    assert amrit.values["address"] == "Level 2, East Block\nEvesham"
    assert amrit.values["telephone"] == "01632 960202"
    assert amrit.values["born"] is None  # Outlook writes 0/0/00 where there is none
    assert amrit.values["notes"] == "Department: Oncology\nE-mail 2 Address: amrit@example.com"
    assert beatrice.values["forenames"] == "Béatrice"
    assert beatrice.values["born"] == dt.date(1960, 2, 29)
    assert beatrice.values["notes"] == "Business Phone: 01632 960304"
    assert {"Categories", "Home Country/Region"} <= set(found.unused)
    assert "Telex" not in found.unused  # it is empty


@pytest.mark.parametrize(
    "name", ["hand_made.csv", "hand_made_semicolon.csv", "hand_made_utf16.txt", "hand_made.xlsx"]
)
def test_a_list_made_by_hand(files: Path, name: str) -> None:
    found = planned(files / name)
    assert found.summary == (
        "5 will be added, 1 is blank, 1 repeats the headings, 1 is there already"
    )
    first, second, blank, ida, again, cyril, headings, surname_only = found.rows
    assert first.values["born"] == dt.date(1958, 4, 3)
    assert first.values["kinds"] == ("patient",)
    assert second.values["telephone"] == "01632960404"
    assert "Telephone: a leading 0 was put back: 01632960404" in words(second)
    assert blank.outcome is RowOutcome.BLANK
    assert ida.values["born"] is None
    assert ida.values["notes"] == "Date of birth: 31/02/1950"
    assert any("February 1950 has 28 days" in line for line in words(ida))
    assert ida.values["kinds"] == ("patient", "carer")
    assert (again.outcome, again.why) == (RowOutcome.SAME, f"The same as row {first.number}.")
    assert (cyril.values["surname"], cyril.values["forenames"]) == ("Snapdragon", "Cyril")
    assert cyril.values["telephone"] is None
    assert cyril.values["notes"] == "Telephone: 1.63296E+09"
    assert headings.outcome is RowOutcome.HEADINGS
    assert (surname_only.outcome, surname_only.values["forenames"]) == (RowOutcome.ADD, None)
    assert words(surname_only) == ["Surname: The only name in this row."]
    assert found.unused == ("Group",)


def test_importing_the_same_list_again_adds_nobody(files: Path) -> None:
    added = planned(files / "hand_made.csv").adding()
    existing = tuple(
        ExistingPerson(
            id=n,
            name=SPEC.words(row.values, READING, {}),
            born=row.values["born"],
            postcode=row.values["postcode"] or "",
        )
        for n, row in enumerate(added, start=1)
    )
    assert planned(files / "hand_made.csv", existing).adding() == ()


def test_headings_that_ship_fit_the_records() -> None:
    specs = {one.name: one for one in importable()}
    for record, headings in shipped().headings.items():
        typed = specs[record].typed
        ordinary = {field.name for field in typed if field.privacy is Privacy.ORDINARY}
        assert set(headings) - {NAME} <= ordinary


def test_shortened_entries_that_ship_are_in_their_lists() -> None:
    lists = as_shipped()
    for name, codes in tomllib.loads(assets.text("lists/headers.toml"))["values"].items():
        for code, texts in codes.items():
            assert lists.entry(name, code), f"{name} has no {code}"
            for text in texts:
                assert lists.code(name, text) in (None, code)


def test_no_heading_guesses_at_sensitive_fields() -> None:
    special = [field for field in SPEC.fields if field.privacy is not Privacy.ORDINARY]
    heads = [word for field in special for word in (field.name, field.label, field.label.upper())]
    assert special
    assert guess(list(dict.fromkeys(heads)), SPEC, shipped()).sources == {}


def test_columns_named_as_the_form_names_them() -> None:
    fields = [field for field in SPEC.typed if field.privacy is Privacy.ORDINARY]
    heads = [field.label for field in fields]
    found = guess(heads, SPEC, shipped())
    assert {header: found.field_of(header) for header in heads} == {
        field.label: field.name for field in fields
    }
