"""A language of ours: English in brackets, so that what was not translated can be seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from facilitator_app import i18n
from facilitator_app.records.claims import MileageRate
from facilitator_app.records.frameworks import Framework, FrameworkItem
from facilitator_app.records.picklists import ListEntry
from facilitator_app.store.base import Record
from tests.words import catalogue

# What ships and becomes a file's own when it is put there.
SHIPPED: dict[type[Record], tuple[str, ...]] = {
    ListEntry: ("words", "source"),
    Framework: ("name", "source", "note"),
    FrameworkItem: ("words", "note"),
    MileageRate: ("source",),
}
LANGUAGE = "cy"  # any that has formats of its own


def bracketed(text: str) -> str:
    """Return a message in brackets; marks stay as they are."""
    return f"⟦{text}⟧" if any(map(str.isalpha, text)) else text


def compiled(folder: Path, name: str, say: Callable[[str], str] = bracketed) -> Path:
    """Write each message as `say` returns it into `folder`, as translators compile a catalogue."""
    made = Catalog(locale=name)
    for one in catalogue.messages():
        if isinstance(one.text, tuple):
            forms = tuple(say(one.text[at > 0]) for at in range(made.num_plurals))
            made.add(one.text, forms, context=one.context or None)
        else:
            made.add(one.text, say(one.text), context=one.context or None)
    to = folder / name / "LC_MESSAGES" / f"{i18n.DOMAIN}.mo"
    to.parent.mkdir(parents=True)
    with to.open("wb") as opened:
        write_mo(opened, made)
    return folder
