"""A list leaves the file as it is shown: typed cells for Excel, words on paper."""

from __future__ import annotations

import csv
import datetime as dt
import os
import time
from pathlib import Path

import openpyxl
import pytest

from facilitator_app.digests.lists import ListQuery
from facilitator_app.domain.errors import AppError, Cancelled
from facilitator_app.domain.progress import Progress
from facilitator_app.queries import record_list
from facilitator_app.services import exchange, file_writing, list_papers, lists
from facilitator_app.services.files import File
from tests.conftest import TODAY, Make

CONTACTS = ("name", "telephone", "email", "address", "joined")


@pytest.fixture(name="joan")
def two_people(make: Make) -> int:
    """Save two members and a claim; return the first member."""
    joan = make.member(
        telephone="+44 1684 496 0142", email="joan@example.org", address="2 Mill Lane\nBredon",
        joined=dt.date(2024, 3, 3),
    )  # fmt: skip
    make.member("Taro", "=Bright", status="left")
    make.claim(joan, submitted=TODAY - dt.timedelta(days=3), state="submitted")
    return joan


def workbook(path: Path) -> list[list[object]]:
    book = openpyxl.load_workbook(path)
    return [[cell.value for cell in row] for row in book.worksheets[0].rows]


@pytest.mark.usefixtures("joan")
def test_a_workbook_has_real_days_numbers_and_amounts(file: File, tmp_path: Path) -> None:
    out = tmp_path / "claims.xlsx"
    columns = ("member_id", "date", "total", "waits", "member_id.telephone")
    assert exchange.export_list(file, ListQuery("claim", columns=columns), out).rows == 1
    heads, row = workbook(out)
    assert heads == ["Member", "For the day", "Total", "Waits", "Member: telephone"]
    assert row == [
        "Joan Whitlock", dt.datetime.fromisoformat("2026-11-03"), 0, 3, "+44 1684 496 0142",
    ]  # fmt: skip


@pytest.mark.usefixtures("joan")
def test_csv_has_iso_days_whole_addresses_and_no_formula(file: File, tmp_path: Path) -> None:
    out = tmp_path / "people.csv"
    query = ListQuery("member", sort="name", descending=True, columns=CONTACTS)
    assert exchange.export_list(file, query, out).rows == 2
    with out.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    assert rows == [
        ["Name", "Telephone", "E-mail", "Address", "Joined"],
        [
            "Joan Whitlock", "+44 1684 496 0142", "joan@example.org", "2 Mill Lane\nBredon",
            "2024-03-03",
        ],
        ["Taro =Bright", "", "", "", ""],
    ]  # fmt: skip


def test_only_some_rows_leave_if_only_some_are_wanted(
    file: File, joan: int, tmp_path: Path
) -> None:
    out = tmp_path / "one.csv"
    assert exchange.export_list(file, ListQuery("member"), out, [joan]).rows == 1
    assert exchange.export_list(file, ListQuery("member", text="taro"), out).rows == 1
    paper = list_papers.read(file, ListQuery("member"), [joan]).document("text")
    assert b"Selected by hand" in paper.content
    assert b"1 row" in paper.content
    whole = list_papers.read(file, ListQuery("member")).document("text").content
    assert b"Sorted by surname" in whole


@pytest.mark.usefixtures("joan")
def test_a_stopped_export_leaves_what_was_there(file: File, tmp_path: Path) -> None:
    out, stopped = tmp_path / "people.csv", Progress()
    out.write_text("as it was", encoding="utf-8")
    stopped.cancel()
    with pytest.raises(Cancelled):
        exchange.export_list(file, ListQuery("member"), out, None, stopped)
    assert out.read_text(encoding="utf-8") == "as it was"
    assert list(tmp_path.glob("*people*")) == [out]
    assert not list(tmp_path.glob(".*.part"))


def test_what_a_killed_export_left_goes_with_the_next(tmp_path: Path) -> None:
    left, fresh = tmp_path / ".0123456789abcdef.part", tmp_path / ".1123456789abcdef.part"
    strange = tmp_path / ".mine.part"
    for one in (left, fresh, strange):
        one.write_bytes(b"words")
    hour_ago = time.time() - 3_600
    for one in (left, strange):
        os.utime(one, (hour_ago, hour_ago))
    file_writing.write_atomically(tmp_path / "a.csv", b"x")
    assert sorted(one.name for one in tmp_path.iterdir() if one.suffix == ".part") == [
        fresh.name, strange.name,
    ]  # fmt: skip


@pytest.mark.usefixtures("joan")
def test_a_place_that_cannot_be_written_is_said(file: File, tmp_path: Path) -> None:
    with pytest.raises(AppError, match="could not be written"):
        exchange.export_list(file, ListQuery("member"), tmp_path / "no folder" / "people.xlsx")


@pytest.mark.usefixtures("joan")
def test_paper_says_which_rows_it_has(file: File) -> None:
    query = ListQuery("member", chip="current", text="whit", columns=CONTACTS)
    paper = list_papers.read(file, query).document("text")
    words = paper.content.decode("utf-8-sig")
    for part in ("Members", "Current · with “whit”", "1 row", "+44", "Bredon", "keep it safe"):
        assert part in " ".join(words.split()), part
    assert (paper.title, paper.name) == ("Members", "Members 2026-11-23.txt")
    sensitive = ListQuery("member", columns=("name", "access_needs"))
    assert (
        "Sensitive: What they need"
        in list_papers.read(file, sensitive).document("text").content.decode()
    )


def test_paper_is_refused_where_nobody_would_read_it(
    file: File, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_list, "MOST", 1)
    make.member()
    list_papers.read(file, lists.first_query("member"))
    make.member("Taro", "Bright")
    with pytest.raises(AppError, match="too many for paper"):
        list_papers.read(file, lists.first_query("member"))
