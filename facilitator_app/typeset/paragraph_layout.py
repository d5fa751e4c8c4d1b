"""Text as lines within a width, and how wide it is; points."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from facilitator_app.typeset import bidi
from facilitator_app.typeset.inline_text import InlineText, as_runs
from facilitator_app.typeset.line_wrapping import end_with_space, flush_right, wrap_words
from facilitator_app.typeset.sanitise import sanitise
from facilitator_app.typeset.shaped_text import (
    GlyphRun,
    ShapedWord,
    TextLine,
    TextSpan,
    WordBoundary,
)
from facilitator_app.typeset.text_style import TextStyle
from facilitator_app.typeset.word_breaking import unbreakable_parts
from facilitator_app.typeset.word_shaping import measure_text, shape_words


def layout_lines(words: InlineText, style: TextStyle, width: float) -> tuple[TextLine, ...]:
    """Break `words` into lines no wider than `width`, at least one line.

    Every line but the last ends with a blank where it ends a word, for whoever has it read aloud.
    """
    short = _single_line(words, style, width)
    if short is not None:
        return (short,)
    space = _space(style)
    lines: list[TextLine] = []
    for paragraph in _paragraphs(words, style):
        if lines:
            lines[-1] = end_with_space(lines[-1], space)
        lines.extend(_layout_paragraph(paragraph, width, space))
    return tuple(lines)


def read_on(lines: tuple[TextLine, ...], style: TextStyle) -> tuple[TextLine, ...]:
    """Return lines after which their element goes on elsewhere on the page, with another word."""
    return (*lines[:-1], end_with_space(lines[-1], _space(style)))


def _space(style: TextStyle) -> GlyphRun:
    return GlyphRun(style.face, " ", 0, style.face.width(" ", style.size))


def min_content_width(text: str, style: TextStyle) -> float:
    """Width of the widest part of `text` that need not be broken."""
    words = re.split("[ \n]", sanitise(text))
    parts = itertools.chain.from_iterable(unbreakable_parts(word) for word in words)
    return max((measure_text(part, style) for part in parts), default=0.0)


def max_content_width(text: str, style: TextStyle) -> float:
    """Width of `text` when no line is broken but where it says so."""
    return max(measure_text(line, style) for line in sanitise(text).split("\n"))


def _single_line(words: InlineText, style: TextStyle, width: float) -> TextLine | None:
    """The usual case of a table cell: plain text of one face that fits."""
    if not isinstance(words, str) or "\n" in words:
        return None
    text = " ".join(sanitise(words).split(" ")).strip()
    face = style.face
    if len(text) * style.size > 4 * width + 400 or not face.covers(text):
        return None
    wide = face.width(text, style.size)
    if wide > width:
        return None
    return TextLine((TextSpan((GlyphRun(face, text, 0, wide),)),) if text else (), wide)


def _paragraphs(words: InlineText, style: TextStyle) -> Iterator[list[tuple[str, TextStyle]]]:
    """Yield what stands between line breaks, with how it is set."""
    current: list[tuple[str, TextStyle]] = []
    for run in as_runs(words):
        run_style = TextStyle(style.size, style.bold or run.bold, style.tabular)
        text, *more = sanitise(run.text).split("\n")
        current.append((text, run_style))
        for text in more:
            yield current
            current = [(text, run_style)]
    yield current


def _layout_paragraph(
    paragraph: list[tuple[str, TextStyle]], width: float, space: GlyphRun
) -> list[TextLine]:
    """Break a paragraph; prose that is read from the right stands at the right, not so a name."""
    whole = "".join(text for text, _style in paragraph)
    levels = bidi.embedding_levels(whole) if bidi.may_contain_rtl(whole) else ()
    lines = list(wrap_words(_shape_paragraph(paragraph, levels, width), width, space))
    if len(lines) == 1 or not bidi.is_rtl_prose(whole) or not bidi.is_rtl_paragraph(whole):
        return lines
    return [flush_right(line, width) for line in lines]


def _shape_paragraph(
    paragraph: list[tuple[str, TextStyle]], levels: tuple[int, ...], width: float
) -> Iterator[ShapedWord]:
    """Shape the words of a paragraph; no line ends before one without a blank before it."""
    boundary, at = WordBoundary(space=True), 0
    for text, style in paragraph:
        for token in re.findall(" +|[^ ]+", text):
            own = levels[at : at + len(token)]
            at += len(token)
            if token[0] == " ":
                boundary = WordBoundary(space=True, level=own[0] if own else 0)
            else:
                yield from shape_words(token, style, width, boundary, own)
                boundary = WordBoundary(no_break=True)
