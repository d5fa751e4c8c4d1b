"""What the sections of the settings are built of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton, QWidget

from facilitator_app.gui.announcements import announce
from facilitator_app.gui.metrics import px
from facilitator_app.gui.tab_order import bring_into_view_soon
from facilitator_app.gui.unlock_parts import PassField
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.one_of_several import OneOfSeveral
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import clear, column, row, rule
from facilitator_app.gui.widgets.text_label import text_label

Choices = Sequence[tuple[str, str]]
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
        self._fields: list[PassField] = []

    def say(
        self,
        tone: str,
        title: str,
        text: str = "",
        actions: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        """Say how it went, in the tone ok, info, warn or bad; an empty title says nothing more.

        Each action is the words of a link and what it does.
        """
        clear(self._said)
        self.mark(None)
        self.notice = Notice(tone, title, text, actions) if title else None
        if self.notice is not None:
            self._said.addWidget(self.notice)
            bring_into_view_soon(self.notice)
            announce(self, self.notice.accessibleName(), urgent=tone == "bad")

    def mark(self, wrong: QWidget | None) -> None:
        """Show which of the fields is to be mended, None for none."""
        for one in self._fields:
            one.set_bad(one is wrong)

    def add_field(self, name: str, entered: Callable[[], object]) -> PassField:
        """Add a passphrase field below its label; entered() is called on Enter."""
        made, label = PassField(name, entered), text_label(name, "label", wrap=True)
        label.setBuddy(made)
        holder = QWidget()
        down = column(holder, 8)
        down.addWidget(label)
        down.addWidget(made)
        self.body.addWidget(holder)
        self._fields.append(made)
        return made

    def add_buttons(self, *buttons: QWidget) -> None:
        """Add buttons in a line that breaks where it is too long."""
        holder = QWidget()
        flow = FlowLayout(holder, 8)
        for one in buttons:
            flow.addWidget(one)
        self.body.addWidget(holder)


class ChoiceBlock(Block):
    """One of several, by radio buttons in a line that breaks where it is too long."""

    def __init__(
        self, heading: str, sentence: str, offered: Choices, now: str,
        choose: Callable[[str], object],
    ) -> None:  # fmt: skip
        """Offer values with their words; choose(value) is called for one that is clicked."""
        super().__init__(heading, sentence)
        holder = QWidget()
        holder.setAccessibleName(heading)
        flow, group = FlowLayout(holder, 20), OneOfSeveral(self)
        self.choices: dict[str, QRadioButton] = {}
        for value, label in offered:
            one = QRadioButton(label)
            one.setAccessibleDescription(heading)
            group.addButton(one)
            one.setChecked(value == now)
            flow.addWidget(one)
            self.choices[value] = one
            one.clicked.connect(lambda _on=False, value=value: choose(value))
        self.body.addWidget(holder)

    def go_to_chosen(self) -> None:
        """Put the keyboard on what is chosen."""
        for one in self.choices.values():
            if one.isChecked():
                go_to(one)


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


def go_to(part: QWidget) -> None:
    """Put the keyboard on `part`, where it can be seen."""
    part.setFocus(Qt.FocusReason.ShortcutFocusReason)
    bring_into_view_soon(part)
