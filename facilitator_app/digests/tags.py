"""Tags as they are counted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TagCount:
    """How many records carry one item of a framework."""

    item_id: int
    framework: str
    words: str
    number: int
