"""Published papers: what was given out, kept as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from facilitator_app.domain import publications
from facilitator_app.domain.dates import Looks
from facilitator_app.i18n import N_
from facilitator_app.spec.kinds import Date, File, Text, Whole
from facilitator_app.store.base import Mapped, Record, field


class Publication(Record):
    """A paper as it was published: its figures and its pages stand beside it, by their SHA-256."""

    __tablename__ = "publication"
    singular: ClassVar[str] = N_("Published paper")
    plural: ClassVar[str] = N_("Published papers")
    purpose: ClassVar[str] = N_(
        "Annual reports that were published and minutes that were approved, kept as they were "
        "given out."
    )
    headline: ClassVar[str] = N_("Nothing is published yet")
    guide: ClassVar[str] = "reports"
    icon: ClassVar[str] = "ph.archive"
    label: ClassVar[tuple[str, ...]] = ("title", "published_on")
    order: ClassVar[tuple[str, ...]] = ("published_on",)
    find_group: ClassVar[str] = N_("Meetings and papers")
    importable: ClassVar[bool] = False
    edited_in: ClassVar[str] = "reports"
    kept_once: ClassVar[tuple[str, ...]] = ("paper", "subject", "paper_hash")
    other_words: ClassVar[str] = N_("withdrawn superseded given out archive")
    told_first: ClassVar[tuple[str, ...]] = ("withdrawn_on",)
    rules = (publications.withdrawal_problems,)

    title: Mapped[str] = field(
        Text(160), N_("Title"), required=True, column=40, indexed=True, searched=True
    )
    period: Mapped[str | None] = field(
        Text(80), N_("About"), column=20, indexed=True, searched=True
    )
    paper: Mapped[str] = field(Text(40), N_("Kind of paper"), required=True, indexed=True)
    subject: Mapped[int] = field(Whole(2**63 - 1), N_("What it is about"), required=True)
    published_on: Mapped[dt.date] = field(
        Date(looks=Looks.BACK), N_("Published"), required=True, column=12, indexed=True
    )
    published_by: Mapped[str] = field(Text(80), N_("By"), required=True, column=20, indexed=True)
    paper_hash: Mapped[str] = field(File(), N_("SHA-256 of its pages"), required=True)
    figures_hash: Mapped[str] = field(File(), N_("SHA-256 of its figures"), required=True)
    format: Mapped[int] = field(Whole(9_999, 1), N_("Format of its figures"), required=True)
    withdrawn_on: Mapped[dt.date | None] = field(
        Date(looks=Looks.BACK), N_("Withdrawn"), column=12, indexed=True
    )
    withdrawn_why: Mapped[str | None] = field(Text(300), N_("Why it was withdrawn"), beside=True)

    @classmethod
    def deletion_blocker(cls, values: Mapping[str, Any]) -> str:
        """Keep what was published."""
        return publications.deletion_blocker()

    @classmethod
    def seal(cls, values: Mapping[str, Any]) -> str:
        """Leave what was published as it is, from the start."""
        return publications.seal()
