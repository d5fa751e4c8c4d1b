"""Names that Windows cannot keep, and paths that were pasted in quotes."""

from __future__ import annotations

import pytest

from facilitator_app.domain.file_names import refusal, unquoted, unreserved


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("CON", "for a device"),
        ("nul.pdf", "for a device"),
        ("aux.old.csv", "for a device"),
        ("Com7 .txt", "for a device"),
        ("LPT².zip", "for a device"),
        ("CONIN$", "for a device"),
        ("report.", "a dot or a blank"),
        ("report.pdf ", "a dot or a blank"),
        ("console.pdf", ""),
        ("com10.pdf", ""),
        ("a.con", ""),
        (".hidden", ""),
    ],
)
def test_a_name_that_windows_cannot_keep_is_refused(name: str, said: str) -> None:
    assert said in refusal(name)
    assert bool(refusal(name)) is bool(said)


@pytest.mark.parametrize(
    ("name", "fit"), [("Con 2026", "Con 2026"), ("con", "_con"), ("AUX.pdf", "_AUX.pdf")]
)
def test_a_name_made_of_words_avoids_devices(name: str, fit: str) -> None:
    assert unreserved(name) == fit


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (r'"C:\My files\a.facilitator"', r"C:\My files\a.facilitator"),
        ("'/home/fran/a b.zip'", "/home/fran/a b.zip"),
        ("“/home/fran/a.zip”", "/home/fran/a.zip"),
        (' "a.zip" ', "a.zip"),
        ('C:\\Copies"', "C:\\Copies"),
        ("Fran's list.csv", "Fran's list.csv"),
        ('the "old" list.csv', 'the "old" list.csv'),
        (" a.zip", " a.zip"),
        ('"', ""),
        ("", ""),
    ],
)
def test_a_path_that_was_pasted_in_quotes_is_understood(text: str, path: str) -> None:
    assert unquoted(text) == path
