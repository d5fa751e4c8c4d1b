"""The page of a list: head, saved views, the rows, and the card of the row the user stands on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from facilitator_app.digests.cards import Card, CardAction
from facilitator_app.digests.lists import ListFrame, ListQuery
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
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.list_source import ListSource
from facilitator_app.gui.prefs import Prefs
from facilitator_app.gui.table.list_model import ListModel
from facilitator_app.gui.table.list_view import ListView
from facilitator_app.gui.widgets.buttons import icon_button, primary_button, quiet_button
from facilitator_app.gui.widgets.chip import ChipRow
from facilitator_app.gui.widgets.detail_card import DetailCard
from facilitator_app.gui.widgets.empty_state import EmptyState
from facilitator_app.gui.widgets.page_head import PageHead
from facilitator_app.gui.widgets.search_field import SearchField
from facilitator_app.gui.widgets.surface import column, dress, row
from facilitator_app.i18n import _, ngettext
from facilitator_app.services import lists, records
from facilitator_app.spec.record import Changes

_CARD_PAUSE_MS = 60
_SEARCH, _CARD_NEEDS = 220, 320

Act = Callable[[CardAction, str, int], object]


@dataclass(frozen=True, slots=True)
class ListKind:
    """What a list page needs to know: the record type and its words.

    import_list() starts an import, where there is one; act(action, record, id) does what a card
    offers; aside is a button to a list that belongs to this one: words, icon, what it does.
    """

    record: str
    find: str
    add: str
    headline: str
    help_page: str = "start"
    import_list: Callable[[], object] | None = None
    act: Act | None = None
    aside: tuple[str, str, Callable[[], object]] | None = None


class ListPage(QWidget):
    """A list of one record type beside the card of the current row."""

    def __init__(
        self, context: PageContext, prefs: Prefs, kind: ListKind, help_: Callable[[str], object]
    ) -> None:
        """Show the list of `kind`; help_(page) opens the guide."""
        super().__init__()
        dress(self, "paper")
        self._context, self._prefs, self._kind = context, prefs, kind
        self._spec = records.spec(kind.record)
        self._ask = self._first_ask()
        self._old = True
        self._over_open = False
        self._seek: int | None = None
        self._source = ListSource(self, context)
        self.model = ListModel(self._source.head, self._source.page, self)
        self.table = ListView(self.model, _(self._spec.plural), prefs, kind.record)
        self.card = DetailCard(
            self._open_current, context.window.open_record, self._act, self.close_card,
            self._spec.icon,
        )  # fmt: skip
        self._search = SearchField(kind.find)
        self._chips = ChipRow(_("Views"))
        self._copy = quiet_button("", "copy", self.table.copy)
        self._empty, self._none = self._empty_states(help_)
        self._stack = QStackedWidget()
        for part in (self.table, self._empty, self._none):
            self._stack.addWidget(part)
        self._body = QWidget()
        self._head = self._make_head()
        self._lay_out()
        self._card_later = QTimer(self, singleShot=True, interval=_CARD_PAUSE_MS)
        self._card_later.timeout.connect(self._fetch_card)
        self._connect()
        self.setFocusProxy(self.table)

    @property
    def title(self) -> str:
        """What the list is called."""
        return _(self._spec.plural)

    @property
    def help_page(self) -> str:
        """The page of the guide that tells about this list."""
        return self._kind.help_page

    @property
    def record(self) -> str:
        """The record type that is listed."""
        return self._kind.record

    def show_list(self, _record: str, chip: str) -> None:
        """Show one of the views above the list, if `chip` names one."""
        if chip:
            self._search.clear()
            self._go(replace(self._ask, chip=chip, text=""))

    def stale(self, changes: Changes) -> None:
        """Read again when next seen, or now if seen: lists show figures from many record types."""
        self._old = True
        touched = [one for record, one in changes.touched if record == self.record]
        self._seek = touched[0] if len(touched) == 1 else None
        if self.isVisible():
            self.reload()

    def reload(self) -> None:
        """Read rows, counts and card once more; row and scroll position stay."""
        self._old = False
        self.model.ask(self._ask, self.table.first_shown_row())

    def can_leave(self) -> bool:
        """Nothing is lost by leaving a list."""
        return True

    def add(self) -> None:
        """Begin a new record."""
        self._context.window.new_record(self._kind.record)

    def search(self) -> None:
        """Go to the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def clear_search(self) -> None:
        """Look for nothing, in the widest view."""
        chips = self.model.head.chips if self.model.head else ()
        self._search.clear()
        self._go(replace(self._ask, text="", chip=chips[-1].key if chips else ""))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_card(self) -> None:
        """Put the card away where it lies over the list."""
        self._over_open = False
        self._place_card()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the page was not seen."""
        super().showEvent(event)
        if self._old:
            self.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for no card that nobody sees."""
        super().hideEvent(event)
        self._card_later.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the card beside the list, or over it."""
        super().resizeEvent(event)
        self._place_card()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the card over the list with Esc; open it with the space bar."""
        if event.key() == Qt.Key.Key_Escape and self._over_open and not self._docks():
            self.close_card()
        elif event.key() == Qt.Key.Key_Space and not self._docks():
            self._open_over()
        else:
            super().keyPressEvent(event)

    def _make_head(self) -> PageHead:
        self._search.setMinimumWidth(px(_SEARCH))
        self._search.setMaximumWidth(px(_SEARCH + 60))
        self._add = primary_button(self._kind.add, "plus", self.add)
        head = PageHead(_(self._spec.plural), " ", [self._search, self._add])
        columns = icon_button("columns", _("Choose columns"))
        columns.clicked.connect(lambda: self.table.arrangement.choose(columns))
        self._copy.hide()
        self._tools = QWidget()
        line = row(self._tools, 8)
        line.addWidget(self._chips, 1)
        line.addWidget(self._copy)
        if self._kind.aside is not None:
            line.addWidget(quiet_button(*self._kind.aside))
        line.addWidget(columns)
        head.body.addWidget(self._tools)
        return head

    def _lay_out(self) -> None:
        outer = column(self, 0)
        outer.addWidget(self._head)
        outer.addWidget(self._body, 1)
        self._line: QHBoxLayout = row(self._body, 0)
        self._line.addWidget(self._stack, 1)
        self.card.setParent(self)
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _connect(self) -> None:
        self._chips.chosen.connect(lambda key: self._go(replace(self._ask, chip=key)))
        self._search.asked.connect(lambda text: self._go(replace(self._ask, text=text)))
        self._search.left_down.connect(self.table.go_to_first)
        self.table.typed.connect(self._search.type_on)
        self.table.left_up.connect(self.search)
        self.table.opened.connect(self._open)
        self.table.clicked.connect(lambda _index: self._open_over())
        self.table.current.connect(lambda _id: self._card_later.start())
        self.table.selectionModel().selectionChanged.connect(
            lambda _on, _off: self._show_selected()
        )
        self.table.copied.connect(self._tell_copied)
        self.table.arrangement.sorted_by.connect(self._sort)
        self.model.arrived.connect(self._show_head)

    def _empty_states(self, help_: Callable[[str], object]) -> tuple[EmptyState, EmptyState]:
        kind, icon = self._kind, self._spec.icon
        import_list = (
            (_("Import from Excel"), "table", kind.import_list) if kind.import_list else None
        )
        first = (_("Add the first one"), "plus", self.add)
        guide = partial(help_, kind.help_page)
        empty = EmptyState(icon, kind.headline, _(self._spec.purpose), first, import_list, guide)
        clear = (_("Show everything"), "x", self.clear_search)
        words = _("Nothing in this view has these words.")
        none = EmptyState("magnifying-glass", _("Nothing found here"), words, None, clear)
        return empty, none

    def _first_ask(self) -> ListQuery:
        ask = lists.first_query(self._kind.record)
        key, _mark, down = self._prefs.get(f"sort/{self._kind.record}").partition(":")
        return replace(ask, sort=key, descending=down == "down")

    def _go(self, ask: ListQuery) -> None:
        if ask != self._ask:
            self._ask = ask
            self.model.ask(ask)

    def _sort(self, key: str, down: bool) -> None:
        self._prefs.set(f"sort/{self._kind.record}", f"{key}:{'down' if down else 'up'}")
        self._go(replace(self._ask, sort=key, descending=down))

    def _show_head(self) -> None:
        head = self.model.head
        assert head is not None
        self._head.set_texts(_(head.title), head.sentence if head.ever else _("None yet"))
        self._chips.set_chips(head.chips, self._ask.chip)
        self._stack.setCurrentWidget(self._which(head))
        self.setFocusProxy(self._which(head))
        for part in (self._tools, self._search, self._add):
            part.setVisible(head.ever > 0)
        self._place_card()
        if head.total and not self.table.currentIndex().isValid():
            self.table.stand_on_first()
        self._stand_on_touched()
        self._card_later.start()

    def _stand_on_touched(self) -> None:
        """Stand on the record that was just added or changed, wherever the order puts it."""
        record_id, self._seek = self._seek, None
        if record_id is None or record_id == self.table.current_id:
            return
        if self.model.row_of(record_id) is not None:
            self.table.go_to(record_id)
            return

        def fetch(place: int | None) -> None:
            if place is not None:
                self._seek = record_id
                self.model.ask(self._ask, place)

        self._source.position(self._ask, record_id, fetch)

    def _which(self, head: ListFrame) -> QWidget:
        if head.total:
            return self.table
        return self._none if head.ever else self._empty

    def _docks(self) -> bool:
        return effective(self.width()) >= PANES_FOLD - RAIL

    def _place_card(self) -> None:
        """Beside the list where there is room, over its right half where not.

        Where the list is low, too, the card takes the height of the page.
        """
        head = self.model.head
        rows = head is not None and head.total > 0
        docks = self._docks()
        self.card.set_over(not docks)
        if docks:
            self.card.setFixedWidth(
                px(DETAIL_WIDE if effective(self.window().width()) >= WIDE else DETAIL)
            )
            if self._line.indexOf(self.card) < 0:
                self._line.addWidget(self.card)
            self.card.setVisible(rows)
            return
        if self._line.indexOf(self.card) >= 0:
            self._line.removeWidget(self.card)
            self.card.setParent(self)
        width = min(px(DETAIL + EDGE), self.width())
        low = effective(self._body.height()) < _CARD_NEEDS
        top = 0 if low else self._body.y()
        self.card.setFixedWidth(width)
        self.card.setGeometry(self.width() - width, top, width, self.height() - top)
        self.card.setVisible(rows and self._over_open)
        self.card.raise_()

    def _open_over(self) -> None:
        if not self._docks() and self.table.current_id is not None:
            self._over_open = True
            self._place_card()
            self._card_later.start()

    def _fetch_card(self) -> None:
        record, record_id = self._kind.record, self.table.current_id
        if record_id is None:
            self.card.show_card(None)
            return

        def show(card: Card | None) -> None:
            if self.table.current_id == record_id:
                self.card.show_card(card)

        self._source.card(record, record_id, show)

    def _open(self, record_id: int) -> None:
        self._context.window.open_record(self._kind.record, record_id)

    def _open_current(self) -> None:
        if self.table.current_id is not None:
            self._open(self.table.current_id)

    def _act(self, action: CardAction) -> None:
        if self._kind.act is not None and self.table.current_id is not None:
            self._kind.act(action, self._kind.record, self.table.current_id)

    def _show_selected(self) -> None:
        count = len(self.table.selected_rows())
        self._copy.setText(ngettext("Copy {n} row", "Copy {n} rows", count))
        self._copy.setAccessibleName(self._copy.text())
        self._copy.setVisible(count > 1)

    def _tell_copied(self, count: int) -> None:
        self._context.window.tell(
            ngettext(
                "{n} row copied. Paste it where you like.",
                "{n} rows copied. Paste them where you like.",
                count,
            )
        )
