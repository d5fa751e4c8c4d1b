"""The pages that lie over one another: what they come back to, and what that is called."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.digests.page_values import DETAILS
from facilitator_app.gui.page_stack import PageOfRecord, PageStack, name_page, record_name

pytestmark = pytest.mark.usefixtures("app")


class Read(QWidget):
    """A page whose title is known once it is read."""

    def __init__(self, one: PageOfRecord | None = None) -> None:
        """Be the page of a record, or of anything else."""
        super().__init__()
        if one is not None:
            name_page(self, one)
        self.title, self.back = "Meeting", ""

    def can_leave(self) -> bool:
        return True

    def stale(self, changes: object) -> None:
        pass

    def reload(self) -> None:
        pass

    def return_to(self, title: str) -> None:
        self.back = title


def test_what_lay_over_a_place_is_laid_there_again_under_the_same_names(qtbot: QtBot) -> None:
    def stack_of(*pages: tuple[Read, str]) -> PageStack:
        made = PageStack(lambda _place: Read())
        qtbot.addWidget(made)
        made.go("meetings")
        for page, below in pages:
            made.push(page, below)
        return made

    meeting = Read(PageOfRecord("meeting", 1, {}))
    claim = Read(PageOfRecord("claim", None, {"meeting_id": 912628541034783227}))
    stack = stack_of((meeting, "Meetings"), (Read(), ""), (claim, ""))
    meeting.title = "Partnership Group"
    found = stack.records()
    assert found == [
        PageOfRecord("meeting", 1, {}, "Meeting"),
        PageOfRecord("claim", None, {"meeting_id": 912628541034783227}, "Partnership Group"),
    ]
    again = [(Read(one), one.below) for one in found]
    made = stack_of(*again)
    assert [page.back for page, _below in again] == ["Meeting", "Partnership Group"]
    assert made.comes_back
    made.push(Read())
    assert not made.comes_back


def test_the_form_of_what_has_another_page_is_not_taken_for_that_page(qtbot: QtBot) -> None:
    form, page = (Read(PageOfRecord("meeting", 1, given)) for given in ({DETAILS: 1}, {}))
    for one in (form, page):
        qtbot.addWidget(one)
    assert page.objectName() == record_name("meeting", 1)
    assert form.objectName() != record_name("meeting", 1)
