"""Dates and amounts as other languages write them, and read back."""

from __future__ import annotations

import datetime as dt
import gettext
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator_app import i18n
from facilitator_app.domain import amounts, dates
from facilitator_app.domain.errors import AppError
from facilitator_app.locale_formats import show_percent, show_time
from facilitator_app.spec.kinds import Flag, FormatContext, Whole
from facilitator_app.spec.picklists import PickLists

DAY = dt.date(2026, 3, 3)
LOCALES = ("en_GB", "en_US", "cy", "ga", "de", "lb", "fr", "es", "it", "pt", "pl", "sv", "nl")


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    i18n.use(gettext.NullTranslations())


def speak(name: str) -> None:
    i18n.use(gettext.NullTranslations(), name)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("en_GB", "3 Mar 2026|Tue 3 Mar 2026|3 Mar|3 March 2026|Tuesday 3 March 2026"),
        ("de", "3. März 2026|Di., 3. März 2026|3. März|3. März 2026|Dienstag, 3. März 2026"),
        ("fr", "3 mars 2026|mar. 3 mars 2026|3 mars|3 mars 2026|mardi 3 mars 2026"),
        ("cy", "3 Maw 2026|Maw, 3 Maw 2026|3 Maw|3 Mawrth 2026|Dydd Mawrth, 3 Mawrth 2026"),
        ("es", "3 mar 2026|mar, 3 mar 2026|3 mar|3 de marzo de 2026|martes, 3 de marzo de 2026"),
    ],
)
def test_a_day(name: str, shown: str) -> None:
    speak(name)
    forms = (
        dates.show_date, dates.show_day, dates.show_short_day, dates.show_long_date,
        dates.show_weekday_date,
    )  # fmt: skip
    assert "|".join(form(DAY) for form in forms) == shown


@pytest.mark.parametrize(
    ("name", "number", "money", "debt", "miles", "rate", "share"),
    [
        ("en_GB", "1,234", "£1,234.50", "-£4.50", "1,204.5", "37.4p", "78%"),
        ("de", "1.234", "1.234,50\xa0£", "-4,50\xa0£", "1.204,5", "37,4p", "78\xa0%"),
    ],
)
def test_numbers(
    name: str, number: str, money: str, debt: str, miles: str, rate: str, share: str
) -> None:
    speak(name)
    assert i18n.show_number(1234) == number
    assert i18n.ngettext("{n} member", "{n} members", 1234) == f"{number} members"
    assert (amounts.show_money(123_450), amounts.show_money(-450)) == (money, debt)
    assert (amounts.show_tenths(12_045), amounts.show_rate(374)) == (miles, rate)
    assert show_percent(78) == share
    assert show_time(dt.time(14, 30)) == "14:30"


@pytest.mark.parametrize("name", LOCALES)
@given(day=st.dates(dates.EARLIEST, dates.LATEST))
@settings(max_examples=60)
def test_days_are_read_back_as_they_are_shown_and_in_english(name: str, day: dt.date) -> None:
    english = (
        f"{day:%d/%m/%Y}",
        day.isoformat(),
        f"{day.day} {dates._MONTHS[day.month - 1]} {day.year}",
    )
    speak(name)
    shown = (
        dates.show_date(day), dates.show_day(day), dates.show_long_date(day),
        dates.show_weekday_date(day),
    )  # fmt: skip
    if name != "en_US":  # which writes the month first, as we read no weekday before
        for text in shown:
            assert dates.parse_date(text, DAY) == day, text
    for text in english:
        assert dates.parse_date(text, DAY) == day, text


@pytest.mark.parametrize("name", LOCALES)
@given(value=st.integers(0, amounts.MOST_TENTHS))
@settings(max_examples=60)
def test_amounts_are_read_back_and_data_files_stay_as_they_are(name: str, value: int) -> None:
    speak(name)
    assert amounts.parse_money(amounts.show_money(value)) == value
    assert amounts.parse_money(amounts.show_money(-value)) == -value
    assert amounts.parse_tenths(amounts.show_tenths(value), "miles") == value
    assert amounts.parse_money(amounts.plain_money(value)) == value
    assert amounts.parse_tenths(amounts.plain_tenths(value), "miles") == value
    assert amounts.plain_money(value) == f"{value // 100}.{value % 100:02d}"
    fmt = FormatContext(DAY, PickLists({}))
    assert Whole().parse(Whole().show(value, fmt), fmt) == value


def test_an_amount_that_could_be_two_is_the_language_s_own() -> None:
    speak("de")
    assert amounts.parse_money("1.234") == 123_400
    assert amounts.parse_money("4.50") == 450
    with pytest.raises(AppError):
        amounts.parse_tenths("1,204", "miles")


def test_weekdays_of_the_language_and_of_english() -> None:
    speak("de")
    assert dates.parse_date("Freitag", DAY) == dates.parse_date("fri", DAY) == dt.date(2026, 3, 6)


class Welsh(gettext.NullTranslations):
    """A few words that are typed."""

    def gettext(self, message: str) -> str:
        return {"tomorrow": "yfory", "Yes": "Ie", "No": "Nage"}.get(message, message)


@pytest.mark.parametrize("word", ["yfory", "Yfory", "tomorrow"])
def test_days_are_read_as_the_language_calls_them(word: str) -> None:
    i18n.use(Welsh(), "cy")
    assert dates.parse_date(word, DAY) == dt.date(2026, 3, 4)


@pytest.mark.parametrize(
    ("word", "meant"), [("ie", True), ("Nage", False), ("yes", True), ("No", False)]
)
def test_yes_and_no_are_read_in_both_languages(word: str, meant: bool) -> None:
    i18n.use(Welsh(), "cy")
    assert Flag().parse(word, FormatContext(DAY, PickLists({}))) is meant
