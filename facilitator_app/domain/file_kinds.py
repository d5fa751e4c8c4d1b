"""Kinds of file: what the first bytes are, and which endings belong to it.

The window shows PDFs and pictures, and of those the ending is never believed: a photo that is
called .pdf would be offered as one, and not be shown.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from facilitator_app.i18n import N_, _

HEAD = 1024  # bytes that are looked at
PDF = "application/pdf"
OTHER = "application/octet-stream"
_PDF_MARK = b"%PDF-"
_MEDIA = mimetypes.MimeTypes()  # the standard's own list: the system's differs from one to another
_USUAL = """
    7z csv dng doc docm docx dotx eml epub gz heic heif key log md mov mp4 msg numbers odg odp ods
    odt pages pps ppsx ppt pptm pptx pub rar rtf svg tif tiff txt vcf vsdx webm xls xlsb xlsm xlsx
    xml xps zip
"""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind that is shown: its words, its endings with the usual one first, and its mark."""

    words: str
    endings: tuple[str, ...]
    is_it: Callable[[bytes], bool]


def _is_webp(head: bytes) -> bool:
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def _is_bmp(head: bytes) -> bool:
    """Whether it is a bitmap: two letters alone begin many a text."""
    return head[:2] == b"BM" and head[6:10] == bytes(4) and head[15:18] == bytes(3)


_SHOWN: Mapping[str, _Kind] = {
    PDF: _Kind(N_("a PDF"), ("pdf", "ai"), lambda head: head.startswith(_PDF_MARK)),
    "image/jpeg": _Kind(
        N_("a JPEG picture"),
        ("jpg", "jpeg", "jpe", "jfif", "mpo"),
        lambda head: head.startswith(b"\xff\xd8\xff"),
    ),
    "image/png": _Kind(
        N_("a PNG picture"), ("png", "apng"), lambda head: head.startswith(b"\x89PNG\r\n\x1a\n")
    ),
    "image/gif": _Kind(
        N_("a GIF picture"), ("gif",), lambda head: head.startswith((b"GIF87a", b"GIF89a"))
    ),
    "image/webp": _Kind(N_("a WebP picture"), ("webp",), _is_webp),
    "image/bmp": _Kind(N_("a BMP picture"), ("bmp", "dib"), _is_bmp),
}
_BY_ENDING = {ending: kind for kind, one in _SHOWN.items() for ending in one.endings}
SHOWN = frozenset(_SHOWN)
_KNOWN = frozenset([*_USUAL.split(), *_BY_ENDING])


def shown_kind(suffix: str, head: bytes) -> str:
    """Return which kind that can be shown `head` begins ("image/png"), "" for none.

    What the ending says is a PDF may have a few other bytes first, as some scanners write them.
    """
    found = next((kind for kind, one in _SHOWN.items() if one.is_it(head)), "")
    late = _BY_ENDING.get(suffix) == PDF and _PDF_MARK in head[:HEAD]
    return found or (PDF if late else "")


def kind_of(suffix: str, head: bytes) -> str:
    """Return what kind a file is: what can be shown by its content, all else by its ending."""
    by_ending = _MEDIA.guess_type(f"x.{suffix}")[0] or OTHER
    return shown_kind(suffix, head) or (OTHER if suffix in _BY_ENDING else by_ending)


def claimed(suffix: str) -> str:
    """Return which kind that can be shown an ending says, "" for none."""
    return _BY_ENDING.get(suffix, "")


def endings(kind: str) -> tuple[str, ...]:
    """Return the endings of a kind that can be shown, the usual one first; none for another."""
    return _SHOWN[kind].endings if kind in _SHOWN else ()


def kind_words(kind: str) -> str:
    """Return "a JPEG picture" for a kind that can be shown."""
    return _(_SHOWN[kind].words)


def is_ending(suffix: str) -> bool:
    """Whether `suffix` is the ending of some kind of file, not the last part of a name or date."""
    return suffix in _KNOWN or _MEDIA.guess_type(f"x.{suffix}")[0] is not None
