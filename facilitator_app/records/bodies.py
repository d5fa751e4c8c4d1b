"""Bodies (groups, forums, boards) and the seats that members hold on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import ClassVar

from sqlalchemy import inspect, or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain import bodies
from facilitator_app.domain.dates import Looks
from facilitator_app.domain.errors import Invalid
from facilitator_app.i18n import N_, _
from facilitator_app.spec.kinds import Choice, Date, LongText, Ref, Text, Whole
from facilitator_app.store.base import Mapped, Record, field

_ABOUT, _PLACE, _TERMS = N_("About"), N_("Where it stands"), N_("How it works")


class Body(Record):
    """A group, forum or board on which users sit."""

    __tablename__ = "body"
    singular: ClassVar[str] = N_("Group")
    plural: ClassVar[str] = N_("Groups")
    purpose: ClassVar[str] = N_(
        "The partnership groups, forums, site-specific groups and boards that members sit on, "
        "and who holds which seat."
    )
    icon: ClassVar[str] = "ph.armchair"
    label: ClassVar[tuple[str, ...]] = ("name",)
    order: ClassVar[tuple[str, ...]] = ("name",)
    other_words: ClassVar[str] = N_("committee board forum panel")
    find_group: ClassVar[str] = N_("Groups")
    find_words: ClassVar[str] = N_("Find a group")
    add_words: ClassVar[str] = N_("Add group")
    headline: ClassVar[str] = N_("Begin with the groups you support")
    guide: ClassVar[str] = "seats"
    children: ClassVar[tuple[str, ...]] = ("tag",)
    rules = (bodies.body_problems,)

    name: Mapped[str] = field(
        Text(120), N_("Name"), required=True, column=34, indexed=True, searched=True, section=_ABOUT
    )
    short_name: Mapped[str] = field(
        Text(8, capitals=True), N_("Letters for references"), required=True, column=8,
        searched=True, section=_ABOUT, help=N_("Two to eight letters: PG makes PG/2026/03."),
    )  # fmt: skip
    list_name: Mapped[str | None] = field(
        Text(40), N_("Name in lists"), searched=True, section=_ABOUT, beside=True,
        help=N_("Short: Breast, Partnership Group."), formerly=("called",),
    )  # fmt: skip
    type: Mapped[str] = field(
        Choice(list="body_type"), N_("Kind of group"), required=True, column=24, indexed=True,
        section=_ABOUT,
    )  # fmt: skip
    tier: Mapped[str | None] = field(
        Choice(list="tier"), N_("Tier"), column=12, indexed=True, section=_ABOUT, beside=True
    )
    purpose_words: Mapped[str | None] = field(
        LongText(), N_("What it is for"), searched=True, section=_ABOUT
    )
    parent_id: Mapped[int | None] = field(Ref(record="body"), N_("Belongs to"), section=_PLACE)
    reports_to_id: Mapped[int | None] = field(
        Ref(record="body"), N_("Reports to"), section=_PLACE, beside=True
    )
    locality: Mapped[str | None] = field(Choice(list="locality"), N_("Locality"), section=_PLACE)
    site: Mapped[str | None] = field(
        Choice(list="cancer_site"), N_("Cancer site"), section=_PLACE, beside=True
    )
    meets: Mapped[str | None] = field(
        Text(80), N_("Meets"), section=_TERMS, help=N_("For example: every two months, Tuesdays.")
    )
    quorum: Mapped[int | None] = field(
        Whole(200), N_("Members needed for a quorum"), section=_TERMS, beside=True
    )
    terms_agreed: Mapped[dt.date | None] = field(
        Date(looks=Looks.BACK), N_("Terms of reference agreed"), section=_TERMS
    )
    terms_review: Mapped[dt.date | None] = field(
        Date(looks=Looks.AHEAD),
        N_("Terms to be reviewed"),
        column=12,
        indexed=True,
        section=_TERMS,
        beside=True,
    )
    started: Mapped[dt.date | None] = field(Date(looks=Looks.BACK), N_("Started"), section=_TERMS)
    ended: Mapped[dt.date | None] = field(
        Date(),
        N_("Ended"),
        section=_TERMS,
        beside=True,
        help=N_("Ended groups stay in the records."),
    )
    notes: Mapped[str | None] = field(LongText(), N_("Notes"), searched=True, section=_TERMS)

    def check(self, session: Session, beside: Sequence[Record] = ()) -> None:
        """Refuse a group that would stand below itself."""
        found = {
            name: _(why)
            for name, why in bodies.BELOW_ITSELF.items()
            if self.leads_back(name, session, beside)
        }
        if found:
            raise Invalid(found)

    def check_entered(self, session: Session, today: dt.date) -> None:
        """Refuse letters that another group has which has not ended; what stood so is let be.

        One of the same name is the same group, which a list that comes in again names once more.
        """
        if not inspect(self).attrs["short_name"].history.added:
            return
        other = session.scalar(
            select(Body.name)
            .where(
                Body.short_name == self.short_name,
                Body.id != (self.id or 0),
                Body.name != self.name,
                or_(Body.ended.is_(None), Body.ended > today),
            )
            .limit(1)
        )
        if other is not None:
            words = _("“{group}” has the letters {letters} already. Choose others.")
            why = words.format(group=other, letters=self.short_name)
            raise Invalid({"short_name": why})


class Seat(Record):
    """One member's place on one body."""

    __tablename__ = "seat"
    singular: ClassVar[str] = N_("Seat")
    plural: ClassVar[str] = N_("Seats")
    purpose: ClassVar[str] = N_("Who sits on which group, in which role, from when to when.")
    icon: ClassVar[str] = "ph.armchair"
    label: ClassVar[tuple[str, ...]] = ("member_id", "role", "body_id")
    order: ClassVar[tuple[str, ...]] = ("ends",)
    find_words: ClassVar[str] = N_("Find a seat")
    add_words: ClassVar[str] = N_("Add seat")
    headline: ClassVar[str] = N_("Say who sits on which group")
    guide: ClassVar[str] = "seats"
    rules = (bodies.seat_problems,)

    member_id: Mapped[int] = field(
        Ref(record="member", owned=True), N_("Member"), required=True, column=24
    )
    body_id: Mapped[int] = field(Ref(record="body"), N_("Group"), required=True, column=30)
    role: Mapped[str] = field(
        Choice(list="seat_role"), N_("Role"), required=True, default="member", column=16,
        indexed=True,
    )  # fmt: skip
    starts: Mapped[dt.date | None] = field(
        Date(), N_("From"), column=12, indexed=True,
        help=N_("Leave empty if nobody knows: the seat counts as held before, until it ends."),
    )  # fmt: skip
    ends: Mapped[dt.date | None] = field(
        Date(), N_("Term ends"), column=12, indexed=True, beside=True,
        help=N_("Leave empty if no end is set."),
    )  # fmt: skip
    capacity: Mapped[str | None] = field(
        Text(80), N_("Capacity"), column=20, indexed=True,
        help=N_("As it will stand in the minutes: patient member, carer of the user forum."),
    )  # fmt: skip
    notes: Mapped[str | None] = field(LongText(2_000), N_("Notes"), searched=True)
