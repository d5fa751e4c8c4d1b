"""What stands on the card beside a list: one record, told in sections."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pill:
    """A state as icon and word; `tone` says whether it is an exception."""

    text: str
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what is known; `link` is the (record, id) it leads to.

    text_link: where the text of a "quiet" one leads besides.

    A `tone` of ok, warn, bad, info or mute shows the text as a pill at the right, "quiet" as small
    words there. `dots` shows a row of marks
    before the text: True came, False did not.
    """

    label: str
    text: str
    tone: str = ""
    icon: str = ""
    link: tuple[str, int] | None = None
    dots: tuple[bool, ...] = ()
    text_link: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class CardSection:
    """A heading and its facts."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class PartKind:
    """A part of a record's own page: what is linked to it, of records of one type.

    title, none: its words, and those for nothing; add: words of a button that begins one with the
    field `given` leading here, or `several`, "" for no button; chip: the view of that type's list
    that holds all of them, "" for the widest.
    """

    title: str
    record: str
    none: str
    add: str = ""
    given: str = ""
    several: bool = False
    chip: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What such a part shows: the latest, and how many there are in all."""

    facts: tuple[Fact, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Related:
    """What stands on a record's own page besides its fields: access needs, "" without, and parts.

    parts: in the order of the kinds that are declared.
    """

    access: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class CardAction:
    """Something to do with the record of a card: its words and icon, and what it does.

    new: the record type of which one is begun, with the field `given` leading to this record, or
    `several` at once;
    paper: the paper that is shown about it; line: the record type of which its page begins a line;
    step: what its page asks for at once; else `command`, by its name ("open" shows its page).
    """

    text: str
    icon: str = ""
    command: str = "open"
    new: str = ""
    given: str = ""
    several: bool = False
    paper: str = ""
    line: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One record as a readable card; `access` is shown before all else when there is any.

    person: it is headed by somebody's name, and shows their initials.
    """

    title: str
    subtitle: str = ""
    pill: Pill | None = None
    access: str = ""
    sections: tuple[CardSection, ...] = ()
    actions: tuple[CardAction, ...] = ()
    person: bool = False
