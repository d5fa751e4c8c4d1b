"""Every record type, in the order in which their rows can be read and written."""

from __future__ import annotations

from facilitator_app.records.actions import Action
from facilitator_app.records.bodies import Body, Seat
from facilitator_app.records.claims import Claim, ClaimLine, MileageRate
from facilitator_app.records.meetings import AgendaItem, Attendance, Decision, Meeting
from facilitator_app.records.members import Member
from facilitator_app.records.network import Network
from facilitator_app.records.picklists import ListEntry
from facilitator_app.records.training import TrainingEvent, TrainingPlace
from facilitator_app.store.base import Record

ALL: tuple[type[Record], ...] = (
    Network, ListEntry, MileageRate, Body, Member, Seat, Meeting, AgendaItem, Attendance,
    Decision, Action, TrainingEvent, TrainingPlace, Claim, ClaimLine,
)  # fmt: skip
