"""The charts of Today by keyboard: their bars are gone through, and each is told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator_app.digests.today import Bar, Finding
from facilitator_app.gui.pages.today.findings import Bars, FindingCard
from tests.gui import pictures
from tests.gui.hearing import listening

_KEY = Qt.Key
_BARS = tuple(
    Bar(label, value, 90, f"{value} %", strong=label == "Jun")
    for label, value in (("Apr", 80), ("May", 75), ("Jun", 90))
)


@pytest.mark.parametrize("upright", [True, False])
def test_arrows_go_through_the_bars(app: QApplication, qtbot: QtBot, upright: bool) -> None:
    """Failed before: the keyboard did not come to a chart."""
    card = FindingCard(Finding("Attendance is steady", "Of those expected", _BARS, upright))
    qtbot.addWidget(card)
    with qtbot.waitActive(card):
        card.show()
        card.activateWindow()
    chart = card.findChild(Bars)
    assert isinstance(chart, Bars)
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    spoken = QAccessible.queryAccessibleInterface(chart)
    assert spoken.role() is QAccessible.Role.Chart
    assert spoken.text(QAccessible.Text.Name) == "Attendance is steady"
    told = spoken.text(QAccessible.Text.Description)
    assert told == "Apr 80 %; May 75 %; Jun 90 %. Left and right go through them."
    with listening(app) as ear:
        for key, words in (
            (_KEY.Key_Right, "Apr, 80 %"),
            (_KEY.Key_Right, "May, 75 %"),
            (_KEY.Key_End, "Jun, 90 %"),
            (_KEY.Key_Left, "May, 75 %"),
            (_KEY.Key_Home, "Apr, 80 %"),
        ):
            QTest.keyClick(chart, key)
            pictures.rest(card)
            assert ear.take() == [words]
    assert chart.at == 0
    chart.clearFocus()
    assert chart.at is None
