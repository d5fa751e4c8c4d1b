"""What an empty page says: what it is for, the first step, and where to read more."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from facilitator_app.gui.metrics import effective, px
from facilitator_app.gui.widgets.avatar import Disc
from facilitator_app.gui.widgets.buttons import Click, button, primary_button
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.surface import column, row
from facilitator_app.gui.widgets.text_label import key_cap, text_label
from facilitator_app.i18n import _

_LOW = 340
_MIDDLE = Qt.AlignmentFlag.AlignHCenter


class EmptyState(QWidget):
    """An icon, a headline, a sentence, and up to two buttons and a way to the guide."""

    spoken_role = QAccessible.Role.Grouping

    def __init__(
        self,
        icon: str,
        headline: str,
        sentence: str,
        first: tuple[str, str, Click] | None = None,
        second: tuple[str, str, Click] | None = None,
        help_: Click | None = None,
    ) -> None:
        """Show them; `first` and `second` are words, icon and what is done."""
        super().__init__()
        self.setAccessibleName(headline)
        layout = column(self, 8, (24, 24, 24, 24))
        layout.addStretch(2)
        self._disc = Disc(88, icon=icon)
        layout.addWidget(self._disc, 0, _MIDDLE)
        layout.addSpacing(px(8))
        self._sentence = text_label(sentence, "sub", wrap=True)
        layout.addLayout(_centred(text_label(headline, "h2", wrap=True)))
        layout.addLayout(_centred(self._sentence))
        layout.addSpacing(px(8))
        self.buttons = [primary_button(*first)] if first else []
        self.buttons += [button(second[0], "", second[1], second[2])] if second else []
        if self.buttons:
            self.setFocusProxy(self.buttons[0])
            layout.addWidget(_in_flow(self.buttons), 0, _MIDDLE)
        if help_ is not None:
            layout.addSpacing(px(12))
            layout.addLayout(_guide(help_))
        layout.addStretch(3)

    def set_sentence(self, sentence: str) -> None:
        """Say something else below the headline."""
        self._sentence.setText(sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the icon out where there is height for the words alone."""
        super().resizeEvent(event)
        self._disc.setVisible(effective(self.height()) >= _LOW)


def _centred(label: QLabel) -> QHBoxLayout:
    label.setAlignment(_MIDDLE)
    label.setMaximumWidth(px(520))
    line = row()
    line.addStretch(1)
    line.addWidget(label, 100)
    line.addStretch(1)
    return line


def _in_flow(buttons: list[QPushButton]) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(holder, 12)
    for one in buttons:
        flow.addWidget(one)
    return holder


def _guide(help_: Click) -> QHBoxLayout:
    line = row(None, 8)
    line.addStretch()
    line.addWidget(button(_("How this works"), "link", "question", help_))
    line.addWidget(key_cap("F1"))
    line.addStretch()
    return line
