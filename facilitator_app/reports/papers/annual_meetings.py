"""The annual report's sections about meetings: attendance, decisions, actions."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator_app.digests.annual import AnnualReport, BodyYear
from facilitator_app.digests.charts import Chart, Series
from facilitator_app.domain.amounts import percent
from facilitator_app.domain.dates import financial_year_name
from facilitator_app.i18n import _, ngettext, show_number
from facilitator_app.locale_formats import join_sentences
from facilitator_app.reports.blocks import Block, Heading, NoteBlock, Paragraph, Table
from facilitator_app.reports.formatting import (
    NO_VALUE,
    format_quarter,
    format_share,
    format_short_date,
)
from facilitator_app.typeset.table_content import TableColumn


def meetings(digest: AnnualReport) -> Iterator[Block]:
    """How often the groups met and how many of those invited came."""
    yield Heading(_("Who came, and how often"))
    if not digest.meetings:
        yield Paragraph(
            _("No meeting has been held in this year so far.")
            if digest.still_runs
            else _("No meeting was held in this year.")
        )
        return
    yield Paragraph(_attendance(digest), lead=True)
    if not digest.told_once:
        if digest.expected or digest.expected_before:
            yield _by_quarter(digest)
        yield _by_body(digest)
    else:
        if _quarters_told(digest) > 1:
            yield _by_quarter(digest)
        if digest.expected or len(digest.bodies) > 1:
            yield _by_body(digest)
    if digest.expected or digest.in_attendance or not digest.told_once:
        yield NoteBlock(_source(digest))


def _quarters_told(digest: AnnualReport) -> int:
    """Return for how many quarters of this year and the year before there is a share to be told."""
    pairs = [(one.expected, one.expected_before) for one in digest.quarters]
    return sum(bool(expected) for pair in pairs for expected in pair)


def _source(digest: AnnualReport) -> str:
    """Say where the figures come from, and who is not in them."""
    source = _("Source: registers of the meetings. Each meeting expects everyone with a seat.")
    others = _others(digest) if digest.in_attendance else ""
    visitors = _visitors(digest) if digest.in_attendance and digest.visitors else ""
    told = (source, _without_register(digest), others, visitors)
    return join_sentences(told)


def _without_register(digest: AnnualReport) -> str:
    if not (digest.unregistered and digest.expected):
        return ""
    return ngettext(
        "{n} meeting has no register and is not counted in who came.",
        "{n} meetings have no register and are not counted in who came.",
        digest.unregistered,
    )


def _others(digest: AnnualReport) -> str:
    if not digest.well_put:
        return ngettext(
            "People in attendance without a seat are not counted; there was {n} of them in all.",
            "People in attendance without a seat are not counted; they came {n} times in all.",
            digest.in_attendance,
        )
    return ngettext(
        "People in attendance without a seat are not counted; they came once in all.",
        "People in attendance without a seat are not counted; they came {n} times in all.",
        digest.in_attendance,
    )


def _visitors(digest: AnnualReport) -> str:
    """Say how often of these times it was somebody who is on no list of ours."""
    if not digest.well_put:
        return ngettext(
            "{n} of these times it was a visitor, who is no member.",
            "{n} of these times it was a visitor, who is no member.",
            digest.visitors,
        )
    if digest.visitors == digest.in_attendance:
        return ngettext(
            "It was a visitor, who is not a member.",
            "Each time it was a visitor, who is not a member.",
            digest.visitors,
        )
    return ngettext(
        "On {n} of these occasions it was a visitor, who is not a member.",
        "On {n} of these occasions it was a visitor, who is not a member.",
        digest.visitors,
    )


def _attendance(digest: AnnualReport) -> str:
    if not digest.expected:
        return (
            _("Nobody on the registers held a seat, so attendance cannot be told.")
            if digest.in_attendance
            else _("No register was kept, so attendance cannot be told.")
        )
    now, before = (
        format_share(came, invited)
        for came, invited in (
            (digest.came, digest.expected), (digest.came_before, digest.expected_before)
        )
    )  # fmt: skip
    return _share_words(digest).format(share=now, before=before)


def _share_words(digest: AnnualReport) -> str:
    """Return the sentence about who came; up to edition 5 all who were invited were expected."""
    if not digest.expected_before:
        return (
            _("{share} of those invited came to our meetings.")
            if digest.told_apart
            else _("{share} of those expected came to our meetings.")
        )
    if digest.still_runs:
        return (
            _("{share} of those invited have come to our meetings so far, {before} in the whole"
              " year before.")
            if digest.told_apart
            else _("{share} of those expected have come to our meetings so far, {before} in the"
                   " whole year before.")
        )  # fmt: skip
    return (
        _("{share} of those invited came to our meetings, {before} in the year before.")
        if digest.told_apart
        else _("{share} of those expected came to our meetings, {before} in the year before.")
    )


def _who_came(digest: AnnualReport, body: BodyYear) -> tuple[str, str]:
    """Return how many were invited and came, dashes where no register tells."""
    if digest.told_once and not body.expected:
        return NO_VALUE, NO_VALUE
    return show_number(body.expected), show_number(body.came)


def _by_body(digest: AnnualReport) -> Table:
    columns = (
        TableColumn(_("Group"), weight=4),
        TableColumn(_("Meetings"), "right"),
        TableColumn(_("Invited") if digest.told_apart else _("Expected"), "right"),
        TableColumn(_("Came"), "right"),
        TableColumn(_("Share"), "right"),
    )
    rows = tuple(
        (
            body.name,
            show_number(body.meetings),
            *_who_came(digest, body),
            format_share(body.came, body.expected),
        )
        for body in digest.bodies
    )
    total = (
        _("All groups"),
        show_number(digest.meetings),
        show_number(digest.expected),
        show_number(digest.came),
        format_share(digest.came, digest.expected),
    )
    one = digest.told_once and len(rows) == 1
    return Table(_("Attendance by group"), columns, rows, None if one else total)


def _by_quarter(digest: AnnualReport) -> Chart:
    quarters = digest.quarters
    now = [(quarter.came, quarter.expected) for quarter in quarters]
    before = [(quarter.came_before, quarter.expected_before) for quarter in quarters]
    series = [(digest.year - 1, before)] if digest.expected_before else []
    series.append((digest.year, now))
    return Chart(
        _finding(digest),
        "bars",
        tuple(format_quarter(quarter.quarter) for quarter in quarters),
        tuple(_series(year, parts) for year, parts in series),
    )


def _series(year: int, parts: list[tuple[int, int]]) -> Series:
    values = tuple(percent(part, whole) if whole else None for part, whole in parts)
    shown = tuple(format_share(part, whole) for part, whole in parts)
    return Series(financial_year_name(year), values, shown)


def _finding(digest: AnnualReport) -> str:
    """Say what the chart shows: up, down or the same."""
    now = format_share(digest.came, digest.expected)
    before = format_share(digest.came_before, digest.expected_before)
    if NO_VALUE in (now, before) or now == before:
        return _("Attendance by quarter")
    rose = digest.came * digest.expected_before > digest.came_before * digest.expected
    if digest.still_runs:
        words = (
            _("Attendance rose from {before} to {now} so far")
            if rose
            else _("Attendance fell from {before} to {now} so far")
        )
    else:
        words = (
            _("Attendance rose from {before} to {now}")
            if rose
            else _("Attendance fell from {before} to {now}")
        )
    return words.format(before=before, now=now)


def decisions(digest: AnnualReport) -> Iterator[Block]:
    """What the groups decided, in their own words."""
    yield Heading(_("What our groups decided"))
    if not digest.decisions:
        yield Paragraph(
            _("No decision has been recorded in this year so far.")
            if digest.still_runs
            else _("No decision was recorded in this year.")
        )
        return
    yield Paragraph(
        ngettext("Our groups took {n} decision.", "Our groups took {n} decisions.",
                 len(digest.decisions))
    )  # fmt: skip
    told = any(one.method for one in digest.decisions)
    columns = (
        TableColumn(_("Reference"), weight=2),
        TableColumn(_("Date"), weight=2),
        TableColumn(_("Group"), weight=3),
        TableColumn(_("Decision"), weight=6),
        *((TableColumn(_("How it was decided"), weight=2),) if told else ()),
    )
    rows = tuple(
        (one.ref, format_short_date(one.date), one.body, one.words, *((one.method,) * told))
        for one in digest.decisions
    )
    yield Table(_("Decisions in order of date"), columns, rows)
    if digest.corrections:
        yield NoteBlock(
            ngettext(
                "{n} correction was made to minutes after they had been approved.",
                "{n} corrections were made to minutes after they had been approved.",
                digest.corrections,
            )
        )


def actions(digest: AnnualReport) -> Iterator[Block]:
    """What was to be done, and whether it was done in time."""
    yield Heading(_("What was done about it"))
    counts = digest.actions
    if not (counts.open_at_start or counts.opened):
        yield Paragraph(
            _("No action has been open in this year so far.")
            if digest.still_runs
            else _("No action was open in this year.")
        )
        return
    yield Paragraph(_on_time(digest))
    open_words, overdue_words = (
        (_("Open on 31 March"), _("Overdue on 31 March"))
        if digest.so_far is None
        else (_("Open so far"), _("Overdue so far"))
    )
    pairs = (
        (_("Open on 1 April"), show_number(counts.open_at_start)),
        (_("Opened in the year"), show_number(counts.opened)),
        (_("Closed in the year"), show_number(counts.closed)),
        (_("Closed on time"), show_number(counts.closed_on_time)),
        (open_words, show_number(counts.open_at_end)),
        (overdue_words, show_number(counts.overdue)),
    )
    yield Table(
        _("Actions over the year"),
        (TableColumn(_("Actions"), weight=3), TableColumn(_("Number"), "right")),
        pairs,
    )


def _on_time(digest: AnnualReport) -> str:
    counts = digest.actions
    if not counts.closed:
        return (
            _("No action has been closed in this year so far.")
            if digest.still_runs
            else _("No action was closed in this year.")
        )
    if digest.well_put and counts.closed == 1:
        return (
            _("1 action was closed, by the day agreed.")
            if counts.closed_on_time
            else _("1 action was closed, after the day agreed.")
        )
    closed = ngettext("{n} action was closed", "{n} actions were closed", counts.closed)
    return _("{actions}, {share} of them by the day agreed.").format(
        actions=closed, share=format_share(counts.closed_on_time, counts.closed)
    )
