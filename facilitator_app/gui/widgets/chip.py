"""Chips: saved views of a list, of which one is chosen; those without room go into a menu."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QMenu,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from facilitator_app.digests import lists
from facilitator_app.gui import icons, theme
from facilitator_app.gui.metrics import CHIP, CONTROL, ICON_SMALL, px
from facilitator_app.gui.widgets.buttons import icon_button
from facilitator_app.gui.widgets.one_of_several import OneOfSeveral
from facilitator_app.i18n import _, show_number

_SIDE, _GAP = 12, 8


class ChipButton(QRadioButton):
    """One choice of a row: words, and how many it holds; spoken as "Needs review, 3".

    Emits `entered` where it is clicked or Enter is pressed on it: what it shows is to be worked at.
    Arrow keys and Space only choose it.
    """

    entered = Signal()

    def __init__(self, key: str, text: str, count: int | None = None, icon: str = "") -> None:
        """Stand for `key`; `count` None shows no number."""
        super().__init__()
        self.key, self.words, self.number, self.icon_name = key, text, count, icon
        self.show_count(count)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room that words, icon and number need."""
        width = 2 * px(_SIDE) + QFontMetrics(self._font(600)).horizontalAdvance(self.words)
        if self.icon_name:
            width += px(ICON_SMALL + 6)
        if self.number is not None:
            width += px(_GAP) + QFontMetrics(self._number_font()).horizontalAdvance(self._figure())
        return QSize(width + 2, px(CHIP))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a chip is never cut."""
        return self.sizeHint()

    def show_count(self, count: int | None) -> None:
        """Show how many there are now."""
        self.number = count
        said = _("{words}, {number}").format(words=self.words, number=self._figure())
        self.setAccessibleName(self.words if count is None else said)
        self.updateGeometry()
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on it."""
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose it, and go on to what it shows."""
        hit = self.isDown() and self.rect().contains(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if hit:
            self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose it by Enter, and go on to what it shows."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        self.click()
        self.entered.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint edge, icon, words and number."""
        colours = theme.current()
        on = self.isChecked()
        ink = colours.colour("nav_ink" if on else "ink")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colours.colour("nav_edge" if on else "edge"))
        painter.setBrush(colours.colour("nav" if on else "hover" if self.underMouse() else "paper"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        left = px(_SIDE) + 1
        if self.icon_name:
            side = px(ICON_SMALL)
            painter.drawPixmap(
                left, (self.height() - side) // 2, icons.pixmap(self.icon_name, ink, side)
            )
            left += side + px(6)
        painter.setPen(ink)
        painter.setFont(self._font())
        place = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(
            place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.words
        )
        self._paint_number(painter, on)
        painter.end()

    def _paint_number(self, painter: QPainter, on: bool) -> None:
        if self.number is None:
            return
        painter.setPen(theme.current().colour("nav_ink" if on else "ink2"))
        painter.setFont(self._number_font())
        place = self.rect().adjusted(0, 0, -px(_SIDE) - 1, 0)
        painter.drawText(
            place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._figure()
        )

    def _figure(self) -> str:
        return "" if self.number is None else show_number(self.number)

    def _font(self, weight: int = 0) -> QFont:
        return theme.current().font(14, weight or (600 if self.isChecked() else 400))

    def _number_font(self) -> QFont:
        return theme.current().font(12, 600)


class ChipRow(QWidget):
    """Chips in one line, one of them chosen; the ones without room stand in a menu at the end."""

    spoken_role = QAccessible.Role.Grouping

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        """Start empty; `name` says what is chosen here ("Views of members")."""
        super().__init__()
        self.setAccessibleName(name)
        self.chips: list[ChipButton] = []
        self._group = OneOfSeveral(self)
        self._group.buttonClicked.connect(lambda chip: self.chosen.emit(chip.key))
        self._more = icon_button("caret-down", _("More views"), self._open_more)
        self._more.setParent(self)
        self._more.hide()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_chips(self, chips: Sequence[lists.ChipCount], chosen: str) -> None:
        """Show `chips` with `chosen` on; the widgets stay where only the numbers changed."""
        if [chip.key for chip in chips] != [chip.key for chip in self.chips]:
            self._make(chips)
        for chip, one in zip(self.chips, chips, strict=True):
            chip.show_count(one.count)
            chip.setChecked(one.key == chosen)
        self._place()

    def sizeHint(self) -> QSize:
        """Return the room for all of them in one line."""
        width = sum(chip.sizeHint().width() + px(_GAP) for chip in self.chips)
        return QSize(width, px(CONTROL))

    def minimumSizeHint(self) -> QSize:
        """Return the room for any one chip and the menu."""
        widest = max((chip.sizeHint().width() for chip in self.chips), default=0)
        return QSize(widest + px(CONTROL + _GAP), px(CONTROL))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the chips anew."""
        self._place()

    def _make(self, chips: Sequence[lists.ChipCount]) -> None:
        for old in self.chips:
            self._group.removeButton(old)
            old.hide()
            old.deleteLater()
        self.chips = [ChipButton(one.key, _(one.label), one.count, one.icon) for one in chips]
        for chip in self.chips:
            chip.setParent(self)
            self._group.addButton(chip)
        self.updateGeometry()

    def _place(self) -> None:
        whole = self.sizeHint().width() - px(_GAP)
        room = self.width() if whole <= self.width() else self.width() - px(CONTROL + _GAP)
        shown, left = self._shown(room), 0
        for chip in shown:
            width = chip.sizeHint().width()
            chip.setGeometry(left, (self.height() - px(CHIP)) // 2, width, px(CHIP))
            left += width + px(_GAP)
        for chip in self.chips:
            chip.setVisible(chip in shown)
        self._more.setVisible(len(shown) < len(self.chips))
        self._more.move(left, (self.height() - px(CONTROL)) // 2)

    def _shown(self, room: int) -> list[ChipButton]:
        """The chosen one must be seen: it comes last, so that those before it keep their places."""
        first = self._fitting(room)
        chosen = [chip for chip in self.chips if chip.isChecked() and chip not in first]
        for chip in chosen:
            first = self._fitting(room - chip.sizeHint().width() - px(_GAP))
        return [*first, *chosen]

    def _fitting(self, room: int) -> list[ChipButton]:
        ends = accumulate(chip.sizeHint().width() + px(_GAP) for chip in self.chips)
        return [chip for chip, end in zip(self.chips, ends, strict=True) if end - px(_GAP) <= room]

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for chip in self.chips:
            if not chip.isVisible():
                action = menu.addAction(chip.accessibleName().replace("&", "&&"))
                action.triggered.connect(lambda _on=False, chip=chip: self._take(chip))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _take(self, chip: ChipButton) -> None:
        chip.setChecked(True)
        self._place()
        self.chosen.emit(chip.key)
