"""Names written into one cell are taken apart."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facilitator_app.exchange.whole_names import NameParts, split_name


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Megan PRICE-E\u0301VANS", NameParts("Price-Évans", "Megan")),
        ("Megan Price-Évans", NameParts("Price-Évans", "Megan")),
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
        ("👩\u200d👩\u200d👧\u200d👦 Tansy", NameParts("Tansy")),
        ("Rue 👩\u200d👧 Tansy \u2764\ufe0f", NameParts("Tansy", "Rue")),
        ("", NameParts("")),
        ("Mr", NameParts("", "", "Mr")),
        ("CYRIL SNAPDRAGON", NameParts("Snapdragon", "CYRIL")),
        ("Hettie Quillfeather MBE", NameParts("Quillfeather", "Hettie", beyond="MBE")),
        ("Hettie Quillfeather RN BSc", NameParts("Quillfeather", "Hettie", beyond="RN BSc")),
        (
            "Hettie A. Quillfeather, MBE, JP",
            NameParts("Quillfeather", "Hettie A.", beyond="MBE JP"),
        ),
        ("Cyril Snapdragon Esq", NameParts("Snapdragon", "Cyril", beyond="Esq")),
        ("Hettie Quillfeather (Chair)", NameParts("Quillfeather", "Hettie", beyond="Chair")),
        ("Hettie Quillfeather, Chair", NameParts("Quillfeather", "Hettie", beyond="Chair")),
        (
            "Hettie Quillfeather - Vice Chair",
            NameParts("Quillfeather", "Hettie", beyond="Vice Chair"),
        ),
        ("Hettie Tansy née Rue", NameParts("Tansy", "Hettie", beyond="née Rue")),
        ("Tansy (née Rue), Hettie", NameParts("Tansy", "Hettie", beyond="née Rue")),
        ("Robert (Bob) Tansy", NameParts("Tansy", "Robert", known_as="Bob")),
        ("Maureen Tansy (Mo)", NameParts("Tansy", "Maureen", known_as="Mo")),
        ("TANSY, Maureen (“Mo”)", NameParts("Tansy", "Maureen", known_as="Mo")),
        (
            "Rue Tansy (Jo-An) MBE",
            NameParts("Tansy", "Rue", beyond="MBE", known_as="Jo-An"),
        ),
        ("Rue Tansy (carer)", NameParts("Tansy", "Rue", beyond="carer")),
        ("Rue Tansy (Widow)", NameParts("Tansy", "Rue", beyond="Widow")),
        ("Rue Tansy (MBE)", NameParts("Tansy", "Rue", beyond="MBE")),
        ("Rue Tansy (left 2024)", NameParts("Tansy", "Rue", beyond="left 2024")),
        ("Rev. Dr. Rue Tansy", NameParts("Tansy", "Rue", "Rev. Dr.")),
        ("Professor Sir Rue Tansy CBE", NameParts("Tansy", "Rue", "Professor Sir", "CBE")),
        ("Siobhán Ní Tansaigh", NameParts("Ní Tansaigh", "Siobhán")),
        ("Máire Uí Thansaigh", NameParts("Uí Thansaigh", "Máire")),
        ("Caoimhe Nic Tansaigh", NameParts("Nic Tansaigh", "Caoimhe")),
        ("Seán Ó Tansaigh", NameParts("Ó Tansaigh", "Seán")),
        ("Rue Mac Tansy", NameParts("Mac Tansy", "Rue")),
        ("Dai ap Tansy", NameParts("ap Tansy", "Dai")),
        ("Maria del Carmen Tansy", NameParts("del Carmen Tansy", "Maria")),
        ("José da Silva Tansy", NameParts("da Silva Tansy", "José")),
        ("Abd al-Rahman Tansy", NameParts("Tansy", "Abd al-Rahman")),
        ("de la Tansy, Rue", NameParts("de la Tansy", "Rue")),
        ("St John Tansy", NameParts("Tansy", "St John")),
        ("Rue St John", NameParts("St John", "Rue")),
        ("Rob Lord", NameParts("Lord", "Rob")),
        ("Mr Lord", NameParts("Lord", "", "Mr")),
        ("Major Tansy", NameParts("Tansy", "Major")),
        ("Sandy Anderson", NameParts("Anderson", "Sandy")),
    ],
)
def test_names(text: str, parts: NameParts) -> None:
    assert split_name(text) == parts


@pytest.mark.parametrize(
    "text",
    ["Mr & Mrs Tansy", "Mr and Mrs J Tansy", "Rue & Hettie Tansy", "Rue Tansy and Cyril Snapdragon",
     "Rue/Cyril Tansy", "Dr + Mrs Tansy"],
)  # fmt: skip
def test_two_people_in_one_cell_are_told(text: str) -> None:
    assert split_name(text).two


@given(st.text(max_size=40))
@example("JOAN TESTWICK née Rue (Chair) - Treasurer, MBE")
def test_no_letter_is_lost(text: str) -> None:
    parts = split_name(text)
    found = f"{parts.title} {parts.forenames} {parts.surname} {parts.beyond}"
    kept = sorted(c for c in text.casefold() if c.isascii() and c.isalpha())
    assert sorted(c for c in found.casefold() if c.isascii() and c.isalpha()) == kept
