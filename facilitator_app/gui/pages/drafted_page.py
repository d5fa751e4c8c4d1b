"""What keeps the words typed on a record's page from being lost: drafts, and the way back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from facilitator_app.gui.form.children_editor import ChildrenPart
from facilitator_app.gui.form.draft_keeper import DraftSaver
from facilitator_app.gui.form.form_bars import aside_bar, draft_bar
from facilitator_app.gui.form.record_layout import RecordLayout
from facilitator_app.gui.form.record_source import Opened
from facilitator_app.gui.form.save_state import moment, save_state
from facilitator_app.gui.page_context import PageContext
from facilitator_app.i18n import _
from facilitator_app.spec.record import Changes, Draft, RecordSpec

DRAFT, ASIDE = "draft", "aside"


class DraftedPage(RecordLayout):
    """A form with its lines: it knows what is not saved, keeps it, and offers it back."""

    def __init__(
        self,
        context: PageContext,
        spec: RecordSpec,
        hidden: Collection[str],
        parts: Sequence[ChildrenPart],
    ) -> None:
        """Set out the form of `spec` without the fields `hidden`, and the tables of `parts`."""
        super().__init__(context, spec, hidden)
        self._context = context
        self._id: int | None = None
        self._given: dict[str, Any] = {}
        self._opened: Opened | None = None
        self._own: Changes | None = None
        self.lines = [part.make(context) for part in parts]
        self.keeper = DraftSaver(self, context, self._draft, self._tell_state)
        self.form.changed.connect(self._edited)
        for part, lines in zip(parts, self.lines, strict=True):
            self.form.add_section(part.title, lines)
            lines.changed.connect(self._edited)

    @property
    def dirty(self) -> bool:
        """Whether anything was typed that is not saved."""
        return self.form.dirty or any(one.dirty for one in self.lines)

    def reload(self) -> None:
        """Read the record anew; what was typed and not saved stays as it is."""
        raise NotImplementedError

    def can_leave(self) -> bool:
        """Keep a draft of what is not saved, and say so; leaving is never refused."""
        if self.dirty:
            self.set_bar(DRAFT, None)
            self.keeper.keep()
            self._context.window.tell(_("A draft is kept. It is offered when you come back."))
        return True

    def discard(self) -> None:
        """Put back what is stored; what was typed can be brought back."""
        if self._opened is None:
            return
        typed, refs = self.form.readable(), self.form.refs()
        lines = [one.kept() for one in self.lines]
        self._fill(self._opened)
        self.keeper.drop()
        self.reload()

        def bring_back() -> None:
            self.set_bar(ASIDE, None)
            self.form.set_values(typed, refs)
            for one, kept in zip(self.lines, lines, strict=True):
                one.take(*kept)
            self._edited()

        self.set_bar(ASIDE, aside_bar(bring_back))

    def _show(self, opened: Opened) -> None:
        self._opened = opened
        self._fill(opened)
        self._name_it(opened)
        self._tell_state()

    def _fill(self, opened: Opened) -> None:
        self.form.set_row(opened.row)
        for one, rows in zip(self.lines, opened.lines, strict=True):
            one.set_rows(rows)

    def _clean(self) -> None:
        """Leave nothing that a draft would be kept of."""
        if self._opened is not None:
            self._fill(self._opened)

    def _name_it(self, opened: Opened) -> None:
        """Show what `opened` is called, and what is known of it at a glance."""
        raise NotImplementedError

    def _edited(self) -> None:
        self.keeper.touch()
        self._tell_state()

    def _tell_state(self) -> None:
        dirty, today = self.dirty, self._context.format_context().today
        history = self._opened.history if self._own is not None and self._opened is not None else ()
        saved = history[0].at if history else None
        self.head.set_state(
            save_state(today, dirty=dirty, kept=self.keeper.at, saved=saved), dirty=dirty
        )

    def _draft(self) -> tuple[Draft, ...]:
        """Return what is to be kept; nothing while an older draft waits for a decision."""
        if self._opened is None or not self.dirty or DRAFT in self.bars:
            return ()
        given = self._given if self._id is None else {}
        values = {**given, **self.form.readable()}
        own = Draft(self.spec.name, values, self._id, self._version())
        return (own, *(draft for one in self.lines for draft in one.drafts()))

    def _version(self) -> int | None:
        return None if self._id is None or self._opened is None else self._opened.row.version

    def _offer(self, opened: Opened, at: dt.datetime) -> None:
        """Offer the draft; one of an older version meets the newer one when it is saved."""
        own, lines = opened.kept[0], opened.kept[1:]

        def use() -> None:
            self.set_bar(DRAFT, None)
            version = opened.row.version if own.draft.version is None else own.draft.version
            self._opened = replace(opened, row=replace(opened.row, version=version))
            refs = {**opened.row.refs, **own.refs}
            self.form.set_values({**opened.row.values, **own.draft.values}, refs)
            for one in self.lines:
                found = [kept for kept in lines if kept.draft.record == one.spec.name]
                one.take([kept.draft for kept in found], [kept.refs for kept in found])
            self.keeper.at = at
            self._tell_state()

        def throw_away() -> None:
            self.set_bar(DRAFT, None)
            self.keeper.drop()
            self._edited()

        self.set_bar(
            DRAFT, draft_bar(moment(at, self._context.format_context().today), use, throw_away)
        )
