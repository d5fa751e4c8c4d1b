"""`Record`, the base of every record type, and `field()`, which declares one field once."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from sqlalchemy import Boolean, ForeignKey, Integer, MetaData, String, Table, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedColumn,
    Session,
    declared_attr,
    mapped_column,
)
from sqlalchemy.types import TypeEngine

from facilitator_app.domain import collation
from facilitator_app.i18n import N_
from facilitator_app.spec import kinds
from facilitator_app.spec.record import Field, Privacy, RecordSpec, Rule

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
}


class Plain(TypeDecorator[Any]):
    """Keeps a value in the column as its kind's plain text (ISO dates, codes with semicolons)."""

    impl: TypeEngine[Any] | type[TypeEngine[Any]] = String
    cache_ok = True

    def __init__(self, kind: kinds.Kind) -> None:
        """Store values of `kind`."""
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Turn a value into what the column holds; an empty choice is nothing."""
        return None if value in (None, ()) else self.kind.plain(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Turn what the column holds into a value."""
        return None if value is None else self.kind.from_plain(value)


class PlainNumber(Plain):
    """Keeps a value as the number that its kind's plain value is."""

    impl = Integer
    cache_ok = True


class Record(DeclarativeBase):
    """One record of the file; subclasses declare their fields with `field()`.

    purpose: what the list is for, in a sentence; held_by: by a field that names another record,
    which fields stay as they are while that one is sealed, though this one is not owned by it;
    added_by_correction: one that was left out may join what is sealed, by a recorded correction;
    kept_once: fields that no two ever share, so that a package's copy of one stays out;
    instead_of_removing: what to do where others refer to it, as a sentence; everything else as in
    RecordSpec.
    """

    metadata = MetaData(naming_convention=_NAMES)

    singular: ClassVar[str]
    plural: ClassVar[str]
    purpose: ClassVar[str]
    icon: ClassVar[str] = "ph.file-text"
    label: ClassVar[tuple[str, ...]]
    joint: ClassVar[str] = N_(", ")
    order: ClassVar[tuple[str, ...]]
    rules: ClassVar[tuple[Rule, ...]] = ()
    step_rules: ClassVar[tuple[Rule, ...]] = ()
    children: ClassVar[tuple[str, ...]] = ()
    find_group: ClassVar[str] = ""
    importable: ClassVar[bool] = True
    natural_key: ClassVar[tuple[str, ...] | None] = None
    person: ClassVar[bool] = False
    edited_in: ClassVar[str] = ""
    find_words: ClassVar[str] = ""
    add_words: ClassVar[str] = ""
    headline: ClassVar[str] = ""
    other_words: ClassVar[str] = ""
    told_first: ClassVar[tuple[str, ...]] = ()
    guide: ClassVar[str] = ""
    formerly: ClassVar[tuple[str, ...]] = ()
    held_by: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    may_join_sealed: ClassVar[bool] = False
    added_by_correction: ClassVar[bool] = False
    kept_once: ClassVar[tuple[str, ...]] = ()
    instead_of_removing: ClassVar[str] = ""

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(Integer, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy hands in the class
        """Let every change count the version up."""
        return {"version_id_col": cls.__table__.c.version}

    @classmethod
    def computed_values(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return fields that follow from others, worked out before each write."""
        return {}

    def fill_in(self, session: Session) -> None:
        """Fill in what was left empty, from other records; called before it is stored."""

    def follow(self, session: Session) -> None:
        """Change in other records what follows from a change of this one, in the same step."""

    def check(self, session: Session, beside: Sequence[Record] = ()) -> None:
        """Raise Invalid, by field, if other records forbid it; called before it is stored.

        beside: others of its type that come in with it, and are not stored yet.
        """

    def check_entered(self, session: Session, today: dt.date) -> None:
        """Raise Invalid, by field, if other records forbid that it is entered so on `today`.

        Called before what was entered or comes in with a list is stored, and not of a data
        package, which holds what was stored once.
        """

    def leads_back(self, name: str, session: Session, beside: Sequence[Record] = ()) -> bool:
        """Whether a reference to another of its type, followed on, comes to this one again."""
        coming = {one.id: one for one in beside}
        seen, at = set[int](), getattr(self, name)
        while at is not None and at not in seen:
            if at == self.id:
                return True
            seen.add(at)
            at = getattr(coming.get(at) or session.get(type(self), at), name, None)
        return False

    @classmethod
    def deletion_blocker(cls, values: Mapping[str, Any]) -> str:
        """Return why a record with these values may not be removed, as a sentence; "" if it may."""
        return ""

    @classmethod
    def seal(cls, values: Mapping[str, Any]) -> str:
        """Return why a record with these values, and what it owns, stays as it is; "" if not."""
        return ""

    @classmethod
    def usual_values(cls, values: Mapping[str, Any], fmt: kinds.FormatContext) -> Mapping[str, Any]:
        """Return, by field, what goes with these values where a list does not tell it."""
        return {}

    @classmethod
    def called_otherwise(cls, values: Mapping[str, Any]) -> Mapping[str, str]:
        """Return, by field, the labels that a record with these values has instead."""
        return {}

    @classmethod
    def only_by_step(cls, values: Mapping[str, Any]) -> Mapping[str, str]:
        """Return, by field, why a record comes to these values by a step of its subject alone."""
        return {}

    @classmethod
    def correctable(cls, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the fields and the types of owned records that a recorded correction changes."""
        return ()

    @classmethod
    def told_before(cls, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Return of which choices a correction that led to `values` keeps how they stood."""
        return ()

    @classmethod
    def belonging_to(cls, owner: str, owner_id: int) -> Mapping[str, Any]:
        """Return the values by which one belongs to the `owner` of that id."""
        return {cls.spec().owned_by(owner).name: owner_id}

    @classmethod
    def values_when_erased(cls, record_id: int) -> Mapping[str, Any]:
        """Return what is left in an erased record that others refer to; all else is emptied."""
        return {}

    @classmethod
    @functools.cache
    def spec(cls) -> RecordSpec:
        """Return everything declared about this record type."""
        columns = cls.__table__.columns
        declared = {part.name for part in dataclasses.fields(RecordSpec)} - {"name", "fields"}
        return RecordSpec(
            name=cls.__tablename__,
            fields=tuple(
                dataclasses.replace(c.info["field"], name=c.key)
                for c in columns
                if "field" in c.info
            ),
            **{part: getattr(cls, part) for part in declared},
        )


def field(  # noqa: PLR0913 - what a declaration says, each by its own name
    kind: kinds.Kind,
    label: str,
    *,
    required: bool = False,
    column: int = 0,
    indexed: bool = False,
    searched: bool = False,
    help: str = "",  # noqa: A002 - the word the form uses too
    section: str = "",
    beside: bool = False,
    default: Any = None,
    computed: bool = False,
    numbered: bool = False,
    privacy: Privacy = Privacy.ORDINARY,
    formerly: tuple[str, ...] = (),
    reaches: bool = False,
    identifies: bool = False,
    folds: tuple[str, ...] = (),
    starts_today: bool = False,
    by_name: str = "",
    words_in: str = "",
) -> MappedColumn[Any]:
    """Declare one field of a record; see Field for what each part says."""
    declared = Field(
        name="", kind=kind, label=label, required=required, column=column, indexed=indexed,
        searched=searched, help=help, section=section, beside=beside, default=default,
        computed=computed, numbered=numbered, privacy=privacy, formerly=formerly, reaches=reaches,
        identifies=identifies, folds=folds, starts_today=starts_today, by_name=by_name,
        words_in=words_in,
    )  # fmt: skip
    return mapped_column(
        _sql_type(kind),
        *_foreign_key(kind),
        nullable=not required,
        index=indexed or isinstance(kind, kinds.Ref),
        active_history=True,
        info={"field": declared},
    )


def _sql_type(kind: kinds.Kind) -> TypeEngine[Any]:
    if isinstance(kind, kinds.Flag):
        return Boolean()
    if isinstance(kind, kinds.Hours):
        return PlainNumber(kind)
    if isinstance(kind, kinds.Whole | kinds.Money | kinds.Miles | kinds.Ref):
        return Integer()
    if isinstance(kind, kinds.Date | kinds.Time | kinds.Choices):
        return Plain(kind)
    return String(collation=collation.IN_FILE) if type(kind) is kinds.Text else String()


def _foreign_key(kind: kinds.Kind) -> tuple[ForeignKey, ...]:
    """Point at another table; checked when the unit of work ends, so order within is free."""
    if not isinstance(kind, kinds.Ref):
        return ()
    return (ForeignKey(f"{kind.record}.id", deferrable=True, initially="DEFERRED"),)


class LinkedRecord(Record):
    """A record that belongs to one of any type, and is removed with it: a correction, a tag.

    comes_with_target: a package brings one only together with what it belongs to.
    """

    __abstract__ = True
    comes_with_target: ClassVar[bool] = False

    target: Mapped[str] = field(kinds.Text(40), N_("Record"), required=True, computed=True)
    target_id: Mapped[int] = field(
        kinds.Whole(2**63 - 1), N_("Which one"), required=True, computed=True, indexed=True
    )

    @classmethod
    def belonging_to(cls, owner: str, owner_id: int) -> Mapping[str, Any]:
        """Return the values by which one belongs to the `owner` of that id."""
        return {"target": owner, "target_id": owner_id}


def table_of(cls: type[Record]) -> Table:
    """Return the table of a record type."""
    table = cls.__table__
    assert isinstance(table, Table)
    return table


@functools.cache
def linked_types() -> tuple[type[LinkedRecord], ...]:
    """Return the record types that belong to records of any type."""
    return tuple(cls for cls in record_types().values() if issubclass(cls, LinkedRecord))


@functools.cache
def record_types() -> Mapping[str, type[Record]]:
    """Return every declared record type by its name."""
    found = {mapper.class_.__tablename__: mapper.class_ for mapper in Record.registry.mappers}
    return {name: found[name] for name in sorted(found)}


def record_type(name: str) -> type[Record]:
    """Return the record type called `name`; KeyError if there is none."""
    return record_types()[name]


def find_record_type(name: str) -> type[Record] | None:
    """Return the record type that is called `name`, or was once; None if it is kept no longer."""
    known = record_types()
    return known.get(name) or next((cls for cls in known.values() if name in cls.formerly), None)


__all__ = [
    "LinkedRecord",
    "Mapped",
    "Plain",
    "Privacy",
    "Record",
    "field",
    "find_record_type",
    "linked_types",
    "record_type",
    "record_types",
    "table_of",
]
