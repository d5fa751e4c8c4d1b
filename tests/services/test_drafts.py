"""Drafts of unsaved forms: offered back after a crash, and never part of the records."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from facilitator_app.clock import FixedClock
from facilitator_app.services import drafts, files, lists, undo
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from facilitator_app.store.key import Key

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
