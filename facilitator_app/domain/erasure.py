"""What counts as naming a person: what is struck out of other texts when they are erased.

Struck out are, as whole words: e-mail addresses, addresses and telephone numbers, however they are
spaced; two names of the person beside each other in either order, as in names of files too
("joan_bright2", "JoanBright"), or in two fields of one form; and each name alone, as it was typed
or in capitals ("may" is not taken for Mrs May). A value that somebody else has in the same field,
or a name that somebody else has, first or last, is not struck out alone, nor is a name of one or
two letters.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from facilitator_app.domain.collation import fold

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


@dataclass(frozen=True, slots=True)
class NamePattern:
    """Finds a person in a text, and in two fields that hold a name of theirs each.

    pairs: two names, folded, that are the person's where they stand in two fields.
    """

    texts: re.Pattern[str]
    pairs: frozenset[tuple[str, str]]

    def finds(self, text: str) -> bool:
        """Say whether `text` names the person."""
        return self.texts.search(text) is not None

    def strike(self, text: str, mark: str) -> str:
        """Return `text` with `mark` in the place of all that names the person."""
        return self.texts.sub(lambda _found: mark, text)

    def strike_fields(self, values: Mapping[str, object], mark: str) -> dict[str, object]:
        """Return `values` with `mark` in the place of two that name the person together."""
        folded = {k: _folded(v) for k, v in values.items() if isinstance(v, str)}
        there = set(folded.values())
        named = {name for pair in self.pairs if there.issuperset(pair) for name in pair}
        return {k: mark if folded.get(k) in named else v for k, v in values.items()}


def pattern_of(known: Known) -> NamePattern | None:
    """Return what finds a person, None if nothing is theirs alone."""
    exact = {_spaced(one.split()) for one in known.others - known.shared if one.strip()}
    exact |= {_number(one) for one in known.telephones - known.shared} - {""}
    two = () if known.namesake else tuple(_two_of(known.names))
    beside = {f"{_spaced(a.split())}{_BESIDE}{_spaced(b.split())}": (a, b) for a, b in two}
    alone: dict[str, tuple[str, ...]] = {
        _spaced(form.split()): (form,) for one in known.alone() for form in (one, one.upper())
    }
    alone |= {
        re.escape("".join(f"{a} {b}".split())): (a, b)
        for a, b in two
        if a[0].isupper() and b[0].isupper()  # only their capitals part them
    }
    parts = [f"(?i:{_word(one)})" for one in _longest_first(exact)]
    parts += [f"(?i:{_name(one, beside[one])})" for one in _longest_first(beside)]
    parts += [_name(one, alone[one]) for one in _longest_first(alone)]
    pairs = frozenset((_folded(a), _folded(b)) for a, b in two)
    return NamePattern(re.compile("|".join(parts)), pairs) if parts else None


def _word(part: str) -> str:
    """Return `part` as a whole word, be it of digits."""
    return rf"(?<![^\W_]){part}(?![^\W_])"


def _name(part: str, names: Sequence[str]) -> str:
    """Return `part`, which `names` make up, with no letter beside it: a number may stand there."""
    before = "" if names[0][0].isdigit() else r"\d"
    after = "" if names[-1][-1].isdigit() else r"\d"
    return rf"(?<![^\W_{before}]){part}(?![^\W_{after}])"


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


def _folded(name: str) -> str:
    return " ".join(fold(name).split())


def _longest_first(parts: Iterable[str]) -> list[str]:
    return sorted(parts, key=lambda part: (-len(part), part))
