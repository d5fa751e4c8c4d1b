"""Finds who is there already, among people in the file and earlier rows of the list.

Everyone stands in a few small groups (the same e-mail address, like-sounding names, a like-sounding
name with the same birth date or postcode), and is compared only within them.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from facilitator_app.digests.exchange import Duplicate, ExistingPerson, RowOutcome
from facilitator_app.exchange.text_folding import fold
from facilitator_app.exchange.whole_names import TITLES

_PARTS = 64  # tables of groups: growing a single one of half a million holds up the window
_MOST = 20  # people compared in one group; namesakes beyond that are told apart by finer groups
_CLEAR, _WITH_EMAIL, _WITH_BIRTH, _WITH_BOTH = 92, 80, 75, 55  # how alike names must be, of 100
_ALIKE = ("aeiouyhw", "bfpv", "cgjkqsxz", "dt", "l", "mn", "r")  # letters that sound alike
_SOUNDS = str.maketrans({c: str(n) for n, letters in enumerate(_ALIKE) for c in letters})


@dataclass(frozen=True, slots=True)
class ComparedPerson:
    """Someone as they are compared: the words of the name folded, in the order of their sound."""

    duplicate: Duplicate
    words: tuple[str, ...]
    born: dt.date | None
    postcode: str
    email: str
    marks: frozenset[int]  # of the birth date: two that share none were not born on the same day
    stands: tuple[str, ...]  # the groups to stand in
    looks: tuple[str, ...]  # the groups to look in


def person(known: ExistingPerson, row: int | None = None) -> ComparedPerson:
    """Return how `known` is compared; `row` is given for someone in the list."""
    words = [word for word in fold(known.name).split() if word not in TITLES]
    stands, looks = _by_initial(words)
    words.sort(key=lambda word: (_sound(word), word))
    names, born = tuple(words[:6]), known.born
    postcode, email = known.postcode.replace(" ", "").upper(), known.email.strip().casefold()
    keys = tuple(_keys(names, born, postcode, email))
    return ComparedPerson(
        Duplicate(known.name, None if row else known.id, row, known.spared), names, born, postcode,
        email, _marks(born), keys + stands, keys + looks,
    )  # fmt: skip


def _by_initial(words: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the groups of a first name's initial to stand in and to look in.

    Two whole first names need no such group, in which many stand: other keys bring them together.
    """
    if len(words) < 2:
        return (), ()
    initial = f"{words[0][0]}{_sound(words[-1])}"
    short, whole = f"s{initial}", f"i{initial}"
    return ((short,), (short, whole)) if len(words[0]) == 1 else ((whole,), (short,))


class DuplicateFinder:
    """Everyone so far; `find` asks who is the same as another, `add` lets one more in."""

    def __init__(self, existing: Iterable[ExistingPerson]) -> None:
        """Start with the people in the file."""
        self._groups: list[dict[str, list[ComparedPerson]]] = [{} for _part in range(_PARTS)]
        for known in existing:
            self.add(person(known))

    def add(self, one: ComparedPerson) -> None:
        """Let `one` in."""
        for key in one.stands:
            group = self._groups[hash(key) % _PARTS].setdefault(key, [])
            if len(group) < _MOST:
                group.append(one)

    def find(self, one: ComparedPerson) -> tuple[RowOutcome, Duplicate] | None:
        """Return whom `one` repeats, and whether it is certain (SAME) or LIKELY."""
        likely: Duplicate | None = None
        for outcome, there in self._judged(one):
            if outcome is RowOutcome.SAME:
                return outcome, there
            likely = likely or there
        return (RowOutcome.LIKELY, likely) if likely else None

    def find_all(self, one: ComparedPerson) -> tuple[Duplicate, ...]:
        """Return everyone whom `one` surely repeats, or if there is nobody, whom it may repeat."""
        judged = tuple(self._judged(one))
        sure = [there for outcome, there in judged if outcome is RowOutcome.SAME]
        found = sure or [there for _outcome, there in judged]
        return tuple({(there.id, there.row): there for there in found}.values())

    def _judged(self, one: ComparedPerson) -> Iterator[tuple[RowOutcome, Duplicate]]:
        """Yield everyone whom `one` may repeat, and whether it is certain (SAME) or LIKELY."""
        seen: set[int] = set()
        born, apart = one.born, one.marks.isdisjoint
        for key in one.looks:
            group = self._groups[hash(key) % _PARTS].get(key, ())
            if born and len(group) == _MOST and key[0] == "p":
                continue  # so many sound like that: those with the same birth date stand together
            for other in group:
                if apart(other.marks) and born and other.born:
                    continue  # nearly all of them: this first look takes a tenth of a comparison
                if id(other) in seen:
                    continue
                seen.add(id(other))
                if (outcome := _judge(one, other)) is not None:
                    yield outcome, other.duplicate

    def forget(self) -> None:
        """Let everyone go by and by: so many freed at once hold up every thread."""
        for part in self._groups:
            while part:
                part.popitem()


def _keys(words: tuple[str, ...], born: dt.date | None, postcode: str, email: str) -> Iterator[str]:
    if email:
        yield f"e{email}"
    codes = sorted({_sound(word) for word in words})
    name = " ".join(words)
    day = born.isoformat() if born else ""
    for detail in (day, postcode, email):
        if detail and name:
            yield f"n{name}|{detail}"
    for code in codes[:4]:
        if day:
            yield f"b{code}{day}"
        if postcode:
            yield f"c{code}{postcode}"
    for pair in itertools.combinations(codes[:4], 2):
        yield "p" + "".join(pair)
    if len(codes) < 2 and name:
        yield f"n{name}"


@lru_cache(maxsize=50_000)
def _sound(word: str) -> str:
    """Return how a word sounds, roughly; the first letter counts by its sound, too (C is K)."""
    if not word.isascii():
        return word[:3]
    digits = word.translate(_SOUNDS)
    run = "".join(digit for digit, _again in itertools.groupby(digits))
    return (run[:1] + run[1:].replace("0", "") + "000")[:4]


def _judge(one: ComparedPerson, other: ComparedPerson) -> RowOutcome | None:
    birth, place, mail = (
        _born(one.born, other.born),
        _same(one.postcode, other.postcode),
        _same(one.email, other.email),
    )
    if birth < 0:
        return None
    proof = birth > 0 or place > 0 or mail > 0
    if one.words == other.words and one.words:
        slip = birth == 0 and one.born is not None and other.born is not None
        if proof and place >= 0 and mail >= 0 and not slip:
            return RowOutcome.SAME
        return RowOutcome.LIKELY if proof or place >= 0 else None
    alike = _alike(one.words, other.words)
    if alike >= _CLEAR and place >= 0:
        return RowOutcome.LIKELY
    needed = _WITH_BIRTH if birth > 0 else _WITH_EMAIL if mail > 0 else _CLEAR
    if birth > 0 and place > 0:
        needed = _WITH_BOTH
    return RowOutcome.LIKELY if alike >= needed else None


def _same(one: str, other: str) -> int:
    """Return 1 for equal, -1 for different, 0 where either is unknown."""
    return 0 if not (one and other) else 1 if one == other else -1


def _marks(born: dt.date | None) -> frozenset[int]:
    """Return what two dates share if `_born` may take them for one: two parts, or all exchanged."""
    if born is None:
        return frozenset()
    year, month, day = born.year, born.month, born.day
    less, more = sorted((month, day))
    return frozenset(
        (
            year * 100 + month,
            1_000_000 + year * 100 + day,
            2_000_000 + month * 100 + day,
            3_000_000 + year * 10_000 + less * 100 + more,
        )
    )


def _born(one: dt.date | None, other: dt.date | None) -> int:
    """Compare as `_same`; day and month exchanged, or one part amiss, says nothing."""
    if not (one and other):
        return 0
    if one == other:
        return 1
    same_year = one.year == other.year
    swapped = same_year and one.day == other.month and one.month == other.day
    same = same_year + (one.month == other.month) + (one.day == other.day)
    return 0 if swapped or same == 2 else -1


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return how alike two names are, 0 to 100; initials and left-out middle names are allowed."""
    if not one or not other:
        return 0.0
    few, many = sorted((one, other), key=len)
    if len(few) > 1 and set(few) <= set(many):
        return 95.0
    initials = {word for word in (*one, *other) if len(word) == 1}
    if initials:
        one, other = (_shortened(words, initials) for words in (one, other))
    return fuzz.ratio(" ".join(one), " ".join(other))


def _shortened(words: tuple[str, ...], initials: set[str]) -> tuple[str, ...]:
    """Cut the one word to its initial that the other name may have shortened."""
    longest = max(words, key=len)
    return tuple(sorted(w[0] if w[0] in initials and w is not longest else w for w in words))
