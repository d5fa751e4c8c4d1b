"""How words stand in sentences and lists, and which languages are taken."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app import i18n
from facilitator_app.locale_formats import (
    as_sentence,
    join_facts,
    join_list,
    join_parts,
    join_sentences,
)
from tests.words.pseudo import LANGUAGE, compiled


@pytest.mark.parametrize(
    ("heading", "within"),
    [
        ("Member", "member"), ("Training event", "training event"), ("E-mail", "e-mail"),
        ("Élan", "élan"), ("A seat", "a seat"), ("NHS trust", "NHS trust"), ("A&E", "A&E"),
        ("P.A. needed", "P.A. needed"), ("GP", "GP"), ("seat", "seat"), ("", ""), ("M", "m"),
        ("Member of the NHS", "member of the NHS"), ("3 rooms", "3 rooms"),
    ],
)  # fmt: skip
def test_a_heading_word_within_a_sentence(heading: str, within: str) -> None:
    assert i18n.mid_sentence(heading) == within


@pytest.mark.parametrize("language", ["de", "de_AT", "lb"])
def test_languages_that_write_nouns_large_keep_them(language: str) -> None:
    i18n.use(gettext.NullTranslations(), language)
    assert i18n.mid_sentence("Mitglied") == "Mitglied"


@given(st.text())
def test_only_the_first_letter_ever_changes(text: str) -> None:
    assert i18n.mid_sentence(text).endswith(text[1:])


def test_lists() -> None:
    names = ["one", "two", "three"]
    assert [join_list(names[:n]) for n in range(3)] == ["", "one", "one and two"]
    assert join_list(names) == "one, two and three"
    assert join_parts(("one", "", None, "two")) == "one, two"
    assert join_facts(("one", "", "two")) == "one · two"
    assert join_facts(("One.", "", "Two.")) == "One · Two."
    assert join_facts(("", "")) == ""
    assert [as_sentence(one) for one in ("", "One", "One.", "One?")] == ["", "One.", "One.", "One?"]
    assert join_sentences(("One.", "", "Two.")) == "One. Two."
    i18n.use(gettext.NullTranslations(), "de")
    assert join_list(["eins", "zwei", "drei"]) == "eins, zwei und drei"


def test_a_number_stands_in_its_message() -> None:
    assert i18n.ngettext("{n} row of {all}", "{n} rows of {all}", 1, all="9") == "1 row of 9"
    assert i18n.ngettext("{n} row", "{n} rows", 12_345) == "12,345 rows"


@pytest.mark.parametrize(("name", "there"), [("cy", True), ("xx", False), ("de", False)])
def test_only_a_language_that_is_there_and_has_formats_is_taken(
    tmp_path: Path, name: str, there: bool
) -> None:
    for written in ("cy", "xx"):
        made = Catalog()
        made.add("Save", "Cadw")
        to = tmp_path / written / "LC_MESSAGES" / "facilitator.mo"
        to.parent.mkdir(parents=True)
        with to.open("wb") as opened:
            write_mo(opened, made)
    assert i18n.load(tmp_path, name) is there
    assert i18n._("Save") == ("Cadw" if there else "Save")
    assert i18n.locale_name() == (name if there else "en_GB")


def test_nothing_is_nothing_in_every_language(tmp_path: Path) -> None:
    """A catalogue tells of itself where the message is empty, which was read aloud for help."""
    assert i18n.load(compiled(tmp_path, LANGUAGE), LANGUAGE)
    assert (i18n._(""), i18n._("Save")) == ("", "⟦Save⟧")


def test_a_word_means_what_its_context_says(tmp_path: Path) -> None:
    assert i18n.pgettext("ends_means", "Ends") == "Ends"
    assert i18n.load(compiled(tmp_path, LANGUAGE), LANGUAGE)
    assert i18n.pgettext("ends_means", "Ends") == "⟦Ends⟧"
    assert i18n.pgettext("tier", "Ends") == "Ends"
