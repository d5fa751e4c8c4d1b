"""Money in pence, miles in tenths, rates in tenths of a penny: whole numbers only."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from facilitator_app.domain.errors import AppError
from facilitator_app.i18n import N_, _
from facilitator_app.locale_formats import in_english_figures, show_decimal, show_pounds

MOST_PENCE = 100_000_000_00
MOST_TENTHS = 99_999_9

_POUNDS = re.compile(
    r"(-?)(?:£|gbp)?\s*(-?)(\d{1,3}(?:,\d{3}){1,3}|\d{1,12})?(?:\.(\d{1,2}))?(?:\s*(?:£|£gb|gbp))?"
)
_REFUSALS = {
    "miles": (
        N_("Write miles as a number, to a tenth at most, such as 22 or 22.5."),
        N_("That is too much to be right. Write it again in miles."),
    ),
    "pence": (
        N_("Write pence as a number, to a tenth at most, such as 22 or 22.5."),
        N_("That is too much to be right. Write it again in pence."),
    ),
    "hours": (
        N_("Write hours as a number, whole or with a half, such as 2 or 2.5."),
        N_("That is too much to be right. Write it again in hours."),
    ),
}
_PENCE = re.compile(r"(\d{1,12})\s*p")
_TENTHS = re.compile(r"(\d{1,3}(?:,\d{3}){1,3}|\d{1,12})?(?:\.(\d))?")


def parse_money(text: str) -> int:
    """Read "4.5", "£4.50" or "80p", or as the locale writes it, as pence; else raise AppError."""
    words = text.strip().lower()
    if match := _PENCE.fullmatch(words):
        return _within(int(match[1]))
    match = _POUNDS.fullmatch(in_english_figures(words))
    if match is None or not (match[3] or match[4]) or (match[1] and match[2]):
        raise AppError(_("Write an amount in pounds, such as 4.50 or £4.50."))
    pence = int((match[3] or "0").replace(",", "")) * 100 + int((match[4] or "0").ljust(2, "0"))
    return _within(-pence if match[1] or match[2] else pence)


def _within(pence: int) -> int:
    if abs(pence) > MOST_PENCE:
        raise AppError(_("That amount is too large to be right. Write it again in pounds."))
    return pence


def show_money(pence: int) -> str:
    """Return "£1,204.50"; a debt is "-£4.50"."""
    return show_pounds(pence)


def plain_money(pence: int) -> str:
    """Return "1204.50", as data files have it everywhere."""
    pounds, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}{pounds}.{rest:02d}"


def parse_hours(text: str, most: int) -> int:
    """Read "2", "2.5", "2½ hours" or "½" as tenths of an hour; raise AppError if it is no half."""
    no_number, too_much = _REFUSALS["hours"]
    words = text.strip().lower().removesuffix("hour").replace("½", ".5")
    tenths = parse_tenths(words, "hours")
    if tenths % 5:
        raise AppError(_(no_number))
    if tenths > most * 10:
        raise AppError(_(too_much))
    return tenths


def parse_tenths(text: str, unit: Literal["miles", "pence", "hours"]) -> int:
    """Read "22" or "22.5", with or without its unit, as tenths; raise AppError otherwise."""
    no_number, too_much = _REFUSALS[unit]
    match = _TENTHS.fullmatch(
        in_english_figures(text.strip().removesuffix(unit).removesuffix(unit[0]).strip())
    )
    if match is None or not (match[1] or match[2]):
        raise AppError(_(no_number))
    tenths = int((match[1] or "0").replace(",", "")) * 10 + int(match[2] or "0")
    if tenths > MOST_TENTHS:
        raise AppError(_(too_much))
    return tenths


def show_tenths(tenths: int) -> str:
    """Return "22" or "22.5", with commas in thousands."""
    return show_decimal(Decimal(tenths) / 10)


def show_hours(tenths: int) -> str:
    """Return "1 hour" or "2.5 hours"."""
    if tenths == 10:
        return _("1 hour")
    return _("{number} hours").format(number=show_tenths(tenths))


def show_miles(tenths: int) -> str:
    """Return "1 mile" or "22.5 miles"."""
    if tenths == 10:
        return _("1 mile")
    return _("{n} miles").format(n=show_tenths(tenths))


def plain_tenths(tenths: int) -> str:
    """Return "1204" or "1204.5", as data files have it everywhere."""
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)


def show_rate(tenths: int) -> str:
    """Return "55p" or "37.4p" for tenths of a penny."""
    return _("{pence}p").format(pence=show_tenths(tenths))


def half_up(numerator: int, denominator: int) -> int:
    """Divide two non-negative whole numbers, rounding half up."""
    return (2 * numerator + denominator) // (2 * denominator)


def percent(part: int, whole: int) -> int:
    """Return `part` of `whole` as a whole percentage, rounded half up; `whole` must not be 0."""
    return half_up(100 * part, whole)
