"""A small form that opens below an item's heading: some fields, a button that saves, Esc away."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator_app.domain.errors import AppError, Invalid
from facilitator_app.gui.form.error_summary import announce_refusal
from facilitator_app.gui.form.field_row import FieldRow
from facilitator_app.gui.form.section import Section
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.esc_closes import EscCloses
from facilitator_app.gui.widgets.buttons import button
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.surface import CardSurface
from facilitator_app.i18n import _
from facilitator_app.spec.record import Field

_EDGE = 16


def _tell_no_more(row: FieldRow) -> None:
    """Say no longer what was wrong with a field once it is mended, or changed to what can be."""
    if row.problem and not row.unreadable():
        row.say("")


def _leave(_row: FieldRow) -> None:
    """Say nothing of a field that the keyboard leaves: that waits until it is saved."""


class SmallForm(CardSurface):
    """Enter in a line saves, Esc puts the form away; what saving means, each form says."""

    closed = Signal()
    cancelled = Signal()  # after it was closed

    def __init__(
        self, context: PageContext, fields: Sequence[Field], words: str, icon: str = "check",
        title: str = "",
    ) -> None:  # fmt: skip
        """Start closed; `words` stand on the button that saves, "" if one elsewhere does."""
        super().__init__("card", 12, _EDGE)
        self.setProperty("closes", True)  # with its page, if that were built anew
        self.section = Section(title, self, first=True)
        self.section.add_fields(fields, context)
        self.rows = {row.field.name: row for row in self.section.rows}
        self._esc = EscCloses(self)
        self._esc.pressed.connect(self.leave)
        for row in self.section.rows:
            part = row.editor.part()
            self._esc.watch(part)
            row.listen(_tell_no_more, _leave)
            if isinstance(part, QLineEdit):
                part.returnPressed.connect(self.save)
        self.body.addWidget(self.section)
        self.foot = QWidget()
        flow = FlowLayout(self.foot, 8)
        if words:
            flow.addWidget(button(words, "", icon, self.save, once=True))
        flow.addWidget(button(_("Cancel"), "quiet", "", self.close_form))
        self.body.addWidget(self.foot)
        self._clean: Mapping[str, Hashable] = self._states()
        self.hide()

    @property
    def dirty(self) -> bool:
        """Whether there are words that are not saved."""
        return self._states() != self._clean

    def typed(self) -> dict[str, Any]:
        """Return what differs from what is stored, by field."""
        now = self._states()
        return {
            name: row.editor.to_keep()
            for name, row in self.rows.items()
            if now[name] != self._clean[name]
        }

    def take_as_stored(self) -> None:
        """Take what stands here for what is stored."""
        self._clean = self._states()

    def bring_back(self, typed: Mapping[str, Any]) -> None:
        """Show what was typed earlier."""
        for name, value in typed.items():
            self.rows[name].editor.bring_back(value)

    def close_form(self) -> None:
        """Put the form away as Cancel does."""
        self.hide()
        self.closed.emit()
        self.cancelled.emit()

    def leave(self) -> None:
        """Put the form away as Esc does."""
        self.hide()
        self.closed.emit()

    def save(self) -> None:
        """Hand over what stands in the form."""
        raise NotImplementedError

    def show_problems(self, error: AppError) -> bool:
        """Say at the fields what was wrong with them; return whether any was."""
        problems = error.problems if isinstance(error, Invalid) else {}
        for name, row in self.rows.items():
            row.say(problems.get(name, ""))
        return self._go_to_first()

    def _states(self) -> dict[str, Hashable]:
        return {name: row.editor.state() for name, row in self.rows.items()}

    def is_fit(self) -> bool:
        """Say at the fields what is to be mended, and return whether nothing is."""
        for row in self.rows.values():
            row.say(row.unreadable())
        return not self._go_to_first()

    def _go_to_first(self) -> bool:
        """Put the keyboard where the first mistake is, and say what it is; return if any is."""
        wrong = [row for row in self.rows.values() if row.problem]
        if wrong:
            wrong[0].go()
            announce_refusal(self, [row.told for row in wrong])
        return bool(wrong)
