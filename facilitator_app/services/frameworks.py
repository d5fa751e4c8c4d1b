"""Frameworks: the order of their items as they are saved."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from facilitator_app.domain.frameworks import places
from facilitator_app.records.frameworks import Framework, FrameworkItem
from facilitator_app.services import records
from facilitator_app.services.children import Children, SaveRules
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Draft

_ITEM = FrameworkItem.__tablename__


def save(file: File, framework: Draft, children: Children) -> Saved:
    """Save a framework with all its items, their places from 1 without gaps, in one step."""
    return records.save(file, framework, children, _RULES)


def _in_their_places(
    session: Session, _framework: Framework, children: Children, _fmt: FormatContext
) -> Children:
    given = children[_ITEM]
    stored = [session.get(FrameworkItem, one.id) if one.id else None for one in given]
    asked = [
        (item.place if item else None, draft.values.get("place"))
        for item, draft in zip(stored, given, strict=True)
    ]
    placed = [
        replace(draft, values={**draft.values, "place": place})
        for draft, place in zip(given, places(asked), strict=True)
    ]
    return {**children, _ITEM: placed}


_RULES = SaveRules(complete=_in_their_places)
