"""A paper in the form that somebody reads: PDF, large print, web page, text or its tables."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal, get_args

from facilitator_app.domain.progress import Progress
from facilitator_app.reports.blocks import Paper
from facilitator_app.reports.csv_file import csv_file
from facilitator_app.reports.plain_text import plain_text
from facilitator_app.typeset.page_style import LARGE_PRINT, STANDARD_PRINT, PageStyle

Form = Literal["pdf", "large-print", "html", "text", "csv"]
FORMS: tuple[Form, ...] = get_args(Form)
SUFFIXES: dict[Form, str] = {
    "pdf": ".pdf",
    "large-print": ".pdf",
    "html": ".html",
    "text": ".txt",
    "csv": ".csv",
}


def render(paper: Paper, form: Form, progress: Progress | None = None) -> bytes:
    """Return the paper as a file; the same paper gives the same bytes, on whichever thread.

    Raises Cancelled soon after `progress` is cancelled.
    """
    progress = progress or Progress()
    progress.check()
    return _MAKERS[form](paper, progress)


def _pdf(paper: Paper, progress: Progress, style: PageStyle) -> bytes:
    # ReportLab and pikepdf take a fifth of the way to the first list, which needs neither
    from facilitator_app.reports.pdf_document import pdf_document  # noqa: PLC0415

    return pdf_document(paper, style, progress)


def _web_page(paper: Paper, progress: Progress) -> bytes:
    # its charts are ReportLab's drawings
    from facilitator_app.reports.web_page import web_page  # noqa: PLC0415

    return web_page(paper, progress)


_MAKERS: dict[Form, Callable[[Paper, Progress], bytes]] = {
    "pdf": partial(_pdf, style=STANDARD_PRINT),
    "large-print": partial(_pdf, style=LARGE_PRINT),
    "html": _web_page,
    "text": plain_text,
    "csv": csv_file,
}
