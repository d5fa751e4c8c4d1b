"""The card of the row that the user stands on: beside the list, or over it where it is narrow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator_app.digests.cards import Card
from facilitator_app.gui.metrics import (
    DETAIL,
    DETAIL_WIDE,
    EDGE,
    PANES_FOLD,
    RAIL,
    WIDE,
    effective,
    px,
)
from facilitator_app.gui.pages.list_source import ListSource
from facilitator_app.gui.pages.list_tools import ListTools
from facilitator_app.gui.tab_order import give_keyboard
from facilitator_app.gui.widgets.detail_card import DetailCard

_PAUSE_MS = 60
_NEEDS = 320


class ListCard(QObject):
    """Fetches the card of the current row, and finds its place on the page."""

    def __init__(
        self, page: QWidget, line: QHBoxLayout, card: DetailCard, source: ListSource, record: str,
        current: Callable[[], int | None], tools: ListTools,
    ) -> None:  # fmt: skip
        """Put `card` into `line`, or over the `page`; current() is the id of the row stood on.

        tools: have the button that lays it over the list, and offer it where it has no place
        beside.
        """
        super().__init__(page)
        self._page, self._line, self._card = page, line, card
        self._source, self._record, self._current = source, record, current
        self._over_open = self._rows = self._several = False
        self._tools = tools
        tools.details.clicked.connect(self._turn)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._later.timeout.connect(self._fetch)
        card.setParent(page)

    def follow(self) -> None:
        """Show the card of the row that is current in a moment, unless it is another by then."""
        self._later.start()

    def stop(self) -> None:
        """Ask for no card that nobody sees."""
        self._later.stop()

    def docks(self) -> bool:
        """Say whether there is room for it beside the list."""
        return effective(self._page.width()) >= PANES_FOLD - RAIL

    @property
    def is_over(self) -> bool:
        """Whether it lies open over the list."""
        return self._over_open and not self.docks()

    def open_over(self) -> None:
        """Lay it over the list, where it has no place of its own."""
        if not self.docks() and not self._several and self._current() is not None:
            self._over_open = True
            self._place()
            self._later.start()

    def make_way(self, *, several: bool) -> None:
        """Lie over nothing that is asked of `several` rows which are chosen."""
        self._several = several
        if several and self.is_over:
            self.close()

    def _turn(self) -> None:
        """Lay it over the list, or put it away again."""
        if self.is_over:
            self.close()
        else:
            self.open_over()

    def close(self) -> None:
        """Put it away where it lies over the list."""
        self._over_open = False
        self._place()

    def place(self, *, rows: bool) -> None:
        """Find its place anew; without `rows` there is nothing to show."""
        self._rows = rows
        self._place()

    def _place(self) -> None:
        """Beside the list where there is room, over its right half where not.

        Where the list is low, too, the card takes the height of the page.
        """
        docks, card = self.docks(), self._card
        card.set_over(not docks)
        if docks and self._tools.details.hasFocus():
            give_keyboard(self._page)
        self._tools.offer_details(on=self._rows and not docks)
        if docks:
            wide = effective(self._page.window().width()) >= WIDE
            card.setFixedWidth(px(DETAIL_WIDE if wide else DETAIL))
            if self._line.indexOf(card) < 0:
                self._line.addWidget(card)
            card.setVisible(self._rows)
            return
        if self._line.indexOf(card) >= 0:
            self._line.removeWidget(card)
            card.setParent(self._page)
        self._lay_over()

    def _lay_over(self) -> None:
        page, body = self._page, self._line.parentWidget()
        assert body is not None
        width = min(px(DETAIL + EDGE), page.width())
        top = 0 if effective(body.height()) < _NEEDS else body.y()
        self._card.setFixedWidth(width)
        self._card.setGeometry(page.width() - width, top, width, page.height() - top)
        self._card.setVisible(self._rows and self._over_open)
        self._card.raise_()

    def _fetch(self) -> None:
        record_id = self._current()
        if record_id is None:
            self._card.show_card(None)
            return

        def show(card: Card | None) -> None:
            if self._current() == record_id:
                self._card.show_card(card)

        self._source.card(self._record, record_id, show)
