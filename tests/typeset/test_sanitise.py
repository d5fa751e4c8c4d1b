"""Typed text is made fit to print, once and for all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.typeset.sanitise import sanitise


@given(st.text())
def test_sanitising_twice_changes_nothing(typed: str) -> None:
    once = sanitise(typed)
    assert sanitise(once) == once
    assert once.encode().decode() == once
