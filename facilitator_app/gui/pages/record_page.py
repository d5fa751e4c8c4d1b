"""The page of one record: what happens when it is opened, changed, saved, left and removed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from facilitator_app.domain.errors import AppError, Conflict, Gone, Invalid
from facilitator_app.gui.form.children_editor import ChildrenEditor
from facilitator_app.gui.form.form_bars import KEPT, kept_bar
from facilitator_app.gui.form.lines_editor import LinesEditor
from facilitator_app.gui.form.open_record import OpenRecord
from facilitator_app.gui.form.record_input import RecordInput, States
from facilitator_app.gui.form.record_layout import RecordLayout
from facilitator_app.gui.form.record_source import Opened, RecordSource
from facilitator_app.gui.form.save_state import save_state
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.page_stack import PageOfRecord, name_page
from facilitator_app.gui.pages.attachments.attachments_part import AttachmentsPart
from facilitator_app.gui.pages.begins_another import BeginsAnother
from facilitator_app.gui.pages.record_conflicts import RecordConflicts
from facilitator_app.gui.pages.record_corrections import NOTICE, RecordCorrections
from facilitator_app.gui.pages.record_drafts import RecordDrafts
from facilitator_app.gui.pages.record_parts import RecordParts, set_out
from facilitator_app.gui.pages.related_parts import RelatedParts
from facilitator_app.gui.tab_order import has_focus_inside
from facilitator_app.gui.widgets.surface import column, dress
from facilitator_app.i18n import _
from facilitator_app.services import records
from facilitator_app.services.drafts import key_of
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.record import Changes, Draft


class RecordPage(BeginsAnother):
    """Shows and changes one record with what it owns; what is typed is never lost.

    view holds the widgets, record is what was read, input what is typed, drafts keep and offer it
    back, and parts are what the record's subject adds.
    """

    read = Signal()  # what it shows has been read, or is not there

    def __init__(
        self,
        context: PageContext,
        record: str,
        record_id: int | None = None,
        given: Mapping[str, Any] | None = None,
        parts: RecordParts | None = None,
    ) -> None:
        """Show the record `record_id`, or an empty form with `given` values."""
        super().__init__()
        dress(self, "paper")
        self.spec, self.parts = records.spec(record), parts or RecordParts()
        self.context = context
        self.record = OpenRecord(self.spec, record_id, dict(given or {}), self.parts.new_title)
        owner = self.spec.owner()
        hidden = {owner.name} & set(self.record.given) if owner else set()
        self.view: RecordLayout
        self.lines: Mapping[str, LinesEditor]
        self.view, self.lines = set_out(context, self.spec, hidden, self.parts)
        self.head, self.form, self.glance = self.view.head, self.view.form, self.view.glance
        self.related = RelatedParts(self, context, self.view, record)
        self.attachments = AttachmentsPart(context, self.parts.attached_lines)
        if self.parts.attaches:
            self.form.add_section(_("Attachments"), self.attachments)
        else:
            self.attachments.setParent(self)
            self.attachments.hide()
        self.input = RecordInput(self.form, self.lines, self._edited)
        self.drafts = RecordDrafts(
            self, context, self.record, self.view, self.input, self._tell_state
        )
        self.drafts.saver.key = key_of(record, record_id, *(self.record.given[n] for n in hidden))
        self.corrections = RecordCorrections(
            context, self.view, self.input, self.save, self._stop_correcting, self._put_by
        )
        self._conflicts = RecordConflicts(context, self.record, self.view, self.input)
        self._source = RecordSource(self, context, record, self.parts.save)
        self._closed, self._offering = "", True
        column(self).addWidget(self.view)
        self.head.back.connect(context.window.back)
        self.head.save.connect(self.save)
        self.head.discard.connect(self.discard)
        self.glance.remove.connect(self.remove)
        new = record_id is None and self.form.rows
        self.setFocusProxy(next(iter(new.values())).editor.part() if new else self.form)
        self.form.waits = True
        self.parts.attach(self)
        self.reload()

    def table_of(self, child: str) -> ChildrenEditor:
        """Return the table of the lines called `child`."""
        found = self.lines[child]
        assert isinstance(found, ChildrenEditor)
        return found

    def return_to(self, title: str) -> None:
        """Call the way back `title`."""
        self.head.set_back(title)

    def reload(self) -> None:
        """Read the record anew; what was typed and not saved stays as it is."""
        record, key = self.record, self.drafts.saver.key
        self._source.open(record.id, record.given, key, self._arrived, self._not_there)

    def stale(self, changes: Changes) -> None:
        """Read anew after someone else's change of it or its lines, an undo for instance."""
        self.attachments.stale(changes)
        self.related.reload()
        if self.record.concerns(changes):
            self.reload()

    def changed(self, changes: Changes) -> None:
        """Take note that the parts changed the record: it is read anew, and Undo is offered."""
        self.record.own = changes
        self.reload()
        self.context.window.changed(changes)

    def can_leave(self) -> bool:
        """Keep a draft of what is not saved, and say so."""
        self.corrections.keep()
        self.drafts.leave()
        self.parts.leave()
        return True

    def save(self) -> None:
        """Save what was changed, or show what is to be mended first."""
        if self.drafts.saver.saving or self.record.opened is None:
            return
        if self._closed and not self.dirty:
            self.context.refuse(self.corrections.nothing_to_save or self._closed)
        elif self.record.id is not None and not self.dirty:
            self.drafts.tell_saved()
        else:
            self._store(self.record.version)

    def remove(self) -> None:
        """Remove the record and go back; Undo stands in the window's bar."""
        if self.record.id is not None:
            self._source.remove(self.record.id, self._removed)

    def take_back(self) -> bool:
        """Bring back a line that was removed and not saved; what is typed stands against Undo."""
        for one in self.lines.values():
            if one.has_removed:
                one.bring_back()
                return True
        if self.dirty:
            words = _(
                "Save or discard what you typed first: Undo takes back what was saved before."
            )
            self.context.refuse(words)
        return self.dirty

    def discard(self) -> None:
        """Put back what is stored; what was typed can be brought back."""
        if self.record.opened is None:
            return
        typed = self.input.typed()
        self.input.show(self.record.opened)
        self.drafts.put_aside(typed)
        self.reload()

    def _arrived(self, opened: Opened) -> None:
        self._conflicts.is_there()
        if self.record.opened is None or not self.dirty:
            self._show(opened)
        else:
            self.input.name_anew()
        if self._offering:
            self._offering = False
            self.drafts.offer(opened)
            self.form.arrive()
            if self._closed and has_focus_inside(self):
                self.form.take_keyboard()
            self.read.emit()

    def _show(self, opened: Opened) -> None:
        self.record.opened = opened
        self.input.show(opened)
        self._tell_what(opened)
        self._tell_state()

    def _tell_what(self, opened: Opened) -> None:
        """Show what the record is called, what is known of it at a glance, and why it is closed."""
        fmt, new = self.context.format_context(), self.record.id is None
        if new:
            self.glance.show_new()
        else:
            self.glance.show_row(opened.row, opened.history, fmt, opened.stays)
        person = self.spec.person and not new
        self.head.set_texts(self.title, self.record.subtitle(opened, fmt), person=person)
        was, self._closed = self._closed, self.parts.closed(opened.row)
        if bool(was) != bool(self._closed):
            self.drafts.offer_aside(can=not self._closed)
        self.corrections.show(opened, closed=bool(self._closed))
        self.input.keep_as_is(opened.kept)
        self.view.set_bar(KEPT, kept_bar(self.spec, opened, self.context.window.open_record))
        if self.corrections.form is None:
            more = self.corrections.offer()
            self.view.set_bar(NOTICE, self.parts.notice(opened.row, more))
        self._tell_whether_saved()
        self.related.show_record(self.record.id)
        self.attachments.show_record(self.spec.name, self.record.id)
        self.parts.opened(opened.row)

    def _tell_whether_saved(self) -> None:
        """Let a closed record be saved only while something of it was changed."""
        why = self._closed or self.record.why_kept
        can = not why or self.dirty or self.corrections.form is not None
        self.head.save_button.setEnabled(can)
        self.head.save_button.setToolTip("" if can else why)

    def _stop_correcting(self) -> None:
        """Put back what is stored, and offer what was typed again."""
        if self.dirty:
            self.discard()
        else:
            self.reload()

    def _put_by(self) -> None:
        """Put back what is stored, and offer what was typed as a draft."""
        if self.record.opened is not None and self.can_leave():
            self.corrections.finish()
            self._offering = self.dirty
            self.input.show(self.record.opened)
            self.reload()

    def _tell_state(self) -> None:
        self.corrections.go_on()
        self._tell_whether_saved()
        dirty, today = self.dirty, self.context.format_context().today
        opened = self.record.opened if self.record.own is not None else None
        saved = opened.history[0].at if opened is not None and opened.history else None
        words = save_state(today, dirty=dirty, kept=self.drafts.saver.at, saved=saved)
        self.head.set_state(words, dirty=dirty)
        self.parts.edited()

    def _edited(self) -> None:
        self.drafts.saver.touch()
        self._tell_state()

    def _store(self, version: int | None) -> None:
        """Save what was changed, over `version` of what is stored; then read it anew."""
        if problems := self.input.problems():
            self._refuse(problems)
            return
        if self.corrections.lacks_reason():
            return
        draft = self.record.to_save(self.input, version)
        children = self.input.collect(anew=self.record.id is None)
        if self._closed:
            children = {n: one for n, one in children.items() if n in self.corrections.writable}
        self.drafts.saver.saving = True
        done = partial(self._stored, states=self.input.states())
        failed = partial(self._failed, draft=draft)
        save = self.corrections.saving(self.parts.correct)
        self._source.store(draft, children, self.drafts.saver.key, done, failed, save)

    def _stored(self, saved: Saved, opened: Opened, states: States) -> None:
        self.drafts.saver.saving = False
        self.corrections.settle()
        if self.record.id is None:  # from now on Ctrl+K knows it for the page of this record
            name_page(self, PageOfRecord(self.spec.name, saved.id, {}))
        self.record.own, self.record.id = saved.changes, saved.id
        self.drafts.saved(opened)
        self._conflicts.settle()
        if self.input.states() == states:
            self._show(opened)
        else:  # typed on while it was being saved
            self.record.opened = opened
            self.input.saved(states, opened)
            self._tell_what(opened)
            self._edited()
        self.parts.saved(saved)
        self.context.window.changed(saved.changes)

    def _failed(self, error: AppError, draft: Draft) -> None:
        self.drafts.saver.saving = False
        if isinstance(error, Invalid):
            self._refuse(error.problems)
        elif isinstance(error, Gone):
            self._gone(error)
        elif isinstance(error, Conflict) and draft.id is not None:
            tell = self._conflicts.changed_elsewhere
            found = partial(tell, frozenset(draft.values), self._take_theirs, self._keep_mine)
            self._source.open(draft.id, {}, self.drafts.saver.key, found, self._not_there)
        else:
            self.context.window.fail(error)

    def _refuse(self, problems: Mapping[str, str]) -> None:
        """Show each problem where it can be mended; say those that have no place on the page."""
        if elsewhere := self.input.show_problems(self.corrections.refuse(problems)):
            self.context.window.tell(elsewhere, bad=True)

    def _take_theirs(self, theirs: Opened) -> None:
        self._conflicts.settle()
        self.drafts.saver.drop()
        self._show(theirs)

    def _keep_mine(self, theirs: Opened) -> None:
        self.input.rebase(theirs)
        self._store(theirs.row.version)

    def _removed(self, changes: Changes) -> None:
        self.record.own = changes
        self._leave_nothing()
        self.context.window.changed(changes)

    def _leave_nothing(self) -> None:
        """Go back without keeping a draft of a record that is not there."""
        if self.record.opened is not None:
            self.input.show(self.record.opened)
        self.context.window.back()

    def _not_there(self, error: AppError) -> None:
        self.form.waits = False
        self.read.emit()
        if not self.isVisible() or self.dirty:
            self._gone(error)
            return
        self.context.window.back()
        if self.record.opened is None:  # what takes away a record that was here says so itself
            self.context.window.fail(error)

    def _gone(self, error: AppError) -> None:
        def leave() -> None:
            self.drafts.saver.drop()
            self._leave_nothing()

        self._conflicts.removed_elsewhere(error, self.save, leave)
