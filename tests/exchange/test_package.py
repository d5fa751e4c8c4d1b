"""Everything leaves as an open data package and comes back as it was; bad packages are refused."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator_app.domain.errors import AppError
from facilitator_app.exchange import package_reader
from facilitator_app.exchange.package_reader import is_package, read_package
from facilitator_app.exchange.package_writer import About, PackageTable, write_package
from facilitator_app.spec import kinds
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Field, RecordSpec, Row
from tests.exchange.conftest import declare, make_reading

SPEC = declare()
ALL = frozenset({"member.needs"})
ABOUT = About("Three Valleys", dt.date(2026, 11, 23), "0.1.0")
OPEN = dataclasses.replace(ABOUT, special=ALL)
words = st.text(st.characters(codec="utf-8"), max_size=30)


def parsed(kind: kinds.Kind, text: str) -> Any:
    return kind.parse(text, make_reading()) or None


VALUES: Mapping[str, st.SearchStrategy[Any]] = {
    "forenames": words.map(lambda text: parsed(kinds.Text(), text)),
    "surname": words.map(lambda text: parsed(kinds.Text(), text)),
    "title": st.sampled_from(["Mrs", "=Dr", "'"]),
    "kinds": st.lists(
        st.sampled_from(["patient", "carer", "family_friend", "gone_since"]),
        min_size=1,
        unique=True,
    ).map(tuple),
    "status": st.sampled_from(["current", "left", "a_code_of_their_own"]),
    "born": st.dates(dt.date(1880, 1, 1), dt.date(2026, 11, 23)),
    "joined": st.dates(dt.date(1880, 1, 1), dt.date(2199, 12, 31)),
    "telephone": st.from_regex(r"\+?[0-9]{5,14} \(work\)", fullmatch=True),
    "mobile": st.from_regex(r"07[0-9]{9}", fullmatch=True),
    "email": st.from_regex(r"[a-z]{1,9}@[a-z]{1,9}\.org", fullmatch=True),
    "address": words.map(lambda text: parsed(kinds.LongText(400), text)),
    "postcode": st.sampled_from(["GL20 9ZZ", "75001", "D02 AF30"]),
    "visits": st.integers(0, 1_000_000),
    "fare": st.integers(-10_000_000_000, 10_000_000_000),
    "far": st.integers(0, 999_999),
    "rate": st.integers(0, 999_999),
    "rings": st.times().map(lambda time: time.replace(second=0, microsecond=0)),
    "drives": st.booleans(),
    "buddy": st.integers(1, 2**63 - 1),
    "needs": st.just(("loop", "bsl")),
    "notes": words.map(lambda text: parsed(kinds.LongText(), text)),
    "sort_name": st.just("tansy, rue"),
}
values = st.fixed_dictionaries({name: st.none() | one for name, one in VALUES.items()})


@st.composite
def some_rows(draw: st.DrawFn) -> list[Row]:
    ids = draw(st.lists(st.integers(1, 2**63 - 1), max_size=4, unique=True))
    return [Row("member", i, draw(st.integers(1, 99)), draw(values), "") for i in sorted(ids)]


def test_every_field_has_values() -> None:
    assert set(VALUES) == {field.name for field in SPEC.fields}


def everything(path: Path, specs: tuple[RecordSpec, ...] = (SPEC,)) -> dict[str, list[Row]]:
    return {name: list(rows) for name, rows in read_package(path, specs, make_reading())}


@settings(max_examples=60)
@given(some_rows())
def test_it_comes_back_as_it_was(rows: list[Row]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.zip"
        write_package(path, [PackageTable(SPEC, rows)], OPEN, make_reading())
        assert everything(path) == {"member": rows}


RUE = Row(
    "member", 12, 3,
    {"forenames": "Rue", "surname": "Tansy", "born": dt.date(1958, 4, 3), "fare": 450, "buddy": 13,
     "kinds": ("patient", "carer"), "needs": ("loop",), "drives": True, "far": 12_345},
    "Rue Tansy", {"buddy": "Osric Bramblecote"},
)  # fmt: skip


@pytest.fixture
def package(tmp_path: Path, fmt: FormatContext) -> Path:
    write_package(tmp_path / "a.zip", [PackageTable(SPEC, [RUE])], ABOUT, fmt)
    return tmp_path / "a.zip"


def test_the_csv_is_for_people_too(package: Path) -> None:
    with zipfile.ZipFile(package) as file:
        text = file.read("data/member.csv").decode()
    (row,) = csv.DictReader(io.StringIO(text))
    assert text.startswith("id,version,forenames,surname,")
    assert row["id"] == "12"
    assert row["born"] == "1958-04-03"
    assert row["fare"] == "4.50"
    assert row["far"] == "1234.5"
    assert row["drives"] == "true"
    assert row["kinds"] == "patient;carer"
    assert (row["buddy"], row["buddy_name"]) == ("13", "Osric Bramblecote")


def test_sensitive_fields_stay_out_unless_named(package: Path, fmt: FormatContext) -> None:
    with zipfile.ZipFile(package) as file:
        assert b"needs" not in file.read("data/member.csv")
        assert b"needs" not in file.read("datapackage.json")
    assert "needs" not in everything(package)["member"][0].values
    write_package(package, [PackageTable(SPEC, [RUE])], OPEN, fmt)
    assert everything(package)["member"][0]["needs"] == ("loop",)


def test_the_description(package: Path) -> None:
    with zipfile.ZipFile(package) as file:
        data = json.loads(file.read("datapackage.json"))
        assert file.namelist() == ["data/member.csv", "datapackage.json", "files/"]
        header = file.read("data/member.csv").decode().splitlines()[0].split(",")
    (resource,) = data["resources"]
    assert data["profile"] == "tabular-data-package"
    assert (resource["name"], resource["path"]) == ("member", "data/member.csv")
    assert (resource["rows"], resource["hash"][:7]) == (1, "sha256:")
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert list(fields) == header
    assert fields["born"]["type"] == "date"
    assert fields["fare"]["type"] == "number"
    assert fields["rings"]["type"] == "time"
    assert fields["drives"]["type"] == "boolean"
    assert fields["surname"]["constraints"] == {"required": True}
    assert resource["schema"]["primaryKey"] == "id"
    assert resource["schema"]["foreignKeys"] == [
        {"fields": "buddy", "reference": {"resource": "member", "fields": "id"}}
    ]


def test_the_same_content_gives_the_same_bytes(package: Path, fmt: FormatContext) -> None:
    before = package.read_bytes()
    write_package(package, [PackageTable(SPEC, iter([RUE]))], ABOUT, fmt)
    assert package.read_bytes() == before
    both = [RUE, dataclasses.replace(RUE, id=7)]
    write_package(package, [PackageTable(SPEC, both)], ABOUT, fmt)
    before = package.read_bytes()
    write_package(package, [PackageTable(SPEC, reversed(both))], ABOUT, fmt)
    assert package.read_bytes() == before


def test_two_records_and_references_between_them(tmp_path: Path, fmt: FormatContext) -> None:
    seat = RecordSpec(
        "seat", "Seat", "Seats", "Who sits where.", "",
        (Field("member", kinds.Ref(record="member", owned=True), "Member"),
         Field("member_name", kinds.Text(), "Known there as")),
        ("member",), "", ("member",),
    )  # fmt: skip
    held = Row("seat", 5, 1, {"member": 12, "member_name": "Chair"}, "")
    plain = dataclasses.replace(
        RUE, label="", refs={}, values={**dict.fromkeys(VALUES), **RUE.values}
    )
    write_package(
        tmp_path / "a.zip", [PackageTable(SPEC, [RUE]), PackageTable(seat, [held])], OPEN, fmt
    )
    assert everything(tmp_path / "a.zip", (SPEC, seat)) == {"member": [plain], "seat": [held]}
    with pytest.raises(AppError, match="“seat”, which this version does not know"):
        everything(tmp_path / "a.zip")


def remade(package: Path, parts: Mapping[str, str | bytes | None]) -> Path:
    """Write the package again with some parts changed, added or (None) left out."""
    with zipfile.ZipFile(package) as old:
        kept: dict[str, str | bytes | None] = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in (kept | dict(parts)).items():
            if content is not None:
                new.writestr(name, content)
    return package


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"datapackage.json": None}, "is not a data package"),
        ({"datapackage.json": "{"}, "damaged"),
        ({"datapackage.json": "[" * 100_000}, "damaged"),
        ({"datapackage.json": "[]"}, "damaged"),
        ({"datapackage.json": '{"resources": [3]}'}, "damaged"),
        ({"datapackage.json": '{"resources": [{"name": ["x"]}]}'}, "does not know"),
        ({"datapackage.json": '{"resources": [{"name": "member", "path": "/etc/passwd"}]}'},
         "lacks the part"),
        ({"datapackage.json": '{"resources": [{"name": "member", "path": "data/member.csv"},'
          '{"name": "member", "path": "data/member.csv"}]}'}, "two parts of the same name"),
        ({"data/member.csv": None}, "lacks the part data/member.csv"),
        ({"data/member.csv": "id,version,shoe\n1,1,x\n"}, "a column “shoe”"),
        ({"data/member.csv": "version,surname\n1,x\n"}, "and “id”"),
        ({"data/member.csv": "id,id\n1,1\n"}, "each column once"),
        ({"data/member.csv": "id,version,born\n1,1,31/02/2026\n"},
         "Row 2 of data/member.csv: Date of birth: February 2026 has 28 days"),
        ({"data/member.csv": "id,version,born\n1,1\n"}, "Row 2 .*: it has 2 cells"),
        ({"data/member.csv": "id,version\nx,1\n"}, "must be whole numbers"),
        ({"data/member.csv": f"id,version\n{2**63},1\n"}, "must be whole numbers"),
        ({"data/member.csv": b"id,version,surname\n1,1,\xff\n"}, "damaged"),
        ({"data/member.csv": 'id,surname\n1,"' + "x" * 200_000 + '"\n'}, "Row 2 .* 80 char"),
        ({"../../evil.txt": "x"}, "outside its folders"),
        ({"/evil.txt": "x"}, "outside its folders"),
        ({"C:evil.txt": "x"}, "outside its folders"),
        ({"data/bomb.bin": bytes(6_000_000)}, "not what it says it is"),
    ],
)  # fmt: skip
def test_bad_packages(package: Path, parts: dict[str, str | bytes | None], words: str) -> None:
    with pytest.raises(AppError, match=words):
        everything(remade(package, parts))


def test_older_packages_may_lack_columns(package: Path) -> None:
    remade(package, {"data/member.csv": "\ufeffid,surname\r\n1,Tansy\r\n\r\n"})
    assert everything(package) == {"member": [Row("member", 1, 1, {"surname": "Tansy"}, "")]}


def test_too_large_a_package(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_reader, "UNPACKED", 100)
    with pytest.raises(AppError, match="too large"):
        everything(package)


def test_a_package_cut_short_or_changed(package: Path) -> None:
    data = package.read_bytes()
    package.write_bytes(data[: len(data) // 2])
    with pytest.raises(AppError, match="damaged"):
        everything(package)
    assert not is_package(package)
    package.write_bytes(data[:100] + b"\xff\xff\xff" + data[103:])
    with pytest.raises(AppError, match="damaged"):
        everything(package)


def test_a_package_with_a_password(package: Path) -> None:
    data = bytearray(package.read_bytes())
    place = data.find(b"PK\x01\x02")
    data[place + 8] |= 1
    package.write_bytes(data)
    with pytest.raises(AppError, match="has a password"):
        everything(package)


def test_is_package(package: Path, files: Path) -> None:
    assert is_package(package)
    assert not is_package(files / "hand_made.xlsx")
    assert not is_package(files / "hand_made.csv")
    assert not is_package(files / "not_there.zip")


def test_no_package_there(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="There is no file"):
        everything(tmp_path / "a.zip")


@given(st.binary(max_size=300))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.zip"
        path.write_bytes(data)
        with pytest.raises(AppError):
            everything(path)


def test_an_older_package_is_imported_under_the_names_of_now(package: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.zip"
    with zipfile.ZipFile(package) as source, zipfile.ZipFile(older, "w") as target:
        described = source.read("datapackage.json").decode()
        described = described.replace('"name": "member"', '"name": "person"')
        target.writestr("datapackage.json", described.replace("data/member.csv", "data/person.csv"))
        header, _, rest = source.read("data/member.csv").decode().partition("\r\n")
        header = header.replace("buddy,buddy_name", "friend,friend_name").replace("fare", "fee")
        target.writestr("data/person.csv", f"{header}\r\n{rest}")
    former = {"buddy": ("friend",), "fare": ("cost", "fee")}
    fields = tuple(
        dataclasses.replace(one, formerly=former.get(one.name, ())) for one in SPEC.fields
    )
    spec = dataclasses.replace(SPEC, fields=fields, formerly=("person",))
    now = everything(package)
    assert everything(older, (spec,)) == now
    assert (now["member"][0]["buddy"], now["member"][0]["fare"]) == (13, 450)
    with pytest.raises(AppError, match="“person”, which this version does not know"):
        everything(older)


@pytest.mark.parametrize("planted", ["fare,fee", "fee,fee"])
def test_a_column_under_both_its_names_is_refused(
    planted: str, package: Path, tmp_path: Path
) -> None:
    twice = tmp_path / "twice.zip"
    with zipfile.ZipFile(package) as source, zipfile.ZipFile(twice, "w") as target:
        target.writestr("datapackage.json", source.read("datapackage.json"))
        header = source.read("data/member.csv").decode().partition("\r\n")[0]
        target.writestr("data/member.csv", header.replace("fare", planted) + "\r\n")
    fields = tuple(
        dataclasses.replace(one, formerly=("fee",)) if one.name == "fare" else one
        for one in SPEC.fields
    )
    with pytest.raises(AppError, match="must have each column once"):
        everything(twice, (dataclasses.replace(SPEC, fields=fields),))
