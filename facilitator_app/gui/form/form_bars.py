"""The bars above a form that ask what is to become of what was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator_app.gui.form.differences import Difference
from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.form.record_source import Opened
from facilitator_app.gui.metrics import px
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.surface import CardSurface, column
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_parts, join_sentences
from facilitator_app.spec.kinds import Ref
from facilitator_app.spec.record import RecordSpec

Act = Callable[[], object]
KEPT = "kept"  # the place of the bar that says what can only be read


def draft_bar(time: str, use: Act, throw_away: Act) -> Notice:
    """Offer the draft that was kept at `time`."""
    title = _("A draft from {time} is here").format(time=time)
    choices = ((_("Use it"), use), (_("Throw it away"), throw_away))
    return Notice("info", title, _("It was typed and not saved."), choices)


def aside_bar(bring_back: Act) -> Notice:
    """Offer to bring back what was discarded."""
    return Notice(
        "info", _("Your changes were put aside"), "", ((_("Bring them back"), bring_back),)
    )


def step_bar(step: str, typed: str, bring_back: Act | None, throw_away: Act) -> Notice:
    """Offer to bring back what was typed for a step, or to throw it away.

    Without bring_back, the step cannot be taken now, and what was `typed` stands here to be read.
    """
    away = (_("Throw it away"), throw_away)
    if bring_back is not None:
        title = _("What you typed for “{step}” was put aside").format(step=step)
        return Notice("info", title, "", ((_("Bring it back"), bring_back), away))
    title = _("What you typed for “{step}” cannot be used now").format(step=step)
    return Notice("info", title, typed, (away,))


def kept_bar(spec: RecordSpec, opened: Opened, go: Callable[[str, int], object]) -> Notice | None:
    """Say which fields can only be read, and why; None where all can be changed.

    A reason stands once, however many fields it is for. A button leads to the record for whose sake
    they stay, where they are corrected: go(record, id).
    """
    row, kept = opened.row, opened.kept
    if not kept:
        return None
    why = join_sentences(dict.fromkeys(kept.values()))
    ways = []
    for one in spec.refs:
        if one.name in kept and row[one.name] is not None and isinstance(one.kind, Ref):
            words = _("Open {thing}").format(thing=row.refs.get(one.name) or _(one.label))
            ways = [(words, partial(go, one.kind.record, row[one.name]))]
            break
    if len(kept) == len(spec.fields):
        return Notice("info", _("This can only be read"), why, ways)
    labels = join_parts(_(spec.field(name).label) for name in kept)
    title = _("Some of this can only be read: {fields}").format(fields=labels)
    return Notice("info", title, why, ways)


def gone_bar(sentence: str, again: Act | None, leave: Act) -> Notice:
    """Offer to save the form as a new record, if there is one, when its own was removed."""
    choices = [(_("Save it as a new one"), again)] if again is not None else []
    return Notice(
        "warn", _("This was deleted elsewhere"), sentence, [*choices, (_("Leave it"), leave)]
    )


class ClashBar(QWidget):
    """Offers to take theirs, to keep mine, and to compare; says nothing about who is right."""

    reload = Signal()
    keep = Signal()

    def __init__(self, found: Sequence[Difference]) -> None:
        """Show the choices; `found` is what there is to compare."""
        super().__init__()
        self.differences = tuple(found)
        self.table: QWidget | None = None
        self.notice = Notice(
            "warn",
            _("This was changed elsewhere while you had it open"),
            _("“Keep mine” saves what you changed and takes the rest from theirs."),
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
        if self.table is None:
            self.table = _table(self.differences)
            self._box.addWidget(self.table)
        else:
            self.table.setVisible(self.table.isHidden())


def _table(found: Sequence[Difference]) -> CardSurface:
    card = CardSurface("outline", 8, 16)
    if not found:
        card.body.addWidget(LineLabel(_("What you see here is the same as what is stored.")))
        return card
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(16))
    grid.setVerticalSpacing(px(8))
    for at, title in enumerate((_("Field"), _("Yours"), _("Theirs"))):
        grid.addWidget(LineLabel(title, "eyebrow"), 0, at)
        grid.setColumnStretch(at, 1)
    for line, one in enumerate(found, start=1):
        mine = one.mine or _("(empty)")
        grid.addWidget(LineLabel(one.label, "label"), line, 0)
        grid.addWidget(LineLabel(mine if one.touched else _("not changed by you")), line, 1)
        grid.addWidget(LineLabel(one.theirs or _("(empty)")), line, 2)
    card.body.addLayout(grid)
    return card
