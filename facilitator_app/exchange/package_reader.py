"""Reads a data package back; a ZIP is other people's until it has been checked."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from facilitator_app.domain.attachments import MOST_BYTES
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.file_kinds import HEAD
from facilitator_app.exchange.csv_rows import csv_rows
from facilitator_app.exchange.limits import ATTACHED, PARTS, UNPACKED, swells
from facilitator_app.exchange.package_writer import (
    DATA,
    DESCRIPTOR,
    FILES,
    HASHED_BY,
    NAME_ENDING,
    hash_of,
)
from facilitator_app.exchange.refusals import see_file
from facilitator_app.i18n import _, ngettext, show_number
from facilitator_app.locale_formats import join_parts, name_value
from facilitator_app.spec.kinds import File, FormatContext, Ref
from facilitator_app.spec.record import RecordSpec, Row

_DESCRIPTOR_BYTES = 10_000_000
_ID = re.compile(r"[0-9]{1,19}")
_FAULTS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError,
    zlib.error,
)  # fmt: skip


def is_package(path: Path) -> bool:
    """Whether `path` is a ZIP with the description of a data package in it."""
    try:
        see_file(path)
        with zipfile.ZipFile(path) as package:
            return DESCRIPTOR in package.namelist()
    except (AppError, *_FAULTS):
        return False


def read_package(
    path: Path, specs: Iterable[RecordSpec], fmt: FormatContext
) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield each record's name with its rows, read while they are asked for.

    Records come in the order of `specs`, whatever order the description has.
    Names that older versions gave to records and fields are read as those of now. A row has values
    for the columns that were there; its label is "" and references are ids only.
    Take each record's rows before the next record. Everything about the ZIP is checked before the
    first; a cell that cannot be read raises AppError with its place only when its row is reached,
    so write inside one unit of work.
    """
    known = {name: spec for spec in specs for name in (spec.name, *spec.formerly)}
    try:
        see_file(path)
        with zipfile.ZipFile(path) as package:
            _check(package)
            for name in sorted(_resources(package, known), key=list(known).index):
                yield known[name].name, _rows(package, f"{DATA}{name}.csv", known[name], fmt)
    except FileNotFoundError:
        raise AppError(_("There is no file “{name}”.").format(name=path.name)) from None
    except _FAULTS as error:
        raise _damaged() from error


def disagreements(path: Path, specs: Iterable[RecordSpec], fmt: FormatContext) -> tuple[str, ...]:
    """Return in sentences what a package lacks, or has otherwise than when it was written.

    Packages of older versions say neither how many rows nor which content their parts had.
    """
    known = {name: spec for spec in specs for name in (spec.name, *spec.formerly)}
    fewer, changed, lacking = list[str](), list[str](), set[str]()
    try:
        see_file(path)
        with zipfile.ZipFile(path) as package:
            _check(package)
            there, parts = set(package.namelist()), _resources(package, known)
            said = {one["name"]: one for one in _described(package)}
            for name in parts:
                part = f"{DATA}{name}.csv"
                lacking |= _named_files(package, part, known[name], fmt) - there
                told_hash = str(said[name].get("hash"))
                if not told_hash.startswith(HASHED_BY) or told_hash == hash_of(package, part):
                    continue
                rows, told = _count(package, part), said[name].get("rows")
                if isinstance(told, int) and rows < told:
                    short = _("{part} ({n} of {all})")
                    numbers = {"n": show_number(rows), "all": show_number(told)}
                    fewer.append(short.format(part=part, **numbers))
                else:
                    changed.append(part)
    except FileNotFoundError:
        raise AppError(_("There is no file “{name}”.").format(name=path.name)) from None
    except _FAULTS as error:
        raise _damaged() from error
    return tuple(_sentences(fewer, changed, len(lacking)))


def _sentences(fewer: Sequence[str], changed: Sequence[str], lacking: int) -> Iterator[str]:
    if fewer:
        words = _("This data package has fewer rows than when it was written: {parts}.")
        yield words.format(parts=join_parts(fewer))
    if changed:
        words = _("This data package was changed after it was written: {parts}.")
        yield words.format(parts=join_parts(changed))
    if lacking:
        yield ngettext(
            "This data package lacks {n} file that was attached.",
            "This data package lacks {n} files that were attached.",
            lacking,
        )
    if fewer or changed or lacking:
        yield _("Unless somebody meant it so, fetch or write it again.")


def _named_files(
    package: zipfile.ZipFile, part: str, spec: RecordSpec, fmt: FormatContext
) -> set[str]:
    """Return the parts that hold what the rows of a part name."""
    names = [one.name for one in spec.fields if isinstance(one.kind, File)]
    rows = _rows(package, part, spec, fmt) if names else ()
    return {f"{FILES}{row.values[name]}" for row in rows for name in names if row.values.get(name)}


def _count(package: zipfile.ZipFile, part: str) -> int:
    """Return how many rows a part has below its headings."""
    with _text(package, part) as file:
        try:
            return max(0, sum(map(bool, csv_rows(file))) - 1)
        except (UnicodeDecodeError, csv.Error) as error:
            raise _damaged() from error


@contextmanager
def _text(package: zipfile.ZipFile, part: str) -> Iterator[io.TextIOWrapper]:
    with (
        package.open(part) as raw,
        io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as file,
    ):
        yield file


def read_files(path: Path, wanted: Mapping[str, int]) -> Iterator[bytes]:
    """Yield the bytes of each file that is `wanted`, by SHA-256 and number of bytes (0: any).

    Raises AppError at the first that is not there, or is not what its name says.
    """
    try:
        with zipfile.ZipFile(path) as package:
            there = {info.filename: info for info in package.infolist()}
            for digest, size in wanted.items():
                info = there.get(f"{FILES}{digest}")
                if info is None:
                    raise AppError(
                        _("This data package lacks the part {name}.").format(
                            name=f"{FILES}{digest}"
                        )
                    )
                yield _file(package, info, digest, size)
    except FileNotFoundError:
        raise AppError(_("There is no file “{name}”.").format(name=path.name)) from None
    except _FAULTS as error:
        raise _damaged() from error


def read_heads(path: Path) -> dict[str, bytes]:
    """Return the first bytes of each attached file by the SHA-256 that it says it has.

    Whether it has that is seen once all of it is read.
    """
    try:
        with zipfile.ZipFile(path) as package:
            return {
                name.removeprefix(FILES): _head(package, name)
                for name in package.namelist()
                if name.startswith(FILES) and not name.endswith("/")
            }
    except FileNotFoundError:
        raise AppError(_("There is no file “{name}”.").format(name=path.name)) from None
    except _FAULTS as error:
        raise _damaged() from error


def unfit(row: Row, why: str) -> AppError:
    """Return what says that a row may not be written, where it stands, and why."""
    return AppError(
        _("The row with id {id} of {part}: {why}").format(
            id=row.id, part=f"{DATA}{row.record}.csv", why=why
        )
    )


def _head(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(HEAD)


def _file(package: zipfile.ZipFile, info: zipfile.ZipInfo, digest: str, size: int) -> bytes:
    fits = info.file_size <= MOST_BYTES and size in (0, info.file_size)
    data = package.read(info) if fits else b""
    if hashlib.sha256(data).hexdigest() != digest:
        raise AppError(
            _("The part {name} of this data package is not what it says it is.").format(
                name=info.filename
            )
        )
    return data


def _check(package: zipfile.ZipFile) -> None:
    """Refuse parts that lie outside, are there twice, are locked, or would swell too far."""
    infos = package.infolist()
    names = [info.filename for info in infos]
    attached = [info for info in infos if info.filename.startswith(FILES)]
    unpacked = sum(info.file_size for info in infos) - sum(info.file_size for info in attached)
    if len(attached) > ATTACHED or len(infos) - len(attached) > PARTS or unpacked > UNPACKED:
        raise AppError(_("This data package is too large to be read."))
    if len(set(names)) < len(names):
        raise AppError(_("This data package has two parts of the same name."))
    for info in infos:
        if not _is_inside(info.filename):
            raise AppError(
                _("This data package has a part outside its folders: {name}.").format(
                    name=info.filename
                )
            )
        if info.flag_bits & 1:
            raise AppError(_("This data package has a password. Save one without."))
        if swells(info):
            raise AppError(
                _("The part {name} of this data package is not what it says it is.").format(
                    name=info.filename
                )
            )


def _is_inside(name: str) -> bool:
    parts = name.removesuffix("/").split("/")
    return not ({"", ".", ".."} & set(parts)) and not re.search(r"[\\:\x00-\x1f]", name)


def _resources(package: zipfile.ZipFile, known: Mapping[str, RecordSpec]) -> list[str]:
    """Return the names that the description lists, each checked to be known and there."""
    there = set(package.namelist())
    if DESCRIPTOR not in there:
        raise AppError(
            _("This ZIP is not a data package: it has no {name}.").format(name=DESCRIPTOR)
        )
    found = []
    for resource in _described(package):
        name = resource.get("name")
        if not isinstance(name, str) or name not in known:
            raise AppError(
                _("This data package has “{name}”, which this version does not know.").format(
                    name=name
                )
            )
        if resource.get("path") != f"{DATA}{name}.csv" or f"{DATA}{name}.csv" not in there:
            raise AppError(
                _("This data package lacks the part {name}.").format(name=f"{DATA}{name}.csv")
            )
        found.append(name)
    if len({known[name].name for name in found}) < len(found):
        raise AppError(_("This data package has two parts of the same name."))
    return found


def _described(package: zipfile.ZipFile) -> list[Mapping[str, Any]]:
    if package.getinfo(DESCRIPTOR).file_size > _DESCRIPTOR_BYTES:
        raise AppError(_("This data package is too large to be read."))
    try:
        data = json.loads(package.read(DESCRIPTOR))
    except (ValueError, RecursionError) as error:
        raise _damaged() from error
    resources = data.get("resources") if isinstance(data, dict) else None
    if not isinstance(resources, list) or not all(isinstance(one, dict) for one in resources):
        raise _damaged()
    return resources


def _rows(
    package: zipfile.ZipFile, part: str, spec: RecordSpec, fmt: FormatContext
) -> Iterator[Row]:
    with _text(package, part) as file:
        try:
            lines = csv_rows(file)
            header = _header(part, next(lines, []), spec)
            for number, cells in enumerate(lines, start=2):
                if cells:
                    yield _row(part, number, header, cells, spec, fmt)
        except (UnicodeDecodeError, csv.Error, *_FAULTS) as error:
            raise _damaged() from error


def _header(part: str, cells: Sequence[str], spec: RecordSpec) -> list[str]:
    """Return the columns by the names that fields have now; raise AppError for an unknown one."""
    known = {name: name for name in ("id", "version")}
    for one in spec.fields:
        known |= dict.fromkeys((one.name, *one.formerly), one.name)
        if isinstance(one.kind, Ref):
            beside = [name + NAME_ENDING for name in (one.name, *one.formerly)]
            known = dict.fromkeys(beside, one.name + NAME_ENDING) | known
    for name in cells:
        if name not in known:
            raise AppError(
                _(
                    "The part {part} has a column “{name}”, which this version does not know."
                ).format(part=part, name=name)
            )
    header = [known[name] for name in cells]
    if "id" not in header or len(set(header)) < len(header):
        raise AppError(
            _("The first line of {part} must have each column once, and “id”.").format(part=part)
        )
    return header


def _row(
    part: str, number: int, header: Sequence[str], cells: Sequence[str], spec: RecordSpec,
    fmt: FormatContext,
) -> Row:  # fmt: skip
    """Return a row; a reference's words are passed over, a blank is None."""
    if len(cells) != len(header):
        raise _fault(part, number, _("it has {n} cells.").format(n=len(cells)))
    texts = dict(zip(header, cells, strict=True))
    values = {}
    for field in spec.fields:
        if field.name not in texts:
            continue
        text = texts[field.name]
        try:
            values[field.name] = field.kind.read(text, fmt) if text else None
        except AppError as error:
            raise _fault(part, number, name_value(_(field.label), error)) from error
    key, version = texts["id"], texts.get("version") or "1"
    if not (_ID.fullmatch(key) and _ID.fullmatch(version) and 0 < int(key) < 2**63):
        raise _fault(part, number, _("“id” and “version” must be whole numbers."))
    return Row(spec.name, int(key), int(version), values, "")


def _fault(part: str, number: int, why: str) -> AppError:
    return AppError(_("Row {number} of {part}: {why}").format(number=number, part=part, why=why))


def _damaged() -> AppError:
    return AppError(_("This data package is damaged or cut short. Fetch or write it again."))
