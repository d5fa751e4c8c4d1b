"""Words put on lines: as many as fit the width, in the order in which they are seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from facilitator_app.typeset import bidi
from facilitator_app.typeset.shaped_text import GlyphRun, ShapedWord, TextLine, TextSpan


def wrap_words(words: Iterable[ShapedWord], width: float, space: GlyphRun) -> Iterator[TextLine]:
    """Fill lines one after the other; words without a break between them move together."""
    line: list[ShapedWord] = []
    used = 0.0
    for unit in _unbreakable_groups(words):
        wide = sum(word.width for word in unit)
        gap = space.width if line and unit[0].boundary.space else 0
        if line and used + gap + wide > width:
            yield _make_line(line, space, ended=unit[0].boundary.space)
            line, used, gap = [], 0.0, 0
        used += gap + wide
        line.extend(unit)
    yield _make_line(line, space)


def flush_right(line: TextLine, width: float) -> TextLine:
    """Move a line to the right edge of `width`."""
    indent = width - line.width
    moved = (TextSpan(_shifted(one.glyph_runs, indent), one.actual_text) for one in line.spans)
    return TextLine(tuple(moved), width)


def end_with_space(line: TextLine, space: GlyphRun) -> TextLine:
    """End a line with a blank that is read but takes no room: what follows is another word."""
    if not line.spans:
        return line
    *others, last = line.spans
    if any(part.level for one in line.spans for part in one.glyph_runs):
        return TextLine((*line.spans, TextSpan((replace(space, x=line.width),))), line.width)
    return TextLine((*others, _with_trailing_space(last)), line.width)


def _unbreakable_groups(words: Iterable[ShapedWord]) -> Iterator[list[ShapedWord]]:
    unit: list[ShapedWord] = []
    for word in words:
        if unit and not word.boundary.no_break:
            yield unit
            unit = []
        unit.append(word)
    if unit:
        yield unit


def _make_line(words: Sequence[ShapedWord], space: GlyphRun, *, ended: bool = False) -> TextLine:
    """Put words beside each other.

    A line that is `ended` and goes on below has a blank at its end, or text taken out of the page
    joins its last word to the next.
    """
    if any(part.level for word in words for part in word.glyph_runs):
        line = _make_visual_line(words, space)
        return end_with_space(line, space) if ended else line
    done: list[TextSpan] = []
    x = 0.0
    for at, word in enumerate(words):
        spaced = at > 0 and word.boundary.space
        if spaced:
            x += space.width
        _append_word(done, word, x, space if spaced else None)
        x += word.width
    line = TextLine(tuple(done), x)
    return end_with_space(line, space) if ended else line


def _append_word(done: list[TextSpan], word: ShapedWord, x: float, space: GlyphRun | None) -> None:
    """Add a word at `x`; what one face sets without a break becomes one run."""
    last = done[-1] if done else None
    if (
        last
        and not last.actual_text
        and not word.actual_text
        and _can_merge(last.glyph_runs[-1], word.glyph_runs[0], space)
    ):
        head, *rest = word.glyph_runs
        tail = last.glyph_runs[-1]
        width = x + head.width - tail.x
        joined = GlyphRun(tail.face, tail.text + (" " if space else "") + head.text, tail.x, width)
        done[-1] = TextSpan((*last.glyph_runs[:-1], joined, *_shifted(rest, x)))
        return
    if last and space:
        done[-1] = _with_trailing_space(last)
    done.append(TextSpan(_shifted(word.glyph_runs, x), word.actual_text))


def _can_merge(tail: GlyphRun, head: GlyphRun, space: GlyphRun | None) -> bool:
    """Whether one face sets both; the blanks of other faces than the first have other widths."""
    return tail.face is head.face and (space is None or space.face is tail.face)


def _make_visual_line(words: Sequence[ShapedWord], space: GlyphRun) -> TextLine:
    """Put words where they are seen if some run from the right; they stay as they are read."""
    rows: list[TextSpan] = []
    last: GlyphRun | None = None
    for at, word in enumerate(words):
        if at and word.boundary.space:
            rows.append(TextSpan((replace(space, level=word.boundary.level),)))
        rows.append(TextSpan(tuple(_with_direction_marks(last, word.glyph_runs)), word.actual_text))
        last = word.glyph_runs[-1]
    parts = [part for row in rows for part in row.glyph_runs]
    places, x = [0.0] * len(parts), 0.0
    for at in bidi.visual_order([part.level for part in parts]):
        places[at] = x
        x += parts[at].width
    place = iter(places)
    done = (
        TextSpan(tuple(replace(part, x=next(place)) for part in row.glyph_runs), row.actual_text)
        for row in rows
    )
    return TextLine(tuple(done), x)


def _with_direction_marks(last: GlyphRun | None, parts: Iterable[GlyphRun]) -> Iterator[GlyphRun]:
    """Yield parts, and a mark without width where a name that is read from the right ends.

    Programs that take text out of the page would count blanks and brackets after it as its own.
    """
    mark = bidi.LEFT_TO_RIGHT_MARK
    for part in parts:
        if last and last.level and not part.level and last.face.covers(mark):
            yield GlyphRun(last.face, mark, 0, 0)
        yield part
        last = part


def _shifted(parts: Iterable[GlyphRun], x: float) -> tuple[GlyphRun, ...]:
    return tuple(GlyphRun(p.face, p.text, p.x + x, p.width, p.level) for p in parts)


def _with_trailing_space(span: TextSpan) -> TextSpan:
    """End a span with a blank, so that text taken out of the page keeps its words apart."""
    if span.actual_text:
        return TextSpan(span.glyph_runs, span.actual_text + " ")
    *rest, last = span.glyph_runs
    return TextSpan((*rest, replace(last, text=last.text + " ")))
