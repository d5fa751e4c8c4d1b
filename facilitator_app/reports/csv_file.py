"""The tables of a paper as CSV, those of its charts too: UTF-8 with a mark that Excel knows."""

from __future__ import annotations

import csv
import io

from facilitator_app.digests.charts import Chart
from facilitator_app.domain.formula_guard import guarded
from facilitator_app.domain.progress import Progress
from facilitator_app.reports.blocks import Paper, Table, chart_table, flat
from facilitator_app.typeset.sanitise import sanitise


def csv_file(paper: Paper, progress: Progress) -> bytes:
    """Return all tables one after the other under their captions; a single one by itself.

    Raises Cancelled between two tables if it is stopped.
    """
    tables = [
        chart_table(block) if isinstance(block, Chart) else block
        for block in flat(paper.blocks)
        if isinstance(block, Table | Chart)
    ]
    file = io.StringIO()
    out = csv.writer(file)
    for at, table in enumerate(tables):
        progress.check()
        if len(tables) > 1:
            out.writerows([[]] * bool(at) + [[_safe(table.caption)]])
        out.writerow([_safe(column.title) for column in table.columns])
        out.writerows([_safe(cell) for cell in row] for row in table.rows)
        if table.total is not None:
            out.writerow([_safe(cell) for cell in table.total])
    return file.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    """Return a cell as text: a spreadsheet must not take what somebody typed for a formula."""
    return guarded(sanitise(cell).replace("\xa0", " "))
