"""What is kept until the file changes is asked for once, and again after any change."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from facilitator_app.records.members import Member
from facilitator_app.services.files import File
from facilitator_app.store.cache import cached
from facilitator_app.store.labels import Label
from tests.conftest import Make


def _count(file: File, asked: list[int], key: str = "members") -> int:
    with file.store.read() as session:

        def make() -> int:
            asked.append(session.scalar(select(func.count()).select_from(Member)) or 0)
            return asked[-1]

        return cached(session, key, make)


def test_an_answer_is_kept_until_something_changes(file: File, make: Make) -> None:
    asked: list[int] = []
    make.member()
    assert [_count(file, asked), _count(file, asked)] == [1, 1]
    assert len(asked) == 1
    make.member("Priya", "Natarajan")
    assert _count(file, asked) == 2
    file.store.undo()
    assert _count(file, asked) == 1
    assert len(asked) == 3


def test_each_key_has_its_own_answer(file: File, make: Make) -> None:
    make.member()
    assert (_count(file, [], "one"), _count(file, [], "other")) == (1, 1)


def test_what_a_unit_of_work_saw_is_not_kept(file: File, make: Make) -> None:
    make.member()

    def add_and_fail() -> None:
        with file.store.write(Label("Add member")) as work:
            work.add(Member(forenames="Priya", surname="Natarajan"))
            assert _count(file, []) == 2
            raise OSError("stopped")

    with pytest.raises(OSError, match="stopped"):
        add_and_fail()
    assert _count(file, []) == 1
