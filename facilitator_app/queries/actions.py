"""The list of actions and an action's card."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from facilitator_app.digests.cards import Card, CardAction, CardSection, Fact, Pill
from facilitator_app.digests.lists import Cell
from facilitator_app.digests.today import Need
from facilitator_app.domain.actions import days_late, late_words
from facilitator_app.domain.dates import show_date
from facilitator_app.i18n import N_, _, ngettext
from facilitator_app.locale_formats import join_facts
from facilitator_app.queries.list_cells import cell_of
from facilitator_app.queries.lists import ALL, View, ViewChip, number
from facilitator_app.queries.membership import belongs_to_gone
from facilitator_app.queries.record_words import labels
from facilitator_app.queries.subjects import NeedQuery, Subject
from facilitator_app.records.actions import Action
from facilitator_app.records.meetings import Meeting
from facilitator_app.spec.kinds import FormatContext


def is_open(_session: Session, _fmt: FormatContext) -> ColumnElement[bool]:
    """Hold actions that are still to be done."""
    return Action.status == "open"


def past_due(day: dt.date) -> ColumnElement[bool]:
    """Hold actions that are overdue on `day` if they are open then, by the rule of `days_late`."""
    return Action.due < day


def overdue(_session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    """Hold open actions whose day has passed."""
    return and_(Action.status == "open", past_due(fmt.today))


def owner_gone(_session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    """Hold open actions whose owner has left or died."""
    return and_(Action.status == "open", belongs_to_gone(Action.owner_id, fmt.today))


def _done(_session: Session, _fmt: FormatContext) -> ColumnElement[bool]:
    return Action.status == "done"


def _states(session: Session, ids: Sequence[int], fmt: FormatContext) -> Mapping[int, Cell]:
    rows = session.execute(select(Action.id, Action.status, Action.due).where(Action.id.in_(ids)))
    return {
        one: Cell(late_words(days), "bad", "ph.clock")
        for one, status, due in rows
        if (days := days_late(status, due, fmt.today))
    }


def _sentence(counts: Mapping[str, int]) -> str:
    words = ngettext("{n} open action", "{n} open actions", counts["open"])
    if counts["late"]:
        words = join_facts((words, ngettext("{n} is overdue", "{n} are overdue", counts["late"])))
    return words


def _agreed_by(body: int) -> ColumnElement[bool]:
    """Hold the actions that the meetings of a body agreed."""
    return Action.meeting_id.in_(select(Meeting.id).where(Meeting.body_id == body))


VIEW = View(
    cls=Action,
    columns=("what", "owner_id", "due", "status", "reference", "raised"),
    chips=(
        ViewChip("open", N_("Open"), is_open),
        ViewChip("late", N_("Overdue"), overdue, "ph.clock", waits=True, late=True),
        ViewChip("gone", N_("Owner has gone"), owner_gone),
        ViewChip("done", N_("Done"), _done),
        ALL,
    ),
    sentence=_sentence,
    pills={"status": _states},
    belongs={"body": _agreed_by},
)


def card(session: Session, action_id: int, fmt: FormatContext) -> Card:
    """Return an action's card: who, by when, where it came from, how it is going."""
    action = session.get_one(Action, action_id)
    status = cell_of(Action.spec().field("status"), action.status, fmt)
    late = days_late(action.status, action.due, fmt.today)
    owner = _owner(session, action, fmt)
    return Card(
        title=action.what,
        subtitle=action.reference or "",
        pill=Pill(late_words(late), "bad", "ph.clock")
        if late
        else Pill(status.text, status.tone or "ok", status.icon),
        sections=(
            CardSection(
                _("Who and when"),
                (
                    Fact(
                        _("Who"), owner or _("nobody yet"),
                        link=("member", action.owner_id) if action.owner_id else None,
                    ),
                    Fact(_("By when"), show_date(action.due) if action.due else _("no day set")),
                    *_origin(session, action, fmt),
                ),
            ),
            *(
                (CardSection(_("How it is going"), (Fact("", action.progress),)),)
                if action.progress
                else ()
            ),
        ),
        actions=(CardAction(_("Mark as done"), "ph.check", command="action_done"),)
        if action.status == "open"
        else (),
    )  # fmt: skip


def _owner(session: Session, action: Action, fmt: FormatContext) -> str:
    """Return who does it: a member, or somebody from outside by name; "" while nobody does."""
    member = labels(session, "member", [action.owner_id], fmt).get(action.owner_id or 0)
    return member or action.owner_name or ""


def _origin(session: Session, action: Action, fmt: FormatContext) -> tuple[Fact, ...]:
    if action.meeting_id is None:
        return ()
    meeting = labels(session, "meeting", [action.meeting_id], fmt)[action.meeting_id]
    return (Fact(_("Raised at"), meeting, link=("meeting", action.meeting_id)),)


def _late_need(session: Session, fmt: FormatContext) -> Need | None:
    where = overdue(session, fmt)
    late = number(session, Action, where)
    if not late:
        return None
    oldest = session.scalars(select(Action).where(where).order_by(Action.due).limit(1)).one()
    owner = _owner(session, oldest, fmt)
    second = (
        _("Oldest: {what} ({who})").format(what=oldest.what, who=owner)
        if owner
        else _("Oldest: {what}").format(what=oldest.what)
    )
    return Need(
        icon="ph.clock", tone="bad",
        title=ngettext("{n} action overdue", "{n} actions overdue", late), second=second,
        due=late_words(days_late(oldest.status, oldest.due, fmt.today)),
        record="action", chip="late",
    )  # fmt: skip


def _gone_need(session: Session, fmt: FormatContext) -> Need | None:
    where = owner_gone(session, fmt)
    found = number(session, Action, where)
    if not found:
        return None
    first = session.scalars(select(Action).where(where).order_by(Action.due).limit(1)).one()
    owner = labels(session, "member", [first.owner_id], fmt)[first.owner_id or 0]
    return Need(
        icon="ph.user-minus", tone="warn",
        title=ngettext(
            "{n} open action is with somebody who has left or died",
            "{n} open actions are with somebody who has left or died",
            found,
        ),
        second=_("{what} ({who})").format(what=first.what, who=owner),
        due="", record="action", chip="gone",
    )  # fmt: skip


SUBJECT = Subject(
    records=(Action,),
    views=(VIEW,),
    cards={Action: card},
    needs=(NeedQuery(10, _late_need), NeedQuery(15, _gone_need)),
)
