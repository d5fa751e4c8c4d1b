"""Undo and redo: whatever was done, all of it can be taken back and done again."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator_app.clock import fixed_on
from facilitator_app.domain.errors import AppError, Conflict
from facilitator_app.services import files, lists, records, undo
from facilitator_app.services.files import File
from facilitator_app.spec.record import Changes, Draft
from facilitator_app.store.key import Key
from tests.conftest import TODAY, Make
from tests.store.seeing import content

NAMES = st.sampled_from(["Joan", "Siân", "O'Hara", "Łucja", "A & <B>", "نور"])
STEP = st.one_of(
    st.tuples(st.just("member"), NAMES, NAMES),
    st.tuples(st.just("body"), NAMES),
    st.tuples(st.just("seat"), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("action"), st.integers(0, 9), NAMES),
    st.tuples(
        st.just("change"),
        st.integers(0, 9),
        NAMES,
        st.sampled_from([(), ("bsl",), ("diet", "bsl")]),
    ),
    st.tuples(st.just("remove"), st.integers(0, 9)),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


@pytest.fixture(scope="module")
def long_lived(
    template: tuple[Path, Key], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[File]:
    """Give one file to all examples of a property: each leaves it as it found it."""
    copy = shutil.copy(template[0], tmp_path_factory.mktemp("undo"))
    opened = files.open_file(Path(copy), template[1], fixed_on(TODAY))
    yield opened
    opened.close()


class Session:
    """Does steps as a user would, and remembers what the file held after each."""

    def __init__(self, file: File) -> None:
        """Begin with what `file` holds now."""
        self.file = file
        self.states = [content(file)]
        self.at = 0
        self.ids: list[tuple[str, int]] = []

    def take(self, step: tuple[Any, ...]) -> None:
        what = step[0]
        if what in ("undo", "redo"):
            self._move(-1 if what == "undo" else 1)
            return
        try:
            did = self._do(step)
        except (AppError, IndexError):
            assert content(self.file) == self.states[self.at]
            return
        if did.touched:
            del self.states[self.at + 1 :]
            self.states.append(content(self.file))
            self.at += 1

    def _move(self, by: int) -> None:
        if not 0 <= self.at + by < len(self.states):
            with pytest.raises(AppError, match="There is nothing to"):
                (undo.undo if by < 0 else undo.redo)(self.file)
            return
        (undo.undo if by < 0 else undo.redo)(self.file)
        self.at += by
        assert content(self.file) == self.states[self.at]

    def _do(self, step: tuple[Any, ...]) -> Changes:
        match step:
            case ("member", forenames, surname):
                return self._add(
                    "member", forenames=forenames, surname=surname, access_words=surname
                )
            case ("body", name):
                return self._add("body", name=name, short_name="PG", type="nssg")
            case ("seat", member, body):
                return self._add(
                    "seat", member_id=self._one("member", member), body_id=self._one("body", body),
                    starts=dt.date(2026, 1, 1),
                )  # fmt: skip
            case ("action", owner, what):
                return self._add("action", what=what, owner_id=self._one("member", owner))
            case ("change", member, notes, needs):
                changed = {"notes": notes, "access_needs": needs, "surname": notes}
                draft = Draft("member", changed, self._one("member", member))
                return records.save(self.file, draft).changes
            case ("remove", at):
                return records.remove(self.file, *self.ids[at])
        raise AssertionError(step)

    def _one(self, name: str, at: int) -> int:
        return [one for kind, one in self.ids if kind == name][at]

    def _add(self, name: str, /, **values: Any) -> Changes:
        saved = records.save(self.file, Draft(name, values))
        self.ids.append((name, saved.id))
        return saved.changes


@given(steps=st.lists(STEP, max_size=14))
@settings(max_examples=40)
def test_all_that_was_done_can_be_undone_and_redone(
    steps: list[tuple[Any, ...]], long_lived: File
) -> None:
    long_lived.store.steps.clear()
    session = Session(long_lived)
    for step in steps:
        session.take(step)
    while undo.labels(long_lived).redo:
        session.take(("redo",))
    last = content(long_lived)
    while undo.labels(long_lived).undo:
        session.take(("undo",))
    assert content(long_lived) == session.states[0]
    while undo.labels(long_lived).redo:
        session.take(("redo",))
    assert content(long_lived) == last
    while undo.labels(long_lived).undo:
        undo.undo(long_lived)
    assert files.check(long_lived) == ()


def behind(file: File, sql: str, *values: object) -> None:
    """Change the file behind the journal's back, as a merge of another copy would."""
    file.store.raw.execute(sql, values)


@pytest.mark.parametrize("way", ["add", "change", "remove"])
def test_what_changed_since_is_not_undone(way: str, file: File, make: Make) -> None:
    member = make.member(telephone="01684 496 0142")
    if way == "change":
        records.save(file, Draft("member", {"telephone": "01684 496 0143"}, member, 1))
    if way == "remove":
        records.remove(file, "member", member)
        columns = "id, version, forenames, surname, status"
        behind(file, f"INSERT INTO member ({columns}) VALUES (?, 9, 'A', 'B', 'left')", member)
    else:
        behind(file, "UPDATE member SET telephone = '0' WHERE id = ?", member)
    before, labels = content(file), undo.labels(file)
    with pytest.raises(Conflict, match="changed again since"):
        undo.undo(file)
    assert (content(file), undo.labels(file)) == (before, labels)


def test_a_change_elsewhere_in_the_row_does_not_hinder(file: File, make: Make) -> None:
    member = make.member(telephone="01684 496 0142")
    records.save(file, Draft("member", {"telephone": "01684 496 0143"}, member, 1))
    behind(file, "UPDATE member SET notes = 'From the other copy' WHERE id = ?", member)
    undo.undo(file)
    row = records.get(file, "member", member)
    assert (row["telephone"], row["notes"]) == ("01684 496 0142", "From the other copy")


def test_undoing_what_others_refer_to_now_is_refused(file: File, make: Make) -> None:
    member = make.member()
    row = (
        "INSERT INTO action (id, version, what, owner_id, status) VALUES (5, 1, 'Ring', ?, 'open')"
    )
    behind(file, row, member)
    before = content(file)
    with pytest.raises(Conflict, match="something else needs it"):
        undo.undo(file)
    assert content(file) == before
    assert undo.labels(file).undo == "Add member"


def test_doing_something_new_forgets_what_was_undone(file: File, make: Make) -> None:
    make.member()
    undo.undo(file)
    assert undo.labels(file) == undo.UndoLabels("", "Add member")
    make.body()
    assert undo.labels(file) == undo.UndoLabels("Add group", "")
    with pytest.raises(AppError, match="nothing to redo"):
        undo.redo(file)


def test_a_new_session_has_nothing_to_undo(path: Path, key: Key) -> None:
    opened = files.open_file(path, key, fixed_on(TODAY))
    Make(opened).member()
    opened.close()
    again = files.open_file(path, key, fixed_on(TODAY))
    assert undo.labels(again) == undo.UndoLabels("", "")
    assert lists.frame(again, lists.first_query("member")).ever == 1
    again.close()


def test_undo_keeps_the_search_index_in_step(file: File, make: Make) -> None:
    member = make.member("Siân", "Probert")
    records.save(file, Draft("member", {"surname": "Quill"}, member, 1))
    undo.undo(file)
    words = [row for row in content(file)["find"] if row[0] == member]
    assert words == [(member, "member", "sian probert", "")]
    undo.undo(file)
    assert [row for row in content(file)["find"] if row[0] == member] == []


def test_a_list_entry_that_is_undone_is_offered_no_more(file: File, make: Make) -> None:
    make.record("list_entry", list="locality", code="anston", words="Anston")
    assert file.format_context().lists.label("locality", "anston") == "Anston"
    make.member()
    undo.undo(file)
    undo.undo(file)
    make.member()
    assert file.format_context().lists.entry("locality", "anston") is None
