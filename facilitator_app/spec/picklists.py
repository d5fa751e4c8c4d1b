"""Pick-lists: codes that records store, and the words that people see for them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from facilitator_app import assets
from facilitator_app.spec.shipped_words import LABEL, SOURCE, translated


@dataclass(frozen=True, slots=True)
class PickListEntry:
    """One choice of a list.

    `tone` and `icon` say how it is drawn (a pill); `usual` states stay without colour.
    """

    code: str
    label: str
    retired: bool = False
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class PickLists:
    """All pick-lists of one file, by name."""

    entries: Mapping[str, tuple[PickListEntry, ...]] = field(default_factory=dict)

    def label(self, name: str, code: str) -> str:
        """Return the words for `code`; a code that the list lacks stands for itself."""
        entry = self.entry(name, code)
        return entry.label if entry else code

    def entry(self, name: str, code: str) -> PickListEntry | None:
        """Return the entry of `code`, or None."""
        return next((e for e in self.entries.get(name, ()) if e.code == code), None)

    def offered(self, name: str) -> tuple[PickListEntry, ...]:
        """Return what can be chosen today: everything but retired entries."""
        return tuple(e for e in self.entries.get(name, ()) if not e.retired)

    def code(self, name: str, text: str) -> str | None:
        """Return the code that `text` means (a label or a code, in any case), or None."""
        wanted = " ".join(text.casefold().split())
        for entry in self.entries.get(name, ()):
            if wanted in (entry.label.casefold(), entry.code.casefold()):
                return entry.code
        return None


@dataclass(frozen=True, slots=True)
class ShippedEntry:
    """One entry as it ships in `resources/lists/`, with where it comes from."""

    list: str
    code: str
    label: str
    place: int
    source: str
    tone: str = ""
    icon: str = ""
    fixed: bool = False


def shipped() -> tuple[ShippedEntry, ...]:
    """Return every entry of every list that ships, in order, in the user's language."""
    data = tomllib.loads(assets.text("lists/lists.toml"))
    return tuple(_entries(data))


def _entries(data: Mapping[str, Mapping[str, object]]) -> Iterable[ShippedEntry]:
    for name, content in data.items():
        source, fixed = translated(str(content["source"]), SOURCE), bool(content.get("fixed"))
        entries = content["entries"]
        assert isinstance(entries, list)
        for place, entry in enumerate(entries, start=1):
            yield ShippedEntry(
                list=name,
                code=entry[0],
                label=translated(entry[1], LABEL, name),
                place=place,
                source=source,
                tone=entry[2] if len(entry) > 2 else "",
                icon=entry[3] if len(entry) > 3 else "",
                fixed=fixed,
            )


def as_shipped() -> PickLists:
    """Return the lists as they ship, for tests and before a file is open."""
    found: dict[str, tuple[PickListEntry, ...]] = {}
    for entry in shipped():
        one = PickListEntry(entry.code, entry.label, tone=entry.tone, icon=entry.icon)
        found[entry.list] = (*found.get(entry.list, ()), one)
    return PickLists(found)
