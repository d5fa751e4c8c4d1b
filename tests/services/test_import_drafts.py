"""Imports that were begun wait in the file, whole, and go when they are done or thrown away."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from facilitator_app.clock import FixedClock
from facilitator_app.digests.exchange import Sheet
from facilitator_app.digests.import_choices import RowChoices
from facilitator_app.domain.progress import Progress
from facilitator_app.services import draft_list, drafts, erasure, exchange, files, import_drafts
from facilitator_app.services.files import File
from facilitator_app.services.import_drafts import BegunImport
from facilitator_app.store.key import Key
from tests.conftest import Make

LISTS = Path(__file__).parents[1] / "exchange" / "files"
KEY = "import/member/list.csv"
CHOICES = RowChoices(frozenset([3]), frozenset([6]), frozenset([(5, "telephone")]))


def begun(file: File, path: Path, record: str = "member") -> BegunImport:
    sheet = exchange.read_sheet(path, record)
    matching = exchange.guess(file, record, sheet)
    return BegunImport(record, path.name, sheet, matching, True, True, CHOICES, "1 Juni")


def plain(sheet: Sheet) -> Sheet:
    """Return what of a sheet is kept: another way of reading its file is not offered."""
    return replace(sheet, others=(), encodings=())


@pytest.mark.parametrize("name", ["hand_made.csv", "hand_made.xlsx", "outlook.csv"])
def test_it_comes_back_as_it_was(file: File, name: str) -> None:
    given = begun(file, LISTS / name)
    import_drafts.keep(file, given)
    assert import_drafts.find(file, given.key) == replace(given, sheet=plain(given.sheet))


def test_hidden_and_doubtful_rows_come_back(file: File, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for cells in (["First name", "Surname"], ["Hettie", "Quill"], ["Osric", "=A2&B2"]):
        sheet.append(cells)
    sheet.row_dimensions[2].hidden = True
    book.save(tmp_path / "list.xlsx")
    given = begun(file, tmp_path / "list.xlsx")
    assert given.sheet.hidden
    assert given.sheet.remarks
    import_drafts.keep(file, given)
    assert import_drafts.find(file, given.key) == given


def test_what_the_list_held_is_in_the_file_alone_and_outlives_its_closing(
    path: Path, key: Key, clock: FixedClock, tmp_path: Path
) -> None:
    file = files.open_file(path, key, clock)
    source = tmp_path / "list.csv"
    source.write_text("First name,Surname\nHettie,Quillfeather\n", "utf-8")
    import_drafts.keep(file, begun(file, source))
    source.unlink()
    assert not [
        one for one in tmp_path.rglob("*") if one.is_file() and b"Quillfeather" in one.read_bytes()
    ]
    file.close()
    again = files.open_file(path, key, clock)
    found = import_drafts.find(again, KEY)
    assert found is not None
    assert found.sheet.rows[0].cells == ("Hettie", "Quillfeather")
    assert [(one.record, one.name) for one in import_drafts.waiting(again)] == [
        ("member", "list.csv")
    ]
    again.close()


def test_lists_of_other_names_and_records_wait_beside_each_other(file: File) -> None:
    for one in (begun(file, LISTS / "hand_made.csv"), begun(file, LISTS / "outlook.csv")):
        import_drafts.keep(file, one)
    import_drafts.keep(file, replace(begun(file, LISTS / "outlook.csv"), joined=""))
    assert len(import_drafts.waiting(file)) == 2
    assert import_drafts.drop(file, "import/member/outlook.csv") is not None
    assert [one.name for one in import_drafts.waiting(file)] == ["hand_made.csv"]
    assert import_drafts.drop(file, "import/member/outlook.csv") is None


def test_today_tells_of_it_and_where_it_leads(file: File) -> None:
    import_drafts.keep(file, begun(file, LISTS / "outlook.csv"))
    [need] = draft_list.waiting(file)
    assert (need.title, need.second) == ("Import of members not finished", "outlook.csv")
    assert need.import_key == "import/member/outlook.csv"


def test_what_another_version_kept_otherwise_is_not_gone_on_with(file: File) -> None:
    drafts.keep_content(file, KEY, {"record": "member", "id": None, "version": None, "values": {}})
    assert import_drafts.find(file, KEY) is None
    drafts.keep_content(file, "import/gone/list.csv", {"record": "gone", "values": {}})
    assert import_drafts.find(file, "import/gone/list.csv") is None
    assert [one.key for one in import_drafts.waiting(file)] == [KEY]


def test_whoever_is_erased_is_struck_out_of_what_waits(
    file: File, make: Make, tmp_path: Path
) -> None:
    joan = make.member("Joan Whitlock")
    source = tmp_path / "list.csv"
    source.write_text("First name,Surname,Notes\nJoan,Whitlock,x\nOsric,Quill,of Joan Whitlock\n")
    import_drafts.keep(file, begun(file, source))
    erasure.erase(file, "member", joan, Progress())
    found = import_drafts.find(file, KEY)
    assert found is not None
    assert "Whitlock" not in json.dumps([one.cells for one in found.sheet.rows])
    assert found.sheet.rows[1].cells[:2] == ("Osric", "Quill")
