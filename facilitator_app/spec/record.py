"""What a record type is: its fields, its words, and the frozen rows that leave the store."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from facilitator_app.domain.errors import AppError
from facilitator_app.domain.unseen import visible
from facilitator_app.i18n import _, mid_sentence
from facilitator_app.spec.kinds import Date, FormatContext, Kind, Ref


class Privacy(enum.Enum):
    """How far a value may travel; SPECIAL ones stay out of journal and exports by default."""

    ORDINARY = "ordinary"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record type.

    column: width in a list, in characters; a list whose subject says nothing else shows the fields
    that have one; indexed: kept in order by the file, for sorting; beside: shares its line in the
    form with the field before; computed: worked out by the program and shown, not typed; numbered:
    where it is not given, it is the next number of its record type, or if it can be typed, of what
    has the same owner; formerly: what older versions called it, as it still stands in journals,
    drafts and data packages; reaches: it is a way to reach somebody, which lists leave out for
    those to whom nothing may be sent; starts_today: a new record that is typed in has the day on
    which that is done, until it is changed; identifies: a person is known by it, so that it is
    struck out of all other texts when they are erased; folds: the fields whose words, without case
    and accents, it holds to be sorted by; by_name: of a reference, the field that holds the name of
    somebody instead who is not on file, taken as it is typed; words_in: of a pick-list, the field
    that holds in the person's own words what the list lacks.
    """

    name: str
    kind: Kind
    label: str
    required: bool = False
    column: int = 0
    indexed: bool = False
    searched: bool = False
    help: str = ""
    section: str = ""
    beside: bool = False
    default: Any = None
    computed: bool = False
    numbered: bool = False
    privacy: Privacy = Privacy.ORDINARY
    formerly: tuple[str, ...] = ()
    reaches: bool = False
    identifies: bool = False
    folds: tuple[str, ...] = ()
    starts_today: bool = False
    by_name: str = ""
    words_in: str = ""

    def parse(self, text: str, fmt: FormatContext) -> Any:
        """Return the value of what was typed, None for a blank; raise AppError if unfit."""
        if not visible(text).strip():
            if self.required:
                raise AppError(_("Fill in “{label}”.").format(label=_(self.label)))
            return None
        return self.kind.parse(text, fmt)

    def show(self, value: Any, fmt: FormatContext) -> str:
        """Return what people see, "" for nothing."""
        return "" if value is None else self.kind.show(value, fmt)

    def tell(self, value: Any, fmt: FormatContext) -> str:
        """Return what people see where no label stands beside it, "" for nothing."""
        return "" if value is None else self.kind.tell(value, fmt)


Reason = Callable[[Mapping[str, Any]], str]
Parts = Callable[[Mapping[str, Any]], tuple[str, ...]]
Labels = Callable[[Mapping[str, Any]], Mapping[str, str]]
Rule = Callable[[Mapping[str, Any], FormatContext], Mapping[str, str]]
Usual = Callable[[Mapping[str, Any], FormatContext], Mapping[str, Any]]


def _never(_values: Mapping[str, Any]) -> str:
    return ""


def _nothing(_values: Mapping[str, Any]) -> tuple[str, ...]:
    return ()


def _nothing_else(_values: Mapping[str, Any], _fmt: FormatContext) -> Mapping[str, Any]:
    return {}


def _as_declared(_values: Mapping[str, Any]) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class RecordSpec:
    """Everything that is generated from: table, form, data files, search, history.

    label: the fields that name one (joined by `joint`); order: the fields a list is sorted by;
    rules: what is wrong with values taken together, by field; step_rules: the same of how far one
    has come, and of what was not asked at one time, passed over in what another file held already;
    deletion_blocker: why one with such values may not be removed, "" if it may; seal: why one with
    such values and all it owns may not be changed, "" if they may; correctable: what a recorded
    correction changes in one with such values all the same, fields and types of owned records;
    may_join_sealed: whether one may be written while what it belongs to is sealed. children: the
    record types that one of these owns and is edited and saved together with. find_group: the
    heading under which the one search box finds them, "" for never; natural_key: fields by which
    two files know the same one, None if only its id does; person: it is somebody; edited_in: the
    record or place within which they are added and changed, "" if they have a list of their own.
    find_words, add_words and headline: what their list says at its search field, its button, and
    while it is empty; other_words: what else people call it who look for it in the one search box;
    told_first: the fields that are told of one wherever it is found, where they are set; guide: the
    page of the guide that tells about them. formerly: what older versions called the type.
    called_otherwise: by field, the labels that one with such values has instead. usual_values: by
    field, what goes with such values where a list does not tell it.
    """

    name: str
    singular: str
    plural: str
    purpose: str
    icon: str
    fields: tuple[Field, ...]
    label: tuple[str, ...]
    joint: str
    order: tuple[str, ...]
    rules: tuple[Rule, ...] = ()
    step_rules: tuple[Rule, ...] = ()
    deletion_blocker: Reason = _never
    seal: Reason = _never
    correctable: Parts = _nothing
    may_join_sealed: bool = False
    children: tuple[str, ...] = ()
    find_group: str = ""
    importable: bool = True
    natural_key: tuple[str, ...] | None = None
    person: bool = False
    edited_in: str = ""
    find_words: str = ""
    add_words: str = ""
    headline: str = ""
    other_words: str = ""
    told_first: tuple[str, ...] = ()
    guide: str = ""
    formerly: tuple[str, ...] = ()
    called_otherwise: Labels = _as_declared
    usual_values: Usual = _nothing_else

    def label_of(self, one: Field, values: Mapping[str, Any]) -> str:
        """Return what a field is called in one with these values."""
        return _(self.called_otherwise(values).get(one.name, one.label))

    def field(self, name: str) -> Field:
        """Return the field called `name`; KeyError if there is none."""
        for one in self.fields:
            if one.name == name:
                return one
        raise KeyError(name)

    def find(self, name: str) -> Field | None:
        """Return the field that is called `name`, or was once; None if it is kept no longer."""
        return next((one for one in self.fields if name in (one.name, *one.formerly)), None)

    @property
    def typed(self) -> tuple[Field, ...]:
        """The fields that a person fills in."""
        return tuple(one for one in self.fields if not one.computed)

    @property
    def refs(self) -> tuple[Field, ...]:
        """The fields that point to other records."""
        return tuple(one for one in self.fields if isinstance(one.kind, Ref))

    @property
    def named(self) -> Mapping[str, Field]:
        """By the field that holds a name instead, the reference that it stands in for."""
        return {one.by_name: one for one in self.refs if one.by_name}

    def first_of(self, kind: type[Kind]) -> Field | None:
        """Return the first field of a kind, None if there is none."""
        return next((one for one in self.fields if isinstance(one.kind, kind)), None)

    def first_birthday(self) -> Field | None:
        """Return the first field that holds a day which cannot lie ahead."""
        days = (one for one in self.fields if isinstance(one.kind, Date) and one.kind.past)
        return next(days, None)

    def owner(self) -> Field | None:
        """Return the field that points to the record this one belongs to, if any."""
        return next(
            (one for one in self.refs if isinstance(one.kind, Ref) and one.kind.owned), None
        )

    def owned_by(self, record: str) -> Field:
        """Return the field by which one belongs to a `record`; KeyError if none does."""
        for one in self.refs:
            if isinstance(one.kind, Ref) and one.kind.owned and one.kind.record == record:
                return one
        raise KeyError(record)

    def words_to_find(self) -> str:
        """Return what the search field of their list says."""
        return _(self.find_words) if self.find_words else _("Find in this list")

    def words_to_add(self) -> str:
        """Return what the button says that adds one."""
        if self.add_words:
            return _(self.add_words)
        return _("Add {thing}").format(thing=mid_sentence(_(self.singular)))

    def words_for_none(self) -> str:
        """Return the headline of their list while it is empty."""
        if self.headline:
            return _(self.headline)
        return _("No {things} yet").format(things=mid_sentence(_(self.plural)))

    def defaults(self) -> dict[str, Any]:
        """Return the values a new record starts with."""
        return {one.name: one.default for one in self.fields}

    def next_numbers(self, others: Iterable[Mapping[str, Any]]) -> dict[str, int]:
        """Return the numbers that can be typed of one that comes after `others` of its owner."""
        rows = tuple(others)
        return {
            one.name: max((row.get(one.name) or 0 for row in rows), default=0) + 1
            for one in self.fields
            if one.numbered and not one.computed
        }

    def problems(
        self, values: Mapping[str, Any], fmt: FormatContext, *, stepped: bool = False
    ) -> dict[str, str]:
        """Return what is wrong with `values`, by field; empty if they may be saved.

        stepped: one had come as far as the values say before, in another file.
        """
        found = {
            one.name: _("Fill in “{label}”.").format(label=_(one.label))
            for one in self.fields
            if one.required and not one.computed and values.get(one.name) in (None, "", ())
        }
        for rule in self.rules if stepped else (*self.step_rules, *self.rules):
            found |= {name: text for name, text in rule(values, fmt).items() if name not in found}
        return found

    def words(self, values: Mapping[str, Any], fmt: FormatContext, refs: Mapping[str, str]) -> str:
        """Return what one is called; `refs` has the words of the records it points to."""
        parts = (
            refs.get(one.name, "")
            if isinstance(one.kind, Ref)
            else one.show(values.get(one.name), fmt)
            for one in map(self.field, self.label)
        )
        return _(self.joint).join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Row:
    """One stored record as it was read: values by field, and the words for its references."""

    record: str
    id: int
    version: int
    values: Mapping[str, Any]
    label: str
    refs: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        """Return the value of the field `name`."""
        return self.values[name]


class Unread(str):
    """What was typed into a field and cannot be read as its value: kept in drafts, never saved."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """Values to be saved: of a new record (id None) or of one as it was at `version`."""

    record: str
    values: Mapping[str, Any]
    id: int | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What one unit of work did: its label and the (record name, id) pairs it touched.

    within: the change set that has it in the journal, 0 if nothing changed.
    """

    label: str
    touched: frozenset[tuple[str, int]] = frozenset()
    within: int = field(default=0, compare=False)

    def touches(self, *records: str) -> bool:
        """Return whether any record of these names changed."""
        return any(name in records for name, _id in self.touched)
