"""The network's own settings, in a form of their own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.dates import show_moment
from facilitator_app.domain.errors import AppError, Conflict, Invalid
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.announcements import announce
from facilitator_app.gui.form.draft_saver import DraftSaver
from facilitator_app.gui.form.form_bars import draft_bar
from facilitator_app.gui.form.record_form import RecordForm
from facilitator_app.gui.metrics import EDGE
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.widgets.buttons import button, primary_button
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.surface import column, row, surface
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _
from facilitator_app.services import drafts, records
from facilitator_app.services.drafts import SavedDraft
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.record import Changes, Draft, Row

_RECORD = "network"


class NetworkSection(QWidget):
    """The form of the one network; what is typed and not saved is kept as a draft."""

    def __init__(self, context: PageContext) -> None:
        """Read the network from the file."""
        super().__init__()
        self._context = context
        self._row: Row | None = None
        self._own: Changes | None = None
        self._bar: Notice | None = None
        self.form = RecordForm(records.spec(_RECORD), context)
        self._state = text_label("", "sub", wrap=True)
        self._discard = button(_("Discard"), on_click=self.discard)
        foot = surface("foot")
        line = row(foot, 12, (EDGE, 10, EDGE, 10))
        line.addWidget(self._state, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._discard)
        line.addWidget(primary_button(_("Save"), "floppy-disk", self.save))
        down = column(self)
        down.addWidget(self.form, 1)
        down.addWidget(foot)
        self._saver = DraftSaver(self, context, self._unsaved, self._tell)
        self._saver.key = drafts.SETTINGS_KEY
        self.form.changed.connect(self._edited)
        self.reload()

    def run(self, command: str) -> None:
        """Put the keyboard into the field called `command`."""
        self.form.go_to(command)

    def reload(self) -> None:
        """Read the network anew; what was typed and not saved stays."""
        self._context.ask(self, _read, self._arrived)

    def stale(self, changes: Changes) -> None:
        """Read anew after someone else's change, an undo for instance."""
        if changes is not self._own and changes.touches(_RECORD):
            self.reload()

    def can_leave(self) -> bool:
        """Keep a draft of what is not saved."""
        self._saver.keep()
        return True

    def save(self) -> None:
        """Save what was changed, or show what is to be mended first."""
        if self._saver.saving or self._row is None:
            return
        try:
            values = self.form.values()
        except Invalid as error:
            self.form.show_problems(error.problems)
            return
        stored = self._row.values
        changed = {name: one for name, one in values.items() if one != stored.get(name)}
        if not changed:
            self._context.window.tell_saved()
            return
        self._saver.saving = True
        draft = Draft(_RECORD, changed, self._row.id, self._row.version)

        def work(file: File, _progress: Progress) -> tuple[Saved, Row]:
            saved = records.save(file, draft)
            drafts.drop(file, drafts.SETTINGS_KEY)
            return saved, records.network(file)

        def gone(both: tuple[Saved, Row]) -> None:
            self._context.window.changed(both[0].changes)

        self._context.ask(self, work, self._stored, self._failed, gone)

    def discard(self) -> None:
        """Put back what is stored."""
        if self._row is not None:
            self.form.set_row(self._row)
            self._saver.drop()
            self._tell()

    def _arrived(self, found: tuple[Row, SavedDraft | None]) -> None:
        stored, draft = found
        first = self._row is None
        if first or not self.form.dirty:
            self._show(stored)
        if first and draft is not None:
            self._offer(stored, draft)

    def _show(self, stored: Row) -> None:
        self._row = stored
        self.form.set_row(stored)
        self._tell()

    def _offer(self, stored: Row, saved: SavedDraft) -> None:
        def use() -> None:
            self._put(None)
            self.form.set_values({**stored.values, **saved.draft.values}, {})
            self._edited()

        def throw_away() -> None:
            self._put(None)
            self._saver.drop()

        self._put(
            draft_bar(show_moment(saved.at, self._context.format_context().today), use, throw_away)
        )

    def _stored(self, both: tuple[Saved, Row]) -> None:
        saved, stored = both
        self._saver.saving = False
        self._own = saved.changes
        self._saver.timer.stop()
        self._saver.at = None
        self._put(None)
        self._show(stored)
        self._context.window.changed(saved.changes)

    def _failed(self, error: AppError) -> None:
        self._saver.saving = False
        if isinstance(error, Invalid):
            self.form.show_problems(error.problems)
        elif isinstance(error, Conflict):
            again = (_("Show what is stored"), self._show_stored)
            self._put(Notice("warn", _("This was changed in the meantime"), "", (again,)))
        else:
            self._context.window.fail(error)

    def _show_stored(self) -> None:
        self._put(None)
        self.form.mark_clean()
        self.reload()

    def _edited(self) -> None:
        self._saver.touch()
        self._tell()

    def _unsaved(self) -> tuple[Draft, ...]:
        if self._row is None or not self.form.dirty:
            return ()
        return (Draft(_RECORD, self.form.to_keep(), self._row.id, self._row.version),)

    def _tell(self) -> None:
        dirty = self.form.dirty
        typed = _("Not saved yet; a draft is kept") if self._saver.at else _("Not saved yet")
        self._state.setText(typed if dirty else _("These words go onto every document."))
        self._discard.setVisible(dirty)

    def _put(self, bar: Notice | None) -> None:
        if self._bar is not None:
            self._bar.hide()
            self._bar.deleteLater()
        self._bar = bar
        if bar is not None:
            self.form.put_on_top(bar)
            announce(bar, bar.accessibleName())


def _read(file: File, _progress: Progress) -> tuple[Row, SavedDraft | None]:
    return records.network(file), drafts.find(file, drafts.SETTINGS_KEY)
