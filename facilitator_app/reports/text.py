"""Text in points: how wide it is, and its lines within a width."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from facilitator_app.reports import direction
from facilitator_app.reports.blocks import Words, runs
from facilitator_app.reports.cleaning import clean
from facilitator_app.reports.cutting import unbroken
from facilitator_app.reports.lines import Line, Stretch, filled, flush_right
from facilitator_app.reports.words import Joint, Manner, Part, Word, set_words, width_of


def set_lines(words: Words, manner: Manner, width: float) -> tuple[Line, ...]:
    """Break `words` into lines no wider than `width`, at least one line."""
    short = _one_line(words, manner, width)
    if short is not None:
        return (short,)
    face = manner.face
    blank = Part(face, " ", 0, face.width(" ", manner.size))
    lines: list[Line] = []
    for paragraph in _paragraphs(words, manner):
        lines.extend(_lines(paragraph, width, blank))
    return tuple(lines)


def longest(text: str, manner: Manner) -> float:
    """Width of the widest part of `text` that need not be broken."""
    words = re.split("[ \n]", clean(text))
    parts = itertools.chain.from_iterable(unbroken(word) for word in words)
    return max((width_of(part, manner) for part in parts), default=0.0)


def natural(text: str, manner: Manner) -> float:
    """Width of `text` when no line is broken but where it says so."""
    return max(width_of(line, manner) for line in clean(text).split("\n"))


def _one_line(words: Words, manner: Manner, width: float) -> Line | None:
    """The usual case of a table cell: plain text of one face that fits."""
    if not isinstance(words, str) or "\n" in words:
        return None
    text = " ".join(clean(words).split(" ")).strip()
    face = manner.face
    if len(text) * manner.size > 4 * width + 400 or not face.has(text):
        return None
    wide = face.width(text, manner.size)
    if wide > width:
        return None
    return Line((Stretch((Part(face, text, 0, wide),)),) if text else (), wide)


def _paragraphs(words: Words, manner: Manner) -> Iterator[list[tuple[str, Manner]]]:
    """Yield what stands between line breaks, with how it is set."""
    current: list[tuple[str, Manner]] = []
    for run in runs(words):
        bold, italic = manner.bold or run.bold, manner.italic or run.italic
        how = Manner(manner.size, bold, italic, manner.tabular)
        text, *more = clean(run.text).split("\n")
        current.append((text, how))
        for text in more:
            yield current
            current = [(text, how)]
    yield current


def _lines(paragraph: list[tuple[str, Manner]], width: float, blank: Part) -> list[Line]:
    """Break a paragraph; prose that is read from the right stands at the right, not so a name."""
    whole = "".join(text for text, _how in paragraph)
    levels = direction.levels(whole) if direction.turning(whole) else ()
    lines = list(filled(_set(paragraph, levels, width), width, blank))
    if len(lines) == 1 or not direction.is_prose(whole) or not direction.starts_right(whole):
        return lines
    return [flush_right(line, width) for line in lines]


def _set(
    paragraph: list[tuple[str, Manner]], levels: tuple[int, ...], width: float
) -> Iterator[Word]:
    """Set the words of a paragraph; one is glued if no blank stands before it."""
    joint, at = Joint(blank=True), 0
    for text, how in paragraph:
        for token in re.findall(" +|[^ ]+", text):
            own = levels[at : at + len(token)]
            at += len(token)
            if token[0] == " ":
                joint = Joint(blank=True, level=own[0] if own else 0)
            else:
                yield from set_words(token, how, width, joint, own)
                joint = Joint(glued=True)
