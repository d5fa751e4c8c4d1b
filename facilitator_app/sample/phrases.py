"""Invented words: what meetings talked about, what was taught, and what was claimed for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facilitator_app import assets


@dataclass(frozen=True, slots=True)
class Standing:
    """An item of every meeting; `last` ones close it. One of `minutes` is drawn."""

    key: str
    title: str
    minutes: tuple[str, ...]
    last: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """An action that a topic may leave behind; `owner` is a role, `days` until it is due."""

    text: str
    owner: str
    days: int


@dataclass(frozen=True, slots=True)
class Topic:
    """An agenda item with its minutes; `site` and `kinds` say which bodies it suits.

    The minutes follow each other at later meetings; decision and actions belong to the one that
    `settled` counts from 0. `voice` is the member kind of whoever speaks, "" for anyone.
    """

    title: str
    purpose: str
    raised_by: str
    minutes: tuple[str, ...]
    decision: str = ""
    actions: tuple[Task, ...] = ()
    site: str = ""
    kinds: tuple[str, ...] = ()
    settled: int = 0
    voice: str = ""

    def suits(self, kind: str, site: str) -> bool:
        """Return whether a body of `kind` for the cancer `site` would talk about this."""
        return self.site in ("", site) and (not self.kinds or kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Event:
    """Training on offer: whole hours, `cost` in pence a person, held `yearly` times."""

    title: str
    provider: str
    kind: str
    hours: int
    cost: int
    places: int
    yearly: int
    purpose: str


@dataclass(frozen=True, slots=True)
class ClaimPhrase:
    """What a line of a claim may say; amounts in pence, 0 where a rate works them out."""

    category: str
    texts: tuple[str, ...]
    weight: int
    receipt: str
    least: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Phrases:
    """All texts of the invented network."""

    standing: tuple[Standing, ...]
    topics: tuple[Topic, ...]
    events: tuple[Event, ...]
    lines: tuple[ClaimPhrase, ...]
    queries: tuple[str, ...]
    refusals: tuple[str, ...]


def load() -> Phrases:
    """Read meetings, training and claims from `resources/sample/`."""
    meetings = tomllib.loads(assets.text("sample/meetings.toml"))
    training = tomllib.loads(assets.text("sample/training.toml"))
    claims = tomllib.loads(assets.text("sample/claims.toml"))
    return Phrases(
        standing=tuple(Standing(**_tuples(one, "minutes")) for one in meetings["standing"]),
        topics=tuple(_topic(one) for one in meetings["topic"]),
        events=tuple(Event(**one) for one in training["event"]),
        lines=tuple(ClaimPhrase(**_tuples(one, "texts")) for one in claims["line"]),
        queries=tuple(claims["query"]["texts"]),
        refusals=tuple(claims["reject"]["texts"]),
    )


def _topic(data: Mapping[str, Any]) -> Topic:
    actions = tuple(Task(**one) for one in data.get("actions", ()))
    return Topic(**{**_tuples(data, "minutes", "kinds"), "actions": actions})


def _tuples(data: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {**data, **{name: tuple(data[name]) for name in names if name in data}}
