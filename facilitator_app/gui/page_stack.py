"""The pages of the window: one for each place of the rail, and records opened above it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from facilitator_app.digests.page_values import DETAILS
from facilitator_app.gui.page_protocols import Page, Returns, SavesItself
from facilitator_app.gui.tab_order import (
    HOLDS,
    bring_into_view,
    first_around,
    focus_in,
    give_keyboard,
    keyboard_of,
    stops,
)

_NEW = "new"
_MADE_BY = "made_by"


@dataclass(frozen=True, slots=True)
class PageOfRecord:
    """What makes the page of a record again; record_id: None of a new one.

    given: the values that it was made with; below: the title of what lies below it.
    """

    record: str
    record_id: int | None
    given: Mapping[str, Any]
    below: str = ""


@runtime_checkable
class MadeAgain(Protocol):
    """A page that knows itself what makes it again, as far as it was worked at."""

    @property
    def made_by(self) -> PageOfRecord:
        """What makes it again."""
        ...


@runtime_checkable
class HandsOn(Protocol):
    """What holds the keyboard until the first control in it can take it."""

    def hand_on(self) -> bool:
        """Put the keyboard on that control; return False if there is none yet."""
        ...


class PageStack(QStackedWidget):
    """Keeps each place's page as the user left it, and the way back from what lies above.

    The keyboard is always on something that is seen: in the page that comes to the front, and
    where what had it goes, on what that stood in.
    """

    shown = Signal(str)  # the place in front, or below what is in front

    def __init__(self, make: Callable[[str], QWidget]) -> None:
        """Make a place's page with `make(place)`, when it is first gone to."""
        super().__init__()
        self.setProperty("ring", "none")
        self._make = make
        self._place = ""
        self._earlier: list[str] = []
        self._places: dict[str, QWidget] = {}
        self._over: list[tuple[QWidget, QWidget | None]] = []
        self._around: list[QWidget] = []  # what the control with the keyboard stands in
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    @property
    def place(self) -> str:
        """The place the user is at, "" before the first."""
        return self._place

    @property
    def front(self) -> object:
        """The page in front; what it offers besides being a widget is found out by asking."""
        return self.currentWidget()

    def is_at(self, name: str) -> bool:
        """Say whether the page in front is the one of the record that goes by `name`."""
        front = self.currentWidget()
        return front is not None and front.objectName() == name

    def records(self) -> list[PageOfRecord]:
        """Return the records whose pages lie over the place, the front one last."""
        found: list[PageOfRecord] = []
        below: object = self._places.get(self._place)
        for page, _focus in self._over:
            one = _made_by(page)
            if one is not None:
                found.append(replace(one, below=below.title if isinstance(below, Page) else ""))
                below = page
        return found

    @property
    def comes_back(self) -> bool:
        """Whether the page in front can be made again: it is that of a place, or of a record."""
        return not self._over or _made_by(self._over[-1][0]) is not None

    def flush(self) -> None:
        """Save now what saves itself on the page in front."""
        if isinstance(self.front, SavesItself):
            self.front.flush()

    def pages(self) -> Iterator[Page]:
        """Return every page there is."""
        everything: list[object] = [*self._places.values(), *(page for page, _focus in self._over)]
        yield from (page for page in everything if isinstance(page, Page))

    def go(self, place: str) -> bool:
        """Show the page of `place`; return False if a page in front would not be left."""
        if not self._leave_all():
            return False
        if self._place and place != self._place:
            self._earlier.append(self._place)
        self._place = place
        if place not in self._places:
            self._places[place] = self._make(place)
            self.addWidget(self._places[place])
        self._bring(self._places[place])
        return True

    def push(self, page: QWidget, below_title: str = "") -> None:
        """Put `page` in front of all; `below_title`: of what lies below, where that is not read."""
        below: object = self.currentWidget()
        if isinstance(page, Returns) and isinstance(below, Page):
            page.return_to(below_title or below.title)
        self._over.append((page, focus_in(self.window())))
        self.addWidget(page)
        self._bring(page)

    def back(self) -> bool:
        """Take the page in front away, if it stands above a place and lets itself be left."""
        if not self._over:
            return False
        page, focus = self._over[-1]
        if not _may_leave(page) or self._over[-1:] != [(page, focus)]:
            return False
        self._over.pop()
        # what had the keyboard may have been taken out of the page below meanwhile
        self._bring(self._front(), focus)
        self.removeWidget(page)
        page.deleteLater()
        return True

    def take_keyboard(self) -> None:
        """Put the keyboard where the page in front wants it."""
        self._give_keyboard(self._front())

    def earlier(self) -> None:
        """Go back a page, or else to the place before this one."""
        if self._over:
            self.back()
        elif self._earlier:
            place = self._earlier.pop()
            self.go(place)
            self._earlier.pop()

    def may_close(self) -> bool:
        """Ask every page whether it may be left for good."""
        return all(page.can_leave() for page in self.pages())

    def _leave_all(self) -> bool:
        while self._over:
            if not self.back():
                return False
        return True

    def _front(self) -> QWidget:
        return self._over[-1][0] if self._over else self._places[self._place]

    def _give_keyboard(self, page: QWidget) -> None:
        """Let `page` put the keyboard where it wants it, or else on the first thing in it.

        What would hold it only to hand it on hands it on at once: each move of it is heard.
        """
        holder = keyboard_of(page)
        frame: object = holder.parentWidget() if holder.property(HOLDS) else None
        if not (isinstance(frame, HandsOn) and frame.hand_on()):
            give_keyboard(page)
        now = focus_in(self.window())
        inside = now is not None and (now is page or page.isAncestorOf(now))
        if not inside or not _can_stay(now):
            ways = list(stops(page))
            if ways:
                first = next((one for one in ways if one.property("kind") != "back"), ways[0])
                give_keyboard(first)
                bring_into_view(first)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None:
            QTimer.singleShot(0, self, self._give_back)
            return
        self._around = []
        part = now if self.isAncestorOf(now) else None
        while part is not None and part is not self:
            self._around.append(part)
            part = part.parentWidget()

    def _give_back(self) -> None:
        """Put the keyboard near to where it was, if nothing else has taken it meanwhile."""
        if QApplication.focusWidget() is not None or not self.window().isActiveWindow():
            return
        near = first_around(one for one in self._around if isValid(one))
        if near is not None:
            give_keyboard(near)
        elif self._place:
            self._give_keyboard(self._front())

    def _bring(self, page: QWidget, focus: QWidget | None = None) -> None:
        """Show `page`, the keyboard on `focus` in it, or where the page wants it.

        It moves while both pages are seen: from what is hidden Qt would move it by itself, the ring
        would be lost on the way, and whoever hears of each move would hear of places that are not
        meant.
        """
        page.setGeometry(self.contentsRect())
        page.show()
        page.raise_()
        if focus is not None and isValid(focus) and focus.isVisible():
            focus.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._give_keyboard(page)
        self.setCurrentWidget(page)
        self.shown.emit(self._place)


def record_name(record: str, record_id: int | None) -> str:
    """Return what the page of a stored record goes by, or that of a new one."""
    return f"{record}/{record_id if record_id is not None else _NEW}"


def name_page(page: QWidget, one: PageOfRecord) -> None:
    """Let `page` be known for that of a record, and what makes it again."""
    name = record_name(one.record, one.record_id)
    page.setObjectName(f"{name}/{DETAILS}" if DETAILS in one.given else name)
    page.setProperty(_MADE_BY, one)


def _made_by(page: QWidget) -> PageOfRecord | None:
    known: object = page
    one = known.made_by if isinstance(known, MadeAgain) else page.property(_MADE_BY)
    return one if isinstance(one, PageOfRecord) else None


def _may_leave(page: object) -> bool:
    return not isinstance(page, Page) or page.can_leave()


def _can_stay(control: QWidget | None) -> bool:
    return (
        control is not None
        and control.isVisible()
        and (control.focusPolicy() != Qt.FocusPolicy.NoFocus or bool(control.property(HOLDS)))
    )
