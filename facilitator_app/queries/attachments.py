"""What is attached to a record and to its lines."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.digests.attachments import Attached, AttachmentLine, AttachmentPlace
from facilitator_app.domain.attachments import clean_name
from facilitator_app.queries.record_rows import children_of, rows_of
from facilitator_app.queries.record_words import labels
from facilitator_app.queries.word_order import in_order
from facilitator_app.records.attachments import Attachment
from facilitator_app.spec.kinds import FormatContext, Ref
from facilitator_app.store.base import record_type
from facilitator_app.store.seals import Seals


def attached(
    session: Session, record: str, record_id: int, lines: Collection[str], fmt: FormatContext
) -> Attached:
    """Return what is attached to a record, and to what it owns of the record types `lines`."""
    own = labels(session, record, [record_id], fmt).get(record_id, "")
    places = [AttachmentPlace(record, record_id, own)]
    for child in lines:
        found = rows_of(
            session, record_type(child).spec(), children_of(session, record, record_id, child), fmt
        )
        places += [AttachmentPlace(child, row.id, row.label) for row in found]
    shown = [line for at, place in enumerate(places) for line in _lines(session, place, at)]
    meant = [{"target": record, "target_id": record_id}]
    seal = next(iter(Seals(session).reasons(Attachment, meant).values()), "")
    return Attached(tuple(shown), tuple(places), seal)


def owner_of(session: Session, record: str, record_id: int) -> tuple[str, int]:
    """Return the record on whose page this one stands: what it belongs to, or itself."""
    cls = record_type(record)
    owner = cls.spec().owner()
    found = session.get(cls, record_id) if owner is not None else None
    if owner is None or found is None:
        return record, record_id
    assert isinstance(owner.kind, Ref)
    declared = record_type(owner.kind.record).spec()
    stands_there = record in declared.children or cls.spec().edited_in == declared.name
    return (declared.name, getattr(found, owner.name)) if stands_there else (record, record_id)


def _lines(session: Session, place: AttachmentPlace, at: int) -> list[AttachmentLine]:
    return [
        replace(line_of(one), line=place.words if at else "")
        for one in attachments_of(session, place.record, place.id)
    ]


def attachments_of(session: Session, record: str, record_id: int) -> Sequence[Attachment]:
    """Return the attachments of one record, by name."""
    meant = (Attachment.target == record, Attachment.target_id == record_id)
    return session.scalars(
        select(Attachment).where(*meant).order_by(*in_order(Attachment.name), Attachment.id)
    ).all()


def line_of(one: Attachment) -> AttachmentLine:
    """Return what is told of one attachment, under a name that every system can hold."""
    return AttachmentLine(
        one.id, one.version, clean_name(one.name), one.media_type, one.size, one.added, one.content,
        one.note or "",
    )  # fmt: skip
