"""The panel beside a form: the record's states, what the program works out, and what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from facilitator_app.digests.cards import Fact
from facilitator_app.digests.history import HistoryLine
from facilitator_app.domain.dates import show_moment
from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.metrics import px
from facilitator_app.gui.tab_order import PANEL
from facilitator_app.gui.widgets.buttons import quiet_button
from facilitator_app.gui.widgets.facts import FactRow
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.pill import PillLabel
from facilitator_app.gui.widgets.surface import clear, column, dress, rule
from facilitator_app.i18n import _, mid_sentence
from facilitator_app.locale_formats import join_parts
from facilitator_app.spec.kinds import Choice, Choices, FormatContext, Whole
from facilitator_app.spec.record import RecordSpec, Row

_LINES = 6
_ROOM = 216  # beside the edges of the panel and its scroll bar


class GlancePanel(QWidget):
    """Made anew from the row and its history each time they are read."""

    remove = Signal()

    def __init__(self, spec: RecordSpec, without: Collection[str] = ()) -> None:
        """Start with the sentence for a record that is not yet kept.

        without: figures that are told elsewhere on the page.
        """
        super().__init__()
        dress(self, "ground")
        self.setProperty(PANEL, True)
        self._spec, self._without = spec, without
        self._whole = column(self, 12, (20, 20, 20, 24))
        self._box = column(None, 12)
        self._whole.addLayout(self._box, 1)
        self.show_new()

    def put_on_top(self, widget: QWidget) -> None:
        """Show `widget` above what is told of the record, whichever that is."""
        self._whole.insertWidget(0, widget)
        self._whole.insertSpacing(1, px(8))

    def show_new(self) -> None:
        """Say what happens to a record that was not saved yet."""
        clear(self._box)
        self._box.addWidget(LineLabel(_("At a glance"), "h3"))
        self._box.addWidget(LineLabel(_(self._spec.purpose), "small"))
        self._box.addWidget(
            LineLabel(_("Nothing is lost: a draft is kept until you save."), "small")
        )
        self._box.addStretch(1)

    def show_row(
        self, record: Row, history: Sequence[HistoryLine], fmt: FormatContext, stays: str
    ) -> None:
        """Show the states and figures of `record`, its latest changes, and whether it can go.

        stays: why it cannot, "" if it can.
        """
        clear(self._box)
        self._box.addWidget(LineLabel(_("At a glance"), "h3"))
        if pills := states(self._spec, record, fmt):
            holder = QWidget()
            flow = FlowLayout(holder, 8)
            for pill in pills:
                flow.addWidget(pill)
            self._box.addWidget(holder)
        for fact in figures(self._spec, record, fmt, self._without):
            self._box.addWidget(FactRow(fact))
        if history:
            self._box.addWidget(rule())
            self._box.addWidget(LineLabel(_("Recent changes"), "h3"))
            for line in history[:_LINES]:
                self._box.addLayout(_told(line, fmt.today))
        self._box.addStretch(1)
        if stays:
            self._box.addWidget(LineLabel(stays, "small"))
        else:
            self._box.addWidget(self._bin(), 0, Qt.AlignmentFlag.AlignLeft)

    def _bin(self) -> QPushButton:
        """Return the button that removes the record, short if the long words are too wide."""
        label = _("Delete this {thing}").format(thing=mid_sentence(_(self._spec.singular)))
        result = quiet_button(label, "trash", self.remove.emit)
        if result.sizeHint().width() > px(_ROOM):
            result.setText(_("Delete"))
            result.setToolTip(label)
        return result


def states(spec: RecordSpec, record: Row, fmt: FormatContext) -> list[PillLabel]:
    """Return a pill for each listed pick-list whose entry has an icon or a tone."""
    found = []
    for field in spec.typed:
        value = record.values.get(field.name)
        if (
            field.column
            and isinstance(field.kind, Choice)
            and not isinstance(field.kind, Choices)
            and value
        ):
            entry = fmt.lists.entry(field.kind.list, value)
            if entry is not None and (entry.icon or entry.tone):
                found.append(PillLabel(entry.label, entry.tone or "usual", entry.icon))
    return found


def figures(
    spec: RecordSpec, record: Row, fmt: FormatContext, without: Collection[str]
) -> list[Fact]:
    """Return what the program works out and lists show, but for the fields `without`."""
    computed = (
        field
        for field in spec.fields
        if field.computed and field.column and field.name not in without
    )
    shown = ((_(field.label), field.show(record.values.get(field.name), fmt)) for field in computed)
    return [Fact(label, text) for label, text in shown if text]


def subtitle(spec: RecordSpec, record: Row, fmt: FormatContext) -> str:
    """Return the first few listed values that neither the title nor a pill says already."""
    return " · ".join(list(_parts(spec, record, fmt))[:3])


def _parts(spec: RecordSpec, record: Row, fmt: FormatContext) -> Iterable[str]:
    piled = {pill.text for pill in states(spec, record, fmt)}
    for field in spec.fields:
        value = record.values.get(field.name)
        told = field.name in spec.label or field.computed
        if not field.column or told or value in (None, "", ()) or isinstance(field.kind, Whole):
            continue
        text = record.refs.get(field.name) or field.tell(value, fmt)
        if isinstance(value, dt.date) and field.name != "date":
            text = _("{what} {day}").format(
                what=mid_sentence(spec.label_of(field, record.values)), day=text
            )
        if text not in piled and not isinstance(value, bool):
            yield text


def _told(line: HistoryLine, today: dt.date) -> QVBoxLayout:
    both = column(None, 0)
    both.addWidget(LineLabel(line.what, ""))
    when = show_moment(line.at, today)
    both.addWidget(LineLabel(join_parts((when, line.who)), "small"))
    return both
