"""What a name needs, and how names are written, sorted and shortened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator_app.domain import collation
from facilitator_app.i18n import _


def problems(values: Mapping[str, Any], _fmt: object) -> dict[str, str]:
    """Return what is wrong: somebody needs a name, of which one is enough."""
    if values.get("forenames") or values.get("surname"):
        return {}
    return {"forenames": _("Write a first name or a surname: one is enough.")}


def whole_name(forenames: str | None, surname: str | None) -> str:
    """Return "Joan Whitlock"; of somebody with one name that name alone, "" for nobody."""
    return " ".join(part for part in (forenames, surname) if part)


def sort_name(surname: str | None, forenames: str | None) -> str:
    """Return "o'donnell, margaret" for Margaret O'Donnell, as the file keeps it."""
    return collation.fold(_surname_first(surname, forenames))


def sort_names(whole: str) -> frozenset[str]:
    """Return every way in which the file may keep the name that somebody wrote in one.

    What follows a comma is no name: "Joan Whitlock, chair".
    """
    words = whole.partition(",")[0].split()
    return frozenset(
        sort_name(" ".join(words[at:]), " ".join(words[:at])) for at in range(len(words))
    )


def folded(whole: str) -> str:
    """Return a name as it is compared: "O’Dowda", "O'DOWDA" and "Odowda" are one."""
    letters = (one for one in collation.fold(whole) if one.isalnum() or one.isspace())
    return " ".join("".join(letters).split())


def sort_key(surname: str | None, forenames: str | None) -> str:
    """Return by what a name is sorted in the language in use."""
    return collation.sort_key(_surname_first(surname, forenames))


def _surname_first(surname: str | None, forenames: str | None) -> str:
    return ", ".join(part.strip() for part in (surname, forenames) if part and part.strip())


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of `name`."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "–"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
