"""Lists coming in with a preview and going out; the whole network as an open data package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

import facilitator_app
from facilitator_app.digests.exchange import NAME, Matching, OutColumn, Plan, Sheet, Value
from facilitator_app.digests.lists import Ask
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.exchange import headers, matchings, package, package_in, sheets, tables
from facilitator_app.exchange.plan import plan as plan_rows
from facilitator_app.i18n import _
from facilitator_app.queries import exchange as queries
from facilitator_app.queries import lists, views
from facilitator_app.queries.reading import network
from facilitator_app.records.catalogue import ALL
from facilitator_app.services.files import RECORDS, File
from facilitator_app.spec.kinds import Ref
from facilitator_app.spec.record import Changes, Privacy, RecordSpec, Row
from facilitator_app.store.base import Record, record_type
from facilitator_app.store.work import Work

_CHUNK = 1_000
_ONE_OF_A_KIND: Mapping[str, tuple[str, ...]] = {
    "network": (),
    "list_entry": ("list", "code"),
    "mileage_rate": ("mode", "starts"),
}


@dataclass(frozen=True, slots=True)
class Preview:
    """A list that was read, which column fills which field, and what will happen to each row."""

    sheet: Sheet
    matching: Matching
    plan: Plan


def importable() -> tuple[RecordSpec, ...]:
    """Return the record types that a list can be brought in for."""
    return tuple(spec for spec in RECORDS if spec.name != "network")


@dataclass(frozen=True, slots=True)
class Target:
    """A field that a column can fill; a `special` one is never filled by a guess."""

    name: str
    label: str
    special: bool = False


def fields_for(record: str) -> tuple[Target, ...]:
    """Return every field that a column can fill; a column of whole names stands first."""
    spec = record_type(record).spec()
    whole = (Target(NAME, _("Whole name")),) if headers.holds_names(spec) else ()
    return whole + tuple(
        Target(one.name, _(one.label), one.privacy is Privacy.SPECIAL)
        for one in headers.fillable(spec)
    )


def examples(sheet: Sheet, most: int = 3) -> tuple[tuple[str, ...], ...]:
    """Return for each column the first `most` different words in it, none for an empty column."""
    found: list[dict[str, None]] = [{} for _header in sheet.headers]
    for line in sheet.rows:
        for kept, cell in zip(found, line.cells, strict=False):
            if len(kept) < most and cell.strip():
                kept.setdefault(" ".join(cell.split()))
        if all(len(kept) == most for kept in found):
            break
    return tuple(tuple(kept) for kept in found)


def special_fields() -> tuple[Target, ...]:
    """Return the sensitive fields ("member.access_needs") that leave the file only if wanted."""
    return tuple(
        Target(f"{spec.name}.{one.name}", f"{_(spec.plural)}: {_(one.label)}", special=True)
        for spec in RECORDS
        for one in spec.fields
        if one.privacy is Privacy.SPECIAL
    )


def preview(
    file: File, record: str, path: Path, *, matching: Matching | None = None, sheet: str = "",
    progress: Progress | None = None,
) -> Preview:  # fmt: skip
    """Read a list and say what would happen to each row; nothing is changed.

    Without a `matching`, columns are matched by their headers. Raises AppError if the file is no
    list, or if nothing fills a required field.
    """
    spec = record_type(record).spec()
    read = tables.read_table(path, sheet)
    if matching is None:
        matching = headers.guess(read.headers, spec, headers.shipped())
    else:
        matchings.check(matching, read.headers)
    return replan(file, record, read, matching, progress)


def replan(
    file: File, record: str, sheet: Sheet, matching: Matching, progress: Progress | None = None
) -> Preview:
    """Plan a list that was read already with another matching."""
    spec = record_type(record).spec()
    with file.store.read() as session:
        known = queries.known_people(session) if headers.holds_names(spec) else ()
        named = queries.named(session, spec, matching, file.reading())
    planned = plan_rows(
        sheet, matching, spec, file.reading(), known, named=named, progress=progress
    )
    return Preview(sheet, matching, planned)


def guess(record: str, sheet: Sheet) -> Matching:
    """Match the columns of a sheet by their headers."""
    return headers.guess(sheet.headers, record_type(record).spec(), headers.shipped())


def read_sheet(path: Path, name: str = "") -> Sheet:
    """Read a list from a CSV, XLSX or ODS file."""
    return tables.read_table(path, name)


def choose(matching: Matching, header: str, field: str, record: str) -> Matching:
    """Let the column `header` fill `field`, "" for none."""
    return headers.choose(matching, header, field, record_type(record).spec())


def read_matching(path: Path, record: str) -> Matching:
    """Read a matching that was kept in a file."""
    return matchings.read(path, record_type(record).spec())


def apply(file: File, plan: Plan, also: frozenset[int], progress: Progress) -> Changes:
    """Add the planned rows in one step that one Undo takes back; cancelled, nothing is kept."""
    cls = record_type(plan.record)
    rows = [row.values for row in plan.adding(also)]
    if not rows:
        raise AppError(_("There is nothing to add in this list."))
    label = _("Bring in {things}").format(things=_(cls.plural).lower())
    with file.store.write(label) as work:
        for at in range(0, len(rows), _CHUNK):
            progress.step(at, len(rows), _("Adding {things}").format(things=_(cls.plural).lower()))
            work.insert_many(cls, rows[at : at + _CHUNK])
        progress.step(len(rows), len(rows), _("Saving"))
    return file.store.last


def export_list(file: File, ask: Ask, out: Path) -> int:
    """Write a list, as it is filtered and sorted, to a .csv or .xlsx; return how many rows."""
    view = views.view(ask.view)
    with file.store.read() as session:
        head = lists.head(session, view, ask, file.reading())
        columns = [OutColumn(column.label, column.width) for column in head.columns]
        rows: list[list[Value]] = [
            [cell.text for cell in row.cells]
            for at in range(0, head.total, _CHUNK)
            for row in lists.page(session, view, ask, file.reading(), at, _CHUNK)
        ]
    _write(out, columns, rows, head.title)
    return len(rows)


def _write(out: Path, columns: list[OutColumn], rows: Iterable[list[Value]], title: str) -> None:
    try:
        if out.suffix.lower() == ".xlsx":
            # openpyxl takes a tenth of a second to import, and is seldom needed
            from facilitator_app.exchange.xlsx import write_xlsx  # noqa: PLC0415

            write_xlsx(out, title, columns, rows)
        else:
            sheets.write_csv(out, columns, rows)
    except OSError:
        raise _not_written(out) from None


def export_package(file: File, out: Path, special: frozenset[str] = frozenset()) -> None:
    """Write everything to `out` as a data package; `special` names sensitive fields to include."""
    reading = file.reading()
    try:
        with file.store.read() as session:
            content = (
                package.PackageTable(cls.spec(), queries.rows_of(session, cls, reading))
                for cls in ALL
            )
            about = package.About(
                network(session).name,
                reading.today,
                f"Facilitator {facilitator_app.__version__}",
                special,
            )
            package.write_package(out, content, about, reading)
    except OSError:
        raise _not_written(out) from None


def _not_written(out: Path) -> AppError:
    return AppError(
        _(
            "{name} could not be written to {folder}. Choose another folder or free some space."
        ).format(name=out.name, folder=out.parent)
    )


def is_package(path: Path) -> bool:
    """Say whether `path` is a data package."""
    return package_in.is_package(path)


def import_package(file: File, path: Path, progress: Progress) -> Changes:
    """Bring a data package in, in one step; records that are there already stay as they are.

    Settings, pick-lists and rates that both have take the package's words, and keep their ids here.
    """
    with file.store.write(_("Bring in a data package")) as work:
        ids: dict[tuple[str, int], int] = {}
        for place, (name, rows) in enumerate(
            package_in.read_package(path, RECORDS, file.reading())
        ):
            progress.step(place, len(RECORDS), _("Reading {things}").format(things=name))
            _take(work, record_type(name), rows, ids)
    return file.store.last


def _take(
    work: Work, cls: type[Record], rows: Iterator[Row], ids: dict[tuple[str, int], int]
) -> None:
    key = _ONE_OF_A_KIND.get(cls.__tablename__)
    there = set(work.session.scalars(select(cls.id)))
    twins = _twins(work, cls, key) if key is not None else {}
    fresh: list[dict[str, Any]] = []
    for row in rows:
        values = _mapped(cls.spec(), row.values, ids)
        twin = twins.get(tuple(values.get(name) for name in key)) if key is not None else None
        if twin is not None:
            ids[cls.__tablename__, row.id] = twin.id
            _update(twin, values)
        elif row.id not in there:
            fresh.append({**values, "id": row.id})
    work.session.flush()
    work.insert_many(cls, fresh)


def _twins(work: Work, cls: type[Record], key: tuple[str, ...]) -> dict[tuple[Any, ...], Record]:
    rows = work.session.scalars(select(cls)).all()
    return {tuple(getattr(row, name) for name in key): row for row in rows}


def _mapped(
    spec: RecordSpec, values: Mapping[str, Any], ids: Mapping[tuple[str, int], int]
) -> dict[str, Any]:
    """Return values whose references point to what their targets are called in this file."""
    found = dict(values)
    for one in spec.refs:
        assert isinstance(one.kind, Ref)
        if found.get(one.name) is not None:
            found[one.name] = ids.get((one.kind.record, found[one.name]), found[one.name])
    return found


def _update(record: Record, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if getattr(record, name) != value:
            setattr(record, name, value)
