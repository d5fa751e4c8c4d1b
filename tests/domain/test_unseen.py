"""Characters that nobody sees are dropped, but for those that shape other letters."""

from __future__ import annotations

import pytest

from facilitator_app.domain.unseen import visible, without_unseen


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Jo\u00adan", "Joan"),
        ("\ufeffJoan\u200b", "Joan"),
        ("\u202aJoan\u202c \u2066Smith\u2069\u200e", "Joan Smith"),
        ("Jo\u200dan \u200c", "Joan "),
        ("Jo\u200d\u200b\u200d\u200dan", "Joan"),
        ("پی\u200cپی", "پی\u200cپی"),
        ("می\u200c \u200cab", "می ab"),
        ("Siân’s", "Siân’s"),
    ],
)
def test_what_nobody_sees_is_dropped(typed: str, kept: str) -> None:
    assert visible(typed) == kept


def test_nothing_unseen_is_compared() -> None:
    assert without_unseen("پی\u200cپی \u2764\ufe0f") == "پیپی \u2764"
