"""Which commands are meant by what was typed: by their words, and those of the same sense."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from facilitator_app.gui.command_box_rows import fits
from facilitator_app.i18n import N_, _

NOT_MEANT = 9
_SURE = 4  # letters after which a command is meant
_A_WORD = 3  # letters of a whole word that means one
# Whatever has one of these words in its name is found by the others of its line.
_SAME = (
    N_("delete remove erase bin throw away"),
    N_("add new create make plan"),
    N_("find search look filter"),
    N_("save keep store"),
    N_("choose pick select set"),
    N_("change edit alter correct"),
)


class Findable(Protocol):
    """What is found by words: its own, more of them, and where it belongs."""

    @property
    def words(self) -> str:
        """Its own words."""
        ...

    @property
    def said(self) -> str:
        """Those of them by which it is meant."""
        ...

    @property
    def also(self) -> str:
        """More words to find it by."""
        ...

    @property
    def where(self) -> str:
        """What it belongs to."""
        ...


C = TypeVar("C", bound=Findable)


def without_articles(typed: str) -> str:
    """Return "add member" for "add a member", and so for a question: commands go without."""
    articles = _("a an the my of for who have has we").split()
    return " ".join(word for word in typed.split() if word.casefold() not in articles) or typed


def unlike(commands: Sequence[C], known: Sequence[C]) -> list[C]:
    """Return `commands` without those that differ from one of `known` by an article alone."""
    plain = {without_articles(one.words).casefold(): one.words for one in known}
    return [
        one
        for one in commands
        if plain.get(without_articles(one.words).casefold(), one.words) == one.words
    ]


def found(commands: Sequence[C], typed: str) -> list[C]:
    """Return those of `commands` that have every typed word, the surest first."""
    there = [one for one in commands if fits(typed, _all_words(one))]
    return sorted(there, key=lambda one: meant(one, typed))


def nearest(commands: Sequence[C], typed: str) -> list[C]:
    """Return those that have the most of several typed words, where none has them all.

    What is to be done ("new") counts less than what it is done to.
    """
    words = [word for word in re.findall(r"\w+", typed) if len(word) >= _A_WORD]
    if len(words) < 2:
        return []
    verbs = set(_words(" ".join(map(_, _SAME))))
    weights = {word: 1 if word.casefold() in verbs else 2 for word in words}
    counts = [
        (sum(weights[word] for word in weights if fits(word, _all_words(one))), one)
        for one in commands
    ]
    most = max((count for count, _one in counts), default=0)
    near = [one for count, one in counts if most and count == most]
    return sorted(near, key=lambda one: min(meant(one, word) for word in words))


def meant(one: Findable, typed: str) -> int:
    """Say how sure it is that a command is what was meant, 0 the surest; NOT_MEANT if it is not.

    Its words are what was typed, begin so, hold it in one piece, or hold each of its words; or what
    it is found by too does, alone or together with its own.
    """
    start = " ".join(_words(without_articles(typed)))
    own, also, same = map(_words, (one.said, one.also, _of_same_sense(one.said)))
    said = " ".join(_words(without_articles(" ".join(own))))
    if start and start == said:
        return 0
    together = (said.replace(" ", ""), start.replace(" ", ""))  # "backup" is "back up"
    if len(start) >= _SURE and (said.startswith(start) or together[0].startswith(together[1])):
        return 1
    if len(start) < _A_WORD:
        return NOT_MEANT
    if f" {start} " in f" {said} " or f" {start}s " in f" {said} ":
        return 2
    for at, words in enumerate((own, also, same, [*own, *same], [*own, *also, *same]), 3):
        held = set(words)
        if all(held & {word, f"{word}s"} for word in start.split()):
            return at
    return NOT_MEANT


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _all_words(one: Findable) -> str:
    return f"{one.words} {one.also} {one.where} {_of_same_sense(one.words)}"


def _of_same_sense(words: str) -> str:
    own = set(_words(words))
    return " ".join(line for line in map(_, _SAME) if own & set(_words(line)))
