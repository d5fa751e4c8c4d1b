"""The command line as an administrator's script uses it."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import re
import shutil
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from facilitator_app.__main__ import COMMANDS, main
from facilitator_app.cli.main import run
from facilitator_app.clock import FixedClock
from facilitator_app.digests.lists import ListQuery
from facilitator_app.services import files, lists
from facilitator_app.services.sample import PASSPHRASE
from tests.conftest import later
from tests.stories.house import Sample

TODAY = dt.date(2026, 11, 23)
LISTS = Path(__file__).parents[1] / "exchange" / "files"


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATOR_PASSPHRASE", PASSPHRASE)


@pytest.fixture
def network(sample: Sample, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(sample.path, tmp_path / "network.facilitator"))


def command(clock: FixedClock, *words: str | Path) -> int:
    return run([str(word) for word in words], clock)


def test_every_command_is_reached_by_the_program(
    clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        command(clock, "--help")
    told = re.findall(r"^    (\S+)", capsys.readouterr().out, re.MULTILINE)
    assert sorted(told) == sorted(COMMANDS)


@pytest.mark.parametrize("folder", [".", "/"])
@pytest.mark.parametrize(
    "words",
    [
        ("export", "FILE", "--out"),
        ("import", "members", "FILE"),
        ("attach", "members", "FILE", "Joan Whitlock"),
        ("sample",),
        ("list", "members", "FILE", "--out"),
    ],
)
def test_a_folder_without_a_name_is_no_file(
    folder: str, words: tuple[str, ...],
    clock: FixedClock, network: Path, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    given = [network if word == "FILE" else word for word in words]
    with pytest.raises(SystemExit) as end:
        command(clock, *given, folder)
    assert end.value.code == 2
    assert f"{folder} is a folder. Name a file." in capsys.readouterr().err


def members_in(path: Path, clock: FixedClock) -> int:
    file = files.open_file(path, PASSPHRASE, clock)
    try:
        return lists.frame(file, ListQuery("member")).total
    finally:
        file.close()


def test_sample_says_its_passphrase(
    clock: FixedClock,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("FACILITATOR_PASSPHRASE")
    out = tmp_path / "tv.facilitator"
    assert command(clock, "sample", out, "--as-at", "2026-11-23", "--years", "1") == 0
    assert "three valleys sample" in capsys.readouterr().out
    assert members_in(out, clock) == 64


def test_sample_does_not_write_over_a_file(
    clock: FixedClock, network: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = network.read_bytes()
    assert command(clock, "sample", network) == 1
    assert capsys.readouterr().err.strip().endswith("Choose another name.")
    assert network.read_bytes() == before


@pytest.mark.parametrize("name", ["annual", "members", "minutes"])
@pytest.mark.parametrize("form", ["pdf", "large-print", "html", "text", "csv"])
def test_every_report_in_every_form(
    clock: FixedClock, network: Path, tmp_path: Path, name: str, form: str
) -> None:
    out = tmp_path / "paper"
    assert command(clock, "report", name, network, "--out", out, "--format", form) == 0
    content = out.read_bytes()
    assert len(content) > 100
    assert content.startswith(b"%PDF-") == (form in ("pdf", "large-print"))


def test_report_takes_what_it_is_about(
    clock: FixedClock, network: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.txt"
    assert command(clock, "report", "annual", network, "--year", "2024-25", "--out", out) == 0
    assert "1 April 2024" in out.read_text(encoding="utf-8")
    out.unlink()
    assert command(clock, "report", "members", network, "--body", "PG", "--out", out) == 0
    assert "Network Partnership Group" in out.read_text(encoding="utf-8")
    out.unlink()
    assert command(clock, "report", "minutes", network, "--meeting", "nothing", "--out", out) == 1
    assert "“nothing” is not in the file" in capsys.readouterr().err


def test_a_misspelt_command_is_told_and_opens_no_window(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["facilitator", "chekc", "a.facilitator"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    assert "'chekc'" in capsys.readouterr().err


@pytest.mark.parametrize("words", [("report", "--out", "a.pdf"), ("publish",)])
def test_a_document_and_its_file_that_changed_places_are_told(
    words: tuple[str, ...], clock: FixedClock, network: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(clock, words[0], network, "annual", *words[1:]) == 1
    said = capsys.readouterr().err
    assert f"There is no document “{network}”. There are: annual, members, minutes." in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("report", "minutes", "FILE", "--out", "OUT", "--meeting"), "--meeting"),
        (("report", "members", "FILE", "--out", "OUT", "--body"), "--body"),
        (("report", "annual", "FILE", "--out", "OUT", "--year"), "--year"),
        (("report",), "NAME"),
        (("report", "annual", "FILE", "--out"), "--out"),
        (("publish", "annual", "FILE", "--year"), "--year"),
        (("publish",), "NAME"),
        (("list", "members", "FILE", "--out", "OUT", "--tag"), "--tag"),
        (("import", "members", "FILE"), "DATA"),
        (("erase", "member", "FILE"), "WHO"),
        (("attachments", "members", "FILE"), "WORDS"),
        (("attach", "members", "FILE", "Joan Whitlock"), "DATA"),
        (("check",), "FILE"),
    ],
)
@pytest.mark.parametrize("empty", ["", " "])
def test_an_empty_word_names_nothing(
    empty: str, words: tuple[str, ...], told: str,
    clock: FixedClock, network: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    out = tmp_path / "out.pdf"
    given = [{"FILE": network, "OUT": out}.get(word, word) for word in words]
    with pytest.raises(SystemExit) as end:
        command(clock, *given, empty)
    assert end.value.code == 2
    said = capsys.readouterr().err
    assert f"{told}: nothing stands there. Write what is meant." in said
    assert "“”" not in said
    assert not out.exists()


def test_a_report_is_published_listed_and_written_as_it_was(
    clock: FixedClock, network: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(clock, "publish", "annual", network, "--year", "2024-25", "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert made["title"] == "Annual report 2024-25"
    assert made["earlier"] == {"published_on": "2025-07-15", "same": True}
    assert command(clock, "publish", "annual", network, "--year", "2024-25") == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("It was published on 23 Nov 2026 with the very same figures")
    assert told[1:] == ["Published: Annual report 2024-25"]
    assert command(clock, "publications", network, "--json") == 0
    papers = json.loads(capsys.readouterr().out)["publications"]
    assert [(one["title"], one["state"]) for one in papers if "Annual" in one["title"]] == [
        ("Annual report 2024-25", "standing"), ("Annual report 2024-25", "superseded"),
        ("Annual report 2025-26", "standing"), ("Annual report 2024-25", "superseded"),
    ]  # fmt: skip
    assert command(clock, "publications", network) == 0
    assert "Annual report 2024-25  stands" in capsys.readouterr().out
    for name in ("paper.pdf", "paper.txt"):
        out = tmp_path / name
        assert command(clock, "publications", network, "--id", str(made["id"]), "--out", out) == 0
        assert out.stat().st_size > 1_000
    assert command(clock, "publications", network, "--id", "1", "--out", tmp_path / "x.pdf") == 1
    assert command(clock, "publications", network, "--id", str(made["id"])) == 2
    assert command(clock, "publish", "minutes", network) == 1
    assert "not published by hand" in capsys.readouterr().err


def test_report_list(clock: FixedClock, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(clock, "report", "--list") == 0
    assert "annual" in capsys.readouterr().out
    assert command(clock, "report", "--list", "--json") == 0
    names = [one["name"] for one in json.loads(capsys.readouterr().out)["reports"]]
    assert names == ["annual", "members", "minutes"]


@pytest.mark.parametrize("name", ["outlook.csv", "hand_made.csv", "hand_made.xlsx"])
def test_real_lists_are_told_row_by_row_and_taken_in(
    clock: FixedClock, network: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = members_in(network, clock)
    words = ("import", "members", network, LISTS / name)
    assert command(clock, *words, "--dry-run") == 0
    told = capsys.readouterr().out
    assert "will be added" in told
    assert members_in(network, clock) == before
    assert command(clock, *words, "--json") == 0
    counts = json.loads(capsys.readouterr().out)
    assert counts["added"] == counts["rows"]["add"] > 0
    assert members_in(network, clock) == before + counts["added"]


def test_a_sheet_hidden_rows_and_an_encoding_are_chosen(
    clock: FixedClock, network: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Old").append(["First name", "Surname"])
    for sheet, forename in (("Sheet", "Hettie"), ("Old", "Osric")):
        for row in ([["First name", "Surname"]] if sheet == "Sheet" else []) + [
            [forename, "Zzquill"], [forename, "Zzhidden"],
        ]:  # fmt: skip
            book[sheet].append(row)
        book[sheet].row_dimensions[3].hidden = True
    book.save(data := tmp_path / "list.xlsx")
    words = ("import", "members", network, data, "--dry-run", "--joined", "1 June 2025")
    assert command(clock, *words) == 0
    assert capsys.readouterr().out.splitlines() == [
        "The sheet “Sheet” is read; there is “Old” besides.",
        "Row 3: This row is hidden in the workbook, and left out.",
        "1 will be added, 1 is hidden",
    ]
    assert command(clock, *words, "--sheet", "Old", "--with-hidden") == 0
    told = capsys.readouterr().out
    assert "Row 3: Row: It is hidden in the workbook." in told
    assert "2 will be added" in told
    assert command(clock, *words, "--sheet", "New") == 1
    assert "It has “Sheet”, “Old”." in capsys.readouterr().err
    (data := tmp_path / "list.csv").write_text("First name,Surname\nZoÃ«,Zzquill\n")
    as_json = ("import", "members", network, data, "--dry-run", "--json")
    assert command(clock, *as_json) == 0
    assert "“ZoÃ«” looks like “Zoë”" in json.loads(capsys.readouterr().out)["list"][0]
    assert command(clock, *as_json, "--encoding", "twice") == 0
    assert json.loads(capsys.readouterr().out)["list"] == []


def test_a_cell_too_long_for_the_only_column_is_told_by_row_and_column(
    clock: FixedClock, network: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "one.csv"
    data.write_text(f"What is to be done\nRing\n{'x' * 301}\nWrite\n")
    assert command(clock, "import", "actions", network, data, "--dry-run") == 0
    told = capsys.readouterr().out.splitlines()
    assert told == [
        f"Row 3: What is to be done: {'x' * 79}…: Keep this to 300 characters.",
        "2 will be added, 1 cannot be added",
    ]


def test_headings_of_actions_as_minutes_have_them(
    clock: FixedClock, network: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "one.csv"
    data.write_text("Action,Deadline\nRing,8/12/2026\nWrite,9/12/2026\n")
    assert command(clock, "import", "actions", network, data, "--dry-run") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "2 will be added"


def test_a_column_that_lacks_is_told_in_words_of_the_command_line(
    clock: FixedClock, network: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "one.csv"
    data.write_text("Oddity,Deadline\nRing,8/12/2026\nWrite,9/12/2026\n")
    assert command(clock, "import", "actions", network, data, "--dry-run") == 1
    assert capsys.readouterr().err == (
        "No heading is known as “What is to be done”. Say which means it in a file for --mapping.\n"
    )


def test_what_was_done_is_told_once_it_is(
    clock: FixedClock, network: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "one.csv"
    data.write_text("What is to be done,By when\nRing,8/12/2026\n,\nWrite,9/12/2026\n")
    for said in (
        "2 were added, 1 is blank.",
        "Nothing was added, 1 is blank, 2 are there already.",
    ):
        assert command(clock, "import", "actions", network, data) == 0
        assert capsys.readouterr().out.splitlines()[-1] == said


def test_a_list_updates_what_is_there_only_if_it_is_told_to(
    clock: FixedClock, network: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "one.csv"
    heads = "First name,Surname,E-mail,Telephone"
    data.write_text(f"{heads}\nHettie,Zzquill,hz@example.org,0113 496 0001\n")
    words = ("import", "members", network, data, "--joined", "1 June 2025")
    assert command(clock, *words) == 0
    data.write_text(
        f"{heads}\nHettie,Zzquill,hz@example.org,0113 496 0002\nOsric,Zzquill,,\nHettie,Zzquill,"
        "hz@example.org,0113 496 0003\n"
    )
    capsys.readouterr()
    assert command(clock, *words, "--update", "--dry-run") == 0
    told = [
        "Row 2: Hettie Zzquill is updated.",
        "Row 2: Telephone: 0113 496 0001 becomes 0113 496 0002",
        "Row 4: Telephone: 0113 496 0003: Row 2 comes first. It is left out.",
        "Row 4: Hettie Zzquill is in the file already.",
    ]
    assert capsys.readouterr().out.splitlines() == [
        *told,
        "1 will be updated, 1 will be added",
    ]
    assert command(clock, *words, "--update") == 0
    assert capsys.readouterr().out.splitlines() == [*told, "1 was updated, 1 was added."]
    assert command(clock, *words, "--update", "--json") == 0
    counts = json.loads(capsys.readouterr().out)
    assert (counts["added"], counts["updated"]) == (0, 0)
    assert command(clock, *words, "--update") == 0
    said = "Nothing was updated, nothing was added, 2 stayed as they were."
    assert capsys.readouterr().out.splitlines()[-1] == said


def test_people_without_a_day_of_joining_are_told_of_and_given_one(
    clock: FixedClock, network: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "two.csv"
    data.write_text("First name,Surname,Joined\nHettie,Zzquill,\nOsric,Zzquill,1 May 2024\n")
    words = ("import", "members", network, data)
    assert command(clock, *words, "--dry-run") == 0
    assert "Of 1 person the list does not say when they joined" in capsys.readouterr().out
    assert command(clock, *words, "--joined", "1 June 2025", "--json") == 0
    assert json.loads(capsys.readouterr().out)["without_day_of_joining"] == 0
    out = tmp_path / "out.csv"
    assert command(clock, "list", "members", network, "--find", "Zzquill", "--columns",
                   "name,joined", "--out", out) == 0  # fmt: skip
    days = sorted(line.rpartition(",")[2] for line in out.read_text().splitlines()[1:])
    assert days == ["2024-05-01", "2025-06-01"]
    assert command(clock, "import", "actions", network, data, "--joined", "1 June 2025") == 2
    assert command(clock, *words, "--joined", "some day") == 1


def test_rows_are_left_out_by_their_numbers(
    clock: FixedClock, network: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "\n".join(f"{name},Zzquill" for name in ("Ada", "Bo", "Cy", "Di", "Ed"))
    (data := tmp_path / "list.csv").write_text(f"First name,Surname\n{rows}\n")
    words = ("import", "members", network, data, "--joined", "1 June 2025")
    assert command(clock, *words, "--leave-out", "2, 4-5", "--dry-run") == 0
    told = capsys.readouterr().out.splitlines()
    assert told == [
        *(f"Row {number}: left out, as you asked" for number in (2, 4, 5)),
        "2 will be added, 3 are left out",
    ]
    assert command(clock, *words, "--leave-out", "2,4-5", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["added"], answer["rows"]["out"]) == (2, 3)
    for written, why in (("7", "no row 7"), ("5-4", "“5-4” is none"), ("two", "“two” is none")):
        assert command(clock, *words, "--leave-out", written) == 1
        assert why in capsys.readouterr().err
    assert command(clock, "export", network, "--out", out := tmp_path / "all.zip") == 0
    assert command(clock, "import", "everything", network, out, "--leave-out", "3") == 2


def test_a_data_package_is_never_taken_for_updates(
    clock: FixedClock, network: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(clock, "export", network, "--out", out := tmp_path / "all.zip") == 0
    assert command(clock, "import", "everything", network, out, "--update") == 2
    assert "leave --update out" in capsys.readouterr().err


def test_hand_made_list_is_mended_and_says_so(
    clock: FixedClock, network: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command(clock, "import", "members", network, LISTS / "hand_made.csv", "--dry-run")
    told = capsys.readouterr().out
    assert "1958" in told
    assert "is blank" in told
    assert "0" in told
    assert "there already" in told or "is probably there already" in told


@pytest.mark.parametrize(
    "name", ["truncated_quote.csv", "truncated_row.csv", "letter.txt", "empty.csv", "picture.csv"]
)
def test_what_is_no_list_changes_nothing(
    clock: FixedClock, network: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = members_in(network, clock)
    assert command(clock, "import", "members", network, LISTS / name) == 1
    error = capsys.readouterr().err.strip()
    assert error.endswith(".")
    assert "Traceback" not in error
    assert "\n" not in error
    assert members_in(network, clock) == before


def test_everything_goes_out_and_comes_back(
    clock: FixedClock, network: Path, tmp_path: Path
) -> None:
    out, again = tmp_path / "all.zip", tmp_path / "again.zip"
    fields = ("member.access_needs", "member.access_words", "member.sites")
    special = [word for field in fields for word in ("--with", field)]
    assert command(clock, "export", network, "--out", out, *special) == 0
    fresh = tmp_path / "fresh.facilitator"
    files.create(fresh, PASSPHRASE, "Another", later(clock)).close()
    assert command(clock, "import", "everything", fresh, out) == 0
    assert command(clock, "export", fresh, "--out", again, *special) == 0
    with zipfile.ZipFile(out) as first, zipfile.ZipFile(again) as second:
        assert set(first.namelist()) <= set(second.namelist())
        for name in first.namelist():
            if name == "data/publication.csv":  # minutes approved before their papers were kept
                approved = [row for row in _rows(first, "data/meeting.csv") if "approved" in row]
                papers = _rows(second, name)
                assert [row for row in papers if row in _rows(first, name)] == _rows(first, name)
                assert sum("minutes" in row for row in papers) == len(approved) > 1
            elif name.startswith("data/") and not _seeded(name):
                assert _rows(first, name) == _rows(second, name), name


def test_what_a_package_brings_that_is_left_out_is_told(
    clock: FixedClock, network: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, less = tmp_path / "all.zip", tmp_path / "less.zip"
    assert command(clock, "export", network, "--out", out) == 0
    with zipfile.ZipFile(out) as whole, zipfile.ZipFile(less, "w") as poorer:
        left_out = whole.read("data/tag.csv").count(b",meeting,")
        minuted = whole.read("data/publication.csv").count(b",minutes,")
        approved = whole.read("data/meeting.csv").count(b",approved,") - minuted
        for name in whole.namelist():
            data = whole.read(name)
            changed = name == "data/tag.csv"
            poorer.writestr(name, data.replace(b",meeting,", b",nothing,") if changed else data)
    fresh = tmp_path / "fresh.facilitator"
    files.create(fresh, PASSPHRASE, "Another", later(clock)).close()
    capsys.readouterr()
    assert command(clock, "import", "everything", fresh, less) == 0
    otherwise, meant, stays, *told = capsys.readouterr().out.splitlines()
    assert otherwise == "This data package was changed after it was written: data/tag.csv."
    assert meant == "Unless somebody meant it so, fetch or write it again."
    assert stays.startswith("What is there already stays as it is; ")
    assert left_out > 1
    made = re.fullmatch(
        r"The papers of (\d+) approved meetings .* made, with today's date.", told[0]
    )
    assert made
    assert int(made[1]) == approved > 1
    assert told[1] == f"{left_out} records were left out. What this belongs to is not here."
    assert told[-1].endswith(" records were added or changed. Done.")
    assert command(clock, "import", "everything", fresh, less) == 0
    assert capsys.readouterr().out.splitlines() == [
        otherwise,
        meant,
        stays,
        told[1],
        "0 records were added or changed. Done.",
    ]
    assert command(clock, "import", "everything", fresh, less, "--json") == 0
    counts = json.loads(capsys.readouterr().out)
    assert (counts["left_out"], counts["papers_made"]) == (left_out, 0)
    assert counts["package"] == [otherwise, meant]


def _seeded(name: str) -> bool:
    """Settings, pick-lists, frameworks and rates keep the ids of the file they come into."""
    return name.removeprefix("data/").removesuffix(".csv") in (
        "network", "list_entry", "mileage_rate", "claim_line",
        "framework", "framework_item", "tag",
    )  # fmt: skip


def _rows(package: zipfile.ZipFile, name: str) -> list[str]:
    lines = package.read(name).decode().splitlines()
    header = lines[0].split(",")
    assert header[:2] == ["id", "version"]
    return [line.partition(",")[0] + "," + line.split(",", 2)[2] for line in lines[1:] if line]


def test_sensitive_fields_stay_out_unless_named(
    clock: FixedClock, network: Path, tmp_path: Path
) -> None:
    out = tmp_path / "all.zip"
    assert command(clock, "export", network, "--out", out) == 0
    with zipfile.ZipFile(out) as package:
        header = package.read("data/member.csv").decode().splitlines()[0].split(",")
    assert "access_needs" not in header
    assert "surname" in header


def test_check_backup_restore(
    clock: FixedClock, network: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(clock, "check", network) == 0
    assert capsys.readouterr().out.strip() == "The file is sound."
    assert command(clock, "backup", network, "--to", tmp_path, "--json") == 0
    copy = Path(json.loads(capsys.readouterr().out)["file"])
    network.write_bytes(network.read_bytes()[:-4096])
    assert command(clock, "restore", copy, "--to", network) == 0
    assert command(clock, "check", network) == 0
    assert len(list(tmp_path.glob("*before restore*"))) == 1


def test_a_new_passphrase_by_the_environment_and_by_a_file(
    clock: FixedClock, network: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert command(clock, "backup", network, "--to", tmp_path) == 0
    (copy,) = tmp_path.glob("network 2*")
    monkeypatch.setenv("FACILITATOR_NEW_PASSPHRASE", "four other words here")
    capsys.readouterr()
    assert command(clock, "passphrase", network) == 0
    told = capsys.readouterr().out
    assert f"Keeps an older passphrase: {copy}\n" in told
    assert told.endswith("The passphrase was changed.\n")
    assert command(clock, "check", network) == 1
    kept, words = tmp_path / "new.txt", tmp_path / "old.txt"
    words.write_text("four other words here\n")
    kept.write_text("three last words\n")
    options = ("--passphrase-file", words, "--new-passphrase-file", kept, "--json")
    capsys.readouterr()
    assert command(clock, "passphrase", network, *options) == 0
    assert json.loads(capsys.readouterr().out)["older_backups"] == [str(copy)]
    assert command(clock, "check", network, "--passphrase-file", kept) == 0


def test_a_new_passphrase_is_asked_for_twice(
    clock: FixedClock, network: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.delenv("FACILITATOR_NEW_PASSPHRASE", raising=False)
    assert command(clock, "passphrase", network) == 1
    assert "FACILITATOR_NEW_PASSPHRASE or with --new-passphrase-file" in capsys.readouterr().err
    typed = iter(
        ("seven77 ", "four other words", "four other wards", "four other words", "four other words")
    )
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(typed))
    assert command(clock, "passphrase", network) == 1
    assert "at least 8 characters" in capsys.readouterr().err
    assert command(clock, "passphrase", network) == 1
    assert "The two passphrases differ" in capsys.readouterr().err
    assert command(clock, "passphrase", network) == 0
    monkeypatch.setenv("FACILITATOR_PASSPHRASE", "four other words")
    assert command(clock, "check", network) == 0


def test_a_damaged_network_is_told_in_plain_words(
    clock: FixedClock, network: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = bytearray(network.read_bytes())
    for page in (60, 61):
        content[page * 4096 + 100] ^= 255
    network.write_bytes(content)
    assert command(clock, "check", network) == 1
    assert capsys.readouterr().out.splitlines() == [
        "2 parts of the file are damaged.",
        "Restore a backup that is sound, and keep this file aside.",
    ]
    assert command(clock, "backup", network, "--to", tmp_path) == 1
    assert "The network itself is damaged, so no copy" in capsys.readouterr().err


def test_a_damaged_backup_is_refused(
    clock: FixedClock, network: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.facilitator"
    content = bytearray(network.read_bytes())
    content[20 * 4096 + 100] ^= 255
    copy.write_bytes(content)
    before = network.read_bytes()
    assert command(clock, "restore", copy, "--to", network) == 1
    assert capsys.readouterr().err.strip()
    assert network.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"SQLite format 3\0" + bytes(4080), bytes(8192)]
)
def test_what_is_no_network_is_left_alone(
    clock: FixedClock, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "thing.facilitator"
    path.write_bytes(content)
    assert command(clock, "check", path) == 1
    error = capsys.readouterr().err.strip()
    assert "thing.facilitator" in error
    assert "\n" not in error
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_wrong_passphrase(
    clock: FixedClock,
    network: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("FACILITATOR_PASSPHRASE", "not the one")
    before = network.read_bytes()
    assert command(clock, "check", network) == 1
    assert "That passphrase does not open network.facilitator." in capsys.readouterr().err
    assert network.read_bytes() == before


def test_passphrase_from_a_file(clock: FixedClock, network: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(f"{PASSPHRASE}\nnothing else\n", encoding="utf-8")
    assert command(clock, "check", network, "--passphrase-file", secret) == 0
    secret.write_text("\n", encoding="utf-8")
    assert command(clock, "check", network, "--passphrase-file", secret) == 1


def test_no_passphrase_and_nobody_to_ask(
    clock: FixedClock,
    network: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("FACILITATOR_PASSPHRASE")
    assert command(clock, "check", network) == 1
    assert "FACILITATOR_PASSPHRASE" in capsys.readouterr().err


def test_the_passphrase_is_never_an_argument(clock: FixedClock, network: Path) -> None:
    with pytest.raises(SystemExit) as end:
        command(clock, "check", network, "--passphrase", "three valleys sample")
    assert end.value.code == 2


@pytest.mark.parametrize("words", [["nonsense"], ["sample"], ["import", "hats", "a", "b"], []])
def test_wrong_arguments(clock: FixedClock, words: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        run(words, clock)
    assert end.value.code == 2


def test_self_test(clock: FixedClock, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(clock, "self-test") == 0
    assert capsys.readouterr().out.strip() == "Everything works."


def test_a_list_is_written_by_its_ending(
    clock: FixedClock, network: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--view", "current", "--columns", "name,telephone", "--sort", "joined")
    for ending, start in (
        (".csv", b"\xef\xbb\xbfName,Telephone\r\n"), (".xlsx", b"PK"), (".pdf", b"%PDF"),
        (".html", b"<!DOCTYPE html>"), (".txt", b"Three"),
    ):  # fmt: skip
        out = tmp_path / f"members{ending}"
        assert command(clock, "list", "members", network, "--out", out, *asked) == 0
        assert out.read_bytes().startswith(start), out.read_bytes()[:20]
    lines = (tmp_path / "members.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 53
    out = tmp_path / "chairs.csv"
    assert command(clock, "list", "seats", network, "--out", out, "--find", "chair") == 0
    rows = out.read_text(encoding="utf-8-sig").splitlines()[1:]
    assert rows
    assert all("hair" in row for row in rows)
    capsys.readouterr()


@pytest.mark.parametrize(
    ("option", "key"), [("--view", "nobody"), ("--sort", "groups"), ("--columns", "name,shoe_size")]
)
def test_a_list_says_which_keys_there_are(
    clock: FixedClock, network: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    option: str, key: str,
) -> None:  # fmt: skip
    out = tmp_path / "members.csv"
    assert command(clock, "list", "members", network, "--out", out, option, key) == 1
    assert "There are: " in capsys.readouterr().err
    assert not out.exists()


def test_erasing_tells_first_and_asks_for_the_name(
    network: Path, clock: FixedClock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    assert command(clock, "backup", network, "--to", folder) == 0
    (copy,) = folder.iterdir()
    file = files.open_file(network, PASSPHRASE, clock)
    row = lists.page(file, ListQuery("member"), 0, 1)[0]
    file.close()
    content = network.read_bytes()
    capsys.readouterr()
    assert command(clock, "erase", "member", network, row.label) == 1
    told = capsys.readouterr()
    assert "Nothing was erased" in told.err
    assert f"{row.label}, with all that is written" in told.out
    assert str(copy) in told.out
    assert network.read_bytes() == content
    assert command(clock, "erase", "member", network, str(row.id), "--yes", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer == {"id": row.id, "rewritten": answer["rewritten"], "beyond": {}}
    assert str(copy) in answer["rewritten"]
    assert command(clock, "erase", "member", network, row.label, "--yes") == 1
    assert f"Nobody is called “{row.label}”." in capsys.readouterr().err


@pytest.mark.parametrize("part", ["forename", "surname", "start"])
def test_unasked_nobody_is_erased_by_a_part_of_the_name(
    part: str, network: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    file = files.open_file(network, PASSPHRASE, clock)
    row = lists.page(file, ListQuery("member"), 0, 1)[0]
    file.close()
    forename, *_rest, surname = row.label.split()
    who = {"forename": forename, "surname": surname, "start": row.label[:-1]}[part]
    content = network.read_bytes()
    assert command(clock, "erase", "member", network, who, "--yes") == 1
    told = capsys.readouterr().err
    assert "Nothing was erased. With --yes, give the whole name or the id: " in told
    assert f"{row.label} ({row.id})" in told
    assert network.read_bytes() == content
    assert command(clock, "erase", "member", network, row.label, "--yes") == 0


def test_a_copy_that_still_holds_a_person_is_told(
    network: Path, clock: FixedClock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(clock, "backup", network, "--to", tmp_path) == 0
    (copy,) = tmp_path.glob("network 2*")
    copy.unlink()
    file = files.open_file(network, PASSPHRASE, clock)
    row = lists.page(file, ListQuery("member"), 0, 1)[0]
    file.close()
    assert command(clock, "erase", "member", network, str(row.id), "--yes") == 1
    told = capsys.readouterr().out
    assert f"Still holds it: {copy} (not found here)" in told
    assert f"erase {row.id} again" in told


def test_a_list_of_another_ending_is_told_every_one_that_works(
    network: Path, clock: FixedClock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(clock, "list", "members", network, "--out", tmp_path / "m.docx") == 1
    assert "end its name in .pdf, .html, .txt, .csv, .xlsx." in capsys.readouterr().err
