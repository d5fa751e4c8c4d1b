"""What the journal calls a unit of work: a message's code, put into words when it is shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from facilitator_app.i18n import N_, _, mid_sentence
from facilitator_app.store.base import find_record_type

UNDO = N_("Undo: {label}")


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a unit of work, in no language.

    message: its untranslated text, declared with `N_`. Values fill it: {thing} and {things} are
    names of record types, shown in the singular and plural; {label} is another label; anything
    else is shown as it is.
    """

    message: str
    values: Mapping[str, str | Label] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The label in the user's language."""
        shown = {name: _shown(name, value) for name, value in self.values.items()}
        return _(self.message).format(**shown) if shown else _(self.message)

    @property
    def stored(self) -> str:
        """What the journal holds: JSON of the message and its values."""
        return json.dumps(_parts(self), ensure_ascii=False, separators=(",", ":"))


def words_of(stored: str) -> str:
    """Return what the journal holds of a label in words; older ones are words already."""
    label = read(stored)
    return stored if label is None else label.words


def read(stored: str) -> Label | None:
    """Return what the journal holds of a label, None for words of an older file."""
    try:
        return _label(json.loads(stored))
    except (ValueError, TypeError, KeyError):
        return None


def struck(stored: str, strike: Callable[[str], str]) -> str:
    """Return a stored label after `strike` took a name out of the texts that fill it."""
    label = read(stored)
    return strike(stored) if label is None else _struck(label, strike).stored


def _struck(label: Label, strike: Callable[[str], str]) -> Label:
    def taken(value: str | Label) -> str | Label:
        if isinstance(value, Label):
            return _struck(value, strike)
        return strike(value) if isinstance(value, str) else value

    return Label(label.message, {k: taken(v) for k, v in label.values.items()})


def _parts(label: Label) -> list[object]:
    values = {k: _parts(v) if isinstance(v, Label) else v for k, v in label.values.items()}
    return [label.message, values]


def _label(parts: object) -> Label:
    """Return the label that these parts make; raise ValueError if they make none."""
    if not isinstance(parts, list):
        raise ValueError(parts)
    message, values = parts
    if not isinstance(values, dict):
        raise ValueError(parts)
    filled = {k: _label(v) if isinstance(v, list) else v for k, v in values.items()}
    return Label(str(message), filled)


def _shown(name: str, value: str | Label) -> str:
    if isinstance(value, Label):
        return value.words
    cls = find_record_type(str(value)) if name in ("thing", "things") else None
    if cls is None:
        return str(value)
    word = cls.singular if name == "thing" else cls.plural
    return mid_sentence(_(word))
