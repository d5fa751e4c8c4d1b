"""Lines of words: filled to a width, drawn in the order in which they are seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from facilitator_app.reports import direction
from facilitator_app.reports.words import Part, Word


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


def filled(words: Iterable[Word], width: float, blank: Part) -> Iterator[Line]:
    """Fill lines one after the other; glued words move together."""
    line: list[Word] = []
    used = 0.0
    for unit in _units(words):
        wide = sum(word.width for word in unit)
        gap = blank.width if line and unit[0].joint.blank else 0
        if line and used + gap + wide > width:
            yield _line(line, blank, ended=unit[0].joint.blank)
            line, used, gap = [], 0.0, 0
        used += gap + wide
        line.extend(unit)
    yield _line(line, blank)


def flush_right(line: Line, width: float) -> Line:
    """Move a line to the right edge of `width`."""
    indent = width - line.width
    moved = (Stretch(_moved(one.parts, indent), one.said) for one in line.stretches)
    return Line(tuple(moved), width)


def _units(words: Iterable[Word]) -> Iterator[list[Word]]:
    unit: list[Word] = []
    for word in words:
        if unit and not word.joint.glued:
            yield unit
            unit = []
        unit.append(word)
    if unit:
        yield unit


def _line(words: Sequence[Word], blank: Part, *, ended: bool = False) -> Line:
    """Put words beside each other.

    A line that is `ended` and goes on below has a blank at its end, or text taken out of the page
    joins its last word to the next.
    """
    if any(part.level for word in words for part in word.parts):
        line = _seen(words, blank)
        after = Stretch((replace(blank, x=line.width),))
        return Line((*line.stretches, after), line.width) if ended else line
    done: list[Stretch] = []
    x = 0.0
    for at, word in enumerate(words):
        spaced = at > 0 and word.joint.blank
        if spaced:
            x += blank.width
        _append(done, word, x, " " if spaced else "")
        x += word.width
    if ended and done:
        done[-1] = _with_blank(done[-1])
    return Line(tuple(done), x)


def _append(done: list[Stretch], word: Word, x: float, blank: str) -> None:
    """Add a word at `x`; what one face sets without a break becomes one stretch."""
    last = done[-1] if done else None
    if last and not last.said and not word.said and _joins(last.parts[-1], word.parts[0], blank):
        head, *rest = word.parts
        tail = last.parts[-1]
        width = x + head.width - tail.x
        joined = Part(tail.face, tail.text + blank + head.text, tail.x, width)
        done[-1] = Stretch((*last.parts[:-1], joined, *_moved(rest, x)))
        return
    if last and blank:
        done[-1] = _with_blank(last)
    done.append(Stretch(_moved(word.parts, x), word.said))


def _joins(tail: Part, head: Part, blank: str) -> bool:
    """Whether one face sets both; the blanks of other faces than the first have other widths."""
    return tail.face is head.face and not (blank and tail.face.shaped)


def _seen(words: Sequence[Word], blank: Part) -> Line:
    """Put words where they are seen if some run from the right; they stay as they are read."""
    rows: list[Stretch] = []
    last: Part | None = None
    for at, word in enumerate(words):
        if at and word.joint.blank:
            rows.append(Stretch((replace(blank, level=word.joint.level),)))
        rows.append(Stretch(tuple(_fenced(last, word.parts)), word.said))
        last = word.parts[-1]
    parts = [part for row in rows for part in row.parts]
    places, x = [0.0] * len(parts), 0.0
    for at in direction.order([part.level for part in parts]):
        places[at] = x
        x += parts[at].width
    place = iter(places)
    done = (
        Stretch(tuple(replace(part, x=next(place)) for part in row.parts), row.said) for row in rows
    )
    return Line(tuple(done), x)


def _fenced(last: Part | None, parts: Iterable[Part]) -> Iterator[Part]:
    """Yield parts, and a mark without width where a name that is read from the right ends.

    Programs that take text out of the page would count blanks and brackets after it as its own.
    """
    mark = direction.LEFT_MARK
    for part in parts:
        if last and last.level and not part.level and last.face.has(mark):
            yield Part(last.face, mark, 0, 0)
        yield part
        last = part


def _moved(parts: Iterable[Part], x: float) -> tuple[Part, ...]:
    return tuple(Part(p.face, p.text, p.x + x, p.width, p.level) for p in parts)


def _with_blank(stretch: Stretch) -> Stretch:
    """End a stretch with a blank, so that text taken out of the page keeps its words apart."""
    if stretch.said:
        return Stretch(stretch.parts, stretch.said + " ")
    *rest, last = stretch.parts
    return Stretch((*rest, replace(last, text=last.text + " ")))
