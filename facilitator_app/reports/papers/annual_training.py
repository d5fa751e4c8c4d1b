"""The annual report's section about training."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator_app.digests.annual import AnnualReport
from facilitator_app.i18n import _, ngettext, show_number
from facilitator_app.reports.blocks import Block, Heading, NoteBlock, Paragraph, Table
from facilitator_app.reports.formatting import format_hours, format_short_date
from facilitator_app.typeset.table_content import TableColumn


def training(digest: AnnualReport) -> Iterator[Block]:
    """What members learned together."""
    yield Heading(_("Training"))
    if not digest.training:
        yield Paragraph(_("No training was held in this year."))
        return
    events = ngettext("{n} training event", "{n} training events", len(digest.training))
    places = ngettext("{n} place was taken", "{n} places were taken", digest.places_taken)
    yield Paragraph(
        _("There were {events}; {places}, {hours} hours of learning in all.").format(
            events=events, places=places, hours=format_hours(digest.learning_minutes)
        )
    )
    columns = (
        TableColumn(_("Event"), weight=4),
        TableColumn(_("Date"), weight=2),
        TableColumn(_("Places"), "right"),
        TableColumn(_("Taken"), "right"),
        TableColumn(_("Hours"), "right"),
    )
    rows = tuple(
        (
            one.title,
            format_short_date(one.date),
            show_number(one.places),
            show_number(one.taken),
            format_hours(one.learning_minutes),
        )
        for one in digest.training
    )
    offered = sum(one.places for one in digest.training)
    total = (
        _("All events"), "", show_number(offered), show_number(digest.places_taken),
        format_hours(digest.learning_minutes),
    )  # fmt: skip
    yield Table(_("Training events in order of date"), columns, rows, total)
    yield NoteBlock(_("Hours are those of all who took part together: places taken times length."))
