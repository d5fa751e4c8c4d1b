"""What a person types on the page of a record: its form and the tables of its lines, as one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from facilitator_app.gui.form.differences import Difference, same
from facilitator_app.gui.form.lines_editor import LinesEditor
from facilitator_app.gui.form.record_form import RecordForm
from facilitator_app.gui.form.record_source import DraftWithRefs, Opened
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Draft, Row

States = tuple[Mapping[str, Hashable], tuple[Hashable, ...]]
TypedLines = Sequence[tuple[Draft, Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Typed:
    """What stood in form and lines, fit or not: values, words of references, changed lines."""

    values: Mapping[str, Any]
    refs: Mapping[str, str]
    lines: Mapping[str, TypedLines] = field(default_factory=dict)


class RecordInput:
    """Knows what was changed, what is to be mended, and what is to be saved."""

    def __init__(
        self,
        form: RecordForm,
        lines: Mapping[str, LinesEditor],
        edited: Callable[[], object],
    ) -> None:
        """Take `form` and `lines` (by record type) as one; edited() hears of each change."""
        self._form, self._lines = form, lines
        self._refused: Mapping[str, str] = {}
        form.changed.connect(edited)
        form.asked_besides.connect(self._go_to_lines)
        for child, one in lines.items():
            one.changed.connect(partial(self._mended, child))
            one.changed.connect(edited)

    @property
    def dirty(self) -> bool:
        """Whether anything was typed that is not saved."""
        return self._form.dirty or any(one.dirty for one in self._lines.values())

    def states(self) -> States:
        """Return what stands in all editors, to be compared later."""
        return self._form.states(), tuple(one.states() for one in self._lines.values())

    def show(self, opened: Opened) -> None:
        """Show what is stored; nothing is dirty after it."""
        self._form.set_row(opened.row)
        for child, one in self._lines.items():
            one.set_rows(opened.children.get(child, ()))

    def saved(self, states: States, opened: Opened) -> None:
        """Take note that `states` were saved, while more was typed."""
        self._form.mark_clean(states[0])
        self.rebase(opened)
        self.show_problems({})  # what was refused before has been saved

    def name_anew(self) -> None:
        """Read anew what the lines are called; what is typed stays as it is."""
        for one in self._lines.values():
            one.name_anew()

    def rebase(self, opened: Opened) -> None:
        """Take over the versions of lines that were changed elsewhere too."""
        for child, one in self._lines.items():
            one.rebase(opened.children.get(child, ()))

    def set_closed(self, *, closed: bool, but: Collection[str] = ()) -> None:
        """Let everything be changed, or of a closed record only what `but` names."""
        for name, row in self._form.rows.items():
            row.editor.setEnabled(not closed or name in but)
        for child, one in self._lines.items():
            one.setEnabled(not closed or child in but)

    def keep_as_is(self, kept: Mapping[str, str]) -> None:
        """Let the fields `kept` only be read, each with the reason why."""
        for name, row in self._form.rows.items():
            why = kept.get(name, "")
            row.editor.setEnabled(row.editor.isEnabled() and not why)
            row.setToolTip(why)

    def set_correcting(self, names: Collection[str]) -> None:
        """Show only the fields `names`, and first the lines so named, with what they are now.

        With no names all is shown, and nothing said.
        """
        for name, row in self._form.rows.items():
            row.setVisible(not names or name in names)
        for child, one in self._lines.items():
            one.tell_stored(on=child in names)
        self._form.put_first([one for child, one in self._lines.items() if child in names])

    @property
    def touched(self) -> frozenset[str]:
        """The fields, and the types of lines, that were changed and are not saved."""
        return self._form.touched | {child for child, one in self._lines.items() if one.dirty}

    def problems(self) -> dict[str, str]:
        """Return what is to be mended: fields by name, lines by services.children.problem_key."""
        found = self._form.problems()
        for one in self._lines.values():
            found |= one.problems()
        return found

    def show_problems(self, problems: Mapping[str, str]) -> str:
        """Show each problem where it can be mended; return those that have no place here."""
        self._refused = problems
        below = [one for lines in self._lines.values() for one in lines.told(problems)]
        self._form.show_problems(problems, below=below)
        self._form.tell_besides({c: one.title for c, one in self._wrong().items()})
        go = not problems.keys() & self._form.rows.keys()
        for child, one in self._lines.items():
            one.show_problems(problems, go=go)
            go = go and not any(name.startswith(f"{child}.") for name in problems)
        elsewhere = (text for name, text in problems.items() if not self._has_place(name))
        return " ".join(elsewhere)

    def _wrong(self) -> dict[str, LinesEditor]:
        """Return the lines in which something was refused."""
        return {
            child: one
            for child, one in self._lines.items()
            if any(name.startswith(f"{child}.") for name in self._refused)
        }

    def _mended(self, child: str) -> None:
        """Say no longer that lines are to be mended once they are others."""
        wrong = self._wrong()
        if child in wrong and not self._lines[child].problems():
            kept = self._refused.items()
            self._refused = {n: text for n, text in kept if not n.startswith(f"{child}.")}
            self._form.tell_besides({c: one.title for c, one in self._wrong().items()})

    def _go_to_lines(self, child: str) -> None:
        self._lines[child].show_problems(self._refused, go=True)

    def values(self) -> dict[str, Any]:
        """Return the values of the form; raise Invalid, by field, if there are problems."""
        return self._form.values()

    def changed_values(self, stored: Row) -> dict[str, Any]:
        """Return the values of the form that differ from those stored; raise Invalid by field."""
        values = self._form.values()
        return {n: one for n, one in values.items() if not same(one, stored.values.get(n))}

    def collect(self, *, anew: bool) -> dict[str, tuple[Draft, ...]]:
        """Return all lines to be stored, by record type; `anew`: as lines of a new record."""
        found = {child: one.collect() for child, one in self._lines.items()}
        if not anew:
            return found
        return {
            child: tuple(replace(draft, id=None, version=None) for draft in drafts)
            for child, drafts in found.items()
        }

    def line_differences(
        self, theirs: Mapping[str, Sequence[Row]], fmt: FormatContext
    ) -> tuple[Difference, ...]:
        """Return the lines that stand differently here and in `theirs`, by record type."""
        return tuple(
            one
            for child, lines in self._lines.items()
            for one in lines.differences(theirs.get(child, ()), fmt)
        )

    def typed(self) -> Typed:
        """Return what stands here and is not saved, to be taken back later."""
        lines = {child: one.changed_lines() for child, one in self._lines.items()}
        return Typed(self._form.to_keep(), self._form.refs(), lines)

    def take(self, typed: Typed) -> None:
        """Show what was typed earlier over what is stored."""
        self._form.set_values(typed.values, typed.refs)
        for child, one in self._lines.items():
            found = typed.lines.get(child, ())
            one.take([draft for draft, _refs in found], [refs for _draft, refs in found])

    def _has_place(self, name: str) -> bool:
        child, dot, _rest = name.partition(".")
        return name in self._form.rows or (bool(dot) and child in self._lines)


def typed_before(opened: Opened) -> Typed:
    """Return what the drafts kept of a record hold, over what is stored."""
    own, lines = opened.drafts[0], opened.drafts[1:]
    return Typed(
        {**opened.row.values, **own.draft.values},
        {**opened.row.refs, **own.refs},
        {child: _drafted_lines(lines, child) for child in {one.draft.record for one in lines}},
    )


def _drafted_lines(drafts: Sequence[DraftWithRefs], child: str) -> TypedLines:
    return tuple((one.draft, one.refs) for one in drafts if one.draft.record == child)
