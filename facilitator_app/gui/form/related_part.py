"""Parts of a record's page that are only read: what is linked to it, with links that open it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from facilitator_app.digests.cards import Part, PartKind
from facilitator_app.gui.page_context import PageWindow
from facilitator_app.gui.tab_order import stand_as_read
from facilitator_app.gui.widgets.buttons import button
from facilitator_app.gui.widgets.facts import FactRow
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.surface import clear, column
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _, ngettext

_NEW = Part((), -1)  # of a record that was never saved


class RelatedPart(QWidget):
    """The latest of one type, a button that begins one, and a way to the list of all."""

    def __init__(
        self, kind: PartKind, window: PageWindow, add: Callable[[], object],
        show_all: Callable[[], object],
    ) -> None:  # fmt: skip
        """Say that the record is to be saved first; links open records through `window`."""
        super().__init__()
        self._kind, self._window = kind, window
        self._shown: Part | None = None
        self._facts = column(None, 2)
        self._ways = QWidget()
        flow = FlowLayout(self._ways, 8)
        self._all = button("", "link", on_click=show_all)
        self._add = button(_(kind.add), "", "plus", add)
        for one in (self._add, self._all):
            flow.addWidget(one)
        box = column(self, 12)
        box.addLayout(self._facts)
        box.addWidget(self._ways)
        self.show_part(_NEW)

    def show_part(self, part: Part) -> None:
        """Show `part`; what stands there already stays, with the keyboard in it."""
        if part == self._shown:
            return
        self._shown = part
        clear(self._facts)
        for fact in part.facts:
            self._facts.addWidget(FactRow(fact, self._window.open_record))
        if not part.facts:
            none = _(self._kind.none) if part is not _NEW else _("It stands here once it is saved.")
            self._facts.addWidget(text_label(none, "sub", wrap=True))
        more = part.number > len(part.facts)
        words = ngettext("All {n} in the list", "All {n} in the list", part.number)
        self._all.setText(words)
        self._all.setAccessibleName(words)
        self._all.setVisible(more)
        stand_as_read(self)
        self._add.setVisible(bool(self._kind.add) and part is not _NEW)
        self._ways.setVisible(more or (bool(self._kind.add) and part is not _NEW))
