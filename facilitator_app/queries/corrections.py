"""What was corrected in records that are sealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from facilitator_app.digests.corrections import CorrectionLine
from facilitator_app.i18n import N_, _
from facilitator_app.locale_formats import join_parts
from facilitator_app.queries.record_words import labels
from facilitator_app.records.corrections import Correction
from facilitator_app.spec.kinds import FormatContext, Ref
from facilitator_app.store.base import find_record_type, record_type, record_types

RECORD = Correction.__tablename__
ADDED, BACK = "added", "back"
_MARKS = {ADDED: N_("added"), BACK: N_("put back")}
_WAS = "was:"  # ahead of a field and how it stood: no journal comes with a data package
_LONGEST = 90


def corrections_of(
    session: Session, records: Mapping[str, Sequence[int]], fmt: FormatContext
) -> tuple[CorrectionLine, ...]:
    """Return the corrections of all these records (ids by record type), the first first."""
    return tuple(
        CorrectionLine(
            one.date, one.who, _what(session, one, fmt), one.why, one.was or "", one.right or ""
        )
        for one in recorded(session, records)
    )


def recorded(session: Session, records: Mapping[str, Sequence[int]]) -> Sequence[Correction]:
    """Return what was recorded of all these records (ids by record type), the first first."""
    meant = [
        (Correction.target == name) & Correction.target_id.in_(ids) for name, ids in records.items()
    ]
    if not meant:
        return ()
    found = select(Correction).where(or_(*meant)).order_by(Correction.date, Correction.id)
    return session.scalars(found).all()


def parts_of(session: Session, record: str, record_id: int) -> dict[str, Sequence[int]]:
    """Return by record type the ids of what is sealed with one record: owned by it, or held."""
    found: dict[str, Sequence[int]] = {record: [record_id]}
    for held in (False, True):  # what is held, by one of those that are owned
        for name, cls in record_types().items():
            for one in cls.spec().refs:
                assert isinstance(one.kind, Ref)
                belongs = one.name in cls.held_by if held else one.kind.owned
                if belongs and one.kind.record in found and name not in found:
                    its = getattr(cls, one.name).in_(found[one.kind.record])
                    found[name] = session.scalars(select(cls.id).where(its)).all()
    return {name: ids for name, ids in found.items() if name != record and ids}


def latest_in(session: Session, record: str) -> dict[int, int]:
    """Return by id of one record type the id of the latest correction in it or its parts."""
    latest = func.max(Correction.id)
    rows = session.execute(
        select(Correction.target, Correction.target_id, latest).group_by(
            Correction.target, Correction.target_id
        )
    )
    left: dict[str, dict[int, int]] = {}
    for name, one, last in rows:
        left.setdefault(name, {})[one] = last
    found = left.pop(record, {})
    while left:
        name, corrected = left.popitem()
        for owner, owner_id, last in _owners(session, name, corrected):
            into = found if owner == record else left.setdefault(owner, {})
            into[owner_id] = max(into.get(owner_id, 0), last)
    return found


def _owners(
    session: Session, name: str, corrected: Mapping[int, int]
) -> Iterator[tuple[str, int, int]]:
    """Yield what owns or holds corrected records of one type, and the id of the correction."""
    cls = record_type(name)
    for one in cls.spec().refs:
        assert isinstance(one.kind, Ref)
        if one.kind.owned or one.name in cls.held_by:
            owner = getattr(cls, one.name)
            meant = select(cls.id, owner).where(cls.id.in_(corrected), owner.is_not(None))
            for part, owner_id in session.execute(meant):
                yield one.kind.record, owner_id, corrected[part]


def told_in_full(one: Correction) -> bool:
    """Say whether its own parts tell what became of it: somebody came on a register, or went."""
    return any(part in _MARKS or part.startswith(_WAS) for part in one.parts.split(";"))


def stood(name: str, code: str) -> str:
    """Return the part of a correction that says how the choice `name` stood."""
    return f"{_WAS}{name}={code}"


def thing(session: Session, one: Correction, fmt: FormatContext) -> str:
    """Return in a few words what was corrected: "D-118 Ring the trust."."""
    label = labels(session, one.target, [one.target_id], fmt).get(one.target_id, "")
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1].rstrip()}…"


def _what(session: Session, one: Correction, fmt: FormatContext) -> str:
    """Return what was corrected: "D-118 Ring the trust. (Exact words)"."""
    return _("{thing} ({parts})").format(
        thing=thing(session, one, fmt), parts=join_parts(_parts(one, fmt))
    )


def _parts(one: Correction, fmt: FormatContext) -> Iterator[str]:
    """Yield what its parts are called: the names of fields and of lines, and how one stood."""
    target = find_record_type(one.target)
    for name in one.parts.split(";"):
        if name in _MARKS:
            yield _(_MARKS[name])
            continue
        if target is not None and name.startswith(_WAS):
            field_name, _equals, code = name.removeprefix(_WAS).partition("=")
            yield _("was: {words}").format(words=target.spec().field(field_name).show(code, fmt))
            continue
        field, lines = target.spec().find(name) if target else None, find_record_type(name)
        if field is not None:
            yield _(field.label)
        elif lines is not None:
            yield _(lines.plural)
