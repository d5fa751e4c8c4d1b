"""What stands around the places of the rail: the network, the search box, the last save."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator_app.domain.names import initials
from facilitator_app.gui import icons, theme
from facilitator_app.gui.metrics import ICON, RAIL, RAIL_ICONS, px
from facilitator_app.gui.widgets.avatar import Disc
from facilitator_app.gui.widgets.press_filter import PressFilter
from facilitator_app.gui.widgets.surface import column, row
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.gui.window_actions import shown_keys
from facilitator_app.i18n import _


class Brand(PressFilter):
    """The network's initials and name; opens the window's menu."""

    def __init__(self, name: str) -> None:
        """Show `name`."""
        super().__init__()
        self._narrow = False
        self.setFixedHeight(px(44))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._disc = Disc(30, letters="")
        self._first, self._second = text_label("", "strong"), text_label("", "small")
        layout = row(self, 0, (17, 0, 8, 0))
        layout.addWidget(self._disc)
        self._texts = QWidget()
        texts = column(self._texts, 0, (11, 0, 0, 0))
        texts.addStretch()
        texts.addWidget(self._first)
        texts.addWidget(self._second)
        texts.addStretch()
        layout.addWidget(self._texts, 1)
        for part in (self._disc, self._texts):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._name = ""
        self.show_name(name)

    def show_name(self, name: str) -> None:
        """Show `name` in two lines: its own words, then what it is."""
        self._name = name
        self.setAccessibleName(_("{network}: menu").format(network=name))
        self.setToolTip(name)
        parts = name.split()
        self._disc.show_letters(initials(" ".join(parts[:2])))
        first, second = (" ".join(parts[:2]), " ".join(parts[2:])) if len(parts) > 2 else (name, "")
        self._set_elided(first, second)

    def set_narrow(self, narrow: bool) -> None:
        """Show the initials alone."""
        self._texts.setVisible(not narrow)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(px(13 if narrow else 17), 0, px(8), 0)

    def sizeHint(self) -> QSize:
        """Return the rail's width."""
        return QSize(px(RAIL_ICONS), px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Light the ground under the mouse."""
        if self.underMouse() or self.isDown():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            ground = QColor(theme.current().colour("badge"))  # that one is everybody's
            ground.setAlphaF(0.5)
            painter.setBrush(ground)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(px(8), 0, -px(8), 0), px(6), px(6))
            painter.end()

    def _set_elided(self, first: str, second: str) -> None:
        room = px(RAIL - 17 - 30 - 11 - 8)
        for label, text, size, weight in (
            (self._first, first, 14, 600),
            (self._second, second, 12, 400),
        ):
            metrics = theme.current().metrics(size, weight)
            label.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))
            label.setVisible(bool(text))


class FindBox(PressFilter):
    """Looks like a field, opens the one search box; shows its key."""

    def __init__(self) -> None:
        """Say "Find anything"."""
        super().__init__()
        self._narrow = False
        self.setAccessibleName(_("Find anything"))
        self.setToolTip(_("Find anything ({keys})").format(keys=shown_keys("Ctrl+K")))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(px(36))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_narrow(self, narrow: bool) -> None:
        """Show the glass alone."""
        self._narrow = narrow
        self.update()

    def sizeHint(self) -> QSize:
        """Return the rail's width."""
        return QSize(px(RAIL_ICONS), px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint edge, glass, words and key."""
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(px(12) + 0.5, 0.5, -px(12) - 0.5, -0.5)
        if not self._narrow:
            painter.setPen(colours.colour("ink2" if self.underMouse() else "edge"))
            painter.setBrush(colours.colour("paper"))
            painter.drawRoundedRect(box, px(6), px(6))
        side = px(ICON)
        left = (self.width() - side) // 2 if self._narrow else px(22)
        glass = icons.pixmap("magnifying-glass", colours.colour("ink2"), side)
        painter.drawPixmap(left, (self.height() - side) // 2, glass)
        if not self._narrow:
            self._paint_words(painter, box)
        painter.end()

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        colours = theme.current()
        painter.setPen(colours.colour("ink2"))
        font, keys = colours.font(14), shown_keys("Ctrl+K")
        label = box.adjusted(px(33), 0, -px(10), 0)
        small = colours.metrics(12).horizontalAdvance(keys)
        need = QFontMetrics(font).horizontalAdvance(_("Find anything"))
        if need + small > label.width():  # the key stands in the tooltip, too
            keys = ""
        shown = QFontMetrics(font).elidedText(
            _("Find anything"), Qt.TextElideMode.ElideRight, int(label.width())
        )
        painter.setFont(font)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(label, middle | Qt.AlignmentFlag.AlignLeft, shown)
        painter.setFont(colours.font(12))
        painter.drawText(
            box.adjusted(0, 0, -px(10), 0),
            middle | Qt.AlignmentFlag.AlignRight,
            keys,
        )


class SavedMark(QWidget):
    """A tick and when the file was last saved; a warning while some words are not in it."""

    spoken_role = QAccessible.Role.StatusBar

    def __init__(self) -> None:
        """Start with nothing to say."""
        super().__init__()
        self._tick, self._words = text_label(""), text_label("", "small")
        self._saved = self._held = ""
        layout = row(self, 8, (20, 6, 8, 4))
        layout.addWidget(self._tick)
        layout.addWidget(self._words, 1)
        self.setFixedHeight(px(30))

    def show_saved(self, text: str) -> None:
        """Say `text`, unless something is held."""
        self._saved = text
        self._show()

    def show_held(self, text: str) -> None:
        """Say what is held; "" for nothing any more."""
        self._held = text
        self._show()

    def _show(self) -> None:
        text = self._held or self._saved
        icon, colour = ("warning-circle", "danger") if self._held else ("check-circle", "success")
        self._tick.setPixmap(icons.pixmap(icon, theme.current().colour(colour), px(16)))
        self._words.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._tick.setVisible(bool(text))

    def set_narrow(self, narrow: bool) -> None:
        """Show the tick alone."""
        self._words.setVisible(not narrow)
