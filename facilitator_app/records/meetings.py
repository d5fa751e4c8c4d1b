"""Meetings: the agenda and what was minuted, who came, and what was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session, object_session

from facilitator_app.domain import meetings
from facilitator_app.domain.dates import Looks
from facilitator_app.domain.errors import Invalid
from facilitator_app.i18n import N_, _
from facilitator_app.records.bodies import Body
from facilitator_app.spec.kinds import Choice, Date, Flag, LongText, Ref, Text, Time, Whole
from facilitator_app.store.base import Mapped, Record, field, record_type, table_of

_WHEN, _STEPS, _MORE = N_("When and where"), N_("How far it is"), N_("Notes")


class Meeting(Record):
    """One meeting of one body."""

    __tablename__ = "meeting"
    singular: ClassVar[str] = N_("Meeting")
    plural: ClassVar[str] = N_("Meetings")
    purpose: ClassVar[str] = N_(
        "Plan the agenda, tick the register, write the minutes, and print them for everyone."
    )
    icon: ClassVar[str] = "ph.calendar-blank"
    label: ClassVar[tuple[str, ...]] = ("body_id", "date")
    order: ClassVar[tuple[str, ...]] = ("date",)
    find_group: ClassVar[str] = N_("Meetings and papers")
    other_words: ClassVar[str] = N_("agenda minutes papers register")
    find_words: ClassVar[str] = N_("Find a meeting")
    add_words: ClassVar[str] = N_("Plan a meeting")
    headline: ClassVar[str] = N_("Plan the first meeting")
    guide: ClassVar[str] = "meetings"
    children: ClassVar[tuple[str, ...]] = ("tag",)
    rules = (meetings.time_problems,)
    step_rules = (meetings.step_problems,)

    body_id: Mapped[int] = field(
        Ref(record="body"), N_("Group"), required=True, column=30, section=_WHEN
    )
    date: Mapped[dt.date] = field(
        Date(), N_("Date"), required=True, column=12, indexed=True, section=_WHEN
    )
    mode: Mapped[str] = field(
        Choice(list="meeting_mode"), N_("How we meet"), required=True, default="room",
        section=_WHEN, beside=True,
    )  # fmt: skip
    starts: Mapped[dt.time | None] = field(Time(), N_("Starts"), column=8, section=_WHEN)
    ends: Mapped[dt.time | None] = field(Time(), N_("Ends"), section=_WHEN, beside=True)
    venue: Mapped[str | None] = field(
        Text(120), N_("Venue"), column=26, indexed=True, searched=True, section=_WHEN
    )
    reference: Mapped[str | None] = field(
        Text(24, capitals=True), N_("Reference"), column=14, indexed=True, searched=True,
        section=_STEPS,
        help=N_("Left empty, it is made from the group's letters and the month."),
    )  # fmt: skip
    status: Mapped[str] = field(
        Choice(list="meeting_status"), N_("Status"), required=True, default="scheduled", column=14,
        indexed=True, section=_STEPS, beside=True,
    )  # fmt: skip
    notice_sent: Mapped[dt.date | None] = field(
        Date(looks=Looks.BACK), N_("Notice sent"), section=_STEPS
    )
    approved_on: Mapped[dt.date | None] = field(
        Date(looks=Looks.BACK), N_("Minutes approved"), section=_STEPS, beside=True
    )
    notes: Mapped[str | None] = field(LongText(), N_("Notes"), searched=True, section=_MORE)

    def fill_in(self, session: Session) -> None:
        """Give a meeting that has none its reference, such as PG/2026/03."""
        body = session.get(Body, self.body_id)
        if self.reference or body is None:
            return
        stem = meetings.reference(body.short_name, self.date, ())
        taken = session.scalars(select(Meeting.reference).where(Meeting.reference.startswith(stem)))
        self.reference = meetings.reference(
            body.short_name, self.date, {one for one in taken if one}
        )

    def follow(self, session: Session) -> None:
        """Take along what was raised here on the day before: it was raised on that of the meeting.

        What says another day was put so by hand, and keeps it.
        """
        before = inspect(self).attrs["date"].history.deleted
        if not before:
            return
        actions: Any = record_type("action")
        raised = session.scalars(
            select(actions).where(actions.meeting_id == self.id, actions.raised == before[0])
        )
        for action in raised.all():
            action.raised = self.date

    def check(self, session: Session, beside: Sequence[Record] = ()) -> None:
        """Refuse the reference of another meeting: minutes are found by it."""
        same = func.lower(Meeting.reference) == (self.reference or "").lower()
        other = select(Meeting.id).where(same, Meeting.id != self.id)
        if self.reference and session.scalar(other.limit(1)) is not None:
            raise Invalid({"reference": _("Another meeting has this reference.")})

    @classmethod
    def deletion_blocker(cls, values: Mapping[str, Any]) -> str:
        """Keep what has approved minutes."""
        return meetings.deletion_blocker(values["status"])

    @classmethod
    def seal(cls, values: Mapping[str, Any]) -> str:
        """Leave approved minutes as they are."""
        return meetings.seal(values["status"])

    @classmethod
    def only_by_step(cls, values: Mapping[str, Any]) -> Mapping[str, str]:
        """Leave approving to its own step, which keeps the minutes as they stand."""
        return meetings.only_by_step(values["status"])

    @classmethod
    def correctable(cls, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Let what the minutes say of the meeting itself be put right."""
        return ("date", "mode", "starts", "ends", "venue", "approved_on")


class AgendaItem(Record):
    """One item of a meeting's agenda, and what was minuted under it."""

    __tablename__ = "agenda_item"
    singular: ClassVar[str] = N_("Agenda item")
    plural: ClassVar[str] = N_("Agenda items")
    purpose: ClassVar[str] = N_("What a meeting talks about, in order.")
    icon: ClassVar[str] = "ph.list-numbers"
    label: ClassVar[tuple[str, ...]] = ("title",)
    order: ClassVar[tuple[str, ...]] = ("number",)
    find_group: ClassVar[str] = N_("Meetings and papers")
    edited_in: ClassVar[str] = "meeting"

    meeting_id: Mapped[int] = field(
        Ref(record="meeting", owned=True), N_("Meeting"), required=True, column=30
    )
    number: Mapped[int] = field(Whole(99, 1), N_("No"), required=True, default=1, column=4)
    title: Mapped[str] = field(Text(160), N_("Item"), required=True, column=40, searched=True)
    purpose_code: Mapped[str | None] = field(
        Choice(list="item_purpose"), N_("To"), default="discuss", column=10
    )
    lead: Mapped[str | None] = field(Text(80), N_("Lead"), column=20, searched=True, beside=True)
    raised_by: Mapped[str | None] = field(Choice(list="raised_by"), N_("Raised by"), column=14)
    minutes: Mapped[int | None] = field(
        Whole(600), N_("Minutes planned"), default=10, column=8, beside=True
    )
    confidential: Mapped[bool] = field(Flag(), N_("Confidential"), required=True, default=False)
    text: Mapped[str | None] = field(LongText(), N_("What was said"), searched=True)

    def check(self, session: Session, beside: Sequence[Record] = ()) -> None:
        """Keep an item at the meeting of what was decided and agreed under it."""
        if not object_session(self):
            return
        for record in ("decision", "action"):
            table = table_of(record_type(record))
            under = select(table.c.id).where(
                table.c.item_id == self.id, table.c.meeting_id != self.meeting_id
            )
            if session.scalar(under.limit(1)) is not None:
                raise Invalid(
                    {
                        "meeting_id": _(
                            "What was decided and agreed under this item belongs to its meeting: "
                            "it cannot go to another."
                        )
                    }
                )

    @classmethod
    def correctable(cls, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Let what the minutes say under an item be put right."""
        return ("title", "text")


def check_item(session: Session, item_id: int | None, meeting_id: int | None) -> None:
    """Raise Invalid if the item under which something stands is none of its meeting."""
    if item_id is None or meeting_id is None:
        return
    at = session.scalar(select(AgendaItem.meeting_id).where(AgendaItem.id == item_id))
    if at is not None and at != meeting_id:
        raise Invalid({"item_id": _("This item stands on the agenda of another meeting.")})


class Attendance(Record):
    """One person's line in the register of a meeting."""

    __tablename__ = "attendance"
    singular: ClassVar[str] = N_("Register entry")
    plural: ClassVar[str] = N_("Register")
    purpose: ClassVar[str] = N_("Who came, who sent apologies, and for which part.")
    icon: ClassVar[str] = "ph.user-list"
    label: ClassVar[tuple[str, ...]] = ("member_id", "visitor", "meeting_id")
    order: ClassVar[tuple[str, ...]] = ("id",)
    edited_in: ClassVar[str] = "meeting"
    added_by_correction: ClassVar[bool] = True
    rules = (meetings.attendance_problems, meetings.visitor_problems)

    meeting_id: Mapped[int] = field(
        Ref(record="meeting", owned=True), N_("Meeting"), required=True, column=30
    )
    member_id: Mapped[int | None] = field(
        Ref(record="member"), N_("Member"), column=24, by_name="visitor"
    )
    visitor: Mapped[str | None] = field(
        Text(120), N_("Visitor"),
        help=N_("No member: shown as in attendance, never counted."),
    )  # fmt: skip
    status: Mapped[str] = field(
        Choice(list="attendance_status"), N_("Register"), required=True, default="expected",
        column=14, indexed=True,
    )  # fmt: skip
    capacity: Mapped[str | None] = field(
        Text(80),
        N_("Capacity"),
        column=20,
        help=N_("As it will stand in the minutes: Chair, patient member."),
    )
    arrived: Mapped[dt.time | None] = field(Time(), N_("Arrived"))
    left: Mapped[dt.time | None] = field(Time(), N_("Left"), beside=True)
    taken_off: Mapped[bool] = field(
        Flag(), N_("Taken off the register"), required=True, default=False,
        help=N_("Tick this if the person was not there, and had not sent apologies."),
    )  # fmt: skip

    def check_entered(self, session: Session, today: dt.date) -> None:
        """Refuse that somebody came before the day of the meeting; what stood so is let be."""
        if not inspect(self).attrs["status"].history.added or self.meeting_id is None:
            return
        meeting = session.get(Meeting, self.meeting_id)
        if meeting and (why := meetings.not_there_yet(self.status, meeting.date, today)):
            raise Invalid({"status": why})

    @classmethod
    def correctable(cls, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Let what the minutes say of somebody's coming be put right."""
        told: tuple[str, ...] = ("status", "capacity", "arrived", "left")
        if values.get("visitor") and not values.get("member_id"):
            told = ("visitor", *told)
        named = values.get("member_id") or values.get("visitor")
        return (*told, "taken_off") if named else told

    @classmethod
    def told_before(cls, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Keep how somebody stood who was taken off: the line is shown no more."""
        return ("status",) if values["taken_off"] else ()


class Decision(Record):
    """What a meeting decided, in its exact words."""

    __tablename__ = "decision"
    singular: ClassVar[str] = N_("Decision")
    plural: ClassVar[str] = N_("Decisions")
    purpose: ClassVar[str] = N_("Every decision in its exact words, numbered through.")
    icon: ClassVar[str] = "ph.check-circle"
    label: ClassVar[tuple[str, ...]] = ("reference", "wording")
    joint: ClassVar[str] = " "
    order: ClassVar[tuple[str, ...]] = ("number",)
    find_group: ClassVar[str] = N_("Meetings and papers")
    edited_in: ClassVar[str] = "meeting"

    meeting_id: Mapped[int] = field(
        Ref(record="meeting", owned=True), N_("Meeting"), required=True, column=30
    )
    item_id: Mapped[int | None] = field(
        Ref(record="agenda_item", owned=True), N_("Agenda item"), column=30
    )
    number: Mapped[int] = field(
        Whole(1_000_000, 1), N_("Number"), required=True, indexed=True, computed=True, numbered=True
    )
    reference: Mapped[str | None] = field(
        Text(24), N_("Reference"), column=10, searched=True, computed=True
    )
    wording: Mapped[str] = field(
        LongText(2_000), N_("Exact words"), required=True, column=50, searched=True
    )
    method: Mapped[str | None] = field(Choice(list="decision_method"), N_("How it was decided"))
    proposer: Mapped[str | None] = field(Text(80), N_("Proposed by"))
    seconder: Mapped[str | None] = field(Text(80), N_("Seconded by"), beside=True)

    @classmethod
    def computed_values(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Write the number as decisions are quoted: D-118."""
        return {"reference": f"D-{values['number']}"} if values.get("number") else {}

    def check(self, session: Session, beside: Sequence[Record] = ()) -> None:
        """Refuse an item of another meeting: the decision would stand in no minutes."""
        check_item(session, self.item_id, self.meeting_id)

    @classmethod
    def correctable(cls, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Let the words in which the minutes have it be put right."""
        return ("wording", "method", "proposer", "seconder")
