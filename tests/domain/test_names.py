"""Names as they sort and as they are shortened."""

from __future__ import annotations

import pytest

from facilitator_app.domain.names import initials, sort_name


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
    ("name", "short"),
    [
        ("Joan Whitlock", "JW"), ("joan mary whitlock", "JW"), ("Joan", "J"), ("Siân O'Hara", "SO"),
        ("Joan (Jo) Whitlock", "JW"), ("", "–"), ("  ", "–"), ("- &", "–"), ("نور القاسم", "نا"),
    ],
)  # fmt: skip
def test_initials(name: str, short: str) -> None:
    assert initials(name) == short
