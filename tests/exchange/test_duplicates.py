"""People who are there already are found, others are not taken for them."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.digests.exchange import ExistingPerson, RowOutcome
from facilitator_app.exchange import duplicates
from facilitator_app.exchange.duplicates import ComparedPerson, DuplicateFinder, person

BORN = dt.date(1958, 4, 3)
HETTIE = ExistingPerson(7, "Hettie Quillfeather", BORN, "GL20 9ZZ", "hettie@example.org")


def find(one: ExistingPerson, other: ExistingPerson = HETTIE) -> RowOutcome | None:
    found = DuplicateFinder([other]).find(person(one, row=2))
    return found[0] if found else None


@pytest.mark.parametrize(
    "one",
    [
        ExistingPerson(0, "Hettie Quillfeather", BORN),
        ExistingPerson(0, "QUILLFEATHER, Hettie", BORN, "gl209zz"),
        ExistingPerson(0, "Mrs Hettie Quillfeather", None, "GL20 9ZZ"),
        ExistingPerson(0, "Hettie Quillfeather", None, "", "HETTIE@example.org"),
    ],
)
def test_the_same(one: ExistingPerson) -> None:
    assert find(one) is RowOutcome.SAME


@pytest.mark.parametrize(
    "one",
    [
        ExistingPerson(0, "Hettie Quillfeather"),
        ExistingPerson(0, "Hetty Quillfeather", BORN),
        ExistingPerson(0, "H Quillfeather", BORN),
        ExistingPerson(0, "Hettie Rose Quillfeather", BORN),
        ExistingPerson(0, "Hettie Quillfether", None, "GL20 9ZZ"),
        ExistingPerson(0, "Hettie Quillfeather", BORN, "WR11 9ZZ"),
        ExistingPerson(0, "Hettie Quillfeather", dt.date(1958, 3, 4), "GL20 9ZZ"),
        ExistingPerson(0, "Hettie Quillfeather", dt.date(1985, 4, 3), "GL20 9ZZ"),
        ExistingPerson(0, "Henrietta Quillfeather", BORN, "GL20 9ZZ"),
    ],
)
def test_likely(one: ExistingPerson) -> None:
    assert find(one) is RowOutcome.LIKELY


@pytest.mark.parametrize(
    "one",
    [
        ExistingPerson(
            0, "Osric Quillfeather", None, "GL20 9ZZ", "hettie@example.org"
        ),  # they share a box
        ExistingPerson(
            0, "Hettie Quillfeather", dt.date(1991, 8, 30), "GL20 9ZZ"
        ),  # her granddaughter
        ExistingPerson(0, "Hettie Quillfeather", None, "WR11 9ZZ"),
        ExistingPerson(0, "Hettie Bramblecote", None, "GL20 9ZZ"),
        ExistingPerson(0, "Ida Pennywhistle", BORN, "GL20 9ZZ"),
        ExistingPerson(0, ""),
        ExistingPerson(0, "", BORN, "GL20 9ZZ"),
    ],
)
def test_others(one: ExistingPerson) -> None:
    assert find(one) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zoë Crème", "Zoe Creme"), ("Łucja Wąs", "Lucja Was"), ("Niamh O’Marrow", "Niamh OMarrow"),
        ("Nguyễn Thị Hoa", "Hoa Nguyen Thi"), ("محمد أمين", "محمد أمين"), ("王 芳", "王 芳"),
    ],
)  # fmt: skip
def test_names_of_any_script(one: str, other: str) -> None:
    assert find(ExistingPerson(0, one, BORN), ExistingPerson(1, other, BORN)) is RowOutcome.SAME


def test_letters_that_sound_alike() -> None:
    katherine = ExistingPerson(1, "Katherine Fillips", None, "GL20 9ZZ")
    assert (
        find(ExistingPerson(0, "Catherine Fillips", None, "GL20 9ZZ"), katherine)
        is RowOutcome.LIKELY
    )


def test_who_is_named() -> None:
    finder = DuplicateFinder([HETTIE])
    found = finder.find(person(ExistingPerson(0, "Hettie Quillfeather", BORN), 5))
    assert found is not None
    assert (found[1].id, found[1].row, found[1].name) == (7, None, "Hettie Quillfeather")
    finder.add(person(ExistingPerson(0, "Rue Tansy", BORN), 6))
    found = finder.find(person(ExistingPerson(0, "Rue Tansy", BORN), 9))
    assert found is not None
    assert (found[1].id, found[1].row) == (None, 6)


def test_ten_thousand_namesakes_are_not_all_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(1)
    compared = []
    judge = duplicates._judge

    def counting(one: ComparedPerson, other: ComparedPerson) -> RowOutcome | None:
        compared.append(one)
        return judge(one, other)

    monkeypatch.setattr(duplicates, "_judge", counting)
    finder = DuplicateFinder(())
    for row in range(10_000):
        born = dt.date(1920, 1, 1) + dt.timedelta(days=dice.randrange(30_000))
        one = person(ExistingPerson(0, "Joan Smith", born, "GL20 9ZZ"), row + 1)
        finder.find(one)
        finder.add(one)
    assert len(compared) < 10_000 * 100  # each with each would be fifty million


NEAR = st.dates(dt.date(1950, 1, 1), dt.date(1953, 12, 31))


@given(NEAR, NEAR)
def test_a_first_look_passes_over_only_who_was_born_another_day(
    one: dt.date, other: dt.date
) -> None:
    apart = duplicates._marks(one).isdisjoint(duplicates._marks(other))
    assert apart == (duplicates._born(one, other) < 0)


def test_who_is_let_go_is_known_no_more() -> None:
    everyone = DuplicateFinder([HETTIE])
    everyone.forget()
    assert everyone.find(person(HETTIE, row=2)) is None
