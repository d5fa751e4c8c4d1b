"""The frameworks that ship, as data in `resources/frameworks/`, in the user's language.

An edition is not translated: with the code, it is what two files know a framework by.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from facilitator_app import assets
from facilitator_app.spec.shipped_words import ITEM, NAME, NOTE, SOURCE, translated


@dataclass(frozen=True, slots=True)
class ShippedItem:
    """One thing to tag with; parent: the code of the item that it is a part of, "" for none."""

    code: str
    words: str
    note: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class ShippedFramework:
    """One framework with its items in order; people: whether it may be put on a person."""

    code: str
    name: str
    edition: str
    source: str
    note: str
    items: tuple[ShippedItem, ...]
    people: bool = True


def shipped() -> tuple[ShippedFramework, ...]:
    """Return every framework that ships, by its code."""
    files = sorted(assets.path("frameworks").glob("*.toml"))
    return tuple(_read(one.stem, one.read_text(encoding="utf-8")) for one in files)


def shipped_rows(
    next_id: Callable[[], int],
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return frameworks and their items as rows of their tables, with ids from `next_id`."""
    frameworks, items = [], []
    for one in shipped():
        framework = next_id()
        frameworks.append(
            {
                "id": framework, "code": one.code, "name": one.name, "edition": one.edition,
                "source": one.source, "note": one.note or None, "people": one.people,
                "retired": False,
            }
        )  # fmt: skip
        ids = {item.code: next_id() for item in one.items}
        items += [
            {
                "id": ids[item.code], "framework_id": framework, "code": item.code,
                "words": item.words, "note": item.note or None,
                "parent_id": ids.get(item.parent), "place": place, "retired": False,
            }
            for place, item in enumerate(one.items, start=1)
        ]  # fmt: skip
    return frameworks, items


def _read(code: str, text: str) -> ShippedFramework:
    data = tomllib.loads(text)
    return ShippedFramework(
        code=code,
        name=translated(data["name"], NAME),
        edition=data["version"],
        source=translated(data["source"], SOURCE),
        note=translated(data.get("note", "")),
        items=tuple(
            ShippedItem(
                one["code"],
                translated(one["label"], ITEM, code),
                translated(one.get("note", ""), NOTE),
                one.get("parent", ""),
            )
            for one in data["items"]
        ),
        people=data.get("people", True),
    )
