"""The focus ring: one transparent overlay a window, drawn around whatever has the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from facilitator_app.gui import theme
from facilitator_app.gui.tab_order import BY_KEYS

_OUT = 5
_OTHER_REDO = QKeySequence("Ctrl+Y")
_TEXT_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class FocusRing(QWidget):
    """Follows the keyboard within `window`: yellow outside, dark inside, 5 px off the widget.

    Shown when the keyboard came by a key, and always in text fields. A widget whose property
    "ring" is "own" draws its own, and one where it is "none" needs none.
    """

    def __init__(self, window: QWidget) -> None:
        """Watch `window`."""
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._keys = False
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move along when the target, or anything it stands in, moves."""
        if event.type() in _MOVES:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both lines."""
        if self._target is None:
            return
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self._whole().translated(-self.pos()))
        for token, width, inset, corner in (("focus", 3.0, 1.5, 9.0), ("focus2", 2.0, 4.0, 7.0)):
            painter.setPen(QPen(colours.colour(token), width))
            box = whole.adjusted(inset, inset, -inset, -inset)
            round_ = min(corner + self._roundness(), box.height() / 2)
            painter.drawRoundedRect(box, round_, round_)
        painter.end()

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        self._keep_keys(old, now)
        for widget in self._watched:
            if isValid(widget):  # one above the last target may have gone with its page
                widget.removeEventFilter(self)
                widget.destroyed.disconnect(self._forget)
        self._watched, self._target = [], None
        if now is not None and now.window() is self.window() and _wants_ring(now):
            self._target = now
            part: QWidget | None = now
            while part is not None and part is not self.window():
                part.installEventFilter(self)
                part.destroyed.connect(self._forget)
                self._watched.append(part)
                part = part.parentWidget()
        self._place()

    def _keep_keys(self, old: QWidget | None, now: QWidget | None) -> None:
        """Keep that keys are used while the keyboard is in a dialog or another program."""
        if now is None:
            self._keys = self.window().testAttribute(BY_KEYS)
        elif old is None and self._keys and now.window() is self.window():
            self.window().setAttribute(BY_KEYS)

    def _forget(self) -> None:
        self._watched, self._target = [], None
        self.hide()

    def _place(self) -> None:
        if self._target is None or not self._target.isVisible():
            self.hide()
            return
        seen = self._whole() & self._seen()
        if seen.isEmpty():
            self.hide()
            return
        self.setGeometry(seen)
        self.show()
        self.raise_()
        self.update()

    def _whole(self) -> QRect:
        assert self._target is not None
        corner = self._target.mapTo(self.window(), QPoint(0, 0))
        return QRect(corner, self._target.size()).adjusted(-_OUT, -_OUT, _OUT, _OUT)

    def _seen(self) -> QRect:
        assert self._target is not None
        seen, parent = self.window().rect(), self._target.parentWidget()
        while parent is not None and parent is not self.window():
            if isinstance(parent.parentWidget(), QScrollArea):
                seen &= QRect(parent.mapTo(self.window(), QPoint(0, 0)), parent.size())
            parent = parent.parentWidget()
        return seen

    def _roundness(self) -> float:
        assert self._target is not None
        return 20.0 if self._target.property("ring") == "round" else 0.0


class UndoPasses(QObject):
    """Hands Undo and Redo to the window where the field in hand has nothing to take back.

    One whose property "undo" is "own" keeps them all the same.
    """

    def __init__(
        self, window: QWidget, undo: Callable[[], object], redo: Callable[[], object]
    ) -> None:
        """Watch the text fields of `window`; undo() is called once a field has no more to undo."""
        super().__init__(window)
        self._undo, self._redo = undo, redo
        self._field: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the key to the window's shortcut; do again what the field alone has taken back."""
        if isinstance(event, QKeyEvent) and _is_other_redo(event) and _can_redo(watched):
            if event.type() == QEvent.Type.KeyPress:
                _redo(watched)
            event.accept()
            return True
        if not isinstance(event, QKeyEvent):
            return False
        if event.matches(QKeySequence.StandardKey.Undo) and not _can_undo(watched):
            if event.type() == QEvent.Type.KeyPress:
                self._undo()
            event.accept()
            return True
        redo = event.matches(QKeySequence.StandardKey.Redo) or _is_other_redo(event)
        if redo and not _can_redo(watched):
            if event.type() == QEvent.Type.KeyPress:
                self._redo()
            event.accept()
            return True
        return False

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = now if isinstance(now, (QLineEdit, QPlainTextEdit, QTextEdit)) else None
        if self._field is not None and self._field.property("undo") == "own":
            self._field = None
        if self._field is not None:
            self._field.installEventFilter(self)
            self._field.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._field = None


def _is_other_redo(event: QKeyEvent) -> bool:
    """Say whether it is Ctrl+Y, which Qt's own fields know on some systems only."""
    keys = QKeySequence(event.keyCombination())
    return keys == _OTHER_REDO and not event.matches(QKeySequence.StandardKey.Redo)


def _redo(field: QObject) -> None:
    if isinstance(field, (QLineEdit, QPlainTextEdit, QTextEdit)):
        field.redo()


def _can_undo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable()
    return isinstance(field, (QPlainTextEdit, QTextEdit)) and field.document().isUndoAvailable()


def _can_redo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable()
    return isinstance(field, (QPlainTextEdit, QTextEdit)) and field.document().isRedoAvailable()


def _wants_ring(widget: QWidget) -> bool:
    if widget.property("ring") in ("own", "none"):
        return False
    text = (isinstance(widget, _TEXT_FIELDS) and not widget.isReadOnly()) or (
        isinstance(widget, QComboBox) and widget.isEditable()
    )
    return text or widget.window().testAttribute(BY_KEYS)
