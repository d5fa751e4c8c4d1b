"""Lists on paper: the rows and columns of the window, in every form that documents have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from facilitator_app.digests.lists import ListQuery
from facilitator_app.domain.progress import Progress
from facilitator_app.queries import registry
from facilitator_app.queries.record_list import record_list
from facilitator_app.reports.papers.record_list import record_list_paper
from facilitator_app.services import file_writing
from facilitator_app.services.documents import Source
from facilitator_app.services.files import File


def read(
    file: File, query: ListQuery, ids: Sequence[int] | None = None, progress: Progress | None = None
) -> Source:
    """Read the paper of a list, as it is filtered and sorted, with the columns it asks for.

    With `ids`, only the rows of these records. Raises AppError if there are too many for paper.
    """
    progress = progress or Progress()
    fmt = file.format_context()
    with file.store.read() as session:
        digest = record_list(session, registry.view(query.record), query, fmt, ids, progress)
    return Source(digest, record_list_paper, file_name(digest.title, fmt.today))


def file_name(title: str, day: dt.date) -> str:
    """Return what a list that leaves the file is called, without its ending."""
    return file_writing.file_name(f"{title} {day.isoformat()}")
