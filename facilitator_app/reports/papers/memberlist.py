"""The member list of a body: who sits on it, what as, how to reach them, until when."""

from __future__ import annotations

from facilitator_app.digests.memberlist import MemberList, Seated
from facilitator_app.domain.membership import left_out_words
from facilitator_app.i18n import _, ngettext, show_number
from facilitator_app.locale_formats import join_list
from facilitator_app.reports.blocks import Block, NoteBlock, Paper, Paragraph, Table
from facilitator_app.reports.formatting import (
    format_date,
    format_short_date,
)
from facilitator_app.typeset.table_content import TableColumn


def member_list_paper(digest: MemberList) -> Paper:
    """Tell the list, those with an office first."""
    imprint = digest.imprint
    return Paper(
        title=digest.body,
        subtitle=_subtitle(digest),
        network=imprint.network,
        kicker="",
        dated=format_date(imprint.as_at),
        version="",
        blocks=_blocks(digest),
        landscape=True,
    )


def _subtitle(digest: MemberList) -> str:
    if not digest.tier:
        return _("Members on {day}").format(day=format_date(digest.imprint.as_at))
    return _("{tier} · members on {day}").format(
        tier=digest.tier, day=format_date(digest.imprint.as_at)
    )


def _blocks(digest: MemberList) -> tuple[Block, ...]:
    if not digest.seated:
        nobody = Paragraph(_("Nobody holds a seat on this group on that day."), lead=True)
        return (nobody, *_left_out(digest))
    return (
        Paragraph(_counts(digest), lead=True),
        _table(digest),
        *_left_out(digest),
        NoteBlock(
            _("Personal details: for the work of this group only. Please keep this list safe.")
        ),
    )


def _left_out(digest: MemberList) -> tuple[Block, ...]:
    """Tell which seats and details are not in the list, without saying whose."""
    lines = []
    if digest.vacated:
        lines.append(
            ngettext(
                "{n} more seat is empty: who had it is not counted as a member now.",
                "{n} more seats are empty: who had them is not counted as a member now.",
                digest.vacated,
            )
        )
    if digest.kept_back:
        lines.append(left_out_words(digest.kept_back))
    return tuple(map(Paragraph, lines))


def _counts(digest: MemberList) -> str:
    """How many there are, and what they come as."""
    whole = ngettext("{n} member", "{n} members", len(digest.seated))
    if len(digest.by_comes_as) == 1:
        return _all_alike(whole, digest.by_comes_as[0][0], len(digest.seated))
    kinds = [
        _("{kind} {n}").format(kind=_as_words(kind), n=show_number(count))
        for kind, count in digest.by_comes_as
    ]
    return _("{members}. They come as: {kinds}.").format(members=whole, kinds=join_list(kinds))


def _all_alike(members: str, kind: str, number: int) -> str:
    """Say what all come as, if it is one thing: "1 member, who comes as: Patient."."""
    if not kind:
        return _("{members}. What they come as is not recorded.").format(members=members)
    return ngettext(
        "{members}, who comes as: {kind}.", "{members}, who all come as: {kind}.", number,
        members=members, kind=_as_words(kind),
    )  # fmt: skip


def _as_words(kind: str) -> str:
    """Return what somebody comes as, or all that they come as, in a sentence."""
    return join_list(kind.split("; ")) if kind else _("not recorded")


def _table(digest: MemberList) -> Table:
    columns = (
        TableColumn(_("Name"), weight=19),
        TableColumn(_("Role"), weight=11),
        TableColumn(_("Comes as"), weight=11),
        TableColumn(_("Locality"), weight=11),
        TableColumn(_("Telephone"), weight=12),
        TableColumn(_("E-mail"), weight=30),
        TableColumn(_("Since"), weight=9),
        TableColumn(_("Term ends"), weight=9),
        TableColumn(_("Papers as"), weight=10),
    )
    order = _("Members: office-holders first, then by surname")
    return Table(order, columns, tuple(_row(one) for one in digest.in_order))


def _row(one: Seated) -> tuple[str, ...]:
    return (
        one.name,
        one.role,
        one.comes_as,
        one.locality,
        one.telephone.replace(" ", "\xa0"),
        one.email,
        format_short_date(one.since) if one.since is not None else _("not known"),
        format_short_date(one.ends),
        one.papers_as,
    )
