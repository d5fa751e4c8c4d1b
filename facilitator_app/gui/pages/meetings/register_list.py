"""The lines of the register: one letter each says who is there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListWidgetItem

from facilitator_app.domain.meetings import AHEAD
from facilitator_app.gui.metrics import ICON, px
from facilitator_app.gui.pages.meetings import meeting_wording as say
from facilitator_app.gui.pages.meetings.register_row import GAP, LEFT, RegisterDelegate, RegisterRow
from facilitator_app.gui.pages.meetings.row_list import RowList
from facilitator_app.i18n import N_, _
from facilitator_app.locale_formats import join_parts

_DESCRIPTION = Qt.ItemDataRole.AccessibleDescriptionRole
_HINT = N_(
    "Choose somebody with the arrow keys. P present, A apologies, N absent and I in"
    " attendance go on to the next; Space goes through them, Enter opens their times."
)
_HINT_AHEAD = N_(
    "Choose somebody with the arrow keys. A apologies, and goes on to the next; who was"
    " present is ticked on the day."
)
_SHORT = N_("P present, A apologies, N absent, I in attendance")
_SHORT_AHEAD = N_("A apologies; who was present is ticked on the day")
_ARROWS = frozenset(
    (
        Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
        Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    )
)  # fmt: skip


class RegisterList(RowList):
    """One line a person; P, A, N and I set the state, Space goes through all of them.

    Keys act on somebody who was chosen here by arrow keys or mouse, and go on to the next: what
    is typed in the belief to be elsewhere changes nothing.
    """

    ticked = Signal(object, str)
    removed = Signal(object)
    nobody_chosen = Signal()
    too_early = Signal()  # somebody was said to have come, ahead of the day
    opened = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(_("Register"))
        self._chosen = False
        self.ahead = ""  # why nobody can have come yet
        self._told: QListWidgetItem | None = None  # the line at which the keys were told
        self.setItemDelegate(RegisterDelegate(self))
        self.currentRowChanged.connect(lambda _row: self._untell())

    @property
    def hint(self) -> str:
        """Which keys do what."""
        hint = _HINT_AHEAD if self.ahead else _HINT
        return _(hint)

    @property
    def short_hint(self) -> str:
        """The keys alone."""
        hint = _SHORT_AHEAD if self.ahead else _SHORT
        return _(hint)

    def show_register(self, rows: Sequence[RegisterRow], ahead: str) -> None:
        """Show the lines; `ahead` says why nobody can have come yet."""
        self.ahead = ahead
        self.setAccessibleDescription(self.hint)
        self._told = self._told if self.ids == [one.id for one in rows] else None
        self.show_rows([(one, _spoken(one)) for one in rows])

    def set_low(self, *, low: bool) -> None:
        """Keep each line to one, where there is little room; the chosen one has all its words."""
        delegate = self.itemDelegate()
        assert isinstance(delegate, RegisterDelegate)
        if delegate.low is not low:
            delegate.low = low
            self.scheduleDelayedItemsLayout()
            self.executeDelayedItemsLayout()
            self.scrollToItem(self.currentItem())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have the keys told at the line that the keyboard comes to, and at no other."""
        super().focusInEvent(event)
        self._untell()
        self._told = self.currentItem()
        if self._told is not None:
            self._told.setData(_DESCRIPTION, self.short_hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set the state of the chosen line, or take it off the register."""
        shift = Qt.KeyboardModifier.ShiftModifier
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, shift)
        letter = event.text().upper() if plain else ""
        if self.currentItem() is None or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif letter in say.STATUS_KEYS and self._chosen:
            if self.may_be(say.STATUS_KEYS[letter]):
                self.ticked.emit(self.current_id, say.STATUS_KEYS[letter])
                self._go_on()
            else:
                self.too_early.emit()
        elif letter == " " and self._chosen:
            self._go_round()
        elif letter and letter.isprintable():
            self._chosen = False
            self.nobody_chosen.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit(self.current_id)
        else:
            super().keyPressEvent(event)
            self._chosen = self._chosen or event.key() in _ARROWS

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let somebody be chosen again on coming back."""
        super().focusOutEvent(event)
        self._chosen = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a line; go through the states by clicks on the icon."""
        super().mousePressEvent(event)
        self._chosen = self.indexAt(event.position().toPoint()).isValid()
        if event.position().x() < px(LEFT + GAP) + px(ICON) and self.currentItem() is not None:
            self._go_round()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the line; on the icon, the first click is done already."""
        if event.position().x() >= px(LEFT + GAP) + px(ICON) and self.currentItem() is not None:
            self.opened.emit()

    def choose(self) -> None:
        """Stand on somebody for the keys: who comes here by the name of the register means it."""
        if self.currentItem() is None:
            self.setCurrentRow(0)
        self._chosen = self.currentItem() is not None

    def may_be(self, status: str) -> bool:
        """Say whether anybody can stand as `status` today."""
        return not self.ahead or status in AHEAD

    def _go_on(self) -> None:
        """Stand on the next line; behind the last one nobody is chosen."""
        next_ = self.currentRow() + 1
        self._chosen = next_ < self.count()
        if self._chosen:
            self.setCurrentRow(next_)

    def _untell(self) -> None:
        """Tell the keys no more, once somebody goes through the lines."""
        told, self._told = self._told, None
        if told is not None:
            told.setData(_DESCRIPTION, None)
        delegate = self.itemDelegate()
        if isinstance(delegate, RegisterDelegate) and delegate.low:
            self.scheduleDelayedItemsLayout()  # another line has all its words now

    def _go_round(self) -> None:
        now = self.record(self.currentRow()).status
        states = [one for one in say.ROUND if self.may_be(one)]
        place = states.index(now) if now in states else -1
        self.ticked.emit(self.current_id, states[(place + 1) % len(states)])


def _spoken(row: RegisterRow) -> str:
    needs = _("access needs: {words}").format(words=row.access) if row.access else ""
    return join_parts((row.name, row.second, row.state, needs))
