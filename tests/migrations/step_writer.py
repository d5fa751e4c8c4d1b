"""Writes the next step from what keeps the steps from making what the records say.

Run by `dev.py step NAME`. What is renamed is known by `formerly`; what cannot be known is left to
the developer in a comment of the file.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from facilitator_app.migrations import upgrade
from facilitator_app.records.catalogue import ALL
from facilitator_app.spec.kinds import Date
from facilitator_app.spec.record import RecordSpec
from tests.migrations import schema
from tests.migrations.schema import Column, Index, Schema, Table

WIDTH = 100


@dataclass(frozen=True, slots=True)
class Call:
    """One operation of a step, with a comment above it that says what is left to do."""

    name: str
    parts: tuple[str, ...]
    comment: str = ""

    def __str__(self) -> str:
        above = f"    # {self.comment}\n" if self.comment else ""
        if not self.name:
            return above
        line = f"    {self.name}({', '.join(self.parts)})\n"
        return above + (line if len(line) <= WIDTH + 1 else self._filled())

    def _filled(self) -> str:
        lines = [" " * 7]
        for part in self.parts:
            if len(lines[-1]) + len(part) + 2 > WIDTH:
                lines.append(" " * 7)
            lines[-1] += f" {part},"
        return "\n".join([f"    {self.name}(", *lines, "    )  # fmt: skip\n"])


def write(name: str, folder: Path = upgrade.STEPS) -> Path | None:
    """Write the next step and return where; None if nothing lacks."""
    calls = list(calls_for(schema.by_steps(), schema.by_records(), [cls.spec() for cls in ALL]))
    if not calls:
        return None
    number = int(upgrade.HEAD) + 1
    path = folder / "versions" / f"v{number:04}_{name}.py"
    path.write_text(text_of(name, number, calls), encoding="utf-8", newline="\n")
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(path)], check=True)
    return path


def text_of(name: str, number: int, calls: Iterable[Call]) -> str:
    """Return the text of a step."""
    body = "".join(map(str, calls))
    used = sorted(set(re.findall(r"(?:^ +|[(, ])(\w+)\(", body, re.MULTILINE)))
    return (
        f'"""{name.replace("_", " ").capitalize()}."""\n\n'
        f"from facilitator_app.migrations.operations import {', '.join(used)}\n\n"
        f'revision, down_revision = "{number:04}", "{number - 1:04}"\n\n\n'
        "def upgrade() -> None:\n"
        f'    """Take a file of step {number - 1:04} to step {number:04}."""\n'
        f"{body}"
    )


def calls_for(steps: Schema, records: Schema, specs: Iterable[RecordSpec]) -> Iterator[Call]:
    """Yield what takes a file of the `steps` to what the `records` say."""
    known = {spec.name: spec for spec in specs}
    gone = {name for name in steps if name not in records} - {"alembic_version"}
    for name, spec in known.items():
        old = next((one for one in spec.formerly if one in gone), name)
        if old != name:
            gone.remove(old)
            yield Call("rename_record", (f'"{old}"', f'"{name}"'))
        if old in steps:
            yield from _changes(spec, _pointing(steps[old], old, name), records[name])
        else:
            columns = _helpers(spec, records[name], set(records[name].columns))
            yield Call("create_record", (f'"{name}"', *columns))
    for name in sorted(gone):
        hint = f'If it was renamed, say formerly = ("{name}",) in the record and write this again.'
        yield Call("drop_record", (f'"{name}"',), hint)
    for name in sorted(records.keys() - known.keys()):
        if records[name] != steps.get(name):
            yield Call("", (), f"The table {name} belongs to no record: write its step by hand.")


def _pointing(table: Table, old: str, new: str) -> Table:
    """Return a table as it is once the record type `old` is called `new`."""
    columns = {
        name: replace(one, target=f"{new}.id") if one.target == f"{old}.id" else one
        for name, one in table.columns.items()
    }
    return replace(table, columns=columns)


def _changes(spec: RecordSpec, steps: Table, records: Table) -> Iterator[Call]:
    table = f'"{spec.name}"'
    gone = steps.columns.keys() - records.columns.keys()
    added = records.columns.keys() - steps.columns.keys()
    renamed = {
        old: one.name for one in spec.fields if one.name in added
        for old in one.formerly if old in gone
    }  # fmt: skip
    for old, new in renamed.items():
        yield Call("rename_field", (table, f'"{old}"', f'"{new}"'))
    gone, added = gone - renamed.keys(), added - set(renamed.values())
    if added:
        needed = [name for name in sorted(added) if records.columns[name].needed]
        todo = f"See what older rows get in: {', '.join(needed)}." if needed else ""
        yield Call("add_fields", (table, *_helpers(spec, records, added, older=True)), todo)
    yield from _index_changes(spec.name, steps, records, renamed, gone, added)
    if gone:
        hint = "If one was renamed, say formerly=… in its field and write this again."
        names = (f'"{name}"' for name in sorted(gone))
        yield Call("drop_fields", (table, *names), hint if added else "")
    for name, column in records.columns.items():
        before = steps.columns.get({new: old for old, new in renamed.items()}.get(name, name))
        if before is not None and before != column and replace(before, needed=False) == column:
            yield Call("allow_empty", (table, f'"{name}"'))
        elif before not in (None, column):
            yield Call("", (), f"{spec.name}.{name} was {before}; it is {column}: by hand.")


def _index_changes(
    record: str, steps: Table, records: Table, renamed: Mapping[str, str], gone: set[str],
    added: set[str],
) -> Iterator[Call]:  # fmt: skip
    before = {_columns(index, renamed) for index in steps.indexes}
    after = {_columns(index, {}) for index in records.indexes}
    for columns in sorted(after - before):
        if not (len(columns) == 1 and columns[0] in added):
            yield Call("add_index", tuple(f'"{name}"' for name in (record, *columns)))
    for columns in sorted(before - after):
        if not gone & set(columns):
            yield Call("drop_index", tuple(f'"{name}"' for name in (record, *columns)))


def _columns(index: Index, renamed: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(renamed.get(name, name) for name, _collation, _backwards in index.columns)


def _helpers(
    spec: RecordSpec, table: Table, names: set[str], *, older: bool = False
) -> Iterator[str]:
    """Yield each of the columns `names` as steps write it, in the order of the record."""
    indexed = {_columns(index, {}) for index in table.indexes}
    for one in spec.fields:
        if one.name not in names:
            continue
        column = table.columns[one.name]
        words = [f'"{one.name}"']
        if column.target:
            words.append(f'"{column.target.split(".")[0]}"')
        if column.needed:
            words.append("needed=True")
        if (one.name,) in indexed and not column.target:
            words.append("indexed=True")
        if older and column.needed and not column.target:
            words.append(f"older={_older(one.default, one.kind.plain, column)}")
        yield f"{_helper(column, is_date=isinstance(one.kind, Date))}({', '.join(words)})"


def _helper(column: Column, *, is_date: bool) -> str:
    if column.target:
        return "ref"
    if column.type == "VARCHAR":
        return "text" if column.collation else "date" if is_date else "string"
    return {"INTEGER": "whole", "BOOLEAN": "flag"}[column.type]


def _older(default: Any, plain: Any, column: Column) -> str:
    """Return what rows get that are there already, in Python."""
    if default is not None:
        value = plain(default)
    else:
        value = {"INTEGER": 0, "BOOLEAN": False}.get(column.type, "")
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def main() -> int:
    """Write the step that the command line names; return the exit code."""
    name = sys.argv[1] if len(sys.argv) == 2 else ""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        sys.stderr.write("Name the step in small letters, as modules are: bus_route\n")
        return 2
    path = write(name)
    if path is None:
        sys.stdout.write("The steps make what the records say already.\n")
    else:
        sys.stdout.write(f"{os.path.relpath(path)}\n{path.read_text(encoding='utf-8')}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
