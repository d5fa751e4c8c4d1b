"""One section of a form: its heading and its rows, in pairs where fields belong together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from facilitator_app.gui.form.by_name import link_names
from facilitator_app.gui.form.field_row import FieldRow
from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.form.within import link_parts
from facilitator_app.gui.metrics import FORM, px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.widgets.surface import column, row, rule
from facilitator_app.i18n import _
from facilitator_app.spec.record import Field

_FOLDS = 480
_LEAST = 200  # of one in a pair: what two need beside one another would keep them from folding


class Section(QWidget):
    """A heading and what stands under it; `wide` ones are not kept to the width of a form."""

    def __init__(self, title: str, parent: QWidget, *, first: bool, wide: bool = False) -> None:
        """Start with the heading `title` ("" for none), below a hairline unless it is the first."""
        super().__init__(parent)
        self.title = title
        self.rows: list[FieldRow] = []
        self._pairs: list[tuple[QBoxLayout, list[FieldRow]]] = []
        self._content = QWidget(self)
        self._box = column(self._content, 16)
        if wide:
            column(self).addWidget(self._content)
        else:
            row(self).addLayout(at_most(self._content, FORM))
        self._rule = rule()
        self._rule.setParent(self._content)  # one that is never set would open as a window
        self._rule.setVisible(not first)
        if not first:
            self._box.addLayout(at_most(self._rule, FORM))
            self._box.addSpacing(px(4))
        self._heading = LineLabel(title, "h2") if title else None
        if self._heading is not None:
            self._box.addWidget(self._heading)

    def add_fields(self, fields: Iterable[Field], context: PageContext) -> None:
        """Add a row for each field, those that are `beside` one another on one line."""
        for line in _lines(fields):
            pair = row(None, 16)
            # whole trees are dressed anew each time they change hands: from the top down, none does
            self._box.addLayout(pair)
            made = [FieldRow(field, context, self._content) for field in line]
            self.rows += made
            for one in made:
                pair.addWidget(one, 1)
            if len(made) > 1:
                self._pairs.append((pair, made))
                for one in made:
                    one.setMinimumWidth(px(_LEAST))

        link_names(self.rows)
        link_parts(self.rows)

    def set_title(self, title: str) -> None:
        """Say something else in the heading that stands here."""
        assert self._heading is not None
        self.title = title
        self._heading.setText(title)
        self._heading.updateGeometry()

    def lead(self) -> None:
        """Stand before all others: there is nothing above to be kept apart from."""
        self._rule.hide()

    def add(self, widget: QWidget) -> None:
        """Add what is not a field: a table of lines, a note."""
        self._box.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set pairs under one another where two columns are too narrow."""
        super().resizeEvent(event)
        room = min(self.width(), px(FORM))
        for pair, rows in self._pairs:
            widest = max(one.minimumSizeHint().width() for one in rows)
            roomy = room >= max(px(_FOLDS), 2 * widest + pair.spacing())
            way = QBoxLayout.Direction.LeftToRight if roomy else QBoxLayout.Direction.TopToBottom
            pair.setDirection(way)


def at_most(widget: QWidget, width: int) -> QHBoxLayout:
    """Return a line with `widget` at its left, never wider than `width` pixels at 100 %."""
    widget.setMaximumWidth(px(width))
    line = row()
    line.addWidget(widget, 1000)
    line.addStretch(1)
    return line


def by_section(fields: Iterable[Field]) -> dict[str, list[Field]]:
    """Return the fields under the headings (as shown) that they stand under, in order."""
    found: dict[str, list[Field]] = {}
    for field in fields:
        found.setdefault(_(field.section) if field.section else "", []).append(field)
    return found


def _lines(fields: Iterable[Field]) -> Iterator[list[Field]]:
    """Yield one field or two for each line."""
    line: list[Field] = []
    for field in fields:
        if line and field.beside and len(line) == 1:
            yield [*line, field]
            line = []
            continue
        if line:
            yield line
        line = [field]
    if line:
        yield line
