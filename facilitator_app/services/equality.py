"""The one door to equality answers: asking, answering, counting; the journal hears only that."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping

from sqlalchemy import insert

from facilitator_app.digests.equality import AnswersChanged, AskingRound
from facilitator_app.equality import tables
from facilitator_app.i18n import N_
from facilitator_app.queries import equality as queries
from facilitator_app.services.files import File
from facilitator_app.store.labels import Label

_SUBJECT = "equality"
_HISTORY = 50
_TOKEN_BYTES = 16


def open_round(file: File, title: str) -> int:
    """Begin a round of asking today; return its id."""
    with file.store.write(Label(N_("Ask for equality answers"))) as work:
        round_id, opened = work.next_id(), file.store.clock.today().isoformat()
        row = {"id": round_id, "title": title, "opened": opened}
        work.connection.execute(insert(tables.equality_round).values(row))
        work.note_withheld(_SUBJECT)
    return round_id


def answer(file: File, round_id: int, answers: Mapping[str, str]) -> None:
    """Keep one person's answers, by question, under a token that nobody is told.

    Raises Conflict if there is no such round.
    """
    row = {
        "token": secrets.token_hex(_TOKEN_BYTES), "round_id": round_id,
        "answers": json.dumps(dict(answers), ensure_ascii=False, sort_keys=True),
    }  # fmt: skip
    with file.store.write(Label(N_("Equality answers"))) as work:
        work.connection.execute(insert(tables.equality_answers).values(row))
        work.note_withheld(_SUBJECT)


def rounds(file: File) -> tuple[AskingRound, ...]:
    """Return every round of asking with the number of answers, the latest first."""
    with file.store.read() as session:
        return queries.rounds(session)


def history(file: File) -> tuple[AnswersChanged, ...]:
    """Return when answers changed and by whom, the latest first."""
    with file.store.read() as session:
        entries = file.store.journal.history(session.connection(), _SUBJECT, 0, _HISTORY)
        return tuple(AnswersChanged(entry.at, entry.who) for entry in entries)
