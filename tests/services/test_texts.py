"""Texts that save themselves: what is stored, and what a sitting of writing leaves behind."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitator_app.clock import fixed_on
from facilitator_app.domain.errors import ChangedElsewhere, Conflict, Gone
from facilitator_app.services import done_words, files, find, records, texts, undo
from facilitator_app.services.files import File
from facilitator_app.services.texts import TextPlace
from facilitator_app.spec.record import Draft
from facilitator_app.store.key import Key
from facilitator_app.store.labels import Label
from tests.conftest import TODAY, Make

SAVES = 600


@pytest.fixture
def place(make: Make) -> TextPlace:
    member = make.member(forenames="Joan", surname="Whitlock", notes="Before")
    return notes_of(member)


def notes_of(member: int) -> TextPlace:
    return TextPlace("member", member, "notes", "Joan Whitlock", Label("Write notes"))


def journal(file: File) -> tuple[int, int, int]:
    """Return the number of change sets and of changes, and the bytes of all images."""
    found = file.store.raw.execute(
        "SELECT (SELECT count(*) FROM change_set), count(*),"
        " sum(coalesce(length(before), 0) + coalesce(length(after), 0)) FROM change"
    )
    sets, changes, size = found.fetchone()
    return int(sets), int(changes), int(size)


def test_a_sitting_is_one_step_and_one_image_before(file: File, place: TextPlace) -> None:
    before, text = journal(file), "Before"
    for number in range(SAVES):
        longer = f"{text} word{number}"
        texts.keep(file, place, text, longer)
        text = longer
    sets, changes, size = journal(file)
    assert (sets - before[0], changes - before[1]) == (1, 1)
    assert size - before[2] < len(text) + 100
    assert texts.stored(file, place) == text
    [entry] = [one for one in records.history(file, "member", place.id) if "Notes" in one.what]
    assert entry.what.startswith("Notes changed from “Before” to “Before word0")
    undo.undo(file)
    assert texts.stored(file, place) == "Before"
    undo.redo(file)
    assert texts.stored(file, place) == text


def test_another_change_ends_the_sitting(file: File, place: TextPlace) -> None:
    texts.keep(file, place, "Before", "One")
    texts.keep(file, place, "One", "Two")
    records.save(file, Draft("member", {"title": "Ms"}, place.id))
    texts.keep(file, place, "Two", "Three")
    assert [undo.undo(file).label for _step in range(3)] == [
        "Write notes", "Change member", "Write notes",
    ]  # fmt: skip
    assert texts.stored(file, place) == "Before"


def test_the_text_of_another_record_is_another_sitting(
    file: File, place: TextPlace, make: Make
) -> None:
    other = notes_of(make.member(forenames="Siân", surname="Llewellyn"))
    texts.keep(file, place, "Before", "Hers")
    texts.keep(file, other, "", "Theirs")
    undo.undo(file)
    assert (texts.stored(file, place), texts.stored(file, other)) == ("Hers", "")


def test_what_is_written_after_undo_is_a_step_of_its_own(file: File, place: TextPlace) -> None:
    texts.keep(file, place, "Before", "One")
    undo.undo(file)
    texts.keep(file, place, "Before", "Two")
    undo.undo(file)
    assert texts.stored(file, place) == "Before"
    undo.redo(file)
    assert texts.stored(file, place) == "Two"
    texts.keep(file, place, "Two", "Three")
    undo.undo(file)
    assert texts.stored(file, place) == "Two"


def test_a_sitting_goes_on_only_at_the_end_of_the_journal(file: File, place: TextPlace) -> None:
    texts.keep(file, place, "Before", "One")
    records.save(file, Draft("member", {"title": "Ms"}, place.id))
    undo.undo(file)
    texts.keep(file, place, "One", "Two")
    undo.undo(file)
    assert texts.stored(file, place) == "One"


def test_special_values_stay_out_of_the_journal(file: File, make: Make) -> None:
    member = make.member(forenames="Joan", surname="Whitlock")
    place = TextPlace("member", member, "access_words", "Joan Whitlock", Label("Write needs"))
    texts.keep(file, place, "", "Swordfish one")
    texts.keep(file, place, "Swordfish one", "Swordfish two")
    written = "".join(
        str(row) for row in file.store.raw.execute("SELECT before, after FROM change")
    )
    assert "Swordfish" not in written
    undo.undo(file)
    assert texts.stored(file, place) == "Swordfish one"
    undo.undo(file)
    assert texts.stored(file, place) == ""


PARAGRAPH = "Joan told us of the car park that is always full."


def earlier(file: File, place: TextPlace) -> list[str]:
    return [one.text for one in texts.history(file, place).earlier]


def test_what_stood_there_is_known_in_the_next_session(
    file: File, place: TextPlace, key: Key
) -> None:
    texts.keep(file, place, "Before", PARAGRAPH, anew=True)
    texts.keep(file, place, PARAGRAPH, "Hers.", anew=True)
    texts.keep(file, place, "Hers.", "Hers. And more.")
    path = file.store.path
    file.close()
    again = files.open_file(path, key, fixed_on(TODAY), who="Sam Second")
    found = texts.history(again, place)
    assert found.now == "Hers. And more."
    assert [one.text for one in found.earlier] == [PARAGRAPH, "Before"]
    changes = texts.put_back(again, place, found.now, PARAGRAPH).changes
    assert changes.label == "Put earlier words back"
    assert (texts.stored(again, place), earlier(again, place)) == (
        PARAGRAPH, ["Hers. And more.", "Before"],
    )  # fmt: skip
    assert texts.history(again, place).earlier[0].who != "Sam Second"
    undo.undo(again)
    assert texts.stored(again, place) == "Hers. And more."
    again.close()


def test_a_sitting_that_begins_anew_is_a_step(file: File, place: TextPlace) -> None:
    texts.keep(file, place, "Before", PARAGRAPH, anew=True)
    texts.keep(file, place, PARAGRAPH, PARAGRAPH[::-1], anew=True)
    assert earlier(file, place) == [PARAGRAPH, "Before"]
    undo.undo(file)
    assert texts.stored(file, place) == PARAGRAPH


def test_what_is_taken_back_goes_with_the_step_before_and_comes_back_whole(
    file: File, place: TextPlace
) -> None:
    texts.keep(file, place, "Before", "Before a b")
    texts.keep(file, place, "Before a b", "Before a", taken_back=True)
    texts.keep(file, place, "Before a", "Before", taken_back=True)
    assert "Before a b" in earlier(file, place)
    assert undo.undo(file).touches("member")
    assert texts.stored(file, place) == "Before"
    undo.redo(file)
    assert texts.stored(file, place) == "Before a b"
    undo.undo(file)
    assert texts.stored(file, place) == "Before"


def test_what_is_taken_back_after_something_else_is_a_step_of_its_own(
    file: File, place: TextPlace, make: Make
) -> None:
    other = notes_of(make.member(forenames="Amy", surname="Adams"))
    texts.keep(file, place, "Before", "Before hippopotamus")
    texts.keep(file, other, "", "Hers")
    texts.keep(file, place, "Before hippopotamus", "Before", taken_back=True)
    assert found(file, "hippopotamus") == 0
    told = done_words.told(file, undo.undo(file))
    assert told == "Write notes: Joan Whitlock"
    assert (texts.stored(file, place), texts.stored(file, other)) == ("Before hippopotamus", "Hers")
    assert found(file, "hippopotamus") == 1
    undo.undo(file)
    assert (texts.stored(file, place), texts.stored(file, other)) == ("Before hippopotamus", "")
    undo.redo(file)
    undo.redo(file)
    assert (texts.stored(file, place), texts.stored(file, other)) == ("Before", "Hers")


def found(file: File, words: str) -> int:
    return len(find.find(file, words, 5))


def test_what_comes_back_with_an_undone_step_is_found_again(file: File, place: TextPlace) -> None:
    texts.keep(file, place, "Before", "Before hippopotamus rhinoceros")
    times = file.store.times_changed("member")
    texts.keep(file, place, "Before hippopotamus rhinoceros", "Before rhinoceros", taken_back=True)
    undo.undo(file)
    assert (found(file, "hippopotamus"), found(file, "rhinoceros")) == (0, 0)
    undo.redo(file)
    assert (found(file, "hippopotamus"), found(file, "rhinoceros")) == (1, 1)
    assert file.store.times_changed("member") > times + 2


def test_going_on_in_one_text_makes_steps_of_all_that_was_taken_back(
    file: File, place: TextPlace, make: Make
) -> None:
    other = notes_of(make.member(forenames="Amy", surname="Adams"))
    texts.keep(file, place, "Before", "Before mine")
    texts.keep(file, other, "", "Hers")
    texts.keep(file, place, "Before mine", "Before", taken_back=True)
    texts.keep(file, other, "Hers", "", taken_back=True)
    texts.keep(file, other, "", "Hers anew")
    seen = []
    while file.store.undo_label == "Write notes":
        undo.undo(file)
        seen.append((texts.stored(file, place), texts.stored(file, other)))
    assert seen == [
        ("Before", "Hers"), ("Before mine", "Hers"), ("Before mine", ""), ("Before", ""),
    ]  # fmt: skip


def test_undo_in_a_text_is_about_its_words_alone(file: File, place: TextPlace) -> None:
    texts.keep(file, place, "Before", "Before it")
    records.save(file, Draft("member", {"title": "Dr"}, place.id))
    with pytest.raises(ChangedElsewhere, match="Member changed"):
        undo.undo_at(file, place.id, place)
    assert undo.undo_at(file, place.id).label == "Change member"
    both = {"title": "Dr", "notes": "Before it and more"}
    records.save(file, Draft("member", both, place.id))
    with pytest.raises(ChangedElsewhere, match="Member changed"):
        undo.undo_at(file, place.id, place)
    undo.undo(file)
    undo.undo_at(file, place.id, place)
    assert texts.stored(file, place) == "Before"


def test_many_other_changes_of_the_record_leave_earlier_words_known(
    file: File, place: TextPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "_VERSIONS", 5)
    texts.keep(file, place, "Before", "After it", anew=True)
    for title in "abcdefgh":
        records.save(file, Draft("member", {"title": title}, place.id))
    assert earlier(file, place) == ["Before"]


def test_what_is_taken_back_and_comes_again_leaves_no_step(file: File, place: TextPlace) -> None:
    texts.keep(file, place, "Before", "Before a")
    before = journal(file)
    texts.keep(file, place, "Before a", "Before", taken_back=True)
    texts.keep(file, place, "Before", "Before a")
    assert journal(file) == before
    texts.keep(file, place, "Before a", "Before a b")
    assert journal(file)[0] == before[0]
    undo.undo(file)
    assert texts.stored(file, place) == "Before"


def test_nothing_is_put_back_over_what_another_wrote(file: File, place: TextPlace) -> None:
    texts.keep(file, place, "Before", "Mine")
    with pytest.raises(Conflict):
        texts.put_back(file, place, "Before", "Older")
    assert texts.stored(file, place) == "Mine"


def test_an_empty_text_and_the_one_that_stands_are_not_told(file: File, make: Make) -> None:
    place = notes_of(make.member(forenames="Siân", surname="Llewellyn"))
    assert texts.history(file, place) == texts.TextHistory("", ())
    texts.keep(file, place, "", "Once")
    texts.keep(file, place, "Once", "", anew=True)
    texts.keep(file, place, "", "Once", anew=True)
    assert texts.history(file, place) == texts.TextHistory("Once", ())


def test_what_was_withheld_from_the_journal_is_not_told(file: File, make: Make) -> None:
    member = make.member(forenames="Joan", surname="Whitlock")
    place = TextPlace("member", member, "access_words", "Joan Whitlock", Label("Write needs"))
    texts.keep(file, place, "", PARAGRAPH)
    texts.keep(file, place, PARAGRAPH, "Other")
    assert earlier(file, place) == []


def test_words_written_elsewhere_are_a_conflict(file: File, place: TextPlace) -> None:
    records.save(file, Draft("member", {"notes": "Theirs"}, place.id))
    with pytest.raises(Conflict):
        texts.keep(file, place, "Before", "Mine")
    assert texts.stored(file, place) == "Theirs"


def test_other_fields_may_change_while_one_writes(file: File, place: TextPlace) -> None:
    records.save(file, Draft("member", {"title": "Ms"}, place.id))
    texts.keep(file, place, "Before", "Mine")
    assert texts.stored(file, place) == "Mine"


def test_a_record_that_was_removed_says_so(file: File, place: TextPlace) -> None:
    records.remove(file, "member", place.id)
    with pytest.raises(Gone):
        texts.keep(file, place, "Before", "Mine")
    with pytest.raises(Gone, match="“Joan Whitlock” was deleted"):
        texts.stored(file, place)


STEP = st.one_of(
    st.tuples(st.just("write"), st.integers(0, 1), st.sampled_from(["a", "b  \n", "", "ñ\n\nç"])),
    st.tuples(st.just("back"), st.integers(0, 1), st.sampled_from(["a", "a b", ""])),
    st.tuples(st.just("title"), st.integers(0, 1), st.sampled_from(["Ms", "Dr"])),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


@settings(max_examples=60)
@given(given_steps=st.lists(STEP, max_size=20))
@example(given_steps=[("write", 1, "a"), ("back", 1, "a b"), ("back", 0, "a"), ("back", 1, "a")])
def test_whatever_was_written_can_be_taken_back(
    given_steps: list[tuple[str, ...]],
    template: tuple[Path, Key],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    copy = shutil.copy(template[0], tmp_path_factory.mktemp("texts"))
    file = files.open_file(Path(copy), template[1], fixed_on(TODAY))
    ids = [
        records.save(file, Draft("member", {"forenames": "Joan", "surname": name})).id
        for name in ("One", "Two")
    ]
    start = _values(file, ids)
    for kind, *rest in given_steps:
        if kind in ("write", "back"):
            place = notes_of(ids[int(rest[0])])
            now = texts.stored(file, place)
            texts.keep(file, place, now, rest[1], taken_back=kind == "back")
            assert texts.stored(file, place) == _tidy(rest[1])
        elif kind == "title":
            records.save(file, Draft("member", {"title": rest[1]}, ids[int(rest[0])]))
        elif kind == "undo" and file.store.undo_label not in ("", "Add member"):
            undo.undo(file)
        elif kind == "redo" and file.store.redo_label:
            undo.redo(file)
    end = _values(file, ids)
    aside = any(one.taken_back for one in file.store.steps.done)  # Redo has all that there was
    undone = 0
    while file.store.undo_label not in ("", "Add member"):
        undo.undo(file)
        undone += 1
    assert _values(file, ids) == start
    for _step in range(undone):
        undo.redo(file)
    assert _values(file, ids) == end or aside
    assert files.check(file) == ()
    file.close()


def _values(file: File, ids: list[int]) -> list[tuple[str | None, str | None]]:
    rows = [records.get(file, "member", one) for one in ids]
    return [(row["title"], row["notes"]) for row in rows]


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()
