"""The page of a list: head, saved views, the rows, and the card of the row the user stands on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from facilitator_app.digests.cards import CardAction
from facilitator_app.digests.lists import Column, ListQuery
from facilitator_app.digests.tags import TagCount
from facilitator_app.gui.guide import page_for
from facilitator_app.gui.metrics import LOW, effective, px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages import list_sorts
from facilitator_app.gui.pages.list_card import ListCard
from facilitator_app.gui.pages.list_head import ListHead
from facilitator_app.gui.pages.list_source import ListSource
from facilitator_app.gui.pages.list_stack import ListStack
from facilitator_app.gui.pages.list_standing import ListStanding
from facilitator_app.gui.pages.list_tools import ListTools, ListWaysOut, MakeListWaysOut
from facilitator_app.gui.pages.row_commands import RowCommands
from facilitator_app.gui.pages.sought_row import SoughtRow
from facilitator_app.gui.pages.tag_choices import offer_tags
from facilitator_app.gui.prefs import Prefs
from facilitator_app.gui.tab_order import give_keyboard
from facilitator_app.gui.table.column_chooser import ColumnChooser
from facilitator_app.gui.table.list_model import ListModel
from facilitator_app.gui.table.list_view import ListView
from facilitator_app.gui.widgets.buttons import Click, back_button, primary_button, shortened
from facilitator_app.gui.widgets.detail_card import DetailCard
from facilitator_app.gui.widgets.empty_state import EmptyState
from facilitator_app.gui.widgets.search_field import SearchField
from facilitator_app.gui.widgets.surface import column, dress, row
from facilitator_app.i18n import _
from facilitator_app.services import lists, records, tags
from facilitator_app.spec.record import Changes

Act = Callable[[CardAction, str, int], object]


_FEW_ROWS = 88  # pixels at 100 %: a heading, and two rows with little room between


@dataclass(frozen=True, slots=True)
class ListKind:
    """What a list page needs to know besides what is declared about its record type.

    import_list() starts an import, where there is one; act(action, record, id) does what a card
    offers; aside is a button to a list that belongs to this one: words, icon, what it does.
    output makes what exports and prints it; without it neither is offered. adds: whether one can
    be begun here; of: the record (type and id) that all rows belong to, shown from the view `chip`
    on. chosen makes what stands above the rows and follows which are chosen.
    """

    record: str
    import_list: Callable[[], object] | None = None
    act: Act | None = None
    aside: tuple[str, str, Callable[[], object]] | None = None
    output: MakeListWaysOut | None = None
    adds: bool = True
    chosen: Callable[[ListView, ListModel], QWidget] | None = None
    of: tuple[str, int] | None = None
    chip: str = ""


class ListPage(QWidget):
    """A list of one record type beside the card of the current row."""

    def __init__(self, context: PageContext, prefs: Prefs, kind: ListKind) -> None:
        """Show the list of `kind`, with columns and order as `prefs` remember them."""
        super().__init__()
        dress(self, "paper")
        self._context, self._prefs, self._kind = context, prefs, kind
        self._spec = records.spec(kind.record)
        self._old, self._opens = True, False  # opens: what was looked for, once it is found
        self._begins = True  # in the view it opens with, or where that is empty, one with rows
        self._source = ListSource(self, context)
        self.model = ListModel(self._source.fetch, self._source.page, self)
        usual = lists.usual_columns(kind.record)
        self.table = ListView(self.model, _(self._spec.plural), prefs, kind.record, usual)
        self._query = self._first_query()
        now = self._source, self.table, self.model, lambda: self._query, self._show_where
        self._sought = SoughtRow(*now)
        self.card = DetailCard(
            self._open_current, context.window.open_record, self._act, self.close_card,
            self._spec.icon,
        )  # fmt: skip
        self._search = SearchField(self._spec.words_to_find())
        can_be_tagged = tags.can_be_tagged(kind.record)
        self._tools = ListTools(
            self.table.copy, self._send, self.choose_columns, kind.aside,
            (self.choose_tag, partial(self._choose_tag, None)) if can_be_tagged else None,
            kind.import_list,
        )  # fmt: skip
        add = primary_button(self._spec.words_to_add(), "plus", self.add) if kind.adds else None
        self._head = ListHead(self.title, self._search, self._tools, add)
        empty = _empty_state(kind, self.add, partial(context.window.help, self.help_page))
        self._stack = ListStack(self.table, empty, self.widen, self.clear_search)
        self._lay_out()
        self.columns = ColumnChooser(self, self.table.arrangement)
        self._output: ListWaysOut | None = None
        self._rows = RowCommands(
            self, context, kind.record, self.table,
            partial(self._ready_output, kind.output) if kind.output is not None else None,
        )  # fmt: skip
        looked = self._search, self._tools, self.table, lambda: self._query, self._go
        stand = ListStanding(*looked)
        self.standing, self.resume = stand.standing, stand.resume
        self._connect()
        self.setFocusProxy(self.table)

    @property
    def title(self) -> str:
        """What the list is called."""
        return _(self._spec.plural)

    @property
    def help_page(self) -> str:
        """The page of the guide that tells about this list."""
        return page_for(self._spec)

    @property
    def record(self) -> str:
        """The record type that is listed."""
        return self._kind.record

    def show_list(self, _record: str, chip: str, tag: int = 0) -> None:
        """Show one of the views above the list (`chip`), or the rows of all that carry a tag."""
        if tag:
            widest = lists.widest_chip(self.record)
            self._source.tags(self.record, partial(self._show_view, widest, tag))
        elif chip:
            self._show_view(chip, 0, ())

    def _show_view(self, chip: str, tag: int, found: tuple[TagCount, ...]) -> None:
        """Show all rows of a view that carry `tag`, 0 for any, whatever was looked for before."""
        self._search.clear()
        self._tools.show_tag(next((one for one in found if one.item_id == tag), None))
        self._go(replace(self._query, chip=chip, text="", tag=tag))

    def _choose_tag(self, tag: TagCount | None) -> None:
        self._tools.show_tag(tag)
        self._go(replace(self._query, tag=tag.item_id if tag is not None else 0))

    def stale(self, changes: Changes) -> None:
        """Read again when next seen, or now if seen: lists show figures from many record types."""
        self._old = True
        self._sought.note(changes)
        if self.isVisible():
            self.reload()

    def reload(self) -> None:
        """Read rows, counts and card once more; row and scroll position stay."""
        self._old = False
        self.model.show(self._query, self.table.first_shown_row())

    def can_leave(self) -> bool:
        """Nothing is lost by leaving a list."""
        return True

    def return_to(self, title: str) -> None:
        """Offer the way back to the page called `title`, above which this one lies."""
        back = back_button(shortened(title), self._context.window.back)
        self._head.put_back(back)

    def add(self) -> None:
        """Begin a new record."""
        if self._kind.adds:
            self._context.window.new_record(self._kind.record)

    def search(self) -> None:
        """Go to the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def widen(self) -> None:
        """Look for the same in the widest view."""
        self._go(replace(self._query, chip=lists.widest_chip(self.record)))
        give_keyboard(self.table)

    def clear_search(self) -> None:
        """Look for nothing, in the widest view."""
        self._search.clear()
        self._tools.show_tag(None)
        self._go(replace(self._query, text="", tag=0, chip=lists.widest_chip(self.record)))
        give_keyboard(self.table)

    def print_paper(self) -> None:
        """Show the list as it would be printed (Ctrl+P)."""
        if self._kind.output is not None and self.model.frame is not None:
            self._ready_output(self._kind.output).print_all()

    def choose_columns(self) -> None:
        """Open the panel that chooses the columns, or close it."""
        if self.columns.isVisible():
            self.columns.close_panel()
            return
        self._beside.close()
        no_room, button = self._without_room(), self._tools.columns
        top = button.mapTo(self, QPoint(0, button.height())).y() + px(4)

        def show(offered: tuple[Column, ...]) -> None:
            self.columns.open(offered, no_room, button, top)

        self._source.offered(self.record, show)

    def choose_tag(self) -> None:
        """Offer the tags of the rows of this view, to show those that have one of them."""

        def show(found: tuple[TagCount, ...]) -> None:
            offer_tags(self._context.window, found, self._query.tag, self._choose_tag)

        self._source.tags_of(self._query, show)

    def _without_room(self) -> list[str]:
        """Return the keys of the chosen columns that the window is too narrow for."""
        seen = [self.model.columns[section].key for section in self.table.arrangement.shown()]
        return [key for key in self.table.arrangement.chosen() if key not in seen]

    def close_card(self) -> None:
        """Put the card away where it lies over the list."""
        self._beside.close()
        give_keyboard(self.table)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the page was not seen."""
        super().showEvent(event)
        if self._old:
            self.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for no card that nobody sees."""
        super().hideEvent(event)
        self._beside.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the card beside the list, or over it; leave a low window to the rows."""
        super().resizeEvent(event)
        for part in (self._head, self.table):
            part.fold(low=effective(self.window().height()) < LOW)
        self._place_card()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the card over the list with Esc; open it with the space bar."""
        if event.key() == Qt.Key.Key_Escape and self._beside.is_over:
            self.close_card()
        elif event.key() == Qt.Key.Key_Space and not self._beside.docks():
            self._beside.open_over()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        body = _GivesWay()
        outer = column(self, 0)
        outer.addWidget(self._head)
        if self._kind.chosen is not None:
            outer.addWidget(self._kind.chosen(self.table, self.model))
        outer.addWidget(body, 1)
        line = row(body, 0)
        line.addWidget(self._stack, 1)
        kind, now = self._kind.record, lambda: self.table.current_id
        self._beside = ListCard(self, line, self.card, self._source, kind, now, self._tools)

    def _connect(self) -> None:
        self._tools.chips.chosen.connect(lambda key: self._go(replace(self._query, chip=key)))
        self._search.asked.connect(lambda text: self._go(replace(self._query, text=text)))
        self._search.left_down.connect(self.table.go_to_first)
        self._search.returnPressed.connect(self._open_found)
        self.table.typed.connect(self._search.type_on)
        self.table.left_up.connect(self.search)
        self.table.opened.connect(self._open)
        self.table.clicked.connect(lambda _index: self._beside.open_over())
        self.table.current.connect(lambda _id: self._beside.follow())
        self.table.selectionModel().selectionChanged.connect(self._tell_selected)
        list_sorts.follow(self.table.arrangement, self.model, lambda: self._query, self._sort)
        self.table.arrangement.rearranged.connect(self._rearrange)
        self.model.arrived.connect(self._show_frame)

    def _tell_selected(self, *_changed: object) -> None:
        selected = len(self.table.selected_rows())
        self._tools.show_selected(selected)
        self._beside.make_way(several=self._kind.chosen is not None and selected > 1)

    def _first_query(self) -> ListQuery:
        first = lists.first_query(self._kind.record, self._kind.of, self._kind.chip)
        order, then = list_sorts.load(self._prefs, self._kind.record)
        columns = self.table.arrangement.chosen()
        return replace(first, sort=order[0], descending=order[1], then=then, columns=columns)

    def _go(self, query: ListQuery, row: int | None = None) -> None:
        now = self._query
        if query != now or row is not None:
            same_order = list_sorts.of(query) == list_sorts.of(now)
            if row is not None or (same_order and not query.text):
                self._sought.row = row or self.table.last_id  # in another order, the first row
            self._query, self._opens, self._begins = query, False, False
            self.model.show(query)

    def _sort(self, query: ListQuery) -> None:
        list_sorts.save(self._prefs, query)
        self._go(query)

    def _rearrange(self) -> None:
        """Read the columns that are wanted now; the row and the place in the list stay."""
        self._query = replace(self._query, columns=self.table.arrangement.chosen())
        self.reload()

    def _send(self) -> None:
        if self._kind.output is not None:
            self._ready_output(self._kind.output).open_menu(self._tools.send)

    def _ready_output(self, make: MakeListWaysOut) -> ListWaysOut:
        if self._output is None:
            self._output = make(self, self.table, self.model, self._head.body)
        return self._output

    def _show_frame(self) -> None:
        frame = self.model.frame
        assert frame is not None
        if self._begins and (filled := frame.first_filled):
            self._go(replace(self._query, chip=filled))
            return
        self._begins = False
        self._head.show_frame(frame, can_send=self._kind.output is not None)
        self._tell_selected()  # rows that went tell nothing
        self.setFocusProxy(self._stack.show_frame(frame))
        self._place_card()
        if frame.total:
            self.table.stand_on_one()
        self._sought.stand()
        self._beside.follow()
        if self._opens:
            self._open_found()
        if self.columns.isVisible():
            self.columns.note_room(self._without_room())

    def _show_where(self, query: ListQuery, place: int) -> None:
        """Show the view that has the row which was sought, at its place."""
        if query.text != self._query.text:
            self._search.clear()
        if query.tag != self._query.tag:
            self._tools.show_tag(None)
        self._query = query
        self.model.show(query, place)

    def _place_card(self) -> None:
        frame = self.model.frame
        self._beside.place(rows=frame is not None and frame.total > 0)

    def _open(self, record_id: int) -> None:
        self._context.window.open_record(self._kind.record, record_id)

    def _open_found(self) -> None:
        """Open the row that is current among what is looked for, once it has come."""
        frame = self.model.frame
        self._opens = frame is None or frame.query != self._query
        if not self._opens:
            self._open_current()

    def _open_current(self) -> None:
        if self.table.current_id is not None:
            self._open(self.table.current_id)

    def _act(self, action: CardAction) -> None:
        if self._kind.act is not None and self.table.current_id is not None:
            self._kind.act(action, self._kind.record, self.table.current_id)


class _GivesWay(QWidget):
    """Rows and card, which leave the height to what is asked above them, but for a few rows."""

    def sizeHint(self) -> QSize:
        """Ask for no more height than for a few rows, and take what is left over."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Keep the heading of the rows, and some of them."""
        least = super().minimumSizeHint()
        return QSize(least.width(), max(least.height(), px(_FEW_ROWS)))

    def hasHeightForWidth(self) -> bool:
        """Ask for no height that comes of the width: the card wraps, and scrolls."""
        return False


def _empty_state(kind: ListKind, add: Click, help_: Click) -> EmptyState:
    spec = records.spec(kind.record)
    return EmptyState(
        spec.icon,
        spec.words_for_none(),
        _(spec.purpose),
        (_("Add the first one"), "plus", add) if kind.adds else None,
        (_("Import from Excel"), "table", kind.import_list) if kind.import_list else None,
        help_,
    )
