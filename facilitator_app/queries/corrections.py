"""What was corrected in records that are sealed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from facilitator_app.digests.corrections import CorrectionLine
from facilitator_app.records.corrections import Correction


def corrections_of(
    session: Session, records: Mapping[str, Sequence[int]]
) -> tuple[CorrectionLine, ...]:
    """Return the corrections of all these records (ids by record type), the first first."""
    meant = [
        (Correction.target == name) & Correction.target_id.in_(ids) for name, ids in records.items()
    ]
    found = session.scalars(select(Correction).where(or_(*meant)).order_by(Correction.id))
    return tuple(CorrectionLine(one.date, one.who, one.what, one.why) for one in found)
