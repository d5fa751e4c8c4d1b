"""The table of lines that a record owns, inside its page: claim lines, the places on an event."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from facilitator_app.gui.form.cell_grid import CELL, GAP, columns_that_fit, header
from facilitator_app.gui.form.child_row import ChildRow
from facilitator_app.gui.form.differences import Difference, line_differences
from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.form.line_names import number_lines, own_problems, told_lines
from facilitator_app.gui.form.line_places import in_place
from facilitator_app.gui.form.line_rules import TableOptions, Values
from facilitator_app.gui.form.lines_editor import DraftAndRefs, LinesEditor
from facilitator_app.gui.metrics import CONTROL, px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.tab_order import bring_into_view_soon, focus_in
from facilitator_app.gui.widgets.buttons import quiet_button
from facilitator_app.gui.widgets.surface import column, row, rule
from facilitator_app.i18n import _, mid_sentence
from facilitator_app.services.children import problem_key, removal_key
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Draft, Field, RecordSpec, Row


class ChildrenEditor(LinesEditor):
    """A table with a row of fields for each line, and a button that adds one."""

    def __init__(
        self, spec: RecordSpec, owner: str, context: PageContext, options: TableOptions
    ) -> None:
        """Make an empty table of what a record called `owner` owns; the owner has no column."""
        super().__init__()
        self.spec = spec
        self._context, self._options = context, options
        belongs = spec.owned_by(owner)
        typed = [one.name for one in spec.typed if one != belongs]
        wanted = self._options.columns or typed
        self._fields: tuple[Field, ...] = tuple(spec.field(name) for name in wanted)
        self._ignored = frozenset(one.name for one in spec.typed if one.name not in set(wanted))
        self.lines: list[ChildRow] = []
        self._gone: list[tuple[int, ChildRow]] = []
        self._columns, self._read = 1, False
        self._box, self._foot = column(), LineLabel("", "sub")
        self._lay_out()
        self._settle()

    @property
    def dirty(self) -> bool:
        """Whether lines were added, changed or removed."""
        return bool(self._gone) or any(line.dirty for line in self.lines)

    @property
    def has_removed(self) -> bool:
        """Whether a line was taken out that can be brought back."""
        return bool(self._gone)

    @property
    def filled(self) -> tuple[ChildRow, ...]:
        """The lines that are stored, and new ones in which something was typed."""
        return tuple(line for line in self.lines if line.id or line.dirty)

    @property
    def foot(self) -> str:
        """What is said below the lines."""
        return self._foot.text()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show the stored lines; nothing is dirty after it. The keyboard goes to one come back.

        Lines that stand here keep their places, whatever order they are stored in, so that the next
        key goes to the line in which somebody types; unless they are given their places.
        """
        if not any(one.numbered for one in self._fields):
            rows = in_place(rows, [(line.id, line.dirty) for line in self.lines])
        back = _came_back(rows, self.filled) if self._read and self.isVisible() else None
        place, name = _keyboard(self.lines, focus_in(self.window()))
        held = self.lines[place].id if place is not None else 0
        shown = list(rows) or ([self._new()] if self._options.begun else [])
        for line in [*self.lines[len(shown) :], *(line for _place, line in self._gone)]:
            line.hide()
            line.deleteLater()
        self.lines, self._gone = self.lines[: len(shown)], []
        for at, one in enumerate(shown):
            if at < len(self.lines):
                self.lines[at].show_row(one)
            else:
                self._insert(at, one)
        self._settle()
        self._read = True
        if back is not None:
            self._go(back, name)
        elif place is not None:
            now = next((at for at, one in enumerate(shown) if held and one.id == held), place)
            if now != place or place >= len(shown):
                self._go(now, name)

    def add(self) -> None:
        """Add a line at the end and put the keyboard into it."""
        self._insert(len(self.lines), self._new())
        self._settle()
        self.lines[-1].go()
        self.changed.emit()

    def fill(self, values: Values) -> None:
        """Put `values` into the first line that is still empty, or else into a new one."""
        empty = next((one for one in self.lines if not one.id and not one.dirty), None)
        if empty is None:
            self.add()
            empty = self.lines[-1]
        empty.show_values({**empty.readable(), **values}, {})
        self._edited()

    def tell_stored(self, *, on: bool) -> None:
        """Say at each stored line what it is now, or no longer."""
        for line in self.lines:
            line.tell_stored(on=on)

    def take(self, drafts: Sequence[Draft], refs: Sequence[Mapping[str, str]]) -> None:
        """Show kept drafts over stored and empty lines; `refs` has the words each needs."""
        known = {line.id: line for line in self.lines if line.id}
        empty = iter([line for line in self.lines if not line.id and not line.dirty])
        new, lines = Row(self.spec.name, 0, 0, self.spec.defaults(), ""), self.lines
        for draft, words in zip(drafts, refs, strict=True):
            line = known.get(draft.id or 0) or next(empty, None) or self._insert(len(lines), new)
            line.show_values({**line.readable(), **draft.values}, words)
        self._settle()
        self.changed.emit()

    def values(self) -> tuple[Values, ...]:
        """Return what can be read of each line."""
        return tuple(line.readable() for line in self.lines)

    def problems(self) -> dict[str, str]:
        """Return what is to be mended, by services.children.problem_key."""
        return {
            problem_key(self.spec.name, place, name): text
            for place, line in enumerate(self.filled)
            if line.dirty
            for name, text in line.problems(self._ignored).items()
        }

    def collect(self) -> tuple[Draft, ...]:
        """Return every line to be stored; new ones in which nothing was typed are left out."""
        return tuple(line.draft() for line in self.filled)

    def told(self, problems: Mapping[str, str]) -> list[str]:
        """Return each mistake after the name of its cell: "Amount, line of 12 Nov: …"."""
        gone = [line for _place, line in self._gone]
        return told_lines(self.spec.name, self.filled, gone, problems)

    def show_problems(self, problems: Mapping[str, str], *, go: bool = True) -> None:
        """Show what is wrong above each line; with `go` the first gets the keyboard."""
        for place, line in enumerate(self.filled):
            own = own_problems(self.spec.name, place, problems)
            line.show_problems(own)
            if own and go:
                line.go(next(iter(own)))
                go = False
        for _place, line in list(self._gone):
            why = problems.get(removal_key(self.spec.name, line.id))
            if why is not None:
                self._put_back(line)
                line.show_problems({"": why})
                if go:
                    line.go()
                    go = False

    def changed_lines(self) -> tuple[DraftAndRefs, ...]:
        """Return each changed line, fit to be saved or not, with the words it needs."""
        return tuple((line.to_keep(), line.refs()) for line in self.lines if line.dirty)

    def differences(self, theirs: Sequence[Row], fmt: FormatContext) -> tuple[Difference, ...]:
        """Return the lines that stand differently here and in `theirs`, one line each, in words."""
        stored = {row.id: self._told(row.values, row.refs, fmt) for row in theirs}
        here = {
            line.id or -place: self._told(line.readable(), line.refs(), fmt)
            for place, line in enumerate(self.filled, 1)
        }
        return line_differences(_(self.spec.singular), here, stored)

    def _told(self, values: Values, refs: Mapping[str, str], fmt: FormatContext) -> str:
        """Return a line in words: "Tue 3 Nov 2026 · Mileage · 22 miles · Car or van"."""
        unseen = self._options.rules.unseen(values)
        seen = [one for one in self._fields if one.name not in unseen]
        shown = (refs.get(one.name) or one.tell(values.get(one.name), fmt) for one in seen)
        return " · ".join(words for words in shown if words)

    def states(self) -> Hashable:
        """Return what stands in the lines, to be compared later."""
        return tuple((id(line), *line.states().values()) for line in self.lines)

    def rebase(self, rows: Sequence[Row]) -> None:
        """Take the versions of `rows` for lines that were changed here and elsewhere."""
        versions = {one.id: one.version for one in rows}
        for line in [*self.lines, *(line for _place, line in self._gone)]:
            line.version = versions.get(line.id, line.version)

    def remove(self, line: ChildRow) -> None:
        """Take `line` out; it can be brought back until the page is saved."""
        place = self.lines.index(line)
        self.lines.remove(line)
        self._box.removeWidget(line)
        line.hide()
        self._gone.append((place, line))
        self._settle()
        self._go(place, "")
        self.changed.emit()

    def bring_back(self) -> None:
        """Put the line that was removed last where it stood."""
        _place, line = self._gone[-1]
        self._put_back(line)
        line.go()

    def _put_back(self, line: ChildRow) -> None:
        """Put a line that was removed where it stood."""
        place = next(place for place, one in self._gone if one is line)
        self._gone.remove((place, line))
        self.lines.insert(place, line)
        self._box.insertWidget(place, line)
        line.show()
        self._edited()

    def show_total(self, words: str) -> None:
        """Say below the lines what they come to, where it is worked out elsewhere."""
        self._foot.setText(words)

    def minimumSizeHint(self) -> QSize:
        """Ask for little width, whatever stands in one row now: a narrower place folds it."""
        return QSize(px(CELL), super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Offer to add lines only while they can be changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set each line in one row, or like a small form where that is too narrow."""
        super().resizeEvent(event)
        room, fmt = self.width() - px(CONTROL + GAP), self._context.format_context()
        columns = columns_that_fit(self._fields, room, fmt, stacked=self._options.stacked)
        if columns != self._columns:
            self._columns = columns
            for line in [*self.lines, *(line for _place, line in self._gone)]:
                line.arrange(columns)
            self._settle()

    def _new(self) -> Row:
        """Return the row that a new line begins with."""
        lines = self.values()
        start = self._options.start(lines) if self._options.start else {}
        values = {**self.spec.defaults(), **self.spec.next_numbers(lines), **start}
        return Row(self.spec.name, 0, 0, values, "")

    def _insert(self, place: int, record: Row) -> ChildRow:
        line = ChildRow(self.spec, self._context, self._fields, self._options.rules, record)
        line.changed.connect(lambda: self._line_edited(line))
        line.removed.connect(lambda: self.remove(line))
        line.stepped.connect(lambda by, name: self._step(line, by, name))
        line.offer_lines(lambda: frozenset(one.id for one in self.lines if one.id))
        line.arrange(self._columns)
        self.lines.insert(place, line)
        self._box.insertWidget(place, line)
        line.show()
        return line

    def _go(self, place: int, name: str) -> None:
        """Put the keyboard into the line at `place`, the last one if there are fewer."""
        if self.lines:
            self.lines[min(place, len(self.lines) - 1)].go(name)
        else:
            self._add.setFocus(Qt.FocusReason.ShortcutFocusReason)
            bring_into_view_soon(self._add)

    def _step(self, line: ChildRow, by: int, name: str) -> None:
        """Go to the line below or above; Enter (2) on the last adds one."""
        at = self.lines.index(line) + (1 if by > 0 else -1)
        if 0 <= at < len(self.lines):
            self.lines[at].go(name)
        elif by == 2 and at == len(self.lines):
            self.add()

    def _line_edited(self, line: ChildRow) -> None:
        """Say no longer what was wrong with a line once it is mended."""
        if line.problem and not line.problems(self._ignored):
            line.show_problems({})
        self._edited()

    def _edited(self) -> None:
        self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        number_lines(self, self.lines)
        self._head.setVisible(bool(self.lines) and not self._columns)
        self._add.setVisible(self.isEnabled())
        self._back.setVisible(bool(self._gone) and self.isEnabled())
        if self._options.totals is not None:
            self._foot.setText(self._options.totals(self.values()))

    def _lay_out(self) -> None:
        self._head = header(self._fields, self._context.format_context())
        self._foot.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        box = column(self)
        box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        box.addWidget(self._head)
        box.addWidget(rule())
        box.addLayout(self._box)
        box.addSpacing(px(4))
        box.addLayout(self._feet())
        box.addStretch(1)

    def _feet(self) -> QHBoxLayout:
        label = _("Add {thing}").format(thing=mid_sentence(_(self.spec.singular)))
        self._add = quiet_button(label, "plus", self.add)
        self._back = quiet_button(
            _("Bring back the deleted line"), "arrow-u-up-left", self.bring_back
        )
        feet = row(None, 8)
        feet.addWidget(self._add)
        feet.addWidget(self._back)
        feet.addWidget(self._foot, 1)
        return feet


def _keyboard(lines: Sequence[ChildRow], keyboard: QWidget | None) -> tuple[int | None, str]:
    """Return the place of the line that has the keyboard, None if none has, and its field."""
    for place, line in enumerate(lines):
        name = line.where(keyboard)
        if name is not None:
            return place, name
    return None, ""


def _came_back(rows: Sequence[Row], filled: Sequence[ChildRow]) -> int | None:
    """Return the place of the first of `rows` that Undo added to those that were `filled`."""
    before = {line.id for line in filled}
    if len(rows) <= len(filled):
        return None
    return next((at for at, one in enumerate(rows) if one.id not in before), None)
