"""What the one search box finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """One find: record and id, its title, a second line, an icon, and its group's heading."""

    record: str
    id: int
    title: str
    second: str = ""
    icon: str = ""
    group: str = ""
