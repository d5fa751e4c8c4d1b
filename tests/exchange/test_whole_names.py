"""Names written into one cell are taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator_app.exchange.whole_names import Parts, split_name


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("SNAPDRAGON, Cyril", Parts("Snapdragon", "Cyril")),
        ("Quillfeather, Mrs Hettie Rose", Parts("Quillfeather", "Hettie Rose", "Mrs")),
        ("Quillfeather, Hettie (Mrs)", Parts("Quillfeather", "Hettie", "Mrs")),
        ("Mrs Hettie Rose Quillfeather", Parts("Quillfeather", "Hettie Rose", "Mrs")),
        ("Dr. Amrit Thistlewood", Parts("Thistlewood", "Amrit", "Dr.")),
        ("Hettie QUILLFEATHER", Parts("Quillfeather", "Hettie")),
        ("QUILLFEATHER Hettie Rose", Parts("Quillfeather", "Hettie Rose")),
        ("O'MARROW-LEE, Béa", Parts("O'Marrow-Lee", "Béa")),
        ("McTansy, Rue", Parts("McTansy", "Rue")),
        ("Ludo van der Wick", Parts("van der Wick", "Ludo")),
        ("Li Na", Parts("Na", "Li")),
        ("Tansy", Parts("Tansy")),
        ("Mrs Tansy", Parts("Tansy", "", "Mrs")),
        ("Tansy,", Parts("Tansy")),
        ("", Parts("")),
        ("Mr", Parts("", "", "Mr")),
        ("CYRIL SNAPDRAGON", Parts("Snapdragon", "CYRIL")),
    ],
)
def test_names(text: str, parts: Parts) -> None:
    assert split_name(text) == parts


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_letter_is_lost(text: str) -> None:
    parts = split_name(text)
    found = f"{parts.title} {parts.forenames} {parts.surname}"
    kept = sorted(c for c in text.casefold() if c.isascii() and c.isalpha())
    assert sorted(c for c in found.casefold() if c.isascii() and c.isalpha()) == kept
