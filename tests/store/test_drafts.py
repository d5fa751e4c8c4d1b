"""Drafts as the store keeps them: one for each key, latest first, and no part of the journal."""

from __future__ import annotations

import datetime as dt

from facilitator_app.services.files import File
from facilitator_app.store import drafts
from tests.store.seeing import content

NINE = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


def keep(file: File, key: str, content: drafts.Content, minutes: int = 0) -> None:
    with file.store.unjournalled() as connection:
        drafts.keep(connection, key, content, NINE + dt.timedelta(minutes=minutes))


def test_a_draft_replaces_the_one_before(file: File) -> None:
    keep(file, "member/new", {"surname": "Prob"})
    keep(file, "member/new", {"surname": "Probert", "forenames": "Siân"}, minutes=1)
    with file.store.read() as session:
        found = drafts.find(session.connection(), "member/new")
        assert found == (
            NINE + dt.timedelta(minutes=1),
            {"surname": "Probert", "forenames": "Siân"},
        )
        assert drafts.keys(session.connection()) == ["member/new"]


def test_drafts_come_latest_first(file: File) -> None:
    for minutes, key in enumerate(["member/new", "action/7", "claim/new"]):
        keep(file, key, {}, minutes)
    keep(file, "member/new", {}, minutes=9)
    with file.store.read() as session:
        assert drafts.keys(session.connection()) == ["member/new", "claim/new", "action/7"]


def test_a_draft_that_is_dropped_is_gone(file: File) -> None:
    keep(file, "member/new", {})
    with file.store.unjournalled() as connection:
        drafts.drop(connection, "member/new")
        drafts.drop(connection, "never/kept")
    with file.store.read() as session:
        assert drafts.find(session.connection(), "member/new") is None


def test_a_draft_is_no_change(file: File) -> None:
    before = content(file)
    keep(file, "member/new", {"surname": "Probert"})
    assert (content(file), file.store.undo_label) == (before, "")
