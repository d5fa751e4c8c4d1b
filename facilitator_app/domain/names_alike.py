"""Whether two written names are those of one person, however each was written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from facilitator_app.domain.collation import fold
from facilitator_app.domain.names import folded, whole_name

_TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady",
     "rev", "revd", "reverend", "canon", "father", "sister", "cllr", "councillor", "nurse", "capt",
     "captain", "major", "colonel", "pp")
)  # fmt: skip
_AFTER = frozenset(
    ("mbe", "obe", "cbe", "kbe", "dbe", "bem", "jp", "dl", "esq", "esquire", "rgn", "srn", "frcp",
     "frcs", "frcn", "mrcp", "mrcgp", "phd", "msc", "bsc", "chair")
)  # fmt: skip
_SENIOR, _JUNIOR = frozenset(("sr", "snr", "senior")), frozenset(("jr", "jnr", "junior", "ii"))
_PARTICLES = frozenset(
    ("o", "d", "de", "du", "da", "di", "del", "della", "la", "le", "les", "van", "von", "der",
     "den", "ter", "ten", "el", "al", "bin", "binti", "ibn", "ap", "ab")
)  # fmt: skip
_TWO_PEOPLE = re.compile(r"\s(?:and|for|on behalf of|per)\s|[&/;+]", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[“”\"][^)\]“”\"]*[)\]“”\"]")
_CAPITAL_WITHIN = re.compile(r"\bO(?=[A-Z][a-z])")  # "ODowda" is O'Dowda
_WRITTEN_IN_TWO = {"ä": "ae", "ö": "oe", "ø": "oe", "ü": "ue", "å": "aa"}
_IN_TWO = str.maketrans(
    _WRITTEN_IN_TWO | {one.upper(): two.title() for one, two in _WRITTEN_IN_TWO.items()}
)
_IN_ONE = str.maketrans({"æ": "a", "Æ": "A", "œ": "o", "Œ": "O"})
_MAY_BE_ONE = re.compile(r"(a)[ae]|([ou])e", re.IGNORECASE)
_INITIALS = 3  # letters that may stand for as many names
_SURE = 5  # letters of a name in which one may be mistyped


class Alike(IntEnum):
    """How far two names are alike: of two people, perhaps of one, of one."""

    NO = 0
    PERHAPS = 1
    SAME = 2


class _Given(IntEnum):
    OTHER = 0
    ABSENT = 1
    FIRST_LETTER = 2
    FULL = 3


class _Surname(IntEnum):
    OTHER = 0
    ABSENT = 1
    FIRST_LETTER = 2
    NEARLY = 3
    PART = 4
    FULL = 5


@dataclass(frozen=True, slots=True)
class PersonName:
    """What a person is called: first names, surname, and the name that she goes by."""

    forenames: str = ""
    surname: str = ""
    known_as: str = ""

    def __str__(self) -> str:
        """Return the whole name."""
        return whole_name(self.forenames, self.surname)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a name: folded words, whether it is turned round, and which of two."""

    given: tuple[str, ...]
    surname: tuple[str, ...]
    turned: bool = False
    generation: str = ""


def alike(person: PersonName | str, other: PersonName | str) -> Alike:
    """Return how far two names are alike, each known in its parts or written in one.

    Case, accents, titles, letters after the name, apostrophes and order count for nothing, nor
    whether "ü" is written "u" or "ue". Two letters for one where no accent shows it, an initial, a
    surname or first name alone, half a surname, one mistyped letter or the same surname with
    another first name may mean the same person: that is to be asked.
    """
    mine, theirs = str(person).strip(), str(other).strip()
    if not mine or not theirs:
        return Alike.NO
    if folded(mine) == folded(theirs):
        return Alike.SAME
    best = _best(
        _readings(person) + _readings(_changed(person, _in_two)),
        _readings(other) + _readings(_changed(other, _in_two)),
    )
    if best is Alike.NO:  # "Mueller" and "Muller": neither shows that it is "Müller"
        ones = _best(_readings(_changed(person, _in_one)), _readings(_changed(other, _in_one)))
        best = min(ones, Alike.PERHAPS)
    if best is Alike.NO and (_are_initials(mine, theirs) or _are_initials(theirs, mine)):
        return Alike.PERHAPS
    return best


def _best(readings: tuple[_Reading, ...], others: tuple[_Reading, ...]) -> Alike:
    found = (_compare(one, other) for one in {*readings} for other in {*others})
    return max(found, default=Alike.NO)


def _changed(name: PersonName | str, write: Callable[[str], str]) -> PersonName | str:
    """Return a name with each of its parts written another way."""
    if isinstance(name, str):
        return write(name)
    return PersonName(write(name.forenames), write(name.surname), write(name.known_as))


def _in_two(text: str) -> str:
    """Return a text with letters as languages write them in two: "Müller" as "Mueller"."""
    return unicodedata.normalize("NFC", text).translate(_IN_TWO)


def _in_one(text: str) -> str:
    """Return a text with two letters that may stand for one as that, bare: "Mueller" as "Muller".

    What it makes of "Joel" is no name: it serves to ask, never to be sure.
    """
    plain = unicodedata.normalize("NFC", text).translate(_IN_ONE)
    return _MAY_BE_ONE.sub(lambda found: found[1] or found[2], plain)


def _readings(name: PersonName | str) -> tuple[_Reading, ...]:
    found = _of_text(name) if isinstance(name, str) else _of_person(name)
    return tuple(dict.fromkeys(found))


def _of_person(name: PersonName) -> Iterator[_Reading]:
    forenames, (surname, generation) = _words(name.forenames), _apart(_words(name.surname))
    if forenames and surname:
        yield _Reading(tuple(forenames), surname, generation=generation)
    else:
        yield from _in_order([*forenames, *surname])
    known = _words(name.known_as)
    if alone := tuple(one for one in known if one not in surname):
        yield _Reading(alone, surname, generation=generation)
    if len(known) > 1:
        yield from _in_order(known)


def _of_text(text: str) -> Iterator[_Reading]:
    for part in _TWO_PEOPLE.split(text):
        plain = _BRACKETS.sub(" ", part)
        for one in dict.fromkeys((part, plain)):
            first, comma, rest = one.partition(",")
            yield from _in_order(_words(first))
            if comma:
                surname, generation = _apart(_words(first))
                yield _Reading(tuple(_words(rest)), surname, generation=generation)


def _in_order(words: list[str]) -> Iterator[_Reading]:
    """Yield the ways to read words that no comma parts."""
    kept, generation = _apart(words)
    if len(kept) == 1:
        yield _Reading((), kept, generation=generation)
        yield _Reading(kept, (), generation=generation)
    for at in range(1, len(kept)):
        yield _Reading(kept[:at], kept[at:], generation=generation)
        yield _Reading(kept[at:], kept[:at], turned=True, generation=generation)


def _apart(words: list[str]) -> tuple[tuple[str, ...], str]:
    """Return the words without what tells father and son apart, and that."""
    kept = tuple(one for one in words if one not in _SENIOR | _JUNIOR)
    if not kept or len(kept) == len(words):
        return tuple(words), ""
    return kept, "senior" if _SENIOR & {*words} else "junior"


def _words(text: str | None) -> list[str]:
    """Return the folded words of a name, without titles before it and letters after it."""
    plain = fold(_CAPITAL_WITHIN.sub("O'", text or ""))
    words = [one for one in re.split(r"[^\w']+", plain) if re.search(r"[^\W_]", one)]
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    while len(words) > 2 and words[-1] in _AFTER:
        words = words[:-1]
    return words


def _compare(one: _Reading, other: _Reading) -> Alike:
    surname = _compare_surnames(one.surname, other.surname)
    given = _compare_given(one.given, other.given)
    same = given is _Given.FULL and (surname is _Surname.FULL or not (one.surname or other.surname))
    if same:
        return Alike.SAME if one.generation == other.generation else Alike.PERHAPS
    if one.turned or other.turned:  # of what may as well be read as it stands
        return Alike.NO
    return Alike.PERHAPS if _may_be(surname, given) else Alike.NO


def _may_be(surname: _Surname, given: _Given) -> bool:
    if surname in (_Surname.FULL, _Surname.PART):
        return True
    if surname is _Surname.NEARLY:
        return given is not _Given.OTHER
    if surname is _Surname.FIRST_LETTER:
        return given in (_Given.FULL, _Given.FIRST_LETTER)
    return surname is _Surname.ABSENT and given is _Given.FULL


def _compare_surnames(one: tuple[str, ...], other: tuple[str, ...]) -> _Surname:
    if not one or not other:
        return _Surname.ABSENT
    keys, others = _keys(one), _keys(other)
    if keys & others:
        return _Surname.FULL
    if _parts(one) & _parts(other):
        return _Surname.PART
    short, long = sorted((_joined(one), _joined(other)), key=len)
    if len(short) == 1:
        initials = {key[0] for key in (keys if len(_joined(one)) > 1 else others)}
        return _Surname.FIRST_LETTER if short in initials else _Surname.OTHER
    nearly = _is_nearly(short, long) or long == f"o{short}"
    return _Surname.NEARLY if nearly else _Surname.OTHER


def _joined(words: tuple[str, ...]) -> str:
    return "".join(words).replace("'", "")


def _keys(surname: tuple[str, ...]) -> set[str]:
    """Return how a surname may be written in one, with its particle and without."""
    found = {_joined(surname), _joined(tuple(_pieces(surname)))}
    return {re.sub(r"^mac(?=\w{3})", "mc", one) for one in found if one}


def _pieces(surname: tuple[str, ...]) -> list[str]:
    """Return the parts of a surname that mean something alone: no "O'", no "van der"."""
    apart = [piece for word in surname for piece in word.split("'") if piece]
    return [one for one in apart if one not in _PARTICLES] or apart


def _parts(surname: tuple[str, ...]) -> set[str]:
    return {one for one in _pieces(surname) if len(one) > 1}


def _compare_given(one: tuple[str, ...], other: tuple[str, ...]) -> _Given:
    if not one or not other:
        return _Given.ABSENT
    fewer, more = sorted(([_plain(w) for w in one], [_plain(w) for w in other]), key=len)
    alike_words = [max(_compare_words(word, among) for among in more) for word in fewer]
    if all(alike_words):
        return max(alike_words)
    initials = "".join(word[0] for word in more)
    written = fewer[0] if len(fewer) == 1 else ""
    clustered = 1 < len(written) <= _INITIALS and initials.startswith(written)
    return _Given.FIRST_LETTER if clustered else _Given.OTHER


def _plain(word: str) -> str:
    return word.replace("'", "")


def _compare_words(one: str, other: str) -> _Given:
    short, long = sorted((one, other), key=len)
    if len(short) == 1 and long.startswith(short):
        return _Given.FIRST_LETTER
    if one == other:
        return _Given.FULL
    return _Given.FIRST_LETTER if _is_nearly(short, long) else _Given.OTHER


def _is_nearly(short: str, long: str) -> bool:
    """Say whether one letter was mistyped, left out or swapped with its neighbour."""
    if len(long) < _SURE or len(long) - len(short) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[:at] + short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long


def _are_initials(short: str, long: str) -> bool:
    """Say whether a name was written by its first letters alone: "JW", "B. O'D."."""
    letters = _joined(tuple(_words(short)))
    words = [word for word in _words(long) if len(word) > 1]
    if not 1 < len(letters) <= _INITIALS or len(words) < 2:
        return False
    pieces = [piece for piece in words[-1].split("'") if piece]
    firsts = [word[0] for word in words]
    last = "".join(piece[0] for piece in pieces)
    return letters in ("".join(firsts), firsts[0] + firsts[-1], firsts[0] + last)
