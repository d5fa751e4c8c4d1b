"""First step: what the list holds, and which file it is in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from facilitator_app.gui import theme
from facilitator_app.gui.editors.choice import CalmCombo
from facilitator_app.gui.file_dialogs import ask_open
from facilitator_app.gui.metrics import px
from facilitator_app.gui.pages.importing.plan_wording import KINDS
from facilitator_app.gui.tab_order import give_keyboard, has_keyboard
from facilitator_app.gui.widgets.avatar import Disc
from facilitator_app.gui.widgets.buttons import primary_button
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import column, row
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _
from facilitator_app.services import exchange

_WIDEST = 640
_MIDDLE = Qt.AlignmentFlag.AlignHCenter


class DropGround(QWidget):
    """A ground with a broken edge that a file can be dropped on."""

    spoken_role = QAccessible.Role.Grouping

    dropped = Signal(Path)

    def __init__(self) -> None:
        """Start with no file above it."""
        super().__init__()
        self.setAcceptDrops(True)
        self._over = False
        self.setAccessibleName(_("Drop a file here"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file of this computer."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            self._light(on=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._light(on=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the file on."""
        self._light(on=False)
        event.acceptProposedAction()
        self.dropped.emit(Path(event.mimeData().urls()[0].toLocalFile()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and edge."""
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.colour("edge"), px(1.5), Qt.PenStyle.DashLine))
        painter.setBrush(colours.colour("nav" if self._over else "ground"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(8), px(8))
        painter.end()

    def _light(self, *, on: bool) -> None:
        self._over = on
        self.update()


class ChooseStep(QWidget):
    """A box with the kinds of list, and the ground that takes the file."""

    chosen = Signal(Path)

    def __init__(self, record: str, folder: Path) -> None:
        """Offer to import `record` first, from `folder`."""
        super().__init__()
        self._folder = folder
        self.record = CalmCombo()
        self.record.setAccessibleName(_("What is in the list?"))
        self.record.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.record.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for spec in exchange.importable():
            self.record.addItem(_(spec.plural), spec.name)
        self.record.setCurrentIndex(max(0, self.record.findData(record)))
        self.ground = DropGround()
        self.ground.dropped.connect(self.chosen)
        self.begun = column(None, 8)  # what stands above all else: imports that wait
        self.button = primary_button(_("Choose a file…"), "folder-open", self.ask)
        column(self).addWidget(ScrollBody(self._body(), _("Choose the file")))
        self.setFocusProxy(self.button)

    def ask(self) -> None:
        """Ask for the file."""
        ask_open(self, _("Choose the file"), self._folder, _(KINDS), self.chosen.emit)

    def lead_to(self, control: QWidget | None) -> None:
        """Put the keyboard on what goes on with an import, else on the button that begins one."""
        was_here = has_keyboard(self.button)
        self.setFocusProxy(control or self.button)
        if control is not None and was_here:
            give_keyboard(control)

    def _body(self) -> QWidget:
        inner = QWidget()
        inner.setMaximumWidth(px(_WIDEST))
        box = column(inner, 8)
        box.addLayout(self.begun)
        label = text_label(_("What is in the list?"), "label")
        label.setBuddy(self.record)
        box.addWidget(label)
        box.addWidget(self.record)
        box.addSpacing(px(12))
        self._fill_ground()
        box.addWidget(self.ground)
        box.addStretch(1)
        body = QWidget()
        across = row(body, 0, (24, 24, 24, 24))
        across.addWidget(inner, 1000)
        across.addStretch(1)
        return body

    def _fill_ground(self) -> None:
        inside = column(self.ground, 8, (24, 32, 24, 32))
        inside.addWidget(Disc(56, icon="upload-simple"), 0, _MIDDLE)
        inside.addSpacing(px(4))
        for text, role in (
            (_("Drop the file here, or choose it"), "h3"),
            (
                _("Excel (.xlsx), LibreOffice (.ods), CSV, or contacts exported from Outlook."),
                "sub",
            ),
            (_("Nothing changes before you have seen every row."), "sub"),
        ):
            label = text_label(text, role, wrap=True)
            label.setAlignment(_MIDDLE)
            inside.addWidget(label)
        inside.addSpacing(px(8))
        inside.addWidget(self.button, 0, _MIDDLE)
