"""Lists that top up what is in the file: what they may change, and changing it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.digests.exchange import (
    TAGS,
    ColumnMapping,
    Plan,
    PlannedRow,
    Remark,
    RowOutcome,
    Sheet,
    Update,
)
from facilitator_app.domain.errors import AppError, Conflict, Invalid
from facilitator_app.domain.progress import Progress
from facilitator_app.exchange import header_matching
from facilitator_app.exchange.import_plan import Existing, why
from facilitator_app.exchange.update_plan import plan_updates
from facilitator_app.i18n import _, mid_sentence
from facilitator_app.queries import exchange as queries
from facilitator_app.records.claims import ClaimLine
from facilitator_app.services import members, tags
from facilitator_app.services.children import NO_RULES, put_with_children
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import forbidden, is_checked
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Draft
from facilitator_app.store import erasure
from facilitator_app.store.base import Record, record_type, table_of
from facilitator_app.store.seals import Seals
from facilitator_app.store.work import Work

_CHUNK = 500


def can_update(record: str) -> bool:
    """Whether rows can top up what is there: lines of a claim are worked out together."""
    return record_type(record) is not ClaimLine


def plan(
    file: File,
    record: str,
    sheet: Sheet,
    matching: ColumnMapping,
    progress: Progress | None = None,
) -> Plan:
    """Return what happens to each row, where rows top up what they repeat.

    What is sealed, what only a step may bring about and who was erased stay as they are, and that
    is told. Raises AppError for records whose parts are worked out together.
    """
    cls, fmt = record_type(record), file.format_context()
    if not can_update(record):
        raise AppError(
            _(
                "A claim is worked out as a whole: open it and change its lines there, "
                "or import without updating."
            )
        )
    spec = cls.spec()
    with file.store.read() as session:
        known: Existing = (
            queries.with_tags(session, record, queries.known_people(session, cls, fmt.today, None))
            if header_matching.holds_names(spec)
            else queries.with_tags(session, record, queries.known_records(session, cls, fmt))
        )
        named = queries.named(session, spec, matching, fmt)
    planned = plan_updates(sheet, matching, spec, fmt, known, named=named, progress=progress)
    with file.store.read() as session:
        return _without_refused(session, planned, fmt.today)


def _without_refused(session: Session, planned: Plan, today: dt.date) -> Plan:
    """Leave out changes that the file would refuse, and say why."""
    cls, ids = record_type(planned.record), [_id(row) for row in planned.updates]
    if not ids:
        return planned
    erased, seals = erasure.all_erased(session.connection()), Seals(session)
    stored: dict[int, Record] = {}
    for at in range(0, len(ids), _CHUNK):
        some = select(cls).where(cls.id.in_(ids[at : at + _CHUNK]))
        stored |= {one.id: one for one in session.scalars(some)}
    rows = []
    for row in planned.rows:
        if row.outcome is RowOutcome.UPDATE:
            record, values = stored[_id(row)], {one.field: one.new for one in row.updates}
            reasons: Mapping[str, str] = (
                dict.fromkeys(values, _("They were erased."))
                if (planned.record, record.id) in erased
                else _reasons(session, seals, record, values, today)
            )
            rows.append(_kept(row, reasons, people=header_matching.holds_names(cls.spec())))
        else:
            rows.append(row)
    return replace(planned, rows=tuple(rows))


def _reasons(
    session: Session, seals: Seals, record: Record, values: Mapping[str, Any], today: dt.date
) -> Mapping[str, str]:
    """Return by field why some of `values` may not be written."""
    reasons = seals.reasons_for_change(record, values)
    allowed = {n: value for n, value in values.items() if n not in reasons and n != TAGS}
    keys = [column.key for column in table_of(type(record)).columns]
    stored = {name: getattr(record, name) for name in keys}
    cls = type(record)
    asked = allowed and is_checked(cls)
    problems = forbidden(session, cls(**stored | allowed), today=today) if asked else {}
    for name, words in problems.items():
        reasons |= dict.fromkeys([name] if name in allowed else allowed, words)
    return reasons


def _kept(row: PlannedRow, reasons: Mapping[str, str], *, people: bool) -> PlannedRow:
    """Return a row without the changes that there are reasons against."""
    refused = [one for one in row.updates if one.field in reasons]
    if not refused:
        return row
    said = _("not done: {change}. {why}")
    told = (
        Remark(
            one.field,
            one.label,
            said.format(change=one.words, why=reasons[one.field]),
            problem=True,
        )
        for one in refused
    )
    left = tuple(one for one in row.updates if one.field not in reasons)
    kept = replace(row, updates=left, remarks=(*row.remarks, *told))
    if left or row.duplicate is None:
        return kept
    same = RowOutcome.SAME
    return replace(kept, outcome=same, why=why(same, row.duplicate, people=people))


def put(work: Work, planned: Plan, fmt: FormatContext, progress: Progress) -> None:
    """Change what the rows top up; raise Conflict if a value was changed meanwhile."""
    cls, rows = record_type(planned.record), planned.updates
    for place, row in enumerate(rows):
        if place % _CHUNK == 0:
            words = _("Updating {things}").format(things=mid_sentence(_(cls.plural)))
            progress.step(place, len(rows), words)
        record = work.get(cls, _id(row))
        _check_unchanged(record, row.updates)
        rules = members.renaming() if planned.record == "member" else NO_RULES
        values = _values(row.updates)
        if values:
            draft = Draft(planned.record, values, record.id)
            try:
                put_with_children(work, draft, {}, rules, fmt)
            except Invalid as error:  # what was left out of the row went together with the rest
                words = _("Row {n} cannot be imported like this. {why}")
                raise AppError(words.format(n=row.number, why=error)) from error
        _tag(work, record, row.updates)


def _tag(work: Work, record: Record, updates: Sequence[Update]) -> None:
    for one in updates:
        if one.field == TAGS:
            fresh = [item for item in one.new if item not in one.old]
            tags.put(work, record.__tablename__, [(record.id, fresh)])
            work.note_owned(record)


def _check_unchanged(record: Record, updates: Sequence[Update]) -> None:
    if any(
        (getattr(record, one.field) or None) != (one.old or None)
        for one in updates
        if one.field != TAGS
    ):
        raise Conflict(_("Something in the file was changed since. Look at the list again."))


def _values(updates: Sequence[Update]) -> dict[str, Any]:
    return {one.field: one.new for one in updates if one.field != TAGS}


def _id(row: PlannedRow) -> int:
    assert row.duplicate is not None
    assert row.duplicate.id is not None
    return row.duplicate.id
