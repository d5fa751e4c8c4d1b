"""A list of records for paper, as the window has it filtered and sorted."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from facilitator_app.digests.lists import ListFrame, ListQuery
from facilitator_app.digests.papers import Imprint
from facilitator_app.digests.record_list import RecordList
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.i18n import _, show_number
from facilitator_app.locale_formats import join_parts
from facilitator_app.queries import lists, tags
from facilitator_app.queries.lists import View
from facilitator_app.queries.record_words import network
from facilitator_app.spec.kinds import FormatContext

MOST = 5_000  # rows: some 200 pages, which take seconds; nobody reads more on paper
_CHUNK = 500


def record_list(
    session: Session, view: View, query: ListQuery, fmt: FormatContext, ids: Sequence[int] | None,
    progress: Progress,
) -> RecordList:  # fmt: skip
    """Return the rows of a list in words, those of the records `ids` alone if they are given.

    Raises AppError if there are more than paper is good for.
    """
    frame = lists.frame(session, view, query, fmt)
    wanted = lists.ids_of(session, view, query, fmt) if ids is None else ids
    if len(wanted) > MOST:
        raise AppError(
            _(
                "This list has {n} rows, too many for paper. "
                "Show fewer with a view or a search, or export it to Excel."
            ).format(n=show_number(len(wanted)))
        )
    rows: list[tuple[str, ...]] = []
    keys, columns = lists.keys_of(view, query), {one.key: one for one in frame.columns}
    for at in range(0, len(wanted), _CHUNK):
        progress.step(at, len(wanted), _("Reading {things}").format(things=frame.title))
        found = lists.rows_of(session, view, wanted[at : at + _CHUNK], fmt, keys)
        rows += [tuple(cell.whole for cell in row.cells) for row in found]
    return RecordList(
        imprint=Imprint(network(session).name, fmt.today),
        title=frame.title,
        view=_view_words(session, frame, query),
        typed=" ".join(query.text.split()),
        selected=ids is not None,
        columns=frame.columns,
        rows=tuple(rows),
        sorted_by=columns.get(frame.order[0]),
        downwards=frame.order[1],
        then_by=columns.get(frame.then[0]),
        then_downwards=frame.then[1],
        kept_back=lists.count_kept_back(session, view, wanted, fmt, keys),
    )


def _view_words(session: Session, frame: ListFrame, query: ListQuery) -> str:
    """Return the view and the tag that the rows were chosen by: "Current, tagged Consultation"."""
    view = next((chip.label for chip in frame.chips if chip.key == query.chip), "")
    tag = tags.item_words(session, query.tag) if query.tag else ""
    parts = (view, _("tagged {tag}").format(tag=tag) if tag else "")
    return join_parts(parts)
