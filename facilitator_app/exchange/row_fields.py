"""Brings the cells of one row together under the fields they fill."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from facilitator_app.digests.exchange import NAME, TAGS, ColumnMapping, Remark, SheetRow
from facilitator_app.domain.formula_guard import unguarded
from facilitator_app.exchange.header_matching import joins
from facilitator_app.exchange.list_habits import MOBILE, NOTES, PHONES, TELEPHONE, label_columns
from facilitator_app.exchange.text_folding import fold_header, tidy
from facilitator_app.exchange.whole_names import names_two, split_name
from facilitator_app.i18n import _
from facilitator_app.spec.kinds import LongText
from facilitator_app.spec.record import Privacy, RecordSpec

_MOBILE_WORDS = re.compile(r"mobile|cell|handy|iphone", re.IGNORECASE)
_NOT_SPOKEN_TO = re.compile(r"fax|pager", re.IGNORECASE)
_PLAIN_NOTES = frozenset({"notes", "note", "comments", "comment", "remarks", "other information"})
_AS_FORMULA = re.compile(r'="([^"]*)"')


@dataclass(slots=True)
class FieldTexts:
    """The text for each field, what was left over of doubled columns, and words about both.

    why: why the row cannot be added whatever its fields say, "" if it can.
    """

    texts: dict[str, str] = field(default_factory=dict)
    spare: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    why: str = ""


class RowFields:
    """Knows where in a row the cells for each field stand."""

    def __init__(self, headers: Sequence[str], matching: ColumnMapping, spec: RecordSpec) -> None:
        """Find the place of each matched header; one that the list lacks is passed over."""
        at = {header: place for place, header in enumerate(headers)}
        self._spec = spec
        self._takes_notes = has_notes(spec)
        self._groups = {
            name: [[(h, at[h]) for h in group if h in at] for group in groups]
            for name, groups in matching.sources.items()
        }
        self._single = {
            name: groups[0][0][1]
            for name, groups in self._groups.items()
            if name != NOTES and len(groups) == len(groups[0]) == 1
        }
        labelled = label_columns(headers, matching, spec)
        self._kinds_at = {header: at[label] for header, label in labelled.items()}
        if self._kinds_at:
            for name in PHONES:
                self._single.pop(name, None)
        several = (*matching.sources, *(PHONES if self._kinds_at else ()))
        self._joints = {name: _joint(name, spec) for name in several}
        self._labels = {one.name: _(one.label) for one in spec.fields} | {
            NAME: _("Name"),
            TAGS: _("Tags"),
        }
        self._plain = {h for h in headers if fold_header(h) in _PLAIN_NOTES}

    def __call__(self, line: SheetRow) -> FieldTexts:
        """Return the texts of one row."""
        found = FieldTexts()
        groups_by_field = self._by_kind(line.cells, found) if self._kinds_at else self._groups
        for name, groups in groups_by_field.items():
            if name in self._single:  # nearly every field: nothing to join or leave over
                place = self._single[name]
                if place < len(line.cells) and (text := clean(line.cells[place])):
                    found.texts[name] = text
                continue
            filled = [cells for group in groups if (cells := _filled(group, line.cells))]
            if filled:
                found.texts[name] = self._joined(name, filled[0])
                for cells in filled[1:]:
                    self._leave_over(found, name, cells)
        self._split_names(found)
        if "forenames" in self._labels:
            self._look_at_names(found)
        return found

    def _by_kind(
        self, cells: Sequence[str], found: FieldTexts
    ) -> Mapping[str, list[list[tuple[str, int]]]]:
        """Sort telephone numbers by what the list says of their kind; fax goes into the notes."""
        numbers: dict[str, list[list[tuple[str, int]]]] = {TELEPHONE: [], MOBILE: []}
        for name in PHONES:
            for header, place in itertools.chain(*self._groups.get(name, ())):
                kind_at = self._kinds_at.get(header, len(cells))
                kind = clean(cells[kind_at]) if kind_at < len(cells) else ""
                if place < len(cells) and _NOT_SPOKEN_TO.search(kind):
                    self._leave_over(found, name, {kind: clean(cells[place])})
                    continue
                said = MOBILE if _MOBILE_WORDS.search(kind) else TELEPHONE if kind else name
                numbers[said].append([(header, place)])
        return {**self._groups, **numbers}

    def _joined(self, name: str, cells: Mapping[str, str]) -> str:
        joint = self._joints[name]
        if joint is None:
            return next(iter(cells.values()))
        if name == NOTES:
            return joint.join(self._note(header, text) for header, text in cells.items())
        return joint.join(cells.values())

    def _note(self, header: str, text: str) -> str:
        plain = header in self._plain or header == self._labels[NOTES] or tidy(header) == text
        return text if plain else f"{header}: {text}"

    def _leave_over(self, found: FieldTexts, name: str, cells: Mapping[str, str]) -> None:
        """Keep what a second column has beyond the first; sensitive words stay out of the notes."""
        for header, text in cells.items():
            if text.casefold() in found.texts.get(name, "").casefold():
                continue
            one = self._spec.find(name)
            sensitive = one is not None and one.privacy is not Privacy.ORDINARY
            if self._takes_notes and not sensitive:
                found.spare.append(f"{header}: {text}")
                said = _("“{header}” goes into the notes: {text}").format(header=header, text=text)
                found.remarks.append(Remark(name, self._labels[name], said))
            else:
                said = _("“{header}” is left out: {text}").format(header=header, text=text)
                found.remarks.append(Remark(name, self._labels[name], said, problem=True))

    def _split_names(self, found: FieldTexts) -> None:
        """Take apart a whole name, be it in the column of surnames by itself."""
        whole = found.texts.pop(NAME, "")
        surname = found.texts.get("surname", "")
        if not whole and "," in surname and not found.texts.get("forenames"):
            whole = found.texts.pop("surname") if "forenames" in self._labels else ""
        if not whole:
            parts_of = " ".join(found.texts.get(one, "") for one in ("title", "forenames"))
            if "forenames" in self._labels and names_two(parts_of):
                self._refuse_two(found, tidy(f"{parts_of} {surname}"))
            return
        parts = split_name(whole.replace("\n", " "))
        for name, text in (
            ("surname", parts.surname), ("forenames", parts.forenames), ("title", parts.title),
            ("known_as", parts.known_as),
        ):  # fmt: skip
            if text and name in self._labels and not found.texts.get(name):
                found.texts[name] = text
        said = _("“{whole}” read as first names {first}, surname {last}").format(
            whole=whole, first=parts.forenames or "–", last=parts.surname or "–"
        )
        found.remarks.append(Remark("surname", self._labels[NAME], said))
        if parts.two:
            self._refuse_two(found, whole)
        beyond = parts.beyond
        if parts.known_as and found.texts.get("known_as") != parts.known_as:  # no such field
            beyond = " ".join(filter(None, (beyond, parts.known_as)))
        if beyond:
            self._leave_over(found, NAME, {self._labels[NAME]: beyond})

    def _look_at_names(self, found: FieldTexts) -> None:
        """Drop what stands for a name that nobody has, such as a dash; tell of a single name."""
        given = [name for name in ("forenames", "surname") if name in found.texts]
        for name in given:
            if not any(map(str.isalnum, found.texts[name])):
                del found.texts[name]
        given = [name for name in given if name in found.texts]
        if len(given) == 1:
            said = _("The only name in this row.")
            found.remarks.append(Remark(given[0], self._labels[given[0]], said))

    def _refuse_two(self, found: FieldTexts, whole: str) -> None:
        found.why = _(
            "“{whole}” looks like two people. Give each a row of their own in the list."
        ).format(whole=whole)


def _joint(name: str, spec: RecordSpec) -> str | None:
    """Return what stands between the columns of a field, None if only one of them counts."""
    if not joins(name, spec):
        return None
    if name == TAGS:
        return "; "
    return "\n" if isinstance(spec.field(name).kind, LongText) else " "


def has_notes(spec: RecordSpec) -> bool:
    """Whether the record has ordinary notes that can take what fits nowhere else."""
    return any(
        one.name == NOTES and isinstance(one.kind, LongText) and one.privacy is Privacy.ORDINARY
        for one in spec.typed
    )


def _filled(group: Sequence[tuple[str, int]], cells: Sequence[str]) -> dict[str, str]:
    return {
        header: text
        for header, place in group
        if place < len(cells) and (text := clean(cells[place]))
    }


def clean(cell: str) -> str:
    """Return a cell without stray blanks and without what keeps spreadsheets from calculating."""
    if cell.startswith("'"):
        return tidy(unguarded(cell))
    if cell.startswith("=") and (match := _AS_FORMULA.fullmatch(cell.strip())):
        return tidy(match[1])
    return tidy(cell)
