"""Dates, times, amounts and their parts as the locale in use writes them (Unicode CLDR).

What was written once is kept: a list draws the same days again and again.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from babel.dates import DateTimePattern, format_time, parse_pattern
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent

from facilitator_app import i18n

JOINT = i18n.N_(", ")
NAMED = i18n.N_("{name}: {value}")
_KEPT = 4096
_MARKS = re.compile(r"[\u200e\u200f\u061c]")  # of the direction of writing


class Form(Enum):
    """How much of a day is written, by the name of its pattern in CLDR."""

    SHORT_DAY = "MMMd"
    DATE = "yMMMd"
    DAY = "yMMMEd"
    LONG = "long"
    FULL = "full"


# British usage has no comma between weekday and day, where CLDR has one.
_ENGLISH = {Form.DAY: "EEE d MMM y", Form.FULL: "EEEE d MMMM y"}


def show_day_as(day: dt.date, form: Form) -> str:
    """Return `day` in one of the locale's forms."""
    return _day(day, form, i18n.locale_name())


@lru_cache(maxsize=_KEPT)
def _day(day: dt.date, form: Form, name: str) -> str:
    return _pattern(form, name).apply(day, i18n.locale())


@lru_cache
def _pattern(form: Form, _name: str) -> DateTimePattern:
    locale = i18n.locale()
    if locale.language == "en" and form in _ENGLISH:
        return parse_pattern(_ENGLISH[form])
    known = locale.date_formats if form in (Form.LONG, Form.FULL) else locale.datetime_skeletons
    found: DateTimePattern = known[form.value]
    return found


def show_time(time: dt.time) -> str:
    """Return "14:30"."""
    return _time(time.hour, time.minute, i18n.locale_name())


@lru_cache(maxsize=_KEPT)
def _time(hour: int, minute: int, _name: str) -> str:
    return format_time(dt.time(hour, minute), "short", locale=i18n.locale())


def join_list(parts: Iterable[str]) -> str:
    """Return "one, two and three"."""
    return format_list(list(parts), locale=i18n.locale())


def join_parts(parts: Iterable[str | None]) -> str:
    """Return "one, two, three" without what is blank: things that stand beside each other."""
    return i18n._(JOINT).join(part for part in parts if part)


def join_facts(parts: Iterable[str]) -> str:
    """Return "one · two": short statements that have nothing to do with each other.

    Some may be whole sentences: before a dot they go without their full stop.
    """
    *before, last = [part for part in parts if part] or [""]
    return " · ".join([*(part.removesuffix(".") for part in before), last])


def as_sentence(words: str) -> str:
    """Return `words` with a full stop, unless they end as a sentence does; "" for ""."""
    whole = not words or words.endswith((".", "!", "?", "…"))
    return words if whole else i18n._("{words}.").format(words=words)


def join_sentences(sentences: Iterable[str]) -> str:
    """Return whole sentences one after the other."""
    return " ".join(one for one in sentences if one)


def name_value(name: str, value: object) -> str:
    """Return "Locality: Malvern"."""
    return i18n._(NAMED).format(name=name, value=value)


def show_decimal(value: Decimal) -> str:
    """Return "1,234.5"."""
    return format_decimal(value, locale=i18n.locale())


def show_pounds(pence: int) -> str:
    """Return "£1,204.50", whatever currency the locale's own country has."""
    return _pounds(pence, i18n.locale_name())


@lru_cache(maxsize=_KEPT)
def _pounds(pence: int, _name: str) -> str:
    return format_currency(Decimal(pence) / 100, "GBP", locale=i18n.locale())


def show_percent(whole: int) -> str:
    """Return "78%" for 78."""
    return format_percent(Decimal(whole) / 100, locale=i18n.locale())


def in_english_figures(text: str) -> str:
    """Return an amount with the locale's marks put as English has them: "1,234.50" of "1.234,50".

    A full stop that cannot part thousands stays what it is in English.
    """
    symbols = i18n.locale().number_symbols["latn"]
    if symbols["decimal"] == ".":
        return text
    group = re.compile(rf"(?<=\d)[{re.escape(symbols['group'])}\s](?=\d{{3}})")
    figures = _MARKS.sub("", text).replace("\N{MINUS SIGN}", "-")
    return ".".join(group.sub(",", part) for part in figures.split(symbols["decimal"]))


def month_names() -> tuple[str, ...]:
    """Return the twelve months as a heading has them: "March"."""
    return _names("months", i18n.locale_name())[0]


def day_names() -> tuple[str, ...]:
    """Return the days of the week from Monday: "Tuesday"."""
    return _names("days", i18n.locale_name())[0]


def short_days() -> tuple[str, ...]:
    """Return the days of the week from Monday as a calendar heads its columns: "Tu"."""
    found = i18n.locale().days["stand-alone"]["short"]
    return tuple(found[key] for key in sorted(found))


def first_weekday() -> int:
    """Return the day with which a week begins, 0 for Monday."""
    return i18n.locale().first_week_day


def short_month(month: int) -> str:
    """Return "Mar" for 3."""
    return _names("months", i18n.locale_name())[1][month - 1]


def months_read() -> tuple[tuple[str, ...], ...]:
    """Return all names of the months, long and short and as they stand in a date."""
    return _names("months", i18n.locale_name())


def days_read() -> tuple[tuple[str, ...], ...]:
    """Return all names of the days of the week from Monday."""
    return _names("days", i18n.locale_name())


@lru_cache(maxsize=8)
def _names(what: str, _name: str) -> tuple[tuple[str, ...], ...]:
    found = getattr(i18n.locale(), what)
    return tuple(
        tuple(found[use][width][key] for key in sorted(found[use][width]))
        for use in ("stand-alone", "format")
        for width in ("wide", "abbreviated")
    )


def date_fillers() -> tuple[str, ...]:
    """Return the words that stand between day, month and year: "de" in Spanish."""
    patterns = (_pattern(form, i18n.locale_name()) for form in (Form.LONG, Form.DATE))
    quoted = (" ".join(re.findall("'([^']*)'", one.pattern)) for one in patterns)
    return tuple({word: "" for one in quoted for word in re.findall(r"[^\W\d_]+", one)})
