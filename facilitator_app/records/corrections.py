"""Corrections: what was put right in a record that is sealed, by whom and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from facilitator_app.domain.dates import Looks
from facilitator_app.i18n import N_, _
from facilitator_app.spec.kinds import Date, LongText, Text
from facilitator_app.store.base import LinkedRecord, Mapped, field


class Correction(LinkedRecord):
    """One correction of a sealed record; the journal has all that stood before and after.

    was, right: the words of the record before and after, which go into a data package with it; no
    names of people, whom an erasure has to reach.

    parts: the names of the fields and of the types of owned records that changed, with semicolons;
    "added" if the record itself was left out before, "back" if it was taken off, and
    "was:status=present" for how one stood that is taken off.
    """

    __tablename__ = "correction"
    singular: ClassVar[str] = N_("Correction")
    plural: ClassVar[str] = N_("Corrections")
    purpose: ClassVar[str] = N_(
        "What was put right in approved minutes and paid claims, by whom and why."
    )
    icon: ClassVar[str] = "ph.pencil-simple"
    label: ClassVar[tuple[str, ...]] = ("why",)
    order: ClassVar[tuple[str, ...]] = ("date",)
    find_group: ClassVar[str] = N_("Meetings and papers")
    importable: ClassVar[bool] = False
    edited_in: ClassVar[str] = "meeting"
    may_join_sealed: ClassVar[bool] = True
    comes_with_target: ClassVar[bool] = True

    date: Mapped[dt.date] = field(
        Date(looks=Looks.BACK), N_("Date"), required=True, column=12, indexed=True
    )
    who: Mapped[str] = field(Text(80), N_("Who"), required=True, column=20, indexed=True)
    parts: Mapped[str] = field(Text(400), N_("What was corrected"), required=True, computed=True)
    was: Mapped[str | None] = field(LongText(), N_("What stood there"), computed=True)
    right: Mapped[str | None] = field(LongText(), N_("What is right"), computed=True)
    why: Mapped[str] = field(Text(300), N_("Why it is corrected"), required=True, searched=True)

    @classmethod
    def deletion_blocker(cls, values: Mapping[str, Any]) -> str:
        """Keep what was recorded."""
        return cls.seal(values)

    @classmethod
    def seal(cls, values: Mapping[str, Any]) -> str:
        """Leave a correction as it was recorded, from the start."""
        return _("A correction stays as it was recorded. Make another one if it is wrong.")
