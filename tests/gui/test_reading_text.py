"""Text that is read: headings are headings by level, and H goes through them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator_app.gui import help as help_page
from facilitator_app.gui.pages.reports.text_view import TextView
from facilitator_app.gui.widgets.reading_text import ReadingText
from facilitator_app.services.documents import Document
from tests.gui import pictures
from tests.gui.hearing import Ear, listening

pytestmark = pytest.mark.usefixtures("app")

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_LINES = "".join(f"<p>line {n}</p>" for n in range(40))
_PAGE = f"<h1>Guide</h1>{_LINES}<h2>First steps &amp; more</h2>{_LINES}<h2>Last</h2><p>End.</p>"


@pytest.fixture
def ear(app: QApplication) -> Iterator[Ear]:
    """Someone who listens."""
    with listening(app) as found:
        yield found


@pytest.fixture
def text(qtbot: QtBot) -> ReadingText:
    made = ReadingText()
    qtbot.addWidget(made.frame)
    made.frame.resize(400, 300)
    with qtbot.waitActive(made.frame):
        made.frame.show()
        made.frame.activateWindow()
    made.setFocus()
    made.show_html(_PAGE)
    return made


def goes(text: ReadingText, ear: Ear, *, back: bool = False) -> str:
    QTest.keyClick(text, Qt.Key.Key_H, _SHIFT if back else Qt.KeyboardModifier.NoModifier)
    pictures.rest(text)
    return " | ".join(ear.take())


def test_headings_keep_their_level(text: ReadingText) -> None:
    """Failed before: headings were paragraphs in large type, and nothing told them apart."""
    told = [(one.blockFormat().headingLevel(), one.text()) for one in text.headings()]
    assert told == [(1, "Guide"), (2, "First steps & more"), (2, "Last")]


def test_h_goes_through_the_headings_and_has_them_told(text: ReadingText, ear: Ear) -> None:
    bar = text.verticalScrollBar()
    assert "H goes to the next heading" in text.accessibleDescription()
    assert goes(text, ear) == "Heading: Guide"
    assert goes(text, ear) == "Heading: First steps & more"
    there = bar.value()
    assert there > 0
    assert goes(text, ear) == "Heading: Last"
    assert goes(text, ear) == "There is no heading after this one."
    assert goes(text, ear, back=True) == "Heading: First steps & more"
    assert bar.value() == there
    bar.setValue(bar.maximum())  # who scrolled on is read from there
    goes(text, ear, back=True)
    assert text.textCursor().block().text() in ("Last", "First steps & more")
    bar.setValue(0)
    assert goes(text, ear, back=True) == "There is no heading before this one."


def test_the_guide_and_a_web_page_can_be_gone_through(qtbot: QtBot) -> None:
    guide = help_page.HelpPage("meetings", lambda: None, ())
    view = TextView()
    for one in (guide, view.frame):
        qtbot.addWidget(one)
        one.resize(700, 400)
        one.show()
    page = b"<html><body><h1>Report</h1><p>a</p><h2>Money</h2><p>b</p><h3>Fares</h3></body></html>"
    view.show_document(Document("report.html", "html", page, "Report"))
    assert [(one.blockFormat().headingLevel(), one.text()) for one in view.headings()] == [
        (1, "Report"), (2, "Money"), (3, "Fares"),
    ]  # fmt: skip
    text = guide.findChild(ReadingText)
    assert isinstance(text, ReadingText)
    assert text.headings()[0].blockFormat().headingLevel() == 1
    spoken = QAccessible.queryAccessibleInterface(text)
    assert spoken.textInterface() is not None  # a screen reader reads it line by line
    frame = QAccessible.queryAccessibleInterface(text.frame)
    assert frame.role() is QAccessible.Role.Document
    assert frame.text(QAccessible.Text.Name) == "Hold a meeting"
