"""What counts as naming a person: what is struck out of other texts when they are erased.

Struck out are, as whole words: e-mail addresses, addresses and telephone numbers, however they are
spaced; two names of the person beside each other in either order, as in names of files too
("joan_bright", "JoanBright"); and each name alone, as it was typed or in capitals ("may" is not
taken for Mrs May). A value that somebody else has in the same field, or a name that somebody else
has, first or last, is not struck out alone, nor is a name of one or two letters.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

_SHORTEST = 3
_DIGITS = 6
_BESIDE = r"(?:,?\s+|[\s._-]+)"


@dataclass(frozen=True, slots=True)
class Known:
    """What a person is, or was, known by; namesake: somebody else has the whole of their name.

    shared: values that somebody else has too.
    """

    names: frozenset[str] = frozenset()
    telephones: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    namesake: bool = False

    def joined(self, other: Known) -> Known:
        """Return what a person is known by here and in another copy of the file."""
        return Known(
            self.names | other.names,
            self.telephones | other.telephones,
            self.others | other.others,
            self.shared | other.shared,
            self.namesake or other.namesake,
        )

    def others_too(self) -> list[str]:
        """Return the names that stay where they stand alone, as somebody else has them too."""
        return sorted(self.names & self.shared)

    def alone(self) -> list[str]:
        """Return the names that are struck out wherever they stand."""
        return sorted(
            one for one in self.names - self.shared if len(one) >= _SHORTEST and not one.isdigit()
        )


def pattern_of(known: Known) -> re.Pattern[str] | None:
    """Return what finds a person in a text, None if nothing is theirs alone."""
    others = {_spaced(one.split()) for one in known.others - known.shared if one.strip()}
    numbers = {_number(one) for one in known.telephones - known.shared}
    pairs = set() if known.namesake else set(_pairs(known.names))
    folded = sorted({*others, *pairs, *numbers} - {""}, key=_longest_first)
    alone = {_spaced(form.split()) for one in known.alone() for form in (one, one.upper())}
    if not known.namesake:
        alone |= set(_run_together(known.names))
    parts = [f"(?i:{'|'.join(folded)})"] if folded else []
    parts += sorted(alone, key=_longest_first)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(parts)})(?![^\W_])") if parts else None


def strike(pattern: re.Pattern[str], text: str, mark: str) -> str:
    """Return `text` with `mark` in the place of all that names the person."""
    return pattern.sub(lambda _found: mark, text)


def _pairs(names: Iterable[str]) -> Iterable[str]:
    """Yield two names beside each other."""
    for one, other in _two_of(names):
        yield f"{_spaced(one.split())}{_BESIDE}{_spaced(other.split())}"


def _run_together(names: Iterable[str]) -> Iterable[str]:
    """Yield two names that only their capitals part."""
    for one, other in _two_of(names):
        if one[0].isupper() and other[0].isupper():
            yield re.escape("".join(f"{one} {other}".split()))


def _two_of(names: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Yield every two names in both orders, of several forenames the first one too."""
    whole = {one for one in names if one.strip()}
    forms = whole | {one.split()[0] for one in whole}
    for one, other in itertools.permutations(sorted(forms), 2):
        if one not in other and other not in one:
            yield one, other


def _spaced(words: Iterable[str]) -> str:
    return r"[\s_]+".join(map(re.escape, words))


def _number(telephone: str) -> str:
    digits = [letter for letter in telephone if letter.isdigit()]
    return r"[\s()-]*".join(digits) if len(digits) >= _DIGITS else ""


def _longest_first(part: str) -> tuple[int, str]:
    return -len(part), part
