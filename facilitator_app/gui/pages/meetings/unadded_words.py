"""What stands in the lines of a meeting that add, until it is added: kept, and brought back."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from facilitator_app.domain.dates import show_moment
from facilitator_app.gui.form.draft_saver import KEEPS_AFTER_MS, kept_words
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.meetings.agenda_pane import AgendaPane
from facilitator_app.gui.pages.meetings.item_pane import ItemPane
from facilitator_app.gui.pages.meetings.meeting_commands import MeetingCommands, MeetingRead
from facilitator_app.gui.pages.meetings.panes import AGENDA, ITEM, REGISTER, Panes
from facilitator_app.gui.pages.meetings.register_pane import RegisterPane
from facilitator_app.gui.pages.meetings.unsaved_input import UnsavedInput
from facilitator_app.i18n import _


class UnaddedWords(QObject):
    """Keeps what was typed into the lines of the panes and not added."""

    def __init__(
        self, panes: Panes, context: PageContext, commands: MeetingCommands,
        parts: tuple[AgendaPane, ItemPane, RegisterPane],
    ) -> None:  # fmt: skip
        """Watch the lines of `parts`."""
        super().__init__(panes)
        self._panes, self._context, self._commands = panes, context, commands
        self._agenda, self._item, self._register = parts
        self._kept = False
        self._timer = QTimer(self, singleShot=True, interval=KEEPS_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        self._agenda.line.field.textChanged.connect(self.touch)
        self._item.outcomes.decision.field.textChanged.connect(self.touch)
        for one in self._item.outcomes.action.rows.values():
            one.editor.changed.connect(self.touch)
        self._register.person.changed.connect(self.touch)
        for one in self._item.form.rows.values():
            one.editor.changed.connect(self.touch)
        self._item.form.closed.connect(self.touch)

    def found(self) -> UnsavedInput:
        """Return what was typed into lines and not added."""
        out, item = self._item.outcomes, self._item.item
        return UnsavedInput(
            title=self._agenda.line.typed,
            decision=out.decision.typed,
            action=out.action.typed,
            person=self._register.person.value_text().strip(),
            details=self._item.form.unsaved(),
            item_id=item.id if item is not None else None,
        )

    def touch(self) -> None:
        """Keep the words soon, however fast the keys come."""
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Keep the words now; what was kept and has been added or cleared is forgotten."""
        self._timer.stop()
        found = self.found()
        if found.any or self._kept:
            self._kept = found.any
            self._commands.keep(found)

    def leave(self) -> None:
        """Keep the words, and say so."""
        if self.found().any:
            self._context.window.tell(kept_words())
        self.keep()

    def bring_back(self, read: MeetingRead) -> None:
        """Open the lines again in which something was typed and not added, and say so at each."""
        ends = read.loose
        self._kept = ends.any
        if not ends.any or ends.at is None:
            if ends.minutes:  # words that could not be saved are offered at their item
                self._agenda.list.go_to(next(iter(ends.minutes)))
            return
        self._context.window.untell(kept_words())
        time = show_moment(ends.at, self._context.format_context().today)
        told = _("What you typed ({time}) was kept and is back here. It is not added yet.")
        words = told.format(time=time)
        if ends.item_id is not None:
            self._agenda.list.go_to(ends.item_id)
        in_item = ends.decision or ends.action or ends.details
        self._panes.turn_to(ITEM if in_item else REGISTER if ends.person else AGENDA)
        self._item.form.offer(read.page.items, ends.details)
        if ends.person:
            self._register.bring_back(ends.person, words)
        if ends.title:
            self._agenda.add_button.hide()
            self._agenda.line.open(ends.title, words)
        if ends.decision:
            self._item.outcomes.decision.open(ends.decision, words)
        if ends.action is not None:
            self._item.outcomes.action.open(ends.action, ends.owner, words)
