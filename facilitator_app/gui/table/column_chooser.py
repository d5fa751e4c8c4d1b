"""The panel that chooses the columns of a list: found by typing, ticked, moved, set back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from facilitator_app.digests.lists import Column
from facilitator_app.gui.announcements import announce
from facilitator_app.gui.metrics import EDGE, px
from facilitator_app.gui.tab_order import PANEL, give_keyboard
from facilitator_app.gui.table.arrangement import Arrangement
from facilitator_app.gui.table.column_list import ColumnList
from facilitator_app.gui.widgets.buttons import icon_button, quiet_button
from facilitator_app.gui.widgets.search_field import SearchField
from facilitator_app.gui.widgets.surface import column, dress, row, rule
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _, ngettext

_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_WIDE, _LEAST, _MOST = 380, 360, 620


class ColumnChooser(QWidget):
    """Lies over the right side of `page`; what is ticked shows in the list at once."""

    spoken_role = QAccessible.Role.Grouping

    def __init__(self, page: QWidget, arrangement: Arrangement) -> None:
        """Stand hidden over `page`, whose list `arrangement` arranges."""
        super().__init__(page)
        dress(self, "pop")
        self.setProperty(PANEL, True)
        self.setAccessibleName(_("Choose columns"))
        self._page, self._arrangement = page, arrangement
        self._offered: Sequence[Column] = ()
        self._no_room: frozenset[str] = frozenset()
        self._back_to: QWidget | None = None
        self._top = 0
        self.field = SearchField(_("Find a column"))
        self.field.setProperty("closes", True)  # with the panel
        self.list = ColumnList()
        self._left = icon_button("arrow-left", _("Move left (Alt+Up)"), lambda: self._move(-1))
        self._right = icon_button("arrow-right", _("Move right (Alt+Down)"), lambda: self._move(1))
        self._lay_out()
        self.field.asked.connect(self._narrow)
        self.field.left_down.connect(self._go_into_list)
        self.field.returnPressed.connect(self.list.tick)
        self.list.left_up.connect(lambda: give_keyboard(self.field))
        self.list.ticked.connect(arrangement.show_column)
        self.list.selectionModel().currentChanged.connect(lambda _new, _old: self._allow_moves())
        page.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_keyboard)
        self.hide()

    def open(
        self, offered: Sequence[Column], no_room: Sequence[str], back_to: QWidget, top: int
    ) -> None:
        """Offer columns, below the height `top`, and take the keyboard.

        no_room: keys of chosen ones that are not seen. The keyboard goes back to `back_to`.
        """
        self._offered, self._no_room = offered, frozenset(no_room)
        self._back_to, self._top = back_to, top
        self.field.setText("")
        self._show("")
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def note_room(self, no_room: Sequence[str]) -> None:
        """Say which chosen ones are not seen now: one that was ticked may have pushed them out."""
        self._no_room = frozenset(no_room)
        self.list.note_room(self._no_room)

    def close_panel(self) -> None:
        """Go away, and give the keyboard back."""
        self.hide()
        if self._back_to is not None and self._back_to.isVisible():
            give_keyboard(self._back_to)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of a column's width, one of which elsewhere leads back."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.modifiers() & Qt.KeyboardModifier.AltModifier
            and event.key() in _SIDEWAYS
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc; with Alt, arrows move the column up and down or give it more room."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif alt and event.key() in _SIDEWAYS:
            self._widen(-1 if event.key() == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of what was offered."""
        super().hideEvent(event)
        self._offered = ()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the page, and go when it goes."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        elif event.type() == QEvent.Type.Hide:
            self.hide()
        return False

    def _lay_out(self) -> None:
        top = row(None, 8, (16, 8, 8, 0))
        top.addWidget(text_label(_("Columns"), "h3"), 1)
        top.addWidget(icon_button("x", _("Close (Esc)"), self.close_panel))
        find = row(None, 0, (16, 4, 16, 8))
        find.addWidget(self.field)
        foot = row(None, 4, (8, 4, 8, 4))
        foot.addWidget(self._left)
        foot.addWidget(self._right)
        foot.addStretch(1)
        foot.addWidget(quiet_button(_("As it was at first"), "", self._reset))
        layout = column(self, 0, (1, 1, 1, 1))
        layout.addLayout(top)
        layout.addLayout(find)
        layout.addWidget(self.list, 1)
        layout.addWidget(rule())
        layout.addLayout(foot)

    def _place(self) -> None:
        """Below the tools at the right; where the page is low, over its whole height."""
        page, edge = self._page, px(EDGE)
        width = min(max(px(_WIDE), self.sizeHint().width()), page.width() - 2 * px(8))
        top = self._top if page.height() - self._top >= px(_LEAST) else px(8)
        high = min(px(_MOST), page.height() - top - px(8))
        right = min(edge, page.width() - width)
        self.setGeometry(page.width() - width - right, top, width, high)

    def _show(self, current: str) -> None:
        chosen, fixed = self._arrangement.chosen(), self._arrangement.usual[0]
        self.list.show_columns(self._offered, chosen, self._no_room, fixed)
        self.list.narrow(self.field.text())
        self.list.go_to(current)
        self._allow_moves()

    def _narrow(self, typed: str) -> None:
        if typed:
            self.list.narrow(typed)
            self.list.go_to("")
        else:  # what was ticked meanwhile stands among the chosen ones now
            self._show(self.list.current_key)

    def _go_into_list(self) -> None:
        self.list.go_to(self.list.current_key)
        give_keyboard(self.list)

    def _move(self, by: int) -> None:
        key = self.list.current_key
        if key in self._arrangement.chosen():
            self._arrangement.move(key, by)
            self._show(key)
            chosen = self._arrangement.chosen()
            told = _("Place {n} of {all}").format(n=chosen.index(key) + 1, all=len(chosen))
            announce(self.list, told)

    def _widen(self, by: int) -> None:
        """Make the column wider (1) or narrower (-1), and say how wide it is now."""
        width = self._arrangement.widen(self.list.current_key, by)
        if width is not None:
            announce(self.list, ngettext("{n} letter wide", "{n} letters wide", width))

    def _allow_moves(self) -> None:
        chosen = self._arrangement.chosen()
        there = self.list.current_key in chosen
        at = chosen.index(self.list.current_key) if there else 0
        self._left.setEnabled(there and at > 0)
        self._right.setEnabled(there and at < len(chosen) - 1)

    def _reset(self) -> None:
        self._arrangement.reset()
        self._no_room = frozenset()
        self._show("")

    def _follow_keyboard(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Go when the keyboard goes to another part of the window."""
        if not isValid(self) or not self.isVisible() or now is None:
            return
        beside = now is not self and not self.isAncestorOf(now)
        if beside and now.window() is self.window():
            self.hide()
