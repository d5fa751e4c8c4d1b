"""The file puts words in the order of the language in use, as Python does."""

from __future__ import annotations

import gettext
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from facilitator_app import i18n
from facilitator_app.digests.lists import ListQuery
from facilitator_app.domain import collation
from facilitator_app.queries.memberlist import member_list
from facilitator_app.services import find, lists, records
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from facilitator_app.store.file import SORT_KEY, create_connection, new_salt
from facilitator_app.store.key import derive
from tests.conftest import Make
from tests.queries.test_sort_indexes import BY_HAND, plan

WELSH = [("Eleri", "Cymru"), ("Non", "Chwaer"), ("Gwen", "Ddu"), ("Gwen", "Dwr"), ("Ifan", "Cadno")]


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    i18n.use(gettext.NullTranslations())


def titles(file: File, query: ListQuery) -> list[str]:
    return [row.label for row in lists.page(file, query, 0, 100)]


@pytest.mark.parametrize("descending", [False, True])
def test_a_group_with_an_accent_stands_beside_its_letter(
    file: File, make: Make, descending: bool
) -> None:
    wanted = ["Åse group", "east forum", "Élan", "Eland trust", "Zest"]
    for at, one in enumerate(reversed(wanted)):
        make.body(one, f"B{at}")
    query = ListQuery("body", sort="name", descending=descending)
    for body in find.choices(file, "body", "", 9):
        make.seat(make.member("Joan", body.title), body.id)
    assert titles(file, query) == (wanted[::-1] if descending else wanted)
    seats = lists.page(file, ListQuery("seat", sort="body_id", descending=descending), 0, 100)
    assert [row.cells[1].text for row in seats] == (wanted[::-1] if descending else wanted)


@pytest.mark.parametrize("language", ["en_GB", "cy"])
def test_one_name_stands_by_itself_whichever_it_is(file: File, make: Make, language: str) -> None:
    for values in ({"forenames": "Chwaer"}, {"surname": "Dwr"}, {"forenames": "Ddu"}):
        make.record("member", **values)
    make.member("Zoe", "Cymru")
    i18n.use(gettext.NullTranslations(), language)
    wanted = {"en_GB": "Chwaer, Zoe Cymru, Ddu, Dwr", "cy": "Zoe Cymru, Chwaer, Dwr, Ddu"}
    assert ", ".join(titles(file, ListQuery("member"))) == wanted[language]


def test_the_index_is_followed_until_a_letter_is_not_english(file: File, make: Make) -> None:
    make.body("Hara – forum", "OH")
    query = ListQuery("body", sort="name")
    assert not BY_HAND.search(plan(file, query))
    marked = make.body("O'Hara", "OO")
    assert SORT_KEY not in plan(file, query)  # left out by SQLite itself, which is quick at it
    assert BY_HAND.search(plan(file, query))
    records.save(file, Draft("body", {"name": "Ohara"}, marked, 1))
    accented = make.body("Élan", "EL")
    assert SORT_KEY in plan(file, query) or BY_HAND.search(plan(file, query))
    records.save(file, Draft("body", {"name": "Elan"}, accented, 1))
    assert not BY_HAND.search(plan(file, query))


def test_members_stand_as_in_a_directory_of_their_language(file: File, make: Make) -> None:
    forum = make.body("User Forum", "UF")
    for one in WELSH:
        make.seat(make.member(*one), forum)
    for language, wanted in {
        "en_GB": ["Cadno", "Chwaer", "Cymru", "Ddu", "Dwr"],
        "cy": ["Cadno", "Cymru", "Chwaer", "Dwr", "Ddu"],
    }.items():
        i18n.use(gettext.NullTranslations(), language)
        assert [one.split()[-1] for one in titles(file, ListQuery("member"))] == wanted
        assert [hit.title.split()[-1] for hit in find.choices(file, "member", "", 9)] == wanted
        by_member = lists.page(file, ListQuery("seat", sort="member_id"), 0, 100)
        assert [row.cells[0].text.split()[-1] for row in by_member] == wanted
        with file.store.read() as session:
            paper = member_list(session, forum, file.format_context())
        assert [one.name.split()[-1] for one in paper.in_order] == wanted


@pytest.mark.parametrize("descending", [False, True])
def test_apostrophes_count_for_nothing_wherever_members_are_listed(
    file: File, make: Make, descending: bool
) -> None:
    wanted = ["Odling", "Odowda", "O'Dowda", "Odówska", "Ofori"]
    forum = make.body("User Forum", "UF")
    for one in reversed(wanted):
        make.seat(make.member("Ann", one), forum)

    def surnames(found: list[str]) -> list[str]:
        alike = {"Odowda", "O'Dowda"}  # either may come first
        return ["Odowda" if one.split()[-1] in alike else one.split()[-1] for one in found]

    in_order = surnames(wanted)
    turned = in_order[::-1] if descending else in_order
    assert surnames(titles(file, ListQuery("member", descending=descending))) == in_order
    for key in ("name", "surname"):
        query = ListQuery("member", sort=key, descending=descending)
        assert surnames(titles(file, query)) == turned
    seats = lists.page(file, ListQuery("seat", sort="member_id", descending=descending), 0, 100)
    assert surnames([row.cells[0].text for row in seats]) == turned
    assert surnames([hit.title for hit in find.choices(file, "member", "", 9)]) == in_order
    with file.store.read() as session:
        paper = member_list(session, forum, file.format_context())
    assert surnames([one.name for one in paper.in_order]) == in_order


@pytest.mark.parametrize("descending", [False, True])
def test_numbers_count_by_what_they_are(file: File, make: Make, descending: bool) -> None:
    wanted = ["Group 1", "Group 2", "Group 02b", "Group 10", "Group 100", "Groups"]
    for at, one in enumerate(reversed(wanted)):
        make.body(one, f"G{at}")
    query = ListQuery("body", sort="name", descending=descending)
    assert titles(file, query) == (wanted[::-1] if descending else wanted)
    assert [one.title for one in find.choices(file, "body", "", 9)] == wanted


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dbapi2.Connection]:
    path = tmp_path_factory.mktemp("order") / "order.facilitator"
    salt = new_salt()
    opened = create_connection(path, salt, derive("a passphrase of the test", salt))
    opened.execute("CREATE TABLE word (text VARCHAR)")
    yield opened
    opened.close()


@given(
    st.sampled_from(["en_GB", "cy", "sv", "pl", "hu"]),
    st.lists(st.text(st.characters(max_codepoint=0x24F, exclude_characters="\0"), max_size=8)),
)
def test_the_file_and_python_agree(
    connection: dbapi2.Connection, language: str, words: list[str]
) -> None:
    i18n.use(gettext.NullTranslations(), language)
    connection.execute("DELETE FROM word")
    connection.executemany("INSERT INTO word VALUES (?)", [(word,) for word in words])
    rows = connection.execute(f"SELECT text FROM word ORDER BY {SORT_KEY}(text), text").fetchall()
    assert [row[0] for row in rows] == sorted(words, key=collation.key)
