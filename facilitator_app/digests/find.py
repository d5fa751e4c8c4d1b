"""What the one search box finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """One find: record and id, its title, a second line, an icon, and its group's heading.

    tag: where it is not 0, what is found is an item of a framework: the list of `record` is meant,
    with the rows that carry it.
    """

    record: str
    id: int
    title: str
    second: str = ""
    icon: str = ""
    group: str = ""
    tag: int = 0
