"""The preview says what will happen to each row, mends what can be mended, and loses nothing."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facilitator_app.digests.exchange import (
    NAME,
    ColumnMapping,
    ExistingPerson,
    ExistingRecord,
    Plan,
    PlannedRow,
    RowOutcome,
    Sheet,
    SheetRow,
)
from facilitator_app.domain.errors import AppError, Cancelled
from facilitator_app.domain.progress import Progress
from facilitator_app.exchange.cell_parsing import says_nothing
from facilitator_app.exchange.header_matching import guess, shipped
from facilitator_app.exchange.import_plan import plan
from facilitator_app.spec.kinds import FormatContext, Money, Text
from facilitator_app.spec.record import Field, RecordSpec
from tests.exchange.conftest import declare, make_reading

SYNONYMS = shipped()
BASE = ("Surname", "Forenames")


def planned(
    rows: list[tuple[str, ...]],
    heads: tuple[str, ...],
    existing: tuple[ExistingPerson, ...] = (),
    **more: tuple[tuple[str, ...], ...],
) -> Plan:
    spec, fmt = declare(), make_reading()
    sheet = Sheet("list", heads, tuple(SheetRow(n, cells) for n, cells in enumerate(rows, start=2)))
    matching = guess(heads, spec, SYNONYMS)
    matching = ColumnMapping(matching.record, {**matching.sources, **more})
    return plan(sheet, matching, spec, fmt, existing)


def one(header: str, cell: str) -> PlannedRow:
    """Return the plan of Rue Tansy with one more cell."""
    return planned([("Tansy", "Rue", cell)], (*BASE, header)).rows[0]


@pytest.mark.parametrize(
    ("header", "cell", "field", "value", "words"),
    [
        ("DOB", "3/4/58", "born", dt.date(1958, 4, 3), "read as 3 Apr 1958"),
        ("DOB", "3 apr 1958", "born", dt.date(1958, 4, 3), "read as 3 Apr 1958"),
        ("DOB", "1958-04-03", "born", dt.date(1958, 4, 3), ""),
        ("DOB", "3 Apr 1958", "born", dt.date(1958, 4, 3), ""),
        ("DOB", "1958-04-03T00:00:00", "born", dt.date(1958, 4, 3), ""),
        ("DOB", "03/04/1958 00:00", "born", dt.date(1958, 4, 3), "read as 3 Apr 1958"),
        ("DOB", "03/04/1958 10:30:00", "born", dt.date(1958, 4, 3),
         "read as 3 Apr 1958; the time was left out"),
        ("DOB", "21278", "born", dt.date(1958, 4, 3), "read as 3 Apr 1958"),
        ("DOB", "Thursday 3 April 1958", "born", dt.date(1958, 4, 3), "read as 3 Apr 1958"),
        ("DOB", "3/4/30", "born", dt.date(1930, 4, 3), "read as 3 Apr 1930"),
        ("Joined", "3/4/30", "joined", dt.date(2030, 4, 3), "read as 3 Apr 2030"),
        ("DOB", "0/0/00", "born", None, ""),
        ("Tel No", "1632960404", "telephone", "01632960404",
         "a leading 0 was put back: 01632960404"),
        ("Tel No", "1632 960404", "telephone", "01632 960404",
         "a leading 0 was put back: 01632 960404"),
        ("Tel No", "(1632) 960404", "telephone", "(01632) 960404",
         "a leading 0 was put back: (01632) 960404"),
        ("Tel No", "447700900404", "telephone", "+447700900404",
         "a leading + was put back: +447700900404"),
        ("Tel No", "'+44 1632 960404", "telephone", "+44 1632 960404", ""),
        ("Tel No", '="01632960404"', "telephone", "01632960404", ""),
        ("Tel No", "01632 960404 (work)", "telephone", "01632 960404 (work)", ""),
        ("Tel No", "5551234567", "telephone", "5551234567", ""),
        ("Email", "Rue Tansy <rue@example.org>", "email", "rue@example.org",
         "read as rue@example.org"),
        ("Email", "mailto:rue@example.org", "email", "rue@example.org", ""),
        ("Post Code", "gl209zz", "postcode", "GL20 9ZZ", ""),
        ("Pt/Carer", "Pt", "kinds", ("patient",), "“Pt” read as Patient"),
        ("Pt/Carer", "Pt & carer", "kinds", ("patient", "carer"),
         "“Pt & carer” read as Patient; Carer"),
        ("Pt/Carer", "patient", "kinds", ("patient",), ""),
        ("Pt/Carer", "Family, or friend", "kinds", ("family_friend",), ""),
        ("Notes", "\u00a0late\u200b \u00a0riser \n\n of note ", "notes", "late riser\n\nof note",
         ""),
        ("Usual fare", "£4.50", "fare", 450, ""),
        ("Visits", "1,204", "visits", 1204, ""),
        ("Drives", "Y", "drives", True, ""),
        ("Usual fare", "10.125", "fare", 1013, "rounded to £10.13"),
        ("Usual fare", "12.5000", "fare", 1250, ""),
        ("Usual fare", "GBP 12.50", "fare", 1250, ""),
        ("Usual fare", "(12.50)", "fare", -1250, ""),
        ("Ring at", "10.30", "rings", dt.time(10, 30), ""),
        ("Ring at", "14:00:00", "rings", dt.time(14, 0), ""),
        ("Ring at", "14:00:40", "rings", dt.time(14, 0), "read as 14:00"),
        ("Ring at", "2:15:00 PM", "rings", dt.time(14, 15), ""),
        ("Ring at", "12 noon", "rings", dt.time(12, 0), ""),
        ("Ring at", "1400 hrs", "rings", dt.time(14, 0), ""),
        ("Ring at", "930h", "rings", dt.time(9, 30), ""),
        ("Joined", "Mon 8 Dec 2026", "joined", dt.date(2026, 12, 8),
         "read as Tuesday 8 December 2026; the list calls it Mon: look which is meant"),
    ],
)  # fmt: skip
def test_mends(header: str, cell: str, field: str, value: object, words: str) -> None:
    row = one(header, cell)
    assert row.outcome is RowOutcome.ADD
    assert row.values[field] == value
    assert [remark.words for remark in row.remarks] == ([words] if words else [])
    assert not any(remark.problem for remark in row.remarks)


@pytest.mark.parametrize(
    ("header", "cell", "field", "words"),
    [
        ("DOB", "31/02/2026", "born", "February 2026 has 28 days"),
        ("DOB", "2028-04-03", "born", "still to come"),
        ("DOB", "25/25/1958", "born", "There are 12 months"),
        ("DOB", "next tuesday", "born", "day, month and year"),
        ("DOB", "1958", "born", "Write a date"),
        ("DOB", "n/k", "born", "day, month and year"),
        ("Tel No", "1.684496E+9", "telephone", "cut this number short"),
        ("Tel No", "ex-directory", "telephone", "Write a telephone number"),
        ("Email", "ask her", "email", "Write an e-mail address"),
        ("Pt/Carer", "Trustee", "kinds", "Choose one of"),
        ("Title", "The Right Honourable the Lady", "title", "Keep this to 20 characters"),
        ("Usual fare", "lots", "fare", "Write an amount"),
        ("Ring at", "25:00:00", "rings", "Write a time"),
        ("Joined", "1 Jan 1930; 1 Jan 1931", "joined", "Write a date"),
    ],
)
def test_problems_leave_the_value_out_and_keep_its_text(
    header: str, cell: str, field: str, words: str
) -> None:
    row = one(header, cell)
    label = declare().field(field).label
    assert row.outcome is RowOutcome.ADD
    assert row.values[field] is None
    assert row.values["notes"] == f"{label}: {cell}"
    (remark,) = row.remarks
    assert remark.problem
    assert remark.label == label
    assert remark.words.startswith(cell)
    assert words in remark.words
    assert remark.words.endswith("It goes into the notes instead.")


@pytest.mark.parametrize(
    ("header", "cell", "field", "value", "rest"),
    [
        ("Email", "a@example.org; b@example.org", "email", "a@example.org", "b@example.org"),
        ("Email", "none ::: a@example.org ::: c@d.uk", "email", "a@example.org", "none; c@d.uk"),
        ("Email", "a@example.org, , bad@@x", "email", "a@example.org", "bad@@x"),
        ("Tel No", "01632 960101 ::: 07700 900123", "telephone", "01632 960101", "07700 900123"),
        ("Tel No", "01632 960101 or 07700 900123", "telephone", "01632 960101", "07700 900123"),
        ("Tel No", "01632 960101 / 01632 960102", "telephone", "01632 960101", "01632 960102"),
    ],
)
def test_of_several_values_in_a_cell_the_first_is_taken(
    header: str, cell: str, field: str, value: str, rest: str
) -> None:
    row = one(header, cell)
    label = declare().field(field).label
    assert row.outcome is RowOutcome.ADD
    assert row.values[field] == value
    assert row.values["notes"] == f"{label}: {rest}"
    (remark,) = row.remarks
    assert remark.problem
    assert remark.words == f"{value} is one of several. Into the notes goes: {rest}"


def test_sensitive_text_stays_out_of_the_notes() -> None:
    row = planned([("Tansy", "Rue", "Quiet room")], (*BASE, "N"), needs=(("N",),)).rows[0]
    assert row.outcome is RowOutcome.ADD
    assert row.values["notes"] is None
    assert row.remarks[0].words.endswith("It is left out.")


def test_notes_that_are_full() -> None:
    row = planned([("Tansy", "Rue", "x" * 195, "n/k")], (*BASE, "Notes", "DOB")).rows[0]
    assert row.outcome is RowOutcome.CANNOT
    assert row.why == "Notes: Keep this to 200 characters."


def test_a_second_column_goes_into_the_notes() -> None:
    row = planned(
        [("Tansy", "Rue", "01632 960101", "01632 960102", "ring twice")],
        (*BASE, "Home phone", "Work phone", "Notes"),
    ).rows[0]
    assert row.values["telephone"] == "01632 960101"
    assert row.values["notes"] == "ring twice\nWork phone: 01632 960102"
    assert row.remarks[0].words == "“Work phone” goes into the notes: 01632 960102"


def test_the_first_column_with_something_in_it_counts() -> None:
    row = planned([("Tansy", "Rue", " ", "01632 960102")], (*BASE, "Home phone", "Work phone"))
    assert row.rows[0].values["telephone"] == "01632 960102"


def test_address_lines_are_joined() -> None:
    heads = (*BASE, "Address 1", "Address 2", "Town", "Business Street")
    row = planned([("Tansy", "Rue", "4 Larkspur Row ", "", "Upton", "Level 2")], heads).rows[0]
    assert row.values["address"] == "4 Larkspur Row\nUpton"
    assert row.values["notes"] == "Business Street: Level 2"


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (("Name",), ("SNAPDRAGON, Mr Cyril",)),
        (("Surname", "Title"), ("Snapdragon, Cyril", "Mr")),
        (("Surname", "Forenames", "Title"), ("SNAPDRAGON, Cyril", "", "Mr")),
    ],
)
def test_whole_names(heads: tuple[str, ...], cells: tuple[str, ...]) -> None:
    row = planned([cells], heads).rows[0]
    assert (row.values["surname"], row.values["forenames"]) == ("Snapdragon", "Cyril")
    assert row.values["title"] == "Mr"
    assert f"“{cells[0]}” read as first names Cyril, surname Snapdragon" in row.remarks[0].words
    assert row.remarks[0].label == "Name"


def test_what_stands_beyond_a_name_goes_into_the_notes() -> None:
    row = planned([("Cyril Snapdragon MBE (Chair)",)], ("Name",)).rows[0]
    assert (row.outcome, row.values["surname"]) == (RowOutcome.ADD, "Snapdragon")
    assert row.values["notes"] == "Name: MBE Chair"
    assert row.remarks[-1].words == "“Name” goes into the notes: MBE Chair"


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (("Name",), ("Mr & Mrs Snapdragon",)),
        (("Forenames", "Surname"), ("Mr & Mrs", "Snapdragon")),
        (("Title", "Forenames", "Surname"), ("Mr & Mrs", "", "Snapdragon")),
    ],
)
def test_two_people_in_one_row_are_never_one_member(
    heads: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    row = planned([cells], heads).rows[0]
    assert row.outcome is RowOutcome.CANNOT
    assert row.why == (
        "“Mr & Mrs Snapdragon” looks like two people. Give each a row of their own in the list."
    )


def test_defaults_stand_where_the_list_is_blank() -> None:
    row = one("Status", "")
    assert row.values["status"] == "current"
    assert one("Status", "Left").values["status"] == "left"


def test_a_bad_value_with_a_default_keeps_the_default() -> None:
    row = one("Status", "Lapsing")
    assert (row.outcome, row.values["status"]) == (RowOutcome.ADD, "current")
    assert row.values["notes"] == "Status: Lapsing"


def test_values_that_do_not_go_together() -> None:
    row = planned([("Tansy", "Rue", "3/4/58", "1/1/1950")], (*BASE, "DOB", "Joined")).rows[0]
    assert row.outcome is RowOutcome.ADD
    assert row.values["joined"] is None
    assert row.values["notes"] == "Joined: 1/1/1950"
    assert "Nobody joins before birth." in row.remarks[-1].words


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (("Tansy", "", ""), "First names: Fill in “First names”."),
        (("x" * 90, "Rue", ""), "Surname: " + "x" * 79 + "…: Keep this to 80 characters."),
        (("Tansy", "Rue", "4 Mill Lane", "Upton"), "more cells than there are headings"),
    ],
)
def test_rows_that_cannot_be_added(cells: tuple[str, ...], why: str) -> None:
    row = planned([cells], (*BASE, "Address")).rows[0]
    assert row.outcome is RowOutcome.CANNOT
    assert why in row.why


def test_a_list_without_a_column_for_the_surname() -> None:
    with pytest.raises(AppError, match="No column has been chosen for “Surname”"):
        planned([("Rue",)], ("Forenames",))


def test_summary() -> None:
    heads = (*BASE, "DOB")
    rows: list[tuple[str, ...]] = [
        ("Tansy", "Rue", "3/4/58"), ("", " ", "\u00a0"), ("Surname", "FORENAMES", "DOB"),
        ("Tansy", "Rue", "3/4/1958"), ("Tansey", "Rue", "3/4/1958"), ("Marchpane", "", ""),
        ("Quillfeather", "Hettie", "7/9/33"), ("Bramblecote", "Osric", ""), (), ("Tansy",),
    ]  # fmt: skip
    known = (ExistingPerson(9, "Hettie Quillfeather", dt.date(1933, 9, 7)),)
    found = planned(rows, heads, known)
    assert [row.outcome for row in found.rows] == [
        RowOutcome.ADD,
        RowOutcome.BLANK,
        RowOutcome.HEADINGS,
        RowOutcome.SAME,
        RowOutcome.LIKELY,
        RowOutcome.CANNOT,
        RowOutcome.SAME,
        RowOutcome.ADD,
        RowOutcome.BLANK,
        RowOutcome.CANNOT,
    ]
    assert found.summary == (
        "2 will be added, 2 are blank, 1 repeats the headings, 2 are there already, "
        "1 is probably there already, 2 cannot be added"
    )
    assert found.rows[3].why == "The same as row 2."
    assert found.rows[4].why == "This looks like Rue Tansy in row 2."
    assert found.rows[6].why == "Hettie Quillfeather is in the file already."
    assert [row.number for row in found.adding()] == [2, 9]
    assert [row.number for row in found.adding(frozenset({6, 7}))] == [2, 6, 9]


def test_nothing_to_add() -> None:
    assert planned([("", "")], BASE).summary == "none will be added, 1 is blank"


def test_the_same_row_twice_without_anything_else_to_go_by() -> None:
    found = planned([("Tansy", "Rue", "x"), ("Tansy", "Rue", "x"), ("Tansy", "Rue", "y")],
                    (*BASE, "Notes"))  # fmt: skip
    assert [row.outcome for row in found.rows] == [
        RowOutcome.ADD,
        RowOutcome.SAME,
        RowOutcome.LIKELY,
    ]


def test_things_without_names_of_people_are_doubles_only_if_all_is_the_same() -> None:
    thing = RecordSpec(
        "thing", "Thing", "Things", "", "",
        (Field("name", Text(), "Name", required=True), Field("price", Money(), "Price")),
        ("name",), "", ("name",),
    )  # fmt: skip
    cells = [("Tea urn hire", "4"), ("Tea urn hire", "5"), ("Tea urn hire", "4"), ("Hall", "9")]
    lines = tuple(SheetRow(number, row) for number, row in enumerate(cells, start=2))
    matching = ColumnMapping("thing", {"name": (("Name",),), "price": (("Price",),)})
    sheet = Sheet("x", ("Name", "Price"), lines)
    hall = ExistingRecord(3, "Hall", {"name": "Hall", "price": 800})
    found = plan(sheet, matching, thing, make_reading(), (hall,))
    assert [row.outcome for row in found.rows] == [
        RowOutcome.ADD,
        RowOutcome.ADD,
        RowOutcome.SAME,
        RowOutcome.LIKELY,
    ]


def test_our_own_export_comes_back(spec: RecordSpec, fmt: FormatContext) -> None:
    heads = tuple(field.label for field in spec.typed if field.name not in ("buddy", "needs"))
    values = {
        "forenames": "Rue", "surname": "Tansy", "kinds": ("patient", "carer"), "status": "left",
        "born": dt.date(1958, 4, 3), "telephone": "+44 1632 960101", "fare": 450, "far": 225,
        "rate": 374, "rings": dt.time(9, 5), "drives": False, "visits": 1204,
        "notes": "=A1 is a cell",
    }  # fmt: skip
    cells = tuple(
        field.show(values.get(field.name), fmt) for field in spec.typed if field.label in heads
    )
    row = planned([cells], heads).rows[0]
    assert {name: value for name, value in row.values.items() if value is not None} == values
    assert row.remarks == ()


def test_columns_that_go_nowhere_are_named_if_they_hold_anything() -> None:
    found = planned([("Tansy", "Rue", "PPG", "")], (*BASE, "Group", "Fax"))
    assert found.unused == ("Group",)


def test_it_can_be_stopped(spec: RecordSpec, fmt: FormatContext) -> None:
    progress = Progress()
    progress.cancel()
    sheet = Sheet("x", BASE, (SheetRow(2, ("Tansy", "Rue")),))
    with pytest.raises(Cancelled):
        plan(sheet, guess(BASE, spec, SYNONYMS), spec, fmt, progress=progress)


heads = ("Name", "DOB", "Joined", "Tel", "Email", "Post Code", "Pt/Carer", "Status", "Address 1",
         "Fare", "Notes", "Drives", "Ring at", "Miles away", "Rate", "Visits", "N")  # fmt: skip
awkward = st.one_of(
    st.text(max_size=30),
    st.text("0123456789/.-:, +eE@'=apm£", max_size=25),
    st.sampled_from(
        [
            "9" * 5000,
            "31/02/2026",
            "00000",
            "=",
            "'",
            "\ud800",
            "\x00",
            ",",
            "&;,",
            "1e999",
            "p" * 9999,
        ]
    ),
)


@given(st.lists(st.lists(awkward, max_size=18).map(tuple), max_size=5))
def test_no_content_stops_it(rows: list[tuple[str, ...]]) -> None:
    found = planned(rows, heads, needs=(("N",),), fare=(("Fare",),))
    assert [row.number for row in found.rows] == list(range(2, len(rows) + 2))
    for row in found.adding():
        assert not declare().problems(row.values, make_reading())


@example("na", "")
@given(awkward, awkward)
def test_each_row_to_add_keeps_the_words_of_the_list(dob: str, tel: str) -> None:
    row = planned([("Tansy", "Rue", dob, tel)], (*BASE, "DOB", "Tel")).rows[0]
    notes = row.values.get("notes") or ""
    for name, text in (("born", dob), ("telephone", tel)):
        letters = [c for c in text if c.isalpha() and c.isascii()]
        if says_nothing(text.strip(), of_needs=False):
            continue
        if row.outcome is RowOutcome.ADD and row.values[name] is None:
            assert all(c in notes for c in letters)


def test_thousands_of_rows_against_thousands_of_people() -> None:
    dice = random.Random(7)
    names = [a + b + c for a in ("Bram", "Quill", "Tan", "March") for b in "aeiou" for c in
             ("wick", "thorn", "sey", "pane", "cote")]  # fmt: skip

    def born() -> dt.date:
        return dt.date(1930, 1, 1) + dt.timedelta(days=dice.randrange(25_000))

    known = tuple(
        ExistingPerson(n + 1, f"{dice.choice(names)} {dice.choice(names)}", born())
        for n in range(5_000)
    )
    rows: list[tuple[str, ...]] = [
        (dice.choice(names), dice.choice(names), born().isoformat(), "1632960101")
        for _row in range(10_000)
    ]
    found = planned(rows, (*BASE, "DOB", "Tel"), known)
    assert len(found.rows) == 10_000
    assert NAME not in found.unused


def test_people_named_in_a_column_are_found_in_any_order() -> None:
    named = {"member": [("Rue Tansy", 7), ("Osric Bramblecote", 8), ("Osric Bramblecote", 9)]}
    rows = [
        ("Quill", "Hettie", "Tansy, Rue"),
        ("Quill", "Odo", "rue TANSY"),
        ("Quill", "Ida", "Osric Bramblecote"),
        ("Quill", "Ned", "Nobody Known"),
    ]
    spec, heads = declare(), (*BASE, "Buddy")
    sheet = Sheet("list", heads, tuple(SheetRow(n, cells) for n, cells in enumerate(rows, start=2)))
    matching = guess(heads, spec, SYNONYMS)
    found = plan(sheet, matching, spec, make_reading(), named=named)
    assert [row.values.get("buddy") for row in found.rows] == [7, 7, None, None]
    assert "More than one" in found.rows[2].remarks[0].words
    assert "Nothing in the file" in found.rows[3].remarks[0].words
