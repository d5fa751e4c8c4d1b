"""Lists that go out open in Excel as what they are, and nothing typed becomes a formula."""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.digests.exchange import ExportColumn, Pounds, Value
from facilitator_app.domain.formula_guard import guarded
from facilitator_app.exchange.csv_writer import write_csv
from facilitator_app.exchange.row_fields import clean
from facilitator_app.exchange.table_reader import read_table
from facilitator_app.exchange.text_folding import tidy
from facilitator_app.exchange.xlsx_writer import write_xlsx

COLUMNS = (
    ExportColumn("Name", 30),
    ExportColumn("Born", 12),
    ExportColumn("Fare", 10),
    ExportColumn("Miles"),
)
ROWS: tuple[tuple[Value, ...], ...] = (
    ("Rue Tansy", dt.date(1958, 4, 3), Pounds(450), Decimal("22.5")),
    ("=HYPERLINK(A1)", dt.date(1898, 4, 3), Pounds(-450), 7),
    ('Zoë "Z"; Crème, née\nTansy', None, None, dt.time(9, 5)),
    ("#N/A", True, False, "2026"),
)


def test_csv(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", COLUMNS, ROWS)
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfName,Born,Fare,Miles\r\n")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1:] == [
            ["Rue Tansy", "1958-04-03", "4.50", "22.5"],
            ["'=HYPERLINK(A1)", "1898-04-03", "-4.50", "7"],
            ['Zoë "Z"; Crème, née\nTansy', "", "", "09:05"],
            ["#N/A", "Yes", "No", "2026"],
        ]


def test_xlsx(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", "Members: [2026]", COLUMNS, ROWS)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert sheet.title == "Members 2026"
    assert sheet.freeze_panes == "A2"
    assert int(sheet.column_dimensions["A"].width) == 32
    assert all(cell.font.b for cell in sheet[1])
    born, fare = sheet["B2"], sheet["C2"]
    assert (born.value, born.number_format) == (
        dt.datetime.fromisoformat("1958-04-03"),
        "d mmm yyyy",
    )
    assert fare.value == 4.5
    assert fare.number_format.startswith("£#,##0.00")
    assert sheet["D2"].value == 22.5
    formula = sheet["A3"]
    assert (formula.value, formula.data_type) == ("=HYPERLINK(A1)", "s")
    assert sheet["B3"].value == "1898-04-03"
    assert sheet["D4"].value == dt.time(9, 5)
    assert (sheet["A5"].value, sheet["A5"].data_type) == ("#N/A", "s")
    assert sheet["D5"].value == "2026"


def test_a_workbook_is_put_together_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Temporary files would hold the list unencrypted: here none could be made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    write_xlsx(tmp_path / "a.xlsx", "Members", COLUMNS, ROWS * 500)
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]


def test_xlsx_takes_what_excel_cannot_hold(tmp_path: Path) -> None:
    write_xlsx(
        tmp_path / "a.xlsx", "'", (ExportColumn("A\x00b"),), [("x\x08y\ud800z",), ("w" * 40_000,)]
    )
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [sheet["A1"].value, sheet["A2"].value] == ["Ab", "xyz"]
    assert sheet["A3"].value == "w" * 32_766 + "…"


def test_no_list_holds_what_is_no_text(tmp_path: Path) -> None:
    row = ("A\a\x1bb\x7f\ud800c\x0bd\x90", None, None, 7)
    write_csv(tmp_path / "a.csv", COLUMNS, [row])
    write_xlsx(tmp_path / "a.xlsx", "A\x7f", COLUMNS, [row])
    assert "Abc d," in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert (sheet.title, sheet["A2"].value) == ("A", "Abc d")


def test_lists_without_rows(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", COLUMNS, [])
    write_xlsx(tmp_path / "a.xlsx", "", COLUMNS, [])
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0].max_row == 1


@given(st.text("=+-@'\t\ra1 "))
def test_a_guarded_cell_is_read_as_it_was(text: str) -> None:
    assert clean(guarded(text)) == tidy(text)


def test_words_and_numbers_come_back_from_a_file_as_they_went(tmp_path: Path) -> None:
    typed = (
        "=1+1", "-x", "'-x", "''=x", "@home", "+A1", "-4.50", "+5%", "-£4.50", "+441632960101",
        "+44 (0)20 7946 0000", "+44-20-7946", "-", "'tis",
    )  # fmt: skip
    write_csv(tmp_path / "a.csv", COLUMNS, [(one, None, None, "Rue Tansy") for one in typed])
    rows = read_table(tmp_path / "a.csv").rows
    assert [clean(row.cells[0]) for row in rows] == list(typed)


def test_what_goes_out_comes_in(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", COLUMNS, ROWS)
    write_xlsx(tmp_path / "a.xlsx", "Members", COLUMNS, ROWS)
    for name in ("a.csv", "a.xlsx"):
        sheet = read_table(tmp_path / name)
        assert sheet.headers == ("Name", "Born", "Fare", "Miles")
        assert sheet.rows[0].cells[:2] == ("Rue Tansy", "1958-04-03")
        assert clean(sheet.rows[1].cells[0]) == "=HYPERLINK(A1)"
