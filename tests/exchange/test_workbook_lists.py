"""Workbooks as people keep them: hidden rows, merged cells, formulas, sheets, days from 1904."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from facilitator_app.digests.exchange import Plan, PlannedRow, ReadAs, RowOutcome
from facilitator_app.domain.errors import AppError
from facilitator_app.exchange.header_matching import guess, knows, shipped
from facilitator_app.exchange.import_plan import plan
from facilitator_app.exchange.table_reader import read_table
from facilitator_app.records.members import Member
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.picklists import as_shipped

SPEC = Member.spec()
HEAD = ("First name", "Surname", "Telephone")
ADA, BOB = ("Ada", "Testwick", "01684 496001"), ("Bob", "Samplow", "01684 496002")
Cell = str | dt.date | None
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "list.xlsx"


def book(*rows: tuple[Cell, ...]) -> tuple[openpyxl.Workbook, Worksheet]:
    """Return a workbook with these rows on its first sheet."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in rows:
        sheet.append(row)
    return made, sheet


def planned(path: Path, read_as: ReadAs | None = None) -> Plan:
    sheet = read_table(path, read_as, knows(SPEC, shipped()))
    fmt = FormatContext(dt.date(2026, 11, 23), as_shipped())
    return plan(sheet, guess(sheet.headers, SPEC, shipped()), SPEC, fmt)


def names(found: Plan) -> list[tuple[str, str]]:
    return [(row.values["forenames"], row.values["surname"]) for row in found.adding()]


def told(row: PlannedRow) -> str:
    return " ".join([row.why, *(one.words for one in row.remarks)])


def test_titles_two_tiers_merged_cells_and_a_total(path: Path) -> None:
    made, sheet = book(
        ("Members of the forum",), ("Name", None, "Contact details"), HEAD, ADA, BOB,
        ("Total: 2",), ("Printed on 3/3/2026",),
    )  # fmt: skip
    for merged in ("A1:C1", "A2:B2", "A6:C6"):
        sheet.merge_cells(merged)
    made.save(path)
    found = planned(path)
    assert names(found) == [ADA[:2], BOB[:2]]
    assert [row.outcome for row in found.rows[2:]] == [RowOutcome.NOTE] * 2
    assert found.summary == "2 will be added, 2 are totals or notes"
    assert read_table(path, None, knows(SPEC, shipped())).told == (
        "Above the headings, and left out: “Members of the forum”, “Name Contact details”.",
    )


def test_a_line_across_the_list_is_nobody(path: Path) -> None:
    made, sheet = book((*HEAD, "Notes"), ("Patients",), ADA, ("Carers",), BOB, ("Mononym",))
    sheet.merge_cells("A2:D2")
    sheet.merge_cells("A4:C4")
    made.save(path)
    found = planned(path)
    assert names(found) == [ADA[:2], BOB[:2], ("Mononym", None)]
    assert [row.outcome for row in found.rows if row.number in (2, 4)] == [RowOutcome.NOTE] * 2


def test_hidden_rows_are_left_out_unless_wanted(path: Path) -> None:
    made, sheet = book(HEAD, ADA, BOB)
    sheet.row_dimensions[3].hidden = True
    made.save(path)
    found = planned(path)
    assert names(found) == [ADA[:2]]
    assert found.rows[1].outcome is RowOutcome.HIDDEN
    assert found.summary == "1 will be added, 1 is hidden"
    wanted = planned(path, ReadAs(hidden=True))
    assert names(wanted) == [ADA[:2], BOB[:2]]
    assert "hidden in the workbook" in told(wanted.rows[1])


def test_merged_cells_fill_what_they_cover(path: Path) -> None:
    made, sheet = book((*HEAD, "Organisation"), (*ADA, "Test Trust"), BOB, (), ("Cy", "Third"))
    sheet.merge_cells("D2:D4")
    made.save(path)
    found = planned(path)
    assert [row.values["organisation"] for row in found.adding()] == ["Test Trust"] * 2 + [None]
    assert "“Test Trust” comes from a merged cell" in told(found.rows[1])
    assert found.rows[2].outcome is RowOutcome.BLANK


def test_formulas_without_a_result_are_told(path: Path) -> None:
    made, _sheet = book(HEAD, ("Ada", "Testwick", '="01684"&" 496001"'), ("=A2", "=B2", "=C2"))
    made.save(path)
    first, second = planned(path).rows
    assert first.outcome is RowOutcome.ADD
    assert "The formula in C2 has no result" in told(first)
    assert second.outcome is RowOutcome.CANNOT
    assert all(place in told(second) for place in ("A3", "B3", "C3"))


def test_days_from_1904(path: Path) -> None:
    made, sheet = book((*HEAD, "DOB"), (*ADA, dt.date(1958, 4, 3)), (*BOB, dt.date(1958, 4, 3)))
    made.epoch = CALENDAR_MAC_1904
    sheet["D3"].number_format = "General"
    made.save(path)
    assert [row.values["born"] for row in planned(path).rows] == [dt.date(1958, 4, 3)] * 2


def test_the_list_may_stand_on_another_sheet(path: Path) -> None:
    made, _sheet = book(("Please read",), ("Ring Jo about this list",))
    second = made.create_sheet("People")
    second.append(HEAD)
    second.append(ADA)
    third = made.create_sheet("Old")
    third.append(HEAD)
    third.append(BOB)
    made.save(path)
    assert names(planned(path)) == [ADA[:2]]
    sheet = read_table(path, None, knows(SPEC, shipped()))
    assert sheet.told == ("The sheet “People” is read; there are “Sheet”, “Old” besides.",)
    assert names(planned(path, ReadAs("Old"))) == [BOB[:2]]
    with pytest.raises(AppError, match=r"no sheet “Young”\. It has “Sheet”, “People”, “Old”"):
        read_table(path, ReadAs("Young"))


def test_no_sheet_is_a_list(path: Path) -> None:
    made, _sheet = book(("Only", "headings"))
    made.create_sheet("Other").append(["More", "headings"])
    made.save(path)
    with pytest.raises(AppError, match="None of the sheets “Sheet”, “Other” is a list"):
        read_table(path)


def test_hidden_rows_merged_cells_and_formulas_of_an_opendocument(tmp_path: Path) -> None:
    def cell(text: str, more: str = "") -> str:
        said = f'office:value-type="string"{more}><text:p>{text}</text:p>'
        return f"<table:table-cell {said}</table:table-cell>"

    def row(cells: str, more: str = "") -> str:
        return f"<table:table-row{more}>{cells}</table:table-row>"

    down = ' table:number-rows-spanned="2" table:number-columns-spanned="1"'
    rows = [
        row("".join(map(cell, (*HEAD, "Organisation")))),
        row("".join(map(cell, ADA)) + cell("Test Trust", down)),
        row("".join(map(cell, BOB)) + "<table:covered-table-cell/>"),
        row("".join(map(cell, ("Cy", "Third"))), ' table:visibility="filter"'),
        row(cell("Di") + cell("Fourth") + '<table:table-cell table:formula="of:=[.C2]"/>'),
    ]
    content = (
        f'<office:document-content xmlns:office="{_OFFICE}:office:1.0" '
        f'xmlns:table="{_OFFICE}:table:1.0" xmlns:text="{_OFFICE}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="People">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "list.ods", "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", content)
        file.writestr("META-INF/manifest.xml", "<manifest/>")
    found = planned(tmp_path / "list.ods")
    assert names(found) == [ADA[:2], BOB[:2], ("Di", "Fourth")]
    assert found.rows[1].values["organisation"] == "Test Trust"
    assert found.rows[2].outcome is RowOutcome.HIDDEN
    assert "The formula in C5 has no result" in told(found.rows[3])
