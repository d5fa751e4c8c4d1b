"""A stray quotation mark merges no rows unsaid, and marks where they belong are read on."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator_app.domain.errors import AppError
from facilitator_app.exchange.table_reader import read_table

NOTES = "Name,Email,Notes\n"


def write(tmp_path: Path, text: str) -> Path:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8", newline="")
    return tmp_path / "a.csv"


@pytest.mark.parametrize(
    ("text", "row", "words"),
    [
        ('Name,Email\n"Ann Bo,a@x.org\nBen Cy,b@x.org\nCat Do,"c@x.org\n', 2, "Ann Bo,a@x.org"),
        ('Name,Email\nAda Ba,z@x.org\n"Ann "Nan" Bo",a@x.org\n', 3, "Ann "),
        (f'{NOTES}A B,a@x.org,"tea\nC D,c@x.org,\nE F,e@x.org,"milk\nG H,g@x.org,\n', 2, "tea"),
        ('sep=;\nName;Email\n"Ann Bo";a@x.org\n"Ben "Cy;b@x.org\n', 4, "Ben "),
        ('Name\tEmail\n"Ann"\ta@x.org\n"Ben" Cy\tb@x.org\n', 3, "Ben"),
    ],
)
def test_text_after_a_closing_mark_is_refused(
    tmp_path: Path, text: str, row: int, words: str
) -> None:
    with pytest.raises(AppError, match=f"^Row {row} cannot be read .*“{words.strip()}") as refused:
        read_table(write(tmp_path, text))
    assert "Nothing was changed" in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        'Name,Email\nAda Ba,z@x.org\n"Ann Bo,a@x.org\nBen Cy,b@x.org"\nCat Do,c@x.org\n',
        f'{NOTES}Z Y,z@x.org,\nA B,a@x.org,"tea\nC D,c@x.org,\nE F,e@x.org,5\'10"\n',
        f'{NOTES}Z Y,z@x.org,\r\nA B,"a@x.org,tea\r\nC D,c@x.org",\r\n',
        'Name;Email\nAda Ba;z@x.org\n"Ann Bo;a@x.org\n\nBen Cy;b@x.org"\n',
    ],
)
def test_a_cell_that_took_in_rows_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(AppError, match=r"^Row 3 seems to hold several rows"):
        read_table(write(tmp_path, text))


def test_headings_that_took_in_rows_are_refused(tmp_path: Path) -> None:
    text = 'Name,Email,"Notes\nA B,a@x.org,5\'10"\nC D,c@x.org,\nE F,e@x.org,\n'
    with pytest.raises(AppError, match=r"^Row 1 seems to hold several rows"):
        read_table(write(tmp_path, text))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('"1 High St,\nLeeds, West Yorks,\nLS1 1AA"', "1 High St,\nLeeds, West Yorks,\nLS1 1AA"),
        ('"1 High St\r\nLeeds"', "1 High St\r\nLeeds"),
        (
            '"Likes tea, and milk,\nand, at times, cake"',
            "Likes tea, and milk,\nand, at times, cake",
        ),
        ('"Called ""Nan"",\n""Nana"" too"', 'Called "Nan",\n"Nana" too'),
        ('"Leeds, Yorks" ', "Leeds, Yorks "),
        ("5'10\"", "5'10\""),
        ('""', ""),
    ],
)
@pytest.mark.parametrize("place", [1, 2, 3])
def test_marks_where_they_belong_are_read(
    tmp_path: Path, place: int, cell: str, value: str
) -> None:
    """In the first column of three, in the middle and at the end."""
    headings, row = ["Name", "Email"], ["Ann Bo", "a@x.org"]
    headings.insert(place - 1, "Notes")
    row.insert(place - 1, cell)
    text = "\n".join(map(",".join, (headings, row, ["A", "B", "C"]))) + "\n"
    sheet = read_table(write(tmp_path, text))
    assert [line.cells[place - 1] for line in sheet.rows] == [value, "ABC"[place - 1]]
    assert not sheet.remarks


@pytest.mark.parametrize(
    "text",
    [
        'Name\nAda Ba\n"Ann Bo\nBen Cy"\nCat Do\n',
        f'{NOTES}Z Y,z@x.org,\nA B,a@x.org,"tea,milk\nC D,c@x.org,5\'10"\n',
    ],
)
def test_a_cell_that_may_hold_rows_is_to_be_looked_at(tmp_path: Path, text: str) -> None:
    sheet = read_table(write(tmp_path, text))
    assert [one.problem for one in sheet.remarks[3]] == [True]
    assert "look whether they are" in sheet.remarks[3][0].words
