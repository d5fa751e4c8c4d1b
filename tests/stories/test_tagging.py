"""Somebody tags an action by keyboard alone, and looks at a list by its tags."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from facilitator_app.digests.find import Hit
from facilitator_app.digests.lists import ListQuery
from facilitator_app.gui import theme
from facilitator_app.gui.editors.ref import RefEditor
from facilitator_app.gui.focus import FocusRing
from facilitator_app.gui.form.children_editor import ChildrenEditor
from facilitator_app.gui.form.references_editor import ChosenReference, ReferencesEditor
from facilitator_app.gui.metrics import px
from facilitator_app.gui.pages.list_tools import ListTools
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.table.list_model import PAGE
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.services import lists, records, tags
from facilitator_app.spec.record import Draft
from tests.gui.probe import clipped
from tests.stories.person import Person

LADDER = "Ladder of involvement: "


def chips(person: Person) -> ReferencesEditor:
    assert isinstance(person.front, RecordPage)
    found = person.front.lines["tag"]
    assert isinstance(found, ReferencesEditor)
    return found


def has_keyboard(part: QWidget) -> bool:
    now = QApplication.focusWidget()
    return now is not None and part.isAncestorOf(now)


def opens_a_new_action(person: Person) -> None:
    person.presses("Ctrl+5", "Ctrl+N")
    person.types("Ask the ward about signs")
    person.tabs_to("Add tag")


def tags_of(person: Person) -> list[str]:
    assert isinstance(person.front, RecordPage)
    found = records.children(person.file, "action", person.front.record_id or 0)["tag"]
    return [row.refs["item_id"] for row in found]


def test_tags_are_typed_saved_and_taken_out_again(person: Person) -> None:
    opens_a_new_action(person)
    person.types("consultation")
    found = chips(person).finder.list.hits()
    assert LADDER + "Consultation" in [hit.title for hit in found]
    while chips(person).finder.list.current() != next(
        hit for hit in found if hit.title == LADDER + "Consultation"
    ):
        person.presses("Down")
    person.presses("Return")
    assert [chip.text() for chip in chips(person).chips] == [LADDER + "Consultation"]
    assert person.keyboard_is_in() == "Add tag"
    person.types("commissioning")
    person.presses("Return", "Ctrl+S")
    assert tags_of(person)[0] == LADDER + "Consultation"
    assert len(tags_of(person)) == 2
    person.presses("Backspace", "Delete", "Ctrl+S")
    assert tags_of(person) == [LADDER + "Consultation"]
    person.presses("Ctrl+Z")
    assert len(chips(person).chips) == 2


def test_the_same_tag_is_taken_once_and_undo_brings_back_what_was_taken_out(person: Person) -> None:
    opens_a_new_action(person)
    for _twice in range(2):
        person.types("commissioning")
        person.presses("Return")
    assert len(chips(person).chips) == 1
    person.presses("Shift+Tab", "Delete")
    assert chips(person).chips == []
    person.presses("Ctrl+Z")
    assert len(chips(person).chips) == 1


def test_what_was_typed_and_not_chosen_is_not_lost_on_saving(person: Person) -> None:
    opens_a_new_action(person)
    person.types("zzzz")
    person.presses("Ctrl+S")
    assert person.sees("Choose “zzzz” from the list, or clear it.")
    assert person.keyboard_is_in() == "Add tag"


def test_chips_come_back_with_the_draft(person: Person) -> None:
    opens_a_new_action(person)
    person.types("commissioning")
    person.presses("Return")
    words = [chip.text() for chip in chips(person).chips]
    person.presses("Escape", "Ctrl+N")
    person.clicks("Use it")
    assert [chip.text() for chip in chips(person).chips] == words


def test_a_list_is_looked_at_by_a_tag(person: Person) -> None:
    person.presses("Ctrl+4")
    page = person.listed
    page.clear_search()
    person.waits()
    everything = page.model.rowCount()
    person.clicks("Tags")
    box = person.window.command_box
    assert box.titles()[0] == "All, with or without tags"
    assert person.sees(f"{len(box.titles()) - 1} found")
    person.types("without")
    assert box.titles() == ["All, with or without tags"]
    assert not any(person.sees(words) for words in ("0 found", "1 found", "Nothing found"))
    person.presses("Ctrl+A")
    person.types("ladder partn")
    (title,) = box.titles()
    number = int(title.removeprefix("Partnership (").rstrip(")"))
    person.presses("Return")
    assert page.model.rowCount() == number < everything
    assert page.model.frame is not None
    assert [one.count for one in page.model.frame.chips if one.key == "all"] == [number]
    assert person.named("Tag: ") == f"Tag: {LADDER}Partnership"
    query = ListQuery("meeting", tag=page.model.frame.query.tag if page.model.frame else 0)
    assert lists.frame(person.file, query).total == number
    person.clicks(f"Tag: {LADDER}Partnership")
    person.types("partn")
    assert person.sees("1 found")
    person.presses("Escape")
    assert page.model.rowCount() == number
    person.clicks("Show rows with any tag or none")
    assert person.keyboard_is_in() == "Tags"
    assert page.model.rowCount() == everything
    assert person.sees("Tags")


@pytest.mark.parametrize(
    ("scale", "size"),
    [(100, (1366, 768)), (150, (1366, 768)), (200, (1366, 768)), (100, (1024, 600))],
)
def test_a_long_tag_leaves_the_views_their_room(
    person: Person, scale: int, size: tuple[int, int]
) -> None:
    person.window.text_size.change(theme.SCALES.index(scale) - theme.SCALES.index(100))
    person.window.resize(*size)
    (long,) = (tag for tag in tags.used(person.file, "action") if tag.words.startswith("Emotional"))
    person.window.show_list("action", tag=long.item_id)
    person.waits()
    tools = person.listed.findChild(ListTools)
    assert tools is not None
    assert tools.tag is not None
    for width in (size[0] - 40, size[0]):  # cut anew, and never with the framework
        person.window.resize(width, size[1])
        person.waits()
        start = tools.tag.text().removesuffix("…").rstrip()
        assert start
        assert long.words.startswith(start)
        assert tools.tag.accessibleName() == f"Tag: {long.framework}: {long.words}"
        assert tools.tag.toolTip() == tools.tag.accessibleName()
        assert clipped(person.listed) == []
        shown = [one for one in tools.chips.chips if one.isVisible()]
        whole = len(shown) == len(tools.chips.chips)
        assert whole or tools.tag.fontMetrics().horizontalAdvance(tools.tag.text()) <= px(110)
        assert all(one.visibleRegion().boundingRect() == one.rect() for one in shown)


def test_a_list_without_tags_says_how_there_will_be_some(newcomer: Person) -> None:
    newcomer.presses("Ctrl+5")
    newcomer.listed.choose_tag()
    assert newcomer.told() == "Nothing in this view has a tag. Open a record to tag it."
    assert newcomer.window.notice.bad


def test_the_row_stays_marked_once_a_tag_that_leaves_none_is_no_longer_asked_for(
    person: Person,
) -> None:
    person.presses("Ctrl+5", "Down", "Down")
    page, table = person.listed, person.listed.table
    none = 0
    for tag in tags.used(person.file, "action"):
        table.setFocus()
        stood = table.current_id
        page._choose_tag(tag)
        person.waits()
        if not page.model.rowCount():
            none += 1
        else:
            stood = table.current_id
        page._choose_tag(None)
        person.waits()
        assert table.selected_rows() == [table.currentIndex().row()]
        assert table.current_id == stood
    assert none


def test_keys_on_a_chip_keep_the_keyboard_and_its_ring_in_the_editor(person: Person) -> None:
    opens_a_new_action(person)
    for words in ("ladder consultation", "commissioning"):
        person.types(words)
        person.presses("Return")
    person.presses("Ctrl+S", "Shift+Tab", "Left")
    (ring,) = person.window.findChildren(FocusRing)
    for keys in (["Delete"], ["Ctrl+Z"], ["Delete", "Ctrl+S"], ["Ctrl+Z"], ["Ctrl+Shift+Z"]):
        person.presses(*keys)
        assert has_keyboard(chips(person)), keys
        assert ring.isVisible(), keys
    assert len(chips(person).chips) == 1


def test_letters_typed_on_a_tag_look_for_another_and_take_none_out(person: Person) -> None:
    opens_a_new_action(person)
    person.types("commissioning")
    person.presses("Return", "Backspace")
    assert isinstance(QApplication.focusWidget(), ChosenReference)
    person.types(" wheel of")
    assert chips(person).finder.value_text() == " wheel of"
    assert len(chips(person).chips) == 1


def test_what_is_said_about_typed_words_goes_once_they_are_mended(person: Person) -> None:
    opens_a_new_action(person)
    person.types("zzzz")
    assert chips(person).finder.list.isVisible()
    person.presses("Ctrl+S")
    assert not chips(person).finder.list.isVisible()
    person.presses("Ctrl+A", "Delete")
    assert not person.sees("Choose “zzzz”")
    person.types("zzzz")
    person.presses("Ctrl+S")
    assert person.sees("Choose “zzzz”")
    person.presses("Ctrl+A")
    person.types("commissioning")
    person.presses("Return")
    assert not person.sees("Choose “zzzz”")


def test_saving_tags_alone_is_told_with_its_time(person: Person) -> None:
    opens_a_new_action(person)
    person.presses("Ctrl+S")
    person.types("commissioning")
    person.presses("Return", "Ctrl+S")
    assert person.sees("Tags: added")


def test_an_item_in_use_comes_back_with_what_to_do_instead(person: Person) -> None:
    used = tags.used(person.file, "action")[0]
    framework = records.get(person.file, "framework_item", used.item_id)["framework_id"]
    person.window.open_record("framework", framework)
    person.waits()
    table = person.front.table_of("framework_item")
    before = [line.id for line in table.lines]
    table.remove(next(line for line in table.lines if line.id == used.item_id))
    person.presses("Ctrl+S")
    assert person.sees("Tick “No longer offered” to retire it instead.")
    assert not person.sees("changed elsewhere")
    assert [line.id for line in table.lines] == before
    assert not table.dirty


def test_a_new_line_is_seen_as_it_is_typed_into(person: Person) -> None:
    item = tags.used(person.file, "action")[0].item_id
    framework = records.get(person.file, "framework_item", item)
    person.window.open_record("framework", framework["framework_id"])
    person.waits()
    table = person.front.table_of("framework_item")
    table.lines[-1].go()
    person.waits()
    for _line in range(3):
        person.presses("Return")
        line = table.lines[-1]
        assert has_keyboard(line)
        assert line.visibleRegion().boundingRect() == line.rect()
        person.types("More")


def test_the_row_stays_current_once_the_search_is_over_though_it_stands_far_below(
    person: Person,
) -> None:
    person.presses("Ctrl+2")
    page, table = person.listed, person.listed.table
    page.clear_search()
    person.waits()
    person.presses("Ctrl+End")
    last, at = table.current_id, table.currentIndex().row()
    assert at >= PAGE
    person.presses("Ctrl+F")
    label = page.model.index(at, 0).data()
    person.types("zzqq")
    person.presses("Ctrl+A")
    person.types(str(label).split()[0])
    table.go_to(last or 0)
    person.waits()
    assert table.current_id == last
    page.clear_search()
    person.waits()
    assert (table.current_id, table.selected_rows()) == (last, [at])


def test_a_new_item_stands_after_the_last(person: Person) -> None:
    item = tags.used(person.file, "action")[0].item_id
    framework = records.get(person.file, "framework_item", item)["framework_id"]
    person.window.open_record("framework", framework)
    person.waits()
    table = person.front.table_of("framework_item")
    last = max(line.readable()["place"] for line in table.lines)
    for _again in range(2):
        table.add()
    assert [line.readable()["place"] for line in table.lines[-2:]] == [last + 1, last + 2]


def test_a_tag_that_was_renamed_or_retired_is_shown_so_on_the_way_back(person: Person) -> None:
    opens_a_new_action(person)
    person.types("commissioning")
    person.presses("Return", "Ctrl+S")
    page = person.front
    (chosen,) = chips(person).chosen
    item = records.get(person.file, "framework_item", chosen.target)
    person.window.open_record("framework", item["framework_id"])
    person.waits()

    def change(**values: object) -> None:
        row = records.get(person.file, "framework_item", chosen.target)
        draft = Draft("framework_item", values, row.id, row.version)
        person.window.changed(records.save(person.file, draft).changes)
        person.waits()

    change(words="Buying care")
    person.presses("Esc")
    assert person.front is page
    (chip,) = chips(person).chips
    assert chip.text().endswith(": Buying care")
    change(retired=True)
    (chip,) = chips(person).chips
    assert chip.text().endswith(": Buying care (no longer offered)")
    assert not page.dirty


def test_a_tag_is_called_anew_while_something_is_unsaved(person: Person) -> None:
    opens_a_new_action(person)
    person.types("commissioning")
    person.presses("Return", "Ctrl+S")
    editor = chips(person)
    (saved,) = editor.chosen
    other = next(one for one in tags.used(person.file, "action") if one.item_id != saved.target)
    editor.add(Hit("framework_item", other.item_id, "As it was", ""))
    person.types("typed on")

    def change(item: int, **values: object) -> None:
        row = records.get(person.file, "framework_item", item)
        draft = Draft("framework_item", values, row.id, row.version)
        person.window.changed(records.save(person.file, draft).changes)
        person.waits()

    change(saved.target, words="Buying care")
    change(other.item_id, words="Asking first", retired=True)
    first, second = (chip.text() for chip in editor.chips)
    assert first.endswith(": Buying care")
    assert second.endswith(": Asking first (no longer offered)")
    assert editor.dirty
    assert editor.finder.value_text() == "typed on"
    assert person.keyboard_is_in() == "Add tag"
    editor.remove(saved.target)
    change(saved.target, words="Buying")
    editor.bring_back()
    assert editor.chips[0].text().endswith(": Buying")


def test_an_item_that_is_given_the_first_place_stands_first(person: Person) -> None:
    item = tags.used(person.file, "action")[0].item_id
    framework = records.get(person.file, "framework_item", item)["framework_id"]

    def items() -> list[tuple[int, int]]:
        rows = records.children(person.file, "framework", framework)["framework_item"]
        return [(row.id, row["place"]) for row in rows]

    before = items()
    first, second, third = (one for one, _place in before[:3])
    person.window.open_record("framework", framework)
    person.waits()
    table = person.front.table_of("framework_item")
    table.lines[2].editors["place"].set_value(1)
    person.presses("Ctrl+S")
    assert items()[:3] == [(third, 1), (first, 2), (second, 3)]
    assert [line.id for line in table.lines[:3]] == [third, first, second]
    person.presses("Ctrl+Z")
    assert items() == before


def opens_own_themes(person: Person) -> ChildrenEditor:
    """Open a framework of two saved items, Care and Ward."""
    drafts = [Draft("framework_item", {"words": one}) for one in ("Care", "Ward")]
    own = Draft("framework", {"name": "Our own aims"})
    framework = records.save(person.file, own, {"framework_item": drafts}).id
    person.window.open_record("framework", framework)
    person.waits()
    assert isinstance(person.front, RecordPage)
    return person.front.table_of("framework_item")


def test_a_part_is_chosen_among_the_other_items_of_its_framework(person: Person) -> None:
    table = opens_own_themes(person)
    care, ward = table.lines
    care.go("parent_id")
    editor = care.editors["parent_id"]
    assert isinstance(editor, RefEditor)
    person.presses("Down")
    assert [hit.title for hit in editor.list.hits()] == ["Ward"]
    person.presses("Escape")
    person.types("consul")
    assert editor.list.hits() == ()
    person.presses("Ctrl+A")
    person.types("ward")
    person.presses("Return", "Ctrl+S")
    assert care.refs()["parent_id"] == "Ward"
    ward.go("parent_id")
    person.types("care")
    person.presses("Return", "Ctrl+S")
    assert person.sees("An item cannot be a part of itself, nor of one that is a part of it.")
    assert ward.problem
    assert person.keyboard_is_in() == "Part of"


@pytest.mark.parametrize("scale", [100, 150])
def test_the_whole_of_an_item_can_be_read_beside_it(person: Person, scale: int) -> None:
    person.window.text_size.change(theme.SCALES.index(scale) - theme.SCALES.index(100))
    person.window.resize(*((1280, 720) if scale == 100 else (1024, 600)))
    table = opens_own_themes(person)
    whole = "Listening to patients"
    row = records.get(person.file, "framework_item", table.lines[0].id)
    for draft in (
        Draft("framework_item", {"words": whole}, row.id),
        Draft("framework_item", {"parent_id": row.id}, table.lines[1].id),
    ):
        person.window.changed(records.save(person.file, draft).changes)
        person.waits()
    line = table.lines[1].editors["parent_id"].part()
    assert isinstance(line, QLineEdit)
    assert line.text() == whole
    assert line.fontMetrics().horizontalAdvance(whole) <= line.width() - px(28)


def test_an_item_that_is_called_as_another_is_refused_where_it_stands(person: Person) -> None:
    table = opens_own_themes(person)
    table.lines[-1].go()
    person.presses("Return")
    person.types("care ")
    person.presses("Ctrl+S")
    assert [bool(line.problem) for line in table.lines] == [False, False, True]
    assert person.sees("Another item of this framework is called “care”.")


def test_a_member_is_offered_no_tag_that_is_never_put_on_a_person(person: Person) -> None:
    words = "Groups seldom heard: Young people"
    for keys, offered in (("Ctrl+2", False), ("Ctrl+5", True)):
        person.presses(keys, "Return")
        chips(person).finder.line.setFocus()
        person.types("seldom heard young")
        found = [hit.title for hit in chips(person).finder.list.hits()]
        assert (words in found) is offered
        person.presses("Escape", "Ctrl+A", "Delete")


@pytest.mark.parametrize("typed", ["no such tag at all " * 9, "nosuchtag" * 12])
def test_what_is_wrong_with_a_tag_is_said_within_the_width_of_the_fields(
    person: Person, typed: str
) -> None:
    person.window.resize(1280, 800)
    opens_a_new_action(person)
    person.types(typed)
    person.presses("Ctrl+S")
    assert person.sees("Choose “no")
    assert isinstance(person.front, RecordPage)
    fields = max(right_of(row.editor) for row in person.front.form.rows.values())
    (said,) = chips(person).findChildren(Notice)
    assert right_of(said) <= fields
    assert right_of(said.title) <= fields
    assert clipped(chips(person)) == []


def right_of(part: QWidget) -> int:
    return part.mapTo(part.window(), part.rect().topRight()).x()
