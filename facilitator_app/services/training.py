"""Training: an event and the places on it, saved in one step."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator_app.domain.errors import Invalid
from facilitator_app.i18n import _
from facilitator_app.queries import places as queries
from facilitator_app.queries.record_words import labels
from facilitator_app.records.training import TrainingEvent, TrainingPlace
from facilitator_app.services.files import File
from facilitator_app.services.records import Saved, put, row_of
from facilitator_app.spec.record import Draft, Row
from facilitator_app.store.work import Work


def places(file: File, event_id: int) -> tuple[Row, ...]:
    """Return the places on an event, by the names of their people."""
    with file.store.read() as session:
        found = queries.of_event(session, event_id)
        return tuple(row_of(session, one, file.format_context()) for one in found)


def save(file: File, event: Draft, drafts: Sequence[Draft]) -> Saved:
    """Save an event with all its places in one step; places that are not given are removed.

    Raises Invalid; problems of a place are under "lines.<place>.<field>".
    """
    words = _("Add training event") if event.id is None else _("Change training event")
    with file.store.write(words) as work:
        record = put(work, event, file.format_context())
        assert isinstance(record, TrainingEvent)
        _put_places(work, file, record.id, drafts)
    return Saved(record.id, work.changes)


def _put_places(work: Work, file: File, event_id: int, drafts: Sequence[Draft]) -> None:
    kept = {draft.id for draft in drafts if draft.id is not None}
    for place in queries.of_event(work.session, event_id):
        if place.id not in kept:
            work.remove(place)
    problems: dict[str, str] = {}
    there: set[int] = set()
    for at, draft in enumerate(drafts):
        values = {**draft.values, "event_id": event_id}
        try:
            record = put(
                work,
                Draft("training_place", values, draft.id, draft.version),
                file.format_context(),
            )
        except Invalid as error:
            problems |= {f"lines.{at}.{name}": text for name, text in error.problems.items()}
            continue
        assert isinstance(record, TrainingPlace)
        if record.member_id in there:
            who = labels(work.session, "member", [record.member_id], file.format_context())
            problems[f"lines.{at}.member_id"] = _("{name} has a place already.").format(
                name=who[record.member_id]
            )
        there.add(record.member_id)
    if problems:
        raise Invalid(problems)
