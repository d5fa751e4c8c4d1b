"""Members: saved so that coming agendas follow a new name, and noted as heard from."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.names import sort_name, whole_name
from facilitator_app.i18n import N_
from facilitator_app.queries.next_meeting import to_come
from facilitator_app.records.meetings import AgendaItem, Meeting
from facilitator_app.records.members import Member
from facilitator_app.services import records
from facilitator_app.services.children import Children, SaveRules
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Changes, Draft
from facilitator_app.store.labels import Label


def save(file: File, member: Draft, children: Children) -> Saved:
    """Save a member; agenda items of meetings to come that they lead take a new name with it.

    Not where a namesake may be meant. See records.save.
    """
    return records.save(file, member, children, renaming())


def renaming() -> SaveRules:
    """Return what lets coming agendas follow the new name of one member that is saved."""
    before: list[tuple[str | None, str | None]] = []

    def check(session: Session, draft: Draft) -> None:
        stored = session.get(Member, draft.id) if draft.id is not None else None
        if stored is not None:
            before.append((stored.forenames, stored.surname))

    def complete(
        session: Session, owner: Member, children: Children, fmt: FormatContext
    ) -> Children:
        for former in before:
            if former != (owner.forenames, owner.surname):
                _rename_leads(session, owner, former, fmt)
        return children

    return SaveRules(check, complete)


def heard(file: File, member_id: int) -> Changes:
    """Note that a member was heard from today."""
    with file.store.write(Label(N_("Mark member as heard from"))) as work:
        work.get(Member, member_id).last_heard = file.store.clock.today()
    return work.changes


def _rename_leads(
    session: Session, member: Member, former: tuple[str | None, str | None], fmt: FormatContext
) -> None:
    """Name `member` by their new name where an agenda to come has the former one."""
    forenames, surname = former
    shared = select(Member.id).where(
        Member.sort_name == sort_name(surname, forenames), Member.id != member.id
    )
    if session.scalar(shared.limit(1)) is not None:
        return
    old, new = whole_name(*former), whole_name(member.forenames, member.surname)
    led = or_(AgendaItem.lead == old, AgendaItem.lead.startswith(f"{old},", autoescape=True))
    items = select(AgendaItem).join(Meeting, Meeting.id == AgendaItem.meeting_id)
    for item in session.scalars(items.where(to_come(fmt), led)):
        item.lead = f"{new}{(item.lead or '').removeprefix(old)}"[:80]
