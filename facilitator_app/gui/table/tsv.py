"""Rows as text that pastes into Excel or Word as a table."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_FORMULA = ("=", "+", "-", "@")


def text(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return lines with tabs between cells, the headings first."""
    return "\n".join("\t".join(_cell(one) for one in row) for row in [heads, *rows])


def html(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return an HTML table with the headings first."""
    top = "".join(f"<th>{escape(one)}</th>" for one in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(one)}</td>" for one in row) + "</tr>" for row in rows
    )
    return f"<table><tr>{top}</tr>{body}</table>"


def _cell(words: str) -> str:
    # A spreadsheet would run what looks like a formula, and take a tab for the next cell.
    lines = (" ".join(line.split()) for line in words.splitlines())
    flat = ", ".join(line.rstrip(",") for line in lines if line)
    return f"'{flat}" if flat.startswith(_FORMULA) else flat
