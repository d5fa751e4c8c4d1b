"""Reads one cell for one field, mends what spreadsheets spoil, and says so in words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from facilitator_app.domain.dates import show_weekday_date
from facilitator_app.domain.errors import AppError
from facilitator_app.exchange.header_matching import Values
from facilitator_app.exchange.near_entries import near_entry
from facilitator_app.exchange.text_folding import fold, fold_header
from facilitator_app.i18n import _
from facilitator_app.spec.kinds import (
    Choice,
    Choices,
    Date,
    Email,
    FormatContext,
    Kind,
    Money,
    Phone,
    Time,
)
from facilitator_app.spec.record import Field

_EXPONENT = re.compile(r"\d(?:[.,]\d+)?\s*[eE]\s*\+?\d+")
_BETWEEN = re.compile(r"[\s().-]")
_WITHOUT_0 = re.compile(r"[123789][0-9]{9}")  # a British number whose 0 a spreadsheet took away
_WITHOUT_PLUS = re.compile(r"44[1-9][0-9]{9}")
_DIGIT = re.compile(r"\d")
_NO_DATE = re.compile(r"0{1,2}[/.-]0{1,2}[/.-]0{2,4}|0")  # Outlook's empty birthday, Excel's zero
_SERIAL = re.compile(r"[1-7]\d{4}(?:\.0+)?")
_SERIAL_ZERO = dt.date(1899, 12, 30)
_CLOCK = re.compile(
    r"(.*\d)[ T,]+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?)(?:Z| ?GMT)?", re.I
)
_WEEKDAY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]? +(?=\d)", re.I)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SECONDS = re.compile(r"(\d{1,2}[:.]\d{2})[:.](\d{2})(?:\.\d+)?(.*)")
_HOURS = re.compile(r"(\d{3,4}|\d{1,2}[:.]\d{2})\s*(?:hrs?|hours|h)\.?", re.I)
_NOON = re.compile(r"(?:12\s*)?(?:noon|midday)", re.I)
_PARTS_OF_PENCE = re.compile(r"-?\d[\d,]*\.\d{3,}")
_IN_BRACKETS = re.compile(r"\((.+)\)")
_ADDRESS = re.compile(r"[^@\s,;<>()\[\]:\"]+@[^@\s,;<>()\[\]:\"]+\.[^@\s,;<>()\[\].:\"]+")
_YOUNG = 16  # years; members are grown up
_LONG = 300  # characters; no cell with an e-mail address has more
_SEVERAL = re.compile(r"[;,/&+\n]|\band\b", re.I)
_NOTHING = re.compile(r"(?:none|nil|nothing)?(?:\sknown)?|n\s?a|unknown|not\s(?:known|applicable)")
_NO_NEED = re.compile(r"no(?:\s(?:access\s)?needs)?|none\s(?:required|needed)")


@dataclass(frozen=True, slots=True)
class ParsedCell:
    """A value that was read, with a word about it; a `problem` has no value.

    rest: of several entries in one cell, those that no list has.
    """

    value: Any = None
    words: str = ""
    problem: bool = False
    rest: str = ""


def parse_cell(
    field: Field, text: str, fmt: FormatContext, shortened: Values, *, near: bool = False
) -> ParsedCell:
    """Return what `text`, already tidied, means for `field`; never raises.

    near: an entry of a pick-list is known by some of its words too, where only one has them.
    """
    try:
        return _read(field, text, fmt, shortened, near=near)
    except AppError as error:
        return ParsedCell(None, str(error), problem=True)


def says_nothing(text: str, of_needs: bool) -> bool:
    """Return whether a cell says that there is nothing to tell: "None", "n/a", "-".

    of_needs: where people have words of their own for what they need, "No" says so too.
    """
    folded = fold(text)
    return bool(_NOTHING.fullmatch(folded) or (of_needs and _NO_NEED.fullmatch(folded)))


def by_words(named: Sequence[tuple[str, int]]) -> dict[str, int | None]:
    """Return ids by the words they go by, in any order; None where two go by the same."""
    found: dict[str, int | None] = {}
    for words, record_id in named:
        key = _any_order(words)
        found[key] = None if key in found else record_id
    return found


def _any_order(words: str) -> str:
    return " ".join(sorted(fold(words).split()))


def name(text: str, named: Mapping[str, int | None]) -> ParsedCell:
    """Return the id of the record that `text` names; `named` is from by_words."""
    folded = _any_order(text)
    if not folded:
        return ParsedCell()
    if folded not in named:
        return ParsedCell(None, _("Nothing in the file is called that."), problem=True)
    if named[folded] is None:
        return ParsedCell(None, _("More than one in the file is called that."), problem=True)
    return ParsedCell(named[folded])


def is_shared(text: str, named: Mapping[str, int | None]) -> bool:
    """Say whether `text` names more than one record; `named` is from by_words."""
    return named.get(_any_order(text), 0) is None


def _read(
    field: Field, text: str, fmt: FormatContext, shortened: Values, *, near: bool
) -> ParsedCell:
    kind = field.kind
    if not text.strip():
        return ParsedCell()
    if isinstance(kind, Choice):
        listed = shortened.get(kind.list, {})
        return _choice(kind, text, lambda part: _code(kind.list, part, fmt, listed, near=near), fmt)
    for one, read in _PARSERS:
        if isinstance(kind, one):
            return read(field, text, fmt)
    return ParsedCell(field.parse(text, fmt))


def _date(field: Field, text: str, fmt: FormatContext) -> ParsedCell:
    if _NO_DATE.fullmatch(text):
        return ParsedCell()
    if not _DIGIT.search(text):
        raise AppError(_("Write a date with day, month and year, such as 3/3/2026."))
    day, clock = text, ""
    if match := _CLOCK.fullmatch(text):
        day, clock = match[1], match[2]
    weekday = _WEEKDAY.match(day)
    day = _WEEKDAY.sub("", day, count=1)
    if _SERIAL.fullmatch(day):
        day = (_SERIAL_ZERO + dt.timedelta(days=int(day[:5]))).isoformat()
    value = field.parse(day, fmt)
    shown = field.show(value, fmt)
    if isinstance(field.kind, Date) and field.kind.past and fmt.today.year - value.year < _YOUNG:
        return ParsedCell(
            value, _("read as {day}: look whether the year is right").format(day=shown)
        )
    if weekday and _WEEKDAYS[value.weekday()] != weekday[1].lower():
        said = _("read as {day}; the list calls it {weekday}: look which is meant")
        name = weekday[0].strip(" .,")
        return ParsedCell(value, said.format(day=show_weekday_date(value), weekday=name))
    if clock.strip("0:. "):
        return ParsedCell(value, _("read as {day}; the time was left out").format(day=shown))
    plain = day in (shown, value.isoformat()) and day in text
    return ParsedCell(value, "" if plain else _("read as {day}").format(day=shown))


def _time(field: Field, text: str, fmt: FormatContext) -> ParsedCell:
    if _NOON.fullmatch(text):
        return ParsedCell(field.parse("12:00", fmt))
    if match := _HOURS.fullmatch(text):
        return ParsedCell(field.parse(match[1].rjust(4, "0"), fmt))
    if match := _SECONDS.fullmatch(text):
        value = field.parse(match[1] + match[3], fmt)
        if not match[2].strip("0"):
            return ParsedCell(value)
        return ParsedCell(value, _("read as {time}").format(time=field.show(value, fmt)))
    value = field.parse(text, fmt)
    told = isinstance(field.kind, Time) and field.kind.is_guessed(text)
    said = _("read as {time}").format(time=field.show(value, fmt)) if told else ""
    return ParsedCell(value, said)


def _money(field: Field, text: str, fmt: FormatContext) -> ParsedCell:
    plain = re.sub(r"(?i)\bGBP\b|£", "", text).strip()
    if match := _IN_BRACKETS.fullmatch(plain):  # how accounts write what is taken off
        plain = f"-{match[1].strip()}"
    if not _PARTS_OF_PENCE.fullmatch(plain):
        return ParsedCell(field.parse(plain, fmt))
    pounds = Decimal(plain.replace(",", "")).quantize(Decimal("0.01"), ROUND_HALF_UP)
    value = field.parse(str(pounds), fmt)
    said = _("rounded to {amount}").format(amount=field.show(value, fmt))
    return ParsedCell(value, "" if Decimal(plain.replace(",", "")) == pounds else said)


def _phone(field: Field, text: str, fmt: FormatContext) -> ParsedCell:
    if _EXPONENT.fullmatch(text):
        raise AppError(_("A spreadsheet has cut this number short. Look it up and type it in."))
    digits = _BETWEEN.sub("", text)
    if _WITHOUT_0.fullmatch(digits):
        whole = "(0" + text[1:] if text[0] == "(" else "0" + text
        said = _("a leading 0 was put back: {number}").format(number=whole)
        return ParsedCell(field.parse(whole, fmt), said)
    if _WITHOUT_PLUS.fullmatch(digits):
        whole = "+" + text
        said = _("a leading + was put back: {number}").format(number=whole)
        return ParsedCell(field.parse(whole, fmt), said)
    return ParsedCell(field.parse(text, fmt))


def _email(field: Field, text: str, fmt: FormatContext) -> ParsedCell:
    try:
        return ParsedCell(field.parse(text.removeprefix("mailto:"), fmt))
    except AppError:
        found = _ADDRESS.findall(text[:_LONG])  # its time grows with the square of the length
        if len(set(found)) != 1 or text.count("@") != len(found):  # nor may half of one be lost
            raise
        value = field.parse(found[0], fmt)
        return ParsedCell(value, _("read as {address}").format(address=value))


def _choice(
    kind: Choice, text: str, code_of: Callable[[str], str | None], fmt: FormatContext
) -> ParsedCell:
    value: Any
    try:
        return ParsedCell(kind.parse(text, fmt) or None)
    except AppError:
        several = isinstance(kind, Choices)
        parts = _SEVERAL.split(text) if several and not code_of(text) else [text]
        codes = {part.strip(): code_of(part) for part in parts if part.strip()}
        found = tuple(dict.fromkeys(code for code in codes.values() if code))
        if not found:
            raise
    value = found if several else found[0]
    shown = kind.show(value, fmt)
    rest = "; ".join(part for part, code in codes.items() if code is None)
    read = text if not rest else "; ".join(part for part, code in codes.items() if code)
    words = _("“{text}” read as {label}").format(text=read, label=shown)
    return ParsedCell(value, words, rest=rest)


def _code(
    name: str, text: str, fmt: FormatContext, shortened: Mapping[str, str], *, near: bool
) -> str | None:
    """Return the code of a label, or of a shortened one if the list has its code."""
    code = fmt.lists.code(name, text.strip()) or shortened.get(fold_header(text), "")
    if code and fmt.lists.entry(name, code):
        return code
    return near_entry(name, text, fmt) if near else None


_PARSERS: Sequence[tuple[type[Kind], Callable[[Field, str, FormatContext], ParsedCell]]] = (
    (Date, _date), (Phone, _phone), (Email, _email), (Time, _time), (Money, _money),
)  # fmt: skip
