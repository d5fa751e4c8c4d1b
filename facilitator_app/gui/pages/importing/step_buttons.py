"""The foot of a page with steps: where things stand, the way back, and what comes next."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from facilitator_app.gui.metrics import EDGE, effective, px
from facilitator_app.gui.widgets.buttons import Click, button, primary_button, set_icon
from facilitator_app.gui.widgets.surface import dress, row
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _

_FOLDS = 620


class StepButtons(QWidget):
    """A sentence at the left, Back and the primary button at the right."""

    def __init__(self, back: Click, on: Click) -> None:
        """back() goes a step back, on() a step on."""
        super().__init__()
        dress(self, "foot")
        self._words = text_label("", "sub", wrap=True)
        self.next = primary_button("", "arrow-right", on)
        self._line = row(self, 12, (EDGE, 10, EDGE, 10))
        self._line.addWidget(self._words, 1)
        buttons = row(None, 8)
        buttons.addWidget(button(_("Back"), "", "arrow-left", back))
        buttons.addWidget(self.next)
        self._line.addLayout(buttons)

    @property
    def text(self) -> str:
        """The sentence."""
        return self._words.text()

    def show_words(self, text: str, next_: str, icon: str, *, on: bool = True) -> None:
        """Say `text`; the button is called `next_` and can be pressed if `on`."""
        self._words.setText(text)
        self.next.setText(next_.replace("&", "&&"))
        self.next.setAccessibleName(next_)
        self.next.setAccessibleDescription(text)
        self.next.setToolTip(text if self._words.isHidden() else "")
        self.next.setEnabled(on)
        set_icon(self.next, icon)

    def fold(self, *, low: bool) -> None:
        """Leave the sentence to the button, which speaks it, where there is no height for it."""
        self._words.setVisible(not low)
        self.next.setToolTip(self.text if low else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons beside the sentence, or below it."""
        super().resizeEvent(event)
        under = effective(self.width()) < _FOLDS
        way = QBoxLayout.Direction
        self._line.setDirection(way.TopToBottom if under else way.LeftToRight)
        self._line.setSpacing(px(6 if under else 12))
