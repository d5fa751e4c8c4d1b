"""What a file is, by its first bytes, and which endings belong to it."""

from __future__ import annotations

import pytest

from facilitator_app.domain import file_kinds

HEADS = {
    "application/pdf": b"%PDF-1.7\n",
    "image/jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    "image/png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "image/gif": b"GIF89a\x01\x00",
    "image/webp": b"RIFF\x24\x00\x00\x00WEBPVP8 ",
    "image/bmp": b"BM\x46\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00",
}


def test_all_that_is_shown_has_a_mark() -> None:
    assert set(HEADS) == file_kinds.SHOWN


@pytest.mark.parametrize("kind", HEADS)
@pytest.mark.parametrize("suffix", ["", "pdf", "jpg", "docx", "xyz"])
def test_what_is_shown_goes_by_its_first_bytes(kind: str, suffix: str) -> None:
    assert file_kinds.shown_kind(suffix, HEADS[kind]) == kind
    assert file_kinds.kind_of(suffix, HEADS[kind]) == kind


@pytest.mark.parametrize(
    ("suffix", "head", "kind"),
    [
        ("pdf", b"words", file_kinds.OTHER),
        ("jpeg", b"", file_kinds.OTHER),
        ("txt", b"words", "text/plain"),
        ("txt", b"BMW repairs, at the garage", "text/plain"),
        ("wav", b"RIFF\x24\x00\x00\x00WAVEfmt ", "audio/x-wav"),
        ("txt", b"It begins with %PDF-1.4", "text/plain"),
        ("pdf", b"\xef\xbb\xbf\r\n%PDF-1.4", "application/pdf"),
        ("", b"words", file_kinds.OTHER),
    ],
)
def test_all_else_goes_by_its_ending_which_is_never_believed_of_what_is_shown(
    suffix: str, head: bytes, kind: str
) -> None:
    assert file_kinds.kind_of(suffix, head) == kind


@pytest.mark.parametrize(
    ("suffix", "known"),
    [("docx", True), ("heic", True), ("webp", True), ("2026", False), ("smith", False)],
)
def test_the_last_part_of_a_name_or_date_is_no_ending(suffix: str, known: bool) -> None:
    assert file_kinds.is_ending(suffix) is known
