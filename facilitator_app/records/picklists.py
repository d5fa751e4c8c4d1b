"""The pick-lists of this file: entries can be relabelled, added and retired."""

from __future__ import annotations

from typing import ClassVar

from facilitator_app.i18n import N_
from facilitator_app.spec.kinds import Flag, Text, Whole
from facilitator_app.store.base import Mapped, Record, field


class ListEntry(Record):
    """One choice of one pick-list; records store its code."""

    __tablename__ = "list_entry"
    singular: ClassVar[str] = N_("List entry")
    plural: ClassVar[str] = N_("Pick-lists")
    purpose: ClassVar[str] = N_("The words offered wherever something is chosen from a list.")
    icon: ClassVar[str] = "ph.list-bullets"
    label: ClassVar[tuple[str, ...]] = ("words",)
    order: ClassVar[tuple[str, ...]] = ("list", "place")
    natural_key: ClassVar[tuple[str, ...] | None] = ("list", "code")
    edited_in: ClassVar[str] = "settings"
    guide: ClassVar[str] = "settings"

    list: Mapped[str] = field(
        Text(40), N_("List"), required=True, column=18, indexed=True, searched=True
    )
    code: Mapped[str] = field(
        Text(40), N_("Code"), required=True, column=16,
        help=N_("Records store this; it is never shown to members."),
    )  # fmt: skip
    words: Mapped[str] = field(Text(80), N_("Words"), required=True, column=30, searched=True)
    place: Mapped[int] = field(
        Whole(999), N_("Place in the list"), required=True, default=99, column=8
    )
    retired: Mapped[bool] = field(
        Flag(), N_("No longer offered"), required=True, default=False, column=10
    )
    source: Mapped[str | None] = field(Text(200), N_("Source"), column=30)
    tone: Mapped[str | None] = field(Text(10), N_("Colour"), computed=True)
    icon_name: Mapped[str | None] = field(Text(40), N_("Icon"), computed=True)
    fixed: Mapped[bool] = field(
        Flag(), N_("Part of the program"), required=True, default=False, computed=True
    )
