"""Names that may be those of one person, and names that are those of two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.names_alike import Alike, PersonName, alike

BRIDGET = PersonName("Bridget Mary", "O’Dowda", "Biddy")
JOAN = PersonName("Joan", "Whitlock")
HALVES = PersonName("Zoë", "Whitlock-Brown")
ZOE = PersonName("Zoë", "Müller")
AMRIT = PersonName("", "Amrit")


@pytest.mark.parametrize(
    ("person", "written"),
    [
        (BRIDGET, "Bridget O’Dowda"),
        (BRIDGET, "bridget o'dowda "),
        (BRIDGET, "BRIDGET ODOWDA"),
        (BRIDGET, "Bridget O Dowda"),
        (BRIDGET, "Bridget Dowda"),
        (BRIDGET, "Bridget ODowda"),
        (BRIDGET, "Bridget M. O’Dowda"),
        (BRIDGET, "Mary O’Dowda"),
        (BRIDGET, "Biddy O’Dowda"),
        (BRIDGET, "O’Dowda, Bridget"),
        (BRIDGET, "O’Dowda Bridget"),
        (BRIDGET, "Mrs Bridget O’Dowda MBE"),
        (BRIDGET, "Bridget O’Dowda (chair)"),
        (BRIDGET, "Bridget (Biddy) O’Dowda"),
        (BRIDGET, "Bridget O’Dowda, chair"),
        (BRIDGET, "Helen Marsh for Bridget O’Dowda"),
        (BRIDGET, "pp Bridget O’Dowda"),
        (JOAN, "Joan Brown Whitlock"),
        (HALVES, "Zoe Whitlock-Brown"),
        (HALVES, "Zoe Whitlock Brown"),
        (PersonName("Siân", "ap Rhys"), "Sian Rhys"),
        (PersonName("Ann", "van der Berg"), "Ann Berg"),
        (PersonName("Ewan", "MacDonald"), "Ewan McDonald"),
        (PersonName("François", "Müller"), "Francois Muller"),
        (AMRIT, "amrit"),
        (PersonName("王", "小明"), "王 小明"),
        (PersonName("J.", "Whitlock"), "J Whitlock"),
        (PersonName("John", "Smith Jr"), "John Smith junior"),
        (ZOE, "Zoe Muller"),
        (ZOE, "Zoe Mueller"),
        (ZOE, "Mueller Zoe"),
        (ZOE, "MUELLER, ZOE"),
        (ZOE, "Zoe Mu\u0308ller"),
        (PersonName("Zoe", "Mueller"), "Müller Zoë"),
        (PersonName("Jörg", "Weiß"), "Joerg Weiss"),
        (PersonName("Jörg", "Weiß"), "Weiss Joerg"),
        (PersonName("Søren", "Kjær"), "Soeren Kjaer"),
        (PersonName("Søren", "Kjær"), "Kjär, Sören"),
        (PersonName("Åse", "Bråten"), "Braaten Aase"),
        (PersonName("Käthe", "Jäger"), "Jaeger Kaethe"),
        (PersonName("Ann", "Øygard", "Änne"), "Aenne Oeygard"),
    ],
)
def test_one_person_however_she_is_written(person: PersonName, written: str) -> None:
    assert alike(person, written) is Alike.SAME


@pytest.mark.parametrize(
    ("person", "written"),
    [
        (BRIDGET, "B. O’Dowda"),
        (BRIDGET, "B M O’Dowda"),
        (BRIDGET, "BM O’Dowda"),
        (BRIDGET, "O’Dowda"),
        (BRIDGET, "Mrs Dowda"),
        (BRIDGET, "Bridget"),
        (BRIDGET, "Biddy"),
        (BRIDGET, "Bridget O."),
        (BRIDGET, "Bridget D."),
        (BRIDGET, "B. O’D."),
        (BRIDGET, "BO"),
        (BRIDGET, "Michael O’Dowda"),
        (BRIDGET, "Bridgit O’Dowda"),
        (BRIDGET, "Bridget O’Dowd"),
        (JOAN, "J W"),
        (JOAN, "JW"),
        (JOAN, "Peter Whitlock"),
        (JOAN, "Mr Whitlock"),
        (JOAN, "Joan Witlock"),
        (JOAN, "Joan Whitlock-Brown"),
        (HALVES, "Zoë Whitlock"),
        (HALVES, "Zoë Brown"),
        (HALVES, "Z Brown"),
        (HALVES, "Peter Brown"),
        (PersonName("John", "Smith"), "John Smith junior"),
        (PersonName("John Paul", "Smith"), "John Peter Smith"),
        (AMRIT, "Amrit Kaur"),
        (PersonName("John", "Dowda"), "John O’Dowda senior"),
        (PersonName("Zoe", "Muller"), "Mueller Zoe"),
        (PersonName("Jörg", "Müller"), "Muller Joerg"),
        (PersonName("Soren", "Holm"), "Holm Soeren"),
        (ZOE, "Z. Mueller"),
        (ZOE, "Mueller"),
        (PersonName("Joel", "Marsh"), "Jol Marsh"),
        (PersonName("Manuel", "Marsh"), "Manul Marsh"),
        (PersonName("Ann", "Joel"), "Ann Jol"),
    ],
)
def test_what_may_be_one_person_is_asked(person: PersonName, written: str) -> None:
    assert alike(person, written) is Alike.PERHAPS


@pytest.mark.parametrize(
    ("person", "written"),
    [
        (BRIDGET, "Helen Marsh"),
        (BRIDGET, "Bridget Marsh"),
        (JOAN, "Gwen"),
        (JOAN, "Joan Peterson"),
        (JOAN, "Jo Peterson"),
        (JOAN, "Peter Witlock"),
        (JOAN, "P. W."),
        (JOAN, ""),
        (JOAN, "  "),
        (PersonName("Thomas", "James"), "Helen Thomas"),
        (PersonName("Ann", "van der Berg"), "Peter van der Meer"),
        (PersonName("Ann", "O’Neill"), "Peter O’Dowda"),
        (AMRIT, "Fran"),
        (ZOE, "Peter Möller"),
        (PersonName("Joel", "Marsh"), "Jol Peterson"),
        (PersonName("Manuel", "Marsh"), "Manul Shah"),
        (PersonName("Sue", "Marsh"), "Su Peterson"),
        (PersonName("王", "小明"), "李 小红"),
    ],
)
def test_two_people_are_not_asked_about(person: PersonName, written: str) -> None:
    assert alike(person, written) is Alike.NO


_NAMES = st.text(st.sampled_from("abcdefgouÉéñøöüåæŁ’'- "), min_size=1, max_size=14)
_PEOPLE = st.builds(PersonName, _NAMES, _NAMES, st.one_of(st.just(""), _NAMES))
_LETTERS = st.text(st.sampled_from("bcfghjkpstvwxyz"), min_size=4, max_size=9)  # no title


@given(_PEOPLE | _NAMES, _PEOPLE | _NAMES)
def test_it_is_the_same_from_either_side(one: PersonName | str, other: PersonName | str) -> None:
    assert alike(one, other) is alike(other, one)


@given(_LETTERS, _LETTERS, st.sampled_from(["", "Dr ", "Mrs "]))
def test_order_case_and_title_change_nothing(forename: str, surname: str, title: str) -> None:
    person = PersonName(forename.title(), surname.title())
    whole = f"{forename.title()} {surname.title()}"
    for written in (whole, f"{title}{whole}".upper(), f"{surname}, {title}{forename}"):
        assert alike(person, written) is Alike.SAME
        assert alike(whole, written) is Alike.SAME
    for written in (surname, f"{title}{surname}", f"{forename[0]}. {surname}"):
        assert alike(person, written) is not Alike.NO


@given(_LETTERS, _LETTERS, _LETTERS)
def test_who_shares_only_a_surname_is_never_refused(one: str, other: str, surname: str) -> None:
    if one != other and surname not in (one, other):
        assert alike(PersonName(one, surname), f"{other} {surname}") is Alike.PERHAPS


@given(
    st.lists(
        st.sampled_from(["Helen", "Ravi", "Gwen", "Taro"]), min_size=2, max_size=2, unique=True
    ),
    st.lists(
        st.sampled_from(["Marsh", "Shah", "Parry", "Bright"]), min_size=2, max_size=2, unique=True
    ),
)
def test_who_shares_no_surname_goes_unasked(first: list[str], last: list[str]) -> None:
    assert alike(PersonName(first[0], last[0]), f"{first[1]} {last[1]}") is Alike.NO
