"""Writes everything as a Frictionless data package in a ZIP: open, readable, the same each time."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator_app.i18n import _
from facilitator_app.spec.kinds import (
    Date,
    Email,
    Flag,
    FormatContext,
    Kind,
    Miles,
    Money,
    Ref,
    Time,
    Whole,
)
from facilitator_app.spec.record import Field, Privacy, RecordSpec, Row

DESCRIPTOR = "datapackage.json"
DATA, FILES = "data/", "files/"
HASHED_BY = "sha256:"
_CHUNK = 1_000_000  # bytes
NAME_ENDING = "_name"  # of the column beside a reference that has the words for it
_TIME = (1980, 1, 1, 0, 0, 0)  # of each part, so that the same content gives the same bytes
_TYPES: tuple[tuple[type[Kind], Mapping[str, Any]], ...] = (
    (Flag, {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]}),
    (Date, {"type": "date", "format": "%Y-%m-%d"}),
    (Time, {"type": "time", "format": "%H:%M"}),
    (Money, {"type": "number"}),
    (Miles, {"type": "number"}),
    (Whole, {"type": "integer"}),
    (Ref, {"type": "integer"}),
    (Email, {"type": "string", "format": "email"}),
)


@dataclass(frozen=True, slots=True)
class PackageTable:
    """All rows of one record type, in any order."""

    spec: RecordSpec
    rows: Iterable[Row]


@dataclass(frozen=True, slots=True)
class PackageFile:
    """The bytes of a file that records name by their SHA-256, in parts, read when written."""

    hash: str
    parts: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class About:
    """What the package says of itself; `special` has the "record.field" that may leave the file."""

    title: str
    made: dt.date
    program: str
    special: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Written:
    """A part with rows as it was written, by which it is told later whether it still is so."""

    spec: RecordSpec
    rows: int
    hash: str


def write_package(
    out: Path, tables: Iterable[PackageTable], about: About, fmt: FormatContext,
    files: Iterable[PackageFile] = (),
) -> None:  # fmt: skip
    """Write the package to `out`.

    Special-category fields stay out unless `about.special` names them one by one.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        written = [_write_table(package, table, about, fmt) for table in tables]
        descriptor = _descriptor(written, about)
        text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
        package.writestr(_part(DESCRIPTOR), text.encode())
        package.writestr(_part(FILES, folder=True), b"")
        for file in files:
            _write_file(package, file)


def hash_of(package: zipfile.ZipFile, part: str) -> str:
    """Return by what the content of a part is known in the description."""
    said = hashlib.sha256()
    with package.open(part) as raw:
        while some := raw.read(_CHUNK):
            said.update(some)
    return HASHED_BY + said.hexdigest()


def columns(spec: RecordSpec, special: frozenset[str]) -> tuple[str, ...]:
    """Return the header of a record's CSV: id, version, fields, and names beside references."""
    own = {one.name for one in spec.fields}
    found = ["id", "version"]
    for one in spec.fields:
        if not _leaves(spec, one, special):
            continue
        found.append(one.name)
        if isinstance(one.kind, Ref) and one.name + NAME_ENDING not in own:
            found.append(one.name + NAME_ENDING)
    return tuple(found)


def _leaves(spec: RecordSpec, field: Field, special: frozenset[str]) -> bool:
    return field.privacy is Privacy.ORDINARY or f"{spec.name}.{field.name}" in special


def _part(name: str, *, folder: bool = False) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _TIME)
    info.compress_type = zipfile.ZIP_STORED if folder else zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = (0o40755 << 16) | 0x10 if folder else 0o100644 << 16
    return info


def _write_file(package: zipfile.ZipFile, file: PackageFile) -> None:
    part = _part(f"{FILES}{file.hash}")
    part.compress_type = zipfile.ZIP_STORED  # pictures and PDFs are packed already
    with package.open(part, "w", force_zip64=True) as into:
        for some in file.parts:
            into.write(some)


def _write_table(
    package: zipfile.ZipFile, table: PackageTable, about: About, fmt: FormatContext
) -> _Written:
    spec = table.spec
    header, rows = columns(spec, about.special), sorted(table.rows, key=lambda one: one.id)
    with (
        package.open(_part(f"{DATA}{spec.name}.csv"), "w", force_zip64=True) as raw,
        io.TextIOWrapper(raw, encoding="utf-8", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow(header)
        for row in rows:
            writer.writerow(_cells(row, spec, header, fmt))
    return _Written(spec, len(rows), hash_of(package, f"{DATA}{spec.name}.csv"))


def _cells(row: Row, spec: RecordSpec, header: Sequence[str], fmt: FormatContext) -> list[str]:
    fields = {one.name: one for one in spec.fields}
    found = [str(row.id), str(row.version)]
    for name in header[2:]:
        if name not in fields:
            found.append(row.refs.get(name.removesuffix(NAME_ENDING), ""))
            continue
        value = row.values.get(name)
        found.append("" if value is None else fields[name].kind.write(value, fmt))
    return found


def _descriptor(written: Sequence[_Written], about: About) -> dict[str, Any]:
    present = {one.spec.name for one in written}
    return {
        "profile": "tabular-data-package",
        "name": "facilitator",
        "title": about.title,
        "created": f"{about.made.isoformat()}T00:00:00Z",
        "version": about.program,
        "resources": [_resource(one, present, about.special) for one in written],
    }


def _resource(written: _Written, present: set[str], special: frozenset[str]) -> dict[str, Any]:
    spec = written.spec
    return {
        "profile": "tabular-data-resource",
        "name": spec.name,
        "title": _(spec.plural),
        "description": _(spec.purpose),
        "path": f"{DATA}{spec.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "rows": written.rows,
        "hash": written.hash,
        "schema": _schema(spec, present, special),
    }


def _schema(spec: RecordSpec, present: set[str], special: frozenset[str]) -> dict[str, Any]:
    fields = {one.name: one for one in spec.fields}
    keys = [
        {"fields": one.name, "reference": {"resource": one.kind.record, "fields": "id"}}
        for one in spec.refs
        if isinstance(one.kind, Ref) and one.kind.record in present
    ]
    described: list[dict[str, Any]] = [
        {"name": "id", "type": "integer", "constraints": {"required": True, "unique": True}},
        {"name": "version", "type": "integer"},
    ]
    described += [
        _described(fields[name]) if name in fields else _named(name)
        for name in columns(spec, special)[2:]
    ]
    schema = {"fields": described, "primaryKey": "id", "missingValues": [""]}
    return schema | ({"foreignKeys": keys} if keys else {})


def _described(field: Field) -> dict[str, Any]:
    kind = field.kind
    form = next((form for base, form in _TYPES if isinstance(kind, base)), {"type": "string"})
    words = {"title": _(field.label)} | ({"description": _(field.help)} if field.help else {})
    needed = {"constraints": {"required": True}} if field.required else {}
    return {"name": field.name, **form, **words, **needed}


def _named(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "type": "string",
        "description": _("The words for the reference beside it; not read back."),
    }
