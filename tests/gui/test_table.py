"""The list: rows by the page, order through the file, keyboard, columns, copying."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QStyleOptionHeader
from pytestqt.qtbot import QtBot

from facilitator_app.digests.lists import (
    Cell,
    CellStyle,
    ChipCount,
    Column,
    ListFrame,
    ListQuery,
    ListResult,
    ListRow,
)
from facilitator_app.gui import theme
from facilitator_app.gui.prefs import HeldPrefs, default
from facilitator_app.gui.table import column_layout, tsv
from facilitator_app.gui.table.column_layout import Layout, Need
from facilitator_app.gui.table.list_model import PAGE, DrawnRole, ListModel, ResultDone, RowsDone
from facilitator_app.gui.table.list_view import ListView
from tests.formulas import is_formula
from tests.gui import pictures

pytestmark = pytest.mark.usefixtures("app")

COLUMNS = (
    Column("name", "Name", 20, CellStyle.NAME, sorted_as="by surname"),
    Column("group", "Group", 20, CellStyle.MUTED),
    Column("status", "Status", 10, CellStyle.PILL),
    Column("claims", "Claims", 8, CellStyle.NUMBER),
    Column("heard", "Last heard", 11, CellStyle.DATE, sortable=False),
)
BY_KEY = {column.key: column for column in COLUMNS}
BIG = 2**41  # ids are 63 bits


def row(number: int) -> ListRow:
    flags = (("ear", "Hearing loop"),) if number % 7 == 0 else ()
    cells = (
        Cell(f"Person {number:05}", flags=flags), Cell("Breast; Research"),
        Cell("Current", "", "check-circle"), Cell(f"{number * 3:,}"), Cell("3 Mar 2026"),
    )  # fmt: skip
    return ListRow(BIG + number, f"Person {number:05}", cells)


class Source:
    """A list of numbered people whose answers come when the test lets them."""

    def __init__(self, total: int, *, late: bool = False) -> None:
        """Hold `total` people; with `late`, answers wait for `let`."""
        self.total, self.late = total, late
        self.asked: list[ListQuery] = []
        self.fetched: list[int] = []
        self.waiting: list[Callable[[], None]] = []

    def fetch(self, query: ListQuery, near: int, size: int, done: ResultDone) -> None:
        self.asked.append(query)
        offset = min(near, max(self.total - 1, 0)) // size * size
        self.fetched.append(offset)
        chips = (ChipCount("all", "All", "", self.total),)
        columns = self._columns(query)
        order, total = (query.sort, query.descending), self.total
        frame = ListFrame(query, "People", "", columns, chips, total, total, order, query.then)
        measured = self._rows(replace(query, descending=False), 0, 30)
        found = ListResult(frame, offset, tuple(self._rows(query, offset, size)), tuple(measured))
        self._answer(lambda: done(found))

    def page(self, query: ListQuery, offset: int, limit: int, done: RowsDone) -> None:
        self.fetched.append(offset)
        rows = self._rows(query, offset, limit)
        self._answer(lambda: done(rows))

    def _columns(self, query: ListQuery) -> tuple[Column, ...]:
        return tuple(BY_KEY[key] for key in query.columns) or COLUMNS

    def _rows(self, query: ListQuery, offset: int, limit: int) -> list[ListRow]:
        places = [COLUMNS.index(column) for column in self._columns(query)]
        numbers = range(offset, min(offset + limit, self.total))
        whole = [row(self.total - 1 - n if query.descending else n) for n in numbers]
        return [replace(one, cells=tuple(one.cells[at] for at in places)) for one in whole]

    def let(self) -> None:
        """Give every answer that waits, those that come of them too."""
        while self.waiting:
            self.waiting.pop(0)()

    def _answer(self, give: Callable[[], None]) -> None:
        if self.late:
            self.waiting.append(give)
        else:
            give()


def _model(source: Source) -> ListModel:
    return ListModel(source.fetch, source.page)


def _view(bot: QtBot, source: Source, prefs: HeldPrefs | None = None, width: int = 900) -> ListView:
    model = _model(source)
    usual = [column.key for column in COLUMNS]
    view = ListView(model, "People", prefs or HeldPrefs(), "person", usual)
    model.setParent(view)
    view.arrangement.sorted_by.connect(
        lambda key, down: model.show(replace(source.asked[-1], sort=key, descending=down))
    )
    view.arrangement.sorted_then.connect(
        lambda key, down: model.show(replace(source.asked[-1], then=(key, down)))
    )
    view.arrangement.rearranged.connect(
        lambda: model.show(replace(source.asked[-1], columns=view.arrangement.chosen()))
    )
    bot.addWidget(view)
    view.resize(width, 400)
    view.show()
    view.activateWindow()
    model.show(ListQuery("person", columns=view.arrangement.chosen()))
    pictures.settle()
    return view


def _text(model: ListModel, at: int, column: int = 0) -> str:
    return str(model.index(at, column).data())


@pytest.mark.parametrize("late", [False, True])
def test_the_model_keeps_qt_s_rules(late: bool) -> None:
    source = Source(350, late=late)
    model = _model(source)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(ListQuery("person"))
    source.let()
    assert model.rowCount() == 350
    for at in (0, 120, 349):
        model.index(at, 0).data()
        pictures.settle()
        source.let()
    source.total = 12
    model.show(source.asked[-1])
    source.let()
    assert model.rowCount() == 12
    source.total = 0
    model.show(source.asked[-1])
    source.let()
    assert model.rowCount() == 0
    assert not model.index(0, 0).isValid()
    del tester


def test_rows_come_by_the_page_and_only_when_seen() -> None:
    source = Source(100_000)
    model = _model(source)
    model.show(ListQuery("person"))
    assert source.fetched == [0]
    assert _text(model, 5) == "Person 00005"
    assert _text(model, 54_321) == ""
    pictures.settle()
    assert source.fetched == [0, 54_300]
    assert _text(model, 54_321) == "Person 54321"


def test_a_quick_drag_fetches_only_where_it_stops() -> None:
    source = Source(100_000, late=True)
    model = _model(source)
    model.show(ListQuery("person"))
    source.let()
    for at in range(0, 100_000, 1000):
        model.index(at, 0).data()
    pictures.settle()
    source.let()
    assert len(source.fetched) <= 4
    assert 99_000 in source.fetched


def test_old_rows_stay_until_the_new_are_there() -> None:
    source = Source(300, late=True)
    model = _model(source)
    model.show(ListQuery("person"))
    source.let()
    model.show(ListQuery("person", sort="name", descending=True))
    assert _text(model, 0) == "Person 00000"
    source.let()
    assert _text(model, 0) == "Person 00299"


def test_answers_to_older_queries_are_dropped() -> None:
    source = Source(300, late=True)
    model = _model(source)
    model.show(ListQuery("person", text="a", descending=True))
    model.show(ListQuery("person", text="ab"))
    late, soon = source.waiting
    source.waiting = [soon]
    source.let()
    source.waiting = [late]
    source.let()
    assert model.frame is not None
    assert model.frame.query.text == "ab"
    assert _text(model, 0) == "Person 00000"


def test_what_qt_is_told_about_a_cell() -> None:
    model = _model(Source(10))
    model.show(ListQuery("person"))
    assert model.index(0, 2).data() == "Current"  # a pill's word, not its kind
    cell, style = model.index(0, 2).data(DrawnRole)
    assert style is CellStyle.PILL
    assert cell.icon == "check-circle"
    assert (
        model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Person 00000, Hearing loop"
    )
    assert model.headerData(3, Qt.Orientation.Vertical) == "Person 00003"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Group"
    assert model.headerData(9, Qt.Orientation.Horizontal) is None
    assert model.index(0, 3).data(Qt.ItemDataRole.TextAlignmentRole) & int(
        Qt.AlignmentFlag.AlignRight
    )


def test_a_row_is_found_by_its_id() -> None:
    model = _model(Source(250))
    model.show(ListQuery("person"), 200)
    assert model.row_of(BIG + 205) == 205
    assert model.row_of(BIG + 5) is None


def test_rows_are_collected_from_pages_not_at_hand() -> None:
    source = Source(1000)
    model = _model(source)
    model.show(ListQuery("person"))
    got: list[Sequence[ListRow]] = []
    model.collect([3, 450, 999], got.append)
    assert [one.label for one in got[0]] == ["Person 00003", "Person 00450", "Person 00999"]


def test_a_heading_asks_the_file_for_its_order(qtbot: QtBot) -> None:
    source = Source(50)
    view = _view(qtbot, source)
    head = view.horizontalHeader()
    place = QPoint(head.sectionViewportPosition(0) + 40, 10)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (source.asked[-1].sort, source.asked[-1].descending) == ("name", False)
    assert (head.sortIndicatorSection(), head.sortIndicatorOrder()) == (
        0,
        Qt.SortOrder.AscendingOrder,
    )
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (source.asked[-1].sort, source.asked[-1].descending) == ("name", True)
    assert head.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
    asked = len(source.asked)
    view.arrangement.sort_by(4)  # cannot be sorted by
    assert len(source.asked) == asked
    assert head.sortIndicatorSection() == 0


def _click(view: ListView, key: str, *, shift: bool = False) -> None:
    head, at = view.horizontalHeader(), [one.key for one in COLUMNS].index(key)
    how = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    place = QPoint(head.sectionViewportPosition(at) + 40, 10)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, how, place)
    QTest.keyRelease(view, Qt.Key.Key_Shift)  # or Qt takes it for held down in all that follows
    pictures.settle()


def _heads_told(view: ListView) -> list[str]:
    """Return the names of the headings that say how rows stand."""
    across, told = Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole
    heads = [str(view.model().headerData(at, across, told)) for at in range(len(COLUMNS))]
    return [one for one in heads if "sorted" in one]


def test_a_click_with_shift_sorts_by_a_second_column(qtbot: QtBot) -> None:
    source = Source(50)
    view = _view(qtbot, source)
    _click(view, "group", shift=True)  # none was first: this is it
    assert (source.asked[-1].sort, source.asked[-1].then) == ("group", ("", False))
    _click(view, "claims", shift=True)
    assert (source.asked[-1].sort, source.asked[-1].then) == ("group", ("claims", False))
    assert _heads_told(view) == ["Group, sorted first, upwards", "Claims, sorted second, upwards"]
    _click(view, "claims", shift=True)
    assert source.asked[-1].then == ("claims", True)
    assert _heads_told(view)[1] == "Claims, sorted second, downwards"
    assert view.horizontalHeader().sortIndicatorSection() == 1  # of the first, all along


def test_both_columns_that_sort_are_marked_in_their_headings(qtbot: QtBot) -> None:
    view = _view(qtbot, Source(50))
    view.arrangement.sort_by(1)
    assert _drawn_heads(view)[1] == "Group"
    view.arrangement.then_by(3)
    view.arrangement.then_by(3)
    pictures.settle()
    drawn = _drawn_heads(view)
    assert (drawn[1], drawn[3]) == ("Group\N{NO-BREAK SPACE}¹", "Claims\N{NO-BREAK SPACE}²")
    arrows, none = _drawn_arrows(view), QStyleOptionHeader.SortIndicator.None_
    assert arrows == [
        none, QStyleOptionHeader.SortIndicator.SortDown, none,
        QStyleOptionHeader.SortIndicator.SortUp, none,
    ]  # fmt: skip
    view.arrangement.by_one_alone()
    pictures.settle()
    assert _drawn_heads(view)[1] == "Group"
    assert _drawn_arrows(view)[3] == none


def test_a_second_column_that_is_put_away_sorts_no_longer(qtbot: QtBot) -> None:
    source = Source(5)
    view = _view(qtbot, source, width=300)
    view.arrangement.sort_by(0)
    view.arrangement.then_by(1)
    assert "group" in _shown(view)  # however narrow the list is
    view.arrangement.show_column("group", False)
    assert (source.asked[-1].sort, source.asked[-1].then) == ("name", ("", False))


def test_by_what_rows_cannot_be_sorted_is_no_second_column(qtbot: QtBot) -> None:
    source = Source(5)
    view = _view(qtbot, source)
    view.arrangement.sort_by(0)
    asked = len(source.asked)
    with qtbot.waitSignal(view.arrangement.not_sorted):
        view.arrangement.then_by(4)
    assert len(source.asked) == asked


def test_opening_by_enter_and_double_click_hands_on_the_whole_id(qtbot: QtBot) -> None:
    view = _view(qtbot, Source(50))
    view.selectRow(3)
    with qtbot.waitSignal(view.opened) as told:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert told.args == [BIG + 3]
    place = view.visualRect(view.model().index(5, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(view.opened) as told:
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [BIG + 5]


def test_letters_go_to_the_search_field(qtbot: QtBot) -> None:
    view = _view(qtbot, Source(50))
    view.go_to_first()
    typed: list[str] = []
    view.typed.connect(typed.append)
    QTest.keyClicks(view, "jO1")
    assert typed == ["j", "O", "1"]
    with qtbot.waitSignal(view.left_up):
        QTest.keyClick(view, Qt.Key.Key_Up)


def test_the_place_is_kept_when_rows_are_read_again(qtbot: QtBot) -> None:
    source = Source(500)
    view = _view(qtbot, source)
    view.scrollTo(view.model().index(250, 0))
    pictures.settle()
    view.selectRow(250)
    scroll = view.verticalScrollBar().value()
    model = view.model()
    assert isinstance(model, ListModel)
    model.show(source.asked[-1], view.first_shown_row())
    pictures.settle()
    assert view.current_id == BIG + 250
    assert view.verticalScrollBar().value() == scroll
    assert view.selected_rows() == [250]


def test_selected_rows_are_copied_as_a_table(qtbot: QtBot) -> None:
    view = _view(qtbot, Source(300))
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(view.copied) as told:
        QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [300]
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Name\tGroup\tStatus\tClaims\tLast heard"
    assert lines[300] == "Person 00299\tBreast; Research\tCurrent\t897\t3 Mar 2026"
    assert "<td>Person 00299</td>" in QGuiApplication.clipboard().mimeData().html()


def _shown(view: ListView) -> list[str]:
    model = view.model()
    assert isinstance(model, ListModel)
    return [model.columns[section].key for section in view.arrangement.shown()]


def test_columns_are_remembered_and_forgotten(qtbot: QtBot) -> None:
    prefs = HeldPrefs()
    view = _view(qtbot, Source(5), prefs)
    view.arrangement.show_column("group", False)
    view.horizontalHeader().moveSection(2, 0)
    view.horizontalHeader().resizeSection(0, 333)
    pictures.settle()
    again = _view(qtbot, Source(5), prefs)
    assert _shown(again) == ["claims", "name", "status", "heard"]
    assert again.columnWidth(1) == 333
    asked: list[tuple[str, bool]] = []
    again.arrangement.sorted_by.connect(lambda key, down: asked.append((key, down)))
    again.arrangement.reset()
    assert _shown(again) == ["name", "group", "status", "claims", "heard"]
    assert asked == [("", False)]


def test_a_column_dragged_narrow_leaves_its_room_to_the_others(qtbot: QtBot) -> None:
    view = _view(qtbot, Source(20))
    head = view.horizontalHeader()
    edge = QPoint(head.sectionSize(0) - 1, 10)
    QTest.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(head.viewport(), edge - QPoint(20, 0))
    QTest.mouseMove(head.viewport(), edge - QPoint(60, 0))
    narrow = head.sectionSize(0)
    QTest.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=edge - QPoint(60, 0))
    pictures.settle()
    assert head.sectionSize(0) == narrow
    assert narrow < edge.x()
    assert head.length() == view.viewport().width()


def test_only_the_columns_that_are_wanted_are_asked_for(qtbot: QtBot) -> None:
    source = Source(5)
    view = _view(qtbot, source)
    view.arrangement.show_column("group", False)
    assert source.asked[-1].columns == ("name", "status", "claims", "heard")
    assert view.model().columnCount() == 4
    view.arrangement.show_column("name", False)  # says whose row it is: never put away
    view.arrangement.move("heard", -2)
    assert source.asked[-1].columns == ("name", "heard", "status", "claims")
    view.arrangement.move("name", -1)
    assert source.asked[-1].columns == ("name", "heard", "status", "claims")


def test_what_there_is_no_room_for_is_copied_all_the_same(qtbot: QtBot) -> None:
    view = _view(qtbot, Source(5), width=300)
    assert len(view.arrangement.shown()) < len(COLUMNS)
    view.selectRow(0)
    view.copy()
    assert QGuiApplication.clipboard().text().startswith("Name\tGroup\tStatus\tClaims\tLast heard")


def test_the_column_that_rows_are_sorted_by_is_the_last_to_drop(qtbot: QtBot) -> None:
    """Or the rows would look as if they stood in no order, and no heading would tell."""
    view, head = _view(qtbot, Source(5), width=300), [column.key for column in COLUMNS]

    def shown() -> list[str]:
        return [head[section] for section in view.arrangement.shown()]

    for key in head[1:]:
        if COLUMNS[head.index(key)].sortable:
            view.arrangement.sorted_by.emit(key, True)
            assert {head[0], key} <= set(shown())
            assert view.horizontalHeader().sortIndicatorSection() == head.index(key)
            view.resize(700, 400)
            view.resize(300, 400)
            assert key in shown()
    view.arrangement.sorted_by.emit(head[0], False)
    assert head[-1] not in shown()  # it was kept for the order alone


def test_a_column_that_is_put_away_sorts_no_longer(qtbot: QtBot) -> None:
    source = Source(5)
    view = _view(qtbot, source)
    view.arrangement.sorted_by.emit("group", True)
    view.arrangement.show_column("status", False)
    assert source.asked[-1].sort == "group"
    view.arrangement.show_column("group", False)
    assert (source.asked[-1].sort, source.asked[-1].descending) == ("", False)


def test_a_width_that_is_none_is_brought_back() -> None:
    prefs = HeldPrefs({"columns/person": '{"widths": {"name": -5, "group": 99999999}}'})
    assert column_layout.load(prefs, "person").widths == {"name": 20, "group": 2_000}


def test_what_was_remembered_wrongly_is_forgotten() -> None:
    endless, deep = '{"widths": {"name": 1e999}}', "[" * 100_000
    spoilt = ("", "{", "[]", '{"widths": [1]}', '{"widths": {"name": "x"}}', "7", endless, deep)
    for rubbish in spoilt:
        assert column_layout.load(HeldPrefs({"columns/person": rubbish}), "person") == Layout()


@pytest.mark.parametrize("width", [300, 600, 900, 1400])
def test_columns_fill_the_view_and_never_run_out_of_it(
    scaled: theme.Theme, qtbot: QtBot, width: int
) -> None:
    view = _view(qtbot, Source(5), width=scaled.px(width))
    assert view.horizontalHeader().length() == view.viewport().width()
    assert 0 in view.arrangement.shown()


@given(
    room=st.integers(0, 3000),
    hidden=st.sets(st.sampled_from([c.key for c in COLUMNS[1:]])),
    pinned=st.sets(st.sampled_from([c.key for c in COLUMNS[1:]])),
    needs=st.dictionaries(
        st.sampled_from([c.key for c in COLUMNS]),
        st.builds(Need, st.integers(20, 200), st.sampled_from([0, 90]) | st.integers(20, 900)),
    ),
)
def test_widths_never_exceed_the_room_unless_asked(
    room: int, hidden: set[str], pinned: set[str], needs: dict[str, Need]
) -> None:
    layout = Layout(hidden=sorted(hidden), pinned=sorted(pinned - hidden))
    wanted = column_layout.chosen(layout, [column.key for column in COLUMNS])
    columns = [BY_KEY[key] for key in wanted]
    found = column_layout.widths(columns, layout, room, needs=needs)
    assert "name" in found
    assert not hidden & set(found)
    assert set(layout.pinned) <= set(found)
    assert all(width > 0 for width in found.values())
    if len(found) > 1 + len(layout.pinned):
        assert sum(found.values()) <= room


WIDTHS = (  # room, what each column needs, and which are seen with how much of it
    # all is whole: what is left over goes to columns with words, in proportion
    (700, {"name": (70, 160), "group": (70, 0), "status": (80, 110)},
     {"name": 520, "group": 70, "status": 110}),
    # a long name is whole before anything else is widened
    (500, {"name": (70, 300), "group": (70, 0), "status": (80, 110)},
     {"name": 320, "group": 70, "status": 110}),
    # names are cut: what holds nothing gives them its room, though there is a column behind it
    (420, {"name": (70, 300), "group": (70, 0), "status": (80, 110)},
     {"name": 310, "status": 110}),
    # nothing is in any: the headings stand
    (500, {"name": (70, 0), "group": (70, 0), "status": (80, 0)},
     {"name": 210, "group": 210, "status": 80}),
    # names are the last to be narrowed
    (460, {"name": (70, 230), "group": (70, 250), "status": (80, 110)},
     {"name": 186, "group": 164, "status": 110}),
    # a heading is not cut for the sake of other columns; the state is the last to be left out
    (296, {"name": (70, 200), "group": (150, 240), "status": (80, 110)},
     {"name": 186, "status": 110}),
)  # fmt: skip


CLAIMS = (
    Column("member", "Member", 24, CellStyle.NAME, sorted_as="by surname"),
    Column("purpose", "For", 28, CellStyle.TEXT),
    Column("total", "Total", 10, CellStyle.NUMBER),
    Column("state", "State", 14, CellStyle.PILL),
)
HEADS = (  # room, the widest words of member and purpose, what each column gets
    # words that are cut come before what a heading says of the order: names keep what they need
    (590, (100, 330), {"member": 115, "purpose": 265, "total": 80, "state": 130}),
    (590, (130, 330), {"member": 130, "purpose": 250, "total": 80, "state": 130}),
    (590, (196, 330), {"member": 196, "purpose": 184, "total": 80, "state": 130}),
    # no words are cut: the heading gets what is left over
    (590, (100, 230), {"member": 150, "purpose": 230, "total": 80, "state": 130}),
    (620, (100, 230), {"member": 178, "purpose": 231, "total": 80, "state": 130}),
    # a column that would be left out stays
    (505, (100, 330), {"member": 115, "purpose": 180, "total": 80, "state": 130}),
)  # fmt: skip


@pytest.mark.parametrize(("room", "words", "found"), HEADS)
def test_a_column_takes_no_more_than_its_words_while_another_is_cut(
    room: int, words: tuple[int, int], found: dict[str, int]
) -> None:
    member, purpose = words
    needs = {
        "member": Need(115, member, 177), "purpose": Need(70, purpose), "total": Need(80, 70),
        "state": Need(80, 130),
    }  # fmt: skip
    assert column_layout.widths(CLAIMS, Layout(), room, needs=needs) == found


def test_money_is_not_the_first_to_be_left_out() -> None:
    columns = (*CLAIMS[:2], replace(CLAIMS[2], money=True), Column("waits", "Waits", 9), CLAIMS[3])
    needs = {
        "member": Need(177, 130), "purpose": Need(70, 330), "total": Need(80, 70),
        "waits": Need(80, 60), "state": Need(80, 260),
    }  # fmt: skip

    def shown(room: int) -> set[str]:
        return set(column_layout.widths(columns, Layout(), room, needs=needs))

    kept = [shown(room) for room in range(900, 100, -10)]
    went = list(dict.fromkeys(key for one in kept for key in needs if key not in one))
    assert went == ["waits", "purpose", "total", "state"]


@pytest.mark.parametrize(("room", "needs", "found"), WIDTHS)
def test_columns_take_the_room_that_they_need(
    room: int, needs: dict[str, tuple[int, int]], found: dict[str, int]
) -> None:
    columns = [BY_KEY[key] for key in needs]
    measured = {key: Need(*need) for key, need in needs.items()}
    assert column_layout.widths(columns, Layout(), room, needs=measured) == found


def test_widths_that_were_dragged_stay_though_nothing_is_in_the_column() -> None:
    needs = {"name": Need(70, 300), "group": Need(70, 0), "status": Need(80, 110)}
    columns = [BY_KEY[key] for key in needs]
    found = column_layout.widths(columns, Layout(widths={"group": 130}), 560, needs=needs)
    assert found == {"name": 320, "group": 130, "status": 110}


def test_a_heading_says_how_rows_stand_where_its_words_do_not_show_it(qtbot: QtBot) -> None:
    source = Source(5)
    view = _view(qtbot, source)
    model = view.model()
    assert isinstance(model, ListModel)
    across, told = Qt.Orientation.Horizontal, Qt.ItemDataRole
    assert model.headerData(0, across) == "Name"
    assert model.headerData(0, across, told.AccessibleDescriptionRole) == "Name, by surname"
    widths = [view.columnWidth(at) for at in range(len(COLUMNS))]
    view.arrangement.sort_by(0)
    assert model.headerData(0, across) == "Name, by surname"
    assert [view.columnWidth(at) for at in range(len(COLUMNS))] == widths


@pytest.mark.parametrize("width", [420, 500, 560, 700, 900])
@pytest.mark.parametrize("sort", [0, 2, 3])
def test_a_heading_fits_its_column_beside_the_arrow(
    scaled: theme.Theme, qtbot: QtBot, width: int, sort: int
) -> None:
    view = _view(qtbot, Source(5), width=scaled.px(width))
    view.arrangement.sort_by(sort)
    pictures.settle()
    drawn = _drawn_heads(view)
    model = view.model()
    assert isinstance(model, ListModel)
    assert drawn == [
        str(model.headerData(at, Qt.Orientation.Horizontal)) for at in view.arrangement.shown()
    ]
    told = str(model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole))
    assert told == "Name, by surname"


@pytest.mark.parametrize("width", [420, 500, 700])
@pytest.mark.parametrize("then", [0, 2, 3])
def test_two_marked_headings_fit_their_columns(
    scaled: theme.Theme, qtbot: QtBot, width: int, then: int
) -> None:
    view = _view(qtbot, Source(5), width=scaled.px(width))
    view.arrangement.sort_by(1)
    view.arrangement.then_by(then)
    pictures.settle()
    whole = {column.label for column in COLUMNS} | {"Name, by surname"}
    assert {one.rstrip("¹²").rstrip() for one in _drawn_heads(view)} <= whole
    assert sum(one.endswith(("¹", "²")) for one in _drawn_heads(view)) == 2


def test_a_narrow_heading_says_what_it_is_alone(qtbot: QtBot) -> None:
    view = _view(qtbot, Source(5), HeldPrefs({"columns/People": ""}), width=900)
    view.arrangement.sort_by(0)
    pictures.settle()
    assert _drawn_heads(view)[0] == "Name, by surname"
    view.horizontalHeader().resizeSection(0, 100)
    view.arrangement.place()
    assert _drawn_heads(view)[0] == "Name"


def _drawn_arrows(view: ListView) -> list[QStyleOptionHeader.SortIndicator]:
    """Return which arrow each heading has that is seen."""
    return [option.sortIndicator for option in _head_options(view)]


def _drawn_heads(view: ListView) -> list[str]:
    """Return what is drawn of each heading that is seen, cut or not."""
    return [option.text for option in _head_options(view)]


def _head_options(view: ListView) -> Iterator[QStyleOptionHeader]:
    heads = view.horizontalHeader()
    for at in view.arrangement.shown():
        option = QStyleOptionHeader()
        heads.initStyleOption(option)
        option.rect = QRect(0, 0, heads.sectionSize(at), heads.height())
        heads.initStyleOptionForIndex(option, at)
        yield option


def test_long_words_get_the_room_that_short_ones_leave(qtbot: QtBot) -> None:
    groups = Column("group", "Group", 20, CellStyle.TEXT)
    status = Column("status", "Status", 18, CellStyle.PILL)
    usual = column_layout.widths((groups, status), Layout(), 340)
    measured = column_layout.widths(
        (groups, status), Layout(), 340, needs={"group": Need(60, 260), "status": Need(70, 90)}
    )
    assert usual["group"] < measured["group"]
    assert measured["status"] == 90
    view = _view(qtbot, Source(20))
    assert view.columnWidth(2) == view.cells.widest([row(0).cells[2]], CellStyle.PILL) + 16


def test_widths_stay_when_other_rows_come(qtbot: QtBot) -> None:
    source = Source(200_000)
    view = _view(qtbot, source)
    model = view.model()
    assert isinstance(model, ListModel)
    before = [view.columnWidth(at) for at in range(len(COLUMNS))]
    model.show(replace(source.asked[-1], descending=True))
    assert [view.columnWidth(at) for at in range(len(COLUMNS))] == before
    model.show(replace(source.asked[-1], descending=False), 100_000)
    assert [view.columnWidth(at) for at in range(len(COLUMNS))] == before


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2)))
def test_copied_text_keeps_its_shape(rows: list[list[str]]) -> None:
    lines = tsv.text(["A", "B"], rows).split("\n")
    assert len(lines) == len(rows) + 1
    assert all(line.count("\t") == 1 for line in lines)
    assert not any(is_formula(cell) for line in lines for cell in line.split("\t"))


@pytest.mark.parametrize(
    ("typed", "copied"),
    [
        ("=1+1", "'=1+1"),
        ("-x", "'-x"),
        ("+44 1632 960101", "+44 1632 960101"),
        ("-£4.50", "-£4.50"),
    ],
)
def test_no_formula_is_copied_and_numbers_stay_numbers(typed: str, copied: str) -> None:
    assert tsv.text(["x"], [[typed]]) == f"x\n{copied}"
    assert f"<td>{html.escape(copied)}</td>" in tsv.html(["x"], [[typed]])


def test_mark_up_in_a_cell_is_copied_as_words() -> None:
    assert "<td>A &amp; &lt;B&gt;</td>" in tsv.html(["x"], [["A & <B>"]])


def test_a_screen_reader_can_walk_the_rows(qtbot: QtBot) -> None:
    view = _view(qtbot, Source(5))
    spoken = QAccessible.queryAccessibleInterface(view)
    assert spoken is not None
    assert spoken.text(QAccessible.Text.Name) == "People"
    parts = [part for at in range(spoken.childCount()) if (part := spoken.child(at)) is not None]
    said = {(part.role(), part.text(QAccessible.Text.Name)) for part in parts}
    assert (QAccessible.Role.RowHeader, "Person 00002") in said
    assert (QAccessible.Role.ColumnHeader, "Group") in said
    assert (QAccessible.Role.Cell, "Current") in said
    assert (QAccessible.Role.Cell, "Person 00000, Hearing loop") in said
    corner = QAccessible.Role.Pane  # Qt's own, has no words and takes no keyboard
    assert not [
        p for p in parts if p.role() != corner and not p.text(QAccessible.Text.Name).strip()
    ]


def test_the_current_row_is_told_even_when_it_comes_late(qtbot: QtBot) -> None:
    source = Source(300)
    view = _view(qtbot, source)
    told: list[object] = []
    view.current.connect(told.append)
    view.selectRow(250)
    pictures.settle()
    assert view.current_id == BIG + 250


def test_a_selection_can_be_seen_in_every_theme(themed: theme.Theme, qtbot: QtBot) -> None:
    view = _view(qtbot, Source(20))
    view.selectRow(2)
    pictures.settle()
    box = view.visualRect(view.model().index(2, 1))
    seen = view.viewport().grab().toImage().pixelColor(box.right() - 4, box.center().y())
    assert seen == themed.colour("select")
    rest = view.visualRect(view.model().index(4, 1))
    seen = view.viewport().grab().toImage().pixelColor(rest.right() - 4, rest.center().y())
    assert seen == themed.colour("paper")


def test_hovering_lights_one_row(qtbot: QtBot) -> None:
    view = _view(qtbot, Source(20))
    place = view.visualRect(view.model().index(3, 1))
    QTest.mouseMove(view.viewport(), place.center())
    pictures.settle()
    seen = view.viewport().grab().toImage().pixelColor(place.right() - 4, place.center().y())
    assert seen == theme.current().colour("hover")


def test_rows_are_higher_when_comfortable(qtbot: QtBot) -> None:
    assert _view(qtbot, Source(5)).rowHeight(0) == 36
    assert _view(qtbot, Source(5), HeldPrefs({"rows": "comfortable"})).rowHeight(0) == 44


def test_only_declared_preferences_exist() -> None:
    assert default("scale") == "100"
    assert default("columns/member") == ""
    with pytest.raises(KeyError):
        default("colour of the wall")
    with pytest.raises(KeyError):
        HeldPrefs().set("nonsense/member", "x")


def test_an_empty_list_has_no_current_row(qtbot: QtBot) -> None:
    view = _view(qtbot, Source(0))
    view.go_to_first()
    assert view.current_id is None
    assert not view.currentIndex().isValid() or view.currentIndex() == QModelIndex()


class Paints(QObject):
    """Counts how often what it watches is painted."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count."""
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_other_rows_are_painted_once(qtbot: QtBot) -> None:
    view = _view(qtbot, Source(200))
    paints = Paints(view)
    view.viewport().installEventFilter(paints)
    view.arrangement.sort_by(0)
    pictures.settle()
    assert paints.count == 1


def test_pages_far_away_are_let_go() -> None:
    source = Source(20_000)
    model = _model(source)
    model.show(ListQuery("person"))
    for at in range(0, 20_000, PAGE):
        model.index(at, 0).data()
        pictures.settle()
    assert len(model._pages) <= 40
    assert _text(model, 19_999) == "Person 19999"


def test_a_wide_font_gets_wide_columns(app: QApplication, cache: Path, qtbot: QtBot) -> None:
    theme.apply(app, theme.load("light", 1.0, "DejaVu Sans"), cache)
    view = _view(qtbot, Source(5), width=1100)
    letter = QFontMetrics(theme.current().font()).horizontalAdvance("22 Nov 2026")
    assert view.columnWidth(4) >= letter + 16
    narrow = column_layout.natural(COLUMNS[4])
    assert column_layout.natural(COLUMNS[4], letter=9.0) > narrow


def test_names_of_usual_length_stay_whole_though_they_are_drawn_bolder() -> None:
    group = Column("group", "Group", 30, CellStyle.NAME)
    columns = (group, Column("venue", "Venue", 26, CellStyle.TEXT))
    need = 30 * 9 + 32
    found = column_layout.widths(
        columns, Layout(), 480, 7.5, {"group": Need(80, need), "venue": Need(80, 300)}, 9.0
    )
    assert found["group"] == need
    assert sum(found.values()) <= 480
