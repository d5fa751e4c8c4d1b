"""Beside the preview: which paper, what it is about, and what is to be known when it is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QSizePolicy, QWidget

from facilitator_app.digests.find import Hit
from facilitator_app.gui.editors.choice import CalmCombo
from facilitator_app.gui.metrics import EDGE, px
from facilitator_app.gui.pages.reports.report_wording import taken_words
from facilitator_app.gui.widgets.surface import clear, column, row, surface, upright
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.gui.widgets.two_line_list import WIDTH, TwoLineList
from facilitator_app.i18n import _
from facilitator_app.services import documents


class PaperPanel(QWidget):
    """A list of papers with a chooser below it; with little room, two boxes on one line."""

    paper_chosen = Signal(str)
    subject_chosen = Signal(object)  # an id: 64 bits, more than Qt's own int

    def __init__(self) -> None:
        """List every paper there is."""
        super().__init__()
        self._takes = {one.name: one.takes for one in documents.catalogue()}
        papers = [
            (one.name, _(one.label), taken_words(one.takes).icon) for one in documents.catalogue()
        ]
        self.list = TwoLineList(_("Papers"), papers)
        self.box = _combo()
        self.box.setAccessibleName(_("Paper"))
        for name, label, _icon in papers:
            self.box.addItem(label, name)
        self.subject = _combo()
        self._label = text_label("", "label")
        self._label.setBuddy(self.subject)
        self._note_title, self._note = (
            text_label("", "h3", wrap=True),
            text_label("", "small", wrap=True),
        )
        self._foot = self._make_foot()
        self._body = column(self, 0)
        self._narrow: bool | None = None
        self.set_narrow(False)
        self.list.chosen.connect(self.paper_chosen)
        self.box.activated.connect(lambda at: self.paper_chosen.emit(self.box.itemData(at)))
        self.subject.activated.connect(
            lambda at: self.subject_chosen.emit(self.subject.itemData(at))
        )

    def show_papers(self, chosen: str, about: Mapping[str, str]) -> None:
        """Stand on the paper `chosen`; `about` says what each would be about."""
        self.list.show_chosen(chosen)
        self.list.set_second(dict(about))
        self.box.setCurrentIndex(self.box.findData(chosen))

    def show_subjects(self, paper: str, subjects: Sequence[Hit], chosen: int | None) -> None:
        """Offer what the paper can be about."""
        label = taken_words(self._takes[paper]).label
        self._label.setText(label)
        self.subject.setAccessibleName(label)
        self.subject.clear()
        for hit in subjects:
            self.subject.addItem(hit.title, hit.id)
        self.subject.setCurrentIndex(self.subject.findData(chosen))
        self.subject.setEnabled(bool(subjects))
        self.subject.setPlaceholderText("" if subjects else _("None yet"))

    def show_note(self, title: str, text: str) -> None:
        """Say what is to be known about the figures and about printing."""
        self._note_title.setText(title)
        self._note.setText(text)
        self._foot.setVisible(bool(title) and not self._narrow)

    def set_narrow(self, narrow: bool) -> None:
        """Stand beside the preview, or above it."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        kept = (self.list, self.box, self.subject, self._label, self._foot)
        for part in kept:
            part.setParent(self)
        clear(self._body)
        self._body.addWidget(self._strip() if narrow else self._column())
        for part in kept:
            part.setVisible(part in (self.box, self.subject) if narrow else part is not self.box)
        self._foot.setVisible(bool(self._note_title.text()) and not narrow)
        if narrow:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16_777_215)
        else:
            self.setFixedWidth(px(WIDTH))

    def _column(self) -> QWidget:
        holder = surface("paper")
        self.list.setFixedHeight(self.list.needed())
        chooser = column(None, 4, (EDGE, 20, 20, 20))
        chooser.addWidget(self._label)
        chooser.addWidget(self.subject)
        line = column()
        line.addWidget(self.list)
        line.addLayout(chooser)
        line.addStretch(1)
        line.addWidget(self._foot)
        across = row(holder, 0)
        across.addLayout(line, 1)
        across.addWidget(upright())
        return holder

    def _strip(self) -> QWidget:
        holder = surface("head")
        line = row(holder, 8, (16, 8, 16, 8))
        line.setDirection(QBoxLayout.Direction.LeftToRight)
        line.addWidget(self.box, 1)
        line.addWidget(self.subject, 1)
        return holder

    def _make_foot(self) -> QWidget:
        holder = surface("foot")
        box = column(holder, 4, (EDGE, 16, 20, 16))
        box.addWidget(self._note_title)
        box.addWidget(self._note)
        return holder


def _combo() -> CalmCombo:
    box = CalmCombo()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    box.setMaxVisibleItems(14)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    box.setCursor(Qt.CursorShape.PointingHandCursor)
    return box
