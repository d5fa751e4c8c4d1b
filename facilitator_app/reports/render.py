"""A paper in the form that somebody reads: PDF, large print, web page, text or its tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

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


def render(paper: Paper, form: Form) -> bytes:
    """Return the paper as a file; the same paper gives the same bytes."""
    return _MAKERS[form](paper)


def _pdf(paper: Paper, style: PageStyle) -> bytes:
    # ReportLab and pikepdf take a fifth of the way to the first list, which needs neither
    from facilitator_app.reports.pdf_document import pdf_document  # noqa: PLC0415

    return pdf_document(paper, style)


def _web_page(paper: Paper) -> bytes:
    # its charts are ReportLab's drawings
    from facilitator_app.reports.web_page import web_page  # noqa: PLC0415

    return web_page(paper)


_MAKERS: dict[Form, Callable[[Paper], bytes]] = {
    "pdf": lambda paper: _pdf(paper, STANDARD_PRINT),
    "large-print": lambda paper: _pdf(paper, LARGE_PRINT),
    "html": _web_page,
    "text": plain_text,
    "csv": csv_file,
}
