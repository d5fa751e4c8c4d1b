"""Names as they sort and as they are shortened."""

from __future__ import annotations

import pytest

from facilitator_app.domain.names import initials, problems, sort_name, sort_names, whole_name


@pytest.mark.parametrize(
    ("surname", "forenames", "sorted_as"),
    [
        ("O'Donnell", "Margaret", "o'donnell, margaret"),
        ("Ågren", "Łucja", "agren, lucja"),
        ("Weiß", "Jürgen", "weiss, jurgen"),
        ("Sørensen", "Bjørn", "sorensen, bjorn"),
        ("Æthel", "Þór", "aethel, thor"),
        ("Whitlock", "", "whitlock"),
        ("  Whitlock ", " Joan ", "whitlock, joan"),
        (None, "Joan", "joan"),
        (None, None, ""),
    ],
)
def test_names_sort_without_case_and_accents(
    surname: str | None, forenames: str | None, sorted_as: str
) -> None:
    assert sort_name(surname, forenames) == sorted_as


@pytest.mark.parametrize(
    ("forenames", "surname", "whole"),
    [
        ("Joan", "Whitlock", "Joan Whitlock"),
        ("Sukamaju", None, "Sukamaju"),
        (None, "Sukamaju", "Sukamaju"),
        ("", "Sukamaju", "Sukamaju"),
        (None, None, ""),
    ],
)
def test_one_name_is_a_whole_name(forenames: str | None, surname: str | None, whole: str) -> None:
    assert whole_name(forenames, surname) == whole
    assert bool(problems({"forenames": forenames, "surname": surname}, None)) == (not whole)


def test_one_name_alone_is_known_however_it_is_kept() -> None:
    assert sort_names("Sukamaju, chair") == {sort_name("Sukamaju", None)}
    assert sort_name(None, "Sukamaju") in sort_names("Sukamaju")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Joan Whitlock", "JW"), ("joan mary whitlock", "JW"), ("Joan", "J"), ("Siân O'Hara", "SO"),
        ("Joan (Jo) Whitlock", "JW"), ("", "–"), ("  ", "–"), ("- &", "–"), ("نور القاسم", "نا"),
    ],
)  # fmt: skip
def test_initials(name: str, short: str) -> None:
    assert initials(name) == short
