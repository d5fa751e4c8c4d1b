"""What a list shows of its cells: dates with the month first, columns of ticks, kinds of number."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from facilitator_app.digests.exchange import (
    ExistingPerson,
    Plan,
    PlannedRow,
    RowOutcome,
    Sheet,
    SheetRow,
)
from facilitator_app.exchange.cell_evidence import reads
from facilitator_app.exchange.header_matching import guess, shipped
from facilitator_app.exchange.import_plan import plan
from facilitator_app.records.members import Member
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.picklists import as_shipped

SPEC = Member.spec()


def planned(lines: list[str], existing: tuple[ExistingPerson, ...] = ()) -> Plan:
    """Plan a list of which each line is one text, its cells parted by strokes."""
    rows = [tuple(line.split("|")) for line in lines]
    sheet = Sheet("", rows[0], tuple(SheetRow(n, row) for n, row in enumerate(rows[1:], start=2)))
    fmt = FormatContext(dt.date(2026, 11, 23), as_shipped())
    return plan(sheet, guess(sheet.headers, SPEC, shipped()), SPEC, fmt, existing)


def told(row: PlannedRow) -> str:
    return "; ".join(f"{one.label}: {one.words}" for one in row.remarks)


def filled(row: PlannedRow) -> dict[str, Any]:
    left = ("forenames", "surname", "papers")
    return {
        name: value
        for name, value in row.values.items()
        if value and name not in left and (name, value) != ("status", "current")
    }


NAMES, ADA = "First name|Surname", "Ada|Testwick"


@pytest.mark.parametrize(
    ("days", "born"),
    [
        (["04/23/1958", "04/03/1958"], ["1958-04-23", "1958-04-03"]),
        (["04-03-1958", "04-23-1958"], ["1958-04-03", "1958-04-23"]),
        (["4/23/58", "12/1/58 0:00"], ["1958-04-23", "1958-12-01"]),
        (["23/04/1958", "04/03/1958"], ["1958-04-23", "1958-03-04"]),
        (["04/03/1958", "05/03/1958"], ["1958-03-04", "1958-03-05"]),
        (["04/23/1958", "23/04/1958", "04/03/1958"], [None, "1958-04-23", "1958-03-04"]),
    ],
)  # fmt: skip
def test_dates_that_the_list_proves_to_be_month_first(
    days: list[str], born: list[str | None]
) -> None:
    lines = [
        f"{name}|Testwick|{day}" for name, day in zip(("Ada", "Bob", "Cy"), days, strict=False)
    ]
    found = planned([f"{NAMES}|DOB", *lines]).rows
    assert [str(row.values["born"]) if row.values["born"] else None for row in found] == born
    said = "the month stands first in this list" in told(found[0])
    assert said is (born[0] is not None and days[0].startswith(("04/23", "04-03", "4/23")))


def test_a_column_that_proves_nothing_follows_the_others() -> None:
    [row] = planned([f"{NAMES}|DOB|Joined", f"{ADA}|04/23/1958|02/03/2020"]).rows
    assert row.values["joined"] == dt.date(2020, 2, 3)
    first, second = planned(
        [f"{NAMES}|DOB|Joined", f"{ADA}|04/23/1958|02/03/2020", "Bob|Samplow||23/03/2020"]
    ).rows
    assert first.values["born"] == dt.date(1958, 4, 23)
    assert first.values["joined"] == dt.date(2020, 3, 2)
    assert second.values["joined"] == dt.date(2020, 3, 23)


@pytest.mark.parametrize(
    ("heads", "cells", "values", "words"),
    [
        ("Inactive", "Y", {"status": "break"}, "“Inactive” read as On a break"),
        ("Inactive", "N", {}, ""),
        ("Is Deceased", "1", {"status": "died"}, "read as Died"),
        ("is_deceased", "0", {}, ""),
        ("Do Not Mail", "1", {"notes": "Do Not Mail"}, "look what is sent to them"),
        ("do_not_phone|Do Not Mail", "true|No", {"notes": "do_not_phone"}, "“do_not_phone” goes"),
        ("Notes|Do Not Email", "Rings back|yes", {"notes": "Rings back\nDo Not Email"}, "look"),
        ("DoNotMail", "Y", {"notes": "DoNotMail"}, "“DoNotMail” goes"),
        ("Do Not Mail", "since May", {"notes": "Do Not Mail: since May"}, ""),
        ("Status|Inactive", "Current|Y", {"status": "break", "notes": "Status: Current"}, "notes"),
    ],
)  # fmt: skip
def test_columns_of_ticks(heads: str, cells: str, values: dict[str, str], words: str) -> None:
    found = planned([f"{NAMES}|{heads}", f"{ADA}|{cells}"])
    assert filled(found.rows[0]) == values
    assert words in told(found.rows[0]) if words else told(found.rows[0]) == ""
    assert found.unused == ()


GOOGLE = f"{NAMES}|Phone 1 - Label|Phone 1 - Value|Phone 2 - Type|Phone 2 - Value"


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ("Mobile|07700 900101|Home|01632 960101", ("01632 960101", "07700 900101", None)),
        ("Home|01632 960101|Mobile|07700 900101", ("01632 960101", "07700 900101", None)),
        ("* Mobile|07700 900101||", (None, "07700 900101", None)),
        ("|01632 960101||07700 900101", ("01632 960101", "07700 900101", None)),
        ("Work|01632 960101|Home|01632 960102",
         ("01632 960101", None, "Phone 2 - Value: 01632 960102")),
        ("Work Fax|01632 960101||", (None, None, "Work Fax: 01632 960101")),
    ],
)  # fmt: skip
def test_the_label_decides_mobile_or_landline(cells: str, values: tuple[str | None, ...]) -> None:
    found = planned([GOOGLE, f"{ADA}|{cells}"])
    row = found.rows[0].values
    assert (row["telephone"], row["mobile"], row["notes"]) == values
    assert found.unused == ()


@pytest.mark.parametrize(
    ("label", "filled_field"), [("Mobile", "mobile"), ("Work", "telephone"), ("", "telephone")]
)
def test_the_label_of_a_list_with_one_number(label: str, filled_field: str) -> None:
    heads = f"{NAMES}|Phone 1 - Type|Phone 1 - Value"
    [row] = planned([heads, f"{ADA}|{label}|07700 900101"]).rows
    assert filled(row) == {filled_field: "07700 900101"}


def test_a_birth_date_of_a_child_is_asked_about() -> None:
    child, grown, ahead = planned(
        [f"{NAMES}|DOB", f"{ADA}|01/02/26", "Bob|Samplow|2001-02-01", "Cy|Third|1/2/2027"]
    ).rows
    assert "1 Feb 2026: look whether the year is right" in told(child)
    assert told(grown) == ""
    assert "still to come" in told(ahead)


@pytest.mark.parametrize("heading", ["Street Address", "Address1", "address_line_1", "addr1"])
def test_headings_of_addresses(heading: str) -> None:
    found = planned([f"{NAMES}|{heading}|City", f"{ADA}|1 Test Road|Testham"])
    assert filled(found.rows[0]) == {"address": "1 Test Road\nTestham"}


@pytest.mark.parametrize(
    "second", ["H|Testwick|GL20 5AA", "H.|Testwick|", "H|TESTWICK|", "Hilary Jane|Testwick|"]
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_shortened_first_name_is_told(second: str, *, turned: bool) -> None:
    lines = ["Hilary|Testwick|GL20 5AA", second]
    found = planned([f"{NAMES}|Postcode", *(reversed(lines) if turned else lines)])
    assert [row.outcome for row in found.rows] == [RowOutcome.ADD, RowOutcome.LIKELY]
    assert "in row 2" in found.rows[1].why
    assert "First names" in told(found.rows[1])


THERE = ExistingPerson(
    7, "Ada Testwick", None, "", "ada@example.org",
    values={"forenames": "Ada", "surname": "Testwick", "email": "ada@example.org",
            "telephone": "01632 960101", "mobile": None},
)  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "outcome", "words"),
    [
        ("01632 960101|", RowOutcome.SAME, ""),
        ("01632960101|", RowOutcome.SAME, ""),
        ("|", RowOutcome.SAME, ""),
        ("01632 960109|", RowOutcome.LIKELY,
         "Telephone: 01632 960109: the file has 01632 960101."),
        ("01632 960101|07700 900101", RowOutcome.LIKELY,
         "Mobile: 07700 900101: the file has none."),
    ],
)  # fmt: skip
def test_what_the_file_has_otherwise_is_told(cells: str, outcome: RowOutcome, words: str) -> None:
    lines = [f"{NAMES}|E-mail|Telephone|Mobile", f"{ADA}|ada@example.org|{cells}"]
    [row] = planned(lines, (THERE,)).rows
    assert (row.outcome, told(row)) == (outcome, words)


def test_what_an_earlier_row_has_otherwise_is_told() -> None:
    line = f"{ADA}|ada@example.org|01632 96010"
    row = planned([f"{NAMES}|E-mail|Telephone", f"{line}1", f"{line}2"]).rows[1]
    assert row.outcome is RowOutcome.LIKELY
    assert told(row) == "Telephone: 01632 960102: row 2 has 01632 960101."


@pytest.mark.parametrize(
    ("cells", "is_kind"),
    [
        (("Patient", "Carer", "Patient, carer"), True),
        (("Patient", "Carer", "Patient, plumber"), True),
        (("Patient", "Carer, teacher", "Patient, plumber"), False),
        (("Patient", "Carer", "Patient, plumber", "Carer, teacher", "Engineer"), False),
        (("Teacher", "Plumber"), False),
    ],
)
def test_most_cells_must_be_read_whole_to_be_evidence(
    cells: tuple[str, ...], *, is_kind: bool
) -> None:
    rows = tuple(SheetRow(n, (cell,)) for n, cell in enumerate(cells, start=2))
    fmt = FormatContext(dt.date(2026, 11, 23), as_shipped())
    found = reads(Sheet("", ("Role",), rows), fmt, shipped().values)
    assert found("Role", SPEC.field("kinds")) is is_kind
