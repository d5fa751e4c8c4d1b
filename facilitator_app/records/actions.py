"""Actions: who does what by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from facilitator_app.domain import actions
from facilitator_app.domain.dates import Looks
from facilitator_app.i18n import N_
from facilitator_app.records.meetings import AgendaItem, Meeting, check_item
from facilitator_app.spec.kinds import Choice, Date, LongText, Ref, Text, Whole
from facilitator_app.store.base import Mapped, Record, field


class Action(Record):
    """Something somebody undertook to do, at a meeting or outside one."""

    __tablename__ = "action"
    singular: ClassVar[str] = N_("Action")
    plural: ClassVar[str] = N_("Actions")
    purpose: ClassVar[str] = N_(
        "Everything somebody promised to do, with whom it waits and by when. "
        "Actions come from meetings or are added here."
    )
    icon: ClassVar[str] = "ph.check-square"
    label: ClassVar[tuple[str, ...]] = ("reference", "what")
    joint: ClassVar[str] = " "
    order: ClassVar[tuple[str, ...]] = ("due",)
    find_group: ClassVar[str] = N_("Actions")
    find_words: ClassVar[str] = N_("Find an action")
    add_words: ClassVar[str] = N_("Add action")
    headline: ClassVar[str] = N_("Note who does what by when")
    guide: ClassVar[str] = "actions"
    children: ClassVar[tuple[str, ...]] = ("tag",)
    held_by: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "item_id": ("what", "item_id", "meeting_id"),
        "meeting_id": ("what", "item_id", "meeting_id"),
    }
    rules = (actions.problems,)

    what: Mapped[str] = field(
        Text(300), N_("What is to be done"), required=True, column=34, indexed=True, searched=True
    )
    owner_id: Mapped[int | None] = field(
        Ref(record="member"), N_("Who does it"), column=22, by_name="owner_name"
    )
    due: Mapped[dt.date | None] = field(Date(), N_("By when"), column=12, indexed=True, beside=True)
    owner_name: Mapped[str | None] = field(
        Text(120), N_("Who does it, by name"), searched=True,
        help=N_("Somebody from outside, who is not on file."),
    )  # fmt: skip
    status: Mapped[str] = field(
        Choice(list="action_status"), N_("Status"), required=True, default="open", column=12,
        indexed=True,
    )  # fmt: skip
    done_on: Mapped[dt.date | None] = field(Date(looks=Looks.BACK), N_("Done on"), beside=True)
    raised: Mapped[dt.date | None] = field(
        Date(looks=Looks.BACK), N_("Raised on"), column=12, indexed=True
    )
    meeting_id: Mapped[int | None] = field(Ref(record="meeting"), N_("At the meeting"))
    item_id: Mapped[int | None] = field(
        Ref(record="agenda_item", within="meeting_id"), N_("Under the item"), beside=True
    )
    progress: Mapped[str | None] = field(LongText(), N_("How it is going"), searched=True)
    number: Mapped[int | None] = field(
        Whole(1_000_000, 1), N_("Number"), indexed=True, computed=True, numbered=True
    )
    reference: Mapped[str | None] = field(
        Text(24), N_("Reference"), column=10, indexed=True, searched=True, computed=True
    )

    def fill_in(self, session: Session) -> None:
        """Put what was raised under an item at its meeting, on the day of that if none is said."""
        item = session.get(AgendaItem, self.item_id) if self.item_id else None
        if self.meeting_id is None and item is not None:
            self.meeting_id = item.meeting_id
        meeting = session.get(Meeting, self.meeting_id) if self.meeting_id else None
        if meeting is None:
            return
        left = inspect(self).attrs["meeting_id"].history.deleted
        before = session.get(Meeting, left[0]) if left and left[0] else None
        if self.raised is None or (before is not None and self.raised == before.date):
            self.raised = meeting.date

    @classmethod
    def computed_values(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Write the number as actions are quoted: A-214."""
        return {"reference": f"A-{values['number']}"} if values.get("number") else {}

    def check(self, session: Session, beside: Sequence[Record] = ()) -> None:
        """Refuse an item of another meeting: the action would stand in no minutes."""
        check_item(session, self.item_id, self.meeting_id)

    @classmethod
    def correctable(cls, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Let what approved minutes say of it be put right."""
        return ("what", "owner_id", "due", "owner_name")
