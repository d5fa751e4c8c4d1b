"""Members: patients, carers and the professionals who work with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from facilitator_app.domain import membership, names
from facilitator_app.domain.dates import Looks
from facilitator_app.i18n import N_, _
from facilitator_app.spec.kinds import (
    Choice,
    Choices,
    Date,
    Email,
    FormatContext,
    LongText,
    Phone,
    Postcode,
    Text,
)
from facilitator_app.store.base import Mapped, Privacy, Record, field

_ABOUT, _CONTACT, _ACCESS = N_("About"), N_("Contact"), N_("Access needs")
_EXPERIENCE, _NOTES = N_("Experience"), N_("Notes")


def _status_problems(values: Mapping[str, Any], fmt: FormatContext) -> dict[str, str]:
    return membership.status_problems(values, fmt.today)


class Member(Record):
    """A person the network works with."""

    __tablename__ = "member"
    singular: ClassVar[str] = N_("Member")
    plural: ClassVar[str] = N_("Members")
    purpose: ClassVar[str] = N_(
        "Everyone who gives their time: how to reach them, what they need, and where they sit."
    )
    icon: ClassVar[str] = "ph.users"
    label: ClassVar[tuple[str, ...]] = ("forenames", "surname")
    joint: ClassVar[str] = " "
    order: ClassVar[tuple[str, ...]] = ("sort_name",)
    person: ClassVar[bool] = True
    find_group: ClassVar[str] = N_("People")
    find_words: ClassVar[str] = N_("Find a member")
    add_words: ClassVar[str] = N_("Add member")
    headline: ClassVar[str] = N_("Keep everyone who gives their time in one place")
    guide: ClassVar[str] = "members"
    children: ClassVar[tuple[str, ...]] = ("tag",)
    rules = (names.problems, membership.problems)
    step_rules = (_status_problems,)  # older files hold people whose status was left as it was

    forenames: Mapped[str | None] = field(
        Text(80),
        N_("First names"),
        searched=True,
        section=_ABOUT,
        identifies=True,
        help=N_("For somebody with one name, fill in either."),
    )
    surname: Mapped[str | None] = field(
        Text(80),
        N_("Surname"),
        searched=True,
        section=_ABOUT,
        beside=True,
        identifies=True,
    )
    title: Mapped[str | None] = field(
        Text(20), N_("Title"), section=_ABOUT, help=N_("If they use one: Mrs, Dr, Councillor.")
    )
    known_as: Mapped[str | None] = field(
        Text(60),
        N_("Likes to be called"),
        searched=True,
        section=_ABOUT,
        beside=True,
        identifies=True,
    )
    kinds: Mapped[tuple[str, ...] | None] = field(
        Choices(list="member_kind"), N_("Comes as"), column=16, indexed=True, section=_ABOUT,
        help=N_("Tick all that fit."),
    )  # fmt: skip
    status: Mapped[str] = field(
        Choice(list="member_status"), N_("Status"), required=True, default="current", column=15,
        indexed=True, section=_ABOUT,
    )  # fmt: skip
    born: Mapped[dt.date | None] = field(
        Date(past=True), N_("Date of birth"), section=_ABOUT, beside=True,
        help=N_("Only if they wish to give it."),
    )  # fmt: skip
    joined: Mapped[dt.date | None] = field(
        Date(looks=Looks.BACK),
        N_("Joined"),
        column=12,
        indexed=True,
        section=_ABOUT,
        starts_today=True,
        help=N_(
            "Today, unless they have been a member for longer. The annual report counts by it."
        ),
    )
    left: Mapped[dt.date | None] = field(
        Date(), N_("Left"), section=_ABOUT, beside=True, help=N_("Or the day they died.")
    )
    left_why: Mapped[str | None] = field(
        Choice(list="leaving_reason"), N_("Why they left"), section=_ABOUT
    )
    recruited: Mapped[str | None] = field(
        Choice(list="how_recruited"), N_("How they found us"), section=_ABOUT, beside=True
    )

    telephone: Mapped[str | None] = field(
        Phone(), N_("Telephone"), searched=True, section=_CONTACT, reaches=True, identifies=True
    )
    best_time: Mapped[str | None] = field(
        Choice(list="best_time"),
        N_("Best time to ring"),
        section=_CONTACT,
        beside=True,
        reaches=True,
    )
    mobile: Mapped[str | None] = field(
        Phone(), N_("Mobile"), searched=True, section=_CONTACT, reaches=True, identifies=True
    )
    email: Mapped[str | None] = field(
        Email(),
        N_("E-mail"),
        searched=True,
        section=_CONTACT,
        beside=True,
        reaches=True,
        identifies=True,
    )
    papers: Mapped[str | None] = field(
        Choice(list="paper_format"),
        N_("Send papers"),
        default="post",
        section=_CONTACT,
        reaches=True,
    )
    address: Mapped[str | None] = field(
        LongText(400), N_("Address"), searched=True, section=_CONTACT, reaches=True, identifies=True
    )
    postcode: Mapped[str | None] = field(
        Postcode(), N_("Postcode"), searched=True, section=_CONTACT, reaches=True, identifies=True
    )
    locality: Mapped[str | None] = field(
        Choice(list="locality"), N_("Locality"), column=14, indexed=True, section=_CONTACT,
        beside=True,
    )  # fmt: skip
    organisation: Mapped[str | None] = field(
        Text(120), N_("Organisation"), searched=True, section=_CONTACT,
        help=N_("For professionals and voluntary bodies."),
    )  # fmt: skip
    job_title: Mapped[str | None] = field(
        Text(120), N_("Job title"), searched=True, section=_CONTACT, beside=True
    )
    emergency_name: Mapped[str | None] = field(
        Text(80), N_("Emergency contact"), section=_CONTACT, reaches=True, identifies=True
    )
    emergency_phone: Mapped[str | None] = field(
        Phone(), N_("Their telephone"), section=_CONTACT, beside=True, reaches=True, identifies=True
    )
    last_heard: Mapped[dt.date | None] = field(
        Date(looks=Looks.BACK), N_("Last heard"), column=12, indexed=True, section=_CONTACT,
        help=N_("When you last spoke, wrote or met."),
    )  # fmt: skip

    access_needs: Mapped[tuple[str, ...] | None] = field(
        Choices(list="access_need"), N_("What they need"), section=_ACCESS,
        privacy=Privacy.SPECIAL, help=N_("Everyone who makes a meeting pack sees this."),
        words_in="access_words",
    )  # fmt: skip
    access_words: Mapped[str | None] = field(
        LongText(2_000), N_("In their own words"), section=_ACCESS, privacy=Privacy.SPECIAL
    )
    access_review: Mapped[dt.date | None] = field(
        Date(looks=Looks.AHEAD), N_("Ask again on"), section=_ACCESS
    )

    sites: Mapped[tuple[str, ...] | None] = field(
        Choices(list="cancer_site"), N_("Cancer sites they know"), section=_EXPERIENCE,
        privacy=Privacy.SPECIAL,
        help=N_("Their own or of the person they care for; only if they agree."),
    )  # fmt: skip
    motivation: Mapped[str | None] = field(
        LongText(2_000), N_("Why they joined"), section=_EXPERIENCE
    )
    interests: Mapped[str | None] = field(
        LongText(2_000), N_("Skills and interests"), searched=True, section=_EXPERIENCE
    )
    notes: Mapped[str | None] = field(LongText(), N_("Notes"), searched=True, section=_NOTES)

    sort_name: Mapped[str | None] = field(
        Text(200), N_("Name in order"), indexed=True, computed=True, folds=("surname", "forenames")
    )

    @classmethod
    def computed_values(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Keep the name as it sorts: surname first, without case and accents."""
        return {"sort_name": names.sort_name(values.get("surname"), values.get("forenames"))}

    @classmethod
    def usual_values(cls, values: Mapping[str, Any], fmt: FormatContext) -> Mapping[str, Any]:
        """Let somebody of whom only the day of leaving is told have left."""
        return membership.usual_status(values, fmt.today)

    @classmethod
    def called_otherwise(cls, values: Mapping[str, Any]) -> Mapping[str, str]:
        """Call the day of leaving what it is for somebody who died."""
        return {"left": N_("Day they died")} if values.get("status") == "died" else {}

    @classmethod
    def values_when_erased(cls, record_id: int) -> Mapping[str, Any]:
        """Leave a name that tells nothing, to stand where claims and registers count."""
        return {"forenames": _("Erased member"), "surname": str(record_id), "status": "left"}
