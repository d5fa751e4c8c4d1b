"""Letters are read as they are encoded; what is in doubt is told, with a choice."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from facilitator_app.digests.exchange import ENCODINGS, TWICE, ReadAs
from facilitator_app.domain.errors import AppError
from facilitator_app.exchange.table_reader import read_table

HEAD = b"First name,Surname\n"
ZOE, SIAN = "Zoë,Testwick\n".encode(), "Siân,Samplow\n".encode("cp1252")
TWICE_ZOE = "Zoë,Testwick\n".encode().decode("cp1252").encode()


def read(tmp_path: Path, data: bytes, encoding: str = "") -> tuple[list[str], str, tuple[str, ...]]:
    """Return the first names, all that is told, and the encodings offered."""
    (tmp_path / "list.csv").write_bytes(data)
    sheet = read_table(tmp_path / "list.csv", ReadAs(encoding=encoding))
    told = [f"{n}: {one.words}" for n, some in sheet.remarks.items() for one in some]
    return [line.cells[0] for line in sheet.rows], "\n".join([*sheet.told, *told]), sheet.encodings


@pytest.mark.parametrize(
    ("data", "names", "told", "used"),
    [
        (HEAD + ZOE, ["Zoë"], "", ""),
        (HEAD + b"Ada,Testwick\n", ["Ada"], "", ""),
        (HEAD + ZOE + SIAN, ["Zoë", "Siân"], "3: “Siân” is encoded unlike the rest", "utf-8"),
        (HEAD + SIAN + ZOE, ["Siân", "Zoë"], "2: “Siân” is encoded unlike the rest", "utf-8"),
        (b"\xef\xbb\xbf" + HEAD + ZOE + SIAN, ["Zoë", "Siân"], "3: “Siân” is", ""),
        (HEAD + SIAN + SIAN, ["Siân", "Siân"], "these are right, and .*: Siân.", "cp1252"),
        (HEAD + TWICE_ZOE, ["ZoÃ«"], "“ZoÃ«” looks like “Zoë”, encoded twice", "utf-8"),
        (HEAD + b"A\x01da,Testwick\n", ["Ada"], "2: A character .* taken out of “Ada”", ""),
        (HEAD + b"\x07Ad\x1ba,Testwick\n", ["Ada"], "2: A character .* out of “Ada”", ""),
        (HEAD + b"A\0da,Testwick\n", ["Ada"], "2: A character .* taken out of “Ada”", ""),
        (HEAD + ZOE + b"A\x9dda,Test\n", ["Zoë", "A\ufffdda"], "3: .*letter of “A\ufffdda”", ""),
    ],
)  # fmt: skip
def test_what_is_read_and_told(
    tmp_path: Path, data: bytes, names: list[str], told: str, used: str
) -> None:
    found, said, offered = read(tmp_path, data)
    assert found == names
    assert re.search(told, said, re.DOTALL) if told else said == ""
    if used:
        assert offered[0] == used
        assert sorted(offered) == sorted(ENCODINGS)


@pytest.mark.parametrize("encoding", [one for one in ENCODINGS if one != TWICE])
def test_an_encoding_that_was_chosen(tmp_path: Path, encoding: str) -> None:
    data = "First name,Surname\nZoë,Testwick\nJosé,Samplow\n".encode(encoding)
    found, said, offered = read(tmp_path, data, encoding)
    assert (found, said, offered[0]) == (["Zoë", "José"], "", encoding)


@pytest.mark.parametrize(
    "name", ["Zoë", "Siân", "Łukasz", "Ọ̀ṣunwálé", "Núñez–O’Dowd", "Áine", "À la mode", "李小龙"]
)
def test_what_was_encoded_twice_is_read_right_once_chosen(tmp_path: Path, name: str) -> None:
    spoilt = "".join(bytes([one]).decode("cp1252", "ignore") or chr(one) for one in name.encode())
    data = HEAD + f"{spoilt},Testwick\n".encode()
    assert "encoded twice" in read(tmp_path, data)[1]
    assert read(tmp_path, data, TWICE)[0] == [name]


@pytest.mark.parametrize("name", ["Łukasz Wójcik", "Ślęza", "Zoë"])
def test_what_another_program_encoded_twice(tmp_path: Path, name: str) -> None:
    data = HEAD + f"{name.encode().decode('latin-1')},Testwick\n".encode()
    assert f"looks like “{name.split(maxsplit=1)[0]}”" in read(tmp_path, data)[1]
    assert read(tmp_path, data, TWICE)[0] == [name]


def test_a_workbook_that_holds_what_was_encoded_twice(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["First name", "Surname"], ["ZoÃ«", "Testwick"]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "list.xlsx")
    sheet = read_table(tmp_path / "list.xlsx")
    assert "“ZoÃ«” looks like “Zoë”" in sheet.told[0]
    right = read_table(tmp_path / "list.xlsx", ReadAs(encoding=sheet.encodings[1]))
    assert (right.rows[0].cells[0], right.told) == ("Zoë", ())


def test_an_odd_heading_is_told_with_the_list(tmp_path: Path) -> None:
    odd = "First name,Surname,Café\n".encode("cp1252") + "Zoë,Testwick,x\n".encode()
    assert "“Café” is encoded unlike" in read(tmp_path, odd)[1]


@pytest.mark.parametrize("name", ["JOÃO", "Ângela", "São Tomé", "Œuvre", "Ñuño", "Ãã", "Üç"])
def test_names_that_only_look_odd(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, HEAD + f"{name},Testwick\n".encode()) == ([name], "", ())


def test_a_picture_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="not a list"):
        read(tmp_path, b"\x89PNG\r\n\x1a\n" + b"some,thing\n" * 99)
