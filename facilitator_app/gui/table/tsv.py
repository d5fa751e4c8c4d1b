"""Rows as text that pastes into Excel or Word as a table."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from facilitator_app.domain.formula_guard import guarded


def text(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return lines with tabs between cells, the headings first."""
    return "\n".join("\t".join(_cell(one) for one in row) for row in [heads, *rows])


def html(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return an HTML table with the headings first; spreadsheets take this before the text."""
    top = "".join(f"<th>{_marked_up(one)}</th>" for one in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{_marked_up(one)}</td>" for one in row) + "</tr>" for row in rows
    )
    return f"<table><tr>{top}</tr>{body}</table>"


def _marked_up(words: str) -> str:
    return escape(guarded(words.strip()))


def _cell(words: str) -> str:
    # A spreadsheet would take a tab for the next cell.
    lines = (" ".join(line.split()) for line in words.splitlines())
    flat = ", ".join(line.rstrip(",") for line in lines if line)
    return guarded(flat)
