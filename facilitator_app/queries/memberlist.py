"""Who sits on a body on a day, for its printed list."""

from __future__ import annotations

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from facilitator_app.digests.memberlist import MemberList, Seated
from facilitator_app.digests.papers import Imprint
from facilitator_app.domain import names
from facilitator_app.domain.bodies import seat_rank
from facilitator_app.domain.membership import held_since
from facilitator_app.queries.lists import number
from facilitator_app.queries.membership import not_to_contact, seat_held, seat_vacated
from facilitator_app.queries.record_words import network
from facilitator_app.queries.subjects import Subject
from facilitator_app.queries.word_order import in_order
from facilitator_app.records.bodies import Body, Seat
from facilitator_app.records.members import Member
from facilitator_app.spec.kinds import FormatContext


def member_list(session: Session, body_id: int, fmt: FormatContext) -> MemberList:
    """Return the seats of one body that are held today."""
    body = session.get_one(Body, body_id)
    rows = session.execute(
        select(Seat, Member)
        .join(Member, Member.id == Seat.member_id)
        .where(Seat.body_id == body_id, seat_held(fmt.today))
        .order_by(*in_order(Member.sort_name), Seat.starts)
    ).all()
    spared = not_to_contact(session, "member", [member.id for _seat, member in rows], fmt.today)
    return MemberList(
        imprint=Imprint(network(session).name, fmt.today),
        body=body.name,
        tier=Body.spec().field("tier").show(body.tier, fmt),
        seated=tuple(
            _seated(seat, member, fmt, reach=member.id not in spared) for seat, member in rows
        ),
        vacated=number(session, Seat, and_(Seat.body_id == body_id, seat_vacated(fmt.today))),
        kept_back=len(spared),
    )


def _seated(seat: Seat, member: Member, fmt: FormatContext, *, reach: bool) -> Seated:
    spec = Member.spec()
    return Seated(
        name=names.whole_name(member.forenames, member.surname),
        sort_name=names.sort_key(member.surname, member.forenames),
        role=fmt.lists.label("seat_role", seat.role),
        rank=seat_rank(seat.role),
        comes_as=spec.field("kinds").show(member.kinds, fmt),
        locality=spec.field("locality").show(member.locality, fmt),
        telephone=(member.telephone or member.mobile or "") if reach else "",
        email=(member.email or "") if reach else "",
        since=held_since(member.joined, seat.starts),
        ends=seat.ends,
        papers_as=spec.field("papers").show(member.papers, fmt) if reach else "",
    )


SUBJECT = Subject(digests={MemberList: member_list})
