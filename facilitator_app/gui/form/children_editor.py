"""A table of a record's own children inside its page: claim lines, agenda items, the register."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QSizePolicy, QWidget

from facilitator_app.domain.errors import Invalid
from facilitator_app.gui.editors.registry import EDITORS
from facilitator_app.gui.form.child_row import CELL, ChildRow, span, stretch_column, width_of
from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.metrics import CONTROL, px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.widgets.buttons import quiet_button
from facilitator_app.gui.widgets.surface import column, row, rule
from facilitator_app.i18n import _
from facilitator_app.services.files import File
from facilitator_app.spec.kinds import FormatContext, Ref
from facilitator_app.spec.record import Draft, Field, RecordSpec, Row

Values = Mapping[str, Any]
Totals = Callable[[Sequence[Values]], str]
Start = Callable[[Sequence[Values]], Values]

_GAP = 8


@dataclass(frozen=True, slots=True)
class ChildrenPart:
    """A section of a page that holds lines: its heading, its table, and how its rows are read."""

    title: str
    make: Callable[[PageContext], ChildrenEditor]
    load: Callable[[File, int], tuple[Row, ...]]


class ChildrenEditor(QWidget):
    """Holds lines until the page saves them all in one unit of work."""

    changed = Signal()

    def __init__(
        self,
        spec: RecordSpec,
        context: PageContext,
        columns: Sequence[str] = (),
        totals: Totals | None = None,
        start: Start | None = None,
    ) -> None:
        """Make an empty table of `spec`.

        columns: the fields shown (all that are typed but the owner, if none are named); totals:
        words for the foot, of the values of all lines; start: values of a new line, of the lines
        before it.
        """
        super().__init__()
        self.spec = spec
        self._context = context
        self._totals, self._start = totals, start
        owned = {one.name for one in spec.refs if isinstance(one.kind, Ref) and one.kind.owned}
        wanted = columns or [one.name for one in spec.typed if one.name not in owned]
        self._fields: tuple[Field, ...] = tuple(spec.field(name) for name in wanted)
        self._ignored = frozenset(one.name for one in spec.typed if one.name not in set(wanted))
        self.lines: list[ChildRow] = []
        self._gone: list[tuple[int, ChildRow]] = []
        self._columns = 1
        self._head = _header(self._fields, context.format_context())
        self._box = column()
        self._back = quiet_button(
            _("Bring back the removed line"), "arrow-u-up-left", self.bring_back
        )
        self._foot = LineLabel("", "sub")
        self._foot.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        box = column(self)
        box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        box.addWidget(self._head)
        box.addWidget(rule())
        box.addLayout(self._box)
        box.addSpacing(px(4))
        box.addLayout(self._feet())
        box.addStretch(1)
        self._settle()

    @property
    def dirty(self) -> bool:
        """Whether lines were added, changed or removed."""
        return bool(self._gone) or any(line.dirty for line in self.lines)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show the stored lines; nothing is dirty after it."""
        for line in [*self.lines, *(line for _place, line in self._gone)]:
            line.hide()
            line.deleteLater()
        self.lines, self._gone = [], []
        for one in rows:
            self._insert(len(self.lines), one)
        self._settle()

    def add(self) -> None:
        """Add a line at the end and put the keyboard into it."""
        values = {**self.spec.defaults(), **(self._start(self.values()) if self._start else {})}
        self._insert(len(self.lines), Row(self.spec.name, 0, 0, values, ""))
        self._settle()
        self.lines[-1].go()
        self.changed.emit()

    def take(self, drafts: Sequence[Draft], refs: Sequence[Mapping[str, str]]) -> None:
        """Show kept drafts of lines over the stored ones; `refs` has the words each needs."""
        known = {line.id: line for line in self.lines if line.id}
        for draft, words in zip(drafts, refs, strict=True):
            line = known.get(draft.id or 0)
            if line is None:
                self._insert(len(self.lines), Row(self.spec.name, 0, 0, self.spec.defaults(), ""))
                line = self.lines[-1]
            line.show_values({**line.readable(), **draft.values}, words)
        self._settle()
        self.changed.emit()

    def values(self) -> tuple[Values, ...]:
        """Return what can be read of each line."""
        return tuple(line.readable() for line in self.lines)

    def problems(self) -> dict[str, str]:
        """Return what is to be mended, under "lines.<place>.<field>"."""
        return {
            f"lines.{place}.{name}": text
            for place, line in enumerate(self._filled())
            if line.dirty
            for name, text in line.problems(self._ignored).items()
        }

    def collect(self) -> tuple[Draft, ...]:
        """Return every line to be stored; new ones in which nothing was typed are left out.

        Raises Invalid if there are problems.
        """
        if problems := self.problems():
            raise Invalid(problems)
        return tuple(line.draft() for line in self._filled())

    def show_problems(self, problems: Mapping[str, str], *, go: bool = True) -> None:
        """Show what is wrong above each line; with `go` the first gets the keyboard."""
        for place, line in enumerate(self._filled()):
            start = f"lines.{place}."
            own = {n.removeprefix(start): t for n, t in problems.items() if n.startswith(start)}
            line.show_problems(own)
            if own and go:
                line.go(next(iter(own)))
                go = False

    def drafts(self) -> tuple[Draft, ...]:
        """Return what can be read of each changed line, fit or not."""
        return tuple(line.draft() for line in self.lines if line.dirty)

    def kept(self) -> tuple[tuple[Draft, ...], tuple[Mapping[str, str], ...]]:
        """Return the drafts of changed lines, and the words that each needs, for `take`."""
        changed = [line for line in self.lines if line.dirty]
        return tuple(line.draft() for line in changed), tuple(line.refs() for line in changed)

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
        near = self.lines[min(place, len(self.lines) - 1)] if self.lines else None
        if near is not None:
            near.go()
        else:
            self._add.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.changed.emit()

    def bring_back(self) -> None:
        """Put the line that was removed last where it stood."""
        place, line = self._gone.pop()
        self.lines.insert(place, line)
        self._box.insertWidget(place, line)
        line.show()
        line.go()
        self._settle()
        self.changed.emit()

    def minimumSizeHint(self) -> QSize:
        """Ask for little width, whatever stands in one row now: a narrower place folds it."""
        return QSize(px(CELL), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set each line in one row, or like a small form where that is too narrow."""
        super().resizeEvent(event)
        self._arrange()

    def _insert(self, place: int, record: Row) -> None:
        line = ChildRow(self.spec, self._context, self._fields, record)
        line.changed.connect(self._edited)
        line.removed.connect(lambda: self.remove(line))
        line.stepped.connect(lambda by, name: self._step(line, by, name))
        line.arrange(self._columns)
        self.lines.insert(place, line)
        self._box.insertWidget(place, line)
        line.show()

    def _feet(self) -> QHBoxLayout:
        label = _("Add {thing}").format(thing=_(self.spec.singular).lower())
        self._add = quiet_button(label, "plus", self.add)
        feet = row(None, 8)
        feet.addWidget(self._add)
        feet.addWidget(self._back)
        feet.addWidget(self._foot, 1)
        return feet

    def _filled(self) -> list[ChildRow]:
        return [line for line in self.lines if line.id or line.dirty]

    def _step(self, line: ChildRow, by: int, name: str) -> None:
        """Go to the line below or above; Enter (2) on the last adds one."""
        at = self.lines.index(line) + (1 if by > 0 else -1)
        if 0 <= at < len(self.lines):
            self.lines[at].go(name)
        elif by == 2 and at == len(self.lines):
            self.add()

    def _edited(self) -> None:
        self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        self._head.setVisible(bool(self.lines) and not self._columns)
        self._back.setVisible(bool(self._gone))
        self._foot.setText(self._totals(self.values()) if self._totals is not None else "")

    def _arrange(self) -> None:
        room = self.width() - px(CONTROL) - px(_GAP)
        fmt = self._context.format_context()
        widths = [width_of(one, fmt) for one in self._fields]
        cell = max(
            [px(CELL), *(w for w, one in zip(widths, self._fields, strict=True) if span(one) == 1)]
        )
        fits = room >= sum(widths) + px(_GAP) * len(widths)
        columns = 0 if fits else max(1, room // (cell + px(_GAP)))
        if columns != self._columns:
            self._columns = columns
            for line in [*self.lines, *(line for _place, line in self._gone)]:
                line.arrange(columns)
            self._settle()


def _header(fields: Sequence[Field], fmt: FormatContext) -> QWidget:
    head = QWidget()
    head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    grid = QGridLayout(head)
    grid.setContentsMargins(0, px(4), px(CONTROL) + px(_GAP), px(6))
    grid.setHorizontalSpacing(px(_GAP))
    for at, one in enumerate(fields):
        label = LineLabel(_(one.label), "eyebrow")
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if EDITORS[type(one.kind)].number:
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(label, 0, at, Qt.AlignmentFlag.AlignBottom)
        stretch_column(grid, at, one, fmt)
    return head
