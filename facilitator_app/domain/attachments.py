"""Attachments: which files may be kept beside a record, and what they are called."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from decimal import Decimal

from facilitator_app.domain import file_kinds, file_names
from facilitator_app.i18n import _, ngettext, show_number
from facilitator_app.locale_formats import show_decimal

# A scan of thirty pages or a camera's picture fits; a film would make every backup slow.
MOST_BYTES = 25_000_000
LONGEST_NAME = 100
_LONGEST_SUFFIX = 12
_PROGRAMS = """
    app appimage bat bin cmd com command cpl deb desktop dll dmg exe gadget hta inf ins iso jar js
    jse lnk msc msi msix msp mst ocx pif pkg ps1 ps1xml ps2 psm1 py pyc pyw reg rpm run scf scr sct
    sh shb sys url vb vbe vbs vhd vhdx ws wsc wsf wsh xbap xll
"""
PROGRAMS = frozenset(_PROGRAMS.split())
_FORBIDDEN = '\\/:*?"<>|'
_UNSEEN = frozenset(["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])
_JOINERS = "\u200c\u200d"  # unseen, but letters and pictures are written with them


def refusal(name: str, size: int) -> str:
    """Return why a file of `size` bytes may not be attached, as a sentence; "" if it may."""
    said = file_names.shortened(name)
    if suffix_of(name) in PROGRAMS:
        return _(
            "{name} is a program or leads to one, and is not kept here. Attach a document or a"
            " picture."
        ).format(name=said)
    if size == 0:
        return _("{name} is empty. See that it was saved, then attach it again.").format(name=said)
    if size > MOST_BYTES:
        return _(
            "{name} has {size}, and at most {most} can be attached. Make it smaller, or attach a"
            " part."
        ).format(name=said, size=show_size(size), most=show_size(MOST_BYTES))
    return ""


def suffix_of(name: str) -> str:
    """Return the ending of a name in small letters, "" if it has none."""
    stem, dot, suffix = name.rstrip(". ").rpartition(".")
    return suffix.lower() if dot and stem else ""


def clean_name(name: str) -> str:
    """Return `name` as every system can hold it; what cannot be seen or is forbidden goes."""
    seen = "".join(" " if _is_unfit(one) else one for one in unicodedata.normalize("NFC", name))
    words = " ".join(seen.split()).strip(". ")
    if not words:
        return _("File")
    words = file_names.unreserved(words)
    stem, dot, suffix = words.rpartition(".")
    if not dot or len(suffix) > _LONGEST_SUFFIX:
        return words[:LONGEST_NAME].rstrip(". ")
    return f"{stem[: LONGEST_NAME - len(suffix) - 1].rstrip('. ')}.{suffix}"


def unlike(name: str, taken: Collection[str]) -> str:
    """Return `name`, or with a number before its ending if it is `taken`, in any case."""
    folded = {one.casefold() for one in taken}
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        stem, suffix = name, ""
    number, found = 2, name
    while found.casefold() in folded:
        mark = f" ({number})"
        kept = stem[: LONGEST_NAME - len(mark) - len(dot + suffix)]
        found = f"{kept}{mark}{dot}{suffix}"
        number += 1
    return found


def media_type(name: str, head: bytes) -> str:
    """Return what kind of file `head` begins; the name says only what is not shown ("text/csv")."""
    return file_kinds.kind_of(suffix_of(name), head)


def fitting(name: str, head: bytes) -> str:
    """Return `name` with the ending of what `head` begins; as it is where that is no kind shown."""
    suffix = suffix_of(name)
    endings = file_kinds.endings(file_kinds.shown_kind(suffix, head))
    if not endings or suffix in endings:
        return name
    stem = name.rpartition(".")[0] if file_kinds.is_ending(suffix) else name
    return clean_name(f"{stem}.{endings[0]}")


def remark(given: str, kept: str, head: bytes) -> str:
    """Return what is to be said of a file that was given under one name and kept under another.

    "" where its name said what is in it.
    """
    suffix = suffix_of(given)
    kind, claimed = file_kinds.shown_kind(suffix, head), file_kinds.claimed(suffix)
    said = file_names.shortened(given)
    if kind and suffix not in file_kinds.endings(kind):
        return _("{name} holds {kind}, and is kept as {other}.").format(
            name=said, kind=file_kinds.kind_words(kind), other=file_names.shortened(kept)
        )
    if claimed and not kind:
        return _(
            "{name} was attached, but does not hold {kind} and cannot be shown here. See that it"
            " opens where it came from."
        ).format(name=said, kind=file_kinds.kind_words(claimed))
    return ""


def renamed(held: str, typed: str, head: bytes) -> str:
    """Return the new name of what is called `held`: an ending that was left out is put back.

    The last part of a date or a person's name ("Minutes 3.11.2026") is no ending. One that was
    typed before the old one is meant once.
    """
    name, ending = clean_name(typed), _ending(held, head)
    twice = f".{ending}.{ending}".lower()
    if ending and name.lower().endswith(twice) and not held.lower().endswith(twice):
        name = name[: -len(ending) - 1]
    given = suffix_of(name)
    whole = given == ending.lower() or given in PROGRAMS or file_kinds.is_ending(given)
    return clean_name(f"{name}.{ending}") if ending and not whole else name


def misfit(held: str, name: str, head: bytes) -> str:
    """Return why what is called `held` may not be called `name`, as a sentence; "" if it may."""
    suffix = suffix_of(name)
    kind, claimed = file_kinds.shown_kind(suffix, head), file_kinds.claimed(suffix)
    endings, said = file_kinds.endings(kind), file_names.shortened(name)
    if kind and suffix not in endings:
        return _("{name} holds {kind}. Leave the ending out, or write .{ending}.").format(
            name=said, kind=file_kinds.kind_words(kind), ending=endings[0]
        )
    if claimed and not kind and suffix != suffix_of(held):
        return _("{name} does not hold {kind}. Leave the ending out, and it stays.").format(
            name=said, kind=file_kinds.kind_words(claimed)
        )
    return ""


def stem_of(name: str) -> str:
    """Return a name without its ending: what somebody means who types another."""
    ending = suffix_of(name)
    return name[: -len(ending) - 1] if _is_ending(ending) else name


def show_size(size: int) -> str:
    """Return a number of bytes as people read it: "640 bytes", "12 KB", "2.4 MB"."""
    if size < 1_000:
        return ngettext("{n} byte", "{n} bytes", size)
    if size < 999_500:
        return _("{n} KB").format(n=show_number(round(size / 1_000)))
    return _("{n} MB").format(n=show_decimal(round(Decimal(size) / 1_000_000, 1)))


def _is_unfit(one: str) -> bool:
    """Whether a character is forbidden somewhere, unseen, or turns the reading order around."""
    return one in _FORBIDDEN or (unicodedata.category(one) in _UNSEEN and one not in _JOINERS)


def _ending(held: str, head: bytes) -> str:
    """Return the ending that goes on with a new name: the one it has, if that is one and fits."""
    suffix = suffix_of(held)
    endings = file_kinds.endings(file_kinds.shown_kind(suffix, head))
    if endings and suffix not in endings:
        return endings[0]
    return held.rpartition(".")[2] if _is_ending(suffix) else ""


def _is_ending(suffix: str) -> bool:
    """Whether the last part of a stored name is its ending, even of a kind nobody knows."""
    return suffix.isascii() and suffix.isalnum() and not suffix.isdecimal()
