"""Lists are read from whatever people have, and what is no list is refused in a sentence."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.digests.exchange import ReadAs, SheetRow
from facilitator_app.domain.errors import AppError
from facilitator_app.exchange import csv_reader, limits, table_reader, text_encodings
from facilitator_app.exchange.table_reader import read_table
from tests.exchange.test_sixty_lists import write_opendocument

HAND_MADE = (
    "Surname", "Forename(s)", "Tel No", "Tel No (mob)", "DOB", "Address 1", "Address 2", "Town",
    "County", "Post Code", "Pt/Carer", "Group",
)  # fmt: skip


@pytest.mark.parametrize(
    "name", ["hand_made.csv", "hand_made_semicolon.csv", "hand_made_utf16.txt", "hand_made.xlsx"]
)
def test_the_same_list_in_every_dress(files: Path, name: str) -> None:
    sheet = read_table(files / name)
    assert sheet.headers == HAND_MADE
    assert len(sheet.rows) == 8
    first = sheet.rows[0]
    assert first.cells[:3] == ("Quillfeather", "Hettie", "01632 960101")
    assert [line.number - first.number for line in sheet.rows] == list(range(8))


def test_titles_above_the_headings_are_passed_over(files: Path) -> None:
    sheet = read_table(files / "hand_made.xlsx")
    assert sheet.name == "Members"
    assert sheet.rows[0].number == 4


def test_workbook_cells_come_out_as_people_write_them(files: Path) -> None:
    rows = read_table(files / "hand_made.xlsx").rows
    assert rows[0].cells[4] == "1958-04-03"
    assert rows[1].cells[2] == "1632960404"


def test_numbers_times_and_flags_of_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Number", "Amount", "When", "Ring at", "Drives", "Long"])
    morning = dt.datetime.fromisoformat("2026-03-03T10:30")
    midnight = dt.datetime.fromisoformat("2026-03-03")
    thirty_hours = dt.timedelta(hours=30)
    sheet.append([441632960101, 0.1 + 0.2, morning, dt.time(9, 5), True, thirty_hours])
    sheet.append([1e15, -4.5, midnight, dt.time(9, 5, 7), False, None])
    book.save(tmp_path / "a.xlsx")
    first, second = read_table(tmp_path / "a.xlsx").rows
    assert first.cells == ("441632960101", "0.3", "2026-03-03 10:30", "09:05", "Yes", "30:00")
    assert second.cells == ("1000000000000000", "-4.5", "2026-03-03", "09:05:07", "No", "")


def test_days_of_meetings_may_be_headings_and_titles_have_few_cells(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "Register,2026,,,,\n\nSurname,Forenames,Group,3/3/26,7/4/26,Tel\nTansy,Rue,PPG,x,,1\n"
    )
    sheet = read_table(tmp_path / "a.csv")
    assert sheet.headers == ("Surname", "Forenames", "Group", "3/3/26", "7/4/26", "Tel")
    assert sheet.rows == (SheetRow(4, ("Tansy", "Rue", "PPG", "x", "", "1")),)


@pytest.mark.parametrize(
    "first", ["Tansy,rue@example.org,PPG,x", "3/4/58,4.50,x,y", "Tansy,Rue,07700900123,y"]
)
def test_a_first_row_of_values_is_no_heading(tmp_path: Path, first: str) -> None:
    (tmp_path / "a.csv").write_text(f"{first}\n{first}\n")
    with pytest.raises(AppError, match="Row 1 should have the headings"):
        read_table(tmp_path / "a.csv")


def test_other_sheets_are_named_but_not_hidden_ones(files: Path) -> None:
    assert read_table(files / "hand_made.xlsx").others == ("Old members",)
    old = read_table(files / "hand_made.xlsx", ReadAs("Old members"))
    assert old.rows == (SheetRow(2, ("Tansy", "Rue")),)


def test_a_sheet_that_is_not_there(files: Path) -> None:
    with pytest.raises(AppError, match="no sheet “New”"):
        read_table(files / "hand_made.xlsx", ReadAs("New"))


def test_opendocument_with_its_million_empty_rows(files: Path) -> None:
    sheet = read_table(files / "libreoffice.ods")
    assert sheet.headers == ("Surname", "Forenames", "DOB", "Tel")
    assert sheet.rows[0].cells == ("Quillfeather", "Hettie", "1958-04-03", "1632960101")
    assert len(sheet.rows) == 2


def test_windows_letters(files: Path) -> None:
    sheet = read_table(files / "cp1252.csv")
    assert [line.cells[0] for line in sheet.rows] == ["Zoë Crème", "José Núñez-O’Dowd"]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"),
     ("utf-16-be", b"\xfe\xff"), ("utf-16-le", b""), ("utf-16-be", b"")],
)  # fmt: skip
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encodings_and_separators(
    tmp_path: Path, encoding: str, mark: bytes, separator: str
) -> None:
    rows = [["Surname", "Notes"], ["Zoë", f'says "yes{separator} no"\nthen goes'], ["Ida", "–"]]
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    (tmp_path / "list.csv").write_bytes(mark + text.getvalue().encode(encoding))
    sheet = read_table(tmp_path / "list.csv")
    assert sheet.headers == ("Surname", "Notes")
    assert [list(line.cells) for line in sheet.rows] == rows[1:]


def test_excel_is_told_the_separator_in_the_first_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("sep=;\r\nSurname;Fare\r\nTansy;4,50\r\nRue;2,10\r\n")
    sheet = read_table(tmp_path / "a.csv")
    assert sheet.rows[0] == SheetRow(3, ("Tansy", "4,50"))


def test_a_cell_that_is_too_long_is_told_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text(f"Surname,Notes\nBright,ok\nLong,{'x' * 200_000}\n", encoding="utf-8")
    with pytest.raises(AppError, match=r"A cell in row 3 has more than 100,000 characters\."):
        read_table(path)


def test_one_column_is_a_list_too(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Name\nRue Tansy\nOsric Bramblecote\n")
    assert read_table(tmp_path / "a.csv").headers == ("Name",)


@pytest.mark.parametrize("first", ["A letter", "x" * 90])
def test_long_lines_are_no_list_unless_they_are_few_below_a_heading(
    tmp_path: Path, first: str
) -> None:
    (tmp_path / "a.csv").write_text("\n".join((first, "x" * 300, "y" * 90)))
    with pytest.raises(AppError, match="not a list"):
        read_table(tmp_path / "a.csv")


def test_headings_are_unique_and_never_blank(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Tel,,Tel, \u00a0Tel ,\nx,y,z,w,\n")
    assert read_table(tmp_path / "a.csv").headers == ("Tel", "Column 2", "Tel (2)", "Tel (3)")


def test_rows_out_of_step_keep_their_cells_and_short_ones_are_allowed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("A,B,C\n1 Mill Lane, Upton,x,y\nz\n1,2,3,,\n" + "1,2,3\n" * 3)
    assert [line.cells for line in read_table(tmp_path / "a.csv").rows[:3]] == [
        ("1 Mill Lane", " Upton", "x", "y"), ("z",), ("1", "2", "3"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("empty.csv", "is empty"),
        ("headings_only.csv", "no rows below"),
        ("letter.txt", "not a list"),
        ("picture.csv", "not a list"),
        ("no_headings.csv", "Row 1 should have the headings"),
        ("truncated_row.csv", "cut short: row 5, its last, .* Nothing was changed"),
        ("truncated_quote.csv", "quotation mark is opened and never closed. Nothing was changed"),
        ("locked.xlsx", "has a password"),
        ("locked.ods", "has a password"),
        ("stray_cell.xlsx", "stray cell far below"),
        ("stray_cell.ods", "stray cell far below"),
        ("not_there.csv", "There is no file “not_there.csv”"),
    ],
)
def test_refusals(files: Path, name: str, words: str) -> None:
    with pytest.raises(AppError, match=words):
        read_table(files / name)


@pytest.mark.parametrize(
    "content",
    [b"<html><table><tr><td>a,b</td></tr></table></html>", b'{"a": 1, "b": 2}', b'[{"a": 1}]',
     b"%PDF-1.7 a,b", b"BEGIN:VCARD\r\nFN:Rue Tansy\r\nEND:VCARD\r\n", b"a,b\n\x00\x01\x02,c\n",
     b"\x89PNG\r\n\x1a\n" + bytes(range(200, 256)) * 9, b"PK\x03\x04 and nothing more",
     b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"\xff\xfea"],
)  # fmt: skip
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(AppError, match=r"not a list|damaged|cut short"):
        read_table(tmp_path / "a.csv")


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as file:
        file.writestr("word/document.xml", "<a/>")
    with pytest.raises(AppError, match="not a list"):
        read_table(tmp_path / "a.xlsx")


def test_a_truncated_workbook(files: Path, tmp_path: Path) -> None:
    data = (files / "hand_made.xlsx").read_bytes()
    for part in (100, len(data) // 2, len(data) - 30):
        (tmp_path / "a.xlsx").write_bytes(data[:part])
        with pytest.raises(AppError, match="damaged or cut short"):
            read_table(tmp_path / "a.xlsx")


def test_a_list_cut_anywhere_inside_a_character(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("Name,Place\nZoë,Brontë".encode()[:-1])
    with pytest.raises(AppError, match="cut short"):
        read_table(tmp_path / "a.csv")


def test_too_many_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(",".join(f"H{chr(97 + n % 26)}" for n in range(501)) + "\nx\n")
    with pytest.raises(AppError, match="more than 500 columns"):
        read_table(tmp_path / "a.csv")


def test_too_long_a_cell(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("A,B\nx,y\nz," + "w" * (limits.CELL + 1) + "\n")
    with pytest.raises(AppError, match="row 3 has more than 100,000 characters"):
        read_table(tmp_path / "a.csv")


def test_too_large_a_file(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("wb") as file:
        file.truncate(limits.FILE_BYTES + 1)
    with pytest.raises(AppError, match="larger than 50 MB"):
        read_table(tmp_path / "a.csv")


def test_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_reader, "ROWS", 3)
    (tmp_path / "a.csv").write_text("A,B\n1,2\n1,2\n1,2\n")
    with pytest.raises(AppError, match="more than 3 rows"):
        read_table(tmp_path / "a.csv")


def test_a_workbook_that_would_swell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", "<workbook/>")
        file.writestr("xl/worksheets/sheet1.xml", b" " * 2_000_000)
    monkeypatch.setattr("facilitator_app.exchange.workbook_reader.UNPACKED", 1_000_000)
    with pytest.raises(AppError, match="too large"):
        read_table(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("xl/worksheets/sheet1.xml", ("xl/workbook.xml", "<workbook/>")),
        ("xl/sharedStrings.xml", ("xl/workbook.xml", "<workbook/>")),
        ("content.xml", ("mimetype", "application/vnd.oasis.opendocument.spreadsheet")),
    ],
)
def test_a_workbook_with_one_vast_cell_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str, other: tuple[str, str]
) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(*other)
        file.writestr(part, b"<a>" + b"w" * 6_000_000 + b"</a>")

    def unpacked(*_given: object) -> None:
        pytest.fail("a part was unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "open", unpacked)
    with pytest.raises(AppError, match="would swell"):
        read_table(tmp_path / "a.xlsx")


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_a_long_list_that_says_much_the_same_in_each_row_is_read(
    tmp_path: Path, ending: str
) -> None:
    path, names = tmp_path / f"a{ending}", ["Surname", *(f"Tansy {n}" for n in range(20_000))]
    lines = [[name, *["Current", "Patient", "Leeds"] * 4] for name in names]
    if ending == ".xlsx":
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            for number, line in enumerate(lines):
                sheet.write_row(number, 0, line)
    else:
        write_opendocument(path, lines)
    with zipfile.ZipFile(path) as parts:
        assert max(info.file_size for info in parts.infolist()) > limits.RATIO_FROM
    assert len(read_table(path).rows) == len(names) - 1


def test_fifty_thousand_rows(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Surname", "Forenames", *"ABCDEFGHIJ"])
        writer.writerows([f"Tansy{n}", "Rue, Ann", *["text"] * 10] for n in range(50_000))
    sheet = read_table(tmp_path / "a.csv")
    assert len(sheet.rows) == 50_000


cells = st.text(
    st.characters(blacklist_categories=("Cc", "Cs"), blacklist_characters="\ufeff\ufffe\uffff"),
    max_size=12,
)


@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=8))
def test_what_csv_writes_is_read_back(rows: list[tuple[str, str, str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([("Head", "Other", "Third"), *rows])
    assert list(csv_reader.read(text.getvalue()).rows)[1:] == [list(row) for row in rows]


@given(st.binary(max_size=400))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    try:
        list(csv_reader.read(text_encodings.decode(data).text).rows)
    except AppError as error:
        assert str(error).endswith(".")  # noqa: PT017 - any bytes may be a list, or refused


@pytest.mark.parametrize("rows", [10, 400_000])
def test_what_no_text_has_is_found_wherever_it_stands(rows: int) -> None:
    with pytest.raises(AppError, match="not a list"):
        text_encodings.decode(b"a,b\n" * rows + b"a,\x01\n" * (rows // 10 + 11))
