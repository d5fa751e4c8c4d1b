"""The form that is generated from a record's fields."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.errors import AppError, Invalid
from facilitator_app.gui.form.error_summary import ErrorSummary, announce_refusal
from facilitator_app.gui.form.field_row import FieldRow
from facilitator_app.gui.form.section import Section, by_section
from facilitator_app.gui.form.section_list import Mark
from facilitator_app.gui.form.sectioned_frame import SectionedFrame
from facilitator_app.gui.page_context import PageContext
from facilitator_app.i18n import _
from facilitator_app.spec.kinds import Ref
from facilitator_app.spec.record import Field, Privacy, RecordSpec, Row


class RecordForm(SectionedFrame):
    """Sections of fields, and above them a summary of what is to be mended."""

    changed = Signal()
    asked_besides = Signal(str)  # the summary led to lines, by their record type

    def __init__(
        self,
        spec: RecordSpec,
        context: PageContext,
        hidden: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Make the empty form of `spec` without the fields named in `hidden`."""
        super().__init__(_(spec.singular), parent)
        self.summary = ErrorSummary()
        self.put_on_top(self.summary, last=True)
        self.spec = spec
        self._context = context
        self._clean: dict[str, Hashable] = {}
        self._ruled: dict[str, str] = {}  # what is shown of fields taken together
        self._besides: dict[str, str] = {}  # lines with something to be mended: type to name
        self.summary.asked.connect(self._go_from_summary)
        self.rows: dict[str, FieldRow] = {}
        fields = [field for field in spec.typed if field.name not in hidden]
        for title, group in by_section(fields).items():
            self._append_fields(title, group)
        self.list_sections()

    def set_row(self, record: Row) -> None:
        """Show the stored values of `record`; nothing is dirty after it."""
        self.set_values(record.values, record.refs)
        self.mark_clean()

    def set_values(self, values: Mapping[str, Any], refs: Mapping[str, str]) -> None:
        """Show `values`; `refs` has the words of references, by field."""
        for name, one in self.rows.items():
            one.editor.bring_back(values.get(name), refs.get(name, ""))
        self.show_problems({}, go=False)

    def to_keep(self) -> dict[str, Any]:
        """Return what a draft holds of all fields, those that cannot be read as they were typed."""
        return {name: one.editor.to_keep() for name, one in self.rows.items()}

    def readable(self) -> dict[str, Any]:
        """Return the values of all fields that can be read as they stand."""
        found = {}
        for name, one in self.rows.items():
            try:
                found[name] = one.editor.read()
            except AppError:
                continue
        return found

    def values(self) -> dict[str, Any]:
        """Return the values of all fields; raise Invalid, by field, if there are problems."""
        if problems := self.problems():
            raise Invalid(problems)
        return self.readable()

    def problems(self) -> dict[str, str]:
        """Return what is to be mended before this can be saved, by field, in reading order."""
        ruled, found = self._ruled_now(), {}
        for name, one in self.rows.items():
            if problem := one.unreadable() or ruled.get(name, ""):
                found[name] = problem
        return found

    def show_problems(
        self, problems: Mapping[str, str], *, go: bool = True, below: Sequence[str] = ()
    ) -> None:
        """Show what is wrong at each field and above; with `go` the first gets the keyboard.

        It is announced then, with what is told of lines `below` the fields.
        """
        for name, one in self.rows.items():
            one.say(problems.get(name, ""))
        self._ruled = dict(self._ruled_now().items() & problems.items()) if problems else {}
        self._sum_up(always=True)
        wrong = [name for name, one in self.rows.items() if one.problem]
        if go and wrong:
            self.go_to(wrong[0])
        if go and problems:
            for one in self.rows.values():
                one.hush()
            announce_refusal(self, [*(self.rows[name].told for name in wrong), *below])

    @property
    def dirty(self) -> bool:
        """Whether a person has changed anything since the values were stored."""
        return bool(self.touched)

    @property
    def touched(self) -> frozenset[str]:
        """The fields that a person has changed since the values were stored."""
        now = self.states()
        return frozenset(name for name in now if now[name] != self._clean[name])

    def states(self) -> dict[str, Hashable]:
        """Return what stands in each editor, to be compared later."""
        return {name: one.editor.state() for name, one in self.rows.items()}

    def mark_clean(self, states: Mapping[str, Hashable] | None = None) -> None:
        """Take `states` (what stands in the form, if not given) as what is stored."""
        self._clean = dict(states) if states is not None else self.states()

    def refs(self) -> dict[str, str]:
        """Return the words of the references that stand in the form."""
        return {
            name: one.editor.value_text()
            for name, one in self.rows.items()
            if isinstance(one.field.kind, Ref)
        }

    def go_to(self, name: str) -> None:
        """Put the keyboard into the field `name`, with its label and its mistake in view."""
        self.rows[name].go()
        self.reveal(self.rows[name])

    def add_fields(self, names: Collection[str]) -> None:
        """Add a section without a heading, of fields that were left out above."""
        self._append_fields("", [field for field in self.spec.typed if field.name in names])
        self.list_sections()

    def add_section(self, title: str, widget: QWidget, *, wide: bool = True) -> None:
        """Add a section that is not made of fields after the others.

        wide: it takes all the room there is, not only what fields have.
        """
        self.append(title, wide=wide).add(widget)
        self.list_sections()

    def _append_fields(self, title: str, fields: Sequence[Field]) -> None:
        section = self.append(title)
        section.add_fields(fields, self._context)
        for one in section.rows:
            self.rows[one.field.name] = one
            one.listen(self._edited, self._left)
        self.mark_clean()

    def _ruled_now(self) -> dict[str, str]:
        return self.spec.problems(self.readable(), self._context.format_context())

    def _edited(self, one: FieldRow) -> None:
        mended = [one] if one.problem and not one.unreadable() else []
        if self._ruled:  # an edit here may mend what is said at another field
            left = self._ruled_now()
            gone = [name for name in self._ruled if name not in left]
            mended += [self.rows[n] for n in gone if self.rows[n].problem == self._ruled.pop(n)]
        for row in mended:
            row.say("")
        if mended:
            self._sum_up(always=False)
        self._mark_sections()
        self.changed.emit()

    def _left(self, one: FieldRow) -> None:
        """Say at once what cannot be read; a field that is still empty may wait until saving.

        What a rule refused stays said until the field is changed.
        """
        if one.editor.value_text().strip() and (problem := one.unreadable()):
            before = one.problem
            one.say(problem)
            if problem != before:  # what was told already is in the name of the field
                one.announce_problem()
            self._sum_up(always=False)

    def _sum_up(self, *, always: bool) -> None:
        """Name the fields to be mended; while one types, only take names away."""
        self._mark_sections()
        if always or self.summary.isVisible():
            own = {name: one.name for name, one in self.rows.items() if one.problem}
            self.summary.tell({**self._besides, **own} if own else {})

    def tell_besides(self, names: Mapping[str, str]) -> None:
        """Name lines in the summary too, by record type, where fields are to be mended as well."""
        if self._besides != names:
            self._besides = dict(names)
            self._sum_up(always=False)

    def _go_from_summary(self, name: str) -> None:
        if name in self._besides:
            self.asked_besides.emit(name)
        else:
            self.go_to(name)

    def _mark_sections(self) -> None:
        for place, section in enumerate(self.sections):
            self.mark(place, _mark(section))


def _mark(section: Section) -> Mark | None:
    if any(one.problem for one in section.rows):
        return Mark("warning-circle", _("to be mended"), "danger")
    special = (one for one in section.rows if one.field.name.startswith("access"))
    if any(one.field.privacy is Privacy.SPECIAL and one.editor.value_text() for one in special):
        return Mark("ear", _("access needs are known"), "access")
    return None
