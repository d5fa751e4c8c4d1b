"""What a table holds, as far as its layout needs to know it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

Align = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A table's column; `weight` is its share of the width beside the others."""

    title: str
    align: Align = "left"
    weight: int = 1


class TableContent(Protocol):
    """Columns and rows; every row and the total have one cell for each column."""

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """The columns from left to right."""

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The cells of each row; the first one is its row header."""

    @property
    def total(self) -> tuple[str, ...] | None:
        """The cells of the last row, which sums up the others; None for a table without one."""
