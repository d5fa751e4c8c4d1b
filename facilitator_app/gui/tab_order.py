"""The order of the Tab key, as the controls of a window are read: from the top, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

PANEL = "panel"  # the property of what stands beside what its page is about: F6 stops there
HOLDS = "holds"  # the property of what has the keyboard while what it holds is still being read
BY_KEYS = Qt.WidgetAttribute.WA_KeyboardFocusChange
_WITH_RING = Qt.FocusReason.ShortcutFocusReason
_SETTLED_MS = 50


class TabsAsRead(QWidget):
    """A window whose Tab goes through what is seen, in the order in which its layouts hold it.

    Qt itself goes by when a control was made: lines that were added since would come last of all.
    """

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Go to the next control or the one before, round and round, and bring it into view.

        From what Tab does not stop at, it is the first control of what that stands in.
        """
        ahead = list(stops(self))
        now = QApplication.focusWidget()
        places = [at for at, one in enumerate(ahead) if has_keyboard(one)]
        if places:
            to = ahead[(places[0] + (1 if next_ else -1)) % len(ahead)]
        elif ahead and now is not None:
            to = first_around(_outwards(now)) or ahead[0]
            if not now.isVisible() or not now.isEnabled():  # no Tab: Qt hides it or turns it off
                give_keyboard(to)
                return True
        else:
            return super().focusNextPrevChild(next_)
        reason = Qt.FocusReason.TabFocusReason if next_ else Qt.FocusReason.BacktabFocusReason
        to.setFocus(reason)
        bring_into_view(to)
        return True


def stops(root: QWidget) -> Iterator[QWidget]:
    """Yield the controls in `root` that can be seen and take the keyboard by Tab.

    What no layout holds, such as a bar that lies over the page, comes after what one does.
    """
    if not root.isVisible():
        return
    tabbed = root.isEnabled() and focus_proxy(root) is None
    if tabbed and root.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield root
        return
    if isinstance(root, QScrollArea):
        inner = root.widget()
        if inner is not None:
            yield from stops(inner)
        return
    layout = root.layout()
    held = list(_held(layout)) if layout is not None else []
    inside = (one for one in root.children() if isinstance(one, QWidget) and not one.isWindow())
    loose = sorted((one for one in inside if one not in held), key=lambda one: (one.y(), one.x()))
    for one in (*held, *loose):
        yield from stops(one)


def first_around(around: Iterable[QWidget]) -> QWidget | None:
    """Return the first control that can be seen in the nearest of `around` that has any.

    around: what something stood in, from the inside out.
    """
    return next((first for one in around if (first := next(stops(one), None))), None)


def _outwards(part: QWidget | None) -> Iterator[QWidget]:
    """Yield `part`, what that stands in, and so on."""
    while part is not None:
        yield part
        part = part.parentWidget()


def _held(layout: QLayout) -> Iterator[QWidget]:
    """Yield the widgets that `layout` and those in it hold, in their order.

    Its items are never asked for: Python would know one for as long as the layout, and take what
    comes to stand in its place in memory for it, which ends the program.
    """
    holder = layout.parentWidget()
    widgets = holder.children() if holder is not None else []
    places: dict[int, QLayout | QWidget] = {}
    for one in (*widgets, *layout.children()):
        if isinstance(one, QLayout | QWidget):
            places[layout.indexOf(one)] = one
    places.pop(-1, None)  # in none, or in a layout within
    for place in sorted(places):
        one = places[place]
        if isinstance(one, QLayout):
            yield from _held(one)
        else:
            yield one


def stand_as_read(holder: QWidget) -> None:
    """Let the parts of `holder` come in the order of its layout for assistive tools, too.

    They are told in the order in which they came to stand in it: a label made after its field
    would be read after that. What no layout holds lies above the rest, and stays last.
    """
    layout = holder.layout()
    if layout is None:
        return
    now = [one for one in holder.children() if isinstance(one, QWidget) and not one.isWindow()]
    held = [one for one in _held(layout) if one.parentWidget() is holder]
    wanted = [*held, *(one for one in now if one not in held)]
    same = 0
    while same < len(now) and now[same] is wanted[same]:
        same += 1
    for one in wanted[same:]:
        one.raise_()


def focus_proxy(part: QWidget) -> QWidget | None:
    """Return what has the keyboard in the place of `part`."""
    return _under_its_parent(part.focusProxy())


def keyboard_of(part: QWidget) -> QWidget:
    """Return what gets the keyboard where it is given to `part`."""
    while (proxy := focus_proxy(part)) is not None:
        part = proxy
    return part


def focus_in(window: QWidget) -> QWidget | None:
    """Return what has the keyboard in `window`, or will have it once that is in front."""
    return _under_its_parent(window.focusWidget())


def has_focus_inside(part: QWidget) -> bool:
    """Return whether what `focus_in` tells of the window of `part` stands in `part`."""
    focus = focus_in(part.window())
    return focus is not None and part.isAncestorOf(focus)


def _under_its_parent(part: QWidget | None) -> QWidget | None:
    """Tell Python what `part` stands in, as it takes it for a child of what told of it.

    Of a viewport that is the area around it: the two would keep each other alone, and go as
    garbage with all that is in them, while the page that they stand in is shown.
    """
    parent = part.parentWidget() if part is not None else None
    if part is not None and parent is not None:
        part.setParent(parent)  # nothing to Qt, which has it there
    return part


def has_keyboard(part: QWidget) -> bool:
    """Return whether the keyboard is on `part`, or in it."""
    focus = QApplication.focusWidget()
    return focus is not None and (part is focus or part.isAncestorOf(focus))


def give_keyboard(control: QWidget) -> None:
    """Put the keyboard on `control`, with the ring if whoever works here uses keys."""
    _show_at_once(control)
    to, keys = keyboard_of(control), control.window().testAttribute(BY_KEYS)
    # any reason but Tab and shortcuts takes the ring away, and with those a field selects its text
    ring = keys and not isinstance(to, (QLineEdit, QPlainTextEdit))
    control.setFocus(_WITH_RING if ring else Qt.FocusReason.OtherFocusReason)
    control.window().setAttribute(BY_KEYS, keys)


def _show_at_once(control: QWidget) -> None:
    """Show what was just put into a layout: Qt shows it later, and takes the ring away then."""
    for part in _outwards(control) if control.window().isVisible() else ():
        if part.isVisible():
            return
        if not part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            part.show()


def bring_into_view(control: QWidget) -> None:
    """Scroll all that `control` stands in so far that it is seen."""
    area = control.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(control)
        area = area.parentWidget()


def keep_in_view(control: QWidget) -> None:
    """Scroll so that the cursor of a field is seen, of a list the current row."""
    if isinstance(control, QAbstractItemView):
        control.scrollTo(control.currentIndex())
    elif isinstance(control, QPlainTextEdit):
        control.ensureCursorVisible()
    bring_into_view(control)
    # the whole may be higher than what is seen of it
    if isinstance(control, QAbstractItemView):
        _bring_part_into_view(control, control.visualRect(control.currentIndex()))
    elif isinstance(control, QPlainTextEdit):
        _bring_part_into_view(control, control.cursorRect())


def _bring_part_into_view(control: QAbstractScrollArea, part: QRect) -> None:
    area = control.parentWidget()
    while area is not None:
        inner = area.widget() if isinstance(area, QScrollArea) else None
        if isinstance(area, QScrollArea) and inner is not None and part.isValid():
            at = control.viewport().mapTo(inner, part.center())
            area.ensureVisible(at.x(), at.y(), 0, part.height())
        area = area.parentWidget()


def keep_in_view_soon(control: QWidget) -> None:
    """Scroll as `keep_in_view` once all has found its place: what was just added has none yet."""
    QTimer.singleShot(0, control, lambda: keep_in_view(control))


def bring_into_view_soon(control: QWidget) -> None:
    """Scroll to `control` once it has found its place: one that was just added has none yet."""
    QTimer.singleShot(0, control, lambda: bring_into_view(control))


def bring_into_view_once_settled(owner: QWidget, parts: Callable[[], Iterable[QWidget]]) -> None:
    """Scroll to each of `parts`, the last above all, once bars of `owner` have come or gone."""

    def bring() -> None:
        for part in parts():
            if part.isVisible():
                bring_into_view(part)

    QTimer.singleShot(_SETTLED_MS, owner, bring)
