"""How the cells of a table of lines stand: their widths by kind, the header, what fits a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from facilitator_app.gui import theme
from facilitator_app.gui.editors.date import room_for_a_day
from facilitator_app.gui.editors.editor_registry import EDITORS
from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.metrics import CONTROL, px
from facilitator_app.i18n import _
from facilitator_app.spec import kinds
from facilitator_app.spec.kinds import FormatContext, Ref
from facilitator_app.spec.record import Field

CELL, GAP = 140, 8
_MOST_COLUMNS = 4
_LEAST_WORDS = 110
_LEAST_CHOICE, _MOST_CHOICE, _COMBO_EDGES = 100, 260, 58
_WIDTHS: Mapping[type[kinds.Kind], int] = {
    kinds.Time: 76,
    kinds.Whole: 68,
    kinds.Money: 100,
    kinds.Miles: 76,
    kinds.Hours: 76,
    kinds.Rate: 76,
    kinds.Flag: 76,
}


def width_of(field: Field, fmt: FormatContext) -> int:
    """Return the least width of a field's cell, in pixels.

    A pick-list's widest words must fit, any day, and every word of what heads the column.
    """
    heads = theme.current().metrics(12, 600)
    head = max((heads.horizontalAdvance(word) for word in _(field.label).split()), default=0)
    return max(_width_of_cell(field, fmt), head + px(2))


def _width_of_cell(field: Field, fmt: FormatContext) -> int:
    if type(field.kind) is kinds.Choice:
        metrics = theme.current().metrics()
        offered = [entry.label for entry in fmt.lists.offered(field.kind.list)]
        widest = max((metrics.horizontalAdvance(words) for words in offered), default=0)
        return min(max(px(_LEAST_CHOICE), widest + px(_COMBO_EDGES)), px(_MOST_CHOICE))
    if isinstance(field.kind, kinds.Date):
        return room_for_a_day()
    return px(_WIDTHS.get(type(field.kind), CELL))


def span(field: Field) -> int:
    """Return how many columns of a small form a field's cell takes."""
    return 2 if isinstance(field.kind, (kinds.Text, kinds.LongText, Ref)) else 1


def stretch_column(grid: QGridLayout, at: int, field: Field, fmt: FormatContext) -> None:
    """Give the column `at` of a table what the cells of `field` need."""
    fixed = span(field) == 1
    grid.setColumnStretch(at, 0 if fixed else max(field.column, 10))
    grid.setColumnMinimumWidth(at, width_of(field, fmt) if fixed else px(_LEAST_WORDS))


def keep_width(grid: QGridLayout, at: int, field: Field, fmt: FormatContext) -> None:
    """Let the column `at` of a small form be no narrower than the cell of `field` in it alone."""
    if span(field) == 1:
        least = max(grid.columnMinimumWidth(at), width_of(field, fmt))
        grid.setColumnMinimumWidth(at, least)


def columns_that_fit(
    fields: Sequence[Field], room: int, fmt: FormatContext, *, stacked: bool
) -> int:
    """Return the columns of small forms within `room` pixels, 0 where a line stands in one row.

    `stacked` lines are small forms always; the widest cells fit side by side in them.
    """
    widths = [width_of(one, fmt) for one in fields]
    if stacked:
        wide = sorted((w for w, one in zip(widths, fields, strict=True) if span(one) == 1))
        most = min(_MOST_COLUMNS, max(1, room // px(CELL + GAP)))
        fit = (n for n in range(most, 1, -1) if sum(wide[-n:]) + px(GAP) * (n - 1) <= room)
        return next(fit, 1)
    if room >= sum(widths) + px(GAP) * len(widths):
        return 0
    short = [width for width, one in zip(widths, fields, strict=True) if span(one) == 1]
    return max(1, room // (max([px(CELL), *short]) + px(GAP)))


def header(fields: Sequence[Field], fmt: FormatContext) -> QWidget:
    """Return the names of the columns, over lines that each stand in one row."""
    head = QWidget()
    head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    grid = QGridLayout(head)
    grid.setContentsMargins(0, px(4), px(CONTROL) + px(GAP), px(6))
    grid.setHorizontalSpacing(px(GAP))
    for at, one in enumerate(fields):
        label = LineLabel(_(one.label), "eyebrow")
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if EDITORS[type(one.kind)].number:
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(label, 0, at, Qt.AlignmentFlag.AlignBottom)
        stretch_column(grid, at, one, fmt)
    return head
