"""What the queries of a subject register: its lists, cards, and what it tells Today and papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from facilitator_app.digests.cards import Card, Fact, PartKind
from facilitator_app.digests.today import Finding, Need
from facilitator_app.queries.lists import View
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.store.base import Record

CardQuery = Callable[[Session, int, FormatContext], Card]
AccessQuery = Callable[[Session, int, FormatContext], str]
DigestQuery = Callable[[Session, int, FormatContext], Any]
OfferedQuery = Callable[[type[Record] | None], ColumnElement[bool]]
"""Takes what a paper is about (a record's id, or the year it begins in) to its digest."""


@dataclass(frozen=True, slots=True)
class NeedQuery:
    """A line of Today; `find` returns None when nothing waits. The lowest rank stands first."""

    rank: int
    find: Callable[[Session, FormatContext], Need | None]


@dataclass(frozen=True, slots=True)
class FindingQuery:
    """A chart of Today; `find` returns None without figures. The lowest rank stands first."""

    rank: int
    find: Callable[[Session, FormatContext], Finding | None]


@dataclass(frozen=True, slots=True)
class PagePart:
    """A part of a record's own page; `find` returns the latest of what is linked to the record."""

    kind: PartKind
    find: Callable[[Session, int, FormatContext], tuple[Fact, ...]]


@dataclass(frozen=True, slots=True)
class PaperSubjects:
    """What papers of one kind can be about.

    example: how a person writes one; offered: ids, the likeliest first; titles: what some of them
    are called; named: the id of what a person wrote, None if there is none; likeliest: what serves
    where nothing is said.
    """

    example: str
    offered: Callable[[Session, FormatContext], Sequence[int]]
    titles: Callable[[Session, Sequence[int], FormatContext], Mapping[int, str]]
    named: Callable[[Session, str], int | None]
    likeliest: Callable[[Session, FormatContext], int | None] | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Everything that one subject of the field registers.

    records: its record types, in the order in which they are found; views and cards: of those that
    have their own; offered: which records of a type can be chosen, where that is not every one, to
    stand on one of the type that is handed in (None for any);
    page_parts: what the pages of its records show besides their fields; access: whose pages begin
    with what somebody needs;
    digests: what makes the digest of each paper, by the digest's class; paper_subjects: what papers
    can be about, by the name that papers take ("meeting").
    """

    records: tuple[type[Record], ...] = ()
    views: tuple[View, ...] = ()
    cards: Mapping[type[Record], CardQuery] = field(default_factory=dict)
    needs: tuple[NeedQuery, ...] = ()
    findings: tuple[FindingQuery, ...] = ()
    offered: Mapping[type[Record], OfferedQuery] = field(default_factory=dict)
    page_parts: Mapping[type[Record], tuple[PagePart, ...]] = field(default_factory=dict)
    access: Mapping[type[Record], AccessQuery] = field(default_factory=dict)
    digests: Mapping[type, DigestQuery] = field(default_factory=dict)
    paper_subjects: Mapping[str, PaperSubjects] = field(default_factory=dict)
