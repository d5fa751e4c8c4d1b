"""The member list of a body: who sits on it, what as, how to reach them, until when."""

from __future__ import annotations

from facilitator_app.digests.memberlist import MemberList, Seated
from facilitator_app.i18n import _, ngettext
from facilitator_app.reports.blocks import Block, Column, Note, Paper, Paragraph, Table
from facilitator_app.reports.wording import day, listed, number, short_day


def members(digest: MemberList) -> Paper:
    """Tell the list, those with an office first."""
    imprint = digest.imprint
    return Paper(
        title=digest.body,
        subtitle=_subtitle(digest),
        network=imprint.network,
        kicker="",
        dated=day(imprint.as_at),
        version=imprint.version,
        blocks=_blocks(digest),
        landscape=True,
    )


def _subtitle(digest: MemberList) -> str:
    if not digest.tier:
        return _("Members on {day}").format(day=day(digest.imprint.as_at))
    return _("{tier} · members on {day}").format(tier=digest.tier, day=day(digest.imprint.as_at))


def _blocks(digest: MemberList) -> tuple[Block, ...]:
    if not digest.seated:
        return (Paragraph(_("Nobody holds a seat on this group on that day."), lead=True),)
    return (
        Paragraph(_counts(digest), lead=True),
        _table(digest),
        Note(_("Personal details: for the work of this group only. Please keep this list safe.")),
    )


def _counts(digest: MemberList) -> str:
    """How many there are, and what they come as."""
    whole = ngettext("{n} member", "{n} members", len(digest.seated))
    kinds = [
        _("{kind} {n}").format(kind=_as_words(kind), n=number(count))
        for kind, count in digest.by_comes_as
    ]
    return _("{members}. They come as: {kinds}.").format(members=whole, kinds=listed(kinds))


def _as_words(kind: str) -> str:
    """Return what somebody comes as, or all that they come as, in a sentence."""
    return listed(kind.split("; ")) if kind else _("not recorded")


def _table(digest: MemberList) -> Table:
    columns = [
        Column(_("Name"), weight=19),
        Column(_("Role"), weight=11),
        Column(_("Comes as"), weight=11),
        Column(_("Locality"), weight=11),
        Column(_("Telephone"), weight=12),
        Column(_("E-mail"), weight=30),
        Column(_("Since"), weight=9),
        Column(_("Term ends"), weight=9),
    ]
    if digest.with_formats:
        columns.append(Column(_("Papers as"), weight=10))
    rows = tuple(_row(one, digest.with_formats) for one in digest.in_order)
    return Table(_("Members, office-holders first"), tuple(columns), rows)


def _row(one: Seated, with_formats: bool) -> tuple[str, ...]:
    cells = (
        one.name,
        one.role,
        one.comes_as,
        one.locality,
        one.telephone.replace(" ", "\xa0"),
        one.email,
        short_day(one.since),
        short_day(one.ends),
    )
    return (*cells, one.papers_as) if with_formats else cells
