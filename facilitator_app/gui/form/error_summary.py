"""The summary above a form that cannot be saved yet: it names the fields and leads to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from facilitator_app.gui import icons, theme
from facilitator_app.gui.announcements import announce
from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.metrics import ICON, px
from facilitator_app.gui.widgets.buttons import button
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.surface import clear, column, dress, row
from facilitator_app.i18n import _, ngettext
from facilitator_app.locale_formats import join_sentences


def to_mend(number: int) -> str:
    """Return how many things are to be mended, without a full stop."""
    return ngettext(
        "One thing to mend before this can be saved",
        "{n} things to mend before this can be saved",
        number,
    )


def announce_refusal(form: QWidget, told: Sequence[str]) -> None:
    """Have it said once that `form` is not saved: how much is to be mended, and the first of it.

    told: what is wrong, each with the name of what it is said at, in reading order.
    """
    words = join_sentences((f"{to_mend(len(told))}.", told[0])) if told else ""
    announce(form, words, urgent=True)


class ErrorSummary(QWidget):
    """Says how many things are to be mended; each name is a button that goes there."""

    spoken_role = QAccessible.Role.AlertMessage

    asked = Signal(str)

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__()
        dress(self, "bad")
        mark = QLabel()
        mark.setPixmap(icons.pixmap("warning-circle", theme.current().colour("bad"), px(ICON)))
        self._title = LineLabel("", "h3", tone="bad")
        self._names = QWidget()
        self._flow = FlowLayout(self._names, 16)
        box = row(self, 12, (16, 12, 16, 12))
        box.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        lines = column(None, 2)
        lines.addWidget(self._title)
        lines.addWidget(self._names)
        box.addLayout(lines, 1)
        self.hide()

    @property
    def title(self) -> str:
        """The sentence above the names."""
        return self._title.text()

    def tell(self, names: Mapping[str, str]) -> None:
        """Name what is to be mended: field name to its label; nothing hides the summary."""
        clear(self._flow)
        for field, label in names.items():
            self._flow.addWidget(self._link(field, label))
        count = to_mend(len(names))
        self._title.setText(count)
        self.setAccessibleName(count)
        self.setVisible(bool(names))

    def _link(self, field: str, label: str) -> QPushButton:
        link = button(label, "link", on_click=lambda: self.asked.emit(field))
        link.setAccessibleDescription(_("Go to this field"))
        return link
