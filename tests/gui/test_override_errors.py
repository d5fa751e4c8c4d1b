"""An error in a method that Qt calls ends no program."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SCRIPT = """
import sys
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from facilitator_app.gui.override_errors import guard_overrides

class Before(QObject):
    def event(self, event):
        return {fault}

guard_overrides()

class After(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.User:
            {fault}
        return False

told = []
sys.excepthook = lambda kind, error, trace: told.append(str(error))
app = QCoreApplication([])
watched, filter, before = QObject(), After(), Before()
watched.installEventFilter(filter)
for to in (watched, before):
    QCoreApplication.postEvent(to, QEvent(QEvent.Type.User))
    QTimer.singleShot(0, app.quit)
    app.exec()
try:
    QCoreApplication.sendEvent(watched, QEvent(QEvent.Type.User))
except ValueError as error:
    told.append(str(error))
print(len(told), all("{words}" in one for one in told))
"""


@pytest.mark.parametrize(
    ("fault", "words"),
    [("int('seven')", "invalid literal"), ("[].remove(1)", "not in list")],
)
def test_error_raised_by_c_in_an_override_is_told(fault: str, words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(fault=fault, words=words)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert (done.stdout.strip(), done.returncode) == ("3 True", 0), done.stderr
