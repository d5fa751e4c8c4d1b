"""A paper in the form that somebody reads: PDF, large print, web page, text or its tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

from facilitator_app.reports.blocks import Paper
from facilitator_app.reports.csvfile import csv_file
from facilitator_app.reports.pdf import pdf
from facilitator_app.reports.plaintext import plain_text
from facilitator_app.reports.style import LARGE, STANDARD
from facilitator_app.reports.webpage import web_page

Form = Literal["pdf", "large-print", "html", "text", "csv"]
FORMS: tuple[Form, ...] = get_args(Form)
_MAKERS: dict[Form, Callable[[Paper], bytes]] = {
    "pdf": lambda paper: pdf(paper, STANDARD),
    "large-print": lambda paper: pdf(paper, LARGE),
    "html": web_page,
    "text": plain_text,
    "csv": csv_file,
}
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
