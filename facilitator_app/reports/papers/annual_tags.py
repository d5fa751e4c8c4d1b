"""The annual report's section about what the work was about: its tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from facilitator_app.digests.annual import AnnualReport
from facilitator_app.digests.charts import Chart, Series
from facilitator_app.digests.tags import TagCount
from facilitator_app.i18n import _, ngettext, show_number
from facilitator_app.reports.blocks import Block, Heading, NoteBlock, Paragraph, Table
from facilitator_app.typeset.table_content import TableColumn

_FEWEST, _MOST = 2, 12  # bars that say more than a table


def tags(digest: AnnualReport) -> Iterator[Block]:
    """How often each tag stands on the year's work: bars for each framework, a table if many."""
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
        counts = tuple(found)
        if digest.told_once and len(counts) == 1:
            yield Paragraph(_alone(framework, counts[0]))
            continue
        few = _FEWEST <= len(counts) <= _MOST
        yield _chart(framework, counts) if few else _table(framework, counts)
    yield NoteBlock(
        _("Source: tags on meetings held, actions raised and training given in the year.")
    )


def _alone(framework: str, only: TagCount) -> str:
    return ngettext(
        "{framework}: {tag}, once.", "{framework}: {tag}, {n} times.",
        only.number, framework=framework, tag=only.words,
    )  # fmt: skip


def _chart(framework: str, counts: Sequence[TagCount]) -> Chart:
    numbers = tuple(one.number for one in counts)
    series = Series(_("How many"), numbers, tuple(map(show_number, numbers)))
    labels = tuple(one.words for one in counts)
    return Chart(_finding(framework, counts), "horizontal", labels, (series,))


def _finding(framework: str, counts: Sequence[TagCount]) -> str:
    """Say which tag stands most often, if one does."""
    most = max(one.number for one in counts)
    first, *others = (one.words for one in counts if one.number == most)
    if others:
        return framework
    return _("{framework}: most often {tag}").format(framework=framework, tag=first)


def _table(framework: str, counts: Sequence[TagCount]) -> Table:
    columns = (TableColumn(_("Tag"), weight=5), TableColumn(_("How many"), "right"))
    return Table(framework, columns, tuple((one.words, show_number(one.number)) for one in counts))
