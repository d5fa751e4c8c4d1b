"""Second step: which column fills which field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QComboBox, QLabel, QSizePolicy, QWidget

from facilitator_app.digests.exchange import ENCODINGS, ColumnMapping, Sheet
from facilitator_app.gui.editors.choice import CalmCombo
from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.metrics import effective, px
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import clear, column, row, rule
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _, ngettext, show_number
from facilitator_app.locale_formats import join_parts
from facilitator_app.services import exchange
from facilitator_app.services.exchange import Target

_WIDEST, _BOX, _FOLDS = 860, 300, 560
_NAME = int(Qt.ItemDataRole.UserRole)


class ColumnRow(QWidget):
    """One column of the list: its heading, what stands in it, and the field it fills."""

    def __init__(
        self,
        header: str,
        examples: Sequence[str],
        fields: QStandardItemModel,
        chosen: Callable[[str, str], object],
    ) -> None:
        """Offer `fields`; chosen(header, field) is called when a person chooses one."""
        super().__init__()
        self.header = header
        self.box = CalmCombo()
        self.box.setModel(fields)
        self.box.setMaxVisibleItems(16)
        self.box.setAccessibleName(_("Column “{header}” fills").format(header=header))
        self.box.setAccessibleDescription(join_parts(examples))
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(10)
        self.box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.box.activated.connect(lambda at: chosen(header, str(self.box.itemData(at) or "")))
        self._line = row(self, 16, (0, 8, 0, 8))
        texts = column(None, 2)
        texts.addWidget(LineLabel(header, "label"))
        texts.addWidget(LineLabel(" · ".join(examples), "small"))
        self._line.addLayout(texts, 1)
        self._line.addWidget(self.box)

    def show_field(self, name: str) -> None:
        """Stand on the field `name`, "" for none."""
        self.box.setCurrentIndex(max(0, self.box.findData(name)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the box beside the heading, or below it."""
        super().resizeEvent(event)
        under = effective(self.width()) < _FOLDS
        way = QBoxLayout.Direction
        self._line.setDirection(way.TopToBottom if under else way.LeftToRight)
        self._line.setSpacing(px(6 if under else 16))
        # Never the width of the row itself: that would keep it, and what holds it, from narrowing.
        self.box.setMinimumWidth(0 if under else px(_BOX))
        self.box.setMaximumWidth(px(_WIDEST if under else _BOX))


class MatchStep(QWidget):
    """Every column with content, each with a box of fields; sensitive ones are said to be."""

    changed = Signal()
    reading_chosen = Signal(str, str)  # sheet, encoding

    def __init__(self) -> None:
        """Start without a list."""
        super().__init__()
        self.rows: list[ColumnRow] = []
        self.matching: ColumnMapping | None = None
        self._special: dict[str, str] = {}
        self._sensitive: Mapping[str, Target] = {}
        self.sheet: Sheet | None = None
        self.sheets, self._sheet_label = _labelled(_("Sheet"))
        self.encodings, self._encoding_label = _labelled(_("Encoding"))
        self.sheets.activated.connect(self._choose_reading)
        self.encodings.activated.connect(self._choose_reading)
        self.hidden = QCheckBox(" ")
        self.hidden.toggled.connect(self._take_hidden)
        self._told = text_label("", "sub", wrap=True)
        self._care = Notice("access", _("Sensitive"), " ")
        self._offers = column(None, 8)
        self._left_out = text_label("", "small", wrap=True)
        self._list = column(None, 0)
        inner = QWidget()
        inner.setMaximumWidth(px(_WIDEST))
        box = column(inner, 8)
        for one in (
            self._told, self._sheet_label, self.sheets, self._encoding_label, self.encodings,
            self.hidden,
        ):  # fmt: skip
            box.addWidget(one)
        box.addWidget(self._care)
        box.addLayout(self._offers)
        box.addWidget(self._left_out)
        box.addLayout(self._list)
        box.addStretch(1)
        body = QWidget()
        across = row(body, 0, (24, 16, 24, 24))
        across.addWidget(inner, 1000)
        across.addStretch(1)
        self.area = ScrollBody(body, _("Columns of the list"))
        column(self).addWidget(self.area)

    def show_sheet(
        self, sheet: Sheet, matching: ColumnMapping, examples: Sequence[Sequence[str]]
    ) -> None:
        """Show the columns of `sheet` as they are matched; `examples` are words of each column."""
        self.sheet, self.matching = sheet, matching
        targets = exchange.fields_for(matching.record)
        self._special = {one.name: one.label for one in targets if one.special}
        self._sensitive = exchange.sensitive_columns(matching.record, sheet.headers)
        fields = _fields(targets, self)
        clear(self._list)
        self.rows = []
        for header, some in zip(sheet.headers, examples, strict=True):
            if some:
                self.rows.append(ColumnRow(header, some, fields, self.choose))
        for one in self.rows:
            self._list.addWidget(one)
            self._list.addWidget(rule())
        self._show_sheets(sheet)
        empty = len(sheet.headers) - len(self.rows)
        told = ngettext("{n} empty column is left out.", "{n} empty columns are left out.", empty)
        self._left_out.setText(told)
        self._left_out.setVisible(empty > 0)
        self._show()
        if self.rows:
            self.setFocusProxy(self.rows[0].box)
        self.area.verticalScrollBar().setValue(0)  # of the list before, it was another place

    def choose(self, header: str, field: str) -> None:
        """Let the column `header` fill `field`, "" for none."""
        assert self.matching is not None
        self.matching = exchange.choose(self.matching, header, field, self.matching.record)
        self._show()

    @property
    def words(self) -> str:
        """How many columns fill something."""
        used = sum(bool(self.matching and self.matching.field_of(one.header)) for one in self.rows)
        return ngettext(
            "{used} of {n} column is used", "{used} of {n} columns are used", len(self.rows),
            used=show_number(used),
        )  # fmt: skip

    def _show(self) -> None:
        assert self.matching is not None
        for one in self.rows:
            one.show_field(self.matching.field_of(one.header))
        chosen = [label for name, label in self._special.items() if name in self.matching.sources]
        self._care.setVisible(bool(chosen))
        if chosen:
            text = _("Import these only if people agreed to it: {fields}.").format(
                fields=join_parts(chosen)
            )
            self._care.set_texts(_("Sensitive answers"), text)
        self._offer_sensitive()
        self.changed.emit()

    def _offer_sensitive(self) -> None:
        """Name columns that seem to hold sensitive answers and are not used: nobody asked yet."""
        assert self.matching is not None
        clear(self._offers)
        for one in self.rows:
            target = self._sensitive.get(one.header)
            if target is None or self.matching.field_of(one.header):
                continue
            title = _("“{heading}” is not used").format(heading=one.header)
            use = _("Use it for “{field}”").format(field=target.label)
            act = partial(self.choose, one.header, target.name)
            words = _("It seems to hold sensitive answers: take it only if people agreed to it.")
            self._offers.addWidget(Notice("access", title, words, ((use, act),)))

    def _show_sheets(self, sheet: Sheet) -> None:
        """Say what was found of the file as a whole, and offer to read it in another way."""
        self._told.setText("\n".join(sheet.told))
        self._told.setVisible(bool(sheet.told))
        for box, label, entries in (
            (self.sheets, self._sheet_label, [(n, n) for n in (sheet.name, *sheet.others)]),
            (self.encodings, self._encoding_label, [(e, _(ENCODINGS[e])) for e in sheet.encodings]),
        ):
            box.clear()
            for code, words in entries:
                box.addItem(words, code)
            for one in (box, label):
                one.setVisible(len(entries) > 1)
        count = len(sheet.hidden)
        told = ngettext("Take in {n} hidden row", "Take in {n} hidden rows", count)
        self.hidden.setText(told)
        self.hidden.setChecked(sheet.takes_hidden)
        self.hidden.setVisible(count > 0)

    def _choose_reading(self) -> None:
        sheet = self.sheets.currentData() if self.sheets.count() > 1 else ""
        self.reading_chosen.emit(sheet, self.encodings.currentData() or "")

    def _take_hidden(self, take: bool) -> None:
        if self.sheet is not None:
            self.sheet = replace(self.sheet, takes_hidden=take)


def _labelled(words: str) -> tuple[CalmCombo, QLabel]:
    """Return a box and the label that stands above it."""
    box, label = CalmCombo(), text_label(words, "label")
    box.setAccessibleName(words)
    label.setBuddy(box)
    return box, label


def _fields(targets: Sequence[Target], parent: QWidget) -> QStandardItemModel:
    """Return what every box offers; made once, for there may be a hundred boxes."""
    model = QStandardItemModel(parent)
    for name, label in [("", _("Not used")), *((one.name, _label(one)) for one in targets)]:
        item = QStandardItem(label)
        item.setData(name, _NAME)
        model.appendRow(item)
    return model


def _label(target: Target) -> str:
    return _("{field} (sensitive)").format(field=target.label) if target.special else target.label
