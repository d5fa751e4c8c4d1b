"""What stands in a cell, and what a spreadsheet is given in its place."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from facilitator_app.digests.exchange import Pounds, Value
from facilitator_app.queries.list_cells import cell_of
from facilitator_app.spec import kinds
from facilitator_app.spec.kinds import FormatContext, Kind
from facilitator_app.spec.picklists import as_shipped
from facilitator_app.spec.record import Field
from tests.conftest import TODAY

FMT = FormatContext(TODAY, as_shipped())


@pytest.mark.parametrize(
    ("kind", "stored", "text", "value"),
    [
        (kinds.Money(), 450, "£4.50", Pounds(450)),
        (kinds.Miles(), 225, "22.5", Decimal("22.5")),
        (kinds.Rate(), 550, "55p", None),
        (kinds.Date(), dt.date(1958, 4, 3), "3 Apr 1958", dt.date(1958, 4, 3)),
        (kinds.Time(), dt.time(9, 5), "09:05", dt.time(9, 5)),
        (kinds.Whole(), 1007, "1,007", 1007),
        (kinds.Flag(), True, "Yes", None),
        (kinds.Choice(list="tier"), "trust", "Trust", None),
        (kinds.Choice(list="tier"), "gone", "gone", None),
        (kinds.Choices(list="member_kind"), ("patient", "carer"), "Patient; Carer", None),
        (kinds.LongText(), "2 Mill Lane,\nBredon", "2 Mill Lane, Bredon", "2 Mill Lane,\nBredon"),
        (kinds.Text(), None, "", None),
    ],
)
def test_a_cell_has_words_and_what_a_spreadsheet_knows(
    kind: Kind, stored: object, text: str, value: Value
) -> None:
    cell = cell_of(Field("x", kind, "X"), stored, FMT)
    assert (cell.text, cell.value) == (text, value)


def test_a_cell_shows_the_beginning_of_a_long_text_and_keeps_the_whole() -> None:
    story = "She rang about the bus. " * 100
    cell = cell_of(Field("x", kinds.LongText(), "X"), story, FMT)
    assert len(cell.text) <= 201
    assert cell.text.endswith("…")
    assert cell.whole == story
