"""The page of one record: its form, what is known at a glance, and what happens on saving."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from facilitator_app.domain.dates import show_date
from facilitator_app.domain.errors import AppError, Conflict, Gone, Invalid
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.desk import Desk
from facilitator_app.gui.form.conflict import ConflictBar, GoneBar, differences, same
from facilitator_app.gui.form.form import RecordForm
from facilitator_app.gui.form.glance import Glance, subtitle
from facilitator_app.gui.form.head import RecordHead
from facilitator_app.gui.form.keeper import DraftKeeper
from facilitator_app.gui.form.reading import Opened, key_of, open_record
from facilitator_app.gui.metrics import EDGE, effective, px
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.scroll import ScrollBody
from facilitator_app.gui.widgets.surface import clear, column, dress, row
from facilitator_app.i18n import _
from facilitator_app.services import drafts, records
from facilitator_app.services.files import File
from facilitator_app.services.records import Saved
from facilitator_app.spec.record import Changes, Draft, Row

SIDE = 272
SIDE_NEEDS = 1132
_PEOPLE = ("member",)

Save = Callable[[File, Draft], Saved]


class RecordPage(QWidget):
    """Shows and changes one record; what is typed is never lost."""

    def __init__(
        self,
        desk: Desk,
        record: str,
        record_id: int | None = None,
        given: Mapping[str, Any] | None = None,
        save: Save = records.save,
    ) -> None:
        """Show the record `record_id`, or an empty form with `given` values; `save` stores a draft."""
        super().__init__()
        self._desk = desk
        self._name = record
        self._id = record_id
        self._given = dict(given or {})
        self._save = save
        self._opened: Opened | None = None
        self._busy = False
        self._own: Changes | None = None
        self.offer: Notice | None = None
        self.spec = records.spec(record)
        owner = self.spec.owner()
        hidden = {owner.name} if owner is not None and owner.name in self._given else set()
        self.head = RecordHead(_(self.spec.plural), self.spec.icon)
        self.form = RecordForm(self.spec, desk, hidden)
        self.glance = Glance(self.spec)
        self.keeper = DraftKeeper(self, desk, self._draft, self._tell_state)
        self.keeper.key = key_of(record, record_id)
        self._lay_out()
        self.head.back.connect(desk.window.back)
        self.head.save.connect(self.save)
        self.head.discard.connect(self.discard)
        self.glance.remove.connect(self.remove)
        self.form.changed.connect(self._edited)
        self.reload()

    @property
    def title(self) -> str:
        """What the page is called: the record's own words."""
        if self._id is None or self._opened is None:
            return _("New {thing}").format(thing=_(self.spec.singular).lower())
        return self._opened.row.label

    @property
    def record_id(self) -> int | None:
        """The id of the record, None while it was never saved."""
        return self._id

    def reload(self) -> None:
        """Read the record anew; what was typed and not saved stays as it is."""
        name, record_id, given = self._name, self._id, self._given

        def work(file: File, _progress: Progress) -> Opened:
            return open_record(file, name, record_id, given)

        self._desk.ops.run(work, self._show_if_clean, self._not_there)

    def stale(self, changes: Changes) -> None:
        """Read anew after someone else's change, an undo for instance."""
        if changes is not self._own and (self._name, self._id) in changes.touched:
            self.reload()

    def can_leave(self) -> bool:
        """Keep a draft of what is not saved, and say so; leaving is never refused."""
        if self.form.dirty:
            self.keeper.keep()
            self._desk.window.tell(_("A draft is kept. It is offered when you come back."))
        return True

    def save(self) -> None:
        """Save what was changed, or show what is to be mended first."""
        if self._busy or self._opened is None:
            return
        if self._id is not None and not self.form.dirty:
            self._desk.window.tell(_("Everything is saved already."))
            return
        try:
            values = self.form.values()
        except Invalid as error:
            self._refuse(error)
            return
        self._store(self._what_changed(values))

    def discard(self) -> None:
        """Put back what is stored; what was typed can be brought back."""
        if self._opened is None:
            return
        typed, refs = self.form.readable(), self.form.refs()
        self.form.set_row(self._opened.row)
        self.keeper.drop()
        self._tell_state()

        def bring_back() -> None:
            self._bar(None)
            self.form.set_values(typed, refs)
            self._edited()

        self._bar(Notice("info", _("Your changes were put aside"), "", ((_("Bring them back"), bring_back),)))

    def remove(self) -> None:
        """Remove the record and go back; Undo stands in the window's bar."""
        name, record_id = self._name, self._id
        if record_id is None:
            return
        key = self.keeper.key

        def work(file: File, _progress: Progress) -> Changes:
            changes = records.remove(file, name, record_id)
            drafts.drop(file, key)
            return changes

        def done(changes: Changes) -> None:
            self._own = changes
            self.form.mark_clean()
            self._desk.window.back()
            self._desk.window.changed(changes)

        self._desk.ops.run(work, done)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the panel beside the form, or below it where that is too narrow."""
        super().resizeEvent(event)
        self._place_glance()

    def _lay_out(self) -> None:
        dress(self, "paper")
        self._bars = column(None, 8, (EDGE, 12, EDGE, 0))
        self._bar_place = QWidget()
        self._bar_place.setLayout(self._bars)
        self._bar_place.hide()
        self._side = QWidget()
        dress(self._side, "ground")
        self._side.setFixedWidth(px(SIDE))
        self._side_box = column(self._side)
        across = row()
        across.addWidget(self.form, 1)
        across.addWidget(self._side)
        box = column(self)
        for one in (self.head, self._bar_place):
            box.addWidget(one)
        box.addLayout(across, 1)
        self._beside: bool | None = None

    def _place_glance(self) -> None:
        beside = effective(self.width()) >= SIDE_NEEDS
        if beside == self._beside:
            return
        self._beside = beside
        clear_scroll(self._side_box)
        self.form.set_below(None if beside else self.glance)
        if beside:
            self._side_box.addWidget(ScrollBody(self.glance, _("At a glance")))
        self._side.setVisible(beside)

    def _show_if_clean(self, opened: Opened) -> None:
        if not isValid(self):
            return
        first = self._opened is None
        if first or not self.form.dirty:
            self._show(opened)
        if first and opened.kept is not None:
            self._offer(opened)

    def _show(self, opened: Opened) -> None:
        self._opened = opened
        self.form.set_row(opened.row)
        self._name_it()
        self._tell_state()

    def _name_it(self) -> None:
        assert self._opened is not None
        shown, reading = self._opened.row, self._desk.reading()
        self.head.set_texts(self.title, subtitle(self.spec, shown, reading), person=self._is_person())
        if self._id is None:
            self.glance.show_new()
        else:
            self.glance.show_row(shown, self._opened.history, reading)

    def _is_person(self) -> bool:
        return self._name in _PEOPLE and self._id is not None

    def _not_there(self, error: AppError) -> None:
        if not isValid(self):
            return
        if isinstance(error, Gone) and self.form.dirty:
            self._show_gone(error)
        else:
            self._desk.window.back()
            self._desk.window.tell(str(error), bad=True)

    def _edited(self) -> None:
        self.keeper.touch()
        self._tell_state()

    def _draft(self) -> Draft | None:
        if not self.form.dirty or self._opened is None:
            return None
        values = {**self._hidden_values(), **self.form.readable()}
        return Draft(self._name, values, self._id, self._version())

    def _version(self) -> int | None:
        return None if self._id is None or self._opened is None else self._opened.row.version

    def _hidden_values(self) -> dict[str, Any]:
        return {} if self._id is not None else self._given

    def _tell_state(self) -> None:
        dirty = self.form.dirty
        if not dirty:
            self.head.set_state(self._saved_words(), dirty=False)
        elif self.keeper.at is None:
            self.head.set_state(_("Not saved yet"), dirty=True)
        else:
            kept = _("Not saved yet; a draft is kept ({time})").format(time=clock_time(self.keeper.at))
            self.head.set_state(kept, dirty=True)

    def _saved_words(self) -> str:
        if self._own is None or self._opened is None or not self._opened.history:
            return ""
        return _("Saved, {time}").format(time=clock_time(self._opened.history[0].at))

    def _what_changed(self, values: Mapping[str, Any]) -> Draft:
        """Return everything of a new record, or only what was changed of one that is stored."""
        if self._id is None or self._opened is None:
            return Draft(self._name, {**self._given, **values})
        stored = self._opened.row.values
        changed = {name: one for name, one in values.items() if not same(one, stored.get(name))}
        return Draft(self._name, changed, self._id, self._version())

    def _store(self, draft: Draft) -> None:
        """Save `draft`, and read the record anew in the same go."""
        self._busy = True
        name, key, save, states = self._name, self.keeper.key, self._save, self.form.states()

        def work(file: File, _progress: Progress) -> tuple[Saved, Opened]:
            saved = save(file, draft)
            drafts.drop(file, key)
            return saved, open_record(file, name, saved.id, {})

        def done(both: tuple[Saved, Opened]) -> None:
            if isValid(self):
                self._stored(*both, states)

        self._desk.ops.run(work, done, lambda error: self._failed(error, draft))

    def _stored(self, saved: Saved, opened: Opened, states: Mapping[str, Hashable]) -> None:
        self._busy = False
        self._own = saved.changes
        self._id = saved.id
        self.keeper.key = key_of(self._name, saved.id)
        self.keeper.at = None
        self._bar(None)
        if self.form.states() == states:
            self._show(opened)
        else:  # typed on while it was being saved
            self._opened = opened
            self.form.mark_clean(states)
            self._name_it()
            self._edited()
        self._desk.window.changed(saved.changes)

    def _failed(self, error: AppError, draft: Draft) -> None:
        if not isValid(self):
            return
        self._busy = False
        if isinstance(error, Invalid):
            self._refuse(error)
        elif isinstance(error, Gone):
            self._show_gone(error)
        elif isinstance(error, Conflict) and draft.id is not None:
            self._ask_for_theirs(draft, error)
        else:
            self._desk.window.tell(str(error), bad=True)

    def _refuse(self, error: Invalid) -> None:
        self.form.show_problems(error.problems)
        elsewhere = [text for name, text in error.problems.items() if name not in self.form.rows]
        if elsewhere:
            self._desk.window.tell(" ".join(elsewhere), bad=True)
