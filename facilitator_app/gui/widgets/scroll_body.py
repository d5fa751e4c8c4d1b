"""A page body that scrolls where it does not fit, so that nothing is cut."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from facilitator_app.gui.metrics import px
from facilitator_app.gui.tab_order import focus_in

WHOLE = 10_000  # pixels: what is never to be squeezed


class ScrollBody(QScrollArea):
    """Holds one widget, as wide as itself where that can be."""

    spoken_role = QAccessible.Role.Pane

    def __init__(self, content: QWidget, name: str, least: int = 0) -> None:
        """Show `content`; `name` is what a screen reader calls the area.

        least: the height (px) that it asks for, whatever `content` would like to have: else what
        is around it scrolls as well. 0: as much as its content.
        """
        super().__init__()
        self._least = least
        self.setMinimumHeight(least)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        """Ask for the height of the content, or for the least."""
        hint = super().sizeHint()
        return QSize(hint.width(), self._least) if self._least else hint


class Content(QWidget):
    """What stands in a FittingBody; emits `altered` when it asks for another size."""

    altered = Signal()

    def event(self, event: QEvent) -> bool:
        """Tell that something came, went or wrapped."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.altered.emit()
        return done


class FittingBody(ScrollBody):
    """As high as what stands in it, while what is around leaves room for that."""

    def __init__(self, content: Content, name: str, least: int) -> None:
        """Show `content`; least: pixels at 100 % that it keeps where the window is low."""
        super().__init__(content, name)
        self._content, self._keeps = content, least
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._follow)
        content.altered.connect(self.fit)

    def sizeHint(self) -> QSize:
        """Return the height of all that stands here."""
        return QSize(super().sizeHint().width(), self.maximumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew, and ask for the height that comes of it; the keyboard stays in sight."""
        super().resizeEvent(event)
        self.fit()
        self._soon.start()

    def fit(self) -> None:
        """Ask for the height of what stands here now."""
        layout = self._content.layout()
        assert layout is not None
        need = layout.totalSizeHint().height()
        if layout.hasHeightForWidth():
            need = layout.totalHeightForWidth(self.viewport().width())
        if need != self.maximumHeight():
            self.setMinimumHeight(min(need, px(self._keeps)))
            self.setMaximumHeight(need)
            self.updateGeometry()
            self._soon.start()

    def _follow(self) -> None:
        """Keep what has the keyboard in view, once all has found its place."""
        keyboard = focus_in(self.window())
        if keyboard is not None and self._content.isAncestorOf(keyboard):
            self.ensureWidgetVisible(keyboard, 0, px(4))
