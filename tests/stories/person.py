"""Someone at the window: types, presses keys, clicks what has a name, and sees what is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from facilitator_app.gui.pages.list_page import ListPage
from facilitator_app.gui.pages.two_lists import TwoLists
from facilitator_app.gui.rail_places import PlaceTree
from facilitator_app.gui.window import Window
from facilitator_app.services.files import File
from tests.gui import pictures
from tests.gui.field_names import plain
from tests.stories import menus
from tests.stories.house import House

T = TypeVar("T", bound=QWidget)
_FIELDS = (QLineEdit, QPlainTextEdit, QComboBox)
_WAIT_MS = 30_000
_MOST_TABS = 40


class Person:
    """Works through keyboard and mouse alone; `root` is what is looked at, the window if none."""

    def __init__(self, house: House, bot: QtBot, root: QWidget | None = None) -> None:
        """Sit down at the window of `house`."""
        self.house, self.bot, self._root = house, bot, root

    @property
    def window(self) -> Window:
        return self.house.window

    @property
    def file(self) -> File:
        return self.house.file

    @property
    def root(self) -> QWidget:
        return self._root if self._root is not None else self.house.window

    # Doing.

    def presses(self, *keys: str) -> None:
        """Press each of `keys` ("Ctrl+S", "Tab") where the keyboard is."""
        for one in keys:
            QTest.keySequence(self._keyboard(), QKeySequence(one))
            self.waits()

    def tabs_to(self, name: str, *, back: bool = False) -> None:
        """Press Tab until the keyboard is in what is called `name`, or Shift+Tab to go back."""
        for _step in range(_MOST_TABS):
            self.presses("Shift+Tab" if back else "Tab")
            if self.keyboard_is_in() == name:
                return
        raise AssertionError(f"Tab does not come to “{name}”.")

    def chooses_in_menu(self, keys: str, *path: str) -> None:
        """Open a menu by `keys`; go by the arrows to what begins with each of `path`."""
        self.presses(keys)
        menus.choose(*path)
        self.waits()

    def takes_out(self, words: str) -> None:
        """Choose from the menu of ways out of the list."""
        self.clicks("Export or print")
        menu = self.front.findChild(QMenu) or self.listed.findChild(QMenu)
        assert menu is not None
        (action,) = [one for one in menu.actions() if one.text() == words]
        action.trigger()
        menu.close()
        self.waits()

    def types(self, text: str) -> None:
        """Type `text` where the keyboard is."""
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self._keyboard(), letter)
            else:  # a key that QTest does not know
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                    QApplication.sendEvent(self._keyboard(), event)
        self.waits()

    def clicks(self, name: str) -> None:
        """Click the button called `name`, which must be there and on."""
        found = self._called(QAbstractButton, name)
        assert found.isEnabled(), f"“{name}” is off: {found.toolTip()}"
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)
        self.waits()

    def goes_to(self, place: str) -> None:
        """Click the place called `place` in the rail, its group unfolded first if need be."""
        for tree in self.window.rail.findChildren(PlaceTree):
            for item in tree.rows.findItems(place, Qt.MatchFlag.MatchRecursive):
                if item.hasChildren():
                    continue  # the heading of a group of the same name
                if item.parent() is not None and not tree.isExpanded(item.parent().index()):
                    self._clicks_in(tree, item.parent().index())
                self._clicks_in(tree, item.index())
                return
        raise AssertionError(f"The rail has no “{place}”.")

    def _clicks_in(self, tree: PlaceTree, row: QModelIndex) -> None:
        at = tree.visualRect(row).center()
        QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
        self.waits()

    def fills(self, name: str, text: str) -> None:
        """Click into the field called `name` and type `text` over what stands there."""
        field = self.field(name)
        QTest.mouseClick(_inner(field), Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
        self.presses("Ctrl+A")
        self.types(text)

    def picks(self, name: str, text: str, found: str = "") -> None:
        """Type a part of a name into the field called `name`, and take the find with Enter."""
        self.fills(name, text)
        self.presses("Return")
        assert (found or text) in self.says(name), f"{name} says “{self.says(name)}”"

    def chooses(self, name: str, entry: str) -> None:
        """Choose `entry` in the box called `name`, by its first letters."""
        box = self._called(QComboBox, name)
        box.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClicks(box, entry.split(maxsplit=1)[0])  # a blank would open the list
        self.waits()
        assert box.currentText() == entry

    def answers(self, path: Path) -> None:
        """Give `path` to the dialog that asks for a file."""
        dialog = self.window.findChild(QFileDialog)
        assert dialog is not None, "No dialog asks for a file."
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        self.waits()
        self.window.activateWindow()
        self.waits()

    def stands_on(self, words: str) -> None:
        """Click the row of the list in front that begins with `words`."""
        table = self.listed.table
        for row in range(table.model().rowCount()):
            if words in str(table.model().index(row, table.arrangement.shown()[0]).data()):
                at = table.visualRect(table.model().index(row, 0)).center()
                table.scrollTo(table.model().index(row, 0))
                at = table.visualRect(table.model().index(row, 0)).center()
                QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
                self.waits()
                return
        raise AssertionError(f"The list has no “{words}”: {self.rows()}")

    def waits(self) -> None:
        """Wait until everything has come to rest."""
        pictures.rest(self.window)

    def waits_until(self, true: Callable[[], bool]) -> None:
        """Wait for work on the file's own thread."""
        self.bot.waitUntil(true, timeout=_WAIT_MS)

    # Seeing.

    @property
    def front(self) -> Any:
        """The page in front."""
        return self.window.stack.front

    @property
    def listed(self) -> ListPage:
        """The list in front."""
        page = self.front.front if isinstance(self.front, TwoLists) else self.front
        assert isinstance(page, ListPage)
        return page

    def sees(self, words: str) -> bool:
        """Say whether `words` stand anywhere in the window."""
        return any(words in text for text in self.texts())

    def texts(self) -> list[str]:
        """Return all words that are shown."""
        shown = [text for one in _shown(self.root, QWidget) if (text := _text(one))]
        return [text.replace("\N{NO-BREAK SPACE}", " ") for text in shown]

    def says(self, name: str) -> str:
        """Return what stands in the field called `name`."""
        field = self.field(name)
        if isinstance(field, QPlainTextEdit):
            return field.toPlainText()
        if isinstance(field, QComboBox):
            return field.currentText()
        assert isinstance(field, QLineEdit)
        return field.text()

    def field(self, name: str) -> QWidget:
        """Return the field called `name`."""
        for kind in _FIELDS:
            for one in _shown(self.root, kind):
                if name in (one.accessibleName(), plain(one.accessibleName())):
                    return one
        raise AssertionError(f"No field is called “{name}”.")

    def keyboard_is_in(self) -> str:
        """Return what the control is called that has the keyboard."""
        spoken = QAccessible.queryAccessibleInterface(self._keyboard())
        return plain(spoken.text(QAccessible.Text.Name)) if spoken is not None else ""

    def named(self, start: str) -> str:
        """Return the whole name of the button that begins with `start`."""
        names = [one.accessibleName() for one in _shown(self.root, QAbstractButton)]
        return next(name for name in names if name.startswith(start))

    def rows(self) -> list[str]:
        """Return the first column of the list in front."""
        table = self.listed.table
        first = next(iter(table.arrangement.shown()), 0)
        model = table.model()
        return [str(model.index(row, first).data()) for row in range(model.rowCount())]

    def cells(self, row: int = 0) -> list[str]:
        """Return what stands in one row of the list in front."""
        table = self.listed.table
        return [str(table.model().index(row, at).data()) for at in table.arrangement.shown()]

    def told(self) -> str:
        """Return what the quiet bar says."""
        return self.window.notice.text

    def _keyboard(self) -> QWidget:
        return QApplication.focusWidget() or self.root

    def _called(self, kind: type[T], name: str) -> T:
        shown = list(_shown(self.root, kind))
        found = [one for one in shown if one.accessibleName() == name]
        found = found or [one for one in shown if plain(one.accessibleName()) == name]
        names = sorted({one.accessibleName() for one in _shown(self.root, kind)})
        assert found, f"Nothing is called “{name}”, only {names}."
        return found[0]


def network_of(window: QWidget) -> str:
    """Return what the title of `window` says behind the name of the page in front."""
    return window.windowTitle().partition(" – ")[2]


def _shown(root: QWidget, kind: type[T]) -> Iterator[T]:
    yield from (one for one in root.findChildren(kind) if one.isVisible())


def _inner(field: QWidget) -> QWidget:
    return field.viewport() if isinstance(field, QPlainTextEdit) else field


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
        return widget.text() or widget.accessibleName()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QAbstractItemView):
        return ""
    return widget.accessibleName()
