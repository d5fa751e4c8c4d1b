"""What stands in the lines of a meeting that add, until it is added: kept, and brought back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from facilitator_app.gui.form.draft_saver import KEEPS_AFTER_MS, kept_words
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.meetings import meeting_wording as say
from facilitator_app.gui.pages.meetings.agenda_pane import AgendaPane
from facilitator_app.gui.pages.meetings.item_pane import ItemPane
from facilitator_app.gui.pages.meetings.meeting_commands import MeetingCommands, MeetingRead
from facilitator_app.gui.pages.meetings.panes import AGENDA, ITEM, REGISTER, Panes
from facilitator_app.gui.pages.meetings.register_pane import RegisterPane
from facilitator_app.gui.pages.meetings.unsaved_input import UnsavedInput
from facilitator_app.gui.tab_order import has_keyboard
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
        self._there: frozenset[int] = frozenset()
        self._told, self._asked = UnsavedInput(), ""
        self._timer = QTimer(self, singleShot=True, interval=KEEPS_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        self._agenda.line.field.textChanged.connect(self.touch)
        self._item.outcomes.decision.field.textChanged.connect(self.touch)
        for line in (self._agenda.line, self._item.outcomes.decision):
            line.asked.editor.changed.connect(self.touch)
        for one in self._item.outcomes.action.rows.values():
            one.editor.changed.connect(self.touch)
        self._register.person.changed.connect(self.touch)
        for one in self._item.form.rows.values():
            one.editor.changed.connect(self.touch)
        self._item.form.closed.connect(self.touch)

    def found(self) -> UnsavedInput:
        """Return what was typed into lines and not added; what an item took along with it waits."""
        typed, there = self._typed(), self._agenda.list.ids
        return replace(
            typed,
            begun={item_id: typed.begun[item_id] for item_id in there if item_id in typed.begun},
            details={one: typed.details[one] for one in there if one in typed.details},
        )

    def _typed(self) -> UnsavedInput:
        """Return what was typed into lines and not added, under items that are gone as well."""
        return UnsavedInput(
            title=self._agenda.line.typed,
            raised_by=self._agenda.line.choice,
            begun=self._item.outcomes.begun(),
            person=self._register.person.value_text().strip(),
            details=self._item.form.unsaved(),
        )

    def touch(self) -> None:
        """Keep the words soon, however fast the keys come."""
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Keep the words now; what was kept and has been added or cleared is forgotten."""
        self._timer.stop()
        if not self.found().any:
            self._context.window.untell(self._asked)
        typed = self._typed()
        if typed.any or self._kept:
            self._kept = typed.any
            self._commands.keep(typed, self._agenda.list.ids)

    def leave(self) -> None:
        """Keep the words, and say so if any are new."""
        found = self.found()
        if found.any and found != self._told:
            self._told = found
            self._context.window.tell(kept_words())
        self.keep()

    def enter(self) -> bool:
        """Add or save what stands in the line or form with the keyboard; else keep what was typed.

        Returns whether anything was typed and not added: then not all is saved.
        """
        out = self._item.outcomes
        ways: Sequence[tuple[QWidget, Callable[[], object]]] = (
            (self._item.form, self._item.form.save),
            (out.decision, out.decision.enter),
            (out.action, out.action.enter),
            (self._agenda.line, self._agenda.line.enter),
            (self._register.person, self._register.join),
        )
        typed = self.found().any
        do = next((one for part, one in ways if has_keyboard(part)), None)
        if typed and do is not None:
            do()
        elif typed:
            self.keep()
            self._context.window.tell(_("What you typed is kept. It is not added yet."))
        return typed

    def take_note(self, read: MeetingRead) -> None:
        """Let what waited for items that came back wait with them again, and keep what changed.

        A line may have been added, or an item have gone.
        """
        ends, typed = read.loose, self._typed()
        back = {one.id for one in read.page.items} - self._there
        self._there = frozenset(one.id for one in read.page.items)
        begun = {one: ends.begun[one] for one in back - {*typed.begun} if one in ends.begun}
        details = {one: ends.details[one] for one in back - {*typed.details} if one in ends.details}
        self._item.form.offer(read.page.items, details)
        self._item.outcomes.bring_back(begun)
        self.touch()

    def bring_back(self, read: MeetingRead) -> None:
        """Open the lines again in which something was typed and not added, and say so at each."""
        ends = read.loose
        self._there = frozenset(one.id for one in read.page.items)
        self._kept = ends.any or (ends.kept and not read.page.seal)
        if not ends.any:
            if ends.minutes:  # words that could not be saved are offered at their item
                self._agenda.list.go_to(next(iter(ends.minutes)))
            return
        self._context.window.untell(kept_words())
        words = say.not_added(ends.at, self._context.format_context())
        if ends.latest is not None:
            self._agenda.list.go_to(ends.latest)
        elif ends.details:  # they are offered at their item
            self._agenda.list.go_to(next(iter(ends.details)))
        in_item = ends.begun or ends.details
        self._panes.turn_to(ITEM if in_item else REGISTER if ends.person else AGENDA)
        self._item.form.offer(read.page.items, ends.details)
        if ends.person:
            self._register.bring_back(ends.person, words)
        if ends.title:
            self._agenda.line.bring_back(ends.title, ends.raised_by, words)
            self._agenda.add()
        self._item.outcomes.bring_back(ends.begun)
        self._item.outcomes.go_on()
        self._told = self.found()

    def go_on(self) -> str:
        """Go to the first of the words, in the order of the agenda; return what is to be done.

        A new item's title comes after the items, the register after the agenda; "" without any.
        """
        found, form = self.found(), self._register.line.form
        line = form if form is not None and form.dirty else None
        of_items = {*found.begun, *found.details}
        item_id = next((one for one in self._agenda.list.ids if one in of_items), None)
        self._asked = say.to_be_added()
        if item_id is not None:
            self._panes.turn_to(ITEM)
            self._agenda.list.go_to(item_id)
            if item_id in found.details:
                self._item.edit()
                title = self._item.item.title if self._item.item is not None else ""
                self._asked = say.to_be_saved(title)
            else:
                self._item.outcomes.go_on()
        elif found.title:
            self._panes.turn_to(AGENDA)
            self._agenda.add()
        elif found.person:
            self._panes.go_to(REGISTER, self._register.person.part())
        elif line is not None:
            self._panes.turn_to(REGISTER)
            self._register.line.take_keyboard()
            self._asked = say.to_be_saved(line.row.label)
        else:
            self._asked = ""
        return self._asked
