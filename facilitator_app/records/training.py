"""Training events and who took part."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from facilitator_app.i18n import N_
from facilitator_app.spec.kinds import Choice, Date, Hours, LongText, Money, Ref, Text, Time, Whole
from facilitator_app.store.base import Mapped, Record, field


class TrainingEvent(Record):
    """A course, workshop or joint event."""

    __tablename__ = "training_event"
    singular: ClassVar[str] = N_("Training event")
    plural: ClassVar[str] = N_("Training")
    purpose: ClassVar[str] = N_(
        "Courses, workshops and joint events, who was booked and who came. "
        "Training counts towards the annual report."
    )
    icon: ClassVar[str] = "ph.student"
    label: ClassVar[tuple[str, ...]] = ("title",)
    order: ClassVar[tuple[str, ...]] = ("date",)
    find_group: ClassVar[str] = N_("Training and claims")
    find_words: ClassVar[str] = N_("Find training")
    add_words: ClassVar[str] = N_("Add training")
    headline: ClassVar[str] = N_("Note who learnt what, and when")
    guide: ClassVar[str] = "training"
    children: ClassVar[tuple[str, ...]] = ("training_place", "tag")

    title: Mapped[str] = field(
        Text(160), N_("Title"), required=True, column=36, searched=True, indexed=True
    )
    kind: Mapped[str] = field(
        Choice(list="training_kind"), N_("Kind"), required=True, default="workshop", column=16,
        indexed=True,
    )  # fmt: skip
    date: Mapped[dt.date] = field(
        Date(), N_("Date"), required=True, column=12, indexed=True, beside=True
    )
    starts: Mapped[dt.time | None] = field(Time(), N_("Starts"))
    ends: Mapped[dt.time | None] = field(Time(), N_("Ends"), beside=True)
    venue: Mapped[str | None] = field(
        Text(120), N_("Venue"), column=24, indexed=True, searched=True
    )
    provider: Mapped[str | None] = field(
        Text(120), N_("Provider"), column=24, indexed=True, searched=True, beside=True
    )
    places: Mapped[int | None] = field(Whole(1_000), N_("Places"), column=8)
    hours: Mapped[int | None] = field(
        Hours(),
        N_("Hours"),
        column=8,
        beside=True,
        help=N_("How long each person is trained, such as 2 or 2.5."),
    )
    cost: Mapped[int | None] = field(
        Money(),
        N_("Cost"),
        column=10,
        help=N_("What it cost in all. The annual report adds it up."),
    )
    aims: Mapped[str | None] = field(LongText(), N_("What people take away"), searched=True)
    notes: Mapped[str | None] = field(LongText(), N_("Notes"), searched=True)


class TrainingPlace(Record):
    """One person's place on a training event."""

    __tablename__ = "training_place"
    singular: ClassVar[str] = N_("Training place")
    plural: ClassVar[str] = N_("Training places")
    purpose: ClassVar[str] = N_("Who was booked on which training, and who came.")
    icon: ClassVar[str] = "ph.student"
    label: ClassVar[tuple[str, ...]] = ("member_id", "event_id")
    order: ClassVar[tuple[str, ...]] = ("member_id",)

    event_id: Mapped[int] = field(
        Ref(record="training_event", owned=True), N_("Training"), required=True, column=30
    )
    member_id: Mapped[int] = field(Ref(record="member"), N_("Member"), required=True, column=24)
    status: Mapped[str] = field(
        Choice(list="training_status"), N_("Place"), required=True, default="booked", column=14,
        indexed=True,
    )  # fmt: skip
    comment: Mapped[str | None] = field(Text(300), N_("What they said"), column=30, searched=True)
