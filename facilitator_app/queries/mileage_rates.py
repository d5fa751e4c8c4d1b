"""The list of mileage rates, each with whether the finance department has agreed to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.digests.lists import Cell, CellStyle, Column
from facilitator_app.i18n import N_, _
from facilitator_app.queries.lists import ComputedColumn, View
from facilitator_app.queries.subjects import Subject
from facilitator_app.records.claims import MileageRate
from facilitator_app.spec.kinds import FormatContext


def _agreed(session: Session, ids: Sequence[int], _fmt: FormatContext) -> Mapping[int, Cell]:
    rows = session.execute(
        select(MileageRate.id, MileageRate.confirmed).where(MileageRate.id.in_(ids))
    )
    yes = Cell(_("Confirmed"), "", "check-circle")
    no = Cell(_("To be confirmed"), "warn", "question")
    return {one: yes if confirmed else no for one, confirmed in rows}


VIEW = View(
    MileageRate,
    columns=("mode", "starts", "ends", "rate", "agreed", "source"),
    extras=(
        ComputedColumn(
            Column("agreed", N_("Finance"), 18, CellStyle.PILL), _agreed, replaces="confirmed"
        ),
    ),
    descending=True,
)

SUBJECT = Subject(records=(MileageRate,), views=(VIEW,))
