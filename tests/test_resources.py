"""What ships as data: pick-lists, rates and the texts of the invented network."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import random
import re
import string
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
import qtawesome

from facilitator_app import assets
from facilitator_app.records import catalogue
from facilitator_app.sample import geography, people_names, phrases
from facilitator_app.spec import kinds, picklists

TONES = {"", "ok", "warn", "bad", "info", "mute"}
ROLES = {"member", "other", "lead", "chair", "facilitator"}
ALL = picklists.as_shipped()


def twice(items: Iterable[str]) -> list[str]:
    """Return what stands in `items` more than once."""
    return [one for one, count in Counter(items).items() if count > 1]


def blanks(text: str) -> set[str]:
    """Return the names of the places to be filled in."""
    return {field for _text, field, _spec, _conversion in string.Formatter().parse(text) if field}


def codes(name: str) -> set[str]:
    """Return the codes of a pick-list."""
    return {entry.code for entry in ALL.offered(name)}


def test_entries_can_be_told_apart() -> None:
    for name, entries in ALL.entries.items():
        assert twice(one.code for one in entries) == [], name
        assert twice(one.label.casefold() for one in entries) == [], name
        assert [one.code for one in entries if not re.fullmatch(r"[a-z][a-z_]*", one.code)] == []


def test_tones_and_icons_exist() -> None:
    fonts = Path(qtawesome.__file__).parent / "fonts"
    known = json.loads((fonts / "phosphor-charmap-1.3.0.json").read_text(encoding="utf-8"))
    for entry in picklists.shipped():
        assert entry.tone in TONES, entry
        assert not entry.icon or entry.icon.removeprefix("ph.") in known, entry


def test_a_tone_never_stands_without_an_icon() -> None:
    assert [one.code for one in picklists.shipped() if one.tone and not one.icon] == []


def test_every_list_says_where_it_comes_from() -> None:
    data = tomllib.loads(assets.text("lists/lists.toml"))
    assert [name for name, content in data.items() if len(content["source"]) < 10] == []


def test_every_choice_of_a_record_has_a_list_that_holds_its_default() -> None:
    chosen = [
        (field.kind.list, field.default, f"{record.__tablename__}.{field.name}")
        for record in catalogue.ALL
        for field in record.spec().fields
        if isinstance(field.kind, kinds.Choice)
    ]
    assert chosen
    for name, default, where in chosen:
        assert name in tomllib.loads(assets.text("lists/lists.toml")), where
        usual = default if isinstance(default, tuple) else (default,)
        assert {one for one in usual if one} <= codes(name), where


def rates() -> list[dict[str, object]]:
    """Return the rates that ship."""
    found: list[dict[str, object]] = tomllib.loads(assets.text("lists/rates.toml"))["rate"]
    return found


def day(value: object) -> dt.date:
    """Return `value`, which must be a date."""
    assert isinstance(value, dt.date)
    return value


@pytest.mark.parametrize("mode", sorted(codes("travel_mode")))
def test_each_mode_has_one_rate_for_each_day(mode: str) -> None:
    of_mode = [one for one in rates() if one["mode"] == mode]
    for earlier, later in itertools.pairwise(of_mode):
        assert day(later["starts"]) - day(earlier["ends"]) == dt.timedelta(days=1)
    assert "ends" not in of_mode[-1]


def test_rates_are_sane_and_wait_for_confirmation() -> None:
    for one in rates():
        tenths, above = one["tenths"], one.get("above_tenths")
        assert isinstance(tenths, int)
        assert 0 < tenths < 1000  # less than a pound for a mile
        assert ("threshold_miles" in one) == (above is not None)
        assert above is None or (isinstance(above, int) and 0 < above < tenths)
        assert one["confirmed"] is False


def test_car_rate_of_2026() -> None:
    car = next(one for one in rates() if one["mode"] == "car" and "ends" not in one)
    assert (car["starts"], car["tenths"], car["above_tenths"]) == (dt.date(2026, 4, 6), 550, 250)


def test_topics_fit_the_lists_and_their_blanks_can_be_filled() -> None:
    all_words = phrases.load()
    assert twice(one.title for one in all_words.topics) == []
    for topic in all_words.topics:
        assert topic.purpose in codes("item_purpose"), topic.title
        assert topic.raised_by in codes("raised_by"), topic.title
        assert set(topic.kinds) <= codes("body_type"), topic.title
        assert topic.site in {"", *codes("cancer_site")}, topic.title
        assert len(topic.minutes) >= 2, topic.title
        texts = (*topic.minutes, topic.decision, *(one.text for one in topic.actions))
        assert set().union(*map(blanks, texts)) <= {*ROLES, "town"}, topic.title
        assert {one.owner for one in topic.actions} <= ROLES, topic.title
        assert all(0 < one.days <= 120 for one in topic.actions), topic.title


def test_standing_items_open_and_close_a_meeting() -> None:
    standing = phrases.load().standing
    assert [one.key for one in standing] == ["welcome", "minutes", "matters", "chair", "other"]
    assert [one.last for one in standing] == [False, False, False, False, True]
    for one in standing:
        known = {*ROLES, "town", "apologies", "previous"}
        assert set().union(*map(blanks, one.minutes)) <= known, one.title


def test_bodies_meet_where_there_is_a_room_and_answer_to_somebody() -> None:
    found = geography.load()
    shorts = {one.short for one in found.bodies}
    assert len(found.bodies) == 8
    for body in found.bodies:
        assert body.kind in codes("body_type")
        assert body.tier in codes("tier")
        assert body.site in codes("cancer_site")
        assert body.parent in shorts | {""}
        assert body.venue in {one.name for one in found.venues}
        assert any(topic.suits(body.kind, body.site) for topic in phrases.load().topics)


def test_training_and_claims_fit_the_lists() -> None:
    found = phrases.load()
    assert {one.kind for one in found.events} <= codes("training_kind")
    assert {one.category for one in found.lines} == codes("claim_category")
    assert {one.receipt for one in found.lines} <= codes("receipt")
    assert sum(one.weight for one in found.lines) == 100
    assert all(one.least <= one.most for one in found.lines)


def test_people_are_drawn_from_every_community() -> None:
    people = people_names.load()
    assert sum(one.weight for one in people.communities) == 100
    assert set(people.jobs) == set(people.organisations) <= codes("member_kind")
    dice = random.Random(7)
    drawn = {people.draw(dice).surname for _ in range(2000)}
    assert all(drawn & set(one.surnames) for one in people.communities)


def test_same_dice_draw_the_same_people_and_homes() -> None:
    people, where = people_names.load(), geography.load()

    def draw() -> list[object]:
        dice = random.Random(11)
        valley = where.valleys[1]
        return [(people.draw(dice), where.home(dice, valley), where.mobile(dice)) for _ in range(9)]

    assert draw() == draw()


def test_no_postcode_or_number_can_be_anybodys() -> None:
    where, dice = geography.load(), random.Random(5)
    for valley in where.valleys:
        assert re.fullmatch(r"TV\d \d[A-Z]{2}", where.home(dice, valley).postcode)
    assert re.fullmatch(r"01632 960\d{3}", where.telephone(dice))
    assert re.fullmatch(r"07700 900\d{3}", where.mobile(dice))
