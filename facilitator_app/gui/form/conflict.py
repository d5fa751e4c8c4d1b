"""What is said when someone else changed a record while its form was open."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator_app.gui.metrics import px
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.surface import Card, column
from facilitator_app.gui.widgets.words import words
from facilitator_app.i18n import _
from facilitator_app.spec.kinds import Reading
from facilitator_app.spec.record import Field, RecordSpec, Row


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that stands differently here and in the file, in words; `touched`: changed here."""

    label: str
    mine: str
    theirs: str
    touched: bool


def differences(
    spec: RecordSpec, mine: Row, theirs: Row, touched: Collection[str], reading: Reading
) -> tuple[Difference, ...]:
    """Return the fields in which `mine` differs from `theirs`; `touched` are those changed here."""
    found = []
    for field in spec.typed:
        if field.name in mine.values and not same(mine.values[field.name], theirs.values.get(field.name)):
            both = (_shown(field, one, reading) for one in (mine, theirs))
            found.append(Difference(_(field.label), *both, field.name in touched))
    return tuple(found)


def same(one: Any, other: Any) -> bool:
    """Return whether two values are the same to a person: all blanks are one blank."""
    blanks: tuple[Any, ...] = (None, "", ())
    return one == other or (one in blanks and other in blanks)


def _shown(field: Field, row: Row, reading: Reading) -> str:
    return row.refs.get(field.name) or field.show(row.values.get(field.name), reading)


class ConflictBar(QWidget):
    """Offers to take theirs, to keep mine, and to compare; says nothing about who is right."""

    reload = Signal()
    keep = Signal()

    def __init__(self, found: Sequence[Difference]) -> None:
        """Show the choices; `found` is what there is to compare."""
        super().__init__()
        self.differences = tuple(found)
        self._card: Card | None = None
        self.notice = Notice(
            "warn",
            _("This was changed elsewhere while you had it open"),
            _("Nothing is lost. “Keep mine” saves what you changed and takes the rest from theirs."),
            (
                (_("Reload theirs"), self.reload.emit),
                (_("Keep mine"), self.keep.emit),
                (_("Compare"), self.compare),
            ),
        )
        self._box = column(self, 8)
        self._box.addWidget(self.notice)

    def compare(self) -> None:
        """Show both values of every field that differs, or put them away again."""
        if self._card is None:
            self._card = _table(self.differences)
            self._box.addWidget(self._card)
        else:
            self._card.setVisible(self._card.isHidden())


class GoneBar(QWidget):
    """Offers to save the form as a new record when its own was removed."""

    again = Signal()
    leave = Signal()

    def __init__(self, sentence: str) -> None:
        """Say `sentence` and show the choices."""
        super().__init__()
        choices = ((_("Save it as a new one"), self.again.emit), (_("Leave it"), self.leave.emit))
        column(self).addWidget(Notice("warn", _("This was removed elsewhere"), sentence, choices))


def _table(found: Sequence[Difference]) -> Card:
    card = Card("outline", 8, 16)
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(16))
    grid.setVerticalSpacing(px(8))
    for column_at, title in enumerate((_("Field"), _("Yours"), _("Theirs"))):
        grid.addWidget(words(title, "eyebrow", wrap=True), 0, column_at)
        grid.setColumnStretch(column_at, 1)
    for line, one in enumerate(found, start=1):
        grid.addWidget(words(one.label, "label", wrap=True), line, 0)
        mine = one.mine or _("(empty)")
        grid.addWidget(words(mine if one.touched else _("not changed by you"), "", wrap=True), line, 1)
        grid.addWidget(words(one.theirs or _("(empty)"), "", wrap=True), line, 2)
    if not found:
        grid.addWidget(words(_("What you see here is the same as what is stored."), "", wrap=True), 1, 0, 1, 3)
    card.body.addLayout(grid)
    return card
