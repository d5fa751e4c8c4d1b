"""Keeps a matching of headings in a small TOML or JSON file, for the next list of the same make."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from facilitator_app.digests.exchange import NAME, TAGS, ColumnMapping
from facilitator_app.domain.errors import AppError
from facilitator_app.exchange.header_matching import Groups, fillable, holds_names, joins
from facilitator_app.exchange.refusals import see_file
from facilitator_app.i18n import _, mid_sentence
from facilitator_app.locale_formats import join_parts
from facilitator_app.spec.record import RecordSpec

_MOST = 1_000_000  # bytes


def plain(matching: ColumnMapping) -> dict[str, Any]:
    """Return what JSON can hold."""
    columns = {name: [list(g) for g in groups] for name, groups in matching.sources.items()}
    return {"record": matching.record, "columns": columns}


def from_plain(data: object, spec: RecordSpec) -> ColumnMapping:
    """Return the matching of what `plain` gave or a person wrote; AppError if it does not fit.

    A field may have one heading, a list of them, or a list of groups. Names that older versions
    gave to the record and its fields are read as those of now.
    """
    if not isinstance(data, Mapping) or not isinstance(columns := data.get("columns"), Mapping):
        raise AppError(_("A mapping file needs a table “columns”: field = heading."))
    record = data.get("record") or spec.name
    if record not in (spec.name, *spec.formerly):
        raise AppError(
            _("This mapping is for “{there}”, not for “{here}”.").format(
                there=record, here=spec.name
            )
        )
    known = {one.name for one in fillable(spec)} | ({NAME} if holds_names(spec) else set())
    known.add(TAGS)
    named = {_name_now(name, spec): value for name, value in columns.items()}
    if "" in named:
        raise _blank()
    for name in named:
        if name not in known:
            raise AppError(
                _("The mapping names “{name}”, but {plural} have no such field.").format(
                    name=name, plural=mid_sentence(_(spec.plural))
                )
            )
    sources = {n: g for n, v in named.items() if (g := _groups(n, v, spec))}
    if any("" in group for groups in sources.values() for group in groups):
        raise _blank()
    return ColumnMapping(spec.name, sources)


def _blank() -> AppError:
    return AppError(
        _("In the mapping, a field or a heading is blank. Write it, or take its line out.")
    )


def _name_now(name: str, spec: RecordSpec) -> str:
    one = spec.find(name)
    return one.name if one else name


def _groups(name: str, value: object, spec: RecordSpec) -> Groups:
    listed = [value] if isinstance(value, str) else value
    if isinstance(listed, list) and all(isinstance(one, str) for one in listed):
        if joins(name, spec):
            return (tuple(listed),) if listed else ()
        return tuple((one,) for one in listed)
    if isinstance(listed, list) and all(isinstance(one, list) for one in listed):
        groups = tuple(tuple(group) for group in listed if group)
        if all(isinstance(header, str) for group in groups for header in group):
            return groups
    raise AppError(
        _("In the mapping, “{name}” must be a heading or a list of headings.").format(name=name)
    )


def read(path: Path, spec: RecordSpec) -> ColumnMapping:
    """Read a mapping file; its ending says whether it is JSON, otherwise it is TOML."""
    try:
        see_file(path)
        if path.stat().st_size > _MOST:
            raise AppError(_("“{name}” is too large to be a mapping.").format(name=path.name))
        text = path.read_text(encoding="utf-8-sig")
        data = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except OSError as error:
        raise AppError(
            _("“{name}” cannot be read: {why}.").format(name=path.name, why=error.strerror)
        ) from error
    except (ValueError, RecursionError) as error:
        raise AppError(
            _("“{name}” is not a mapping in TOML or JSON: {why}.").format(
                name=path.name, why=str(error).rstrip(".")
            )
        ) from error
    return from_plain(data, spec)


def write(matching: ColumnMapping, path: Path) -> None:
    """Write a mapping file, as JSON if its ending says so, otherwise as TOML."""
    data = plain(matching)
    if path.suffix.lower() == ".json":
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    else:
        lines = [f"{_quoted(name)} = {_quoted(groups)}" for name, groups in data["columns"].items()]
        text = "\n".join([f"record = {_quoted(matching.record)}", "", "[columns]", *lines, ""])
    path.write_text(text, encoding="utf-8")


def _quoted(value: object) -> str:
    """Return strings and lists as TOML has them: as JSON, but for the one character it forbids."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def check(matching: ColumnMapping, headers: tuple[str, ...]) -> None:
    """Raise AppError if `matching` asks for headings that the list does not have."""
    missing = [header for header in matching.headers() if header not in headers]
    if missing:
        raise AppError(
            _("The list has no column headed {words}. Choose another mapping.").format(
                words=join_parts(f"“{header}”" for header in missing)
            )
        )
