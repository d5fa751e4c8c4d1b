"""Lists on paper: the rows and columns of the window, in every form that documents have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from facilitator_app.digests.lists import ListQuery
from facilitator_app.domain.progress import Progress
from facilitator_app.i18n import _
from facilitator_app.queries import registry
from facilitator_app.queries.record_list import record_list
from facilitator_app.reports.papers.record_list import record_list_paper
from facilitator_app.services import documents, file_writing
from facilitator_app.services.documents import Document, Form
from facilitator_app.services.files import File


def make(
    file: File, query: ListQuery, form: Form, ids: Sequence[int] | None = None,
    progress: Progress | None = None,
) -> Document:  # fmt: skip
    """Make the paper of a list, as it is filtered and sorted, with the columns it asks for.

    With `ids`, only the rows of these records. Raises AppError if there are too many for paper.
    """
    progress = progress or Progress()
    fmt = file.format_context()
    with file.store.read() as session:
        digest = record_list(session, registry.view(query.record), query, fmt, ids, progress)
    progress.step(len(digest.rows), len(digest.rows), _("Setting the pages"))
    return documents.document(record_list_paper(digest), form, file_name(digest.title, fmt.today))


def file_name(title: str, day: dt.date) -> str:
    """Return what a list that leaves the file is called, without its ending."""
    return file_writing.file_name(f"{title} {day.isoformat()}")
