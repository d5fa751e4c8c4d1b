"""Where somebody stands, so as to go on there once all is built anew in another size of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from facilitator_app.gui.page_protocols import KeepsDrafts, Resumes
from facilitator_app.gui.page_stack import PageStack
from facilitator_app.gui.tab_order import give_keyboard, has_keyboard, stops

_EVERY_MS, _TURNS = 50, 60


@dataclass(frozen=True, slots=True)
class _Control:
    """A control by its kind and name, and which of those of that name; selected: from, to."""

    kind: str
    name: str
    nth: int
    selected: tuple[int, int] | None


class StandingWindow(Protocol):
    """A window whose pages are built anew."""

    stack: PageStack

    def return_to(self, place: str, over: Sequence[tuple[str, int, str]]) -> None:
        """Show a place, and above it what `PageStack.records` told."""
        ...


class Standing:
    """Which pages are open, what the one in front shows, and where the keyboard is in it."""

    def __init__(self, stack: PageStack) -> None:
        """Note where somebody stands in `stack`."""
        page = stack.front
        self._place, self._over = stack.place, stack.records()
        self._page = _known(page)
        self._shown = page.standing() if isinstance(page, Resumes) else None
        self._typed = isinstance(page, KeepsDrafts) and page.dirty
        self._keyboard = KeyboardPlace(page) if isinstance(page, QWidget) else None

    def go_on(self, window: StandingWindow) -> None:
        """Open the same pages, and go on there; what was typed and not saved comes back."""
        window.return_to(self._place, self._over)
        page = window.stack.front
        if _known(page) != self._page:
            return
        if self._typed and isinstance(page, KeepsDrafts):
            page.drafts.take_up()
        if isinstance(page, Resumes):
            page.resume(self._shown, lambda: self._give_keyboard(page))
        else:
            self._give_keyboard(page)

    def _give_keyboard(self, page: object) -> None:
        if self._keyboard is not None and isinstance(page, QWidget):
            self._keyboard.give_back(page)


def _known(page: object) -> tuple[type, str]:
    """Return what tells a page from others."""
    return type(page), page.objectName() if isinstance(page, QWidget) else ""


class KeyboardPlace:
    """Which control of a page has the keyboard, to be found again among those made anew."""

    def __init__(self, page: QWidget) -> None:
        """Note what has the keyboard in `page`, if anything."""
        ways = list(stops(page))
        control = next((one for one in ways if has_keyboard(one)), None)
        self._control: _Control | None = None
        if control is not None:
            kind, name = _known_by(control)
            nth = [one for one in ways if _known_by(one) == (kind, name)].index(control)
            self._control = _Control(kind, name, nth, _selected(control))

    def give_back(self, page: QWidget) -> None:
        """Give the keyboard to that control as soon as `page` shows it."""
        if self._control is not None:
            _Arrival(page, self._control)


class _Arrival(QObject):
    """Looks for a control until it is there with its words, or somebody has gone on elsewhere."""

    def __init__(self, page: QWidget, wanted: _Control) -> None:
        super().__init__(page)
        self._page, self._wanted, self._turns = page, wanted, 0
        self._given: QWidget | None = None
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start(0)

    def _look(self) -> None:
        self._turns += 1
        gone_on = self._given is not None and not (
            isValid(self._given) and has_keyboard(self._given)
        )
        if gone_on or self._turns > _TURNS or self._give():
            self._timer.stop()
            self.deleteLater()
        else:
            self._timer.start(_EVERY_MS)

    def _give(self) -> bool:
        """Return whether the control is there, and its words are."""
        wanted = self._wanted
        alike = [one for one in stops(self._page) if _known_by(one) == (wanted.kind, wanted.name)]
        self._given = alike[wanted.nth] if wanted.nth < len(alike) else None
        return self._given is not None and _put(self._given, wanted.selected)


def _known_by(control: QWidget) -> tuple[str, str]:
    words = control.text() if isinstance(control, QAbstractButton) else ""
    return type(control).__name__, control.accessibleName() or words


def _selected(control: QWidget) -> tuple[int, int] | None:
    if isinstance(control, QPlainTextEdit):
        return control.textCursor().anchor(), control.textCursor().position()
    if isinstance(control, QLineEdit):
        start = control.selectionStart() if control.hasSelectedText() else control.cursorPosition()
        return start, control.cursorPosition()
    return None


def _put(control: QWidget, selected: tuple[int, int] | None) -> bool:
    """Give the keyboard to `control`; return whether its words are there as well."""
    give_keyboard(control)
    if selected is None:
        return True
    start, end = selected
    if isinstance(control, QPlainTextEdit):
        cursor, most = control.textCursor(), len(control.toPlainText())
        cursor.setPosition(min(start, most))
        cursor.setPosition(min(end, most), QTextCursor.MoveMode.KeepAnchor)
        control.setTextCursor(cursor)
        return max(selected) <= most
    if isinstance(control, QLineEdit):
        control.setCursorPosition(end)
        if start < end:
            control.setSelection(start, end - start)
        return end <= len(control.text())
    return True
