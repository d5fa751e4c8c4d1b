"""Which record a page shows, as it was read or new, and what is to be saved of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from facilitator_app.gui.form.differences import same
from facilitator_app.gui.form.glance_panel import subtitle
from facilitator_app.gui.form.record_input import RecordInput
from facilitator_app.gui.form.record_source import Opened
from facilitator_app.i18n import _, mid_sentence
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Changes, Draft, RecordSpec


class OpenRecord:
    """The state of a record's page, but for what is typed.

    id: None while it was never saved; given: values of a new one that came from elsewhere; opened:
    as it was read last, None before; own: the last change that this page made itself.
    """

    def __init__(
        self, spec: RecordSpec, record_id: int | None, given: Mapping[str, Any], new: str = ""
    ) -> None:
        """Stand for the record `record_id` of `spec`, not yet read; `new`: the title of a new one.

        Without it, that is "New group" and the like.
        """
        self.spec, self.id, self.given, self._new = spec, record_id, given, new
        self.opened: Opened | None = None
        self.own: Changes | None = None

    @property
    def title(self) -> str:
        """The record's own words."""
        if self.id is None or self.opened is None:
            return self._new or _("New {thing}").format(thing=mid_sentence(_(self.spec.singular)))
        return self.opened.row.label

    @property
    def version(self) -> int | None:
        """The version that was read, None of a new one."""
        return None if self.id is None or self.opened is None else self.opened.row.version

    @property
    def why_kept(self) -> str:
        """Why no field of it can be changed; "" where one can."""
        kept = self.opened.kept if self.opened is not None else {}
        return next(iter(kept.values()), "") if len(kept) == len(self.spec.fields) else ""

    def subtitle(self, opened: Opened, fmt: FormatContext) -> str:
        """Return what stands below the title: of a new one, the words of what was given."""
        if self.id is not None:
            return subtitle(self.spec, opened.row, fmt)
        refs = (one.name for one in self.spec.refs if one.name in self.given)
        return " · ".join(opened.row.refs[name] for name in refs if name in opened.row.refs)

    def concerns(self, changes: Changes) -> bool:
        """Return whether others changed the record, anything of the kinds it owns, or its tags."""
        itself = (self.spec.name, self.id) in changes.touched
        owned = self.spec.children
        tags = ("framework", "framework_item") if "tag" in owned else ()
        return changes is not self.own and (itself or changes.touches(*owned, *tags))

    def to_save(self, typed: RecordInput, version: int | None) -> Draft:
        """Return all of a new record, or what was changed of a stored one; raise Invalid."""
        if self.id is None or self.opened is None:
            return Draft(self.spec.name, {**self.given, **typed.values()})
        changed = typed.changed_values(self.opened.row)
        return Draft(self.spec.name, changed, self.id, version)

    def to_keep(self, typed: RecordInput) -> tuple[Draft, ...]:
        """Return the drafts of the record and of its changed lines, fit to be saved or not."""
        now = typed.typed()
        values = {**self.given, **now.values}
        if self.id is not None and self.opened is not None:  # what is stored may change meanwhile
            stored = self.opened.row.values
            values = {n: one for n, one in now.values.items() if not same(one, stored.get(n))}
        own = Draft(self.spec.name, values, self.id, self.version)
        return (own, *(draft for lines in now.lines.values() for draft, _refs in lines))

    def begin_at(self, version: int | None) -> None:
        """Take what is typed for a change of the older `version`: a newer one is then noticed."""
        if self.opened is not None and version is not None:
            self.opened = replace(self.opened, row=replace(self.opened.row, version=version))

    def become_new(self) -> None:
        """Stand for a new record with all that was read of the one that is gone."""
        assert self.opened is not None
        stored = self.opened.row.values
        self.given = {one.name: stored.get(one.name) for one in self.spec.typed}
        self.id = None
