"""Headings are told from titles, from other tiers of headings, and from totals below a list."""

from __future__ import annotations

import pytest

from facilitator_app.digests.exchange import SheetRow
from facilitator_app.exchange import heading_rows
from facilitator_app.exchange.header_matching import knows, shipped
from facilitator_app.records.members import Member

KNOWS = knows(Member.spec(), shipped(), ("Hat size",))
ADA = "Ada|Testwick|01684 496001|GL20 5AA"
FIELDS = "First name|Surname|Telephone|Postcode"


@pytest.mark.parametrize(
    ("lines", "names", "first", "last"),
    [
        ([FIELDS, ADA], FIELDS, 0, 0),
        (["Members of the forum, as printed for the meeting|||", FIELDS, ADA], FIELDS, 1, 1),
        (["Forum|Tewkesbury|Room 2|Spring", "", FIELDS, ADA], FIELDS, 2, 2),
        (["Forum|2026|Room 2|Spring", FIELDS, ADA], FIELDS, 1, 1),
        (["Name||Contact details|", FIELDS, ADA], FIELDS, 1, 1),
        ([FIELDS, "(as known)||(home)|", ADA], FIELDS, 0, 0),
        (
            ["Surname|First name|Address||", "||Street|Town|Postcode", "Testwick|Ada|1 A|B|"],
            "Surname|First name|Address Street|Address Town|Address Postcode", 0, 1,
        ),
        (
            ["Name||Home||Work|", "First name|Surname|Phone|Town|Phone|Town", "Ada|Testwick|1||2|"],
            "First name|Surname|Home Phone|Home Town|Work Phone|Work Town", 0, 1,
        ),
        (
            ["Member|||Emergency contact|", "First name|Surname|Tel|Name|Telephone", "A|B|1|C|2"],
            "First name|Surname|Tel|Emergency contact Name|Emergency contact Telephone", 0, 1,
        ),
        (["Whatever|Else", "a|b"], "Whatever|Else", 0, 0),
        (["Whatever|Else", "a|b", FIELDS], FIELDS, 2, 2),
        (["Our people", "Name", "Ada Testwick"], "Name", 1, 1),
        (["First name|Surname|Hat size", "Ada|Testwick|9"], "First name|Surname|Hat size", 0, 0),
        ([FIELDS, FIELDS, ADA], FIELDS, 0, 0),
    ],
)  # fmt: skip
def test_where_the_headings_stand(lines: list[str], names: str, first: int, last: int) -> None:
    rows = [SheetRow(at, tuple(line.split("|"))) for at, line in enumerate(lines, start=1)]
    found = heading_rows.find(rows, KNOWS)
    assert ("|".join(found.names), found.first, found.last) == (names, first, last)


@pytest.mark.parametrize(
    "row",
    ["Total: 5|", "Total|5", "|Grand total|1,234", "Total members 12|", "Subtotal|£12.50|3",
     "5 members|", "Number of members: 5|", "Members: 12|", "||Average|4.50",
     "Printed on 3/3/2026|", "Last updated 3 March 2026|",
     "Updated: 2026-03-03 10:15|", "Page 1 of 3|", "*** End of list ***|", "* has died|",
     "Note: ring before six|", "-----|-----", "as at 3/3/26|"],
)  # fmt: skip
def test_totals_and_notes(row: str) -> None:
    assert heading_rows.is_note(row.split("|"))


@pytest.mark.parametrize(
    "row",
    ["", "|", "Totality|Jane", "Ada|Total", "Total|Jane", "Page|Ada", "Page 2 to be rewritten|",
     "Printed papers for the meeting|", "Updated list for Jo|3/3/2026", "5 Mill Lane|Upton",
     "Endover|Ada", "Average|Ada", "Total|5|Ada", "Notes|Ada",
     "Numbers|5", "Total cost to be found out|3/3/2026"],
)  # fmt: skip
def test_what_may_be_a_record(row: str) -> None:
    assert not heading_rows.is_note(row.split("|"))


@pytest.mark.parametrize(
    ("row", "remark"),
    [
        ("Rita does not want post||", True), ("|please ring before you visit|", True),
        ("Maria de la Cruz y Ruiz||", False), ("Joan van der Berg||", False),
        ("Duchess of the West Riding||", False), ("joan smith||", False),
        ("Rita does not want post|01632 960101|", False), ("Joan Mary Anne Smith||", False),
    ],
)  # fmt: skip
def test_a_sentence_alone_is_nobody(row: str, *, remark: bool) -> None:
    assert heading_rows.is_remark(row.split("|")) is remark


def test_in_a_list_of_one_column_anything_is_somebody() -> None:
    assert not heading_rows.is_remark(["Rita does not want post"])
