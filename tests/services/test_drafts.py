"""Drafts of unsaved forms: offered back after a crash, and never part of the records."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from facilitator_app.clock import FixedClock
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.services import drafts, erasure, files, lists, records, undo
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft, Unread
from facilitator_app.store.key import Key
from tests.unwritable import unwritable

NEW = Draft(
    "member",
    {"surname": "Prob", "born": dt.date(1958, 4, 3), "kinds": ("patient", "carer"), "notes": None},
)


def test_a_draft_comes_back_after_the_file_was_opened_again(
    path: Path, key: Key, clock: FixedClock
) -> None:
    file = files.open_file(path, key, clock)
    assert drafts.keep(file, "member/new", NEW) == clock.now()
    file.close()
    clock.at += dt.timedelta(hours=2)
    again = files.open_file(path, key, clock)
    kept = drafts.find(again, "member/new")
    again.close()
    assert kept == drafts.SavedDraft(NEW, clock.now() - dt.timedelta(hours=2))


def test_what_cannot_be_read_as_a_value_is_kept_as_it_was_typed(file: File) -> None:
    typed = {"surname": Unread("x" * 500), "born": Unread("31/2/1958"), "notes": Unread("")}
    drafts.keep(file, "member/new", Draft("member", typed))
    kept = drafts.find(file, "member/new")
    assert kept is not None
    assert kept.draft.values == typed
    assert all(isinstance(one, Unread) for one in kept.draft.values.values())


def test_a_value_that_its_field_can_no_longer_have_is_kept_as_words(file: File) -> None:
    drafts.keep(file, "member/new", Draft("member", {"surname": "x" * 500, "born": None}))
    kept = drafts.find(file, "member/new")
    assert kept is not None
    assert kept.draft.values == {"surname": Unread("x" * 500), "born": None}


def test_what_is_saved_takes_its_draft_with_it_in_the_same_unit_of_work(file: File) -> None:
    for key in ("member/new", "member/new/line/0", "member/new~2"):
        drafts.keep(file, key, NEW)
    with pytest.raises(AppError), drafts.used_up(file, "member/new"):
        records.save(file, Draft("member", {}))
    assert len(drafts.keys(file)) == 3
    with drafts.used_up(file, "member/new"):
        records.save(file, Draft("member", {"forenames": "Ann", "surname": "Prob"}))
    assert drafts.keys(file) == ["member/new~2"]
    undo.undo(file)
    assert drafts.keys(file) == ["member/new~2"]


def test_what_is_held_in_memory_goes_with_what_is_saved(file: File) -> None:
    with unwritable(file), pytest.raises(AppError):
        drafts.keep(file, "member/new", NEW)
    with drafts.used_up(file, "member/new"):
        records.save(file, Draft("member", {"forenames": "Ann", "surname": "Prob"}))
    assert drafts.keys(file) == []


def test_the_latest_draft_counts(file: File, clock: FixedClock) -> None:
    drafts.keep(file, "member/new", NEW)
    clock.at += dt.timedelta(seconds=5)
    drafts.keep(file, "member/new", Draft("member", {"surname": "Probert"}))
    kept = drafts.find(file, "member/new")
    assert kept == drafts.SavedDraft(Draft("member", {"surname": "Probert"}), clock.now())


def test_a_draft_of_a_change_knows_what_it_changes(file: File) -> None:
    draft = Draft("claim", {"total": 1_250, "date": dt.date(2026, 11, 3)}, id=2**62 + 1, version=7)
    drafts.keep(file, "claim/1", draft)
    kept = drafts.find(file, "claim/1")
    assert kept is not None
    assert kept.draft == draft


def test_a_dropped_draft_is_gone(file: File) -> None:
    drafts.keep(file, "member/new", NEW)
    drafts.drop(file, "member/new")
    drafts.drop(file, "member/new")
    assert drafts.find(file, "member/new") is None


def test_a_draft_is_no_record(file: File) -> None:
    drafts.keep(file, "member/new", NEW)
    assert lists.frame(file, lists.first_query("member")).ever == 0
    assert undo.labels(file) == undo.UndoLabels("", "")


def test_a_draft_that_cannot_be_written_is_held(file: File, clock: FixedClock) -> None:
    with unwritable(file):
        with pytest.raises(AppError, match="your words are held"):
            drafts.keep(file, "member/new", NEW)
        assert drafts.find(file, "member/new") == drafts.SavedDraft(NEW, clock.now())
        assert drafts.keys(file) == ["member/new"]
        assert drafts.held(file) == ("Member",)
    assert drafts.keep_held(file) == 1
    assert drafts.held(file) == ()
    assert drafts.find(file, "member/new") == drafts.SavedDraft(NEW, clock.now())


def test_the_next_draft_that_is_kept_takes_with_it_what_was_held(file: File) -> None:
    with unwritable(file), pytest.raises(AppError):
        drafts.keep(file, "member/new", NEW)
    drafts.keep(file, "claim/new", Draft("claim", {"total": 1_250}))
    assert not file.held_drafts
    assert set(drafts.keys(file)) == {"member/new", "claim/new"}


def test_what_is_held_is_called_by_its_record(file: File) -> None:
    saved = records.save(file, Draft("member", {"forenames": "Joan", "surname": "Whitlock"}))
    with unwritable(file), pytest.raises(AppError):
        drafts.keep(file, f"member/{saved.id}", Draft("member", {"notes": "x"}, saved.id))
    file.store.raw.execute("PRAGMA query_only=ON")
    assert drafts.held(file) == ("Joan Whitlock",)


def test_a_draft_forgotten_while_nothing_can_be_written_stays_forgotten(file: File) -> None:
    drafts.keep(file, "member/new", NEW)
    with unwritable(file):
        with pytest.raises(AppError):
            drafts.drop(file, "member/new")
        assert drafts.find(file, "member/new") is None
        assert drafts.keys(file) == []
    assert drafts.keep_held(file) == 0
    assert drafts.find(file, "member/new") is None


def test_drafts_are_kept_together_or_not_at_all(file: File) -> None:
    with unwritable(file), pytest.raises(AppError):
        drafts.keep_all(file, {"member/new": NEW, "member/new/line/0": NEW, "claim/new": None})
    assert set(drafts.keys(file)) == {"member/new", "member/new/line/0"}


def test_nothing_is_written_to_forget_what_was_never_kept(file: File) -> None:
    before = file.store.raw.total_changes
    with unwritable(file):
        drafts.drop(file, "member/new")
    assert file.store.raw.total_changes == before


def test_what_is_held_of_an_erased_record_goes_with_it(file: File) -> None:
    saved = records.save(file, Draft("member", {"forenames": "Joan", "surname": "Whitlock"}))
    with unwritable(file), pytest.raises(AppError):
        drafts.keep(file, f"member/{saved.id}", Draft("member", {"notes": "Zebra"}, saved.id))
    erasure.erase(file, "member", saved.id, Progress())
    assert drafts.keys(file) == []
    assert not file.held_drafts
