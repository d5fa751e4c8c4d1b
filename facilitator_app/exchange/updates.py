"""Tops up what is stored from the cells of a row, field by field; an empty cell changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from facilitator_app.digests.exchange import TAGS, Duplicate, Named, Remark, Update
from facilitator_app.domain.errors import AppError
from facilitator_app.exchange.list_habits import NOTES
from facilitator_app.exchange.text_folding import fold
from facilitator_app.i18n import N_, _
from facilitator_app.locale_formats import join_parts
from facilitator_app.spec.kinds import Choices, FormatContext, LongText, Phone, Ref
from facilitator_app.spec.record import Field, RecordSpec

_NOTHING = (None, "", ())
_PARTS = re.compile(r"\s*[,;\n]\s*")
_TAGS = Field(TAGS, Choices(list=""), N_("Tags"))


def topped_up(one: Field, old: Any, new: Any) -> Any:
    """Return what a field holds that held `old`, once a cell says `new`.

    Choices are joined and lines of notes added below, each once; anything else gives way to what
    differs from it in more than capitals, blanks or the first names written as initials.
    """
    if new in _NOTHING:
        return old
    if isinstance(one.kind, Choices):
        return (*(old or ()), *(code for code in new if code not in (old or ())))
    if old in _NOTHING:
        return new
    if _is_notes(one):
        return _below(old, new)
    return old if _alike(one, old, new) else new


def _is_notes(one: Field) -> bool:
    return one.name == NOTES and isinstance(one.kind, LongText)


def _below(old: str, new: str) -> str:
    there = {_plain(line) for line in old.splitlines()} - {""}
    fresh: list[str] = []
    for line in new.splitlines():
        if _plain(line) not in there:
            fresh.append(line)
            there |= {_plain(line)} - {""}
    added = "\n".join(fresh).strip()
    return f"{old}\n{added}" if added else old


def _alike(one: Field, old: Any, new: Any) -> bool:
    if not (isinstance(old, str) and isinstance(new, str)):
        return bool(old == new)
    if isinstance(one.kind, Phone):
        return old.replace(" ", "") == new.replace(" ", "")
    return _plain(old) == _plain(new) or (one.name == "forenames" and _initials(old, new))


def _initials(old: str, new: str) -> bool:
    """Whether `new` has only initials of `old`: no reason to lose a first name."""
    whole, short = fold(old).split(), fold(new).split()
    return 0 < len(short) <= len(whole) and all(
        a == b[:1] for a, b in zip(short, whole, strict=False)
    )


def _says_less(one: Field, old: Any, new: Any) -> bool:
    """Whether a text has fewer parts than the one it would replace, such as a town alone."""
    if not isinstance(one.kind, LongText) or _is_notes(one) or old in _NOTHING:
        return False
    return len(_PARTS.split(new.strip())) < len(_PARTS.split(old.strip()))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


@dataclass(frozen=True, slots=True)
class ToppedUp:
    """What changes, by field, and why other cells change nothing."""

    changes: Mapping[str, Any]
    refused: Mapping[str, str] = field(default_factory=dict)


def top_up(
    spec: RecordSpec, stored: Mapping[str, Any], cells: Mapping[str, Any], fmt: FormatContext
) -> ToppedUp:
    """Return what `cells`, values by field, change in a record; what breaks its rules does not."""
    changes: dict[str, Any] = {}
    refused: dict[str, str] = {}
    for name, said in cells.items():
        one = _TAGS if name == TAGS else spec.field(name)
        new = topped_up(one, stored.get(name), said)
        if name == NOTES and new != stored.get(name):
            try:
                new = one.parse(new, fmt)  # it may have grown too long
            except AppError as error:
                refused[name] = str(error)
                continue
        if new != stored.get(name) and new not in _NOTHING:
            if _says_less(one, stored.get(name), new):
                refused[name] = _("This says less than what is there, which stays.")
            else:
                changes[name] = new
    changes |= _given_way(spec, stored, changes)
    while changes and (problems := spec.problems({**stored, **changes}, fmt)):
        for name, why in _culprits(spec, stored, changes, problems, fmt).items():
            refused[name] = why
            del changes[name]
    return ToppedUp(changes, refused)


def _given_way(
    spec: RecordSpec, stored: Mapping[str, Any], changes: Mapping[str, Any]
) -> Mapping[str, None]:
    """Empty who stood there by name where a record comes in their place, and the other way."""
    pairs = [(one.name, one.by_name) for one in spec.refs if one.by_name]
    both = [*pairs, *((name, ref) for ref, name in pairs)]
    return {old: None for new, old in both
            if changes.get(new) and old not in changes and stored.get(old)}  # fmt: skip


def _culprits(
    spec: RecordSpec, stored: Mapping[str, Any], changes: Mapping[str, Any],
    problems: Mapping[str, str], fmt: FormatContext,
) -> Mapping[str, str]:  # fmt: skip
    """Return which changes the problems come from: those they name, the one, or all."""
    named = {name: why for name, why in problems.items() if name in changes}
    why = next(iter(problems.values()))
    for name in () if named else changes:
        rest = {other: value for other, value in changes.items() if other != name}
        if not spec.problems({**stored, **rest}, fmt):
            return {name: why}
    return named or dict.fromkeys(changes, why)


class Updates:
    """Knows what is in the file, and in the rows to be added, as the rows before left it."""

    def __init__(
        self,
        spec: RecordSpec,
        fmt: FormatContext,
        existing: Mapping[int, Mapping[str, Any]],
        named: Named,
    ) -> None:
        """Know `existing`, all values of the file's records by id, items of tags under TAGS.

        `named` has what references and tags are called.
        """
        self._spec, self._fmt = spec, fmt
        self._file, self._rows = existing, dict[int, Mapping[str, Any]]()
        self._now: dict[Duplicate, Mapping[str, Any]] = {}
        self._filled: dict[Duplicate, dict[str, int]] = {}
        self._called: dict[str, dict[int, str]] = {}
        for record, pairs in named.items():
            words = self._called.setdefault(record, {})
            for said, one in pairs:
                words.setdefault(one, said)

    def add(self, row: int, values: Mapping[str, Any], filled: Iterable[str]) -> None:
        """Know a row that is to be added; its cells gave the values of `filled`."""
        there = Duplicate("", row=row)
        self._now[there] = values
        self._filled[there] = dict.fromkeys(filled, row)

    def values(self, there: Duplicate) -> Mapping[str, Any]:
        """Return the values of what is `there` as the rows so far leave it."""
        return self._now.get(_key(there)) or self._file.get(there.id or 0, {})

    def __call__(
        self, row: int, there: Duplicate, cells: Mapping[str, Any]
    ) -> tuple[tuple[Update, ...], tuple[Remark, ...]]:
        """Return what cells, values by field, change in what is `there`, and why others do not."""
        key, stored = _key(there), self.values(there)
        first = self._filled.setdefault(key, {})
        own = {name: value for name, value in cells.items() if self._free(name, first)}
        found = top_up(self._spec, stored, own, self._fmt)
        told = [self._remark(name, cells[name], why) for name, why in found.refused.items()]
        for name in (one for one in cells if one not in own):
            one = self._field(name)
            if topped_up(one, stored.get(name), cells[name]) != stored.get(name):
                why = _("Row {row} comes first.").format(row=first[name])
                told.append(self._remark(name, cells[name], why))
        updates = tuple(
            Update(
                name,
                _(self._field(name).label),
                stored.get(name),
                new,
                self._words(self._field(name), stored.get(name), new),
                self._shown(self._field(name), stored.get(name)),
                self._shown(self._field(name), new),
            )
            for name, new in found.changes.items()
        )
        first |= {name: row for name in own if name not in found.refused and name not in first}
        self._now[key] = {**stored, **found.changes}
        return updates, tuple(told)

    def _field(self, name: str) -> Field:
        return _TAGS if name == TAGS else self._spec.field(name)

    def _free(self, name: str, first: Mapping[str, int]) -> bool:
        one = self._field(name)
        return name not in first or _is_notes(one) or isinstance(one.kind, Choices)

    def _remark(self, name: str, said: Any, why: str) -> Remark:
        one = self._field(name)
        words = _("{text}: {why} It is left out.").format(text=self._show(one, said), why=why)
        return Remark(name, _(one.label), words, problem=True)

    def _words(self, one: Field, old: Any, new: Any) -> str:
        if old in _NOTHING:
            return _("filled in with {new}").format(new=self._show(one, new))
        had = self._show(one, old)
        if new in _NOTHING:
            return _("{old} is no longer named").format(old=had)
        if isinstance(one.kind, Choices):
            fresh = tuple(code for code in new if code not in old)
            return _("{new} joins {old}").format(new=self._show(one, fresh), old=had)
        if _is_notes(one):
            added = new.removeprefix(old)
            return _("{new} is added below").format(new=self._show(one, added.strip()))
        return _("{old} becomes {new}").format(old=had, new=self._show(one, new))

    def _shown(self, one: Field, value: Any) -> str:
        """Return a value as it is shown beside another, "" for nothing."""
        return "" if value in _NOTHING else self._show(one, value)

    def _show(self, one: Field, value: Any) -> str:
        if one.name == TAGS:
            called = self._called.get(TAGS, {})
            return "; ".join(called.get(item, str(item)) for item in value)
        if isinstance(one.kind, Ref):
            return self._called.get(one.kind.record, {}).get(value, _("another"))
        return join_parts(one.show(value, self._fmt).splitlines())


def _key(there: Duplicate) -> Duplicate:
    return Duplicate("", there.id, there.row)
