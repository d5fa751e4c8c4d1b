"""Where a heading may mean several fields, the cells below it decide which."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator_app.services import exchange
from facilitator_app.services.files import File

COLUMNS = (  # a heading, the cells below it, and the field that they are of
    ("Role", ("Patient", "Carer", "Health professional"), "kinds"),
    ("Role", ("Patient", "", "Patient/Carer", "carer"), "kinds"),
    ("Role", ("Patient; Carer", "Service user", "Patient"), "kinds"),
    ("ROLE", ("Patient", "Carer", "Prof"), "kinds"),
    ("Role", ("Lead nurse", "Pharmacist", "Retired"), "job_title"),
    ("Role", ("Nurse", "Doctor", "Consultant"), "job_title"),  # short for a kind, and a job too
    ("Role", ("Patient", "Lead nurse", "Pharmacist"), "job_title"),
    ("Role", ("", "", ""), "job_title"),
    ("Role", (), "job_title"),
    ("Position", ("Carer", "Carer"), "kinds"),
    ("Position", ("Chair", "Treasurer"), "job_title"),
    ("Represents", ("Patient", "Carer"), "kinds"),
    ("Represents", ("Bredon Trust", "Carers' Centre"), "organisation"),
    ("Category", ("Patient", "Carer"), "kinds"),
    ("Category", ("A", "B"), ""),
    ("Group", ("Patient", "Carer"), "kinds"),
    ("Group", ("Mid Valley User Forum", "Board"), ""),
    ("Status", ("Patient", "Carer"), "kinds"),
    ("Status", ("Current", "Left"), "status"),
    ("Status", ("Active", "Lapsed"), "status"),
    ("Type", ("Patient", "Carer"), "kinds"),
    ("Type", ("Current", "Left"), "status"),
    ("Job title", ("Patient", "Carer"), "job_title"),  # nothing else can be meant
)


@pytest.mark.parametrize(("heading", "cells", "field"), COLUMNS)
def test_the_cells_decide(
    file: File, tmp_path: Path, heading: str, cells: tuple[str, ...], field: str
) -> None:
    path = tmp_path / "list.csv"
    rows = [f"Ann,Example{at},{cell}" for at, cell in enumerate(cells)]
    path.write_text("\n".join([f"Forenames,Surname,{heading}", *rows, "Bea,Sample,"]) + "\n")
    matching = exchange.guess(file, "member", exchange.read_sheet(path, "member"))
    assert matching.field_of(heading) == field


def test_what_people_come_as_is_taken_from_a_column_of_roles(file: File, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Forenames,Surname,Role\nAnn,Example,Patient/Carer\nBea,Sample,Carer\n")
    plan = exchange.preview(file, "member", path).plan
    assert [row.values["kinds"] for row in plan.rows] == [("patient", "carer"), ("carer",)]
