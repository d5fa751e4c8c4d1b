"""Guesses which heading means which field, and keeps what people chose instead."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from facilitator_app import assets
from facilitator_app.digests.exchange import NAME, TAGS, ColumnMapping
from facilitator_app.exchange.text_folding import fold_header
from facilitator_app.i18n import _
from facilitator_app.spec.kinds import LongText, Text
from facilitator_app.spec.record import Field, Privacy, RecordSpec

Groups = tuple[tuple[str, ...], ...]
Values = Mapping[str, Mapping[str, str]]  # pick-list → folded text → code
Reads = Callable[[str, Field], bool]  # whether the cells under a heading are of a field


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Folded headings by record and field, and shortened entries of pick-lists by list.

    flags: folded headings that are themselves the value where the cell says yes; perhaps: folded
    headings by record and field that mean it only where the cells below them are of it; sensitive:
    folded headings of special-category fields, which are chosen by hand.
    """

    headings: Mapping[str, Mapping[str, Groups]]
    values: Values
    flags: frozenset[str] = frozenset()
    perhaps: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    sensitive: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)


def shipped() -> Synonyms:
    """Return the synonyms that ship in `resources/lists/headers.toml`."""
    data = tomllib.loads(assets.text("lists/headers.toml"))
    values, flags = data.pop("values"), data.pop("flags")
    perhaps, sensitive = (_folded(data.pop(one)) for one in ("perhaps", "sensitive"))
    return Synonyms(
        {
            record: {name: _groups(listed) for name, listed in fields.items()}
            for record, fields in data.items()
        },
        {
            name: {fold_header(text): code for code, texts in codes.items() for text in texts}
            for name, codes in values.items()
        },
        frozenset(map(fold_header, flags)),
        perhaps,
        sensitive,
    )


def _folded(
    headings: Mapping[str, Mapping[str, Sequence[str]]],
) -> dict[str, dict[str, frozenset[str]]]:
    return {
        record: {name: frozenset(map(fold_header, listed)) for name, listed in fields.items()}
        for record, fields in headings.items()
    }


def _groups(listed: Sequence[str | Sequence[str]]) -> Groups:
    return tuple(
        (fold_header(one),) if isinstance(one, str) else tuple(map(fold_header, one))
        for one in listed
    )


def fillable(spec: RecordSpec) -> tuple[Field, ...]:
    """Return the fields that a column can fill: everything that a person types."""
    return spec.typed


def holds_names(spec: RecordSpec) -> bool:
    """Whether a record has a surname and forenames, so that whole names can be taken apart."""
    return {"surname", "forenames"} <= {one.name for one in spec.fields}


def guess(
    headers: Sequence[str], spec: RecordSpec, synonyms: Synonyms, reads: Reads | None = None
) -> ColumnMapping:
    """Match by field names (of now and before), labels, then synonyms.

    reads: whether the cells under a heading are of a field, which decides where several may be
    meant. Special-category fields are left to people.
    """
    places: dict[str, list[tuple[int, int, str]]] = {}
    find = _finder(spec, synonyms)
    for header in headers:
        found = find(header)
        if reads is not None and (name := _by_cells(header, found, spec, synonyms, reads)):
            found = (name, len(synonyms.headings.get(spec.name, {}).get(name, ())), 0)
        if found:
            name, group, place = found
            places.setdefault(name, []).append((group, place, header))
    if whole := places.pop(NAME, None):
        # Beside "First name", a column "Name" has the surname; beside both it says nothing new.
        lacking = [name for name in ("surname", "forenames") if name not in places]
        if lacking:
            places[lacking[0] if len(lacking) == 1 else NAME] = whole
    return ColumnMapping(
        spec.name,
        {name: _in_order(found, joined=joins(name, spec)) for name, found in places.items()},
    )


def _by_cells(
    header: str, found: tuple[str, int, int] | None, spec: RecordSpec, synonyms: Synonyms,
    reads: Reads,
) -> str:  # fmt: skip
    """Return the field that the heading may mean and the cells are of, "" if none is."""
    words = {fold_header(header), _once(header)}
    perhaps = synonyms.perhaps.get(spec.name, {})
    names = [name for name, listed in perhaps.items() if not words.isdisjoint(listed)]
    usual = found[0] if found else NAME
    if not names or (usual != NAME and reads(header, spec.field(usual))):
        return ""
    return next((name for name in names if reads(header, spec.field(name))), "")


def knows(spec: RecordSpec, synonyms: Synonyms, more: Sequence[str] = ()) -> Callable[[str], bool]:
    """Return whether a heading fills a field of `spec` or is one of `more`."""
    find = _finder(spec, synonyms)
    return lambda header: header in more or find(header) is not None


def _finder(spec: RecordSpec, synonyms: Synonyms) -> Callable[[str], tuple[str, int, int] | None]:
    """Return what finds the field, group and place of a heading."""
    table = _table(spec, synonyms)
    joined = {word.replace(" ", ""): field for word, field in reversed(table.items())}

    def find(header: str) -> tuple[str, int, int] | None:
        folded = fold_header(header)
        return table.get(folded) or table.get(_once(header)) or joined.get(folded.replace(" ", ""))

    return find


def sensitive_fields(
    headers: Sequence[str], spec: RecordSpec, synonyms: Synonyms
) -> dict[str, str]:
    """Return by heading the special-category field that it names: a person may choose it."""
    known = synonyms.sensitive.get(spec.name, {})
    table = _special(spec) | {word: name for name, words in known.items() for word in words}
    return {one: table[fold_header(one)] for one in headers if fold_header(one) in table}


def with_tags(matching: ColumnMapping, headers: Sequence[str]) -> ColumnMapping:
    """Let a column "Tags" that fills nothing else hold the tags."""
    wanted = (fold_header("Tags"), fold_header(_("Tags")))
    found = tuple(h for h in unused(matching, headers) if fold_header(h) in wanted)
    return replace(matching, sources={**matching.sources, TAGS: (found,)}) if found else matching


def _once(header: str) -> str:
    """Fold a heading that was given a number because it stood there before."""
    return fold_header(header.rpartition(" (")[0])


def _table(spec: RecordSpec, synonyms: Synonyms) -> dict[str, tuple[str, int, int]]:
    """Return the field, group and place for each folded heading; names win over synonyms."""
    known = synonyms.headings.get(spec.name, {})
    ordinary = [one for one in fillable(spec) if one.privacy is Privacy.ORDINARY]
    special = _special(spec)
    names = [one.name for one in ordinary] + ([NAME] if holds_names(spec) else [])
    found: dict[str, tuple[str, int, int]] = {}
    for one in ordinary:
        for word in _own_words(one):
            found.setdefault(fold_header(word), (one.name, *_place(known.get(one.name, ()), word)))
    for name in names:
        for group, words in enumerate(known.get(name, ())):
            for place, word in enumerate(words):
                found.setdefault(word, (name, group, place))
    return {word: field for word, field in found.items() if word not in special}


def _special(spec: RecordSpec) -> dict[str, str]:
    """Return by its own folded words the name of each special-category field."""
    special = (one for one in fillable(spec) if one.privacy is not Privacy.ORDINARY)
    return {fold_header(word): one.name for one in special for word in _own_words(one)}


def _own_words(one: Field) -> tuple[str, ...]:
    return (one.name, one.label, _(one.label), *one.formerly)


def _place(groups: Groups, word: str) -> tuple[int, int]:
    """Return where a field's own name stands among its synonyms; before all if nowhere."""
    folded = fold_header(word)
    for group, words in enumerate(groups):
        if folded in words:
            return group, words.index(folded)
    return 0, -1


def _in_order(found: Sequence[tuple[int, int, str]], *, joined: bool) -> Groups:
    """Return the headers in groups; each by itself where they are not `joined`."""
    groups: dict[int, list[str]] = {}
    ordered = sorted(found, key=lambda one: one[:2])
    for number, (group, _place, header) in enumerate(ordered):
        groups.setdefault(group if joined else number, []).append(header)
    return tuple(tuple(headers) for headers in groups.values())


def joins(name: str, spec: RecordSpec) -> bool:
    """Whether several columns of the field are joined, rather than the first with content used."""
    if name == TAGS:
        return True
    return name != NAME and isinstance(spec.field(name).kind, LongText | Text)


def choose(matching: ColumnMapping, header: str, name: str, spec: RecordSpec) -> ColumnMapping:
    """Return `matching` with `header` filling the field `name`, or nothing if `name` is ""."""
    kept = {
        field: tuple(rest for group in groups if (rest := tuple(h for h in group if h != header)))
        for field, groups in matching.sources.items()
    }
    if name:
        groups = kept.get(name, ())
        if groups and joins(name, spec):
            kept[name] = (*groups[:-1], (*groups[-1], header))
        else:
            kept[name] = (*groups, (header,))
    return ColumnMapping(
        matching.record, {field: groups for field, groups in kept.items() if groups}
    )


def unused(matching: ColumnMapping, headers: Sequence[str]) -> tuple[str, ...]:
    """Return the headers that fill nothing."""
    used = set(matching.headers())
    return tuple(header for header in headers if header not in used)
