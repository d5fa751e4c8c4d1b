"""Tables on paper: no number is broken over two lines."""

from __future__ import annotations

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from facilitator_app.domain.amounts import show_money
from facilitator_app.reports.blocks import Table
from facilitator_app.typeset.page_style import LARGE_PRINT, STANDARD_PRINT, PageStyle
from facilitator_app.typeset.paragraph_layout import max_content_width
from facilitator_app.typeset.table_content import TableColumn
from facilitator_app.typeset.table_layout import column_widths
from facilitator_app.typeset.text_style import TextStyle


@pytest.mark.parametrize("sheet", [STANDARD_PRINT, LARGE_PRINT], ids=["standard", "large"])
@given(total=st.integers(0, 100_000_000), width=st.floats(380, 520))
def test_a_total_has_room_for_all_its_figures(sheet: PageStyle, total: int, width: float) -> None:
    columns = (
        TableColumn("Kind of expense", weight=4), TableColumn("Entries", align="right"),
        TableColumn("Amount", align="right"), TableColumn("Share", align="right"),
    )  # fmt: skip
    rows = (("Telephone, post and printing", "75", "£6.11", "45 %"),)
    last = ("All expenses", "155", show_money(total), "100 %")
    found = column_widths(sheet, Table("Claims", columns, rows, last), width)
    if found is None:  # too narrow for columns, it is set as a list
        reject()
    for text, room in zip(last[1:], found[1:], strict=True):
        assert max_content_width(text, TextStyle(sheet.table.size, bold=True, tabular=True)) <= room
