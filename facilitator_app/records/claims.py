"""Money paid back: mileage rates with their dates, claims and their lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from facilitator_app.domain import claims, mileage
from facilitator_app.domain.dates import Looks
from facilitator_app.i18n import N_
from facilitator_app.spec.kinds import (
    Choice,
    Date,
    Flag,
    LongText,
    Miles,
    Money,
    Rate,
    Ref,
    Text,
    Whole,
)
from facilitator_app.store.base import Mapped, Record, field

_CLAIM, _PAID = N_("Claim"), N_("Approval and payment")


class MileageRate(Record):
    """What a mile is worth, from a day on; never changed in place, but ended and followed."""

    __tablename__ = "mileage_rate"
    singular: ClassVar[str] = N_("Mileage rate")
    plural: ClassVar[str] = N_("Mileage rates")
    purpose: ClassVar[str] = N_(
        "What a mile is worth, from which day. Check with your finance department."
    )
    icon: ClassVar[str] = "ph.gauge"
    label: ClassVar[tuple[str, ...]] = ("mode", "starts")
    order: ClassVar[tuple[str, ...]] = ("starts",)
    natural_key: ClassVar[tuple[str, ...] | None] = ("mode", "starts")
    edited_in: ClassVar[str] = "settings"
    find_words: ClassVar[str] = N_("Find a rate")
    add_words: ClassVar[str] = N_("Add rate")
    headline: ClassVar[str] = N_("Add the rate that your network pays for a mile")
    guide: ClassVar[str] = "claims"
    rules = (mileage.problems,)

    mode: Mapped[str] = field(
        Choice(list="travel_mode"), N_("Travel by"), required=True, column=14, indexed=True
    )
    starts: Mapped[dt.date] = field(
        Date(), N_("In force from"), required=True, column=14, indexed=True
    )
    ends: Mapped[dt.date | None] = field(
        Date(), N_("Last day"), column=12, indexed=True, beside=True
    )
    adopted: Mapped[dt.date | None] = field(
        Date(), N_("Adopted by us from"), help=N_("If you pay it later than it came into force.")
    )
    rate: Mapped[int] = field(Rate(), N_("A mile"), required=True, column=8, indexed=True)
    threshold: Mapped[int | None] = field(
        Whole(100_000), N_("Miles a tax year at this rate"), column=10, beside=True
    )
    rate_above: Mapped[int | None] = field(Rate(), N_("A mile beyond that"), column=8)
    source: Mapped[str | None] = field(
        Text(200), N_("Source"), column=30, indexed=True, searched=True
    )
    confirmed: Mapped[bool] = field(
        Flag(),
        N_("Confirmed by our finance department"),
        indexed=True,
        required=True,
        default=False,
    )


class Claim(Record):
    """What one member asks to be paid back."""

    __tablename__ = "claim"
    singular: ClassVar[str] = N_("Claim")
    plural: ClassVar[str] = N_("Claims")
    purpose: ClassVar[str] = N_(
        "Travel, childcare and other costs that members are paid back, "
        "from the first note to the payment."
    )
    icon: ClassVar[str] = "ph.receipt"
    label: ClassVar[tuple[str, ...]] = ("member_id", "date")
    order: ClassVar[tuple[str, ...]] = ("date",)
    other_words: ClassVar[str] = N_("expenses mileage travel money paid back")
    find_group: ClassVar[str] = N_("Training and claims")
    find_words: ClassVar[str] = N_("Find a claim")
    add_words: ClassVar[str] = N_("Add claim")
    headline: ClassVar[str] = N_("Pay members back without sums on paper")
    guide: ClassVar[str] = "claims"
    rules = (claims.claim_problems,)
    children: ClassVar[tuple[str, ...]] = ("claim_line",)

    member_id: Mapped[int] = field(
        Ref(record="member"), N_("Member"), required=True, column=24, section=_CLAIM
    )
    date: Mapped[dt.date] = field(
        Date(looks=Looks.BACK),
        N_("For the day"),
        required=True,
        column=12,
        indexed=True,
        section=_CLAIM,
        beside=True,
    )
    meeting_id: Mapped[int | None] = field(
        Ref(record="meeting"), N_("Meeting"), column=30, section=_CLAIM
    )
    event_id: Mapped[int | None] = field(
        Ref(record="training_event"), N_("Training"), section=_CLAIM, beside=True
    )
    purpose_words: Mapped[str | None] = field(
        Text(160), N_("What for"), searched=True, section=_CLAIM,
        help=N_("If it was for no meeting or training of ours."),
    )  # fmt: skip
    submitted: Mapped[dt.date | None] = field(
        Date(looks=Looks.BACK), N_("Sent in on"), column=12, indexed=True, section=_CLAIM
    )
    state: Mapped[str] = field(
        Choice(list="claim_state"), N_("State"), required=True, default="draft", column=14,
        indexed=True, section=_PAID,
    )  # fmt: skip
    approved_by: Mapped[str | None] = field(Text(80), N_("Approved by"), section=_PAID)
    approved_on: Mapped[dt.date | None] = field(
        Date(looks=Looks.BACK), N_("Approved on"), section=_PAID, beside=True
    )
    authorised_by: Mapped[str | None] = field(Text(80), N_("Payment authorised by"), section=_PAID)
    authorised_on: Mapped[dt.date | None] = field(
        Date(looks=Looks.BACK), N_("Authorised on"), section=_PAID, beside=True
    )
    paid_on: Mapped[dt.date | None] = field(Date(looks=Looks.BACK), N_("Paid on"), section=_PAID)
    payment_method: Mapped[str | None] = field(
        Choice(list="payment_way"), N_("Paid by"), section=_PAID, beside=True,
        formerly=("paid_way",),
    )  # fmt: skip
    payment_reference: Mapped[str | None] = field(
        Text(40), N_("Payment reference"), searched=True, section=_PAID
    )
    notes: Mapped[str | None] = field(LongText(2_000), N_("Notes"), searched=True, section=_PAID)
    total: Mapped[int] = field(
        Money(), N_("Total"), required=True, default=0, column=10, indexed=True, computed=True
    )

    @classmethod
    def deletion_blocker(cls, values: Mapping[str, Any]) -> str:
        """Keep what was approved, rejected or paid."""
        return claims.deletion_blocker(values["state"])

    @classmethod
    def seal(cls, values: Mapping[str, Any]) -> str:
        """Leave what was approved or closed as it is."""
        return claims.seal(values["state"])

    @classmethod
    def only_by_step(cls, values: Mapping[str, Any]) -> Mapping[str, str]:
        """Leave approving, paying and closing to their own steps, which ask who did it."""
        return claims.only_by_step(values["state"])

    @classmethod
    def called_otherwise(cls, values: Mapping[str, Any]) -> Mapping[str, str]:
        """Say of a returned claim that it is to be sent in again."""
        return (
            {"submitted": N_("Returned; was sent in on")}
            if values.get("state") == "returned"
            else {}
        )

    @classmethod
    def correctable(cls, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Let what a paid claim was for, its costs and its payment be put right."""
        return claims.correctable(values["state"])


class ClaimLine(Record):
    """One cost of a claim."""

    __tablename__ = "claim_line"
    singular: ClassVar[str] = N_("Claim line")
    plural: ClassVar[str] = N_("Claim lines")
    purpose: ClassVar[str] = N_(
        "What each cost was, on which day, and whether the receipt is there."
    )
    icon: ClassVar[str] = "ph.receipt"
    label: ClassVar[tuple[str, ...]] = ("category", "date")
    order: ClassVar[tuple[str, ...]] = ("date",)
    rules = (claims.line_problems,)
    step_rules = (claims.travel_problems,)  # older files hold lines that do not say it

    claim_id: Mapped[int] = field(
        Ref(record="claim", owned=True), N_("Claim"), required=True, column=30
    )
    date: Mapped[dt.date] = field(
        Date(looks=Looks.BACK), N_("Day"), required=True, column=12, indexed=True
    )
    category: Mapped[str] = field(
        Choice(list="claim_category"), N_("What it was"), required=True, default="mileage",
        column=14, indexed=True,
    )  # fmt: skip
    details: Mapped[str | None] = field(
        Text(160), N_("Details"), column=30, searched=True,
        help=N_("From where to where, or what was bought."),
    )  # fmt: skip
    mode: Mapped[str | None] = field(Choice(list="travel_mode"), N_("Travel by"))
    miles: Mapped[int | None] = field(Miles(), N_("Miles there and back"), column=8, beside=True)
    amount: Mapped[int] = field(Money(), N_("Amount"), required=True, default=0, column=10)
    receipt: Mapped[str | None] = field(
        Choice(list="receipt", none=N_("Not said yet")), N_("Receipt"), column=12, beside=True
    )
    rate_id: Mapped[int | None] = field(Ref(record="mileage_rate"), N_("Rate used"), computed=True)
