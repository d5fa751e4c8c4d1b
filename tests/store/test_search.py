"""Search: accents, beginnings of words, and anything at all that may be typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator_app.digests.lists import ListQuery
from facilitator_app.domain.finding import words_in
from facilitator_app.services import find, lists, records
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from facilitator_app.store.search import matches, query_of
from tests.conftest import Make

OPERATORS = [*"\"'*()-+:^\\_@% ", "NEAR", "AND", "OR", "NOT", "title:"]
TYPED = st.one_of(
    st.text(max_size=30), st.lists(st.sampled_from([*OPERATORS, "sian"]), max_size=8).map("".join)
)


@pytest.fixture
def people(file: File, make: Make) -> dict[str, int]:
    """Save a handful of people whose names are awkward."""
    assert file is make.file
    names = [
        ("Siân", "Probert"),
        ("Zoë", "O'Hara-Quill"),
        ("Łucja", "Ågren"),
        ("نور", "القاسم"),
        ("May", "Short"),
        ("Olúwaṣẹ́gun", "Ọ̀ṣunwálé"),
        ("Ruth", "Smith-Jones"),
    ]
    found = {surname: make.member(forenames, surname) for forenames, surname in names}
    found["notes"] = make.member("Anders", "Bright", notes="Knows Siân Probert from the choir.")
    found["email"] = make.member("Una", "Fell", email="una.fell@example.org")
    found["phone"] = make.member("Ivo", "Reach", telephone="+44 (0)1632 960123")
    return found


def found(file: File, typed: str) -> list[int]:
    with file.store.read() as session:
        return [match.id for match in matches(session.connection(), typed, ("member",), 20)]


@pytest.mark.parametrize(
    ("typed", "surname"),
    [
        ("siân prob", "Probert"),
        ("SIAN", "Probert"),
        ("zoe", "O'Hara-Quill"),
        ("o'hara", "O'Hara-Quill"),
        ("quill", "O'Hara-Quill"),
        ("ågr", "Ågren"),
        ("agren", "Ågren"),
        ("نور", "القاسم"),
        ("may", "Short"),
        ("una.fell@example.org", "email"),
        ("fell@exam", "email"),
        ("una.fell@", "email"),
        ("@example.org", "email"),
        ("example.org", "email"),
        ("lucja", "Ågren"),
        ("Oluwasegun", "Ọ̀ṣunwálé"),
        ("Ọ̀ṣunwálé", "Ọ̀ṣunwálé"),
        ("ohara", "O'Hara-Quill"),
        ("O’Hara", "O'Hara-Quill"),
        ("ohara-quill", "O'Hara-Quill"),
        ("oharaquill", "O'Hara-Quill"),
        ("smithjones", "Smith-Jones"),
        ("smith jones", "Smith-Jones"),
        ("Smith\u2010Jo", "Smith-Jones"),
        ("si\u200bân", "Probert"),
        ("01632 960 123", "phone"),
        ("+441632960123", "phone"),
        ("960123", "phone"),
        ("reach 960 123", "phone"),
    ],
)
def test_people_are_found(file: File, people: dict[str, int], typed: str, surname: str) -> None:
    assert people[surname] in found(file, typed)


def test_names_come_before_notes(file: File, people: dict[str, int]) -> None:
    assert found(file, "sian") == [people["Probert"], people["notes"]]


def test_every_word_must_be_there(file: File, people: dict[str, int]) -> None:
    assert found(file, "sian bright") == [people["notes"]]
    assert found(file, "sian zebra") == []


@pytest.mark.parametrize("typed", ["", "   ", '"', "'", "*", "_", "-", "()", "\x00"])
@pytest.mark.usefixtures("people")
def test_nothing_typed_finds_nothing(file: File, typed: str) -> None:
    assert found(file, typed) == []


@given(typed=TYPED)
@settings(
    max_examples=120,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # searching changes nothing in it
)  # fmt: skip
def test_anything_may_be_typed(file: File, people: dict[str, int], typed: str) -> None:
    assert set(found(file, typed)) <= set(people.values())
    find.find(file, typed, 20)
    ask = ListQuery("member", text=typed)
    assert lists.frame(file, ask).total == len(lists.page(file, ask, 0, 100))


@given(st.text(max_size=40))
def test_a_query_is_only_quoted_words(typed: str) -> None:
    for titles in (False, True):
        query = query_of(words_in(typed), titles=titles)
        apart = re.sub(r'"[^"]+"\*?', "word", query)
        assert re.fullmatch(r"(?:word|title :|AND|OR|[ ()])*", apart)


def test_the_index_follows_a_change(file: File, people: dict[str, int]) -> None:
    records.save(file, Draft("member", {"surname": "Ember"}, people["Probert"], 1))
    assert people["Probert"] not in found(file, "probert")
    assert people["Probert"] in found(file, "ember")
    records.remove(file, "member", people["Probert"])
    assert found(file, "ember") == []


def test_lists_find_what_the_index_does(file: File, people: dict[str, int]) -> None:
    for typed, name in (("lucja", "Ågren"), ("ohara", "O'Hara-Quill"), ("01632960", "phone")):
        rows = lists.page(file, ListQuery("member", text=typed), 0, 10)
        assert [row.id for row in rows] == [people[name]]
