"""Undo and redo as the window offers them."""

from __future__ import annotations

import pytest

from facilitator_app.domain.errors import AppError
from facilitator_app.services import lists, records, undo
from facilitator_app.services.files import File
from facilitator_app.spec.record import Changes, Draft
from tests.conftest import Make


def test_labels_say_what_comes_next(file: File, make: Make) -> None:
    assert undo.labels(file) == undo.UndoLabels("", "")
    member = make.member()
    records.save(file, Draft("member", {"notes": "x"}, member, 1))
    assert undo.labels(file) == undo.UndoLabels("Change member", "")
    undo.undo(file)
    assert undo.labels(file) == undo.UndoLabels("Add member", "Change member")
    undo.undo(file)
    assert undo.labels(file) == undo.UndoLabels("", "Add member")
    undo.redo(file)
    undo.redo(file)
    assert undo.labels(file) == undo.UndoLabels("Change member", "")
    undo.undo(file)
    assert undo.labels(file) == undo.UndoLabels("Add member", "Change member")


def test_pages_are_told_what_to_refresh(file: File, make: Make) -> None:
    member = make.member()
    seat = make.seat(member, make.body())
    records.remove(file, "member", member)
    touched = frozenset({("member", member), ("seat", seat)})
    assert undo.undo(file) == Changes("Delete member", touched)
    done_again = undo.redo(file)
    assert done_again == Changes("Delete member", touched)
    assert done_again.touches("seat", "claim")
    assert not done_again.touches("claim")


def test_nothing_to_undo_is_said(file: File) -> None:
    with pytest.raises(AppError, match=r"There is nothing to undo\."):
        undo.undo(file)
    with pytest.raises(AppError, match=r"There is nothing to redo\."):
        undo.redo(file)


def test_a_refused_save_is_not_there_to_undo(file: File, make: Make) -> None:
    make.member()
    with pytest.raises(AppError):
        records.save(file, Draft("member", {}))
    assert undo.labels(file).undo == "Add member"
    undo.undo(file)
    assert lists.frame(file, lists.first_query("member")).ever == 0


def test_a_form_opened_before_an_undo_is_stale(file: File, make: Make) -> None:
    member = make.member()
    records.save(file, Draft("member", {"notes": "x"}, member, 1))
    stale = records.get(file, "member", member)
    undo.undo(file)
    with pytest.raises(AppError, match="changed elsewhere"):
        records.save(file, Draft("member", {"notes": "y"}, member, stale.version))
