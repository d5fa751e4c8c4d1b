"""The annual report's sections about people: membership, groups and seats."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator_app.digests.annual import AnnualReport, Count
from facilitator_app.domain.small_numbers import LEAST
from facilitator_app.i18n import _, ngettext, show_number
from facilitator_app.reports.blocks import Block, Heading, NoteBlock, Paragraph, Table
from facilitator_app.reports.formatting import format_date, format_share
from facilitator_app.typeset.table_content import TableColumn


def membership(digest: AnnualReport) -> Iterator[Block]:
    """Who joined, who left, and what the members at the end of the year come as."""
    whole = digest.membership
    yield Heading(_("Our members"))
    if not (whole.start or whole.joined or whole.left):
        yield Paragraph(
            _("The network has had no members in this year so far.")
            if digest.still_runs
            else _("The network had no members in this year.")
        )
        return
    yield Paragraph(_moves(digest), lead=True)
    columns = (TableColumn(_("Members"), weight=3), TableColumn(_("Number"), "right"))
    rows = (
        (_("On 1 April {year}").format(year=digest.year), show_number(whole.start)),
        (_("Joined"), show_number(whole.joined)),
        (_("Left"), show_number(whole.left)),
    )
    last = (
        _("On 31 March {year}").format(year=digest.year + 1)
        if digest.so_far is None
        else _("So far, on {day}").format(day=format_date(digest.so_far))
    )
    total = (last, show_number(whole.end))
    yield Table(_("Members over the year"), columns, rows, total)
    yield NoteBlock(
        _(
            "Members who are on a break or have stepped back are counted."
            " People who have only applied are not."
        )
    )
    if whole.undated:
        yield NoteBlock(
            ngettext(
                "The records do not say when {n} of the members joined: this person is counted as"
                " having been there all along, and not among those who joined.",
                "The records do not say when {n} of the members joined: they are counted as having"
                " been there all along, and not among those who joined.",
                whole.undated,
            )
        )
    if whole.end:
        yield from _kinds(digest)
        yield from _localities(digest)
        yield from _few(digest)


def _kinds(digest: AnnualReport) -> Iterator[Block]:
    none = _("What members come as is not recorded for any of them.")
    counts = digest.membership.by_kind
    yield from _told(digest, counts, _("What members come as"), _("Come as"), none)


def _localities(digest: AnnualReport) -> Iterator[Block]:
    none = _("The locality is not recorded for any of them.")
    if digest.edition == 4:
        none = _("Where members live is not recorded for any of them.")
    counts = digest.membership.by_locality
    yield from _told(digest, counts, _("Where members live"), _("Locality"), none)


def _told(
    digest: AnnualReport, counts: tuple[Count, ...], caption: str, head: str, none: str
) -> Iterator[Block]:
    """Tell counts of members in a table, or in a sentence where it would have one row."""
    if digest.told_once and len(counts) == 1:
        yield _all_alike(caption, counts[0], none)
    else:
        yield from _breakdown(caption, head, counts, digest.membership.end)


def _all_alike(caption: str, only: Count, none: str) -> Paragraph:
    """Say in a sentence what a table of one row would tell; none: if nothing is known."""
    if only.unknown:
        return Paragraph(none)
    return Paragraph(
        ngettext(
            "{caption}: {kind}, for {n} member.", "{caption}: {kind}, for all {n} members.",
            only.number, caption=caption, kind=only.label,
        )
    )  # fmt: skip


def _few(digest: AnnualReport) -> Iterator[Block]:
    """Say why some kinds are told together, or none are told."""
    whole = digest.membership
    tables = (whole.by_kind, whole.by_locality)
    if digest.edition > 1 and (not all(tables) or any(c.together > 1 for t in tables for c in t)):
        yield NoteBlock(
            _(
                "So that nobody can be made out, no kind of fewer than {n} people is told by"
                " itself: such kinds are told together with others, or not at all."
            ).format(n=show_number(LEAST))
        )


def _moves(digest: AnnualReport) -> str:
    whole = digest.membership
    joined = ngettext("{n} person joined", "{n} people joined", whole.joined)
    left = ngettext("{n} left", "{n} left", whole.left)
    end = ngettext("{n} member", "{n} members", whole.end)
    if digest.well_put:
        joined = joined if whole.joined else _("Nobody joined")
        left = left if whole.left else _("nobody left")
        end = end if whole.end else _("no members")
    if digest.so_far is not None:
        return _("{joined} and {left}, which makes {members} so far, on {day}.").format(
            joined=joined, left=left, members=end, day=format_date(digest.so_far)
        )
    return _("{joined} and {left}, so that the year ended with {members}.").format(
        joined=joined, left=left, members=end
    )


def _breakdown(caption: str, column: str, counts: tuple[Count, ...], whole: int) -> Iterator[Block]:
    if not counts:
        return
    columns = (
        TableColumn(column, weight=3),
        TableColumn(_("Members"), "right"),
        TableColumn(_("Share"), "right"),
    )
    rows = tuple(
        (one.label, show_number(one.number), format_share(one.number, whole)) for one in counts
    )
    total = (_("All members"), show_number(whole), format_share(whole, whole))
    yield Table(caption, columns, rows, total)


def groups(digest: AnnualReport) -> Iterator[Block]:
    """Which groups there are and how many seats are held on each."""
    yield Heading(_("Groups and seats"))
    if not digest.bodies:
        yield Paragraph(
            _("The network has had no groups in this year so far.")
            if digest.still_runs
            else _("The network had no groups in this year.")
        )
        return
    yield Paragraph(_seats_held(digest))
    yield _by_group(digest)
    if len(digest.bodies) > 1 or not digest.told_once:
        yield NoteBlock(_("One member may hold seats on several groups."))
    if undated := sum(body.undated for body in digest.bodies):
        yield NoteBlock(
            ngettext(
                "The records do not say since when {n} of the seats is held: it is counted as"
                " having been held all along, as long as whoever has it was a member.",
                "The records do not say since when {n} of the seats are held: they are counted as"
                " having been held all along, as long as whoever has them was a member.",
                undated,
            )
        )


def _by_group(digest: AnnualReport) -> Table:
    tiers = not digest.told_once or any(body.tier for body in digest.bodies)
    columns = (
        TableColumn(_("Group"), weight=4),
        *((TableColumn(_("Tier"), weight=2),) if tiers else ()),
        TableColumn(_("Seats held"), "right"),
    )
    rows = tuple(
        (body.name, *((body.tier,) if tiers else ()), show_number(body.seats))
        for body in digest.bodies
    )
    total = (_("All groups"), *(("",) if tiers else ()), show_number(digest.seats))
    one = digest.told_once and len(rows) == 1
    return Table(_("Seats by group"), columns, rows, None if one else total)


def _seats_held(digest: AnnualReport) -> str:
    """Say how many seats were held in all, on the last day that is told of."""
    groups = ngettext("{n} group", "{n} groups", digest.bodies_with_seats)
    seats = ngettext("{n} seat", "{n} seats", digest.seats)
    none = digest.well_put and not digest.seats
    if digest.so_far is None:
        words = (
            _("On 31 March {year} nobody held a seat on a group.")
            if none
            else _("On 31 March {year} members held {seats} on {groups}.")
        )
        return words.format(year=digest.year + 1, seats=seats, groups=groups)
    words = (
        _("So far, on {day}, nobody holds a seat on a group.")
        if none
        else _("So far, on {day}, members hold {seats} on {groups}.")
    )
    return words.format(day=format_date(digest.so_far), seats=seats, groups=groups)
