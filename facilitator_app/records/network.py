"""The network itself: its names and how to reach it."""

from __future__ import annotations

from typing import ClassVar

from facilitator_app.i18n import N_
from facilitator_app.spec.kinds import Email, Flag, LongText, Phone, Text, Whole
from facilitator_app.store.base import Mapped, Record, field

_WHO, _HOW, _RULES = N_("The network"), N_("How to reach us"), N_("How we work")


class Network(Record):
    """Settings of the network; a file has exactly one."""

    __tablename__ = "network"
    singular: ClassVar[str] = N_("Network")
    plural: ClassVar[str] = N_("Networks")
    purpose: ClassVar[str] = N_("The name on documents, how you are reached, and your rules.")
    icon: ClassVar[str] = "ph.gear"
    label: ClassVar[tuple[str, ...]] = ("name",)
    order: ClassVar[tuple[str, ...]] = ("name",)
    importable: ClassVar[bool] = False
    natural_key: ClassVar[tuple[str, ...] | None] = ()
    edited_in: ClassVar[str] = "settings"
    guide: ClassVar[str] = "settings"

    name: Mapped[str] = field(Text(120), N_("Name"), required=True, column=30, section=_WHO)
    short_name: Mapped[str | None] = field(
        Text(40), N_("Short name"), section=_WHO, help=N_("Stands in the corner of the window.")
    )
    facilitator: Mapped[str | None] = field(
        Text(80), N_("User Involvement Facilitator"), section=_WHO,
        help=N_("Your name: members ring you, Today greets you, and changes are signed with it."),
    )  # fmt: skip
    reports_to: Mapped[str | None] = field(
        Text(120), N_("Annual report goes to"), section=_WHO, default=None
    )
    telephone: Mapped[str | None] = field(Phone(), N_("Telephone"), section=_HOW)
    email: Mapped[str | None] = field(Email(), N_("E-mail"), section=_HOW, beside=True)
    address: Mapped[str | None] = field(LongText(400), N_("Address"), section=_HOW)
    claim_months: Mapped[int] = field(
        Whole(24, 1), N_("Months in which to claim"), required=True, default=3, section=_RULES,
        help=N_("Claims sent later than this are pointed out, not refused."),
    )  # fmt: skip
    quiet_days: Mapped[int] = field(
        Whole(730, 7), N_("Days until someone counts as not heard from"), required=True,
        default=90, section=_RULES,
    )  # fmt: skip
    sample: Mapped[bool | None] = field(Flag(), N_("Sample network"), computed=True)
