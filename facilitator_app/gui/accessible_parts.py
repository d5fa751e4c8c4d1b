"""What assistive tools are told that a part is, and what they do with it, where Qt falls short."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAccessibleWidget,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QWidget,
)

UNSPOKEN = "unspoken"  # the property of a field whose letters nobody is told
_HEADINGS = ("hero", "title", "h2", "h3")


def install() -> None:
    """Let Qt ask here first, once for each process.

    A widget that nobody types into or presses says by its attribute `spoken_role` what it is.
    """
    QAccessible.installFactory(_make)


class CurrentRows(QObject):
    """Tells the row as well where the keyboard comes to a list: Qt tells the list alone."""

    def __init__(self, app: QApplication) -> None:
        """Follow the keyboard."""
        super().__init__(app)
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if QAccessible.isActive() and isinstance(now, QAbstractItemView):
            # in a turn of its own, after the list itself was told
            QTimer.singleShot(0, now, lambda: tell_row(now) if now.hasFocus() else None)


def tell_row(view: QAbstractItemView) -> None:
    """Tell the current row of `view` as what the keyboard is on, be it there or in a field."""
    if not view.currentIndex().isValid():
        return
    spoken = QAccessible.queryAccessibleInterface(view)
    row = spoken.focusChild() if view.hasFocus() else spoken.child(view.currentIndex().row())
    if row is not None:
        QAccessible.updateAccessibility(QAccessibleEvent(row, QAccessible.Event.Focus))


def _make(_kind: str, part: object) -> QAccessibleInterface | None:
    if isinstance(part, QLabel):
        heading = part.property("role") in _HEADINGS and bool(part.text())
        return _Heading(part) if heading else None
    if isinstance(part, QRadioButton | QCheckBox):
        return _Choice(part)
    if isinstance(part, QLineEdit):
        return _Secret(part) if part.property(UNSPOKEN) else None
    if not isinstance(part, QWidget):
        return None
    role = getattr(part, "spoken_role", None)
    if role is None and type(part) is QWidget and part.accessibleName():
        role = QAccessible.Role.Grouping
    if role is None:
        return None
    return (_Modal if role is QAccessible.Role.Dialog else QAccessibleWidget)(part, role)


class _Heading(QAccessibleWidget):
    """The words over a page or a part of it."""

    def __init__(self, label: QLabel) -> None:
        """Tell what `label` shows."""
        super().__init__(label, QAccessible.Role.Heading)
        self._label = label

    def text(self, kind: QAccessible.Text) -> str:
        """Return the words: a label is named by what it shows, if by nothing else."""
        told = super().text(kind)
        return told or self._label.text() if kind == QAccessible.Text.Name else told


class _Modal(QAccessibleWidget):
    """What has to be answered or closed before anything else of the window can be reached."""

    def state(self) -> QAccessible.State:
        """Return the state of the widget, as one that holds all else back."""
        state = super().state()
        state.modal = True
        return state


class _Secret(QAccessibleWidget):
    """A passphrase field: it is told that something is typed, and never what.

    Qt's own hands each letter on as it is typed, though dots are shown.
    """

    def __init__(self, field: QLineEdit) -> None:
        """Tell of `field`."""
        super().__init__(field, QAccessible.Role.EditableText)

    def state(self) -> QAccessible.State:
        """Return the state of the widget, as that of a secret one."""
        state = super().state()
        state.editable = state.passwordEdit = True
        return state


class _Choice(QAccessibleWidget):
    """A box or chip that is ticked: whoever toggles it does what a click does.

    Qt's own would only draw the tick: what a click sets going would not begin.
    """

    def __init__(self, button: QAbstractButton) -> None:
        """Tell of `button`."""
        radio = isinstance(button, QRadioButton)
        role = QAccessible.Role.RadioButton if radio else QAccessible.Role.CheckBox
        super().__init__(button, role)
        self._button = button

    def text(self, kind: QAccessible.Text) -> str:
        """Return its name, or else the words on it."""
        told = super().text(kind)
        if told or kind != QAccessible.Text.Name:
            return told
        return self._button.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def state(self) -> QAccessible.State:
        """Return the state of the widget, and whether it is ticked."""
        state = super().state()
        state.checkable = True
        state.checked = self._button.isChecked()
        state.pressed = self._button.isDown()
        return state

    def actionNames(self) -> list[str]:
        """Return what can be done with it."""
        if not self._button.isEnabled():
            return []
        return [QAccessibleActionInterface.toggleAction(), *super().actionNames()]

    def doAction(self, name: str) -> None:
        """Do what a click does, or put the keyboard on it."""
        if name in _PRESSES:
            self._button.click()
        else:
            super().doAction(name)


_PRESSES: Sequence[str] = (
    QAccessibleActionInterface.toggleAction(),
    QAccessibleActionInterface.pressAction(),
)
