"""A tinted bar within a page that says something, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QWidget

from facilitator_app.gui import icons, theme
from facilitator_app.gui.metrics import px
from facilitator_app.gui.widgets.buttons import button
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.surface import column, dress, row
from facilitator_app.gui.widgets.text_label import breakable, text_label
from facilitator_app.locale_formats import join_sentences

_ROOM_FOR_WORDS = 380
ICONS = {
    "info": "info",
    "ok": "check-circle",
    "warn": "warning",
    "bad": "warning-circle",
    "access": "ear",
}


class Notice(QWidget):
    """A headline and a sentence in one tone (info, ok, warn, bad, access), with links."""

    spoken_role = QAccessible.Role.Note

    def __init__(
        self,
        tone: str,
        title: str,
        text: str = "",
        actions: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        """Show it; each action is the words of a link and what it does."""
        super().__init__()
        dress(self, tone)
        self.tone = tone
        self.setAccessibleName(_spoken(title, text))
        self.title = text_label(breakable(title), "strong" if text else "", wrap=True, tone=tone)
        self.text = text_label(breakable(text), "", wrap=True, tone=tone)
        # Hidden or left alone: shown before it has a parent, a label is a window for a moment.
        for label, words in ((self.title, title), (self.text, text)):
            label.setAccessibleName(words)
            if not words:
                label.hide()
        outer = row(self, 12, (16, 10, 12, 10))
        self._line = row(None, 12)
        outer.addWidget(_picture(tone), 0, Qt.AlignmentFlag.AlignTop)
        self.body = column(None, 2)
        self.body.addWidget(self.title)
        self.body.addWidget(self.text)
        self._line.addLayout(self.body, 1)
        outer.addLayout(self._line, 1)
        self.buttons = [button(one, "link", on_click=act) for one, act in actions]
        self._holder = QWidget(self)
        self._holder.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        flow = FlowLayout(self._holder, 16)
        for one in self.buttons:
            flow.addWidget(one)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._line.addWidget(self._holder, 0, side)
        if not self.buttons:
            self._holder.hide()

    def set_texts(self, title: str, text: str = "") -> None:
        """Say something else in the same tone."""
        for label, words in ((self.title, title), (self.text, text)):
            label.setText(breakable(words))
            label.setAccessibleName(words)
            label.setVisible(bool(words))
        self.setAccessibleName(_spoken(title, text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the buttons beside the words, or below them."""
        super().resizeEvent(event)
        need = self._holder.sizeHint().width() + px(_ROOM_FOR_WORDS)
        way = QBoxLayout.Direction
        self._line.setDirection(way.LeftToRight if need < self.width() else way.TopToBottom)


def _spoken(title: str, text: str) -> str:
    """Return both as sentences: a headline without a full stop would run on into what follows."""
    runs_on = bool(title and text) and title[-1] not in ".?!…:"
    return join_sentences((f"{title}." if runs_on else title, text))


def _picture(tone: str) -> QLabel:
    label = QLabel()
    label.setPixmap(icons.pixmap(ICONS[tone], theme.current().colour(tone), px(20)))
    return label
