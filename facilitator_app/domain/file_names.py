"""Names of files: which some system cannot keep, how pasted ones are read, what is no file."""

from __future__ import annotations

import stat

from facilitator_app.i18n import N_, _

_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"]
)
_ELSE = (
    (stat.S_ISDIR, N_("it is a folder")),
    (stat.S_ISFIFO, N_("it is a pipe, through which programs pass data on")),
    (stat.S_ISSOCK, N_("it is a socket, through which programs talk to each other")),
)
_SAID, _END = 40, 17  # letters: of a name in a sentence, and of its end, with the longest ending
_QUOTES = (('"', '"'), ("'", "'"), ("“", "”"))


def is_reserved(name: str) -> bool:
    """Whether Windows takes `name` for a device, whatever its ending ("aux.txt")."""
    return name.partition(".")[0].strip().casefold() in _RESERVED


def unreserved(name: str) -> str:
    """Return `name`, with a line before it if Windows would take it for a device."""
    return f"_{name}" if is_reserved(name) else name


def of_words(title: str, longest: int) -> str:
    """Return `title` as a name, without what some system forbids in one: "R&D group" stays."""
    kept = "".join(" " if c in '\\/:*?"<>|' or ord(c) < 32 else c for c in title)
    return unreserved(" ".join(kept.split())[:longest].strip(". "))


def refusal(name: str) -> str:
    """Return why no file should be called so, as a sentence; "" if one may."""
    if is_reserved(name):
        return _("Windows keeps the name {name} for a device. Choose another name.").format(
            name=name
        )
    if name.rstrip(". ") != name:
        return _(
            "“{name}” ends in a dot or a blank, which Windows leaves out. Choose another name."
        ).format(name=name)
    return ""


def shortened(name: str) -> str:
    """Return `name` as a sentence has room for it: "A letter that…the ward.pdf"."""
    if len(name) <= _SAID:
        return name
    return f"{name[: _SAID - _END - 1].rstrip()}…{name[-_END:].lstrip()}"


def what_else(mode: int) -> str:
    """Return what lies where `mode` is of no file, to end a sentence with; "" for a file.

    To read a pipe would wait, to read a device might never end.
    """
    if stat.S_ISREG(mode):
        return ""
    return next((_(words) for fits, words in _ELSE if fits(mode)), _("it is a device"))


def unquoted(text: str) -> str:
    """Return a path as it was meant: one that was copied may come in quotes.

    A folder's last backslash makes Windows hand on the quote behind it.
    """
    path = text.strip()
    for first, last in _QUOTES:
        if len(path) > 1 and path[0] == first and path[-1] == last:
            return path[1:-1].strip()
    return path[:-1] if path.count('"') == 1 and path.endswith('"') else text
