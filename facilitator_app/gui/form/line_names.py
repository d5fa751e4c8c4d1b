"""What the lines of a table are called when they are spoken: by their person, or their day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from PySide6.QtWidgets import QPushButton, QWidget

from facilitator_app.domain import dates
from facilitator_app.domain.errors import AppError
from facilitator_app.gui.editors.base import Editor
from facilitator_app.gui.form.field_row import is_asked_for
from facilitator_app.gui.tab_order import stand_as_read
from facilitator_app.i18n import _
from facilitator_app.locale_formats import name_value
from facilitator_app.services import records
from facilitator_app.services.children import problem_key, removal_key
from facilitator_app.spec.kinds import Date, Ref
from facilitator_app.spec.record import RecordSpec


class LineNames:
    """Names the cells of one line, and the button that deletes it, by what line it is."""

    def __init__(self, spec: RecordSpec, cells: Mapping[str, Editor], bin_: QPushButton) -> None:
        """Name the first line of a table, about nothing yet; `cells` by their fields."""
        self._spec, self._cells, self._bin = spec, cells, bin_
        self._whose, self._number = "", 1
        self._wrong: Mapping[str, str] = {}
        self._describe()

    def set_number(self, number: int) -> None:
        """Take note that this is line `number` of its table, from 1."""
        self._take(line_subject(self._cells.values()), number)

    def follow(self) -> None:
        """Name the line by what stands in it now."""
        self._take(line_subject(self._cells.values()), self._number)

    def tell_wrong(self, problems: Mapping[str, str]) -> None:
        """Say of the cells what is wrong with them."""
        self._wrong = dict(problems)
        self._describe()

    def told(self, problems: Mapping[str, str]) -> list[str]:
        """Return what is wrong, each with the name of its cell, or of the line."""
        labels = {name: _(one.field.label) for name, one in self._cells.items()}
        whole = _(self._spec.singular)
        return [name_value(self._of(labels.get(n, whole)), text) for n, text in problems.items()]

    def _take(self, whose: str, number: int) -> None:
        if (whose, number) != (self._whose, self._number):
            self._whose, self._number = whose, number
            self._describe()

    def _describe(self) -> None:
        for name, editor in self._cells.items():
            called, wrong = self._of(_(editor.field.label)), self._wrong.get(name, "")
            needed = is_asked_for(editor.field)
            editor.describe(called, wrong, required=needed, bad=bool(wrong))
        if self._whose:
            words = _("Delete the line of {whose}").format(whose=self._whose)
        else:
            words = _("Delete line {n}").format(n=self._number)
        self._bin.setAccessibleName(words)

    def _of(self, name: str) -> str:
        """Return what a cell is called: "Amount, line of 12 Nov", or else "Amount, line 2"."""
        if self._whose:
            return _("{field}, line of {whose}").format(field=name, whose=self._whose)
        return _("{field}, line {n}").format(field=name, n=self._number)


class NamedLine(Protocol):
    """A line of a table, stored or not; id: 0 of one that is not."""

    id: int
    names: LineNames


def number_lines(table: QWidget, lines: Sequence[NamedLine]) -> None:
    """Name the lines by their places in `table`, and have them read in that order."""
    for number, line in enumerate(lines, 1):
        line.names.set_number(number)
    stand_as_read(table)


def own_problems(record: str, place: int, problems: Mapping[str, str]) -> dict[str, str]:
    """Return by field what is wrong with the line at `place` (from 0) of those that are filled."""
    start = problem_key(record, place, "")
    return {n.removeprefix(start): t for n, t in problems.items() if n.startswith(start)}


def told_lines(
    record: str, filled: Sequence[NamedLine], gone: Sequence[NamedLine], problems: Mapping[str, str]
) -> list[str]:
    """Return what is wrong with lines of `record`, and why lines that are `gone` must stay."""
    found = [(line, own_problems(record, at, problems)) for at, line in enumerate(filled)]
    stays = [(line, problems.get(removal_key(record, line.id))) for line in gone]
    found += [(line, {"": why}) for line, why in stays if why is not None]
    return [told for line, own in found for told in line.names.told(own)]


def line_subject(editors: Iterable[Editor]) -> str:
    """Return whose line it is, or else the day it is about, or what it names; "" for none."""
    cells = list(editors)
    names = [one for one in cells if isinstance(one.field.kind, Ref)]
    people = [one for one in names if _names_a_person(one)]
    days = [one for one in cells if isinstance(one.field.kind, Date)]
    return next((words for one in (*people, *days, *names) if (words := _words(one))), "")


def _names_a_person(editor: Editor) -> bool:
    kind = editor.field.kind
    return isinstance(kind, Ref) and records.spec(kind.record).person


def _words(editor: Editor) -> str:
    """Return what stands in a cell, as far as it can be read."""
    try:
        value = editor.read()
    except AppError:
        return ""
    if isinstance(editor.field.kind, Date):
        return dates.show_short_day(value) if value else ""
    return editor.value_text().strip()
