"""Kinds of value: how each is typed, shown, kept in the journal and written to data files."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any, ClassVar

from facilitator_app.domain import amounts, dates
from facilitator_app.domain.collation import fold
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.unseen import visible
from facilitator_app.i18n import _, show_number
from facilitator_app.locale_formats import in_english_figures, join_parts, show_time
from facilitator_app.spec.picklists import PickLists

_HASH = re.compile(r"[0-9a-f]{64}")
_CODE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")  # how the entries of pick-lists are stored


@dataclass(frozen=True, slots=True)
class FormatContext:
    """What is needed to read and show values: the date and the pick-lists."""

    today: dt.date
    lists: PickLists


@dataclass(frozen=True, slots=True)
class Kind:
    """Text of one line, and the pattern for every other kind; blank is always None.

    parse/show are for people; write/read for data files; plain/from_plain for JSON, where a value
    is of the type `held`.
    """

    held: ClassVar[type] = str

    most: int = 200

    def parse(self, text: str, fmt: FormatContext) -> Any:
        """Return the value of what a person typed; raise AppError with what to type."""
        value = " ".join(visible(text).split())
        if len(value) > self.most:
            raise AppError(_("Keep this to {most} characters.").format(most=show_number(self.most)))
        return value

    def show(self, value: Any, fmt: FormatContext) -> str:
        """Return what people see; the words of a reference come from its row instead."""
        return str(value)

    def tell(self, value: Any, fmt: FormatContext) -> str:
        """Return what people see where no label stands beside it: with its unit, if it has one."""
        return self.show(value, fmt)

    def write(self, value: Any, fmt: FormatContext) -> str:
        """Return the value for a data file."""
        return str(value)

    def read(self, text: str, fmt: FormatContext) -> Any:
        """Return the value from a data file; at least what `write` gave."""
        return self.parse(text, fmt)

    def plain(self, value: Any) -> str | int | float | bool:
        """Return the value as JSON has it."""
        result: str | int | float | bool = value
        return result

    def from_plain(self, value: Any) -> Any:
        """Return the value from what `plain` gave."""
        return value

    def restore(self, plain: Any) -> Any:
        """Return the value from what an older version's `plain` gave; ValueError if unfit now."""
        if type(plain) is not self.held:
            message = f"{plain!r} is no {self.held.__name__}"
            raise ValueError(message)
        return self.from_plain(plain)


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """One line of words; capitals: whatever is typed is kept in capitals."""

    capitals: bool = False

    def parse(self, text: str, fmt: FormatContext) -> str:
        """Set the words in capitals where they stand so."""
        value: str = Kind.parse(self, text, fmt)
        return value.upper() if self.capitals else value


@dataclass(frozen=True, slots=True)
class LongText(Kind):
    """Paragraphs of words."""

    most: int = 20_000

    def parse(self, text: str, fmt: FormatContext) -> str:
        """Keep line breaks; drop blank ends and trailing blanks."""
        lines = visible(text).replace("\r\n", "\n").split("\n")
        value = "\n".join(line.rstrip() for line in lines).strip()
        if len(value) > self.most:
            raise AppError(_("Keep this to {most} characters.").format(most=show_number(self.most)))
        return value


class Email(Kind):
    """An e-mail address."""

    def parse(self, text: str, fmt: FormatContext) -> str:
        """Ask for one @ with something on both sides; nothing more can be known offline."""
        value = visible(text).strip()
        if len(value) > self.most or not re.fullmatch(
            r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+", value
        ):
            raise AppError(_("Write an e-mail address, such as joan@example.org."))
        return value


class Phone(Kind):
    """A telephone number, kept as it was written."""

    def parse(self, text: str, fmt: FormatContext) -> str:
        """Keep digits with their spaces; a note such as "ext 4" or "(work)" may follow."""
        value = " ".join(visible(text).split())
        if not 5 <= sum(map(str.isdigit, value)) <= 20 or len(value) > 60:
            raise AppError(_("Write a telephone number, such as 01684 496 0142."))
        return value


class Postcode(Kind):
    """A postcode; British ones are set in capitals with their blank."""

    def parse(self, text: str, fmt: FormatContext) -> str:
        """Set "gl205aa" as "GL20 5AA"; leave foreign codes as they are."""
        value = " ".join(visible(text).upper().split())
        close = re.sub(r"[ -]", "", value)
        if match := re.fullmatch(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})", close):
            return f"{match[1]} {match[2]}"
        if len(value) > 12:
            raise AppError(_("Write a postcode, such as GL20 5AA."))
        return value


@dataclass(frozen=True, slots=True)
class Whole(Kind):
    """A whole number from `least` to `most`."""

    held: ClassVar[type] = int

    most: int = 1_000_000
    least: int = 0

    def parse(self, text: str, fmt: FormatContext) -> int:
        """Read digits; commas in thousands may stand."""
        words = in_english_figures(text.strip()).replace(",", "")
        if not re.fullmatch(r"-?[0-9]{1,19}", words) or not self.least <= int(words) <= self.most:
            raise AppError(
                _("Write a whole number from {least} to {most}.").format(
                    least=show_number(self.least), most=show_number(self.most)
                )
            )
        return int(words)

    def show(self, value: int, fmt: FormatContext) -> str:
        """Return digits with commas in thousands."""
        return show_number(value)


class Money(Kind):
    """An amount in pence."""

    held: ClassVar[type] = int

    def parse(self, text: str, fmt: FormatContext) -> int:
        """Read pounds, or pence with a p."""
        return amounts.parse_money(text)

    def show(self, value: int, fmt: FormatContext) -> str:
        """Return "£4.50"."""
        return amounts.show_money(value)

    def write(self, value: int, fmt: FormatContext) -> str:
        """Return pounds with two decimals."""
        return amounts.plain_money(value)


class Miles(Kind):
    """A distance in tenths of a mile."""

    held: ClassVar[type] = int

    def parse(self, text: str, fmt: FormatContext) -> int:
        """Read miles with at most one decimal."""
        return amounts.parse_tenths(text, "miles")

    def show(self, value: int, fmt: FormatContext) -> str:
        """Return "22" or "22.5"."""
        return amounts.show_tenths(value)

    def tell(self, value: int, fmt: FormatContext) -> str:
        """Return "22.5 miles"."""
        return amounts.show_miles(value)

    def write(self, value: int, fmt: FormatContext) -> str:
        """Return the number without commas."""
        return amounts.plain_tenths(value)


class Hours(Miles):
    """A length of whole or half hours, in tenths of an hour; the file holds hours."""

    MOST: ClassVar[int] = 100

    def parse(self, text: str, fmt: FormatContext) -> int:
        """Read hours, whole or with a half."""
        return amounts.parse_hours(text, self.MOST)

    def tell(self, value: int, fmt: FormatContext) -> str:
        """Return "2.5 hours"."""
        return amounts.show_hours(value)

    def plain(self, value: int) -> int | float:
        """Return hours: 2 or 2.5, as files had them when they were whole."""
        return value / 10 if value % 10 else value // 10

    def from_plain(self, value: float) -> int:
        """Return tenths of an hour."""
        return round(value * 10)

    def restore(self, plain: Any) -> int:
        """Take whole hours, and halves."""
        if type(plain) not in (int, float) or plain * 2 % 1:
            message = f"{plain!r} are no hours"
            raise ValueError(message)
        return self.from_plain(plain)


class Rate(Miles):
    """A rate in tenths of a penny (for a mile)."""

    def parse(self, text: str, fmt: FormatContext) -> int:
        """Read pence with at most one decimal."""
        return amounts.parse_tenths(text.strip().lower(), "pence")

    def show(self, value: int, fmt: FormatContext) -> str:
        """Return "55p" or "37.4p"."""
        return amounts.show_rate(value)

    def tell(self, value: int, fmt: FormatContext) -> str:
        """Return it as it is shown: the unit is there."""
        return self.show(value, fmt)


@dataclass(frozen=True, slots=True)
class Date(Kind):
    """A day; `past`: it cannot lie ahead (births); `looks`: which is meant without a year."""

    past: bool = False
    looks: dates.Looks = dates.Looks.NEAREST

    def parse(self, text: str, fmt: FormatContext) -> dt.date:
        """Read a date as people write it."""
        found = dates.parse_date(text, fmt.today, past=self.past, looks=self.looks)
        if self.past and found > fmt.today:
            raise AppError(_("This day is still to come. Write a day in the past."))
        return found

    def show(self, value: dt.date, fmt: FormatContext) -> str:
        """Return "3 Mar 2026"."""
        return dates.show_date(value)

    def write(self, value: dt.date, fmt: FormatContext) -> str:
        """Return the ISO form."""
        return value.isoformat()

    def plain(self, value: dt.date) -> str:
        """Return the ISO form."""
        return value.isoformat()

    def from_plain(self, value: str) -> dt.date:
        """Read the ISO form."""
        return dt.date.fromisoformat(value)


_TIME = re.compile(r"(\d{1,2})(?:[:.]?([0-5]\d))?\s*([ap])?\.?m?\.?")
_AFTERNOON = frozenset("123456")  # hours at which nobody meets at night


class Time(Kind):
    """A time of day, to the minute."""

    def is_guessed(self, text: str) -> bool:
        """Say whether `text` is read as the afternoon without saying so."""
        match = _TIME.fullmatch(text.strip().lower())
        return match is not None and not match[3] and match[1] in _AFTERNOON

    def parse(self, text: str, fmt: FormatContext) -> dt.time:
        """Read "10", "10.30", "2:15 pm" or "1400"; "2" is the afternoon, and "02:00" the night."""
        match = _TIME.fullmatch(text.strip().lower())
        hour = int(match[1]) if match else 99
        if match and match[3]:
            hour = hour % 12 + (12 if match[3] == "p" else 0) if 1 <= hour <= 12 else 99
        elif self.is_guessed(text):
            hour += 12
        if match is None or hour > 23:
            raise AppError(_("Write a time, such as 10:30 or 2 pm."))
        return dt.time(hour, int(match[2] or 0))

    def show(self, value: dt.time, fmt: FormatContext) -> str:
        """Return "10:30"."""
        return show_time(value)

    def write(self, value: dt.time, fmt: FormatContext) -> str:
        """Return "10:30"."""
        return value.strftime("%H:%M")

    def plain(self, value: dt.time) -> str:
        """Return "10:30"."""
        return value.strftime("%H:%M")

    def from_plain(self, value: str) -> dt.time:
        """Read "10:30"."""
        return dt.time.fromisoformat(value)


class Flag(Kind):
    """Yes or no."""

    held: ClassVar[type] = bool

    def parse(self, text: str, fmt: FormatContext) -> bool:
        """Read yes/no in the language in use or in English, true/false, 1/0, y/n."""
        word = fold(text.strip())
        if word in ("yes", "y", "true", "1", "x", fold(_("Yes"))):
            return True
        if word in ("no", "n", "false", "0", fold(_("No"))):
            return False
        raise AppError(_("Write yes or no."))

    def show(self, value: bool, fmt: FormatContext) -> str:
        """Return "Yes" or "No"."""
        return _("Yes") if value else _("No")

    def write(self, value: bool, fmt: FormatContext) -> str:
        """Return "true" or "false", as data packages have it."""
        return "true" if value else "false"


@dataclass(frozen=True, slots=True)
class Choice(Kind):
    """One code of the pick-list `list`; `none` are the words for a blank where it is chosen."""

    list: str = ""
    none: str = ""

    def parse(self, text: str, fmt: FormatContext) -> str:
        """Read a label or a code, in any case."""
        code = fmt.lists.code(self.list, text)
        if code is None:
            words = [e.label for e in fmt.lists.offered(self.list)]
            if not words:
                raise AppError(
                    _("There is nothing to choose yet: add it under Settings, Pick-lists.")
                )
            some = join_parts(words[:6]) + (" …" if len(words) > 6 else "")
            raise AppError(_("Choose one of: {words}.").format(words=some))
        return code

    def show(self, value: str, fmt: FormatContext) -> str:
        """Return the label."""
        return fmt.lists.label(self.list, value)

    def read(self, text: str, fmt: FormatContext) -> Any:
        """Take a code as it stands, even one that this file's list lacks; else read as typed."""
        return text if _CODE.fullmatch(text) else self.parse(text, fmt)


@dataclass(frozen=True, slots=True)
class Choices(Choice):
    """Any number of codes of the pick-list `list`, as a tuple."""

    def parse(self, text: str, fmt: FormatContext) -> tuple[str, ...]:  # type: ignore[override]  # several codes where Choice has one
        """Read labels or codes apart by semicolons, or by commas where no label has one."""
        one = Choice(list=self.list)
        mark = ";" if ";" in text or fmt.lists.code(self.list, text) else ","
        parts = [part for part in text.split(mark) if part.strip()]
        return tuple(dict.fromkeys(one.parse(part, fmt) for part in parts))

    def show(self, value: tuple[str, ...], fmt: FormatContext) -> str:  # type: ignore[override]  # as above
        """Return the labels with semicolons between them."""
        return "; ".join(fmt.lists.label(self.list, code) for code in value)

    def write(self, value: tuple[str, ...], fmt: FormatContext) -> str:
        """Return the codes with semicolons between them."""
        return ";".join(value)

    def read(self, text: str, fmt: FormatContext) -> tuple[str, ...]:
        """Read what `write` gave; else as typed."""
        parts = text.split(";")
        return tuple(parts) if all(map(_CODE.fullmatch, parts)) else self.parse(text, fmt)

    def plain(self, value: tuple[str, ...]) -> str:
        """Return the codes with semicolons between them."""
        return ";".join(value)

    def from_plain(self, value: str) -> tuple[str, ...]:
        """Read codes with semicolons between them."""
        return tuple(value.split(";")) if value else ()


@dataclass(frozen=True, slots=True)
class Ref(Kind):
    """Another record, by its id; an `owned` one is removed together with its owner.

    within: the field beside it that the one of that name in the other record must agree with.
    """

    held: ClassVar[type] = int

    record: str = ""
    owned: bool = False
    within: str = ""

    def parse(self, text: str, fmt: FormatContext) -> int:
        """Read an id; names are looked up where the records are at hand."""
        if not re.fullmatch(r"[0-9]{1,19}", text.strip()) or int(text) >= 2**63:
            raise AppError(_("Choose one from the list."))
        return int(text)


@dataclass(frozen=True, slots=True)
class File(Kind):
    """Bytes that are kept apart, by their SHA-256; `size` names the field with their number."""

    size: str = ""

    def parse(self, text: str, fmt: FormatContext) -> str:
        """Read a SHA-256 in hex digits."""
        if not _HASH.fullmatch(text.strip().lower()):
            raise AppError(_("This is not the mark of a file. Attach the file instead."))
        return text.strip().lower()


ALL: tuple[type[Kind], ...] = (
    Text, LongText, Email, Phone, Postcode, Whole, Money, Miles, Hours, Rate, Date, Time, Flag,
    Choice, Choices, Ref, File,
)  # fmt: skip
