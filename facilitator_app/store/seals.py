"""Sealed records: what was approved, paid or published, and all it owns, refuses every write."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from facilitator_app.domain.errors import AppError, Invalid
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_sentences
from facilitator_app.spec.kinds import Ref
from facilitator_app.store.base import LinkedRecord, Record, find_record_type, record_type

_CHUNK = 500


class Seals:
    """Looks once at each record that a unit of work writes, as it stood before its first write."""

    def __init__(self, session: Session) -> None:
        """Look at what `session` is about to write."""
        self._session = session
        self._open: set[tuple[str, int]] = set()
        self._stepping: set[tuple[str, int]] = set()

    def open(self, record: Record) -> None:
        """Let this unit of work write `record` and what it owns, sealed or not."""
        self._open.add(_key(record))

    def allow_step(self, record: Record) -> None:
        """Let this unit of work bring `record` to where only a step of its subject leads."""
        self._stepping.add(_key(record))

    def check(self) -> None:
        """Raise AppError if something sealed is about to be written, or a step to be gone round."""
        with self._session.no_autoflush:
            for record in self._session.new:
                self._open.add(_key(record))
            for record in [*self._session.dirty, *self._session.deleted]:
                if self._session.is_modified(record) or record in self._session.deleted:
                    self._check_one(record)
                    self._check_held(record)
                    self._check_step(record, _before(record))
            for record in self._session.new:
                self._check_new(record)

    def _check_new(self, record: Record) -> None:
        cls = type(record)
        if not (_can_be_sealed(cls) or _declares(cls, "only_by_step") or cls.held_by):
            return
        values = _now(record)
        self._check_owners(cls, values)
        self._check_step(record, {})
        for _names, why in self._holders(cls, values):
            raise AppError(why)

    def check_rows(
        self, cls: type[Record], ids: Sequence[int], rows: Sequence[Mapping[str, Any]], *,
        stepped: bool,
    ) -> None:  # fmt: skip
        """Raise AppError if one of these new rows of `cls` may not be written; see below."""
        self._open |= {(cls.__tablename__, one) for one in ids}
        for why in self.reasons_for_new(cls, rows, stepped=stepped).values():
            raise AppError(why)

    def reasons_for_new(
        self, cls: type[Record], rows: Sequence[Mapping[str, Any]], *, stepped: bool = False
    ) -> dict[int, str]:
        """Return by place which new rows of `cls` may not be written, and why.

        Something sealed does not take them, or they stand where only a step of their subject leads;
        stepped: that was taken before, in another file.
        """
        found = self.reasons(cls, rows)
        if not stepped and _declares(cls, "only_by_step"):
            usual = cls.spec().defaults()
            for place, row in enumerate(rows):
                if steps := cls.only_by_step({**usual, **row}):
                    found.setdefault(place, join_sentences(steps.values()))
        if not cls.held_by:
            return found
        for place, row in enumerate(rows):
            for _names, why in self._holders(cls, row):
                found.setdefault(place, why)
        return found

    def reasons(self, cls: type[Record], rows: Sequence[Mapping[str, Any]]) -> dict[int, str]:
        """Return by place which new rows of `cls` belong to something sealed, and why that is."""
        found: dict[int, str] = {}
        belonging: dict[type[Record], dict[int, set[int]]] = {}
        for place, row in enumerate(rows):
            for owner, owner_id in _belongs_to(cls, row):
                belonging.setdefault(owner, {}).setdefault(owner_id, set()).add(place)
        for owner, places in belonging.items():
            for owner_id, why in self._sealed(owner, set(places)).items():
                found |= dict.fromkeys(places[owner_id], why)
        return found

    def _sealed(self, cls: type[Record], ids: set[int]) -> dict[int, str]:
        left = sorted(one for one in ids if (cls.__tablename__, one) not in self._open)
        found: dict[int, str] = {}
        for at in range(0, len(left), _CHUNK):
            some = select(cls).where(cls.id.in_(left[at : at + _CHUNK]))
            for record in self._session.scalars(some):
                if why := self.why(record):
                    found[record.id] = why
        return found

    def _check_one(self, record: Record) -> None:
        if not _can_be_sealed(type(record)):
            return
        if why := self.why(record):
            raise AppError(why)
        before, now = _before(record), _now(record)
        if _belongs_to(type(record), before) != _belongs_to(type(record), now):
            self._check_owners(type(record), now)

    def holds(self, record: Record) -> str:
        """Return why `record`, or a part of it, stays as it was before this unit of work."""
        holders = self._holders(type(record), _before(record))
        return self.why(record) or next((why for _names, why in holders), "")

    def kept(self, record: Record) -> dict[str, str]:
        """Return which fields of `record` stay as they are for something sealed, and why.

        What is sealed by itself keeps none so: its page says how it is closed and put right.
        """
        cls, now = type(record), _now(record)
        if not cls.seal(now) and (why := self.why(record)):
            return dict.fromkeys((one.name for one in cls.spec().fields), why)
        return {name: why for names, why in self._holders(cls, now) for name in names}

    def reasons_for_change(self, record: Record, values: Mapping[str, Any]) -> dict[str, str]:
        """Return why some of `values`, by field, may not be written into a stored record."""
        if why := self.why(record):
            return dict.fromkeys(values, why)
        before = _now(record)
        held = {
            name: why
            for names, why in self._holders(type(record), before)
            for name in names
            if name in values
        }
        stood, steps = (type(record).only_by_step(one) for one in (before, {**before, **values}))
        if new := {name: why for name, why in steps.items() if name not in stood}:
            why = join_sentences(new.values())
            named = [name for name in new if name in values]
            held |= dict.fromkeys(named or values, why)
        return held

    def _check_step(self, record: Record, before: Mapping[str, Any]) -> None:
        """Raise Invalid, by field, if `record` comes where only a step of its subject leads."""
        if _key(record) in self._stepping or record in self._session.deleted:
            return
        stood = type(record).only_by_step(before) if before else {}
        problems = type(record).only_by_step(_now(record))
        if problems.keys() - stood.keys():
            raise Invalid(dict(problems))

    def _check_held(self, record: Record) -> None:
        """Raise AppError if what `record` keeps for something sealed would change or go."""
        if not type(record).held_by or _key(record) in self._open:
            return
        before, now = _before(record), _now(record)
        for names, why in self._holders(type(record), before):
            if record in self._session.deleted:
                raise AppError(why)
            if changed := [name for name in names if before[name] != now[name]]:
                raise Invalid(dict.fromkeys(changed, why))

    def _holders(
        self, cls: type[Record], values: Mapping[str, Any]
    ) -> Iterator[tuple[tuple[str, ...], str]]:
        """Yield the fields that stay as they are in a record with these values, and why."""
        for name, kept in cls.held_by.items():
            kind = cls.spec().field(name).kind
            assert isinstance(kind, Ref)
            holder = self._session.get(record_type(kind.record), values.get(name) or 0)
            if holder is not None and (why := self.why(holder)):
                yield kept, _("{why} This stands in them: correct it there.").format(why=why)

    def _check_owners(self, cls: type[Record], values: Mapping[str, Any]) -> None:
        for owner in self._owners_of(cls, values):
            if why := self.why(owner):
                raise AppError(why)

    def why(self, record: Record) -> str:
        """Return why `record` is sealed as it stood before this unit of work, "" if it is not."""
        if _key(record) in self._open:
            return ""
        before = _before(record)
        reasons = (self.why(owner) for owner in self._owners_of(type(record), before))
        why = type(record).seal(before) or next(filter(None, reasons), "")
        if not why:
            self._open.add(_key(record))
        return why

    def _owners_of(self, cls: type[Record], values: Mapping[str, Any]) -> Iterator[Record]:
        for owner, owner_id in _belongs_to(cls, values):
            found = self._session.get(owner, owner_id)
            if found is not None:
                yield found


def _key(record: Record) -> tuple[str, int]:
    return record.__tablename__, record.id


def _now(record: Record) -> dict[str, Any]:
    return {column.key: getattr(record, column.key) for column in record.__table__.columns}


def _before(record: Record) -> dict[str, Any]:
    """Return the values of a record as they were when it was read."""
    found = _now(record)
    for attribute in inspect(record).attrs:
        if attribute.key in found and attribute.history.deleted:
            found[attribute.key] = attribute.history.deleted[0]
    return found


def _belongs_to(cls: type[Record], values: Mapping[str, Any]) -> list[tuple[type[Record], int]]:
    """Return the types and ids of what a record with these values belongs to."""
    found = [(owner, values[field]) for field, owner in _owners(cls) if values.get(field)]
    if _is_sealed_by_target(cls):
        target = find_record_type(values["target"])
        if target is not None and _can_be_sealed(target):
            found.append((target, values["target_id"]))
    return found


def _is_sealed_by_target(cls: type[Record]) -> bool:
    return issubclass(cls, LinkedRecord) and not cls.may_join_sealed


@functools.cache
def _owners(cls: type[Record]) -> tuple[tuple[str, type[Record]], ...]:
    """Return the fields by which one belongs to something that can be sealed, and what that is."""
    found = []
    for one in cls.spec().refs:
        assert isinstance(one.kind, Ref)
        if one.kind.owned and _can_be_sealed(owner := record_type(one.kind.record)):
            found.append((one.name, owner))
    return tuple(found)


@functools.cache
def _declares(cls: type[Record], rule: str) -> bool:
    return any(rule in vars(one) for one in cls.__mro__[: cls.__mro__.index(Record)])


@functools.cache
def _can_be_sealed(cls: type[Record]) -> bool:
    return _declares(cls, "seal") or _is_sealed_by_target(cls) or bool(_owners(cls))
