"""Each kind reads what people type, shows it, and brings every value back unchanged."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain import amounts, dates
from facilitator_app.domain.errors import AppError
from facilitator_app.spec import kinds
from facilitator_app.spec.kinds import FormatContext, Kind
from facilitator_app.spec.picklists import PickListEntry, PickLists

READING = FormatContext(
    dt.date(2026, 11, 23),
    PickLists(
        {
            "site": (
                PickListEntry("breast", "Breast"),
                PickListEntry("urological", "Bladder, kidney and testicular"),
                PickListEntry("skin", "Skin"), PickListEntry("old", "Old one", retired=True),
                PickListEntry("other", "skin_old"), PickListEntry("skin_old", "Other"),
            )
        }
    ),
)  # fmt: skip
CODES = ["breast", "urological", "skin", "old", "other", "skin_old"]
words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


def of(kind: Kind, texts: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """Return the values that a person can give a kind by typing `texts`."""

    def value(text: str) -> Any:
        try:
            return kind.parse(text, READING) or None
        except AppError:
            return None

    return texts.map(value).filter(lambda found: found is not None)


SITE, SITES = kinds.Choice(list="site"), kinds.Choices(list="site")
VALUES: Mapping[Kind, st.SearchStrategy[Any]] = {
    kinds.Text(): of(kinds.Text(), words),
    kinds.LongText(): of(kinds.LongText(), words),
    kinds.Email(): of(kinds.Email(), st.builds("{}@{}.org".format, words, words) | st.emails()),
    kinds.Phone(): of(kinds.Phone(), st.text("0123456789 +()ext", min_size=5, max_size=30)),
    kinds.Postcode(): of(kinds.Postcode(), st.text("abcGLß0123456789 ", min_size=1, max_size=12)),
    kinds.Whole(): st.integers(0, 1_000_000),
    kinds.Whole(most=10, least=-10): st.integers(-10, 10),
    kinds.Money(): st.integers(-amounts.MOST_PENCE, amounts.MOST_PENCE),
    kinds.Miles(): st.integers(0, amounts.MOST_TENTHS),
    kinds.Hours(): st.integers(0, 200).map(lambda halves: halves * 5),
    kinds.Rate(): st.integers(0, amounts.MOST_TENTHS),
    kinds.Date(): st.dates(dates.EARLIEST, dates.LATEST),
    kinds.Date(past=True): st.dates(dates.EARLIEST, READING.today),
    kinds.Time(): st.times().map(lambda time: time.replace(second=0, microsecond=0)),
    kinds.Flag(): st.booleans(),
    SITE: st.sampled_from(CODES),
    SITES: st.lists(st.sampled_from(CODES), min_size=1, unique=True).map(tuple),
    kinds.Ref(record="member"): st.integers(1, 2**63 - 1),
    kinds.File(size="size"): st.binary(min_size=32, max_size=32).map(bytes.hex),
}


def test_every_kind_is_tried() -> None:
    assert {type(kind) for kind in VALUES} == set(kinds.ALL)


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: type(kind).__name__)
@given(data=st.data())
def test_values_come_back(kind: Kind, data: st.DataObject) -> None:
    value = data.draw(VALUES[kind])
    assert kind.read(kind.write(value, READING), READING) == value
    assert kind.from_plain(json.loads(json.dumps(kind.plain(value)))) == value


@pytest.mark.parametrize(
    "kind",
    [kind for kind in VALUES if kind not in (SITE, SITES)],
    ids=lambda kind: type(kind).__name__,
)
@given(data=st.data())
def test_what_is_shown_can_be_typed(kind: Kind, data: st.DataObject) -> None:
    value = data.draw(VALUES[kind])
    assert kind.parse(kind.show(value, READING), READING) == value


@given(st.lists(st.sampled_from(["breast", "urological", "skin", "old"]), min_size=1, unique=True))
def test_labels_that_are_no_other_code_can_be_typed(codes: list[str]) -> None:
    assert SITE.parse(SITE.show(codes[0], READING), READING) == codes[0]
    assert SITES.parse(SITES.show(tuple(codes), READING), READING) == tuple(codes)


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: type(kind).__name__)
@given(
    text=st.text(max_size=60) | st.sampled_from(["9" * 5000, "9" * 19, ";", ",", "9" * 5000 + "p"])
)
def test_no_text_stops_a_kind(kind: Kind, text: str) -> None:
    for way in (kind.parse, kind.read):
        try:
            way(text, READING)
        except AppError as error:
            assert str(error).endswith(".")  # noqa: PT017 - any text may be read, or refused


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (kinds.Text(), " Rue \u00a0 Tansy ", "Rue Tansy"),
        (kinds.LongText(), "\n one \r\n\r\n two  \n", "one\n\n two"),
        (kinds.Email(), " rue@example.org ", "rue@example.org"),
        (kinds.Phone(), "01632  960101 ext 4", "01632 960101 ext 4"),
        (kinds.Postcode(), "gl209zz", "GL20 9ZZ"), (kinds.Postcode(), "w1a 1aa", "W1A 1AA"),
        (kinds.Postcode(), "75001", "75001"),
        (kinds.Whole(), "1,204", 1204), (kinds.Whole(least=-5), "-5", -5),
        (kinds.Money(), "80p", 80), (kinds.Miles(), "22.5", 225), (kinds.Rate(), "37.4P", 374),
        (kinds.Hours(), "2", 20), (kinds.Hours(), "2.5", 25), (kinds.Hours(), "2½ hours", 25),
        (kinds.Hours(), "½", 5), (kinds.Hours(), "1 hour", 10), (kinds.Hours(), "100", 1000),
        (kinds.Date(), "3/3/26", dt.date(2026, 3, 3)),
        (kinds.Date(past=True), "3/4/58", dt.date(1958, 4, 3)),
        (kinds.Time(), "10", dt.time(10)), (kinds.Time(), "10.30", dt.time(10, 30)),
        (kinds.Time(), "2:15 pm", dt.time(14, 15)), (kinds.Time(), "1400", dt.time(14)),
        (kinds.Time(), "930", dt.time(9, 30)), (kinds.Time(), "12 am", dt.time(0)),
        (kinds.Time(), "2", dt.time(14)), (kinds.Time(), "1.40", dt.time(13, 40)),
        (kinds.Time(), "630", dt.time(18, 30)), (kinds.Time(), "02:00", dt.time(2)),
        (kinds.Time(), "2 am", dt.time(2)), (kinds.Time(), "7", dt.time(7)),
        (kinds.Time(), "12", dt.time(12)), (kinds.Time(), "12 p.m.", dt.time(12)),
        (kinds.Time(), "0:00", dt.time(0)),
        (kinds.Flag(), "Y", True), (kinds.Flag(), "no", False), (kinds.Flag(), "x", True),
        (SITE, "BREAST", "breast"), (SITE, " bladder,  kidney and testicular", "urological"),
        (SITES, "Breast; skin", ("breast", "skin")), (SITES, "breast, skin", ("breast", "skin")),
        (SITES, "Bladder, kidney and testicular", ("urological",)),
        (SITES, "skin; Skin", ("skin",)),
        (kinds.Ref(), " 12 ", 12), (kinds.File(), " " + "AB" * 32, "ab" * 32),
    ],
)  # fmt: skip
def test_typed(kind: Kind, text: str, value: object) -> None:
    assert kind.parse(text, READING) == value


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        (kinds.Text(5), "longer", "5 characters"), (kinds.LongText(5), "longer", "5 characters"),
        (kinds.Email(), "rue", "e-mail address"), (kinds.Email(), "rue@org", "e-mail address"),
        (kinds.Email(), "a@b.org c@d.org", "e-mail address"),
        (kinds.Email(), "a" * 300 + "@example.org", "e-mail address"),
        (kinds.Phone(), "1234", "telephone number"), (kinds.Phone(), "9" * 21, "telephone number"),
        (kinds.Postcode(), "somewhere else", "postcode"),
        (kinds.Whole(), "-1", "from 0 to 1,000,000"), (kinds.Whole(), "1.5", "whole number"),
        (kinds.Whole(), "", "whole number"),
        (kinds.Money(), "much", "amount in pounds"), (kinds.Miles(), "22.55", "miles"),
        (kinds.Hours(), "2.3", "with a half"), (kinds.Hours(), "2.25", "with a half"),
        (kinds.Hours(), "long", "with a half"), (kinds.Hours(), "100.5", "too much"),
        (kinds.Rate(), "-1", "pence"), (kinds.Date(), "31/02/2026", "February 2026 has 28 days"),
        (kinds.Date(past=True), "24/11/2026", "still to come"),
        (kinds.Time(), "25:00", "a time"), (kinds.Time(), "13 pm", "a time"),
        (kinds.Time(), "0 am", "a time"), (kinds.Time(), "10:60", "a time"),
        (kinds.Flag(), "perhaps", "yes or no"), (SITE, "toe", "Choose one of: Breast, "),
        (SITES, "breast; toe", "Choose one of"), (kinds.Ref(), "Rue", "Choose one"),
        (kinds.Ref(), str(2**63), "Choose one"), (kinds.File(), "abc", "Attach the file instead"),
    ],
)  # fmt: skip
def test_refused(kind: Kind, text: str, words: str) -> None:
    with pytest.raises(AppError, match=words):
        kind.parse(text, READING)


@pytest.mark.parametrize(
    ("kind", "value", "shown", "written"),
    [
        (kinds.Money(), 120_450, "£1,204.50", "1204.50"), (kinds.Money(), -5, "-£0.05", "-0.05"),
        (kinds.Miles(), 12_345, "1,234.5", "1234.5"), (kinds.Rate(), 550, "55p", "55"),
        (kinds.Hours(), 25, "2.5", "2.5"), (kinds.Hours(), 20, "2", "2"),
        (kinds.Date(), dt.date(2026, 3, 3), "3 Mar 2026", "2026-03-03"),
        (kinds.Time(), dt.time(9, 5), "09:05", "09:05"), (kinds.Flag(), True, "Yes", "true"),
        (kinds.Whole(), 1204, "1,204", "1204"), (SITE, "skin", "Skin", "skin"),
        (SITES, ("breast", "skin"), "Breast; Skin", "breast;skin"), (SITE, "new", "new", "new"),
    ],
)  # fmt: skip
def test_shown_and_written(kind: Kind, value: object, shown: str, written: str) -> None:
    assert kind.show(value, READING) == shown
    assert kind.write(value, READING) == written


def test_data_files_may_have_codes_that_this_list_lacks() -> None:
    assert SITE.read("their_own", READING) == "their_own"
    assert SITES.read("skin;their_own", READING) == ("skin", "their_own")
    assert SITE.read("Breast", READING) == "breast"
    with pytest.raises(AppError, match="Choose one of"):
        SITE.read("Their own", READING)


@pytest.mark.parametrize(("plain", "tenths"), [(3, 30), (0, 0), (2.5, 25)])
def test_hours_of_older_files_are_what_they_were(plain: float, tenths: int) -> None:
    """Hours were whole numbers; they stand as such in columns, journals and drafts."""
    assert kinds.Hours().restore(plain) == tenths
    assert kinds.Hours().plain(tenths) == plain
    assert type(kinds.Hours().plain(tenths)) is type(plain)


@pytest.mark.parametrize("plain", ["3", True, 2.3, None])
def test_what_are_no_hours_is_not_restored(plain: object) -> None:
    with pytest.raises(ValueError, match="no hours"):
        kinds.Hours().restore(plain)


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        (kinds.Hours(), 25, "2.5 hours"), (kinds.Hours(), 10, "1 hour"),
        (kinds.Hours(), 5, "0.5 hours"), (kinds.Miles(), 10, "1 mile"),
        (kinds.Miles(), 225, "22.5 miles"), (kinds.Rate(), 450, "45p"),
        (kinds.Money(), 15_000, "£150.00"), (kinds.Text(), "Oak Room", "Oak Room"),
    ],
)  # fmt: skip
def test_what_stands_without_its_label_has_its_unit(kind: Kind, value: Any, told: str) -> None:
    assert kind.tell(value, READING) == told
