"""The pick-lists of a file as the user keeps them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """One entry: its record's id and version, what is stored, and what people see."""

    id: int
    version: int
    code: str
    words: str
    place: int
    retired: bool
    source: str


@dataclass(frozen=True, slots=True)
class PickList:
    """One list by its name; `fixed`: the program's own rules know its codes.

    label: where it is chosen from, in words ("Members · Status").
    """

    name: str
    label: str
    fixed: bool
    entries: tuple[ListedEntry, ...]
