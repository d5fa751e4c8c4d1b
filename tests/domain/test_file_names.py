"""Names that Windows cannot keep, and paths that were pasted in quotes."""

from __future__ import annotations

import pytest

from facilitator_app.domain.file_names import of_words, refusal, unquoted, unreserved


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


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("R&D group", "R&D group"),
        ("Mid & South Essex Cancer Network", "Mid & South Essex Cancer Network"),
        ("St Luke's (north) group", "St Luke's (north) group"),
        ("Minutes PG/2026/03", "Minutes PG 2026 03"),
        ("What now?", "What now"),
        ("con", "_con"),
        ("...", ""),
        ("A long name", "A long"),
    ],
)
def test_words_become_a_name_without_what_some_system_forbids(words: str, name: str) -> None:
    assert of_words(words, 7 if words == "A long name" else 60) == name
