"""One section of a form: its heading and its rows, in pairs where fields belong together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtWidgets import QBoxLayout, QWidget

from facilitator_app.gui.desk import Desk
from facilitator_app.gui.form.row import FieldRow
from facilitator_app.gui.metrics import FORM, effective, px
from facilitator_app.gui.widgets.surface import column, row, rule
from facilitator_app.gui.widgets.words import words
from facilitator_app.i18n import _
from facilitator_app.spec.record import Field

_FOLDS = 480


class Section(QWidget):
    """A heading and what stands under it; `wide` ones are not kept to the width of a form."""

    def __init__(self, title: str, *, first: bool, wide: bool = False) -> None:
        """Start with the heading `title` ("" for none), below a hairline unless it is the first."""
        super().__init__()
        self.title = title
        self.rows: list[FieldRow] = []
        self._wide = wide
        self._pairs: list[QBoxLayout] = []
        self._box = column(self, 16)
        if not first:
            self._box.addWidget(rule())
            self._box.addSpacing(px(4))
        if title:
            self._box.addWidget(words(title, "h2", wrap=True))

    def add_fields(self, fields: Iterable[Field], desk: Desk) -> None:
        """Add a row for each field, those that are `beside` one another on one line."""
        for line in _lines(fields):
            made = [FieldRow(field, desk) for field in line]
            self.rows += made
            pair = row(None, 16)
            for one in made:
                pair.addWidget(one, 1)
            self._box.addLayout(pair)
            if len(made) > 1:
                self._pairs.append(pair)

    def add(self, widget: QWidget) -> None:
        """Add what is not a field: a table of lines, a note."""
        self._box.addWidget(widget)

    def fit(self, room: int) -> None:
        """Use `room` pixels: at most the width of a form, and one column where two are too narrow."""
        width = room if self._wide else min(room, px(FORM))
        self._box.setContentsMargins(0, 0, room - width, 0)
        across = QBoxLayout.Direction.LeftToRight
        direction = across if effective(width) >= _FOLDS else QBoxLayout.Direction.TopToBottom
        for pair in self._pairs:
            pair.setDirection(direction)


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
