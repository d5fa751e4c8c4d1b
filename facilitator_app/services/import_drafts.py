"""Imports that were begun and not finished: kept in the file as drafts are, and offered back."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from facilitator_app.digests.exchange import ColumnMapping, Remark, Sheet, SheetRow
from facilitator_app.digests.import_choices import RowChoices
from facilitator_app.services import drafts
from facilitator_app.services.files import File
from facilitator_app.store.base import find_record_type

_MARK = "import"
_LIST = "list"


@dataclass(frozen=True, slots=True)
class BegunImport:
    """A list as it was read from a file called `name`, and what was chosen so far.

    looked: whether every row was being looked at; updating: whether rows change what they repeat;
    joined: what was typed for a day of joining.
    """

    record: str
    name: str
    sheet: Sheet
    matching: ColumnMapping
    looked: bool = False
    updating: bool = False
    choices: RowChoices = field(default_factory=RowChoices)
    joined: str = ""

    @property
    def key(self) -> str:
        """What it is kept under: a list of one name is begun once for each record type."""
        return f"{_MARK}/{self.record}/{self.name}"


@dataclass(frozen=True, slots=True)
class WaitingImport:
    """An import that waits: what it is kept under, of what, from which file, and since when."""

    key: str
    record: str
    name: str
    at: dt.datetime


def keep(file: File, begun: BegunImport) -> dt.datetime:
    """Keep an import that was begun, in place of an earlier one of the same list; return when.

    What the list held is kept in the file itself, and nowhere else.
    """
    # erasure strikes out of a record's fields a name that two of them make up: see `NamePattern`
    rows = [
        [row.number, {str(at): cell for at, cell in enumerate(row.cells)}]
        for row in begun.sheet.rows
    ]
    sheet = begun.sheet
    content = {
        "record": begun.record, "id": None, "version": None, "values": {},
        _LIST: {
            "name": begun.name, "looked": begun.looked, "updating": begun.updating,
            "joined": begun.joined, "sheet": sheet.name, "headers": sheet.headers, "rows": rows,
            "hidden": sorted(sheet.hidden), "takes_hidden": sheet.takes_hidden,
            "told": sheet.told, "across": sorted(sheet.across), "from_1904": sheet.from_1904,
            "remarks": [[at, [asdict(one) for one in r]] for at, r in sheet.remarks.items()],
            "sources": begun.matching.sources,
            "out": sorted(begun.choices.out), "also": sorted(begun.choices.also),
            "kept": sorted(begun.choices.kept),
        },
    }  # fmt: skip
    return drafts.keep_content(file, begun.key, content)


def find(file: File, key: str) -> BegunImport | None:
    """Return the import kept under `key`, None if there is none that can be gone on with.

    Another sheet or encoding cannot be chosen for it: that takes the file itself.
    """
    found = drafts.find_content(file, key)
    content = found[1] if found is not None else {}
    cls = find_record_type(content.get("record", ""))
    if cls is None or not cls.importable:
        return None
    with contextlib.suppress(KeyError, TypeError, ValueError):  # a newer version kept it
        return _read(cls.__tablename__, content[_LIST])
    return None


def drop(file: File, key: str) -> BegunImport | None:
    """Forget the import kept under `key`; return it."""
    begun = find(file, key)
    drafts.drop(file, key)
    return begun


def waiting(file: File) -> tuple[WaitingImport, ...]:
    """Return the imports that wait, the latest first."""
    found = []
    for key in drafts.keys(file):
        mark, _slash, rest = key.partition("/")
        record, _slash, name = rest.partition("/")
        cls = find_record_type(record)
        if mark == _MARK and cls is not None and cls.importable:
            at = drafts.kept_at(file, key)
            if at is not None:
                found.append(WaitingImport(key, cls.__tablename__, name, at))
    return tuple(found)


def _read(record: str, kept: Mapping[str, Any]) -> BegunImport:
    sheet = Sheet(
        kept["sheet"],
        tuple(kept["headers"]),
        tuple(SheetRow(number, tuple(cells.values())) for number, cells in kept["rows"]),
        hidden=frozenset(kept["hidden"]),
        takes_hidden=kept["takes_hidden"],
        told=tuple(kept["told"]),
        remarks={at: tuple(Remark(**one) for one in some) for at, some in kept["remarks"]},
        across=frozenset(kept["across"]),
        from_1904=kept["from_1904"],
    )
    sources = {
        name: tuple(tuple(group) for group in groups) for name, groups in kept["sources"].items()
    }
    choices = RowChoices(
        frozenset(kept["out"]),
        frozenset(kept["also"]),
        frozenset((row, name) for row, name in kept["kept"]),
    )
    return BegunImport(
        record,
        kept["name"],
        sheet,
        ColumnMapping(record, sources),
        kept["looked"],
        kept["updating"],
        choices,
        kept["joined"],
    )
