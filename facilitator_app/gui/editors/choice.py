"""The editor of a pick-list: a box that opens, or is typed into by first letters."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from facilitator_app.domain.errors import AppError
from facilitator_app.gui.editors.base import Editor
from facilitator_app.gui.page_context import PageContext
from facilitator_app.i18n import N_, _
from facilitator_app.spec.kinds import Choice
from facilitator_app.spec.record import Field

_ENDS = (Qt.Key.Key_Down, Qt.Key.Key_Up)


class CalmCombo(QComboBox):
    """A combo box that leaves the wheel to the page: scrolling never changes what is chosen.

    Words that are too long for it end in "…"; its tooltip has all of them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._question = QLabel(parent)  # some systems name a box by its value, and by its label
        self._question.setBuddy(self)
        self._question.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt's own takes the keyboard by the wheel
        self._watched = False  # whether the keys of the open list are heard
        self.currentTextChanged.connect(self.setToolTip)

    def setAccessibleName(self, name: str) -> None:
        """Say what is asked: as the name, and as a label that is not seen."""
        super().setAccessibleName(name)
        self._question.setText(name.replace("&", "&&"))

    def event(self, event: QEvent) -> bool:
        """Keep the label beside the box: elsewhere it is nobody's."""
        if event.type() == QEvent.Type.ParentChange:
            self._question.setParent(self.parentWidget())
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box with as much of its words as it has room for."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        style, kind = self.style(), QStyle.ComplexControl.CC_ComboBox
        room = style.subControlRect(kind, option, part, self).width()
        words = self.currentText() or self.placeholderText()
        if not self.currentText():
            option.palette.setBrush(QPalette.ColorRole.ButtonText, option.palette.placeholderText())
        option.currentText = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawComplexControl(kind, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def showPopup(self) -> None:
        """Open the list; where nothing is chosen nothing stands out, and Down goes to the first."""
        super().showPopup()
        if self.currentIndex() < 0:  # else Enter chooses the first, unseen
            self.view().selectionModel().clearCurrentIndex()
        if not self._watched:
            self._watched = True
            self.view().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin at an end while nothing stands out; Qt begins behind the first, unseen."""
        if (
            event.type() != QEvent.Type.KeyPress
            or not isinstance(event, QKeyEvent)
            or self.view().selectionModel().hasSelection()
        ):
            return super().eventFilter(watched, event)
        if event.key() in _ENDS and self.count():
            row = 0 if event.key() == Qt.Key.Key_Down else self.count() - 1
            place = self.model().index(row, self.modelColumn(), self.rootModelIndex())
            self.view().setCurrentIndex(place)
            return True
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page."""
        event.ignore()


class ChoiceEditor(Editor):
    """One entry of a pick-list."""

    def __init__(self, field: Field, context: PageContext, parent: QWidget | None = None) -> None:
        """Make a box of what can be chosen today."""
        super().__init__(field, context, parent)
        self.combo = CalmCombo(self)
        self.combo.setPlaceholderText(_("Choose one"))
        # the entries may be longer than the form is wide: the box elides, the open list does not
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.combo.setMinimumContentsLength(6)
        self.combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.combo.currentIndexChanged.connect(self._chosen)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.combo)
        self.watch(self.combo)
        self.set_value(None)

    def part(self) -> QWidget:
        """Return the box."""
        return self.combo

    def value_text(self) -> str:
        """Return the label that is chosen, "" for none."""
        return self.combo.currentText() if self.combo.currentData() else ""

    def set_value(self, value: Any, words: str = "") -> None:
        """Choose the entry `value`; a retired one that is held is offered as well."""
        self.combo.blockSignals(True)
        self._fill(value)
        self.combo.setCurrentIndex(self.combo.findData(value or ""))
        self.combo.blockSignals(False)

    def read(self) -> str | None:
        """Return the code."""
        code = self.combo.currentData()
        if not code and self.field.required:
            if not self.combo.count():
                self.field.kind.parse(" ", self.context.format_context())  # says where to add some
            raise AppError(_("Choose one for “{label}”.").format(label=_(self.field.label)))
        return str(code) if code else None

    def _fill(self, held: Any) -> None:
        assert isinstance(self.field.kind, Choice)
        name, lists = self.field.kind.list, self.context.format_context().lists
        self.combo.clear()
        if not self.field.required:
            self.combo.addItem(_(self.field.kind.none or N_("Not given")), "")
        for entry in lists.offered(name):
            self.combo.addItem(entry.label, entry.code)
        self.combo.setPlaceholderText(
            _("Choose one") if self.combo.count() else _("Nothing to choose yet")
        )
        if held and self.combo.findData(held) < 0:
            self.combo.addItem(lists.label(name, held), held)

    def _chosen(self) -> None:
        self.changed.emit()
