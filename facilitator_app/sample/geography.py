"""Invented places: three valleys with their towns, streets and venues, and the bodies that meet."""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facilitator_app import assets


@dataclass(frozen=True, slots=True)
class SampleNetwork:
    """The invented network itself."""

    name: str
    short: str
    address: str
    postcode: str
    telephone: str
    email: str


@dataclass(frozen=True, slots=True)
class Town:
    """A town or village: `weight` of a hundred people of its valley live there."""

    name: str
    district: str
    weight: int


@dataclass(frozen=True, slots=True)
class Valley:
    """A locality; `code` is what files store."""

    code: str
    name: str
    towns: tuple[Town, ...]


@dataclass(frozen=True, slots=True)
class Venue:
    """Where meetings are held; features in short words, cost in pence."""

    name: str
    address: str
    postcode: str
    valley: str
    rooms: tuple[str, ...]
    features: tuple[str, ...]
    cost: int


@dataclass(frozen=True, slots=True)
class SampleBody:
    """A body of the network; `parent` is the short name of another, `sees` meetings a year.

    A meeting lasts `length` minutes. The first of a year is in `month`, on the given weekday
    (Monday is 0) of its `week` (1 to 4).
    """

    name: str
    short: str
    list_name: str
    kind: str
    tier: str
    valley: str
    site: str
    parent: str
    sees: int
    seats: int
    venue: str
    time: dt.time
    length: int
    meets: str
    month: int
    week: int
    weekday: int
    quorum: int
    purpose: str


@dataclass(frozen=True, slots=True)
class Home:
    """An invented address: house and street, town, postcode, and the valley's code."""

    street: str
    town: str
    postcode: str
    valley: str


@dataclass(frozen=True, slots=True)
class Geography:
    """Everything that addresses, venues and bodies are drawn from."""

    network: SampleNetwork
    valleys: tuple[Valley, ...]
    streets: tuple[str, ...]
    street_kinds: tuple[str, ...]
    home_numbers: str
    mobile_numbers: str
    venues: tuple[Venue, ...]
    bodies: tuple[SampleBody, ...]

    def home(self, dice: random.Random, valley: Valley) -> Home:
        """Return an address in `valley`; the same dice give the same addresses."""
        town = dice.choices(valley.towns, [one.weight for one in valley.towns])[0]
        street = (
            f"{dice.randint(1, 96)} {dice.choice(self.streets)} {dice.choice(self.street_kinds)}"
        )
        inward = f"{dice.randint(1, 9)}{dice.choice(_LETTERS)}{dice.choice(_LETTERS)}"
        return Home(street, town.name, f"{town.district} {inward}", valley.code)

    def telephone(self, dice: random.Random) -> str:
        """Return a number of a house, from the range kept free for drama."""
        return f"{self.home_numbers}{dice.randint(0, 999):03d}"

    def mobile(self, dice: random.Random) -> str:
        """Return a mobile number, from the range kept free for drama."""
        return f"{self.mobile_numbers}{dice.randint(0, 999):03d}"


_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # the letters that the second half of a postcode may have


def load() -> Geography:
    """Read `resources/sample/places.toml`."""
    data = tomllib.loads(assets.text("sample/places.toml"))
    return Geography(
        network=SampleNetwork(**data["network"]),
        valleys=tuple(_valley(one) for one in data["valley"]),
        streets=tuple(data["street"]["names"]),
        street_kinds=tuple(data["street"]["kinds"]),
        home_numbers=data["telephone"]["home"],
        mobile_numbers=data["telephone"]["mobile"],
        venues=tuple(_venue(one) for one in data["venue"]),
        bodies=tuple(SampleBody(**one) for one in data["body"]),
    )


def _valley(data: Mapping[str, Any]) -> Valley:
    return Valley(data["code"], data["name"], tuple(Town(*one) for one in data["towns"]))


def _venue(data: Mapping[str, Any]) -> Venue:
    lists = {"rooms": tuple(data["rooms"]), "features": tuple(data["features"])}
    return Venue(**{**data, **lists})
