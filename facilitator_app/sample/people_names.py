"""Invented people: forenames and surnames that go together, and what those who work here do."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facilitator_app import assets


@dataclass(frozen=True, slots=True)
class Community:
    """Names that go together; `weight` of a hundred members are drawn from it."""

    name: str
    weight: int
    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonName:
    """One invented name; `title` is a woman's or a man's."""

    forename: str
    surname: str
    title: str


@dataclass(frozen=True, slots=True)
class People:
    """Everything that names are drawn from; jobs and organisations by member kind.

    `named` are the people every invented network has, by the part they play in it.
    """

    communities: tuple[Community, ...]
    named: Mapping[str, PersonName]
    jobs: Mapping[str, tuple[str, ...]]
    organisations: Mapping[str, tuple[str, ...]]

    def draw(self, dice: random.Random) -> PersonName:
        """Return one name; the same dice give the same names."""
        weights = [one.weight for one in self.communities]
        community = dice.choices(self.communities, weights)[0]
        woman = dice.random() < _WOMEN
        forename = dice.choice(community.women if woman else community.men)
        title = dice.choices(*_WOMENS_TITLES)[0] if woman else "Mr"
        return PersonName(forename, dice.choice(community.surnames), title)


_WOMEN = 0.62
_WOMENS_TITLES = (("Mrs", "Ms", "Miss"), (60, 28, 12))


def load() -> People:
    """Read `resources/sample/people.toml`."""
    data = tomllib.loads(assets.text("sample/people.toml"))
    return People(
        communities=tuple(_community(one) for one in data["community"]),
        named={
            one["part"]: PersonName(one["forename"], one["surname"], one["title"])
            for one in data["named"]
        },
        jobs={kind: tuple(titles) for kind, titles in data["job"].items()},
        organisations={kind: tuple(names) for kind, names in data["organisation"].items()},
    )


def _community(data: Mapping[str, Any]) -> Community:
    return Community(
        data["name"],
        data["weight"],
        tuple(data["women"]),
        tuple(data["men"]),
        tuple(data["surnames"]),
    )
