"""Where somebody stands, so as to go on there once all is built anew in another size of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from facilitator_app.gui.page_protocols import KeepsDrafts, Resumes, TellsAgain
from facilitator_app.gui.page_stack import PageOfRecord, PageStack
from facilitator_app.gui.spoken_names import called
from facilitator_app.gui.tab_order import (
    BY_KEYS,
    give_keyboard,
    has_keyboard,
    keep_in_view_soon,
    stops,
)
from facilitator_app.i18n import _

_EVERY_MS, _TURNS = 50, 100


@dataclass(frozen=True, slots=True)
class _Control:
    """A control by its kind and name, and which of those of that name.

    text: what stands in it, "" where nothing is written; selected: from where to where.
    """

    kind: str
    name: str
    nth: int
    text: str
    selected: tuple[int, int]


class StandingWindow(Protocol):
    """A window whose pages are built anew."""

    stack: PageStack

    def return_to(self, place: str, over: Sequence[PageOfRecord]) -> None:
        """Show a place, and above it what `PageStack.records` told."""
        ...

    def tell(self, words: str, *, bad: bool = False) -> None:
        """Say something."""
        ...


def may_be_built_anew(window: StandingWindow) -> bool:
    """Return whether the page in front may; say why where what is written would close with it.

    What is written comes back on pages that keep drafts, or go on where somebody stood, but for
    what has the property "closes": a form always, a line while it is being written in.
    """
    page = window.stack.front
    parts = page.findChildren(QWidget) if isinstance(page, QWidget) else []
    now = QApplication.focusWidget()
    keeps = window.stack.comes_back and isinstance(page, KeepsDrafts | Resumes) and now in parts
    lost = any(_closes(one) for one in parts if one.property("closes"))
    if lost or (now is not None and not keeps and _is_written_in(now)):
        window.tell(_("Save or put away what you are writing before the text changes size."))
        return False
    return True


def _closes(part: QWidget) -> bool:
    return _is_written_in(part) if _takes_words(part) else part.isVisible()


def _is_written_in(part: QWidget) -> bool:
    if isinstance(part, QPlainTextEdit):
        changed = part.document().isModified()
    else:
        changed = isinstance(part, QLineEdit) and part.isModified() and bool(part.text())
    return changed and _takes_words(part) and has_keyboard(part)


def _takes_words(part: QWidget) -> bool:
    return isinstance(part, QLineEdit | QPlainTextEdit) and not part.isReadOnly()


class Standing:
    """Which pages are open, what the one in front shows, and where the keyboard is in it."""

    def __init__(self, stack: PageStack) -> None:
        """Note where somebody stands in `stack`."""
        page = stack.front
        self._place, self._over = stack.place, stack.records()
        self._page = _known(page)
        self._shown = page.standing() if isinstance(page, Resumes) else None
        self._told = page.told() if isinstance(page, TellsAgain) else None
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
        if isinstance(page, TellsAgain):
            page.tell_again(self._told)
        arrival = None
        if self._keyboard is not None and isinstance(page, QWidget):
            arrival = self._keyboard.give_back(page)
        if isinstance(page, Resumes):
            page.resume(self._shown, arrival.look if arrival is not None else lambda: None)


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
            self._control = _Control(kind, name, nth, _text(control), _selected(control))

    def give_back(self, page: QWidget, turns: int = _TURNS) -> Arrival | None:
        """Give the keyboard to that control as soon as `page` shows it; look so many times."""
        return Arrival(page, self._control, turns) if self._control is not None else None


class _Keys(QWidget):
    """Has the keyboard while a page is on its way, and keeps what is typed."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.typed: list[QKeyEvent] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "none")
        self.resize(0, 0)
        self.show()
        by_keys = page.window().testAttribute(BY_KEYS)  # which shows the ring, and goes by focus
        self.setFocus()
        page.window().setAttribute(BY_KEYS, by_keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep it."""
        self.typed.append(event.clone())

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Keep Tab as any key."""
        return False


class Arrival(QObject):
    """Looks for a control until it is there with its words, and hands it what was typed by then."""

    def __init__(self, page: QWidget, wanted: _Control, turns: int) -> None:
        """Have the keyboard until then; look no more than so many times."""
        super().__init__(page)
        self._page, self._wanted, self._turns = page, wanted, turns
        self._keys = _Keys(page)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start(0)

    def look(self) -> None:
        """Give the keyboard to the control, if it is there."""
        if not isValid(self):  # the page took so long that nobody waited for it any more
            return
        self._timer.start(_EVERY_MS)
        self._turns -= 1
        wanted, last = self._wanted, self._turns <= 0
        alike = [one for one in stops(self._page) if _known_by(one) == (wanted.kind, wanted.name)]
        control = alike[wanted.nth] if wanted.nth < len(alike) else None
        if control is not None and (last or _tidy(_text(control)) == _tidy(wanted.text)):
            self._end(control)
            _select(control, wanted)
            QTimer.singleShot(0, control, partial(_type, control, self._keys.typed))
        elif last:  # what was typed was meant for no other control, nor is what follows it
            ways = list(stops(self._page))
            self._end(
                next((one for one in ways if not _takes_words(one)), None) or next(iter(ways), None)
            )

    def _end(self, control: QWidget | None) -> None:
        """Give the keyboard to `control`, None if the page was left."""
        self._timer.stop()
        if control is not None:
            give_keyboard(control)
            keep_in_view_soon(control)
        self._keys.deleteLater()
        self.deleteLater()


def _type(control: QWidget, typed: Sequence[QKeyEvent]) -> None:
    for one in typed:
        QApplication.sendEvent(control, one)


def _known_by(control: QWidget) -> tuple[str, str]:
    words = control.text() if isinstance(control, QAbstractButton) else ""
    return type(control).__name__, called(control) or words


def _text(control: QWidget) -> str:
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    return control.text() if isinstance(control, QLineEdit) else ""


def _tidy(text: str) -> list[str]:
    """Return the lines without blanks at their ends, which no file keeps."""
    return [line.rstrip() for line in text.rstrip().split("\n")]


def _selected(control: QWidget) -> tuple[int, int]:
    if isinstance(control, QPlainTextEdit):
        return control.textCursor().anchor(), control.textCursor().position()
    if isinstance(control, QLineEdit):
        cursor = control.cursorPosition()
        return control.selectionStart() if control.hasSelectedText() else cursor, cursor
    return 0, 0


def _select(control: QWidget, wanted: _Control) -> None:
    """Select what was selected, in the very text: one goes on behind a blank."""
    start, end = wanted.selected
    if isinstance(control, QPlainTextEdit):
        cursor = control.textCursor()
        shown = control.toPlainText()
        if shown != wanted.text and _tidy(shown) == _tidy(wanted.text):
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(wanted.text)
        most = len(control.toPlainText())
        cursor.setPosition(min(start, most))
        cursor.setPosition(min(end, most), QTextCursor.MoveMode.KeepAnchor)
        control.setTextCursor(cursor)
    elif isinstance(control, QLineEdit):
        missing = wanted.text.removeprefix(control.text())
        if missing and missing.isspace():
            control.end(False)
            control.insert(missing)
        control.setCursorPosition(end)
        if start < end:
            control.setSelection(start, end - start)
