"""What a list says of pick-lists in other words is found, and what no list has is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from facilitator_app.digests.exchange import PlannedRow
from facilitator_app.exchange.near_entries import near_entry
from facilitator_app.services import exchange
from facilitator_app.services.files import File


@pytest.mark.parametrize(
    ("name", "text", "label"),
    [
        ("access_need", "Large print", "Large print, 18 pt"),
        ("access_need", "large prints", "Large print, 18 pt"),
        ("access_need", "LARGE PRINT 18", "Large print, 18 pt"),
        ("access_need", "18 pt", "Large print, 18 pt"),
        ("access_need", "Blue badge", "Blue Badge parking"),
        ("access_need", "parking", "Blue Badge parking"),
        ("access_need", "a large print", ""),
        ("access_need", "print large enough", ""),
        ("access_need", "pt", ""),
        ("access_need", "", ""),
        ("member_kind", "Bereaved", "Bereaved carer"),
    ],
)
def test_some_words_of_an_entry(file: File, name: str, text: str, label: str) -> None:
    fmt = file.format_context()
    code = near_entry(name, text, fmt)
    assert (fmt.lists.label(name, code) if code else "") == label


def planned(file: File, folder: Path, needs: str) -> PlannedRow:
    """Return what would become of a row with a column of access needs, chosen by hand."""
    path = folder / "list.csv"
    path.write_text(f'Name,Any special requirements\nRue Tansy,"{needs}"\n', "utf-8")
    usual = exchange.preview(file, "member", path).matching
    sources = {**usual.sources, "access_needs": (("Any special requirements",),)}
    (row,) = exchange.preview(
        file, "member", path, matching=replace(usual, sources=sources)
    ).plan.rows
    return row


@pytest.mark.parametrize(
    ("needs", "codes", "words", "told"),
    [
        ("Large print", ("large_print",), None, ["“Large print” read as Large print, 18 pt"]),
        (
            "Blue badge; Large print", ("blue_badge", "large_print"), None,
            ["“Blue badge; Large print” read as Blue Badge parking; Large print, 18 pt"],
        ),
        (
            "a chair by the door", None, "a chair by the door",
            ["It goes into “In their own words” instead."],
        ),
        (
            "Blue badge; a chair by the door", ("blue_badge",), "a chair by the door",
            [
                "“Blue badge” read as Blue Badge parking",
                "It is not in the list. It goes into “In their own words” instead.",
            ],
        ),
    ],
)  # fmt: skip
def test_no_access_need_is_lost(
    file: File, tmp_path: Path, needs: str, codes: tuple[str, ...] | None, words: str | None,
    told: list[str],
) -> None:  # fmt: skip
    row = planned(file, tmp_path, needs)
    assert (row.values.get("access_needs") or None, row.values.get("access_words")) == (
        codes,
        words,
    )
    assert "chair" not in str(row.values.get("notes"))
    said = [one.words for one in row.remarks if one.label == "What they need"]
    assert len(said) == len(told)
    assert all(found.endswith(wanted) for found, wanted in zip(said, told, strict=True))


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        *(("access_needs", one) for one in ("none", "None", "N/A", "-", "No", "nil", "none known")),
        *(("access_words", one) for one in ("None", "n/a", "no")),
        *(("email", one) for one in ("none", "N/A", "-")),
    ],
)
def test_no_need_is_no_access_need(file: File, tmp_path: Path, column: str, cell: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"Name,Something\nRue Tansy,{cell}\n", "utf-8")
    usual = exchange.preview(file, "member", path).matching
    sources = {**usual.sources, column: (("Something",),)}
    (row,) = exchange.preview(
        file, "member", path, matching=replace(usual, sources=sources)
    ).plan.rows
    assert not row.values.get(column)
    assert not row.values.get("access_words")
    assert not row.values.get("notes")
    assert not [one.words for one in row.remarks if one.problem]


def test_a_need_beside_none_is_kept_without_it(file: File, tmp_path: Path) -> None:
    row = planned(file, tmp_path, "Blue badge; none")
    assert (row.values["access_needs"], row.values.get("access_words")) == (("blue_badge",), None)


def test_a_column_that_seems_sensitive_is_named() -> None:
    headers = ("Name", "Access needs", "Special requirements", "Diagnosis", "Town")
    found = exchange.sensitive_columns("member", headers)
    assert {header: target.name for header, target in found.items()} == {
        "Access needs": "access_needs", "Special requirements": "access_needs",
        "Diagnosis": "sites",
    }  # fmt: skip
    assert not exchange.sensitive_columns("claim", headers)


@pytest.mark.parametrize("head", ["Name of person", "Person's name", "Name in full"])
@pytest.mark.parametrize("mail", ["e mail addr.", "Email addr", "Contact e-mail"])
def test_headings_that_people_write(file: File, tmp_path: Path, head: str, mail: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"{head},{mail}\nMaureen Tansy (Mo),mo@example.org\n", "utf-8")
    (row,) = exchange.preview(file, "member", path).plan.rows
    found = {name: row.values.get(name) for name in ("surname", "forenames", "known_as", "email")}
    assert found == {
        "surname": "Tansy", "forenames": "Maureen", "known_as": "Mo", "email": "mo@example.org",
    }  # fmt: skip
    assert not row.values.get("notes")
