"""Lines of text in points: words set in faces that have their letters, broken to a width."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from facilitator_app.reports import fonts
from facilitator_app.reports.blocks import Words, runs
from facilitator_app.reports.cleaning import clean
from facilitator_app.reports.faces import Face

_AFTER = re.compile(r"(?<=[@._/\-–—])(?=[^\s@._/\-–—])")


@dataclass(frozen=True, slots=True)
class Manner:
    """How words are set: size in points, weight, and whether figures have one width."""

    size: float
    bold: bool = False
    italic: bool = False
    tabular: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Text of one face, at `x` from the start of its word or line."""

    face: Face
    text: str
    x: float


@dataclass(frozen=True, slots=True)
class Word:
    """A set word; `said` is its text where the glyphs drawn do not say it."""

    parts: tuple[Part, ...]
    width: float
    said: str
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Parts of a line that are said as one: `said`, or where that is empty as they stand."""

    parts: tuple[Part, ...]
    said: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A set line and its width."""

    stretches: tuple[Stretch, ...]
    width: float


def set_lines(words: Words, manner: Manner, width: float) -> tuple[Line, ...]:
    """Break `words` into lines no wider than `width`, at least one line."""
    short = _one_line(words, manner, width)
    if short is not None:
        return (short,)
    lines: list[Line] = []
    for paragraph in _paragraphs(words, manner, width):
        lines.extend(_broken(paragraph, width, _space(manner)))
    return tuple(lines)


def longest(text: str, manner: Manner) -> float:
    """Width of the widest part of `text` that need not be broken."""
    face = fonts.face(manner.bold, manner.italic, manner.tabular)
    text = clean(text)
    parts = itertools.chain.from_iterable(_AFTER.split(word) for word in re.split("[ \n]", text))
    return max((_width(part, face, manner) for part in parts), default=0.0)


def natural(text: str, manner: Manner) -> float:
    """Width of `text` when no line is broken but where it says so."""
    face = fonts.face(manner.bold, manner.italic, manner.tabular)
    return max(_width(line, face, manner) for line in clean(text).split("\n"))


def _width(text: str, face: Face, manner: Manner) -> float:
    if face.has(text):
        return face.width(text, manner.size)
    words = (fonts.pieces(word, face, manner.bold) for word in text.split(" "))
    wide = sum(piece.face.width(piece.text, manner.size) for word in words for piece in word)
    return wide + text.count(" ") * _space(manner)


def _space(manner: Manner) -> float:
    return fonts.face(manner.bold, manner.italic, manner.tabular).width(" ", manner.size)


def _one_line(words: Words, manner: Manner, width: float) -> Line | None:
    """The usual case of a table cell: plain text of one face that fits."""
    if not isinstance(words, str) or "\n" in words:
        return None
    text = " ".join(clean(words).split(" ")).strip()
    face = fonts.face(manner.bold, manner.italic, manner.tabular)
    if len(text) * manner.size > 4 * width + 400 or not face.has(text):
        return None
    wide = face.width(text, manner.size)
    if wide > width:
        return None
    return Line((Stretch((Part(face, text, 0),)),) if text else (), wide)


def _paragraphs(words: Words, manner: Manner, width: float) -> Iterator[list[Word]]:
    """Yield the words between line breaks; a word is glued if no blank stands before it."""
    current: list[Word] = []
    blank = True
    for run in runs(words):
        how = Manner(
            manner.size, manner.bold or run.bold, manner.italic or run.italic, manner.tabular
        )
        for token in re.findall(r"\n| +|[^ \n]+", clean(run.text)):
            if token[0] == "\n":
                yield current
                current, blank = [], True
            elif token[0] == " ":
                blank = True
            else:
                current.extend(_set(token, how, width, glued=not blank))
                blank = False
    yield current


def _set(token: str, manner: Manner, width: float, glued: bool) -> Iterator[Word]:
    """Set a word; one that is wider than the line comes as parts that fit."""
    word = _word(token, manner, glued)
    if word.width <= width:
        yield word
        return
    for part in _parts(token, manner, width):
        yield _word(part, manner, glued)
        glued = False


def _word(token: str, manner: Manner, glued: bool) -> Word:
    first = fonts.face(manner.bold, manner.italic, manner.tabular)
    parts: list[Part] = []
    x = 0.0
    for piece in fonts.pieces(token, first, manner.bold):
        parts.append(Part(piece.face, piece.text, x))
        x += piece.face.width(piece.text, manner.size)
    exact = "".join(part.text for part in parts if not part.face.shaped) == token
    return Word(tuple(parts), x, "" if exact else token, glued)


def _parts(token: str, manner: Manner, width: float) -> Iterator[str]:
    """Cut a long word after @ . _ / - where that helps, else where the line is full."""
    held = ""
    for part in _AFTER.split(token):
        if held and _word(held + part, manner, False).width > width:
            yield held
            held = ""
        if not held and _word(part, manner, False).width > width:
            *full, rest = _by_letter(part, manner, width)
            yield from full
            held = rest
        else:
            held += part
    if held:
        yield held


def _by_letter(token: str, manner: Manner, width: float) -> list[str]:
    """Cut a word that nothing else can break, by the widths of its letters."""
    widths = {char: max(_word(char, manner, False).width, 0.1) for char in set(token)}
    parts, start, wide = [], 0, 0.0
    for at, char in enumerate(token):
        if at > start and wide + widths[char] > width:
            parts.append(token[start:at])
            start, wide = at, 0.0
        wide += widths[char]
    return [*parts, token[start:]]


def _broken(words: list[Word], width: float, space: float) -> Iterator[Line]:
    """Fill lines one after the other; glued words move together."""
    line: list[Word] = []
    filled = 0.0
    for unit in _units(words):
        wide = sum(word.width for word in unit)
        if line and filled + space + wide > width:
            yield _open_ended(_line(line, space))
            line, filled = [], 0.0
        filled += wide + (space if line else 0)
        line.extend(unit)
    yield _line(line, space)


def _open_ended(line: Line) -> Line:
    """End a line with a blank, or text taken out of the page joins its last word to the next."""
    if not line.stretches:
        return line
    return Line((*line.stretches[:-1], _with_blank(line.stretches[-1])), line.width)


def _units(words: Iterable[Word]) -> Iterator[list[Word]]:
    unit: list[Word] = []
    for word in words:
        if unit and not word.glued:
            yield unit
            unit = []
        unit.append(word)
    if unit:
        yield unit


def _line(words: list[Word], space: float) -> Line:
    """Put words beside each other; what one face sets without a break becomes one stretch."""
    done: list[Stretch] = []
    x = 0.0
    for at, word in enumerate(words):
        blank = "" if at == 0 or word.glued else " "
        x += space if blank else 0
        last = done[-1] if done else None
        if last and not last.said and not word.said and last.parts[-1].face is word.parts[0].face:
            head, *rest = word.parts
            tail = last.parts[-1]
            joined = Part(tail.face, tail.text + blank + head.text, tail.x)
            done[-1] = Stretch((*last.parts[:-1], joined, *_moved(rest, x)))
        else:
            if last and blank:
                done[-1] = _with_blank(last)
            done.append(Stretch(_moved(word.parts, x), word.said))
        x += word.width
    return Line(tuple(done), x)


def _moved(parts: Iterable[Part], x: float) -> tuple[Part, ...]:
    return tuple(Part(part.face, part.text, part.x + x) for part in parts)


def _with_blank(stretch: Stretch) -> Stretch:
    """End a stretch with a blank, so that text taken out of the page keeps its words apart."""
    if stretch.said:
        return Stretch(stretch.parts, stretch.said + " ")
    *rest, last = stretch.parts
    return Stretch((*rest, Part(last.face, last.text + " ", last.x)))
