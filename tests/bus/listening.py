"""Listens on the bus of assistive tools while another process works, and prints what it heard.

Run within a session bus of its own: listening.py COMMAND...; it starts a screen and the registry of
assistive tools, then COMMAND, and prints one line of JSON for each event: [member, words]. Of what
has got the keyboard, the words are its name.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import SLOT, QCoreApplication, QObject, QTimer, Slot
from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage, QDBusVariant

XVFB = shutil.which("Xvfb") or ""
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
_REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/registry", "org.a11y.atspi.Registry")
_EVENTS = {
    "object:announcement": "Announcement",
    "object:text-changed:insert": "TextChanged",
    "object:state-changed:focused": "StateChanged",
}


class Listener(QObject):
    """Prints what it hears, and ends with the work."""

    def __init__(self, bus: QDBusConnection, work: subprocess.Popen[bytes]) -> None:
        """Ask the registry for the events that are told here."""
        super().__init__()
        self._bus, self._work = bus, work
        for event, member in _EVENTS.items():
            call = QDBusMessage.createMethodCall(*_REGISTRY, "RegisterEvent")
            call.setArguments([event])
            answer = bus.call(call)
            if answer.errorMessage():
                raise SystemExit(answer.errorMessage())
            slot: Any = SLOT("hear(QDBusMessage)")  # which the stub takes for bytes
            heard = bus.connect("", "", "org.a11y.atspi.Event.Object", member, self, slot)
            if not heard:
                raise SystemExit(f"{member} cannot be heard")
        self._ends = QTimer(self, interval=200)
        self._ends.timeout.connect(self._see)
        self._ends.start()

    @Slot(QDBusMessage)
    def hear(self, message: QDBusMessage) -> None:
        kind, on, _more, words, *_rest = message.arguments()
        if message.member() == "StateChanged":
            if (kind, on) != ("focused", 1):
                return  # another state, or what has lost the keyboard
            words = self._name(message)
        told = words.variant() if isinstance(words, QDBusVariant) else words
        line = json.dumps([message.member(), told if isinstance(told, str) else ""])
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    def _name(self, told: QDBusMessage) -> object:
        """Ask what is called so, of which an event was told."""
        of = "org.freedesktop.DBus.Properties"
        call = QDBusMessage.createMethodCall(told.service(), told.path(), of, "Get")
        call.setArguments(["org.a11y.atspi.Accessible", "Name"])
        return next(iter(self._bus.call(call).arguments()), "")

    def _see(self) -> None:
        if self._work.poll() is not None:
            self._ends.stop()
            QTimer.singleShot(500, self, QCoreApplication.quit)


def main(command: list[str]) -> int:
    """Listen while `command` works; return its exit code."""
    read, write = os.pipe()
    screen = subprocess.Popen(
        [XVFB, "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(write,), stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as told:
        os.environ["DISPLAY"] = f":{told.readline().strip()}"
    launcher = subprocess.Popen([str(LAUNCHER), "--launch-immediately"])
    app = QCoreApplication([])
    session = QDBusConnection.sessionBus()
    owner = QDBusInterface("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", session)
    address = owner.call("GetAddress").arguments()[0]
    bus = QDBusConnection.connectToBus(address, "tools")
    os.environ["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    work = subprocess.Popen(command)
    try:
        listener = Listener(bus, work)
        app.exec()
        del listener
    finally:
        for one in (work, launcher, screen):
            one.terminate()
    return work.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
