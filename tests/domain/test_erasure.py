"""What is struck out when a person is erased, and what is left alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.erasure import Known, pattern_of

JOAN = Known(
    names=frozenset({"Joan Mary", "Quillfeather", "Jo"}),
    telephones=frozenset({"0113 496 0001"}),
    others=frozenset({"joan@quill.example", "3 Mill Lane\nWexcombe", "WX1 4AB"}),
)


def struck(text: str, known: Known = JOAN) -> str:
    pattern = pattern_of(known)
    assert pattern is not None
    return pattern.strike(text, "…")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Joan Mary Quillfeather rang", "… rang"),
        ("joan quillfeather rang", "… rang"),
        ("Quillfeather, Joan", "…"),
        ("Ring Jo Quillfeather's brother", "Ring …'s brother"),
        ("Mrs Quillfeather and QUILLFEATHER", "Mrs … and …"),
        ("Quillfeathers and aQuillfeather", "Quillfeathers and aQuillfeather"),
        ("a quillfeather in a hat", "a quillfeather in a hat"),
        ("Jo alone is too short", "Jo alone is too short"),
        ("Joan alone was not typed like that", "Joan alone was not typed like that"),
        ("Write to JOAN@quill.example.", "Write to …."),
        ("xjoan@quill.example", "xjoan@quill.example"),
        ("Ring 01134960001 or 0113-496-0001", "Ring … or …"),
        ("10113 496 0001", "10113 496 0001"),
        ("at 3 Mill  Lane Wexcombe, wx1 4ab", "at …, …"),
        ("Joan\nQuillfeather", "…"),
        ("scan_QUILLFEATHER_joan.pdf", "scan_….pdf"),
        ("joan-quillfeather and joan.quillfeather", "… and …"),
        ("JoanQuillfeather.txt, QuillfeatherJoan", "….txt, …"),
        ("joan_mary_quillfeather_2", "…_2"),
        ("JoanQuillfeather2.txt, 1joan quillfeather", "…2.txt, 1…"),
        (
            "2joan@quill.example, 3 Mill Lane Wexcombe2",
            "2joan@quill.example, 3 Mill Lane Wexcombe2",
        ),
        ("joanquillfeather, xJoanQuillfeather", "joanquillfeather, xJoanQuillfeather"),
        ("Ideas of Joan Quillfeather_x", "Ideas of …_x"),
    ],
)
def test_texts(text: str, left: str) -> None:
    assert struck(text) == left


@pytest.mark.parametrize(
    ("values", "left"),
    [
        (("Joan", "Bright"), ("…", "…")),
        (("BRIGHT ", "joan"), ("…", "…")),
        (("Joan", "Smith", "Bright"), ("…", "Smith", "…")),
        (("Joan", "Smith"), ("Joan", "Smith")),
        (("Joan Mary", "Joan"), ("Joan Mary", "Joan")),
        (("Joan", ("Bright",), 3, None), ("Joan", ("Bright",), 3, None)),
    ],
)
def test_two_names_in_two_fields(values: tuple[object, ...], left: tuple[object, ...]) -> None:
    names = frozenset({"Joan Mary", "Bright"})
    pattern = pattern_of(Known(names=names, shared=names))
    assert pattern is not None
    fields = {f"field {at}": value for at, value in enumerate(values)}
    assert tuple(pattern.strike_fields(fields, "…").values()) == left


def test_a_name_that_ends_in_a_digit_is_no_part_of_a_longer_number() -> None:
    known = Known(names=frozenset({"Ada", "Bench 6"}))
    assert struck("Ada Bench 6, Bench 6, Bench 61", known) == "…, …, Bench 61"


def test_what_somebody_else_has_too_is_struck_out_only_beside_another_name() -> None:
    known = Known(
        names=frozenset({"Joan", "Bright"}),
        telephones=frozenset({"0113 496 0001"}),
        shared=frozenset({"Joan", "0113 496 0001"}),
    )
    assert struck("Joan Smith, Joan Bright, Bright; 0113 496 0001", known) == (
        "Joan Smith, …, …; 0113 496 0001"
    )


def test_a_namesake_keeps_the_name() -> None:
    names = frozenset({"Joan", "Bright"})
    assert pattern_of(Known(names=names, shared=names, namesake=True)) is None


def test_nothing_is_known_of_nobody() -> None:
    assert pattern_of(Known()) is None


def test_two_copies_know_more_than_one() -> None:
    both = Known(names=frozenset({"Old", "Ann"})).joined(Known(names=frozenset({"New", "Ann"})))
    assert struck("Ann Old, Ann New", both) == "…, …"


NAMES = st.text(st.characters(categories=["L"]), min_size=3, max_size=9)


@given(NAMES, NAMES, st.text(max_size=30), st.text(max_size=30))
def test_a_whole_name_never_stays(one: str, other: str, before: str, after: str) -> None:
    known = Known(names=frozenset({one, other}))
    text = f"{before} {one} {other} {after}"
    left = struck(text, known)
    assert re.search(rf"(?<!\w){re.escape(one)}(?!\w)", left) is None
    assert struck(left, known) == left


@given(st.text(max_size=60))
def test_a_text_without_the_name_is_as_it_was(text: str) -> None:
    assert struck(text) == text or "uillf" in text.casefold() or any(c.isdigit() for c in text)
