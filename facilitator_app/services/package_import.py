"""The rows of a data package taken into a file: checked, mapped to what is here, or left out."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from facilitator_app.domain import attachments as rules
from facilitator_app.domain.errors import AppError, Invalid
from facilitator_app.domain.progress import Progress
from facilitator_app.exchange import package_reader
from facilitator_app.i18n import N_, _, ngettext
from facilitator_app.locale_formats import join_sentences
from facilitator_app.records.attachments import Attachment
from facilitator_app.records.publications import Publication
from facilitator_app.services.record_writing import is_checked, why_forbidden
from facilitator_app.spec.kinds import FormatContext, Ref
from facilitator_app.spec.record import Changes, Field, RecordSpec, Row
from facilitator_app.store import contents, erasure
from facilitator_app.store.base import LinkedRecord, Record, find_record_type, record_types
from facilitator_app.store.work import Work

Values = Mapping[str, Any]
WHAT_STAYS = N_(
    "What is there already stays as it is; settings, pick-lists and rates take the package's words."
)
_MOST_TOLD = 3  # reasons

ERASED_HERE = N_(
    "This belongs to somebody who was erased here. See whether other texts and files that came in "
    "name them."
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What importing a data package did, and how many records were left out, by why.

    papers: how many approved minutes came without their published paper, and got one; remarks: a
    sentence for each attachment whose name did not say what is in it.
    """

    changes: Changes
    left_out: Mapping[str, int]
    papers: int = 0
    remarks: tuple[str, ...] = ()

    def counted(self) -> str:
        """Return how many records it brought, in a sentence without its full stop."""
        return ngettext(
            "{n} record was added or changed",
            "{n} records were added or changed",
            len(self.changes.touched),
        )

    def made(self) -> str:
        """Return how many papers were made, in a sentence; "" if none was."""
        if not self.papers:
            return ""
        return ngettext(
            "The paper of {n} approved meeting was not in the package: it was made, with today's"
            " date.",
            "The papers of {n} approved meetings were not in the package: they were made, with"
            " today's date.",
            self.papers,
        )

    def reasons(self) -> tuple[str, ...]:
        """Return a sentence for each reason why records were left out, the most first."""
        return tuple(
            ngettext(
                "{n} record was left out. {why}", "{n} records were left out. {why}", count, why=why
            )
            for why, count in Counter(self.left_out).most_common()
        )

    def summary(self) -> str:
        """Return what papers were made, the first reasons and remarks, and how many more."""
        reasons = Counter(self.left_out).most_common()
        told, more = self.reasons()[:_MOST_TOLD], sum(n for _why, n in reasons[_MOST_TOLD:])
        noted, others = self.remarks[:_MOST_TOLD], len(self.remarks[_MOST_TOLD:])
        return join_sentences([self.made(), *told, _rest(more), *noted, _rest(others)])


class Intake:
    """Takes the parts of one data package into a unit of work."""

    def __init__(self, work: Work, fmt: FormatContext, path: Path) -> None:
        """Write through `work` what lies at `path`."""
        self.left_out: Counter[str] = Counter()
        self._work = work
        self._fmt = fmt
        self._path = path
        self._remarks: dict[int, str] = {}
        self._ids: dict[tuple[str, int], int] = {}
        self._added: set[tuple[str, int]] = set()
        self._without: dict[tuple[str, int], str] = {}
        self._erased = erasure.all_erased(work.connection)
        self._held: list[Record] = []
        self._found_by_id = {
            one
            for cls in record_types().values()
            if _is_searched(cls.spec())
            for one in work.session.scalars(select(cls.id))
        }

    def take(self, cls: type[Record], rows: Iterator[Row]) -> None:
        """Take the rows of one record type, after those that it points to.

        Raises AppError at the first that may not be written as it is.
        """
        work, key, spec = self._work, cls.natural_key, cls.spec()
        there = set(work.session.scalars(select(cls.id)))
        duplicates = _duplicates(work, cls, key) if key is not None else {}
        self._held += duplicates.values()  # or each check would read a tag's framework again
        defaults, needed = spec.defaults(), _needed(spec)
        others = self._found_by_id if _is_searched(spec) else set[int]()
        kept = _kept_once(work, cls)
        read: set[int] = set()
        fresh: list[dict[str, Any]] = []
        updated: dict[Record, Values] = {}
        for row in rows:
            if row.id in read:
                raise package_reader.unfit(row, _("This id is there twice."))
            read.add(row.id)
            values = _mapped(cls, row.values, self._ids)
            duplicate = (
                duplicates.get(tuple(values.get(name) for name in key)) if key is not None else None
            )
            if duplicate is not None:
                self._ids[cls.__tablename__, row.id] = duplicate.id
                if before := self._update(duplicate, row, values, needed):
                    updated[duplicate] = before
            elif row.id not in there:
                if row.id in others:
                    raise package_reader.unfit(row, _("Another record has this id."))
                values = {**defaults, **values, "id": row.id}
                self._check(spec, row, values, needed)
                if cls is Attachment:
                    values |= self._seen_in(values)
                same = kept.setdefault(_key(cls, values), row.id) if cls.kept_once else row.id
                if same == row.id:
                    fresh.append(values)
                else:
                    self._ids[cls.__tablename__, row.id] = same
                    self.left_out[_("The same is here already.")] += 1
        with work.session.no_autoflush:  # what is put back was never changed
            left_out = self._left_out_of(cls, fresh)
            coming = [row for place, row in enumerate(fresh) if place not in left_out]
            self._put_back_forbidden(updated, coming)
        work.session.flush()
        self._insert(cls, coming)

    def take_files(self, progress: Progress) -> None:
        """Take what the new records name and is not here yet, once all rows are taken.

        Raises AppError if one is not as told.
        """
        work = self._work
        work.session.flush()
        wanted = contents.missing(work.connection)
        for place, data in enumerate(package_reader.read_files(self._path, wanted)):
            progress.step(place, len(wanted), _("Reading attachments"))
            contents.put(work.connection, data)
        if contents.untrue(work.connection):
            raise AppError(_("This data package tells wrong sizes of its attachments."))
        for one in self.added(Publication.__tablename__):
            _see_paper(work, work.get(Publication, one))

    def added(self, record: str) -> set[int]:
        """Return the ids of what was added of one record type."""
        return {one for name, one in self._added if name == record}

    def remarks(self) -> tuple[str, ...]:
        """Return a sentence for each attachment that came in and is not what its name said."""
        added = self.added(Attachment.__tablename__)
        return tuple(told for one, told in self._remarks.items() if one in added)

    def _seen_in(self, values: Values) -> dict[str, Any]:
        """Return the ending and the kind that the content of an attachment has.

        What is kept here already is looked at, rather than what the package says it is.
        """
        digest: str = values["content"]
        head = contents.head(self._work.connection, digest) or self._heads.get(digest, b"")
        given = rules.clean_name(values["name"])
        name = rules.fitting(given, head)
        if told := rules.remark(given, name, head):
            self._remarks[values["id"]] = told
        return {"name": name, "media_type": rules.media_type(name, head)}

    @functools.cached_property
    def _heads(self) -> Mapping[str, bytes]:
        return package_reader.read_heads(self._path)

    def _left_out_of(self, cls: type[Record], fresh: Sequence[Values]) -> Mapping[int, str]:
        """Return by place which rows cannot come in, and why."""
        left_out = {
            **_loose(self._work, cls, fresh),
            **self._without_target(cls, fresh),
            **self._of_erased(cls, fresh),
            **self._work.seals.reasons_for_new(cls, fresh, stepped=True),
        }
        left_out |= self._forbidden(cls, fresh, left_out)
        self.left_out.update(left_out.values())
        self._without |= {(cls.__tablename__, fresh[n]["id"]): why for n, why in left_out.items()}
        return left_out

    def _insert(self, cls: type[Record], rows: Sequence[Values]) -> None:
        if _is_searched(cls.spec()):
            self._found_by_id.update(row["id"] for row in rows)
        ids = self._work.insert_many(cls, rows, stepped=True)
        self._added |= {(cls.__tablename__, one) for one in ids}

    def _without_target(self, cls: type[Record], rows: Sequence[Values]) -> dict[int, str]:
        """Return by place which would come without what they belong to, as it was here before."""
        if not issubclass(cls, LinkedRecord) or not cls.comes_with_target:
            return {}
        why = _("What this belongs to is here already, and stays as it is.")
        return {
            place: why
            for place, row in enumerate(rows)
            if (row["target"], row["target_id"]) not in self._added
        }

    def _of_erased(self, cls: type[Record], rows: Sequence[Values]) -> dict[int, str]:
        """Return by place what was erased here, or belongs to that, and what leans on it."""
        why, found = _(ERASED_HERE), dict[int, str]()
        for place, row in enumerate(rows):
            targets = list(_targets(cls, row))
            owners = [target for target, owned in targets if owned]
            if not self._erased.isdisjoint([(cls.__tablename__, row["id"]), *owners]):
                found[place] = why
            for target, _owned in targets:
                if target in self._without:
                    found.setdefault(place, self._without[target])
        return found

    def _forbidden(
        self, cls: type[Record], rows: Sequence[Values], without: Mapping[int, str]
    ) -> dict[int, str]:
        """Return by place which rows other records forbid, and why; with them what names those."""
        found: dict[int, str] = {}
        while is_checked(cls) and (more := self._refused(cls, rows, {**without, **found})):
            found |= more
        return found

    def _refused(
        self, cls: type[Record], rows: Sequence[Values], without: Mapping[int, str]
    ) -> dict[int, str]:
        """Return by place which rows are forbidden once those at `without` are left out."""
        names = [one.name for one in cls.spec().refs if _named(one) == cls.__tablename__]
        out = {rows[place]["id"]: why for place, why in without.items()}
        first, rest = _those_named_first(rows, names)
        beside = {place: cls(**rows[place]) for place in rest if place not in without}
        found = {}
        for place in (*first, *rest):
            row = rows[place]
            if row["id"] in out:
                continue
            record = cls(**row)
            why = next((out[row[name]] for name in names if row.get(name) in out), "")
            why = why or why_forbidden(self._work.session, record, tuple(beside.values()))
            if why:
                beside.pop(place, None)
                found[place] = out[row["id"]] = why
            elif names:
                beside[place] = record
        return found

    def _put_back_forbidden(self, updated: Mapping[Record, Values], rows: Sequence[Values]) -> None:
        """Let records that both have stay as they were where other records, or `rows`, forbid it.

        updated: what each had before, by field.
        """
        waiting = {one: before for one, before in updated.items() if is_checked(type(one))}
        beside = [type(one)(**row) for one in list(waiting)[:1] for row in rows]
        while waiting:
            refused = next(
                (
                    (one, why)
                    for one in waiting
                    if (why := why_forbidden(self._work.session, one, beside))
                ),
                None,
            )
            if refused is None:
                return
            one, why = refused
            for name, value in waiting.pop(one).items():
                setattr(one, name, value)
            self.left_out[why] += 1

    def _update(
        self, record: Record, row: Row, values: Values, needed: Sequence[tuple[str, str]]
    ) -> Values:
        """Let a record that both have take the package's words; what nobody types stays.

        Return what it had before where that was changed, by field.
        """
        spec = type(record).spec()
        stored = {one.name: getattr(record, one.name) for one in spec.fields}
        typed = {one.name for one in spec.typed}
        changed = {
            name: one for name, one in values.items() if name in typed and stored[name] != one
        }
        if changed:
            self._check(spec, row, {**stored, **changed}, needed)
        for name, value in changed.items():
            setattr(record, name, value)
        return {name: stored[name] for name in changed}

    def _check(
        self, spec: RecordSpec, row: Row, values: Values, needed: Sequence[tuple[str, str]]
    ) -> None:
        problems = spec.problems(values, self._fmt, stepped=True)
        for name, label in needed:
            if values.get(name) in (None, ""):
                problems[name] = _("Fill in “{label}”.").format(label=_(label))
        if problems:
            raise package_reader.unfit(row, str(Invalid(problems)))


def _named(one: Field) -> str:
    assert isinstance(one.kind, Ref)
    return one.kind.record


def _those_named_first(rows: Sequence[Values], names: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return the places of rows, each after those of its own type that it `names`.

    The second list has those that name each other round, and what hangs on them.
    """
    first: list[int] = []
    rest = dict(enumerate(rows))
    while rest:
        waiting = {row["id"] for row in rest.values()}
        ready = [
            place
            for place, row in rest.items()
            if waiting.isdisjoint(row.get(name) for name in names)
        ]
        if not ready:
            break
        first += ready
        for place in ready:
            del rest[place]
    return first, list(rest)


def _see_paper(work: Work, published: Publication) -> None:
    """Raise AppError if the pages of a published paper are no pages, or its figures no figures."""
    for digest, begins in ((published.paper_hash, b"%PDF"), (published.figures_hash, b"{")):
        if not contents.head(work.connection, digest).startswith(begins):
            words = _("“{title}” is not what it says it is in this data package. Write it again.")
            raise AppError(words.format(title=published.title))


def _rest(more: int) -> str:
    return ngettext("And {n} more.", "And {n} more.", more) if more else ""


def _is_searched(spec: RecordSpec) -> bool:
    """Whether the search index holds such records, which knows them by their id alone."""
    return any(one.searched for one in spec.fields)


def _needed(spec: RecordSpec) -> list[tuple[str, str]]:
    """Return name and label of what no form asks for, and no row goes without."""
    return [(one.name, one.label) for one in spec.fields if one.required and one.computed]


def _targets(cls: type[Record], row: Values) -> Iterator[tuple[tuple[str, int], bool]]:
    """Yield what a row points to, and whether it belongs to that."""
    for one in cls.spec().refs:
        assert isinstance(one.kind, Ref)
        if row.get(one.name) is not None:
            yield (one.kind.record, row[one.name]), one.kind.owned
    if issubclass(cls, LinkedRecord):
        yield (row["target"], row["target_id"]), True


def _loose(work: Work, cls: type[Record], rows: Iterable[Values]) -> dict[int, str]:
    """Return by place which rows would belong to a record that is not here, and why not."""
    if not issubclass(cls, LinkedRecord):
        return {}
    there = {
        (name, one)
        for name in {row["target"] for row in rows}
        if (target := find_record_type(name)) is not None
        for one in work.session.scalars(select(target.id))
    }
    return {
        place: _("What this belongs to is not here.")
        for place, row in enumerate(rows)
        if (row["target"], row["target_id"]) not in there
    }


def _duplicates(
    work: Work, cls: type[Record], key: tuple[str, ...]
) -> dict[tuple[Any, ...], Record]:
    rows = work.session.scalars(select(cls)).all()
    return {tuple(getattr(row, name) for name in key): row for row in rows}


def _kept_once(work: Work, cls: type[Record]) -> dict[tuple[Any, ...], int]:
    """Return the ids of what is here by the fields that no two share; {} where any may."""
    if not cls.kept_once:
        return {}
    columns = [getattr(cls, name) for name in cls.kept_once]
    return {tuple(key): one for one, *key in work.session.execute(select(cls.id, *columns))}


def _key(cls: type[Record], values: Values) -> tuple[Any, ...]:
    return tuple(values.get(name) for name in cls.kept_once)


def _mapped(
    cls: type[Record], values: Values, ids: Mapping[tuple[str, int], int]
) -> dict[str, Any]:
    """Return values whose references point to what their targets are called in this file."""
    found = dict(values)
    if issubclass(cls, LinkedRecord):
        named, target_id = found.get("target", ""), found.get("target_id")
        found["target_id"] = ids.get((named, target_id or 0), target_id)
    for one in cls.spec().refs:
        assert isinstance(one.kind, Ref)
        if found.get(one.name) is not None:
            found[one.name] = ids.get((one.kind.record, found[one.name]), found[one.name])
    return found
