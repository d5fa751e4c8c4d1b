"""The key: SQLCipher's own derivation, and a recovery sheet that finds every slip."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from facilitator_app.clock import FixedClock
from facilitator_app.domain.errors import AppError, WrongPassphrase
from facilitator_app.services import files
from facilitator_app.store.key import Key, derive, from_groups, read_salt
from tests.conftest import PASSPHRASE

KEYS = st.binary(min_size=32, max_size=32).map(Key)
ALPHABET = "BCDFGHJKLMNPQRST"
LETTERS = st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


@given(KEYS)
def test_the_recovery_key_reads_back(key: Key) -> None:
    groups = key.groups()
    assert [len(group) for group in groups] == [5] * 16
    assert from_groups(" ".join(groups)) == key
    assert from_groups("-".join(groups).lower()) == key


@given(KEYS, st.integers(0, 79), LETTERS)
def test_every_slip_of_one_letter_is_found_where_it_is(key: Key, at: int, letter: str) -> None:
    text = "".join(key.groups())
    assume(text[at] != letter)
    with pytest.raises(AppError, match=rf"^Group {at // 5 + 1} of the recovery key"):
        from_groups(text[:at] + letter + text[at + 1 :])


@given(KEYS, st.integers(0, 15), st.integers(0, 15))
def test_groups_that_are_swapped_are_found(key: Key, one: int, other: int) -> None:
    groups = list(key.groups())
    assume(groups[one] != groups[other])
    groups[one], groups[other] = groups[other], groups[one]
    with pytest.raises(AppError, match=r"^Group \d+ of the recovery key is not right"):
        from_groups(" ".join(groups))


@given(KEYS, st.integers(0, 15), st.integers(0, 2))
def test_neighbours_that_are_swapped_are_mostly_found(key: Key, group: int, at: int) -> None:
    text, first = "".join(key.groups()), group * 5 + at
    one, other = text[first], text[first + 1]
    assume((ALPHABET.index(one) - ALPHABET.index(other)) % 8)
    with pytest.raises(AppError, match=rf"^Group {group + 1} of the recovery key"):
        from_groups(text[:first] + other + one + text[first + 2 :])


@given(KEYS, st.integers(0, 79))
def test_a_letter_left_out_is_found(key: Key, at: int) -> None:
    text = "".join(key.groups())
    with pytest.raises(AppError, match="16 groups of five letters"):
        from_groups(text[:at] + text[at + 1 :])


def test_a_key_never_shows_itself() -> None:
    raw = bytes(range(32))
    assert repr(Key(raw)) == "Key()"


def test_other_programs_open_the_file_with_the_passphrase(path: Path) -> None:
    connection = dbapi2.connect(str(path))
    connection.execute(f"PRAGMA key='{PASSPHRASE}'")
    assert connection.execute("SELECT name FROM network").fetchall() == [("Three Valleys",)]
    connection.close()


def test_the_recovery_key_opens_the_file(path: Path, clock: FixedClock) -> None:
    key = derive(PASSPHRASE, read_salt(path))
    opened = files.open_with_sheet(path, " ".join(key.groups()), clock)
    assert opened.recovery_key() == key.groups()
    opened.close()


def test_the_key_of_another_file_does_not(path: Path, clock: FixedClock) -> None:
    with pytest.raises(WrongPassphrase):
        files.open_file(path, Key(bytes(32)), clock)
