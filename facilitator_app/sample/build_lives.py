"""Invented lives: what members say of themselves and need, and who the professionals are."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facilitator_app import assets


@dataclass(frozen=True, slots=True)
class AccessNeed:
    """Access needs that go together: codes of access_need, own words, a code of paper_format."""

    codes: tuple[str, ...]
    words: str
    papers: str


@dataclass(frozen=True, slots=True)
class Professional:
    """A post in the hospitals, with the (body, role) pairs that come with it."""

    job: str
    doctor: bool
    sits: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lives:
    """All needs, posts and sentences; each field of sentences is drawn from."""

    needs: tuple[AccessNeed, ...]
    professionals: tuple[Professional, ...]
    why: tuple[str, ...]
    skills: tuple[str, ...]
    notes: tuple[str, ...]
    training: tuple[str, ...]
    progress: tuple[str, ...]
    condolence: tuple[str, ...]
    directing: tuple[str, ...]
    errand: tuple[str, ...]
    away: tuple[str, ...]
    telephone: tuple[str, ...]
    visitor: tuple[str, ...]  # their name, as what they come, and what they undertook


_SENTENCES = (
    "why", "skills", "notes", "training", "progress", "condolence", "directing", "errand",
    "away", "telephone", "visitor",
)  # fmt: skip


def load() -> Lives:
    """Read `resources/sample/lives.toml`."""
    data = tomllib.loads(assets.text("sample/lives.toml"))
    return Lives(
        needs=tuple(AccessNeed(tuple(n["codes"]), n["words"], n["papers"]) for n in data["need"]),
        professionals=tuple(_professional(one) for one in data["professional"]),
        **{name: tuple(data[name]["texts"]) for name in _SENTENCES},
    )


def _professional(data: Mapping[str, Any]) -> Professional:
    pairs = (one.split() for one in data["sits"])
    return Professional(data["job"], data["doctor"], tuple((body, role) for body, role in pairs))
