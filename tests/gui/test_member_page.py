"""The page of a member tells that nothing is sent, as long as that is so."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from facilitator_app.gui.pages.members.member_page import member_page
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.services import records, undo
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.conftest import Make
from tests.gui.plain_context import context_over

pytestmark = pytest.mark.usefixtures("app")


def told(page: RecordPage) -> str:
    bar = page.view.bars.get("notice")
    return bar.title.text() if isinstance(bar, Notice) else ""


def test_their_own_page_says_that_nothing_is_sent(qtbot: QtBot, file: File, make: Make) -> None:
    joan = make.member(telephone="01684 496 0142")
    page = member_page(context_over(file)[0], joan)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: page.record.opened is not None)
    assert told(page) == ""
    records.save(file, Draft("member", {"status": "died"}, joan))
    page.reload()
    assert told(page) == "Died: nothing is sent any more, and nobody rings."
    assert (
        page.form.rows["telephone"].editor.read()
        == records.get(file, "member", joan).values["telephone"]
    )
    assert page.head.save_button.isEnabled()
    undo.undo(file)
    page.reload()
    assert told(page) == ""


def test_a_new_members_page_says_nothing(qtbot: QtBot, file: File) -> None:
    page = member_page(context_over(file)[0], None, {"status": "left"})
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: page.record.opened is not None)
    assert told(page) == ""
