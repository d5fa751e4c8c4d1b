"""The annual report's section about what taking part cost."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator_app.digests.annual import AnnualReport, ClaimCategory, ClaimsYear
from facilitator_app.digests.charts import Chart, Series
from facilitator_app.domain.amounts import show_money, show_tenths
from facilitator_app.i18n import _, ngettext, show_number
from facilitator_app.reports.blocks import Block, Heading, NoteBlock, Paragraph, Table
from facilitator_app.reports.formatting import (
    format_share,
)
from facilitator_app.typeset.table_content import TableColumn

_A_DAY = 10  # tenths


def claims(digest: AnnualReport) -> Iterator[Block]:
    """What members were paid back, for what, and how long they waited."""
    yield Heading(_("What taking part cost"))
    whole = digest.claims
    if not whole.claims:
        yield Paragraph(_no_claims(digest))
        yield from _rejected(digest)
        yield from _corrected(digest)
        return
    yield Paragraph(_made(digest), lead=True)
    if digest.told_apart:
        yield Paragraph(_paid(whole))
    if digest.edition > 1:
        yield NoteBlock(
            _("Counted by the day of each journey or other cost, not by the day on which it was"
              " claimed. What is claimed later for this year is not in these figures yet.")
        )  # fmt: skip
    yield from _rejected(digest)
    yield from _corrected(digest)
    if not whole.categories:
        return
    if digest.told_once and len(whole.categories) == 1:
        yield Paragraph(_of_one_kind(whole.categories[0]))
        return
    yield _table(digest)
    if whole.pence:
        yield _by_category(digest)


def _of_one_kind(only: ClaimCategory) -> str:
    return ngettext(
        "Kind of expense: {kind}, in {n} entry.", "Kind of expense: {kind}, in all {n} entries.",
        only.lines, kind=only.label,
    )  # fmt: skip


def _table(digest: AnnualReport) -> Table:
    whole = digest.claims
    columns = (
        TableColumn(_("Kind of expense"), weight=3),
        TableColumn(_("Entries"), "right"),
        TableColumn(_("Amount"), "right"),
        TableColumn(_("Share"), "right"),
    )
    rows = tuple(
        (
            one.label,
            show_number(one.lines),
            show_money(one.pence),
            format_share(one.pence, whole.pence),
        )
        for one in whole.categories
    )
    total = (
        _("All expenses"), show_number(whole.lines), show_money(whole.pence),
        format_share(whole.pence, whole.pence),
    )  # fmt: skip
    return Table(_("Claims by kind of expense"), columns, rows, total)


def _made(digest: AnnualReport) -> str:
    """Say how many claims there were, for how much, and how long they waited."""
    whole = digest.claims
    made = ngettext("{n} claim", "{n} claims", whole.claims)
    amount, wait = show_money(whole.pence), _wait(digest)
    if digest.edition == 1:
        return _("Members made {claims} for {amount} in all. {wait}").format(
            claims=made, amount=amount, wait=wait
        )
    return _(
        "For journeys and other costs of this year members made {claims}, {amount} in all. {wait}"
    ).format(claims=made, amount=amount, wait=wait)


def _paid(whole: ClaimsYear) -> str:
    """Say what of it has been paid, and what waits still."""
    if not whole.paid:
        return _("Nothing of it has been paid yet.")
    if whole.paid == whole.claims:
        return _("All of it has been paid.")
    return ngettext(
        "{amount} of it has been paid; {n} claim, {rest}, is still being dealt with.",
        "{amount} of it has been paid; {n} claims, {rest}, are still being dealt with.",
        whole.claims - whole.paid,
        amount=show_money(whole.paid_pence),
        rest=show_money(whole.pence - whole.paid_pence),
    )


def _rejected(digest: AnnualReport) -> Iterator[Block]:
    if digest.claims.rejected:
        yield NoteBlock(
            ngettext(
                "{n} claim was rejected and is not in these figures.",
                "{n} claims were rejected and are not in these figures.",
                digest.claims.rejected,
            )
        )


def _no_claims(digest: AnnualReport) -> str:
    if digest.edition == 1:
        return _("No claims were made in this year.")
    if digest.still_runs:
        return _("Nothing has been claimed for journeys and other costs of this year so far.")
    return _("Nothing was claimed for journeys and other costs of this year.")


def _corrected(digest: AnnualReport) -> Iterator[Block]:
    if digest.claim_corrections:
        yield NoteBlock(
            ngettext(
                "{n} correction was made to a claim after it had been paid.",
                "{n} corrections were made to claims after they had been paid.",
                digest.claim_corrections,
            )
        )


def _wait(digest: AnnualReport) -> str:
    """Say how long half of those paid waited, or the one that there is."""
    median, single = digest.claims.median_tenths, digest.well_put and digest.claims.claims == 1
    if median is None:
        return _("It is not paid yet.") if single else _("None of them is paid yet.")
    if digest.well_put and not median:
        return (
            _("It was paid on the day it was handed in.")
            if single
            else _("At least half of those paid were paid on the day they were handed in.")
        )
    if digest.well_put and median == _A_DAY:
        return (
            _("It was paid within 1 day of being handed in.")
            if single
            else _("At least half of those paid were paid within 1 day of being handed in.")
        )
    words = _("Half of those paid were paid within {days} days of being handed in.")
    if digest.well_put:
        words = (
            _("It was paid within {days} days of being handed in.")
            if single
            else _("At least half of those paid were paid within {days} days of being handed in.")
        )
    return words.format(days=show_tenths(median))


def _by_category(digest: AnnualReport) -> Chart:
    whole = digest.claims
    most = max(whole.categories, key=lambda one: one.pence)
    title = _("{kind} made up {share} of what was claimed").format(
        kind=most.label, share=format_share(most.pence, whole.pence)
    )
    ordered = sorted(whole.categories, key=lambda one: -one.pence)
    series = Series(
        _("Amount"),
        tuple(max(one.pence, 0) for one in ordered),
        tuple(show_money(one.pence) for one in ordered),
    )
    return Chart(title, "horizontal", tuple(one.label for one in ordered), (series,))
