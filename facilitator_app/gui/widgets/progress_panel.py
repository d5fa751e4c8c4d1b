"""How far long work has come, shown only when it takes a while, with a way to stop it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from facilitator_app.gui.announcements import announce
from facilitator_app.gui.metrics import px
from facilitator_app.gui.widgets.buttons import button
from facilitator_app.gui.widgets.surface import column, dress, row
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _

_AFTER_MS = 400
_STAGE_MS = 1_500  # stages that last no longer are not told one by one


class ProgressPanel(QWidget):
    """A line of words, a bar and Cancel; hidden until work has gone on for 400 ms."""

    def __init__(self, over: QWidget) -> None:
        """Start hidden; lies over the middle of `over`."""
        super().__init__(over)
        self._over = over
        dress(self, "pop")
        self._words = text_label("", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self._cancel = button(_("Cancel"), on_click=self._stop)
        self._on_cancel: Callable[[], None] | None = None
        self._later = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._later.timeout.connect(self.show)
        layout = column(self, 12, (20, 16, 20, 16))
        layout.addWidget(self._words)
        layout.addWidget(self._bar)
        line = row()
        line.addStretch()
        line.addWidget(self._cancel)
        layout.addLayout(line)
        self.setFixedWidth(px(360))
        self.hide()

    def begin(self, text: str, cancel: Callable[[], None] | None) -> None:
        """Wait 400 ms, then show `text`; `cancel` is called when the user stops the work."""
        self._on_cancel = cancel
        self._cancel.setVisible(cancel is not None)
        self._cancel.setEnabled(True)
        self.step(0, 0, text)
        self._later.start()

    def step(self, done: int, total: int, text: str, *, ending: bool = False) -> None:
        """Show `done` of `total`; a total of 0 is not known. The ending cannot be cancelled."""
        if ending:
            self._cancel.hide()
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if self.isVisible() and text != self._words.text():
            announce(self, text, pause_ms=_STAGE_MS)
        self._words.setText(text)

    def end(self) -> None:
        """Hide, whether shown yet or not."""
        self._later.stop()
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the middle of what lies below."""
        super().showEvent(event)
        self.adjustSize()
        self.move(self._over.rect().center() - self.rect().center())
        self.raise_()
        announce(self, self._words.text())

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._words.setText(_("Stopping…"))
        if self._on_cancel is not None:
            self._on_cancel()
