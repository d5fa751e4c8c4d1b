"""Every record type that has a list is worked with from the window, whatever it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator_app.app.places import listed
from facilitator_app.gui import theme
from facilitator_app.gui.pages.list_page import ListPage
from facilitator_app.gui.pages.reports.preview_page import PreviewPage
from facilitator_app.gui.widgets.chip import ChipButton
from facilitator_app.services import lists, records
from tests.gui.probe import clipped, nameless
from tests.stories.person import Person

NAMES = [spec.name for spec in listed()]
by_name = pytest.mark.parametrize("name", NAMES)
# Off screen, a menu that opens is told so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")


@by_name
def test_it_has_a_place_a_row_and_a_card(at_list: tuple[Person, int], name: str) -> None:
    person, made = at_list
    assert person.listed.record == name
    assert person.listed.table.current_id == made
    assert person.listed.card.isVisible()


@by_name
def test_it_is_begun_from_its_list_and_from_ctrl_k(at_list: tuple[Person, int], name: str) -> None:
    person, _made = at_list
    spec = records.spec(name)
    person.presses("Ctrl+N")
    assert person.front.title == f"New {spec.singular.lower()}"
    person.presses("Escape", "Ctrl+K")
    person.types(spec.words_to_add())
    assert spec.words_to_add() in person.window.command_box.titles()
    person.presses("Escape")


@by_name
def test_it_opens_as_a_page_and_comes_back(at_list: tuple[Person, int], name: str) -> None:
    person, _made = at_list
    person.listed.table.setFocus()
    person.presses("Return")
    assert person.front.title
    assert not isinstance(person.front, ListPage)
    person.presses("Escape")
    assert person.listed.record == name


@by_name
def test_it_is_printed_and_exported(at_list: tuple[Person, int], name: str, tmp_path: Path) -> None:
    person, _made = at_list
    assert person.listed.record == name
    rows = len(person.rows())
    person.presses("Ctrl+P")
    assert isinstance(person.front, PreviewPage)
    assert person.front.view.preview.sheets
    person.presses("Escape")
    person.takes_out("Export as CSV…")
    person.answers(tmp_path / "list.csv")
    lines = (tmp_path / "list.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) > rows


@by_name
def test_f1_tells_about_it(at_list: tuple[Person, int], name: str) -> None:
    person, _made = at_list
    person.presses("F1")
    told = next(page for page in person.front.pages if page.name == person.front.page)
    assert all(field.label in told.text for field in records.spec(name).typed)


@pytest.mark.parametrize(("scale", "fewest"), [(150, 9), (175, 7), (200, 6)])
def test_a_low_window_is_left_to_the_rows(person: Person, scale: int, fewest: int) -> None:
    person.window.text_size.change(theme.SCALES.index(scale) - theme.SCALES.index(100))
    person.window.resize(1024, 600)
    for name in NAMES:
        person.window.show_list(name)
        person.waits()
        page, table = person.listed, person.listed.table
        if not table.model().rowCount():
            continue
        assert table.viewport().height() // table.rowHeight(0) >= fewest, name
        assert [*clipped(page), *nameless(page)] == []
        chips = [chip for chip in page.findChildren(ChipButton) if chip.isVisible()]
        assert chips
        for chip in chips:
            assert chip.visibleRegion().boundingRect() == chip.rect(), name


def test_a_narrow_window_keeps_the_view_in_sight_while_rows_are_chosen(person: Person) -> None:
    person.window.text_size.change(theme.SCALES.index(200) - theme.SCALES.index(100))
    person.window.resize(1024, 900)
    for name in NAMES:
        person.window.show_list(name)
        person.waits()
        person.listed.table.selectAll()
        person.waits()
        assert clipped(person.listed) == []
        chips = [one for one in person.listed.findChildren(ChipButton) if one.isVisible()]
        assert any(one.isChecked() for one in chips)
        assert all(one.visibleRegion().boundingRect() == one.rect() for one in chips), name


def test_a_low_window_tells_how_many_are_found(person: Person) -> None:
    person.window.text_size.change(theme.SCALES.index(200) - theme.SCALES.index(100))
    person.window.resize(1024, 600)
    person.goes_to("Members")
    person.listed.search()
    person.types("Abercrombie")
    assert person.sees("1 found")
    person.presses("Escape")
    assert person.sees("Members")
    person.listed.show_list("member", "all")
    person.waits()
    assert person.sees("Members")
    person.window.resize(1366, 768)
    person.window.text_size.change(theme.SCALES.index(100) - theme.SCALES.index(200))
    person.waits()
    person.listed.show_list("member", lists.first_query("member").chip)
    person.waits()
    assert person.sees("52 members, current or joining")
    assert person.sees("Add member")


@pytest.mark.parametrize("name", ["claim", "member"])
def test_a_view_has_the_same_columns_at_each_visit(person: Person, name: str) -> None:
    person.window.show_list(name)
    person.waits()
    assert person.listed.model.frame is not None
    chips = [one.key for one in person.listed.model.frame.chips]
    first: dict[tuple[str, str], dict[str, int]] = {}  # by view and what rows are sorted by
    for _visit in range(2):
        for chip in chips:
            person.window.show_list(name, chip)
            person.waits()
            order, widths = person.listed.model.frame.order[0], _widths(person)
            assert first.setdefault((chip, order), widths) == widths
        for _way in ("upwards", "downwards"):
            person.listed.table.arrangement.sort_by(0)
            person.waits()
            order, widths = person.listed.model.frame.order[0], _widths(person)
            assert first.setdefault((chips[-1], order), widths) == widths
        person.window.go("today")
        person.waits()


def _widths(person: Person) -> dict[str, int]:
    """Return how wide each column is that is seen; together they fill the table."""
    table, columns = person.listed.table, person.listed.model.columns
    found = {columns[at].key: table.columnWidth(at) for at in table.arrangement.shown()}
    assert sum(found.values()) == table.viewport().width()
    return found


@pytest.mark.parametrize("name", ["claim", "action", "meeting", "member"])
def test_the_state_is_seen_in_every_view_of_a_narrow_list(person: Person, name: str) -> None:
    state = {"claim": "state"}.get(name, "status")
    person.window.resize(1280, 800)
    person.window.show_list(name)
    person.waits()
    assert person.listed.model.frame is not None
    for chip in [one.key for one in person.listed.model.frame.chips]:
        person.window.show_list(name, chip)
        person.waits()
        shown = person.listed.table.arrangement.shown()
        keys = [person.listed.model.columns[one].key for one in shown]
        assert state in keys, chip
        assert name != "claim" or "total" in keys, chip
