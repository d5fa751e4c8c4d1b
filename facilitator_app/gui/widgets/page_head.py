"""The head of a page: what it is, what it shows in words, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from facilitator_app.gui.metrics import EDGE, px
from facilitator_app.gui.tab_order import stand_as_read
from facilitator_app.gui.widgets.surface import column, dress, row
from facilitator_app.gui.widgets.text_label import let_wrap, text_label

_ROOM_FOR_TITLE = 260


class PageHead(QWidget):
    """Title and sentence at the left, actions at the right, below them whatever is added.

    Too narrow for both, the actions stand under the title.
    """

    def __init__(self, title: str, sentence: str = "", actions: Sequence[QWidget] = ()) -> None:
        """Show `title` and `sentence`; `actions` from left to right, the primary button last."""
        super().__init__()
        dress(self, "head")
        self._title, self._sentence = text_label(title, "title"), text_label(sentence, "sub")
        for label in (self._title, self._sentence):
            let_wrap(label)
        self._tools = QWidget()
        self._tool_row = row(self._tools, 8)
        for action in actions:
            self.add_action_widget(action)
        self._top = row(None, 12)
        self._top.addWidget(self._texts(), 1)
        self._top.addWidget(self._tools, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body = column(self, 12, (EDGE, 16, EDGE, 12))
        self.body.addLayout(self._top)
        self._sentence.setVisible(bool(sentence))

    def set_texts(self, title: str, sentence: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def show_title(self, *, on: bool) -> None:
        """Show the title, or the sentence alone."""
        self._title.setVisible(on)

    def put_back(self, back: QWidget) -> None:
        """Put the way back above all, and have it read first."""
        self.body.insertWidget(0, back, 0, Qt.AlignmentFlag.AlignLeft)
        stand_as_read(self)

    def add_action_widget(self, widget: QWidget) -> None:
        """Add something to the right end."""
        self._tool_row.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the actions beside the title, or under it."""
        super().resizeEvent(event)
        self._turn()

    def width_needed(self) -> int:
        """Return the width that title and actions need beside each other."""
        return self._tools.sizeHint().width() + px(_ROOM_FOR_TITLE + 2 * EDGE)

    def _turn(self) -> None:
        under = self.width_needed() > self.width()
        way = QBoxLayout.Direction.TopToBottom if under else QBoxLayout.Direction.LeftToRight
        if self._top.direction() != way:
            self._top.setDirection(way)
            side = Qt.AlignmentFlag.AlignLeft if under else Qt.AlignmentFlag(0)
            self._top.setAlignment(self._tools, side | Qt.AlignmentFlag.AlignVCenter)

    def _texts(self) -> QWidget:
        both = QWidget()
        both.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        layout = column(both, 2)
        layout.addStretch()
        layout.addWidget(self._title)
        layout.addWidget(self._sentence)
        layout.addStretch()
        return both
