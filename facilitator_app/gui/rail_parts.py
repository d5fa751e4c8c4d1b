"""What stands around the places of the rail: the network, the search box, the last save."""

from __future__ import annotations

from collections.abc import Callable

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

_JOINING = frozenset(("&", "and", "of", "the", "for", "in"))


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
        """Show `name` on one line or two, broken where both are read best."""
        self._name = name
        self.setAccessibleName(_("{network}: menu").format(network=name))
        self.setToolTip(name)
        spelt = [one for one in name.split() if one[0].isalnum()]
        self._disc.show_letters(initials(" ".join(spelt[:2])))
        room, themed = px(RAIL - 17 - 30 - 11 - 8), theme.current()
        measures = themed.metrics(14, 600), themed.metrics(12, 400)
        wide = tuple(one.horizontalAdvance for one in measures)
        self._set_elided(*two_lines(name, room, *wide))

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


def two_lines(
    name: str, room: int, first: Callable[[str], int], second: Callable[[str], int]
) -> tuple[str, str]:
    """Return a network's name as two lines, the second "" where the name is short.

    first, second: how wide words are on each, in the units of `room`. Lines are about as long as
    each other; no line ends in "&" or "and". What has no room is for the second line to cut.
    """
    words = name.split()
    if len(words) < 3 and first(name) <= room:
        return name, ""
    breaks = [at for at in range(1, len(words)) if words[at - 1].casefold() not in _JOINING]
    pairs = [(" ".join(words[:at]), " ".join(words[at:])) for at in breaks]
    fit = [pair for pair in pairs if first(pair[0]) <= room]
    both = [pair for pair in fit if second(pair[1]) <= room]
    if both:
        return min(both, key=lambda pair: abs(first(pair[0]) - second(pair[1])))
    return fit[-1] if fit else (name, "")


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
        self._saved = self._held = self._damaged = ""
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

    def show_damaged(self, text: str) -> None:
        """Say that the file is damaged, whatever is saved or held; "" once it is known sound."""
        self._damaged = text
        self._show()

    def _show(self) -> None:
        problem = self._damaged or self._held
        text = problem or self._saved
        icon, colour = ("warning-circle", "danger") if problem else ("check-circle", "success")
        self._tick.setPixmap(icons.pixmap(icon, theme.current().colour(colour), px(16)))
        self._words.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._tick.setVisible(bool(text))

    def set_narrow(self, narrow: bool) -> None:
        """Show the tick alone."""
        self._words.setVisible(not narrow)
