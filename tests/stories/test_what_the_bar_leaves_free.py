"""What the window says at its foot covers nothing that is in use, in a small window too."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QPlainTextEdit, QPushButton, QWidget

from facilitator_app.app.places import places
from facilitator_app.gui import theme
from tests.gui.probe import clipped
from tests.stories.person import Person

PLACES = [place.name for place in places()]
SMALL = (1024, 600)
WORDS = "The file could not be written. Free some space on the disk, then save once more. " * 2


@pytest.fixture
def small(person: Person) -> Person:
    """Someone at a small window whose text is half as large again."""
    person.window.text_size.change(theme.SCALES.index(150) - theme.SCALES.index(100))
    person.window.resize(*SMALL)
    person.waits()
    return person


def within(window: QWidget, one: QWidget) -> QRect:
    return QRect(one.mapTo(window, QPoint(0, 0)), one.size())


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("bad", [False, True])
def test_no_page_lies_below_the_bar(small: Person, place: str, *, bad: bool) -> None:
    window = small.window
    window.go(place)
    small.waits()
    cut = clipped(small.front)
    whole = window.stack.height()
    window.tell(WORDS if bad else "Done: add member", bad=bad)
    small.waits()
    bar = within(window, window.notice)
    assert not within(window, window.stack).intersects(bar)
    assert clipped(small.front) == cut
    window.notice.hide()
    small.waits()
    assert window.stack.height() == whole


def test_the_row_that_is_current_is_seen_above_the_bar(small: Person) -> None:
    small.presses("Ctrl+2", "Ctrl+End")
    small.window.tell(WORDS, bad=True)
    small.waits()
    table = small.listed.table
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())


@pytest.mark.parametrize("name", ["Telephone", "Notes"])
def test_the_field_that_is_typed_in_is_seen_above_the_bar(small: Person, name: str) -> None:
    sql = "SELECT min(id) FROM member"
    small.window.open_record("member", small.file.store.raw.execute(sql).fetchone()[0])
    small.waits()
    field = small.field(name)
    field.setFocus(Qt.FocusReason.TabFocusReason)
    small.front.form.reveal(field)
    small.waits()
    small.window.tell(WORDS, bad=True)
    small.waits()
    assert field.hasFocus()
    seen = field.visibleRegion()
    if isinstance(field, QPlainTextEdit):
        assert seen.contains(field.cursorRect().center())
    else:
        assert seen.boundingRect() == field.rect()


@pytest.mark.parametrize("place", PLACES)
def test_no_page_is_squeezed_where_there_is_no_room(small: Person, place: str) -> None:
    small.window.text_size.change(len(theme.SCALES))
    small.window.resize(*SMALL)
    small.window.go(place)
    small.waits()
    cut = clipped(small.front)
    small.window.tell(WORDS, bad=True)
    small.waits()
    assert clipped(small.front) == cut


@pytest.mark.parametrize("scale", [150, 200])
def test_a_problem_leaves_most_of_a_low_form(person: Person, scale: int) -> None:
    person.window.text_size.change(theme.SCALES.index(scale) - theme.SCALES.index(100))
    person.window.resize(*SMALL)
    person.goes_to("Settings")
    window, section = person.window, person.front.sections["network"]
    area = section.form.area.viewport()
    save = next(one for one in section.findChildren(QPushButton) if one.text() == "Save")
    before = area.height()
    window.tell(WORDS, bad=True)
    person.waits()
    bar = within(window, window.notice)
    assert area.height() > before / 2
    for part in (area, save):
        assert not within(window, part).intersects(bar)
        assert part.visibleRegion().boundingRect() == part.rect()
    person.clicks("Details")
    assert person.told() == WORDS
    assert window.notice.height() > bar.height()
    assert clipped(window.notice) == []


def test_a_question_is_shown_whole_in_a_low_window(small: Person) -> None:
    asked = WORDS.split(".", maxsplit=1)[0] + "; closed now, what you typed in the settings is lost"
    small.window.notice.say(asked, bad=True, undo=lambda: None, word="Close without them")
    small.waits()
    assert asked in " ".join(small.texts()).replace("\n", " ")


def test_nothing_of_a_head_is_cut_in_a_small_window_at_twice_the_size(person: Person) -> None:
    person.window.text_size.change(theme.SCALES.index(200) - theme.SCALES.index(100))
    person.window.resize(*SMALL)
    person.goes_to("Members")
    person.stands_on("Isla Abercrombie")
    person.presses("Return")
    person.fills("Telephone", "01632 960999")
    assert clipped(person.front.head) == []
    person.presses("Ctrl+S")
    sql = "SELECT max(id) FROM meeting WHERE status != 'cancelled' GROUP BY status"
    for (one,) in person.file.store.raw.execute(sql).fetchall():
        person.window.open_record("meeting", one)
        person.waits()
        bars = [
            area.horizontalScrollBar() for area in person.front.findChildren(QAbstractScrollArea)
        ]
        assert not any(bar.isVisible() for bar in bars)
        assert clipped(person.front.head) == []


def test_nothing_of_a_published_paper_is_squeezed_in_a_small_window_at_twice_the_size(
    person: Person,
) -> None:
    person.window.text_size.change(theme.SCALES.index(200) - theme.SCALES.index(100))
    person.window.resize(*SMALL)
    sql = "SELECT id FROM publication WHERE paper = 'annual' ORDER BY id DESC LIMIT 1"
    (one,) = person.file.store.raw.execute(sql).fetchone()
    person.window.open_record("publication", one)
    person.waits()
    assert clipped(person.front) == []
