"""The page of one record: what happens when it is opened, changed, saved, left and removed."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Any

from shiboken6 import isValid

from facilitator_app.domain.errors import AppError, Conflict, Gone, Invalid
from facilitator_app.gui.form.children_editor import ChildrenPart
from facilitator_app.gui.form.differences import differences, same
from facilitator_app.gui.form.form_bars import ClashBar, gone_bar
from facilitator_app.gui.form.glance_panel import subtitle
from facilitator_app.gui.form.record_source import Opened, RecordSource, Save, key_of, save_alone
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.drafted_page import ASIDE, DRAFT, DraftedPage
from facilitator_app.i18n import _
from facilitator_app.services import records
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.record import Changes, Draft, Row

_PEOPLE = ("member",)
_CLASH = "clash"

States = tuple[Mapping[str, Hashable], tuple[Hashable, ...]]


class RecordPage(DraftedPage):
    """Shows and changes one record; what is typed is never lost."""

    def __init__(
        self,
        context: PageContext,
        record: str,
        record_id: int | None = None,
        given: Mapping[str, Any] | None = None,
        save: Save = save_alone,
        parts: Sequence[ChildrenPart] = (),
        without: Collection[str] = (),
    ) -> None:
        """Show the record `record_id`, or an empty form with `given` values.

        save: stores the draft and its lines in one unit of work; parts: the tables of lines;
        without: fields that this page does not ask for.
        """
        spec = records.spec(record)
        owner = spec.owner()
        hidden = {owner.name} & set(given or {}) if owner else set()
        super().__init__(context, spec, hidden | set(without), parts)
        self._id = record_id
        self._given = dict(given or {})
        self._source = RecordSource(context.ops, record, save, [part.load for part in parts])
        self._busy = False
        self.keeper.key = key_of(record, record_id, *(self._given[name] for name in hidden))
        self.head.back.connect(context.window.back)
        self.head.save.connect(self.save)
        self.head.discard.connect(self.discard)
        self.glance.remove.connect(self.remove)
        if record_id is None and self.form.rows:
            self.setFocusProxy(next(iter(self.form.rows.values())).editor.part())
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
        self._source.open(self._id, self._given, self.keeper.key, self._arrived, self._not_there)

    def stale(self, changes: Changes) -> None:
        """Read anew after someone else's change, an undo for instance."""
        if changes is not self._own and (self.spec.name, self._id) in changes.touched:
            self.reload()

    def save(self) -> None:
        """Save what was changed, or show what is to be mended first."""
        if self._busy or self._opened is None:
            return
        if self._id is not None and not self.dirty:
            self._context.window.tell(_("Everything is saved already."))
            return
        self._store()

    def remove(self) -> None:
        """Remove the record and go back; Undo stands in the window's bar."""
        if self._id is not None:
            self._source.remove(self._id, self._removed)

    def _removed(self, changes: Changes) -> None:
        self._own = changes
        if isValid(self):
            self._clean()
            self._context.window.back()
        self._context.window.changed(changes)

    def _arrived(self, opened: Opened) -> None:
        if not isValid(self):
            return
        first = self._opened is None
        if first or not self.dirty:
            self._show(opened)
        if first and opened.kept and opened.kept_at is not None:
            self._offer(opened, opened.kept_at)

    def _name_it(self, opened: Opened) -> None:
        fmt = self._context.format_context()
        person = self.spec.name in _PEOPLE and self._id is not None
        below = subtitle(self.spec, opened.row, fmt)
        if self._id is None:
            below = " · ".join(
                opened.row.refs[one] for one in self._given if one in opened.row.refs
            )
        self.head.set_texts(self.title, below, person=person)
        if self._id is None:
            self.glance.show_new()
        else:
            self.glance.show_row(opened.row, opened.history, fmt)

    def _not_there(self, error: AppError) -> None:
        if not isValid(self):
            return
        if self.isVisible() and not self.dirty:
            self._context.window.back()
            if self._opened is None:  # what takes away a record that was here says so itself
                self._context.window.tell(str(error), bad=True)
        else:
            self._gone(error)

    def _changed(self, version: int | None = None) -> Draft:
        """Return all of a new record, or what was changed of a stored one."""
        values = self.form.values()
        if self._id is None or self._opened is None:
            return Draft(self.spec.name, {**self._given, **values})
        stored = self._opened.row.values
        changed = {name: one for name, one in values.items() if not same(one, stored.get(name))}
        return Draft(self.spec.name, changed, self._id, version or self._version())

    def _store(self, version: int | None = None) -> None:
        """Save what was changed, over `version` if one is given; then read it anew."""
        problems = self.form.problems()
        for one in self.lines:
            problems |= one.problems()
        if problems:
            self._refuse(problems)
            return
        draft = self._changed(version)
        lines = tuple(one.collect() for one in self.lines)
        self._busy = True
        states = self._states()
        used_up = "" if DRAFT in self.bars else self.keeper.key

        def done(saved: Saved, opened: Opened) -> None:
            if isValid(self):
                self._stored(saved, opened, states)
            elif used_up:  # left while it was being saved: what was kept on leaving is saved now
                self._source.forget(used_up)

        self._source.store(draft, lines, used_up, done, lambda error: self._failed(error, draft))

    def _states(self) -> States:
        return self.form.states(), tuple(one.states() for one in self.lines)

    def _stored(self, saved: Saved, opened: Opened, states: States) -> None:
        self._busy = False
        self._own, self._id = saved.changes, saved.id
        self.keeper.timer.stop()
        self.keeper.key, self.keeper.at = key_of(self.spec.name, saved.id), None
        self.set_bar(_CLASH, None)
        self.set_bar(ASIDE, None)
        if self._states() == states:
            self._show(opened)
        else:  # typed on while it was being saved
            self._opened = opened
            self.form.mark_clean(states[0])
            for one, rows in zip(self.lines, opened.lines, strict=True):
                one.rebase(rows)
            self._name_it(opened)
            self._edited()
        self._context.window.changed(saved.changes)

    def _failed(self, error: AppError, draft: Draft) -> None:
        if not isValid(self):
            return
        self._busy = False
        if isinstance(error, Invalid):
            self._refuse(error.problems)
        elif isinstance(error, Gone):
            self._gone(error)
        elif isinstance(error, Conflict) and draft.id is not None:
            touched = frozenset(draft.values)
            self._source.open(
                draft.id,
                {},
                self.keeper.key,
                lambda found: self._clash(found, touched),
                self._not_there,
            )
        else:
            self._context.window.tell(str(error), bad=True)

    def _refuse(self, problems: Mapping[str, str]) -> None:
        """Show each problem where it can be mended; say those that have no place on the page."""
        self.form.show_problems(problems)
        for one in self.lines:
            one.show_problems(problems, go=not problems.keys() & self.form.rows.keys())
        elsewhere = [
            text
            for name, text in problems.items()
            if name not in self.form.rows and not name.startswith("lines.")
        ]
        if elsewhere:
            self._context.window.tell(" ".join(elsewhere), bad=True)

    def _clash(self, theirs: Opened, touched: frozenset[str]) -> None:
        if not isValid(self):
            return
        mine = Row(self.spec.name, theirs.row.id, 0, self.form.readable(), "", self.form.refs())
        bar = ClashBar(
            differences(self.spec, mine, theirs.row, touched, self._context.format_context())
        )

        def take_theirs() -> None:
            self.set_bar(_CLASH, None)
            self.keeper.drop()
            self._show(theirs)

        def keep_mine() -> None:
            for one, rows in zip(self.lines, theirs.lines, strict=True):
                one.rebase(rows)
            self._store(theirs.row.version)

        bar.reload.connect(take_theirs)
        bar.keep.connect(keep_mine)
        self.set_bar(_CLASH, bar)

    def _gone(self, error: AppError) -> None:
        def again() -> None:
            assert self._opened is not None
            stored = self._opened.row.values
            self._given = {one.name: stored.get(one.name) for one in self.spec.typed}
            self._id = None
            self.save()

        def leave() -> None:
            self._clean()
            self.keeper.drop()
            self._context.window.back()

        self.set_bar(_CLASH, gone_bar(str(error), again if self._opened else None, leave))
