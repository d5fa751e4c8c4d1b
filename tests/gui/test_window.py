"""The frame: places and the way back, keys, counts, Undo, folding, and a list over a real file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from facilitator_app import assets
from facilitator_app.app.places import places
from facilitator_app.clock import FixedClock
from facilitator_app.domain.errors import AppError, Damaged, Gone, NotSaved
from facilitator_app.domain.progress import Progress
from facilitator_app.gui import guide, notice_bar, theme
from facilitator_app.gui.help import HelpPage
from facilitator_app.gui.key_list import key_list
from facilitator_app.gui.ops import InlineOps
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.list_page import ListKind, ListPage
from facilitator_app.gui.prefs import HeldPrefs
from facilitator_app.gui.rail_parts import SavedMark
from facilitator_app.gui.window import Window, WindowParts
from facilitator_app.gui.window_actions import ACTIONS, MORE_KEYS
from facilitator_app.services import records
from facilitator_app.services.files import File
from facilitator_app.spec.record import Changes, Draft
from tests.gui import pictures
from tests.gui.conftest import ShowWindow
from tests.gui.probe import clipped, nameless, unreachable

KEYS = [*(one.keys for one in ACTIONS), *(one.keys for one in places())]
COUNTS = {"members": (3, False), "actions": (3, True), "claims": (1207, False)}


class PlainPage(QWidget):
    """A page with one field, which may refuse to be left."""

    def __init__(self, title: str) -> None:
        """Be called `title`."""
        super().__init__()
        self.title, self.stays = title, False
        self.heard: list[Changes] = []
        self.did: list[str] = []
        self.field = QLineEdit()
        self.field.setAccessibleName(title)
        QVBoxLayout(self).addWidget(self.field)
        self.setFocusProxy(self.field)

    def stale(self, changes: Changes) -> None:
        self.heard.append(changes)

    def reload(self) -> None:
        self.did.append("reload")

    def can_leave(self) -> bool:
        return not self.stays

    def save(self) -> None:
        self.did.append("save")

    def print_paper(self) -> None:
        self.did.append("print")


Make = Callable[..., Window]


@pytest.fixture
def open_window(
    app: QApplication, cache: Path, clock: FixedClock, prefs: HeldPrefs, show_window: ShowWindow
) -> Make:
    """Makes a window over a file, with a list page and plain ones."""

    def make(file: File, size: tuple[int, int] = (1366, 768)) -> Window:
        def tell(error: AppError) -> None:
            window.fail(error)

        def restyle() -> None:
            pictures.dress(app, cache, prefs.get("theme") or "light", int(prefs.get("scale")) / 100)

        def members(context: PageContext) -> QWidget:
            return ListPage(context, prefs, ListKind("member", lambda: None))

        def record(
            _context: PageContext, name: str, record_id: int | None, _values: Mapping[str, Any]
        ) -> QWidget:
            return PlainPage(f"{name} {record_id}")

        plain = {
            place.name: (lambda _context, name=place.name: PlainPage(name)) for place in places()
        }
        window = Window(
            WindowParts(
                "Three Valleys Cancer Network", InlineOps(file, tell), file.format_context, clock,
                prefs, places(), {**plain, "members": members}, record, lambda _file: COUNTS,
                restyle, lambda: None, lambda _copy: None,
            )
        )  # fmt: skip
        return show_window(window, size)

    return make


def _front(window: Window) -> Any:
    """Return the page in front; a record's page comes there in the next turn."""
    QCoreApplication.processEvents()
    return window.stack.front


def _list(window: Window) -> ListPage:
    window.go("members")
    page = window.stack.front
    assert isinstance(page, ListPage)
    pictures.rest(window)  # the card follows after a pause
    assert page.model.frame is not None
    return page


# Places and the way back.


def test_a_page_is_made_when_first_gone_to_and_then_kept(open_window: Make, file: File) -> None:
    window = open_window(file)
    first = _front(window)
    window.go("claims")
    assert _front(window).title == "claims"
    window.go("today")
    assert _front(window) is first


def test_the_rail_goes_places_and_shows_where_one_is(open_window: Make, file: File) -> None:
    window = open_window(file)
    window.rail.chosen.emit("reports")
    assert _front(window).title == "reports"
    places = window.rail.findChildren(QWidget)
    assert places
    window.go("settings")
    spoken = [tree.currentIndex().data() for tree in (window.rail.places, window.rail.pinned)]
    assert spoken == [None, "Settings"]


@pytest.mark.parametrize(
    ("key", "place"),
    [(str(n + 1), p.name) for n, p in enumerate(places()) if p.name != "members"],
)
def test_each_place_has_one_key(open_window: Make, file: File, key: str, place: str) -> None:
    window = open_window(file)
    QTest.keyClick(window, getattr(Qt.Key, f"Key_{key}"), Qt.KeyboardModifier.ControlModifier)
    assert _front(window).title == place


def test_esc_returns_to_the_same_row(open_window: Make, peopled: File) -> None:
    window = open_window(peopled, (1366, 480))
    page = _list(window)
    page.table.selectRow(9)
    page.table.setFocus()
    scroll = page.table.verticalScrollBar().value()
    assert scroll > 0
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert _front(window).title == f"member {page.table.current_id}"
    QTest.keyClick(_front(window).field, Qt.Key.Key_Escape)
    assert _front(window) is page
    assert page.table.currentIndex().row() == 9
    assert page.table.verticalScrollBar().value() == scroll
    assert page.table.hasFocus()


def test_a_page_that_must_stay_is_not_left(open_window: Make, file: File) -> None:
    window = open_window(file)
    window.new_record("member")
    form = _front(window)
    form.stays = True
    window.back()
    window.go("claims")
    assert _front(window) is form
    assert not window.close()
    window.actions_by_name["quit"].trigger()
    assert window.isVisible()
    form.stays = False
    window.go("claims")
    assert _front(window).title == "claims"
    window.actions_by_name["quit"].trigger()
    assert not window.isVisible()


def test_alt_left_goes_to_the_place_before(open_window: Make, file: File) -> None:
    window = open_window(file)
    for place in ("claims", "reports"):
        window.go(place)
    for place in ("claims", "today", "today"):
        window.earlier()
        assert _front(window).title == place


def test_records_stand_above_each_other(open_window: Make, file: File) -> None:
    window = open_window(file)
    window.open_record("member", 2**50)
    window.open_record("body", 7)
    assert _front(window).title == "body 7"
    window.back()
    assert _front(window).title == f"member {2**50}"
    window.back()
    assert _front(window).title == "today"
    window.back()
    assert _front(window).title == "today"


# Actions from the one table.


def test_no_key_is_used_twice() -> None:
    keys = [QKeySequence(keys).toString() for keys in KEYS]
    assert len(keys) == len(set(keys))
    assert all(keys)


def test_every_action_does_something(open_window: Make, file: File) -> None:
    window = open_window(file)
    assert set(window.does()) == {one.name for one in ACTIONS} == set(window.actions_by_name)


def test_the_key_list_names_every_key() -> None:
    listed = {line.ways[0] for line in key_list(places())}
    assert ("Ctrl+Shift+Z", "Ctrl+Y") in {line.ways for line in key_list(places())}
    assert listed == set(KEYS) | {keys for _g, keys, _w in MORE_KEYS}
    [html] = [page.html for page in guide.all_pages(places()) if page.name == guide.KEYS]
    assert all(
        QKeySequence(one.keys).toString(QKeySequence.SequenceFormat.NativeText) in html
        for one in ACTIONS
    )


def test_save_and_print_ask_the_page_in_front(open_window: Make, file: File) -> None:
    window = open_window(file)
    for key in (Qt.Key.Key_S, Qt.Key.Key_P, Qt.Key.Key_N, Qt.Key.Key_F):
        QTest.keyClick(_front(window).field, key, Qt.KeyboardModifier.ControlModifier)
    assert _front(window).did == ["save", "print"]


def test_add_and_search_ask_the_list(open_window: Make, peopled: File) -> None:
    window = open_window(peopled)
    page = _list(window)
    QTest.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    QTest.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert _front(window).title == "member None"


# Changes, Undo, counts.


def _add(file: File, surname: str) -> Changes:
    draft = Draft(
        "member",
        {**records.blank(file, "member", {}).values, "forenames": "Zoë", "surname": surname},
    )
    return records.save(file, draft).changes


def test_a_change_is_told_to_all_and_can_be_taken_back(open_window: Make, peopled: File) -> None:
    window = open_window(peopled)
    today = _front(window)
    page = _list(window)
    before = page.model.rowCount()
    window.changed(_add(peopled, "Aaronson"))
    assert page.model.rowCount() == before + 1
    assert len(today.heard) == 1
    assert window.notice.text.startswith("Done: ")
    QTest.mouseClick(_named(window.notice, "Undo"), Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == before
    assert window.notice.text.startswith("Undone: ")
    QTest.mouseClick(_named(window.notice, "Redo"), Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == before + 1


def test_undo_in_a_field_comes_first(open_window: Make, peopled: File) -> None:
    window = open_window(peopled)
    window.changed(_add(peopled, "Aaronson"))
    field = _front(window).field
    field.setFocus()
    QTest.keyClicks(field, "words")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
    assert window.notice.text.startswith("Done")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.notice.text.startswith("Undone")


def test_ctrl_y_does_again_as_well(open_window: Make, peopled: File) -> None:
    window = open_window(peopled)
    window.changed(_add(peopled, "Aaronson"))
    field = _front(window).field
    field.setFocus()
    ctrl = Qt.KeyboardModifier.ControlModifier
    QTest.keyClicks(field, "words")
    QTest.keyClick(field, Qt.Key.Key_Z, ctrl)
    QTest.keyClick(field, Qt.Key.Key_Y, ctrl)
    assert field.text() == "words"
    assert window.notice.text.startswith("Done: ")
    QTest.keyClick(field, Qt.Key.Key_Z, ctrl)
    QTest.keyClick(field, Qt.Key.Key_Z, ctrl)
    assert window.notice.text.startswith("Undone: ")
    window.rail.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Y, ctrl)
    assert window.notice.text.startswith("Redone: ")


@pytest.mark.parametrize("leave", ["go", "show_page", "open_record", "back", "earlier"])
def test_what_is_said_of_a_page_goes_with_it(open_window: Make, peopled: File, leave: str) -> None:
    window = open_window(peopled)
    window.go("members")
    page = PlainPage("a form")
    window.show_page(page)
    window.fail(AppError("The printer did not answer."))
    assert window.notice.text
    ways: dict[str, Callable[[], object]] = {
        "go": lambda: window.go("meetings"),
        "show_page": lambda: window.show_page(PlainPage("another")),
        "open_record": lambda: window.open_record("member", 1),
        "back": window.back,
        "earlier": window.earlier,
    }
    ways[leave]()
    pictures.settle()
    assert window.stack.front is not page
    assert window.notice.text == ""


def test_what_was_done_is_said_on_the_next_page_and_no_further(
    open_window: Make, peopled: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(peopled)
    window.changed(_add(peopled, "Aaronson"))
    window.go("members")
    window.go("meetings")
    assert window.notice.text.startswith("Done: ")  # it cannot have been read yet
    monkeypatch.setattr(notice_bar, "_READ_MS", 0)
    window.changed(_add(peopled, "Abbot"))
    window.go("members")
    assert window.notice.text.startswith("Done: ")
    window.go("meetings")
    assert window.notice.text == ""
    window.undo()
    assert window.notice.text.startswith("Undone: ")
    window.tell("Not kept.", bad=True)
    window.go("members")
    window.go("meetings")
    assert window.notice.text == "Not kept."


@pytest.mark.parametrize("error", [NotSaved("The disk is full."), Gone("This was deleted.")])
def test_what_was_not_saved_is_said_on_every_page(
    open_window: Make, peopled: File, error: AppError
) -> None:
    window = open_window(peopled)
    window.fail(error)
    window.go("members")
    assert window.notice.text == str(error)


def test_what_is_said_by_leaving_is_said_on_the_next_page(
    open_window: Make, peopled: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(peopled)
    page = PlainPage("a form")

    def leave() -> bool:
        window.fail(AppError("Not kept."))
        return True

    monkeypatch.setattr(page, "can_leave", leave)
    window.show_page(page)
    window.go("members")
    assert window.notice.text == "Not kept."


def test_nothing_to_undo_is_said_in_words(open_window: Make, file: File) -> None:
    window = open_window(file)
    window.undo()
    assert window.notice.text.endswith(".")


def test_the_rail_shows_counts_and_says_them(open_window: Make, file: File) -> None:
    window = open_window(file)
    item = window.rail.places.item_of("actions")
    assert item is not None
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "Actions, 3 waiting, some of them late"
    spoken = QAccessible.queryAccessibleInterface(window.rail.places)
    assert spoken is not None
    names = [
        part.text(QAccessible.Text.Name)
        for at in range(spoken.childCount())
        if (part := spoken.child(at))
    ]
    assert "Claims, 1,207 waiting" in names
    assert all(names)


def test_the_last_save_is_told_by_the_clock(
    open_window: Make, file: File, clock: FixedClock
) -> None:
    window = open_window(file)
    said = clock.now().astimezone().strftime("%H:%M")
    assert _named(window.rail, f"Last saved {said}").isVisible()


def test_a_damaged_file_is_not_told_as_saved(open_window: Make, file: File) -> None:
    """Until a check finds it sound, whatever is saved meanwhile."""
    window = open_window(file)
    window.fail(Damaged("A part of the file is damaged."))
    window.saved()
    assert _named(window.rail, "The file is damaged").isVisible()
    window.mark_damaged(damaged=False)
    said = window.rail.findChildren(SavedMark)[0].accessibleName()
    assert said.startswith("Last saved")


# Folding and text size.


@pytest.mark.parametrize(
    ("width", "narrow"), [(1366, False), (1099, True), (1100, False), (800, True)]
)
def test_the_rail_folds_by_effective_width(
    open_window: Make, file: File, width: int, narrow: bool
) -> None:
    assert open_window(file, (width, 768)).rail.narrow is narrow


def test_larger_text_rebuilds_the_window_in_place(
    open_window: Make, peopled: File, prefs: HeldPrefs
) -> None:
    window = open_window(peopled)
    _list(window)
    for _step in range(3):
        window.text_size.change(1)
    assert theme.current().scale == 1.5
    assert prefs.get("scale") == "150"
    page = _front(window)
    assert isinstance(page, ListPage)
    assert window.rail.narrow
    assert page.table.verticalHeader().defaultSectionSize() == 54


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700), (1920, 1080)])
@pytest.mark.parametrize("scale", [100, 125, 150, 200])
def test_nothing_is_cut_and_everything_is_named(
    open_window: Make,
    peopled: File,
    prefs: HeldPrefs,
    size: tuple[int, int],
    scale: int,
) -> None:
    prefs.set("scale", str(scale))
    window = open_window(peopled, size)
    window.rebuild()
    page = _list(window)
    assert (window.width(), window.height()) == size
    window.changed(_add(peopled, "Aaronson"))
    pictures.rest(window)
    assert clipped(window) == []
    assert nameless(window) == []
    assert unreachable(window) == []
    QTest.mouseClick(
        page.table.viewport(),
        Qt.MouseButton.LeftButton,
        pos=page.table.visualRect(page.model.index(1, 0)).center(),
    )
    pictures.rest(window)
    assert page.card.isVisible()
    assert clipped(window) == []


def test_a_theme_chosen_later_is_seen_at_once(
    open_window: Make, peopled: File, prefs: HeldPrefs
) -> None:
    window = open_window(peopled)
    _list(window)
    prefs.set("theme", "dark")
    window.rebuild()
    pictures.rest(window)
    image = window.grab().toImage()
    assert image.pixelColor(4, 400) == theme.load("dark").colour("ground")


# The list page.


def test_an_empty_list_says_what_it_is_for(open_window: Make, file: File) -> None:
    window = open_window(file)
    page = _list(window)
    assert _named(page, "Keep everyone who gives their time in one place").isVisible()
    assert not page.table.isVisible()
    assert not page.card.isVisible()
    primary = [
        b
        for b in page.findChildren(QPushButton)
        if b.property("kind") == "primary" and b.isVisible()
    ]
    assert [b.accessibleName() for b in primary] == ["Add the first one"]
    window.changed(_add(file, "Aaronson"))
    assert page.table.isVisible()


def test_looking_for_what_is_not_there_offers_a_way_out(
    open_window: Make, peopled: File, qtbot: QtBot
) -> None:
    window = open_window(peopled)
    page = _list(window)
    QTest.keyClicks(page.table, "xyzzy")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    QTest.mouseClick(_named(page, "Show everything"), Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 15
    assert page.table.isVisible()


def test_what_another_view_has_is_found_without_typing_it_again(
    open_window: Make, peopled: File, qtbot: QtBot
) -> None:
    window = open_window(peopled)
    page = _list(window)
    page.show_list("member", "review")
    QTest.keyClicks(page.table, "whit")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    QTest.mouseClick(_named(page, "Look in the whole list"), Qt.MouseButton.LeftButton)
    assert (page.model.rowCount(), page._query.text) == (1, "whit")
    QTest.keyClicks(page.table, "zz")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert not _named(page, "Look in the whole list").isVisible()
    QTest.mouseClick(_named(page, "Show everything"), Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 15


def test_typing_finds_and_down_comes_back(open_window: Make, peopled: File, qtbot: QtBot) -> None:
    window = open_window(peopled)
    page = _list(window)
    page.table.setFocus()
    QTest.keyClicks(page.table, "w")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "hit")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    assert page.table.current_id is not None


def test_the_card_follows_the_row(open_window: Make, peopled: File, qtbot: QtBot) -> None:
    page = _list(open_window(peopled))
    for at in (3, 6):
        page.table.selectRow(at)
        row = page.model.row_at(at)
        assert row is not None
        qtbot.waitUntil(partial(_is_titled, page.card, row.cells[0].text))


def test_the_card_lies_over_a_narrow_list(open_window: Make, peopled: File) -> None:
    window = open_window(peopled, (1000, 768))
    page = _list(window)
    assert not page.card.isVisible()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert page.card.isVisible()
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert not page.card.isVisible()
    assert _front(window) is page
    window.resize(1366, 768)
    assert page.card.isVisible()


def test_over_a_low_list_the_card_is_as_high_as_the_page(open_window: Make, peopled: File) -> None:
    window = open_window(peopled)
    _list(window)
    _double(window)
    page = _front(window)
    assert isinstance(page, ListPage)
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert page.card.isVisible()
    assert page.card.height() == page.height()


@pytest.mark.parametrize("height", [700, 768, 1000])
def test_every_place_of_the_rail_is_seen_whole(open_window: Make, file: File, height: int) -> None:
    window = open_window(file, (1366, height))
    _double(window)
    places = window.rail.places
    last = places.item_of("reports")
    assert last is not None
    assert places.visualRect(last.index()).bottom() <= places.viewport().height()
    assert not places.visualRect(last.index()).isEmpty()


def _double(window: Window) -> None:
    """Make the text of `window` twice as large."""
    while theme.current().scale < 2.0:
        window.text_size.change(1)
    pictures.settle()


def test_the_order_is_remembered(open_window: Make, peopled: File, prefs: HeldPrefs) -> None:
    page = _list(open_window(peopled))
    sortable = next(at for at, column in enumerate(page.model.columns) if column.sortable)
    page.table.arrangement.sort_by(sortable)
    key = page.model.columns[sortable].key
    assert prefs.get("sort/member") == f"{key}:down"  # upwards is how they stood
    again = _list(open_window(peopled))
    assert again.model.frame is not None
    assert again.model.frame.query.sort == key


def test_copying_is_told(open_window: Make, peopled: File) -> None:
    window = open_window(peopled)
    page = _list(window)
    page.table.selectAll()
    page.table.copy()
    assert window.notice.text.startswith("15 rows copied")


def test_rows_that_are_searched_away_are_not_offered_to_be_copied(
    open_window: Make, peopled: File
) -> None:
    window = open_window(peopled)
    page = _list(window)
    page.table.selectAll()
    copy = next(one for one in page.findChildren(QPushButton) if "15 rows" in one.text())
    assert copy.isVisible()
    page.search()
    QTest.keyClicks(window.focusWidget(), "xyzzy")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    pictures.rest(window)
    assert page.model.rowCount() == 0
    assert not copy.isVisible()


def test_an_answer_to_a_page_that_has_gone_is_dropped(open_window: Make, peopled: File) -> None:
    window = open_window(peopled)
    page = _list(window)
    late: list[Callable[[], object]] = []

    class SlowOps(InlineOps):
        def run(self, work: Any, done: Any, failed: Any = None) -> Progress:
            late.append(lambda: InlineOps.run(self, work, done, failed))
            return Progress()

    window.context.ops = SlowOps(peopled, window.fail)
    page.reload()
    window.rebuild()
    pictures.rest(window)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    while late:
        late.pop(0)()
    assert not isValid(page)
    assert _front(window).model.rowCount() == 15


# The guide.


def test_the_guide_opens_at_the_page_that_fits(open_window: Make, file: File) -> None:
    window = open_window(file)
    window.go("claims")
    QTest.keyClick(window, Qt.Key.Key_F1)
    page = window.stack.front
    assert isinstance(page, HelpPage)
    assert page.page == "claims"
    window.help("undo")
    assert page.page == "undo"
    window.back()
    assert _front(window).title == "claims"


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_6])
def test_the_search_box_gives_way_to_a_page(open_window: Make, file: File, key: Qt.Key) -> None:
    window = open_window(file)
    before = window.stack.front
    window.find_anything()
    modifiers = Qt.KeyboardModifier
    modifier = modifiers.NoModifier if key == Qt.Key.Key_F1 else modifiers.ControlModifier
    QTest.keyClick(window.command_box.field, key, modifier)
    assert not window.command_box.isVisible()
    assert window.stack.front is not before


def test_the_guide_is_whole_and_its_links_lead_somewhere() -> None:
    files = {file.stem for file in assets.path("help").glob("*.html")}
    pages = guide.all_pages(places())
    assert pages[0].name == guide.FIRST
    assert {page.name for page in pages} == files
    for page in pages:
        assert page.title
        links = re.findall(r'href="([^"]+)"', page.html)
        assert {link.removesuffix(".html") for link in links} <= files
    assert {place.name for place in places()} - {"today"} <= files


def test_the_guide_is_found_by_any_word() -> None:
    pages = guide.all_pages(places())
    assert "undo" in [page.name for page in guide.found(pages, "Undo takes back")]
    assert guide.found(pages, "PASSPHRASE sheet")
    assert guide.found(pages, "claim")[0].name == "claims"
    assert guide.found(pages, "xyzzy") == ()


@pytest.mark.parametrize("width", [1366, 760])
def test_the_guide_can_be_read_at_every_size(
    open_window: Make, file: File, prefs: HeldPrefs, width: int
) -> None:
    for scale in (100, 200):
        prefs.set("scale", str(scale))
        window = open_window(file, (width, 768))
        window.rebuild()
        window.help("keys")
        pictures.rest(window)
        assert clipped(window) == []
        assert nameless(window) == []
        window.close()


def _named(root: QWidget, name: str) -> QWidget:
    found = [one for one in root.findChildren(QWidget) if one.accessibleName() == name]
    return next((one for one in found if one.isVisible()), found[0])


def _is_titled(card: QWidget, words: str) -> bool:
    labels = [
        one
        for one in card.findChildren(QWidget)
        if one.property("role") == "h2" and one.isVisible()
    ]
    return [getattr(label, "text", str)() for label in labels] == [words]
