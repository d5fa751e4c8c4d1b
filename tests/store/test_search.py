"""Search: accents, beginnings of words, and anything at all that may be typed."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator_app.digests.lists import ListQuery
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
    ]
    found = {surname: make.member(forenames, surname) for forenames, surname in names}
    found["notes"] = make.member("Anders", "Bright", notes="Knows Siân Probert from the choir.")
    found["email"] = make.member("Una", "Fell", email="una.fell@example.org")
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
    for word in filter(None, query_of(typed).split(" ")):
        assert word.startswith('"')
        assert word.endswith('"*')
        assert '"' not in word[1:-2]


def test_the_index_follows_a_change(file: File, people: dict[str, int]) -> None:
    records.save(file, Draft("member", {"surname": "Ember"}, people["Probert"], 1))
    assert people["Probert"] not in found(file, "probert")
    assert people["Probert"] in found(file, "ember")
    records.remove(file, "member", people["Probert"])
    assert found(file, "ember") == []
