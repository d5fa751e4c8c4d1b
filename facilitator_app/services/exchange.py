"""Lists coming in with a preview and going out; the whole network as an open data package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

import facilitator_app
from facilitator_app.digests.exchange import (
    NAME,
    TAGS,
    ColumnMapping,
    ExportColumn,
    Plan,
    PlannedRow,
    ReadAs,
    RowOutcome,
    Sheet,
    Value,
)
from facilitator_app.digests.lists import Cell, ListQuery
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.exchange import (
    cell_evidence,
    csv_writer,
    header_matching,
    mapping_files,
    package_reader,
    package_writer,
    table_reader,
)
from facilitator_app.exchange.import_plan import Existing
from facilitator_app.exchange.import_plan import plan as plan_rows
from facilitator_app.i18n import N_, _, mid_sentence
from facilitator_app.locale_formats import name_value
from facilitator_app.queries import exchange as queries
from facilitator_app.queries import lists, registry
from facilitator_app.queries.record_words import network
from facilitator_app.records.catalogue import ALL
from facilitator_app.services import file_writing, import_updates, meetings, tags
from facilitator_app.services.files import RECORDS, File
from facilitator_app.services.package_import import Intake, Taken
from facilitator_app.services.record_writing import is_checked, put, why_forbidden
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Changes, Draft, Privacy, RecordSpec, Row
from facilitator_app.store import contents
from facilitator_app.store.base import Record, record_type
from facilitator_app.store.labels import Label
from facilitator_app.store.seals import Seals
from facilitator_app.store.work import Work

PACKAGE_SUFFIX = ".zip"
LIST_SUFFIXES = (".csv", ".xlsx")  # of lists for a spreadsheet
_CHUNK = 1_000


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A list that was read, which column fills which field, and what will happen to each row."""

    sheet: Sheet
    matching: ColumnMapping
    plan: Plan


def importable() -> tuple[RecordSpec, ...]:
    """Return the record types that a list can be imported for."""
    return tuple(spec for spec in RECORDS if spec.importable)


@dataclass(frozen=True, slots=True)
class Target:
    """A field that a column can fill; a `special` one is never filled by a guess."""

    name: str
    label: str
    special: bool = False


def fields_for(record: str) -> tuple[Target, ...]:
    """Return every field that a column can fill: whole names first, tags last."""
    spec = record_type(record).spec()
    whole = (Target(NAME, _("Whole name")),) if header_matching.holds_names(spec) else ()
    tagged = (Target(TAGS, _("Tags")),) if tags.can_be_tagged(record) else ()
    return (
        *whole,
        *(
            Target(one.name, _(one.label), one.privacy is Privacy.SPECIAL)
            for one in header_matching.fillable(spec)
        ),
        *tagged,
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
        Target(f"{spec.name}.{one.name}", name_value(_(spec.plural), _(one.label)), special=True)
        for spec in RECORDS
        for one in spec.fields
        if one.privacy is Privacy.SPECIAL
    )


def preview(
    file: File,
    record: str,
    path: Path,
    *,
    matching: ColumnMapping | None = None,
    read_as: ReadAs | None = None,
    update: bool = False,
) -> ImportPreview:
    """Read a list and say what would happen to each row; nothing is changed.

    Without a `matching`, columns are matched by their headers; with `update`, rows top up what they
    repeat. Raises AppError if the file is no list, or if nothing fills a required field.
    """
    read = read_sheet(path, record, read_as, matching.headers() if matching else ())
    if matching is None:
        matching = guess(file, record, read)
    else:
        mapping_files.check(matching, read.headers)
    return replan(file, record, read, matching, update=update)


def replan(
    file: File, record: str, sheet: Sheet, matching: ColumnMapping,
    progress: Progress | None = None, *, update: bool = False,
) -> ImportPreview:  # fmt: skip
    """Plan a list that was read already with another matching."""
    cls, fmt = record_type(record), file.format_context()
    if update:
        topped_up = import_updates.plan(file, record, sheet, matching, progress)
        with file.store.read() as session:
            return ImportPreview(sheet, matching, _without_refused(session, topped_up, fmt))
    spec = cls.spec()
    with file.store.read() as session:
        known: Existing = (
            queries.known_people(session, cls, fmt.today, matching)
            if header_matching.holds_names(spec)
            else queries.known_records(session, cls, fmt)
        )
        named = queries.named(session, spec, matching, fmt)
    planned = plan_rows(sheet, matching, spec, fmt, known, named=named, progress=progress)
    with file.store.read() as session:
        return ImportPreview(sheet, matching, _without_refused(session, planned, fmt))


def _without_refused(session: Session, planned: Plan, fmt: FormatContext) -> Plan:
    """Leave out rows that the file would refuse: what belongs to a paid claim, approved minutes."""
    cls, values = record_type(planned.record), [row.values for row in planned.rows]
    reasons = {
        **_forbidden(session, cls, planned.rows, fmt),
        **Seals(session).reasons_for_new(cls, values),
    }
    if not reasons:
        return planned
    rows = tuple(
        replace(row, outcome=RowOutcome.CANNOT, why=reasons[place])
        if place in reasons and (row.outcome is RowOutcome.ADD or not planned.updating)
        else row
        for place, row in enumerate(planned.rows)
    )
    return replace(planned, rows=rows)


def _forbidden(
    session: Session, cls: type[Record], rows: Sequence[PlannedRow], fmt: FormatContext
) -> Mapping[int, str]:
    """Return by place which rows other records forbid, and why."""
    return {
        place: why
        for place, row in enumerate(rows)
        if is_checked(cls)
        and row.can_add
        and (why := why_forbidden(session, cls(**row.values), today=fmt.today))
    }


def guess(file: File, record: str, sheet: Sheet) -> ColumnMapping:
    """Match the columns of a sheet by their headers, and by their cells where these leave doubt."""
    known = header_matching.shipped()
    reads = cell_evidence.reads(sheet, file.format_context(), known.values)
    found = header_matching.guess(sheet.headers, record_type(record).spec(), known, reads)
    tagged = tags.can_be_tagged(record)
    return header_matching.with_tags(found, sheet.headers) if tagged else found


def sensitive_columns(record: str, headers: Sequence[str]) -> Mapping[str, Target]:
    """Return by heading the special-category field that a column seems to hold."""
    found = header_matching.sensitive_fields(
        headers, record_type(record).spec(), header_matching.shipped()
    )
    targets = {one.name: one for one in fields_for(record)}
    return {header: targets[name] for header, name in found.items()}


def read_sheet(
    path: Path, record: str, read_as: ReadAs | None = None, headings: Sequence[str] = ()
) -> Sheet:
    """Read a list from a CSV, XLSX or ODS file; `headings` are some that it may be known by."""
    spec = record_type(record).spec()
    knows = header_matching.knows(spec, header_matching.shipped(), headings)
    return table_reader.read_table(path, read_as, knows)


def choose(matching: ColumnMapping, header: str, field: str, record: str) -> ColumnMapping:
    """Let the column `header` fill `field`, "" for none."""
    return header_matching.choose(matching, header, field, record_type(record).spec())


def read_matching(path: Path, record: str) -> ColumnMapping:
    """Read a matching that was kept in a file."""
    return mapping_files.read(path, record_type(record).spec())


def apply(file: File, plan: Plan, also: frozenset[int], progress: Progress) -> Changes:
    """Add the planned rows, and change what they top up, in one step that one Undo takes back.

    Cancelled, nothing is kept. Raises Conflict if a value was changed since the plan was made.
    """
    cls = record_type(plan.record)
    rows = plan.adding(also)
    if not rows and not plan.updates:
        words = _("There is nothing to add or change in this list.")
        raise AppError(words if plan.updating else _("There is nothing to add in this list."))
    with file.store.write(Label(N_("Import {things}"), {"things": plan.record})) as work:
        for at in range(0, len(rows), _CHUNK):
            progress.step(
                at, len(rows), _("Adding {things}").format(things=mid_sentence(_(cls.plural)))
            )
            some = rows[at : at + _CHUNK]
            ids = _insert(work, cls, [row.values for row in some], file.format_context())
            tags.put(work, plan.record, zip(ids, (row.tags for row in some), strict=True))
        import_updates.put(work, plan, file.format_context(), progress)
        progress.end(_("Saving"))
    return work.changes


def _insert(
    work: Work, cls: type[Record], rows: Sequence[Mapping[str, Any]], fmt: FormatContext
) -> list[int]:
    """Store rows, those of a type that numbers itself one by one; return their ids."""
    if cls.fill_in is Record.fill_in and not any(one.numbered for one in cls.spec().fields):
        return work.insert_many(cls, rows)
    ids = []
    for row in rows:
        ids.append(put(work, Draft(cls.__tablename__, row), fmt).id)
        work.session.flush()
    return ids


@dataclass(frozen=True, slots=True)
class Exported:
    """How many rows left; kept_back: in how many nothing tells how to reach the person."""

    rows: int
    kept_back: int = 0


def export_list(
    file: File, query: ListQuery, out: Path, ids: Sequence[int] | None = None,
    progress: Progress | None = None,
) -> Exported:  # fmt: skip
    """Write a list, as it is filtered and sorted, to a .csv or .xlsx; return how many rows.

    It has the columns that `query` asks for; with `ids`, only the rows of these records. Days,
    amounts and numbers are real ones in a workbook; in CSV days are ISO and pounds have two
    decimals, which Excel takes for what they are in any country. Stopped, it leaves no file.
    """
    fmt, view = file.format_context(), registry.view(query.record)
    told, written = progress or Progress(), 0
    with file.store.read() as session, file_writing.in_place_of(out) as part:
        frame = lists.frame(session, view, query, fmt)
        wanted = lists.ids_of(session, view, query, fmt) if ids is None else ids
        kept_back = lists.count_kept_back(session, view, wanted, fmt, lists.keys_of(view, query))
        columns = [ExportColumn(column.label, column.width) for column in frame.columns]
        keys, words = lists.keys_of(view, query), _("Exporting {things}").format(things=frame.title)

        def rows() -> Iterator[list[Value]]:
            nonlocal written
            for at in range(0, len(wanted), _CHUNK):
                told.step(at, len(wanted), words)
                chunk = wanted[at : at + _CHUNK]
                found = lists.rows_of(session, view, chunk, fmt, keys)
                written += len(found)
                yield from ([_value(cell) for cell in row.cells] for row in found)

        _write(part, out.suffix.lower(), columns, rows(), frame.title)
        told.end(_("Saving"))
    return Exported(written, kept_back)


def _value(cell: Cell) -> Value:
    return cell.value if cell.value is not None else cell.text or None


def _write(
    out: Path, kind: str, columns: list[ExportColumn], rows: Iterator[list[Value]], title: str
) -> None:
    if kind == ".xlsx":
        # it takes long to import, and is seldom needed
        from facilitator_app.exchange.xlsx_writer import write_xlsx  # noqa: PLC0415

        write_xlsx(out, title, columns, rows)
    else:
        csv_writer.write_csv(out, columns, rows)


def export_package(
    file: File, out: Path, special: frozenset[str] = frozenset(), progress: Progress | None = None
) -> None:
    """Write everything to `out` as a data package; `special` names sensitive fields to include.

    What is attached is in it too, once each. Stopped, it leaves `out` as it was.
    """
    fmt, told = file.format_context(), progress or Progress()
    with file_writing.in_place_of(out) as part, file.store.read() as session:
        tables = (
            package_writer.PackageTable(
                cls.spec(), _watched(queries.rows_of(session, cls, fmt), place, cls, told)
            )
            for place, cls in enumerate(ALL)
        )
        about = package_writer.About(
            network(session).name,
            fmt.today,
            f"Facilitator {facilitator_app.__version__}",
            special,
        )
        kept = _kept_files(session, told)
        package_writer.write_package(part, tables, about, fmt, kept)


def _kept_files(session: Session, progress: Progress) -> Iterator[package_writer.PackageFile]:
    connection = session.connection()
    if contents.missing(connection):
        raise AppError(
            _("The content of an attachment is not in the file. Restore a backup that has it.")
        )
    kept = contents.kept(connection)
    for place, digest in enumerate(kept):
        progress.step(place, len(kept), _("Writing attachments"))
        yield package_writer.PackageFile(digest, contents.parts(connection, digest))


def _watched(
    rows: Iterable[Row], place: int, cls: type[Record], progress: Progress
) -> Iterator[Row]:
    """Yield the rows of a record type, the `place` of all; raise Cancelled if it is stopped."""
    progress.step(place, len(ALL), _("Writing {things}").format(things=mid_sentence(_(cls.plural))))
    for row in rows:
        progress.check()
        yield row


def is_package(path: Path) -> bool:
    """Say whether `path` is a data package."""
    return package_reader.is_package(path)


def package_disagreements(file: File, path: Path) -> tuple[str, ...]:
    """Return in sentences what a data package lacks, or has otherwise than when it was written."""
    return package_reader.disagreements(path, RECORDS, file.format_context())


def import_package(file: File, path: Path, progress: Progress) -> Taken:
    """Import a data package in one step; records that are there already stay as they are.

    What would belong to a record that is sealed here or to somebody erased here, what corrects a
    record that is here already, and what other records forbid, is left out.
    Raises AppError, and keeps nothing, for a row that its record's own declaration refuses.

    Approved minutes that it brings without their published paper are published as they stand.
    Settings, pick-lists and rates that both have take the package's words, and keep their ids here.
    """
    with file.store.write(Label(N_("Import a data package"))) as work:
        intake = Intake(work, file.format_context(), path)
        for place, (name, rows) in enumerate(
            package_reader.read_package(path, RECORDS, file.format_context())
        ):
            progress.step(place, len(RECORDS), _("Reading {things}").format(things=name))
            intake.take(record_type(name), rows)
        intake.take_files(progress)
        papers = meetings.publish_approved(file, work, intake.added("meeting"), progress)
        progress.end(_("Saving"))
    return Taken(work.changes, intake.left_out, papers, intake.remarks())
