"""Tags in a cell: by name, by code, with their framework, several of them, in any order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.exchange.tag_cells import TagReader
from facilitator_app.exchange.text_folding import fold

WORDS = (
    ("Consultation", 1), ("Ladder: Consultation", 1), ("Information", 2),
    ("Ladder: Information", 2), ("Information", 3), ("Wheel: Information", 3),
    ("Inform, consult; decide", 4), ("Wheel: Inform, consult; decide", 4),
)  # fmt: skip
CODES = (("placation", 5), ("Ladder: placation", 5), ("consultation", 6))
READER = TagReader(WORDS, CODES)


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("", ()),
        (" ; , ", ()),
        ("Consultation", (1,)),
        ("CONSULTATION", (1,)),
        ("placation; consultation", (5, 1)),
        ("Ladder: Information, Wheel: Information", (2, 3)),
        ("Inform, consult; decide; Consultation", (4, 1)),
        ("Consultation, consultation", (1,)),
        ("Consultation\nplacation", (1, 5)),
    ],
)
def test_what_a_cell_names(cell: str, items: tuple[int, ...]) -> None:
    assert READER.read(cell) == (items, ())


def test_what_is_not_known_is_told_and_the_rest_is_kept() -> None:
    items, wrong = READER.read("Parking, Consultation; Information")
    assert items == (1,)
    assert [one.partition(":")[0] for one in wrong] == ["Parking", "Information"]
    assert "no such tag" in wrong[0]
    assert "several tags" in wrong[1]


_NAMES = st.lists(st.text("aB é,;: -", min_size=1, max_size=9), unique_by=fold, max_size=8)


@given(_NAMES)
def test_what_was_joined_is_taken_apart_again(names: list[str]) -> None:
    known = [(name, at) for at, name in enumerate(names) if fold(name)]
    for at in range(len(known)):
        assert TagReader(known).read(known[at][0])[0] == (known[at][1],)
    plain = [(f"{name.replace(';', '').replace(',', '')} {at}", at) for name, at in known]
    assert TagReader(plain).read("; ".join(name for name, _at in plain)) == (
        tuple(at for _name, at in plain),
        (),
    )
