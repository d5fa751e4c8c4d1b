"""The head of a record's page: the way back, what it is, whether it is saved, and Save."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget

from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.metrics import EDGE, effective, px
from facilitator_app.gui.tab_order import give_keyboard
from facilitator_app.gui.widgets.avatar import Avatar, Disc
from facilitator_app.gui.widgets.buttons import (
    back_button,
    button,
    primary_button,
    set_words,
    shortened,
)
from facilitator_app.gui.widgets.short_label import ShortLabel
from facilitator_app.gui.widgets.surface import clear, column, dress, row
from facilitator_app.gui.widgets.text_label import key_cap, text_label
from facilitator_app.i18n import _

_FOLDS = 600
_DISC = 48


class RecordHead(QWidget):
    """Emits what is asked for; the page does it."""

    back = Signal()
    discard = Signal()
    save = Signal()

    def __init__(self, back_to: str, icon: str) -> None:
        """Lead back to `back_to` ("Members"); `icon` stands for records that are not people."""
        super().__init__()
        dress(self, "head")
        self._icon, self._low = icon, False
        self._back = back_button(back_to, self.back.emit)
        self._crumb = ShortLabel("sub", 1)
        self._title = ShortLabel("title", 2)
        self._subtitle = ShortLabel("sub", 2)
        self._state = LineLabel("", "sub")
        self.discard_button = button(_("Discard"), on_click=self.discard.emit)
        stays = self.discard_button.sizePolicy()
        stays.setRetainSizeWhenHidden(True)  # the name beside it never wraps anew while one types
        self.discard_button.setSizePolicy(stays)
        self.save_button = primary_button(_("Save"), "floppy-disk", self.save.emit)
        self._disc = row()
        self._tools = QWidget()
        box = column(self, 4, (EDGE, 12, EDGE, 12))
        self._way = self._path()
        box.addLayout(self._way)
        self._line = row(None, 16)
        self._names = QWidget()
        self._names.setLayout(self._name())
        self._line.addWidget(self._names, 1)
        self._line.addWidget(self._tools)
        box.addLayout(self._line)
        self._fill_tools()
        self.set_state("", dirty=False)

    @property
    def state(self) -> str:
        """What is said about saving."""
        return self._state.text()

    def set_texts(self, title: str, subtitle: str, *, person: bool) -> None:
        """Show what the record is called; people are shown by their initials."""
        self._crumb.show_words(f"/ {title}")
        self._title.show_words(title)
        self._subtitle.show_words(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        clear(self._disc)
        self._disc.addWidget(Avatar(title) if person else Disc(_DISC, icon=self._icon))

    def set_back(self, text: str) -> None:
        """Say where Back leads."""
        set_words(self._back, shortened(text))
        self._give_way()

    def take_keyboard(self) -> None:
        """Put the keyboard on the way back."""
        give_keyboard(self._back)

    def set_low(self, low: bool) -> None:
        """Put all into the line above where the window has little height."""
        if low == self._low:
            return
        self._low = low
        self._names.setVisible(not low)
        self._hint.setVisible(not low)
        (self._way if low else self._line).addWidget(self._tools)
        self._give_way()

    def set_state(self, text: str, *, dirty: bool) -> None:
        """Say whether all is saved; Discard is there only while there is something to discard."""
        self._state.setText(text)
        self._state.setVisible(bool(text))
        self.discard_button.setVisible(dirty)

    def set_correcting(self, correcting: bool) -> None:
        """Say on the button that saves, that a correction is recorded by it."""
        set_words(self.save_button, _("Record") if correcting else _("Save"))
        if correcting:
            self.save_button.setEnabled(True)
            self.save_button.setToolTip("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the buttons beside the name, or below it."""
        super().resizeEvent(event)
        narrow = effective(self.width()) < _FOLDS
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._line.setDirection(way)
        self._line.setSpacing(px(8 if narrow else 16))
        self._give_way()

    def _give_way(self) -> None:
        """Leave out the key, and the words of Back, where all is in one line that is short."""
        tight = self._low and effective(self.width()) < _FOLDS
        self._key.setVisible(not tight)
        words = self._back.accessibleName().replace("&", "&&")
        self._back.setText("" if tight else words)

    def _path(self) -> QHBoxLayout:
        line = row(None, 8)
        line.addWidget(self._back)
        line.addWidget(self._crumb, 1)
        line.addWidget(self._state)
        self._hint = QWidget()
        hint = row(self._hint, 8)
        hint.addWidget(text_label(_("Back"), "small"))
        hint.addWidget(key_cap("Esc"))
        line.addWidget(self._hint)
        return line

    def _name(self) -> QHBoxLayout:
        line = row(None, 12)
        line.addLayout(self._disc)
        texts = column()
        texts.addStretch(1)
        texts.addWidget(self._title)
        texts.addWidget(self._subtitle)
        texts.addStretch(1)
        line.addLayout(texts, 1)
        return line

    def _fill_tools(self) -> None:
        line = row(self._tools, 12)
        middle = Qt.AlignmentFlag.AlignVCenter
        line.addStretch(1)
        buttons: tuple[QPushButton, ...] = (self.discard_button, self.save_button)
        for one in buttons:
            line.addWidget(one, 0, middle)
        self._key = key_cap("Ctrl+S")
        line.addWidget(self._key, 0, middle)
