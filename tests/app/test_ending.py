"""Asked by the system to end, the program closes as by hand: drafts are kept, the lock goes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget

from facilitator_app.app.ending import end_session
from facilitator_app.clock import FixedClock
from facilitator_app.services import drafts, files
from facilitator_app.store.key import Key
from facilitator_app.store.lock import Lock
from tests.conftest import PASSPHRASE

ROOT = Path(__file__).parents[2]
TYPING = """
    import sys
    from pathlib import Path

    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QWidget

    from facilitator_app.app.ending import Ending
    from facilitator_app.app.network_opener import NetworkOpener
    from facilitator_app.gui.pages.record_page import RecordPage
    from facilitator_app.gui.prefs import HeldPrefs
    from facilitator_app.gui.window import Window
    from tests.gui import pictures

    app = QApplication(["facilitator"])
    pictures.load_font()
    pictures.dress(app, Path(sys.argv[3]))
    networks = NetworkOpener(app, HeldPrefs(), QWidget(), print, lambda: None)
    Ending(app, networks.end)
    networks.open(Path(sys.argv[1]), lambda: sys.argv[2], False, sys.exit, sys.exit)

    def look():
        windows = [one for one in app.topLevelWidgets() if isinstance(one, Window)]
        if not windows:
            return
        (window,) = windows
        front = window.stack.front
        if isinstance(front, RecordPage):
            if front.record.opened is None:
                return
            timer.stop()
            field = front.form.rows["surname"].editor.part()
            QTest.keyClicks(field, "Quillfeather")
            print("typed", flush=True)
        elif not asked:
            asked.append(True)
            window.new_record("member")

    asked = []
    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    sys.exit(app.exec())
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a program without asking it")
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_what_was_typed_is_kept_and_the_lock_is_let_go(
    sent: signal.Signals, path: Path, key: Key, clock: FixedClock, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", textwrap.dedent(TYPING), str(path), PASSPHRASE, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as program:
        try:
            assert program.stdout is not None
            assert program.stdout.readline() == "typed\n"
            assert Lock(path).path.exists()
            program.send_signal(sent)
            assert program.wait(60) == 0
        finally:
            program.kill()
    assert not Lock(path).path.exists()
    opened = files.open_file(path, key, clock)
    (kept,) = drafts.keys(opened)
    found = drafts.find(opened, kept)
    opened.close()
    assert found is not None
    assert found.draft.values["surname"] == "Quillfeather"


def wait_until(program: subprocess.Popen[bytes], done: Callable[[], bool]) -> None:
    """Wait for what `program` is to do, a minute at most."""
    end = time.monotonic() + 60
    while not done():
        assert program.poll() is None
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a program without asking it")
def test_the_sample_opens_from_the_command_line_and_goes_with_its_window(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "facilitator_app", "--sample"]
    places = dict.fromkeys(("HOME", "TMPDIR", "XDG_CONFIG_HOME"), str(tmp_path))
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | places | {"QT_QPA_PLATFORM": "offscreen"}
    ) as program:
        try:
            wait_until(program, lambda: any(tmp_path.rglob("*.facilitator")))
            (opened,) = tmp_path.rglob("*.facilitator")
            wait_until(program, Lock(opened).path.exists)
            program.send_signal(signal.SIGTERM)
            assert program.wait(60) == 0
        finally:
            program.kill()
    assert not list(tmp_path.rglob("*.facilitator"))


class Told:
    """Notes whether the session was asked to go on."""

    cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class Stays(QWidget):
    """A window that does not let itself be closed until it may."""

    may = False

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may:
            event.ignore()


def test_a_session_ends_once_every_window_has_closed(app: QApplication) -> None:
    window, told = Stays(), Told()
    let_go: list[bool] = []
    window.show()
    end_session(app, lambda: let_go.append(True), told)
    assert (window.isVisible(), told.cancelled, let_go) == (True, True, [])
    window.may, told = True, Told()
    end_session(app, lambda: let_go.append(True), told)
    assert (window.isVisible(), told.cancelled, let_go) == (False, False, [True])
    window.deleteLater()
