"""The rail with thirty places: folding, keys, counts, and what is seen at every size."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from facilitator_app.clock import FixedClock
from facilitator_app.gui import guide, theme
from facilitator_app.gui.command_box_rows import LINE, FoundList
from facilitator_app.gui.key_list import key_list
from facilitator_app.gui.places import ways_to
from facilitator_app.gui.prefs import HeldPrefs
from facilitator_app.gui.rail_drawing import COUNT, LATE, NAME
from facilitator_app.gui.rail_parts import two_lines
from facilitator_app.gui.rail_places import PlaceTree
from facilitator_app.gui.window import Window
from facilitator_app.services.files import File
from tests.gui import pictures
from tests.gui.conftest import ShowWindow
from tests.gui.many_places import MANY, many_window
from tests.gui.probe import clipped, nameless, unreachable

SIZES = [(1366, 768), (1024, 600), (720, 480)]
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
Make = Callable[..., Window]


@pytest.fixture
def open_many(
    app: QApplication, cache: Path, clock: FixedClock, prefs: HeldPrefs, file: File,
    show_window: ShowWindow,
) -> Make:  # fmt: skip
    """Makes a window with thirty places, at a text size in per cent."""

    def restyle() -> None:
        pictures.dress(app, cache, "light", int(prefs.get("scale")) / 100)

    def make(size: tuple[int, int] = (1366, 768), scale: int = 100) -> Window:
        prefs.set("scale", str(scale))
        restyle()
        return show_window(many_window(file, clock, prefs, restyle), size)

    return make


def _shown(tree: PlaceTree) -> list[str]:
    """Return the words of all rows that are not folded away, headings in capitals."""
    found, index = [], tree.rows.index(0, 0)
    while index.isValid():
        words = str(index.data())
        found.append(words if index.data(NAME) else words.upper())
        index = tree.indexBelow(index)
    return found


def _here(window: Window) -> str:
    """Return the words of the row that the keyboard stands on in the rail."""
    return str(window.rail.places.currentIndex().data())


def _press(window: Window, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window.rail.places, key)


def _heading_box(window: Window, words: str) -> QPoint:
    tree = window.rail.places
    return tree.visualRect(tree.rows.findItems(words)[0].index()).center()


def _click(window: Window, words: str) -> None:
    point = _heading_box(window, words)
    QTest.mouseClick(window.rail.places.viewport(), Qt.MouseButton.LeftButton, pos=point)


# What is seen.


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [100, 150, 200])
def test_nothing_is_cut_and_the_place_in_front_is_in_view(
    open_many: Make, size: tuple[int, int], scale: int
) -> None:
    window = open_many(size, scale)
    tree = window.rail.places
    for place in (MANY[0], MANY[10], MANY[-2]):
        window.go(place.name)
        pictures.rest(window)
        assert tree.viewport().rect().contains(tree.visualRect(tree.currentIndex()))
        assert tree.currentIndex().data(NAME) == place.name
    assert clipped(window) == []
    assert nameless(window) == []
    assert unreachable(window) == []
    assert tree.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_no_name_is_cut_where_names_are_shown(open_many: Make, scale: int) -> None:
    window = open_many((int(1366 * scale / 100), 768), scale)
    tree = window.rail.places
    assert not window.rail.narrow
    around = theme.current().px(92)
    for words in _shown(tree):
        wide = QFontMetrics(theme.current().font(14, 600)).horizontalAdvance(words)
        assert words.isupper() or wide + around <= tree.width()


def test_a_low_window_of_icons_offers_the_names(open_many: Make) -> None:
    window = open_many((1024, 600), 200)
    tree = window.rail.places
    assert window.rail.narrow
    assert len(_shown(tree)) == 29 + 7
    item = tree.item_of("budget")
    assert item is not None
    assert item.toolTip() == "Budget (Ctrl+G, B, Enter)"
    button = next(
        one for one in window.rail.findChildren(QPushButton) if one.accessibleName()[:3] == "All"
    )
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.command_box.titles() == [place.words for place in MANY]


# Folding.


def test_going_to_a_place_opens_its_group(open_many: Make) -> None:
    window = open_many()
    assert "Risks" not in _shown(window.rail.places)
    window.go("risks")
    assert "Risks" in _shown(window.rail.places)


def test_what_was_folded_is_remembered(open_many: Make, prefs: HeldPrefs) -> None:
    window = open_many()
    _click(window, "People")
    assert "Members" not in _shown(window.rail.places)
    assert prefs.get("rail/People") == "folded"
    again = open_many()
    assert "Members" not in _shown(again.rail.places)
    _click(again, "People")
    assert prefs.get("rail/People") == "open"
    assert "Members" in _shown(again.rail.places)


def test_a_fold_around_the_place_in_front_holds_until_it_is_gone_to(open_many: Make) -> None:
    window = open_many()
    window.go("members")
    _click(window, "People")
    assert "Members" not in _shown(window.rail.places)
    assert _here(window) == "People"
    window.go("today")
    window.go("members")
    assert "Members" in _shown(window.rail.places)


def test_a_folded_group_says_how_many_wait_in_it(open_many: Make) -> None:
    window = open_many()
    tree = window.rail.places
    heading = tree.rows.findItems("Reports")[0]
    assert not tree.isExpanded(heading.index())
    assert (heading.data(COUNT), heading.data(LATE)) == (2, True)
    money = tree.rows.findItems("Money")[0]
    assert (money.data(COUNT), money.data(LATE)) == (1207, False)


def test_a_screen_reader_hears_places_counts_and_folds(open_many: Make) -> None:
    window = open_many()
    spoken = QAccessible.queryAccessibleInterface(window.rail.places)
    assert spoken is not None
    assert spoken.role() == QAccessible.Role.Tree
    rows = [child for at in range(spoken.childCount()) if (child := spoken.child(at))]
    assert all(row.text(QAccessible.Text.Name) for row in rows)
    rows = [row for row in rows if row.role() != QAccessible.Role.ColumnHeader]
    heard = {row.text(QAccessible.Text.Name): row for row in rows}
    assert {row.role() for row in rows} == {QAccessible.Role.TreeItem}
    assert "Members, 3 waiting" in heard
    assert "Actions, 12 waiting, some of them late" in heard
    folded, opened = heard["Reports, 2 waiting, some of them late"], heard["People, 3 waiting"]
    assert (folded.state().expandable, folded.state().expanded) == (1, 0)
    assert (opened.state().expandable, opened.state().expanded) == (1, 1)
    assert heard["Today"].state().selected == 1


# The keyboard in the rail.


def test_arrows_go_through_places_and_headings_and_fold(open_many: Make) -> None:
    window = open_many()
    tree = window.rail.places
    tree.setFocus()
    seen = []
    for _row in _shown(tree):
        seen.append(_here(window))
        _press(window, Qt.Key.Key_Down)
    assert [words.upper() for words in seen] == [words.upper() for words in _shown(tree)]
    assert window.rail.pinned.hasFocus()
    QTest.keyClick(window.rail.pinned, Qt.Key.Key_Up)
    assert tree.hasFocus()
    assert _here(window) == "Reports"
    _press(window, Qt.Key.Key_Right)
    assert "Risks" in _shown(tree)
    _press(window, Qt.Key.Key_Down, Qt.Key.Key_Left)
    assert _here(window) == "Reports"
    _press(window, Qt.Key.Key_Left)
    assert "Risks" not in _shown(tree)
    _press(window, Qt.Key.Key_Home)
    assert _here(window) == "Today"
    _press(window, Qt.Key.Key_End)
    assert _here(window) == "Reports"


def test_enter_goes_to_a_place_and_folds_a_group(open_many: Make) -> None:
    window = open_many()
    window.rail.places.setFocus()
    _press(window, Qt.Key.Key_Down)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        before = "Members" in _shown(window.rail.places)
        _press(window, key)
        assert ("Members" in _shown(window.rail.places)) is not before
    _press(window, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert window.stack.place == "members"


def test_letters_find_a_name_in_the_rail(open_many: Make) -> None:
    window = open_many()
    window.rail.places.setFocus()
    QTest.keyClicks(window.rail.places, "keep")
    assert _here(window) == "Keeping in touch"
    assert window.stack.place == "today"


# Keys to every place.


def _type(keys: str) -> None:
    """Press the keys of one way to a place, one after the other, wherever the keyboard is."""
    for one in keys.split(", "):
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keySequence(target, QKeySequence(one))


def test_every_key_that_the_guide_tells_leads_to_its_place(open_many: Make) -> None:
    window = open_many()
    told = {line.words: line.ways for line in key_list(MANY)}
    [html] = [page.html for page in guide.all_pages(MANY) if page.name == guide.KEYS]
    for place in MANY:
        assert told[place.words] == ways_to(MANY)[place.name]
        for way in told[place.words]:
            _type(way)
            pictures.rest(window)
            assert window.stack.place == place.name
            assert QKeySequence(way).toString(QKeySequence.SequenceFormat.NativeText) in html
            assert not window.command_box.isVisible()


def test_page_keys_go_round_all_places(open_many: Make) -> None:
    window = open_many()
    for place in (*MANY[1:], MANY[0]):
        _type("Ctrl+PgDown")
        assert window.stack.place == place.name
    _type("Ctrl+PgUp")
    assert window.stack.place == "settings"


def test_a_part_of_a_name_or_of_its_group_finds_places_too(open_many: Make) -> None:
    window = open_many()
    _type("Ctrl+G")
    box = window.command_box
    assert box.titles() == [place.words for place in MANY]
    for typed, titles in (
        ("c", ["Claims", "Carers", "Capacity plan", "Consultations"]),
        ("me", ["Members", "Meetings", "Induction and mentoring", "Actions", "Venues", "Rota"]),
        ("mt", ["Meetings"]),
        ("work", ["Activities", "Projects", "Evidence", "Consultations", "You said we did"]),
        ("ment", ["Induction and mentoring"]),
        ("xyzzy", []),
    ):
        box.field.setText(typed)
        pictures.rest(window)
        assert box.titles() == titles
    QTest.keyClick(box.field, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert window.stack.place == "today"


def test_one_box_turns_into_the_other(open_many: Make) -> None:
    window = open_many()
    window.list_places()
    assert window.command_box.accessibleName() == "Go to a place"
    window.find_anything()
    assert window.command_box.accessibleName() == "Find anything"
    assert "Go to Today" in window.command_box.titles()
    window.list_places()
    assert window.command_box.titles() == [place.words for place in MANY]


def test_find_anything_finds_every_place_with_its_keys(open_many: Make) -> None:
    window = open_many()
    window.find_anything()
    found = window.command_box.findChildren(FoundList)[0].model()
    for place in MANY:
        window.command_box.field.setText(f"go to {place.words}")
        pictures.rest(window)
        rows = [found.index(row, 0) for row in range(found.rowCount())]
        row = next(one for one in rows if one.data() == f"Go to {place.words}")
        assert row.data(LINE).keys == ways_to(MANY)[place.name]
        assert all(way in row.data(_SPOKEN) for way in ways_to(MANY)[place.name])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [100, 150, 200])
def test_the_list_of_places_can_be_read_at_every_size(
    open_many: Make, size: tuple[int, int], scale: int
) -> None:
    window = open_many(size, scale)
    window.find_anything()
    window.command_box.field.setText("xyzzy")
    pictures.rest(window)
    window.list_places()
    pictures.rest(window)
    box = window.command_box
    assert clipped(box) == []
    assert nameless(box) == []
    found = box.findChildren(FoundList)[0]
    assert found.visualRect(found.currentIndex()).bottom() <= found.viewport().height()
    assert found.visualRect(found.model().index(0, 0)).top() >= 0


def test_what_lies_under_the_mouse_lightens_nothing_elsewhere(open_many: Make) -> None:
    window = open_many()
    before = QColor(theme.current().colour("badge"))
    for part in window.findChildren(QWidget):
        part.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    tree = window.rail.places
    for row in range(tree.rows.rowCount()):
        place = tree.visualRect(tree.rows.index(row, 0)).center()
        QTest.mouseMove(tree.viewport(), place)
        window.grab()
    assert theme.current().colour("badge") == before


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Three Valleys", ("Three Valleys", "")),
        ("Three Valleys Cancer Network", ("Three Valleys", "Cancer Network")),
        ("Mid & South Essex Cancer Network", ("Mid & South Essex", "Cancer Network")),
        ("Kent and Medway Cancer Alliance", ("Kent and Medway", "Cancer Alliance")),
        ("Network", ("Network", "")),
        ("Northumberlandshire Partnership", ("Northumberlandshire", "Partnership")),
        (
            "Greater Manchester and Eastern Cheshire Cancer Users Partnership",
            ("Greater Manchester", "and Eastern Cheshire Cancer Users Partnership"),
        ),
        (
            "Llanfairpwllgwyngyllgogerychwyrndrobwll",
            ("Llanfairpwllgwyngyllgogerychwyrndrobwll", ""),
        ),
    ],
)
def test_the_name_of_the_network_breaks_where_it_is_read_best(
    name: str, lines: tuple[str, str]
) -> None:
    """It broke after two words, whichever: "Mid &", "South Essex Cancer Network"."""
    assert two_lines(name, 22, len, len) == lines
