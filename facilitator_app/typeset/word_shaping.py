"""Words in the typefaces that have their letters, measured and ready to be put on a line."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from facilitator_app.typeset import bidi, font_selection, word_breaking
from facilitator_app.typeset.shaped_text import GlyphRun, ShapedWord, WordBoundary
from facilitator_app.typeset.text_style import TextStyle


def shape_words(
    token: str, style: TextStyle, width: float, boundary: WordBoundary, levels: Sequence[int]
) -> Iterator[ShapedWord]:
    """Shape what stands between blanks: one word, or ideographs and parts that fit the line."""
    at = 0
    for sign in word_breaking.split_at_ideographs(token):
        own = levels[at : at + len(sign)]
        yield from _shape_to_width(sign, style, width, boundary if at == 0 else WordBoundary(), own)
        at += len(sign)


def _shape_to_width(
    token: str, style: TextStyle, width: float, boundary: WordBoundary, levels: Sequence[int]
) -> Iterator[ShapedWord]:
    """Shape a word; one that is wider than the line comes as parts that fit."""
    word = _shape_word(token, style, boundary, levels)
    if not word.glyph_runs:
        return
    if word.width <= width:
        yield word
        return
    at = 0
    for part in word_breaking.break_word(token, width, lambda text: measure_text(text, style)):
        word = _shape_word(
            part, style, boundary if at == 0 else WordBoundary(), levels[at : at + len(part)]
        )
        at += len(part)
        if word.glyph_runs:
            yield word


def _shape_word(
    token: str, style: TextStyle, boundary: WordBoundary, levels: Sequence[int]
) -> ShapedWord:
    face = style.face
    if not any(levels) and face.covers(token):
        wide = face.width(token, style.size)
        return ShapedWord((GlyphRun(face, token, 0, wide),), wide, "", boundary)
    parts: list[GlyphRun] = []
    x, held = 0.0, ""
    for level, text in _split_by_level(token, levels):
        for piece in font_selection.font_runs(text, face, style.bold):
            shown = bidi.visual_text(piece.text) if level % 2 else piece.text
            wide = piece.face.width(shown, style.size)
            parts.append(GlyphRun(piece.face, shown, x, wide, level))
            x += wide
            held += piece.text
    exact = held == bidi.strip_bidi_controls(token)
    return ShapedWord(tuple(parts), x, "" if exact else token, boundary)


def _split_by_level(token: str, levels: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Cut a word where its direction changes, and leave out the signs that changed it."""
    known = zip(levels or itertools.repeat(0), token, strict=False)
    for level, group in itertools.groupby(known, lambda pair: pair[0]):
        if text := bidi.strip_bidi_controls("".join(char for _level, char in group)):
            yield level, text


def measure_text(text: str, style: TextStyle) -> float:
    """Width of a line in points."""
    face = style.face
    if face.covers(text):
        return face.width(text, style.size)
    text = bidi.strip_bidi_controls(text)
    words = (font_selection.font_runs(word, face, style.bold) for word in text.split(" "))
    wide = sum(piece.face.width(piece.text, style.size) for word in words for piece in word)
    return wide + text.count(" ") * face.width(" ", style.size)
