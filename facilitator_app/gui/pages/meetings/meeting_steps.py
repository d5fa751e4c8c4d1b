"""The line of a meeting's steps, on which the next one can be clicked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent

from facilitator_app.domain.meetings import STEPS
from facilitator_app.gui.pages.meetings import meeting_wording as say
from facilitator_app.gui.widgets.step_line import StepLine
from facilitator_app.i18n import _


class MeetingSteps(StepLine):
    """A click on the step to come takes it; for the keyboard there is the button above."""

    taken = Signal(str)

    def __init__(self, status: str) -> None:
        """Show how far a meeting with `status` is."""
        now = STEPS.index(status) if status in STEPS else 0
        super().__init__([_(say.STEP_WORDS[one]) for one in STEPS], now)
        self._place = now
        self._next = say.next_step(status)
        if self._next is not None:
            words = _(say.NEXT_WORDS[self._next][0])
            self.setToolTip(_("Click the next step: {step}").format(step=words))
            self.setMouseTracking(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over the step that can be taken."""
        over = self._over_next(event)
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the next step if it was clicked."""
        if self._over_next(event) and self._next is not None:
            self.taken.emit(self._next)

    def _over_next(self, event: QMouseEvent) -> bool:
        place = int(event.position().x() * len(STEPS) / max(self.width(), 1))
        return self._next is not None and place == self._place + 1
