"""Rows of CSV whose cells may be longer than Python reads unasked."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

_LONGEST = 10_000_000  # letters of a cell


def csv_rows(lines: Iterable[str], separator: str = ",") -> Iterator[list[str]]:
    """Yield the cells of each row; raise csv.Error where there is no table."""
    csv.field_size_limit(_LONGEST)
    return csv.reader(lines, delimiter=separator)
