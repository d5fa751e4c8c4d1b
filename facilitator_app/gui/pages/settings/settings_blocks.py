"""What the sections of the settings are built of."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator_app.gui.metrics import px
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import clear, column, row, rule
from facilitator_app.gui.widgets.text_label import text_label

_WIDEST = 640


class Block(QWidget):
    """A heading, a sentence, and below them what can be done, with how it went."""

    def __init__(self, heading: str, sentence: str = "") -> None:
        """Start with nothing to do."""
        super().__init__()
        self.body = column(self, 8)
        self.body.addWidget(text_label(heading, "h2", wrap=True))
        if sentence:
            self.body.addWidget(text_label(sentence, "sub", wrap=True))
        self._said = column()
        self.body.addLayout(self._said)
        self.notice: Notice | None = None

    def say(self, tone: str, title: str, text: str = "") -> None:
        """Say how it went, in the tone ok, info, warn or bad; an empty title says nothing more."""
        clear(self._said)
        self.notice = Notice(tone, title, text) if title else None
        if self.notice is not None:
            self._said.addWidget(self.notice)

    def add_buttons(self, *buttons: QWidget) -> None:
        """Add buttons in a line that breaks where it is too long."""
        holder = QWidget()
        flow = FlowLayout(holder, 8)
        for one in buttons:
            flow.addWidget(one)
        self.body.addWidget(holder)


class Blocks(QWidget):
    """Blocks one below another, parted by hairlines, as wide as a form at most."""

    def __init__(self, name: str) -> None:
        """Start empty; `name` is spoken."""
        super().__init__()
        inner = QWidget()
        inner.setMaximumWidth(px(_WIDEST))
        self._down = column(inner, 20)
        self._down.addStretch(1)
        body = QWidget()
        across = row(body, 0, (24, 16, 24, 24))
        across.addWidget(inner, 1000)
        across.addStretch(1)
        column(self).addWidget(ScrollBody(body, name))

    def add(self, block: QWidget) -> None:
        """Add `block` below the others."""
        if self._down.count() > 1:
            self._down.insertWidget(self._down.count() - 1, rule())
        self._down.insertWidget(self._down.count() - 1, block)
