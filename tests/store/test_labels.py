"""What the journal calls its changes: stored as codes, shown in the language of whoever looks."""

from __future__ import annotations

import gettext
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app import i18n
from facilitator_app.services import undo
from facilitator_app.services.files import File
from facilitator_app.store.labels import Label, struck, words_of
from tests.conftest import Make

ADD = Label("Add {thing}", {"thing": "member"})
GERMAN = {
    "Add {thing}": "{thing} anlegen",
    "Undo: {label}": "Zurückgenommen: {label}",
    "Member": "Mitglied",
}


class German(gettext.NullTranslations):
    """A catalogue of a few words."""

    def gettext(self, message: str) -> str:
        """Return the German words."""
        return GERMAN.get(message, message)


@pytest.fixture
def english_again() -> Iterator[None]:
    """Show English after the test."""
    yield
    i18n.use(gettext.NullTranslations())


@pytest.mark.parametrize(
    ("label", "stored", "words"),
    [
        (Label("Add meeting"), '["Add meeting",{}]', "Add meeting"),
        (ADD, '["Add {thing}",{"thing":"member"}]', "Add member"),
        (Label("Import {things}", {"things": "claim"}), None, "Import claims"),
        (Label("Undo: {label}", {"label": ADD}), None, "Undo: Add member"),
        (Label("Publish {title}", {"title": "A {b} “c”"}), None, "Publish A {b} “c”"),
        (Label("Add {thing}", {"thing": "long_gone"}), None, "Add long_gone"),
    ],
)
def test_a_label_is_stored_as_its_code(label: Label, stored: str | None, words: str) -> None:
    assert stored in (None, label.stored)
    assert (label.words, words_of(label.stored)) == (words, words)


@pytest.mark.parametrize(
    "text", ["Add member", "[1] Call", "[", '["a"]', "", "[{}]", '["{n} files",{},"a"]', '["a",[]]']
)
def test_older_labels_are_shown_as_they_are(text: str) -> None:
    assert words_of(text) == text
    assert struck(text, lambda words: words) == text


@given(st.text(), st.text())
def test_what_fills_a_label_comes_back(title: str, name: str) -> None:
    label = Label("{title}: {name}", {"title": title, "name": name})
    assert words_of(label.stored) == f"{title}: {name}"


def test_a_name_is_struck_out_of_what_fills_a_label_and_of_older_words() -> None:
    inner = Label("Publish {title}", {"title": 'Thanks to "Ann"'})
    label = Label("Undo: {label}", {"label": inner})
    taken = struck(label.stored, lambda text: text.replace('"Ann"', "*"))
    assert words_of(taken) == "Undo: Publish Thanks to *"
    assert struck("Call Ann", lambda text: text.replace("Ann", "*")) == "Call *"


@pytest.mark.usefixtures("english_again")
def test_the_language_is_that_of_whoever_looks(file: File, make: Make) -> None:
    member = make.member()
    i18n.use(German(), "de")
    assert undo.labels(file).undo == "Mitglied anlegen"
    assert undo.undo(file).label == "Mitglied anlegen"
    with file.store.read() as session:
        connection = session.connection()
        entries = list(file.store.journal.history(connection, "member", member, 9))
    assert [one.label for one in entries] == [
        "Zurückgenommen: Mitglied anlegen",
        "Mitglied anlegen",
    ]
    held = file.store.raw.execute("SELECT label FROM change_set ORDER BY id DESC LIMIT 2")
    assert held.fetchall() == [
        ('["Undo: {label}",{"label":["Add {thing}",{"thing":"member"}]}]',),
        ('["Add {thing}",{"thing":"member"}]',),
    ]


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("Member", "member"),
        ("NHS trust", "NHS trust"),
        ("A&E", "A&E"),
        ("A seat", "a seat"),
        ("", ""),
    ],
)
def test_a_heading_word_within_a_sentence(text: str, within: str) -> None:
    assert i18n.mid_sentence(text) == within
