"""The name that is offered for a paper keeps the words of what it is about."""

from __future__ import annotations

import pytest

from facilitator_app.services import documents
from facilitator_app.services.files import File
from tests.conftest import TODAY, Make


@pytest.mark.parametrize("paper", ["minutes", "members"])
def test_an_ampersand_stays_in_the_name_of_a_paper(file: File, make: Make, paper: str) -> None:
    body = make.body("R&D group", "RD")
    subject = body if paper == "members" else make.meeting(body, TODAY)
    assert "R&D group" in documents.make(file, paper, subject, "text").name
