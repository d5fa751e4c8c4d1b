"""The annual report's section about what the work was about, by the tags of its records."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from facilitator_app.digests.annual import AnnualReport
from facilitator_app.i18n import _, show_number
from facilitator_app.reports.blocks import Block, Heading, NoteBlock, Paragraph, Table
from facilitator_app.typeset.table_content import TableColumn


def work(digest: AnnualReport) -> Iterator[Block]:
    """How often each tag stands on the year's work, a table for each framework in use."""
    if not digest.tags:
        return
    yield Heading(_("What our work was about"))
    yield Paragraph(
        _(
            "Meetings, actions and training are tagged in the terms of the field. "
            "One of them may carry several tags, and is then counted under each."
        )
    )
    for framework, found in groupby(digest.tags, key=lambda one: one.framework):
        columns = (TableColumn(_("Tag"), weight=5), TableColumn(_("How many"), "right"))
        rows = tuple((one.words, show_number(one.number)) for one in found)
        yield Table(framework, columns, rows)
    yield NoteBlock(
        _("Source: tags on meetings held, actions raised and training given in the year.")
    )
