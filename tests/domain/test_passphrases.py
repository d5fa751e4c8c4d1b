"""A new passphrase is long enough wherever it is asked for, or nowhere."""

from __future__ import annotations

import pytest

from facilitator_app.domain.passphrases import GOOD, SHORTEST, strength, too_short


@pytest.mark.parametrize(
    ("passphrase", "enough"),
    [
        ("", False),
        ("seven77", False),
        ("eight888", True),
        ("one more", True),
        ("       a", False),
        ("seven77 ", False),
        ("\t seven77\N{NO-BREAK SPACE}", False),
        (" eight888 ", True),
        ("żółć źrebię", True),
    ],
)
def test_blanks_around_a_passphrase_do_not_make_it_longer(passphrase: str, enough: bool) -> None:
    assert (not too_short(passphrase)) is enough


def test_what_is_too_short_is_told_with_the_number() -> None:
    assert too_short("short") == (
        f"Choose a passphrase of at least {SHORTEST} characters."
        " Three or four words of your own are good."
    )


def test_strength_is_told_in_words() -> None:
    told = [strength("x" * length) for length in (0, SHORTEST - 1, SHORTEST, GOOD - 1, GOOD, 40)]
    assert told[0] == told[1] != told[2] == told[3] != told[4] == told[5]
    assert told[0] == too_short("")
    assert strength(" " * GOOD + "x" * SHORTEST) == told[2]
    assert all(sentence.endswith(".") for sentence in told)
