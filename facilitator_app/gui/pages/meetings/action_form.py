"""The form that adds an action under an item: what is to be done, who does it and by when."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from facilitator_app.domain.errors import AppError
from facilitator_app.gui.editors.ref import RefEditor
from facilitator_app.gui.form.by_name import link_names
from facilitator_app.gui.form.error_summary import announce_refusal
from facilitator_app.gui.form.field_row import FieldRow
from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.metrics import effective
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.esc_closes import EscCloses
from facilitator_app.gui.widgets.buttons import button
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.surface import column, row
from facilitator_app.i18n import _
from facilitator_app.services import records
from facilitator_app.spec.record import Draft

_FOLDS = 560


class ActionForm(QWidget):
    """What is to be done, who does it and by when; Enter in any of them adds it."""

    entered = Signal(object)  # what, owner's id or name or None, day or None
    closed = Signal()

    def __init__(self, context: PageContext) -> None:
        """Start closed."""
        super().__init__()
        self._cleared: tuple[Draft | None, str] | None = None
        spec = records.spec("action")
        self.rows = {
            name: FieldRow(spec.field(name), context, self)
            for name in ("what", "owner_id", "due", "owner_name")
        }
        link_names(self.rows.values())
        self._esc = EscCloses(self)
        self._esc.pressed.connect(self.close_form)
        for one in self.rows.values():
            part, editor = one.editor.part(), one.editor
            if isinstance(editor, RefEditor):
                self._esc.watch(part, editor.list.isVisible)
            else:
                self._esc.watch(part)
            if isinstance(part, QLineEdit):
                part.returnPressed.connect(self.enter)
        self._pair = row(None, 12)
        self._pair.addWidget(self.rows["owner_id"], 1)
        self._pair.addWidget(self.rows["due"], 1)
        tools = QWidget()
        flow = FlowLayout(tools, 8)
        flow.addWidget(button(_("Add action"), "", "", self.enter))
        flow.addWidget(button(_("Cancel"), "quiet", "", self.cancel))
        box = column(self, 12)
        self.told = LineLabel("", "small")
        self.told.hide()
        box.addWidget(self.told)
        box.addWidget(self.rows["what"])
        box.addLayout(self._pair)
        box.addWidget(tools)
        self.hide()

    @property
    def typed(self) -> Draft | None:
        """What stands in the form and was not added."""
        values = {name: row.editor.to_keep() for name, row in self.rows.items()}
        return Draft("action", values) if any(values.values()) else None

    @property
    def owner(self) -> str:
        """The words that stand for who does it."""
        return self.rows["owner_id"].editor.value_text()

    def bring_back(self, draft: Draft | None, owner: str, told: str) -> None:
        """Show the form with `draft` in it and `told` above; without one, put it away empty."""
        self._cleared = None
        self._fill(draft, owner, told if draft is not None else "")
        self.setVisible(draft is not None)

    def open(self) -> None:
        """Show the form with the keyboard in it, behind what stands there, or was cleared last."""
        if self.typed is None and self._cleared is not None:
            self._fill(*self._cleared, "")
        self._cleared = None
        self.show()
        self.rows["what"].go()
        part = self.rows["what"].editor.part()
        if isinstance(part, QLineEdit):
            part.end(False)  # or the next key would take the place of all of it

    def done(self) -> None:
        """Empty the form for the next one, once the last was added."""
        self._fill(None, "", "")
        self.rows["what"].go()

    def cancel(self) -> None:
        """Clear the form and put it away; its words are back if it is opened for the same item."""
        self._cleared = self.typed, self.owner
        self._fill(None, "", "")
        self.close_form()

    def close_form(self) -> None:
        """Put the form away; what was typed is there again when it is opened."""
        self.hide()
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set who and when side by side, or below one another."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        narrow = effective(self.width()) < _FOLDS
        self._pair.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def _fill(self, draft: Draft | None, owner: str, told: str) -> None:
        values = draft.values if draft is not None else {}
        for name, one in self.rows.items():
            one.editor.bring_back(values.get(name), owner if name == "owner_id" else "")
            one.say("")
        self.told.setText(told)
        self.told.setVisible(bool(told))

    def enter(self) -> None:
        """Hand over what stands in the form, or say what is to be mended."""
        for one in self.rows.values():
            one.editor.tidy()
            one.say(one.unreadable())
        wrong = [one for one in self.rows.values() if one.problem]
        if wrong:
            wrong[0].go()
            announce_refusal(self, [one.told for one in wrong])
        else:
            what, owner, due, name = (self._read(name) for name in self.rows)
            self.entered.emit((what, owner or name, due))

    def _read(self, name: str) -> object:
        try:
            return self.rows[name].editor.read()
        except AppError:
            return None
