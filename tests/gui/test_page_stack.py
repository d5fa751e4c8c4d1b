"""The pages that lie over one another: what they come back to, and what that is called."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.gui.page_stack import PageStack, record_name

pytestmark = pytest.mark.usefixtures("app")


class Read(QWidget):
    """A page whose title is known once it is read."""

    def __init__(self, name: str = "") -> None:
        """Go by `name`."""
        super().__init__()
        self.setObjectName(name)
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

    meeting, claim = Read(record_name("meeting", 1)), Read(record_name("claim", 2))
    stack = stack_of((meeting, "Meetings"), (Read(), ""), (claim, ""))
    meeting.title = "Partnership Group"
    found = stack.records()
    assert found == [("meeting", 1, "Meeting"), ("claim", 2, "Partnership Group")]
    again = [(Read(record_name(record, one)), below) for record, one, below in found]
    stack_of(*again)
    assert [page.back for page, _below in again] == ["Meeting", "Partnership Group"]
