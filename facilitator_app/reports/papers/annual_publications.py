"""The annual report's section about what was published in the year."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator_app.digests.annual import AnnualReport, PaperPublished
from facilitator_app.i18n import _, ngettext
from facilitator_app.reports.blocks import Block, Heading, Paragraph, Table
from facilitator_app.reports.formatting import format_date, format_short_date
from facilitator_app.typeset.table_content import TableColumn


def published(digest: AnnualReport) -> Iterator[Block]:
    """Which papers were given out in the year, in order of date."""
    if not digest.published:
        return
    yield Heading(_("What we published"))
    yield Paragraph(
        ngettext(
            "{n} paper was published in the year, and is kept as it was given out.",
            "{n} papers were published in the year, and are kept as they were given out.",
            len(digest.published),
        )
    )
    columns = (
        TableColumn(_("Paper"), weight=4),
        TableColumn(_("About"), weight=5),
        TableColumn(_("Published"), weight=2),
    )
    rows = tuple((_title(one), one.about, format_short_date(one.date)) for one in digest.published)
    yield Table(_("Papers published, in order of date"), columns, rows)


def _title(one: PaperPublished) -> str:
    if one.withdrawn is None:
        return one.title
    return _("{title} (withdrawn on {day})").format(title=one.title, day=format_date(one.withdrawn))
