"""What a subject says of the lines in a table: how they begin, what they show, what they become."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Values = Mapping[str, Any]


class LineRules:
    """Asked about each line as it is typed; as it stands, a line shows every cell of its table.

    placeholders: what a cell says while it is empty, by field.
    """

    placeholders: Mapping[str, str] = {}

    def unseen(self, values: Values) -> frozenset[str]:
        """Return the fields that a line with these values has no use for: they are not shown."""
        return frozenset()

    def untold(self, values: Values) -> frozenset[str]:
        """Return the fields that are left out where a stored line is told in words."""
        return self.unseen(values)

    def completed(self, values: Values) -> Values:
        """Return `values` as they are to be saved; a blank that is filled in is no mistake."""
        return values


@dataclass(frozen=True, slots=True)
class TableOptions:
    """How a table of lines is set out; all of it may be left to the declaration of its record.

    title: the heading, in place of the record's plural; columns: the fields shown, in place of all
    that are typed; totals(values of all lines): words for the foot; start(values of the lines
    before): what a new line begins with; begun: an empty table starts with an empty line; stacked:
    each line is set like a small form, however much room there is.
    """

    title: str = ""
    columns: Sequence[str] = ()
    totals: Callable[[Sequence[Values]], str] | None = None
    start: Callable[[Sequence[Values]], Values] | None = None
    rules: LineRules = field(default_factory=LineRules)
    begun: bool = False
    stacked: bool = False
