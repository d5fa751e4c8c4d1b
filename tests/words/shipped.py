"""Extraction methods for Babel of what ships beside the code: the guide, lists, frameworks."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from facilitator_app.gui.guide_text import paragraphs
from facilitator_app.spec.shipped_words import ITEM, LABEL, NAME, NOTE, SOURCE

# Line, function that would show it, its arguments, comments for translators.
Found = tuple[int, str, str | tuple[str, str], list[str]]


def method(read: Callable[[IO[bytes]], Iterator[Found]]) -> Callable[..., Iterator[Found]]:
    """Return `read` as Babel calls it, with keywords, tags and options that say nothing here."""
    return lambda file, *_rest, **_options: read(file)


def _guide(file: IO[bytes]) -> Iterator[Found]:
    yield from (_text(one) for one in paragraphs(file.read().decode("utf-8")))


def _lists(file: IO[bytes]) -> Iterator[Found]:
    for name, content in tomllib.load(file).items():
        yield _text(content["source"], SOURCE)
        yield from (_meant(name, entry[1], LABEL) for entry in content["entries"])


def _rates(file: IO[bytes]) -> Iterator[Found]:
    yield from (_text(one["source"], SOURCE) for one in tomllib.load(file)["rate"])


def _framework(file: IO[bytes]) -> Iterator[Found]:
    code, data = Path(file.name).stem, tomllib.load(file)
    yield _text(data["name"], NAME)
    yield _text(data["source"], SOURCE)
    yield _text(data["note"])
    for one in data["items"]:
        yield _meant(code, one["label"], ITEM)
        if "note" in one:
            yield _text(one["note"], NOTE)


def _text(text: str, most: int | None = None) -> Found:
    return 0, "_", text, _limit(most)


def _meant(context: str, text: str, most: int) -> Found:
    return 0, "pgettext", (context, text), _limit(most)


def _limit(most: int | None) -> list[str]:
    return [] if most is None else [f"At most {most} characters."]


METHODS: dict[str, Any] = {
    "help/*.html": method(_guide),
    "lists/lists.toml": method(_lists),
    "lists/rates.toml": method(_rates),
    "frameworks/*.toml": method(_framework),
}
