"""Text is cut into records a line at a time, as reading it whole would."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.exchange import csv_reader

CELL = st.text(alphabet='a,"\r\n \x0b\u2028', max_size=8)


@given(
    st.lists(st.lists(CELL, min_size=1, max_size=3), max_size=5),
    st.sampled_from(("\n", "\r\n", "\r")),
    st.booleans(),
)
def test_line_ends_within_and_after_records(
    records: list[list[str]], end: str, ended: bool
) -> None:
    """Whatever ends the lines, and whatever stands within quotation marks."""
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(records)
    text = written.getvalue()
    assert list(csv_reader._records(text if ended else text.removesuffix(end), ",")) == records
