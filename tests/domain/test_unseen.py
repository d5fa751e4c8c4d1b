"""Characters that nobody sees are dropped, but for those that shape other letters."""

from __future__ import annotations

import datetime as dt

import pytest

from facilitator_app.domain.unseen import visible, without_unseen
from facilitator_app.spec.kinds import Email, FormatContext, Kind, LongText, Phone, Postcode, Text
from facilitator_app.spec.picklists import PickLists


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
        ("Aa\a\x1b[31mBb\x01\x7fCc\x90", "Aa[31mBbCc"),
        ("Jo\x0ban\x1f\tTester\r\n", "Jo an \tTester\r\n"),
        ("\u200d \ufe0f\u200d Joan", "  Joan"),
        ("👩\u200d👧 Joan \u2764\ufe0f", "👩\u200d👧 Joan \u2764\ufe0f"),
    ],
)
def test_what_nobody_sees_is_dropped(typed: str, kept: str) -> None:
    assert visible(typed) == kept


def test_nothing_unseen_is_compared() -> None:
    assert without_unseen("Jo\a\x7fa\ud800n") == "Joan"
    assert without_unseen("پی\u200cپی \u2764\ufe0f") == "پیپی \u2764"


@pytest.mark.parametrize("kind", [Text(), LongText(), Email(), Phone(), Postcode()])
def test_no_kind_of_text_keeps_controls(kind: Kind) -> None:
    fmt = FormatContext(dt.date(2026, 1, 1), PickLists())
    typed = {Email: "a\x07b@x\x7f.org", Phone: "01632\x1b 960\x7f101", Postcode: "AB1\x7f 2CD"}
    kept = kind.parse(typed.get(type(kind), "Aa\a\x1b[31m\x01\x7fCc"), fmt)
    assert kept in ("Aa[31mCc", "ab@x.org", "01632 960101", "AB1 2CD")
