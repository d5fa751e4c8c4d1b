"""What a facilitator needs at five to nine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the next meeting's checklist: done, to do, or to look at."""

    text: str
    state: str  # "done", "todo" or "warn"
    detail: str
    step: str = ""  # the action that its words lead to, "" if none


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The meeting that comes next."""

    id: int
    when: str  # "tomorrow, 10:00"
    body: str
    place: str
    coming: str
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for the facilitator; leads to a list with a chip chosen, or to `id`."""

    icon: str
    tone: str
    title: str
    second: str
    due: str
    record: str  # whose list is meant
    chip: str
    id: int = 0  # the one record that is meant, 0 for its list
    new: Mapping[str, int] | None = None  # what is given to the page, of a new one above all
    section: str = ""  # of the settings
    draft: bool = False  # the words that wait are brought back at once
    import_key: str = ""  # of an import that was begun, and is gone on with


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a small chart: its label, value, and the words beside it."""

    label: str
    value: int
    most: int
    words: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A small chart whose title is what it shows."""

    title: str
    sentence: str
    bars: tuple[Bar, ...]
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Today:
    """The whole page."""

    greeting: str
    day: dt.date
    sentence: str
    meeting: NextMeeting | None
    needs: tuple[Need, ...]
    findings: tuple[Finding, ...]
    fresh: bool  # a new network: nobody is in it yet
    grouped: bool = True  # there is a group
