"""Headings of other people's lists find their fields; sensitive ones never by guess."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.digests.exchange import NAME, ColumnMapping
from facilitator_app.domain.errors import AppError
from facilitator_app.exchange import header_matching, mapping_files
from facilitator_app.exchange.header_matching import choose, guess, shipped, unused
from facilitator_app.exchange.text_folding import fold_header
from facilitator_app.spec.kinds import Text
from facilitator_app.spec.record import Field, Privacy, RecordSpec
from tests.exchange.conftest import declare

SYNONYMS = shipped()


def matched(spec: RecordSpec, *heads: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    return dict(guess(heads, spec, SYNONYMS).sources)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("surname", "surname"), ("LAST NAME", "surname"), ("Forename(s)", "forenames"),
        ("Fore-names", "forenames"), ("Tel No", "telephone"), ("tel. no.", "telephone"),
        ("Tel No (mob)", "mobile"), ("D.O.B.", "born"), ("Date of birth", "born"),
        ("Address 1", "address"), ("Post Code", "postcode"), ("Pt/Carer", "kinds"),
        ("E-mail Address", "email"), ("E mail", "email"), ("usual fare", "fare"),
        ("rings", "rings"), ("Ring at", "rings"), ("Comments", "notes"), ("Name", NAME),
        ("Surname, Forename", NAME), ("first_name", "forenames"), ("LastName", "surname"),
        ("dateOfBirth", "born"), ("emailaddress", "email"), ("Street Address", "address"),
        ("Address1", "address"), ("address_street", "address"), ("address_suburb", "address"),
        ("address_postcode", "postcode"), ("PostCode", "postcode"), ("HOMEPHONE", "telephone"),
    ],
)  # fmt: skip
def test_one_heading(spec: RecordSpec, header: str, field: str) -> None:
    assert matched(spec, header) == {field: ((header,),)}


@pytest.mark.parametrize("header", ["Group", "", "Sensitivity", "ISDN", "id", "sort_name"])
def test_headings_that_mean_nothing_here(spec: RecordSpec, header: str) -> None:
    assert matched(spec, header) == {}


@pytest.mark.parametrize("header", ["needs", "Needs", "NEEDS"])
def test_sensitive_fields_are_never_guessed(spec: RecordSpec, header: str) -> None:
    assert matched(spec, header) == {}
    chosen = choose(guess([header], spec, SYNONYMS), header, "needs", spec)
    assert chosen.sources == {"needs": ((header,),)}


def test_a_sensitive_field_keeps_its_words_from_others(spec: RecordSpec) -> None:
    assert matched(spec, "Comments") == {"notes": (("Comments",),)}
    told = Field("told", Text(), "Comments", privacy=Privacy.SPECIAL)
    assert matched(dataclasses.replace(spec, fields=(*spec.fields, told)), "Comments") == {}


def test_address_lines_are_one_group_in_the_order_of_an_envelope(spec: RecordSpec) -> None:
    assert matched(spec, "Town", "Address 2", "County", "Address 1") == {
        "address": (("Address 1", "Address 2", "Town", "County"),)
    }


def test_home_goes_before_work(spec: RecordSpec) -> None:
    found = matched(spec, "Business Street", "Business City", "Home Street", "Home City")
    assert found == {
        "address": (("Home Street", "Home City"), ("Business Street", "Business City"))
    }
    assert matched(spec, "Business Phone", "Home Phone") == {
        "telephone": (("Home Phone",), ("Business Phone",))
    }


def test_the_same_heading_twice(spec: RecordSpec) -> None:
    assert matched(spec, "Tel", "Tel (2)") == {"telephone": (("Tel",), ("Tel (2)",))}


def test_a_name_beside_its_parts(spec: RecordSpec) -> None:
    assert NAME not in matched(spec, "Name", "Surname", "Forename")
    assert matched(spec, "First name", "Name") == {
        "forenames": (("First name",),), "surname": (("Name",),)
    }  # fmt: skip


def test_choosing_moves_a_column(spec: RecordSpec) -> None:
    found = guess(["Address 1", "Group", "Tel"], spec, SYNONYMS)
    found = choose(found, "Group", "address", spec)
    assert found.sources["address"] == (("Address 1", "Group"),)
    found = choose(found, "Group", "telephone", spec)
    assert found.sources == {"address": (("Address 1",),), "telephone": (("Tel",), ("Group",))}
    found = choose(found, "Tel", "", spec)
    assert found.field_of("Group") == "telephone"
    assert found.field_of("Tel") == ""
    assert unused(found, ["Address 1", "Group", "Tel"]) == ("Tel",)


def test_shipped_synonyms_are_told_apart() -> None:
    for fields in SYNONYMS.headings.values():
        words = [word for groups in fields.values() for group in groups for word in group]
        assert [word for word in set(words) if words.count(word) > 1] == []


@given(st.lists(st.text(max_size=20), max_size=6, unique=True))
def test_each_heading_fills_one_field_at_most(heads: list[str]) -> None:
    found = guess(heads, declare(), SYNONYMS)
    assert len(found.headers()) == len(set(found.headers()))
    assert set(found.headers()) <= set(heads)


@pytest.mark.parametrize("name", ["m.toml", "m.json"])
@given(
    heads=st.lists(
        st.text(st.characters(codec="utf-8"), min_size=1),
        min_size=4, max_size=4, unique=True,
    )
)  # fmt: skip
def test_a_mapping_file_comes_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, heads: list[str]
) -> None:
    a, b, c, d = heads
    matching = ColumnMapping("member", {NAME: ((a,),), "address": ((b, c), (d,))})
    path = tmp_path_factory.mktemp("mapping") / name
    mapping_files.write(matching, path)
    assert mapping_files.read(path, declare()) == matching
    assert mapping_files.from_plain(mapping_files.plain(matching), declare()) == matching


def test_a_mapping_written_by_hand(tmp_path: Path, spec: RecordSpec) -> None:
    path = tmp_path / "m.toml"
    path.write_text(
        '[columns]\nsurname = "Nom"\naddress = ["Rue", "Ville"]\ntelephone = ["Tel", "Mob"]\n'
        'needs = "Besoins"\n'
    )
    found = mapping_files.read(path, spec)
    assert found.sources == {
        "surname": (("Nom",),),
        "address": (("Rue", "Ville"),),
        "telephone": (("Tel",), ("Mob",)),
        "needs": (("Besoins",),),
    }
    with pytest.raises(AppError, match="no column headed “Ville”, “Mob”"):
        mapping_files.check(found, ("Nom", "Rue", "Tel", "Besoins"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("surname", "not a mapping in TOML"),
        ('surname = "x"', "needs a table “columns”"),
        ('[columns]\nshoe = "x"', "“shoe”, but helpers have no such field"),
        ('[columns]\nsort_name = "x"', "no such field"),
        ("[columns]\nsurname = 3", "must be a heading"),
        ("[columns]\nsurname = [[3]]", "must be a heading"),
        ('[columns]\n"" = "x"', "a field or a heading is blank"),
        ('[columns]\nsurname = ""', "a field or a heading is blank"),
        ('[columns]\naddress = [["Rue", ""]]', "a field or a heading is blank"),
        ('record = "claim"\n[columns]\n', "for “claim”, not for “member”"),
    ],
)
def test_mappings_that_do_not_fit(tmp_path: Path, spec: RecordSpec, text: str, words: str) -> None:
    (tmp_path / "m.toml").write_text(text)
    with pytest.raises(AppError, match=words):
        mapping_files.read(tmp_path / "m.toml", spec)


def test_a_mapping_that_is_not_there(tmp_path: Path, spec: RecordSpec) -> None:
    with pytest.raises(AppError, match="cannot be read"):
        mapping_files.read(tmp_path / "m.toml", spec)


def test_folding() -> None:
    assert fold_header(" Forename(s):") == fold_header("forenames")
    assert fold_header("E-mail") == fold_header("e mail") == "email"
    assert fold_header("Dépt. n°") == "dept n"


def test_fields_to_fill_are_those_a_person_types(spec: RecordSpec) -> None:
    names = {field.name for field in header_matching.fillable(spec)}
    assert "sort_name" not in names
    assert "buddy" in names
    assert "needs" in names


def test_a_mapping_and_a_heading_of_an_older_version_are_understood(spec: RecordSpec) -> None:
    fields = tuple(
        dataclasses.replace(one, formerly=("charge",)) if one.name == "fare" else one
        for one in spec.fields
    )
    now = dataclasses.replace(spec, fields=fields, formerly=("person",))
    data = {"record": "person", "columns": {"charge": "Bus"}}
    assert mapping_files.from_plain(data, now) == ColumnMapping("member", {"fare": (("Bus",),)})
    assert matched(now, "Charge") == {"fare": (("Charge",),)}
