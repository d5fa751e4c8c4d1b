"""The size of all text: a window is built again for each, so quick presses of its keys are one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from facilitator_app.gui import theme
from facilitator_app.gui.prefs import Prefs

_SOON_MS = 150


class TextSize(QObject):
    """Makes all text larger or smaller, and has the window built again for it."""

    def __init__(
        self, window: QObject, prefs: Prefs, rebuild: Callable[[], object], may: Callable[[], bool]
    ) -> None:
        """Keep the size in `prefs`; rebuild() applies it, unless may() says that it must wait."""
        super().__init__(window)
        self._prefs, self._rebuild, self._may, self._steps = prefs, rebuild, may, 0
        self._timer = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._timer.timeout.connect(self._take_steps)

    def step(self, steps: int) -> None:
        """Change by so many steps once no more are asked for."""
        self._steps += steps
        self._timer.start()

    def change(self, steps: int) -> None:
        """Make all text larger or smaller by so many steps at once, as far as there are any."""
        now = theme.current().scale
        scale = theme.next_scale(now, steps)
        if scale != round(now * 100) and self._may():
            self._prefs.set("scale", str(scale))
            self._rebuild()

    def usual(self) -> None:
        """Make all text as large as it is at first."""
        scales = theme.SCALES
        self.step(scales.index(100) - scales.index(theme.next_scale(theme.current().scale, 0)))

    def _take_steps(self) -> None:
        steps, self._steps = self._steps, 0
        if steps:
            self.change(steps)
