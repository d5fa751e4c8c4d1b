"""Any list of the window on paper: the columns that were chosen, as filtered and sorted there."""

from __future__ import annotations

import re

from facilitator_app.digests.lists import CellStyle, Column
from facilitator_app.digests.record_list import RecordList
from facilitator_app.domain.membership import left_out_words
from facilitator_app.i18n import _, ngettext
from facilitator_app.locale_formats import join_parts
from facilitator_app.reports.blocks import Block, NoteBlock, Paper, Paragraph, Table
from facilitator_app.reports.formatting import format_date
from facilitator_app.typeset.table_content import TableColumn

_UPRIGHT = 84  # characters that fit side by side on an upright page
_FIGURES = re.compile(r"[+(]?\d[\d ()]*")  # a telephone number


def record_list_paper(digest: RecordList) -> Paper:
    """Tell the list; wide ones lie across the page, and what still does not fit is stacked."""
    imprint = digest.imprint
    return Paper(
        title=digest.title,
        subtitle=_which(digest),
        network=imprint.network,
        kicker="",
        dated=format_date(imprint.as_at),
        version="",
        blocks=_blocks(digest),
        landscape=sum(column.width for column in digest.columns) > _UPRIGHT,
    )


def _which(digest: RecordList) -> str:
    """Return which rows these are: "Current · with “wal” · sorted by surname"."""
    parts = (
        digest.view,
        _("with “{words}”").format(words=digest.typed) if digest.typed else "",
        _("selected by hand") if digest.selected else "",
        _order(digest) if len(digest.rows) > 1 else "",
    )
    words = " · ".join(part for part in parts if part)
    return words[:1].upper() + words[1:]


def _order(digest: RecordList) -> str:
    """Return how the rows stand: "sorted by surname", "sorted by “Date”, latest first"."""
    column = digest.sorted_by
    if column is None:
        return ""
    if column.sorted_as and column.style is CellStyle.NAME:
        words = _("sorted {by}").format(by=_(column.sorted_as))  # the name of the rows' own people
    elif column.sorted_as:
        words = _("sorted by “{column}”, {by}").format(
            column=_(column.label), by=_(column.sorted_as)
        )
    else:
        words = _("sorted by “{column}”").format(column=_(column.label))
    return join_parts((words, _way(column, digest.downwards), _second(digest)))


def _second(digest: RecordList) -> str:
    """Return how rows stand that the first column leaves equal: "then by “Date”, latest first"."""
    column = digest.then_by
    if column is None:
        return ""
    words = _("then by “{column}”").format(column=_(column.label))
    surname = _(column.sorted_as) if column.sorted_as else ""
    return join_parts((words, surname, _way(column, digest.then_downwards)))


def _way(column: Column, downwards: bool) -> str:
    if column.style is CellStyle.DATE:
        return _("latest first") if downwards else _("earliest first")
    if column.style is CellStyle.NUMBER:
        return _("largest first") if downwards else _("smallest first")
    return _("in reverse order") if downwards else ""


def _blocks(digest: RecordList) -> tuple[Block, ...]:
    if not digest.rows:
        return (Paragraph(_("There is nothing in this list."), lead=True),)
    rows = tuple(tuple(map(_cell, row)) for row in digest.rows)
    counted = ngettext("{n} row", "{n} rows", len(rows))
    table = Table(counted, tuple(map(_column, digest.columns)), rows)
    left_out = (Paragraph(left_out_words(digest.kept_back)),) if digest.kept_back else ()
    return (table, *left_out, NoteBlock(_care(digest)))


def _care(digest: RecordList) -> str:
    special = join_parts(column.label for column in digest.columns if column.special)
    if special:
        return _("Sensitive: {columns}. For those who need to know; shred it afterwards.").format(
            columns=special
        )
    return _("It may hold personal details: for the work of the network only. Please keep it safe.")


def _column(column: Column) -> TableColumn:
    right = column.style is CellStyle.NUMBER
    return TableColumn(column.label, "right" if right else "left", weight=column.width)


def _cell(text: str) -> str:
    """Return a cell's words; a telephone number is not broken over lines."""
    return text.replace(" ", "\xa0") if _FIGURES.fullmatch(text) else text
