"""The people who come to meetings: members, professionals and the two who work here."""

from __future__ import annotations

import datetime as dt
import random

from facilitator_app.sample.build_base import CORE, DAY, Makings, between
from facilitator_app.sample.build_person import Belonging, Names, SamplePerson, email_of, make

_GONE = ("left", "died")
_FIRST = ("chair", "member")
_QUIET = 4  # so many were not heard from for three months
_NEEDS = 11
_QUIET_DAYS = 100
_WOMENS, _MENS = ("breast", "gynaecological"), ("prostate", "urological")
_SITES = ("breast", "colorectal", "prostate", "lung", "colorectal", "breast", "haematological")
_SHARES = {"applied": 2, "induction": 2, "break": 2, "stepped_back": 2, "left": 6, "died": 2}
_WAYS = (
    "nurse", "doctor", "leaflet", "information_centre", "support_group", "member", "event", "press",
    "survey", "outreach",
)  # fmt: skip
_WHY_LEFT = ("health", "moved", "term_ended", "caring", "time", "enough")
_TRAVEL = (("car", "fares", "taxi", "bicycle", "none"), (46, 26, 7, 3, 18))


def build(makings: Makings, names: Names) -> list[SamplePerson]:
    """Return everyone who matters to meetings: staff, professionals, then users."""
    dice = makings.dice("people")
    found = [_staff(makings, dice, part) for part in ("facilitator", "administrator")]
    found += [_professional(makings, dice, names, at) for at in range(_posts(makings))]
    users = min(makings.order.members, CORE) - len(found)
    outcomes = _outcomes(dice, users)
    kinds = _kinds(dice, users)
    joins = _joins(makings, dice, outcomes)
    found += [
        _user(makings, dice, names, at, kinds[at], outcomes[at], joins[at]) for at in range(users)
    ]
    current = [one for one in found if one.user and one.status == "current"]
    _give_needs(makings, dice, current)
    for one in dice.sample(current[8:], _QUIET):
        one.silent_from = makings.order.as_at - _QUIET_DAYS * DAY
    return found


def _posts(makings: Makings) -> int:
    return len(makings.texts.lives.professionals)


def _outcomes(dice: random.Random, users: int) -> list[str]:
    """Return a status for each user; the first few are current."""
    rest = [status for status, n in _SHARES.items() for _one in range(max(1, users * n // 54))]
    rest += ["current"] * (users - 6 - len(rest))
    dice.shuffle(rest)
    return ["current"] * 6 + rest


def _kinds(dice: random.Random, users: int) -> list[str]:
    carers, bereaved, family = users * 8 // 54, users * 3 // 54, users * 2 // 54
    rest = ["carer"] * carers + ["bereaved_carer"] * bereaved + ["family_friend"] * family
    rest += ["patient"] * (users - 2 - len(rest))
    dice.shuffle(rest)
    return ["patient", "patient", *rest]


def _joins(makings: Makings, dice: random.Random, outcomes: list[str]) -> list[dt.date | None]:
    """Return when each joined: half before the first year, the others spread evenly over it all."""
    start, as_at = makings.order.start, makings.order.as_at
    span = (as_at - start).days
    late = [at for at, outcome in enumerate(outcomes) if at >= 6 and outcome != "applied"][::2]
    found: list[dt.date | None] = []
    for at, outcome in enumerate(outcomes):
        if outcome == "applied":
            found.append(None)
        elif outcome == "induction":
            found.append(between(dice, as_at - 50 * DAY, as_at - 20 * DAY))
        elif at in late:
            share = (late.index(at) + dice.random()) / len(late)
            found.append(start + int(share * (span - 60)) * DAY)
        else:
            found.append(between(dice, start - 2_200 * DAY, start - 200 * DAY))
    return found


def _staff(makings: Makings, dice: random.Random, part: str) -> SamplePerson:
    name = makings.texts.names.named[part]
    job = {
        "facilitator": "User Involvement Facilitator",
        "administrator": "Involvement administrator",
    }
    joined = makings.order.start - dice.randint(300, 900) * DAY
    person = make(makings, dice, name, Belonging("staff", "current", joined), 0)
    person.job = job[part]
    network = makings.texts.places.network
    person.row |= {
        "organisation": network.name, "job_title": person.job, "recruited": "appointed",
        "papers": "email", "address": network.address, "postcode": network.postcode,
        "telephone": network.telephone, "email": email_of(name),
    }  # fmt: skip
    return person


def _professional(makings: Makings, dice: random.Random, names: Names, at: int) -> SamplePerson:
    post = makings.texts.lives.professionals[at]
    name = names.draw()
    joined = between(dice, makings.order.start - 1_500 * DAY, makings.order.start - 420 * DAY)
    person = make(makings, dice, name, Belonging("health_professional", "current", joined), at)
    person.job = post.job
    if post.doctor:
        person.row["title"] = "Dr"
        person.name = f"Dr {person.name}"
    person.row |= {
        "organisation": makings.texts.names.organisations["health_professional"][at % 2],
        "job_title": post.job, "recruited": "appointed", "papers": "email", "mobile": None,
        "address": None, "postcode": None, "email": email_of(name), "emergency_name": None,
        "emergency_phone": None,
    }  # fmt: skip
    person.keen = 0.04
    return person


def _user(
    makings: Makings, dice: random.Random, names: Names, at: int, kind: str, outcome: str,
    joined: dt.date | None,
) -> SamplePerson:  # fmt: skip
    name = makings.texts.names.named[_FIRST[at]] if at < len(_FIRST) else names.draw()
    until = _until(makings, dice, outcome, joined)
    person = make(makings, dice, name, Belonging(kind, outcome, joined, until), at)
    person.keen = dice.uniform(-0.16, 0.12)
    person.travel = dice.choices(*_TRAVEL)[0] if at > 1 else "car"
    person.sites = _sites(person, at)
    if outcome == "break":
        person.silent_from = between(dice, makings.order.as_at - 160 * DAY, makings.order.as_at)
    both = kind == "patient" and dice.random() < 0.12
    lives = makings.texts.lives
    person.row |= {
        "kinds": (kind, "carer") if both else (kind,),
        "sites": person.sites if dice.random() < 0.85 or at < 2 else None,
        "born": _born(dice, makings.order.as_at) if dice.random() < 0.86 else None,
        "recruited": dice.choice(_WAYS),
        "motivation": dice.choice(lives.why) if dice.random() < 0.6 else None,
        "interests": dice.choice(lives.skills) if dice.random() < 0.45 else None,
        "notes": dice.choice(lives.notes) if dice.random() < 0.25 else None,
    }
    if outcome in _GONE:
        person.row |= {"left": until if outcome == "left" else until and until + DAY}
        person.row["left_why"] = "died" if outcome == "died" else dice.choice(_WHY_LEFT)
    return person


def _until(
    makings: Makings, dice: random.Random, outcome: str, joined: dt.date | None
) -> dt.date | None:
    """Return the last day on which somebody took part, or None for those who still do."""
    if outcome not in (*_GONE, "stepped_back") or joined is None:
        return None
    as_at = makings.order.as_at
    if outcome == "stepped_back":
        return between(dice, max(joined + DAY, as_at - 250 * DAY), as_at - 20 * DAY)
    return between(dice, max(joined + 40 * DAY, makings.order.start), as_at - 12 * DAY)


def _sites(person: SamplePerson, at: int) -> tuple[str, ...]:
    """Return the cancer site they know; patients' own sites fit their sex."""
    site = _SITES[at % len(_SITES)]
    if person.kind == "patient":
        if site in _WOMENS and not person.woman:
            site = "prostate"
        elif site in _MENS and person.woman:
            site = "breast"
    return (site,)


def _born(dice: random.Random, as_at: dt.date) -> dt.date:
    years = round(dice.triangular(27, 88, 67))
    return between(
        dice, dt.date(as_at.year - years - 1, 1, 1), dt.date(as_at.year - years - 1, 12, 31)
    )


def _give_needs(makings: Makings, dice: random.Random, current: list[SamplePerson]) -> None:
    """Give access needs to a few current people; one of them is to be asked again by now."""
    chosen = [current[1], *dice.sample(current[2:], _NEEDS - 1)]
    as_at = makings.order.as_at
    for at, (person, need) in enumerate(zip(chosen, makings.texts.lives.needs, strict=False)):
        review = as_at - 9 * DAY if at == 3 else between(dice, as_at + 30 * DAY, as_at + 340 * DAY)
        person.row |= {
            "access_needs": need.codes, "access_words": need.words, "access_review": review,
            "papers": need.papers,
        }  # fmt: skip


def tell_last_heard(makings: Makings, people: list[SamplePerson]) -> None:
    """Write down when each was last heard from: at a meeting, or in between."""
    dice = makings.dice("heard")
    as_at = makings.order.as_at
    for person in people:
        met = max(person.heard, default=person.joined or as_at)
        last = max(met, person.until or met)
        if person.status in ("applied", "induction"):
            last = between(dice, max(as_at - 18 * DAY, person.joined or last - 18 * DAY), as_at)
        elif person.status == "current" and person.silent_from:
            last = max(met, person.silent_from - dice.randint(0, 20) * DAY)
        elif person.status == "current":
            last = max(last, as_at - dice.choice((1, 2, 3, 5, 6, 9, 14, 20, 27, 34, 48, 70)) * DAY)
        person.row["last_heard"] = min(last, as_at)
