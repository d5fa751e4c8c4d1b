"""Tables on paper: no number is broken over two lines."""

from __future__ import annotations

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from facilitator_app.domain.amounts import show_money
from facilitator_app.reports.blocks import Column, Table
from facilitator_app.reports.style import LARGE, STANDARD, Sheet
from facilitator_app.reports.tabling import tabulated
from facilitator_app.reports.text import natural
from facilitator_app.reports.words import Manner


@pytest.mark.parametrize("sheet", [STANDARD, LARGE], ids=["standard", "large"])
@given(total=st.integers(0, 100_000_000), width=st.floats(380, 520))
def test_a_total_has_room_for_all_its_figures(sheet: Sheet, total: int, width: float) -> None:
    columns = (
        Column("Kind of expense", weight=4), Column("Entries", align="right"),
        Column("Amount", align="right"), Column("Share", align="right"),
    )  # fmt: skip
    rows = (("Telephone, post and printing", "75", "£6.11", "45 %"),)
    last = ("All expenses", "155", show_money(total), "100 %")
    found = tabulated(sheet, Table("Claims", columns, rows, last), width)
    if found is None:  # too narrow for columns, it is set as a list
        reject()
    for text, room in zip(last[1:], found[1:], strict=True):
        assert natural(text, Manner(sheet.table.size, bold=True, tabular=True)) <= room
