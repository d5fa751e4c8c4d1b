"""Finds out how the letters of a text file are encoded; what is in doubt is marked, not hidden.

Marks stand in the text itself, for one record may run over several lines; `unmarked` takes them out
of a cell and says what they were.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from facilitator_app.digests.exchange import ENCODINGS, TWICE
from facilitator_app.exchange.refusals import cut_short, not_a_list
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_parts

_BYTE_ORDER = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PART = 1_000_000  # characters
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff]")
_UNREAD = re.compile(r"[\x00-\x08\x0e-\x1b\ufffd\ufffe\uffff]")
_FEW = 50  # lines to one that may hold what no text has; a picture has more
_SOME, _SHARE = 10, 8  # such characters in a short text, and letters to each
_BESIDE, _DROPPED, _LOST = "\uf8f0", "\uf8f1", "\ufffd"
_MARKS = re.compile(f"[{_BESIDE}{_DROPPED}]")
_CELL = re.compile(r"[^,;\t\r\n\" ]+")
_NO_TEXT = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"PK\x03\x04")
# What Windows shows, and what other programs make, of the later bytes of a letter of UTF-8.
_TAIL = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore") + "".join(map(chr, range(0x80, 0xA0)))
_ENCODED_TWICE = re.compile(
    f"[\u00c2-\u00df][{re.escape(_TAIL)}]|[\u00e0-\u00ef][{re.escape(_TAIL)}]{{2}}"
    f"|[\u00f0-\u00f4][{re.escape(_TAIL)}]{{3}}"
)


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The text of a file, perhaps with marks in it, and its encoding; `encodings` as of a Sheet."""

    text: str
    told: tuple[str, ...] = ()
    encodings: tuple[str, ...] = ()

    @property
    def marked(self) -> bool:
        """Whether any cell may need `unmarked`."""
        return any(mark in self.text for mark in (_BESIDE, _DROPPED, _LOST))


def decode(data: bytes, encoding: str = "") -> DecodedText:
    """Return the text of `data`, in `encoding` or in that which is found out.

    Raises AppError if it is no text or stops inside a character.
    """
    if data.startswith(_NO_TEXT):
        raise not_a_list()
    data = data.rstrip(b"\x1a")
    if encoding:
        read = _chosen(data, encoding)
        return DecodedText(_without_controls(read), (), _from(encoding))
    text, used = _found(data)
    text = _without_controls(text.removeprefix("\ufeff"))
    if used == "cp1252":
        return DecodedText(text, (_doubt(text),), _from(used))
    if (offer := offer_once(text)) or _BESIDE in text:
        return DecodedText(text, offer, _from(used))
    return DecodedText(text)


def unmarked(cell: str) -> tuple[str, tuple[str, ...]]:
    """Return a cell without marks, and what is to be said of it."""
    said = []
    plain = _MARKS.sub("", cell)
    if _BESIDE in cell:
        words = _("“{text}” is encoded unlike the rest of the list.")
        said.append(words.format(text=_short(plain)))
    if _DROPPED in cell:
        said.append(
            _("A character that cannot be shown was taken out of “{text}”.").format(
                text=_short(plain)
            )
        )
    if _LOST in cell:
        said.append(_("A letter of “{text}” cannot be read.").format(text=_short(plain)))
    return plain, tuple(said)


def once(text: str) -> str:
    """Return text that was encoded twice as it was meant."""
    return _ENCODED_TWICE.sub(lambda found: _meant(found[0]), text)


def offer_once(text: str) -> tuple[str, ...]:
    """Return a sentence if any word was encoded twice: how it stands there, how it was meant."""
    if text.isascii():
        return ()
    # a part at a time, for one search of a long text would hold up the window
    parts = range(0, len(text), _PART)
    for found in (one for at in parts for one in _ENCODED_TWICE.finditer(text, at, at + _PART + 3)):
        if _meant(found[0]) != found[0]:
            around = text[max(0, found.start() - 40) : found.end() + 40]
            word = next(one for one in _CELL.findall(around) if found[0] in one)
            words = _(
                "“{shown}” looks like “{meant}”, encoded twice. Choose “{encoding}” to read the "
                "list so."
            )
            encoding = _(ENCODINGS[TWICE])
            return (words.format(shown=word, meant=once(word), encoding=encoding),)
    return ()


def _found(data: bytes) -> tuple[str, str]:
    for mark, encoding in _BYTE_ORDER:
        if data.startswith(mark):
            rest = data[len(mark) :]
            return (_utf8(rest)[0] if encoding == "utf-8" else _strict(rest, encoding)), encoding
    if 4 * data[:4000].count(0) >= len(data[:4000]):
        # Without a mark, the half of the bytes that is mostly zero tells how UTF-16 is laid out.
        odd, even = data[1:4000:2].count(0), data[0:4000:2].count(0)
        return _strict(data, "utf-16-le" if odd > even else "utf-16-be"), "utf-16"
    return _utf8(data)


def _utf8(data: bytes) -> tuple[str, str]:
    """Read UTF-8, odd lines of it as Windows letters; all as those if no line is UTF-8."""
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        sound = not data[: error.start].isascii()
        if error.reason == "unexpected end of data" and error.start > 3 and sound:
            raise cut_short() from None
    lines = data.splitlines(keepends=True)
    read = [_line(line) for line in lines]
    if not any(text is not None and not text.isascii() for text in read):
        return data.decode("cp1252", "replace"), "cp1252"
    return "".join(
        text if text is not None else _odd(line) for text, line in zip(read, lines, strict=True)
    ), "utf-8"


def _line(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _odd(line: bytes) -> str:
    """Read a line of Windows letters in a list that is UTF-8, each such letter marked."""
    return re.sub(r"([^\x00-\x7f])", rf"{_BESIDE}\1", line.decode("cp1252", "replace"))


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise (cut_short() if "truncated" in error.reason else not_a_list()) from None


def _chosen(data: bytes, encoding: str) -> str:
    if encoding == "utf-16":
        return _strict(data, encoding if data.startswith(_UTF16) else "utf-16-le")
    if encoding not in ("utf-8", TWICE):
        return data.decode(encoding, "replace")
    text, _used = _utf8(data.removeprefix(codecs.BOM_UTF8))
    return once(text) if encoding == TWICE else text


def _without_controls(text: str) -> str:
    """Mark the few characters that no text has; raise AppError if they are not few."""
    # a part at a time, for one search of a long text would hold up the window
    parts = range(0, len(text), _PART)
    found = sum(len(_UNREAD.findall(text, at, at + _PART)) for at in parts)
    if not found:
        return text
    some = "\0" not in text and found <= min(_SOME, len(text) // _SHARE)
    if found > 1 + text.count("\n") // _FEW and not some:
        raise not_a_list()
    return _CONTROL.sub(_DROPPED, text)


def _doubt(text: str) -> str:
    words = list(dict.fromkeys(re.findall(r"\w*[^\W\x00-\x7f]\w*", text)))[:4]
    return _(
        "This file does not say how its letters are encoded. Look whether these are right, and "
        "choose another encoding if not: {words}."
    ).format(words=join_parts(words) or "–")


def _meant(letters: str) -> str:
    codes = bytes(
        ord(one) if ord(one) < 256 else one.encode("cp1252", "replace")[0] for one in letters
    )
    try:
        return codes.decode("utf-8")
    except UnicodeDecodeError:
        return letters


def _from(used: str) -> tuple[str, ...]:
    """Return every encoding, the one used first."""
    return (used, *(one for one in ENCODINGS if one != used))


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
