"""Words in points: set in the faces that have their letters, each to be put on a line."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilitator_app.reports import cutting, direction, fonts
from facilitator_app.reports.faces import Face


@dataclass(frozen=True, slots=True)
class Manner:
    """How words are set: size in points, weight, and whether figures have one width."""

    size: float
    bold: bool = False
    italic: bool = False
    tabular: bool = False

    @property
    def face(self) -> Face:
        """The face that is asked first."""
        return fonts.face(self.bold, self.italic, self.tabular)


@dataclass(frozen=True, slots=True)
class Part:
    """Text of one face at `x` from the start of its word or line; an odd level runs from the right.

    `text` is as it is read, but for signs that stand alone among letters read from the right.
    """

    face: Face
    text: str
    x: float
    width: float
    level: int = 0


@dataclass(frozen=True, slots=True)
class Joint:
    """What is before a word: a blank and its level, nothing, or what it may not be parted from."""

    blank: bool = False
    glued: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """A set word; `said` is its text where the glyphs drawn do not say it."""

    parts: tuple[Part, ...]
    width: float
    said: str
    joint: Joint


def set_words(
    token: str, manner: Manner, width: float, joint: Joint, levels: Sequence[int]
) -> Iterator[Word]:
    """Set what stands between blanks: one word, or signs and parts that fit the line."""
    at = 0
    for sign in cutting.signs(token):
        own = levels[at : at + len(sign)]
        yield from _fitting(sign, manner, width, joint if at == 0 else Joint(), own)
        at += len(sign)


def _fitting(
    token: str, manner: Manner, width: float, joint: Joint, levels: Sequence[int]
) -> Iterator[Word]:
    """Set a word; one that is wider than the line comes as parts that fit."""
    word = _word(token, manner, joint, levels)
    if not word.parts:
        return
    if word.width <= width:
        yield word
        return
    at = 0
    for part in cutting.cut(token, width, lambda text: width_of(text, manner)):
        word = _word(part, manner, joint if at == 0 else Joint(), levels[at : at + len(part)])
        at += len(part)
        if word.parts:
            yield word


def _word(token: str, manner: Manner, joint: Joint, levels: Sequence[int]) -> Word:
    face = manner.face
    if not any(levels) and face.has(token):
        wide = face.width(token, manner.size)
        return Word((Part(face, token, 0, wide),), wide, "", joint)
    parts: list[Part] = []
    x, held = 0.0, ""
    for level, text in _by_level(token, levels):
        for piece in fonts.pieces(text, face, manner.bold):
            shown = direction.turned(piece.text) if level % 2 else piece.text
            wide = piece.face.width(shown, manner.size)
            parts.append(Part(piece.face, shown, x, wide, level))
            x += wide
            held += piece.text
    exact = held == direction.unsteered(token)
    return Word(tuple(parts), x, "" if exact else token, joint)


def _by_level(token: str, levels: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Cut a word where its direction changes, and leave out the signs that changed it."""
    known = zip(levels or itertools.repeat(0), token, strict=False)
    for level, group in itertools.groupby(known, lambda pair: pair[0]):
        if text := direction.unsteered("".join(char for _level, char in group)):
            yield level, text


def width_of(text: str, manner: Manner) -> float:
    """Width of a line in points."""
    face = manner.face
    if face.has(text):
        return face.width(text, manner.size)
    text = direction.unsteered(text)
    words = (fonts.pieces(word, face, manner.bold) for word in text.split(" "))
    wide = sum(piece.face.width(piece.text, manner.size) for word in words for piece in word)
    return wide + text.count(" ") * face.width(" ", manner.size)
