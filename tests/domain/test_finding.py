"""Words are found however they are written: accents, marks, addresses, telephone numbers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.finding import begins_some, indexed, readings, words_in

FOUND = [
    ("Łukasz Błoński", "lukasz blonski"),
    ("Lukasz Blonski", "Łukasz Błoński"),
    ("Søren Đorđe", "soren dorde"),
    ("Ħal Ŧest Ƙarin Ɓala", "hal test karin bala"),
    ("Æthel Œuvre", "aethel oeuvre"),
    ("Weiß", "WEISS"),
    ("Işıl", "isil"),
    ("Ísıl", "ISIL"),
    ("ﬁeld", "field"),
    ("Fielding", "ﬁeld"),
    ("Ọ̀ṣunwálé", "osunwale"),
    ("O\u0300\u0323s\u0323unwa\u0301le\u0301", "O\u0323\u0300\u1e63unw\u00e1l\u00e9"),
    ("Zoe\u0308", "Zoë"),
    ("O'Brien", "obrien"),
    ("O’Brien", "o'brien"),
    ("O'Brien", "o’brien"),
    ("O\u00b4Brien", "o'brien"),
    ("OBrien", "O'Brien"),
    ("O'Brien", "brien"),
    ("O'Brien", "o brien"),
    ("O Brien", "o'brien"),
    ("Smith-O'Brien", "obrien"),
    ("O'Brien-Smith", "OBrien-Smith"),
    ("Smith-Jones", "smithjones"),
    ("Smith-Jones", "smith jones"),
    ("Smith-Jones", "jones"),
    ("Smith\u2010Jones", "smith-jones"),
    ("Smith\u2011Jones", "smithjones"),
    ("Smith Jones", "smith-jones"),
    ("Smithjones", "Smith-Jones"),
    ("gwen.prosser@example.org", "gwen.prosser@"),
    ("gwen.prosser@example.org", "prosser"),
    ("gwen.prosser@example.org", "example.org"),
    ("gwen.prosser@example.org", "@example.org"),
    ("gwen.prosser@example.org", "prosser@exam"),
    ("gwen.prosser@example.org", "GWEN.PROSSER@EXAMPLE.ORG"),
    ("01632 960 123", "01632960123"),
    ("01632960123", "01632 960 123"),
    ("01632960123", "(01632) 960-123"),
    ("01632 960123", "+44 1632 960123"),
    ("01632 960123", "+44 (0)1632 960 123"),
    ("01632 960123", "0044 1632 960123"),
    ("01632 960123", "44 1632 960123"),
    ("+44 (0)1632 960123", "01632 960123"),
    ("+441632960123", "01632 9601"),
    ("0044 1632 960 123", "01632960123"),
    ("+44 1632 960123", "1632 960123"),
    ("01632 960123", "960 123"),
    ("01632960123", "960123"),
    ("020 7946 0123", "79460123"),
    ("+353 1 555 0123", "00353 15550123"),
    ("Jo\u200bhn Sm\u00adith", "john smith"),
    ("\ufeffJohn", "john"),
    ("John", "jo\u200ehn"),
]


@pytest.mark.parametrize(("kept", "typed"), FOUND)
def test_a_text_is_found_however_it_is_written(kept: str, typed: str) -> None:
    assert words_in(typed)
    assert all(begins_some(word, [indexed(kept)], sure=1) for word in words_in(typed))


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("O'Brien", "obrian"),
        ("Smith", "smith-jones"),
        ("01632 960123", "01632 960124"),
        ("gwen@example.org", "gwen@example.com"),
        ("Joan", "oan"),
    ],
)
def test_another_text_is_not(kept: str, typed: str) -> None:
    assert not all(begins_some(word, [indexed(kept)], sure=1) for word in words_in(typed))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Smith-Jones o’brien", ["smith-jones", "o'brien"]),
        ("chair 01632 960 123 urology", ["chair", "01632 960 123", "urology"]),
        ("PG/2026/03", ["pg", "2026", "03"]),
        ("13 Nov 2026", ["13", "nov", "2026"]),
        ("gwen.prosser@", ["gwen.prosser@"]),
        ("'quoted' _ @ -", ["quoted"]),
        ("", []),
    ],
)
def test_words_of_what_was_typed(typed: str, words: list[str]) -> None:
    assert words_in(typed) == words


def test_a_part_too_short_to_be_sure_is_a_whole_word() -> None:
    assert begins_some("pa", ["pa group"], sure=3)
    assert not begins_some("pa", ["patient"], sure=3)
    assert begins_some("follow-up", [indexed("Follow up")], sure=3)


@given(st.text(max_size=40))
def test_no_reading_has_a_quotation_mark_or_nothing(typed: str) -> None:
    for word in words_in(typed):
        assert all(way and all(re.search(r"\w", part) for part in way) for way in readings(word))
        assert '"' not in word
