"""Members beyond those who come to meetings: former ones with their seats, and occasional ones."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

from facilitator_app.sample.build_base import CORE, DAY, Makings, between
from facilitator_app.sample.build_bodies import BuiltBody
from facilitator_app.sample.build_person import Names

CHUNK = 10_000
_KINDS = (("patient", "carer", "bereaved_carer", "family_friend"), (68, 18, 7, 7))
_STATES = (("left", "died", "current", "break"), (58, 12, 26, 4))
_SITES = ("breast", "colorectal", "prostate", "lung", "skin", "haematological", "upper_gi")
_WHY = ("term_ended", "health", "moved", "time", "lapsed", "caring")
_YEARS_BACK = 12

Rows = list[dict[str, Any]]


def build(makings: Makings, names: Names, bodies: list[BuiltBody]) -> Iterator[tuple[Rows, Rows]]:
    """Yield rows of members and of their past seats, some thousands at a time."""
    dice = makings.dice("crowd")
    forums = {body.place.valley: body for body in bodies if body.place.valley}
    left = makings.order.members - CORE
    while left > 0:
        members: Rows = []
        seats: Rows = []
        for _one in range(min(left, CHUNK)):
            member = _member(makings, dice, names)
            members.append(member)
            if member["status"] in ("left", "died"):
                seats += _seat(makings, dice, member, forums)
        yield members, seats
        left -= CHUNK


def _member(makings: Makings, dice: random.Random, names: Names) -> dict[str, Any]:
    places, order = makings.texts.places, makings.order
    name, valley = names.draw(), dice.choice(makings.texts.places.valleys)
    home = places.home(dice, valley)
    status = dice.choices(*_STATES)[0]
    joined = between(dice, order.start - _YEARS_BACK * 365 * DAY, order.as_at - 60 * DAY)
    left = between(dice, joined + 40 * DAY, order.as_at) if status in ("left", "died") else None
    return {
        "id": makings.next_id(), "forenames": name.forename, "surname": name.surname,
        "title": name.title, "kinds": (dice.choices(*_KINDS)[0],), "status": status,
        "joined": joined, "left": left, "left_why": _why(dice, status),
        "telephone": places.telephone(dice), "papers": "post",
        "address": f"{home.street}, {home.town}", "postcode": home.postcode,
        "locality": home.valley, "sites": (dice.choice(_SITES),),
        "last_heard": left or between(dice, order.as_at - 110 * DAY, order.as_at),
    }  # fmt: skip


def _why(dice: random.Random, status: str) -> str | None:
    return {"left": dice.choice(_WHY), "died": "died"}.get(status)


def _seat(
    makings: Makings, dice: random.Random, member: dict[str, Any], forums: dict[str, BuiltBody]
) -> Rows:
    """Return the seat of a former member on their forum, if it ended before the first year."""
    joined: dt.date = member["joined"]
    last = min(member["left"] - DAY, makings.order.start - DAY)
    starts = joined + dice.randint(10, 30) * DAY
    if starts >= last:
        return []
    body = forums[member["locality"]]
    return [
        {
            "id": makings.next_id(), "member_id": member["id"], "body_id": body.id,
            "role": "member", "starts": starts, "ends": min(last, starts + 1095 * DAY),
        }
    ]  # fmt: skip
