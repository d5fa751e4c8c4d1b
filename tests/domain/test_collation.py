"""The order of texts that people see."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facilitator_app import i18n
from facilitator_app.domain import collation
from facilitator_app.domain.collation import fold


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    i18n.use(gettext.NullTranslations())


def test_accents_and_case_leave_a_word_beside_its_letter() -> None:
    words = ["zest", "Ångström", "angus", "Élan", "east", "Zoë", "Eland", "ANGUS", "Æthel", "Adam"]
    assert sorted(words, key=collation.key) == [
        "Adam", "Æthel", "Ångström", "ANGUS", "angus", "east", "Élan", "Eland", "zest", "Zoë",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "in_order",
    [
        ["Group 1", "Group 2", "Group 10", "Group 10a", "Group 100", "Groups"],
        ["A-9", "A-19", "A-188"],
        ["Odling", "O'Dowda", "Odowda", "O\u2019Dowda", "Odówska", "Ofori"],
        ["“Access” day", "Adam", "'Allo", "“Zest”"],
        ["Élan", "Emile", "Émile", "Emily"],
        ["2 March 2009", "10 March 2009", "March"],
    ],
)
def test_numbers_count_by_what_they_are_and_quotes_for_nothing(in_order: list[str]) -> None:
    for mixed in (in_order[::-1], sorted(in_order)):
        keys = [collation.sort_key(one) for one in sorted(mixed, key=collation.key)]
        assert keys == [collation.sort_key(one) for one in in_order]


@given(st.lists(st.text(max_size=10)), st.randoms())
def test_the_order_does_not_hang_on_what_came_first(words: list[str], dice: Random) -> None:
    mixed = words[:]
    dice.shuffle(mixed)
    assert sorted(words, key=collation.key) == sorted(mixed, key=collation.key)


@given(st.text(max_size=40))
@example("™ ﬁ Ǆ İ ℀")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=0x24F), max_size=40))
def test_capitals_fold_to_the_same(text: str) -> None:
    assert fold(text.upper().lower()) == fold(text.lower())


@pytest.mark.parametrize(
    ("language", "in_order"),
    [  # as the Unicode CLDR collation charts of each language have them
        ("en_GB", "Adam Ångström Bauer Čapek Czerny Ddu Dulas Élan Łucja Ødegaard Zoë"),
        ("cy", "Cadno Cymru Chwaer Dafydd Dwr Ddraig Gwen Ngaio Lowri Lwyd Llanelli Pwll Phyl Teg"),
        ("sv_SE", "Adam Andersson Zetterberg Ågren Æbel Ärlig Öberg Øst"),
        ("da", "Adam Zeuthen Æbelø Ærø Øster Aagaard Ås"),
        ("es", "Nadal Nuñez Nuza Ñandú Oro"),
        ("pl", "Adamski Azur Ąkała Lis Luty Łucja Mazur Zuzia Źródło Żaba"),
        ("cs", "Cibulka Čapek Hora Chalupa Ivan"),
    ],
)
def test_letters_stand_where_the_alphabet_of_the_language_has_them(
    language: str, in_order: str
) -> None:
    i18n.use(gettext.NullTranslations(), language)
    words = in_order.split()
    for mixed in (words[::-1], sorted(words)):
        assert sorted(mixed, key=collation.key) == words
    assert collation.has_alphabet() == (language != "en_GB")


@given(st.sampled_from(["cy", "sv", "hu", "hr"]), st.text(max_size=20))
def test_case_counts_for_nothing_in_any_alphabet(language: str, text: str) -> None:
    i18n.use(gettext.NullTranslations(), language)
    assert collation.sort_key(text) == collation.sort_key(text.casefold())
