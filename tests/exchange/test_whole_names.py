"""Names written into one cell are taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.exchange.whole_names import NameParts, split_name


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("SNAPDRAGON, Cyril", NameParts("Snapdragon", "Cyril")),
        ("Quillfeather, Mrs Hettie Rose", NameParts("Quillfeather", "Hettie Rose", "Mrs")),
        ("Quillfeather, Hettie (Mrs)", NameParts("Quillfeather", "Hettie", "Mrs")),
        ("Mrs Hettie Rose Quillfeather", NameParts("Quillfeather", "Hettie Rose", "Mrs")),
        ("Dr. Amrit Thistlewood", NameParts("Thistlewood", "Amrit", "Dr.")),
        ("Hettie QUILLFEATHER", NameParts("Quillfeather", "Hettie")),
        ("QUILLFEATHER Hettie Rose", NameParts("Quillfeather", "Hettie Rose")),
        ("O'MARROW-LEE, Béa", NameParts("O'Marrow-Lee", "Béa")),
        ("McTansy, Rue", NameParts("McTansy", "Rue")),
        ("Ludo van der Wick", NameParts("van der Wick", "Ludo")),
        ("Li Na", NameParts("Na", "Li")),
        ("Tansy", NameParts("Tansy")),
        ("Mrs Tansy", NameParts("Tansy", "", "Mrs")),
        ("Tansy,", NameParts("Tansy")),
        ("", NameParts("")),
        ("Mr", NameParts("", "", "Mr")),
        ("CYRIL SNAPDRAGON", NameParts("Snapdragon", "CYRIL")),
    ],
)
def test_names(text: str, parts: NameParts) -> None:
    assert split_name(text) == parts


@given(st.text(max_size=40))
def test_no_letter_is_lost(text: str) -> None:
    parts = split_name(text)
    found = f"{parts.title} {parts.forenames} {parts.surname}"
    kept = sorted(c for c in text.casefold() if c.isascii() and c.isalpha())
    assert sorted(c for c in found.casefold() if c.isascii() and c.isalpha()) == kept
