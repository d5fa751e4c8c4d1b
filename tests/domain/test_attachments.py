"""Which files may be attached, and what they are called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain import attachments as rules

names = st.text(max_size=150)


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("Letter.pdf", "Letter.pdf"),
        ("a/b\\c:d.pdf", "a b c d.pdf"),
        ("../../etc/passwd", "etc passwd"),
        ("CON.txt", "_CON.txt"),
        ("com1", "_com1"),
        ("trailing. . ", "trailing"),
        ("cv\u202efdp.exe", "cv fdp.exe"),
        ("tab\there\n.txt", "tab here.txt"),
        ("  two   blanks .png", "two blanks.png"),
        ("\x00\x01", "File"),
        ("...", "File"),
        ("Siân's café.jpg", "Siân's café.jpg"),
        (".bashrc", "bashrc"),
        ("x" * 200 + ".pdf", "x" * 96 + ".pdf"),
    ],
)
def test_names_are_cleaned_for_every_system(name: str, cleaned: str) -> None:
    assert rules.clean_name(name) == cleaned


@given(names)
def test_a_cleaned_name_is_fit_and_stays(name: str) -> None:
    found = rules.clean_name(name)
    assert found
    assert len(found) <= rules.LONGEST_NAME
    assert rules.clean_name(found) == found
    assert not set(found) & set('\\/:*?"<>|')
    assert found.isprintable()
    assert not found.endswith((".", " "))


@given(names, st.lists(names, max_size=5))
def test_a_name_is_never_given_twice(name: str, others: list[str]) -> None:
    taken: list[str] = []
    for one in [name, *others, name, name.upper()]:
        found = rules.unlike(rules.clean_name(one), taken)
        assert found.casefold() not in {other.casefold() for other in taken}
        assert len(found) <= rules.LONGEST_NAME
        taken.append(found)


def test_a_second_one_gets_a_number_before_its_ending() -> None:
    assert rules.unlike("Letter.pdf", ["letter.PDF"]) == "Letter (2).pdf"
    assert rules.unlike("Letter", ["Letter", "Letter (2)"]) == "Letter (3)"


@pytest.mark.parametrize(
    ("name", "size", "why"),
    [
        ("Letter.pdf", 1, ""),
        ("Photo.JPG", rules.MOST_BYTES, ""),
        ("Photo.JPG", rules.MOST_BYTES + 1, "at most 25 MB can be attached"),
        ("Letter.pdf", 0, "is empty"),
        ("setup.EXE", 10, "is a program"),
        ("notes.pdf.js", 10, "is a program"),
        ("go.sh. ", 10, "is a program"),
        ("Way there.lnk", 10, "leads to one"),
        ("README", 10, ""),
    ],
)
def test_what_cannot_be_attached_is_told(name: str, size: int, why: str) -> None:
    found = rules.refusal(name, size)
    assert why in found if why else found == ""


@pytest.mark.parametrize("ending", sorted(rules.PROGRAMS))
def test_no_program_slips_through_cleaning(ending: str) -> None:
    for name in (f"x.{ending}", f"x.{ending.upper()}...", "y" * 300 + f".{ending}"):
        assert rules.refusal(rules.clean_name(name), 10)


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "1 bytes"), (999, "999 bytes"), (1_000, "1 KB"), (12_400, "12 KB"),
        (999_499, "999 KB"), (999_500, "1 MB"), (2_440_000, "2.4 MB"), (25_000_000, "25 MB"),
    ],
)  # fmt: skip
def test_sizes_in_words(size: int, words: str) -> None:
    assert rules.show_size(size) == words.replace("1 bytes", "1 byte")


JPEG, PDF, NEITHER = b"\xff\xd8\xff\xe0 a photo", b"%PDF-1.7 a letter", b"words"


def test_the_kind_of_a_file_follows_its_content() -> None:
    assert rules.media_type("a.pdf", JPEG) == "image/jpeg"
    assert rules.media_type("a.PDF", PDF) == "application/pdf"
    assert rules.media_type("a.pdf", NEITHER) == "application/octet-stream"
    assert rules.media_type("a.txt", NEITHER) == "text/plain"


@pytest.mark.parametrize(
    ("name", "head", "kept", "said"),
    [
        ("Photo.JPG", JPEG, "Photo.JPG", ""),
        ("Photo.jfif", JPEG, "Photo.jfif", ""),
        ("fake.pdf", JPEG, "fake.jpg", "fake.pdf holds a JPEG picture, and is kept as fake.jpg."),
        ("Letter.docx", PDF, "Letter.pdf", "Letter.docx holds a PDF, and is kept as Letter.pdf."),
        ("photo", JPEG, "photo.jpg", "photo holds a JPEG picture, and is kept as photo.jpg."),
        ("Day 3.11.2026", JPEG, "Day 3.11.2026.jpg", "is kept as Day 3.11.2026.jpg."),
        ("logo.ai", PDF, "logo.ai", ""),
        ("bill.pdf", NEITHER, "bill.pdf", "bill.pdf was attached, but does not hold a PDF"),
        ("notes.txt", NEITHER, "notes.txt", ""),
        ("x" * 96 + ".pdf", JPEG, "x" * 96 + ".jpg", "holds a JPEG picture"),
    ],
)
def test_a_name_gets_the_ending_of_what_is_in_it(
    name: str, head: bytes, kept: str, said: str
) -> None:
    assert rules.fitting(name, head) == kept
    assert rules.fitting(kept, head) == kept
    told = rules.remark(name, kept, head)
    assert said in told if said else told == ""


@pytest.mark.parametrize(
    ("held", "typed", "head", "name"),
    [
        ("Photo.jpg", "Sunset", JPEG, "Sunset.jpg"),
        ("Photo.JPG", "Sunset", JPEG, "Sunset.JPG"),
        ("Photo.jpg", "Sunset.jpg", JPEG, "Sunset.jpg"),
        ("Photo.jpg", "Sunset.JPEG", JPEG, "Sunset.JPEG"),
        ("Photo.jpg", "Sunset.jpg.jpg", JPEG, "Sunset.jpg"),
        ("Photo.jpg", "Visit 3.11.2026", JPEG, "Visit 3.11.2026.jpg"),
        ("Photo.jpg", "J. Smith", JPEG, "J. Smith.jpg"),
        ("Photo.jpg", "Dr.Smith", JPEG, "Dr.Smith.jpg"),
        ("Photo.jpg", "Sunset.png", JPEG, "Sunset.png"),
        ("fake.pdf", "Sunset", JPEG, "Sunset.jpg"),
        ("Letter.docx", "Reply", NEITHER, "Reply.docx"),
        ("list.txt", "list.csv", NEITHER, "list.csv"),
        ("data.xyz", "More", NEITHER, "More.xyz"),
        ("Minutes 3.11.2026", "Minutes", NEITHER, "Minutes"),
        ("README", "Read this", NEITHER, "Read this"),
        ("Photo.jpg", "run.exe", JPEG, "run.exe"),
        ("Photo.jpg", "x" * 200, JPEG, "x" * 96 + ".jpg"),
    ],
)
def test_a_new_name_keeps_the_ending(held: str, typed: str, head: bytes, name: str) -> None:
    assert rules.renamed(held, typed, head) == name


@pytest.mark.parametrize(
    ("held", "name", "head", "why"),
    [
        ("a.jpg", "b.jpeg", JPEG, ""),
        (
            "a.jpg",
            "b.png",
            JPEG,
            "b.png holds a JPEG picture. Leave the ending out, or write .jpg.",
        ),
        ("a.pdf", "b.docx", PDF, "b.docx holds a PDF."),
        ("a.txt", "b.pdf", NEITHER, "b.pdf does not hold a PDF. Leave the ending out"),
        ("a.pdf", "b.pdf", NEITHER, ""),
        ("a.txt", "b.csv", NEITHER, ""),
    ],
)
def test_an_ending_that_does_not_fit_is_refused(
    held: str, name: str, head: bytes, why: str
) -> None:
    found = rules.misfit(held, name, head)
    assert why in found if why else found == ""


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Photo.jpg", "Photo"), ("a.b.JPEG", "a.b"), ("README", "README"),
        ("Minutes 3.11.2026", "Minutes 3.11.2026"), ("data.xyz", "data"),
    ],
)  # fmt: skip
def test_the_stem_is_what_one_types_over(name: str, stem: str) -> None:
    assert rules.stem_of(name) == stem


def test_a_long_name_is_shortened_in_the_middle_of_a_sentence() -> None:
    told = rules.refusal("A letter " + "x" * 210 + " to all.exe", 10)
    assert told.startswith("A letter xxx")
    assert "…" in told
    assert "to all.exe is a program" in told
    assert len(told.partition(" is a program")[0]) <= 40
