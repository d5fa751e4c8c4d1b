"""The page of one record, over a real file: opening, saving, drafts, conflicts, removal, lines."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from facilitator_app.clock import fixed_on
from facilitator_app.domain.amounts import show_money
from facilitator_app.domain.progress import Progress
from facilitator_app.gui import theme
from facilitator_app.gui.editors.line_edits import LineEditor
from facilitator_app.gui.form.children_editor import ChildrenEditor
from facilitator_app.gui.form.draft_saver import KEEPS_AFTER_MS
from facilitator_app.gui.form.form_bars import ClashBar
from facilitator_app.gui.form.line_rules import TableOptions
from facilitator_app.gui.metrics import px
from facilitator_app.gui.ops import ThreadedOps
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.page_protocols import Page, Saves
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.pages.record_parts import RecordParts
from facilitator_app.gui.tab_order import stops
from facilitator_app.records.meetings import Meeting
from facilitator_app.services import claims, drafts, files, find, records, undo
from facilitator_app.services.children import Children
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.picklists import as_shipped
from facilitator_app.spec.record import Draft, Row
from facilitator_app.store.key import Key
from tests.gui import pictures
from tests.gui.plain_context import NotingWindow, add_people, context_over
from tests.gui.probe import clipped, nameless, unreachable

pytestmark = pytest.mark.usefixtures("app")
DAY = dt.date(2026, 11, 3)


@pytest.fixture
def file(path: Path, key: Key) -> Iterator[File]:
    """A file with three members, for one test alone."""
    opened = files.open_file(path, key, fixed_on(dt.date(2026, 11, 23)), who="Fran Tester")
    add_people(opened)
    yield opened
    opened.close()


class Pages:
    """Opens record pages over the file; they live as long as the test."""

    def __init__(self, bot: QtBot, file: File) -> None:
        """Make the context; no page yet."""
        self.bot, self.file = bot, file
        self.context, self.window = context_over(file)
        self.joan = find.choices(file, "member", "Joan", 1)[0].id
        self._kept: list[QWidget] = []

    def open(self, record: str, record_id: int | None = None, **more: Any) -> RecordPage:
        """Show the page of a record in an active window."""
        page = RecordPage(self.context, record, record_id, **more)
        self._kept.append(page)
        self.bot.addWidget(page)
        page.resize(1158, 768)
        with self.bot.waitActive(page):
            page.show()
            page.activateWindow()
        pictures.settle()
        return page

    def elsewhere(self, **values: Any) -> None:
        """Change Joan behind the page's back."""
        row = records.get(self.file, "member", self.joan)
        records.save(self.file, Draft("member", values, row.id, row.version))

    def stored(self, name: str) -> Any:
        """Return what the file has of Joan."""
        return records.get(self.file, "member", self.joan)[name]


@pytest.fixture
def pages(qtbot: QtBot, file: File) -> Pages:
    return Pages(qtbot, file)


def write(page: RecordPage, name: str, text: str) -> None:
    """Type `text` in place of what stands in a field."""
    editor = page.form.rows[name].editor
    assert isinstance(editor, LineEditor)
    editor.line.setFocus()
    editor.line.selectAll()
    QTest.keyClicks(editor.line, text)


def press(bar: QWidget, words: str) -> None:
    """Press the button called `words`."""
    found = [one for one in bar.findChildren(QWidget) if one.accessibleName() == words]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
    pictures.settle()


def texts(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def test_it_is_a_page_of_the_window(pages: Pages) -> None:
    page = pages.open("member", pages.joan)
    assert isinstance(page, Page)
    assert isinstance(page, Saves)
    assert page.title == "Joan Whitlock"
    assert {"Joan Whitlock", "/ Joan Whitlock"} <= set(texts(page.head))
    assert "Added" in texts(page.glance)


@pytest.mark.parametrize(
    ("record", "tells"), [("member", "members"), ("body", "seats"), ("decision", "decision")]
)
def test_help_is_the_page_of_the_guide_that_the_record_declares(
    pages: Pages, record: str, tells: str
) -> None:
    assert pages.open(record).help_page == tells


def test_a_new_one_is_saved_and_stays_in_front(pages: Pages) -> None:
    page = pages.open("member")
    assert page.title == "New member"
    write(page, "forenames", "Kwame")
    write(page, "surname", "Mensah")
    page.save()
    assert page.record_id is not None
    assert records.get(pages.file, "member", page.record_id).label == "Kwame Mensah"
    assert page.title == "Kwame Mensah"
    assert not page.dirty
    assert page.head.state.startswith("Saved, ")
    assert [one.label for one in pages.window.said("changed")] == ["Add member"]


def test_what_is_given_stands_in_a_new_form(pages: Pages) -> None:
    page = pages.open("claim", given={"member_id": pages.joan, "date": DAY})
    assert page.form.rows["member_id"].editor.value_text() == "Joan Whitlock"
    assert page.form.rows["date"].editor.value_text() == "Tue 3 Nov 2026"
    assert not page.dirty


def test_problems_stop_the_saving_and_nothing_is_written(pages: Pages) -> None:
    page = pages.open("member", pages.joan)
    write(page, "forenames", " ")
    write(page, "surname", " ")
    page.save()
    assert page.form.summary.isVisible()
    assert QApplication.focusWidget() is page.form.rows["forenames"].editor.part()
    assert pages.stored("surname") == "Whitlock"
    assert pages.window.said("changed") == []


def test_saving_nothing_says_so(pages: Pages) -> None:
    page = pages.open("member", pages.joan)
    page.save()
    assert pages.window.said("tell") == ["Everything is saved already."]


def test_only_what_was_changed_is_written(pages: Pages) -> None:
    page = pages.open("member", pages.joan)
    write(page, "surname", "Carter")
    page.save()
    history = records.history(pages.file, "member", pages.joan)
    assert history[0].what == "Surname changed from “Whitlock” to “Carter”"
    assert page.title == "Joan Carter"


def test_an_undo_is_seen_by_the_open_page(pages: Pages) -> None:
    page = pages.open("member", pages.joan)
    write(page, "surname", "Carter")
    page.save()
    page.stale(undo.undo(pages.file))
    assert page.title == "Joan Whitlock"
    assert page.form.rows["surname"].editor.read() == "Whitlock"


def test_an_undo_of_the_adding_leaves_the_page(pages: Pages) -> None:
    page = pages.open("member")
    write(page, "forenames", "Kwame")
    write(page, "surname", "Mensah")
    page.save()
    page.stale(undo.undo(pages.file))
    assert pages.window.said("back") == [None]
    assert not pages.window.said("bad")  # the window's bar says what was taken back


def test_a_draft_is_kept_a_while_after_the_last_change(pages: Pages) -> None:
    page = pages.open("member", pages.joan)
    write(page, "surname", "Carter")
    assert page.head.state == "Not saved yet"
    assert page.drafts.saver.timer.isActive()
    assert page.drafts.saver.timer.interval() == KEEPS_AFTER_MS == 2_000
    page.drafts.saver.timer.setInterval(1)
    page.drafts.saver.touch()
    pages.bot.waitUntil(lambda: page.drafts.saver.at is not None)
    assert page.head.state.startswith("Not saved yet; a draft is kept (")
    kept = drafts.find(pages.file, f"member/{pages.joan}")
    assert kept is not None
    assert kept.draft.values["surname"] == "Carter"
    assert pages.stored("surname") == "Whitlock"


def test_no_draft_is_kept_of_what_is_being_saved(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Failed before: what came between was kept under the key of a new one, and outlived it."""
    page = pages.open("member")
    write(page, "forenames", "Hettie")
    write(page, "surname", "Carter")
    saves: list[object] = []
    monkeypatch.setattr(page._source, "store", lambda *given: saves.append(given))
    page.save()
    page.save()
    assert len(saves) == 1
    saver = page.drafts.saver
    saver.timer.setInterval(1)
    saver.touch()
    QTest.qWait(60)
    assert drafts.keys(pages.file) == []
    assert saver.timer.isActive()
    saver.saving = False
    pages.bot.waitUntil(lambda: saver.at is not None)
    assert drafts.keys(pages.file) == ["member/new"]


def test_leaving_keeps_a_draft_and_it_is_offered_back(pages: Pages) -> None:
    page = pages.open("member", pages.joan)
    write(page, "surname", "Carter")
    assert page.can_leave()
    assert "A draft is kept" in pages.window.said("tell")[0]
    again = pages.open("member", pages.joan)
    assert again.form.rows["surname"].editor.read() == "Whitlock"
    press(again.view.bars["draft"], "Use it")
    assert again.view.bars == {}
    assert again.dirty
    again.save()
    assert pages.stored("surname") == "Carter"
    assert drafts.find(pages.file, f"member/{pages.joan}") is None


def test_saving_nothing_while_a_draft_waits_says_that_it_is_not_saved(pages: Pages) -> None:
    page = pages.open("member", pages.joan)
    write(page, "surname", "Carter")
    page.can_leave()
    again = pages.open("member", pages.joan)
    again.save()
    assert "Everything is saved already." not in pages.window.said("tell")
    assert pages.window.said("bad")[-1].startswith("Nothing new was typed. The draft above")
    press(again.view.bars["draft"], "Throw it away")
    again.save()
    assert pages.window.said("tell")[-1] == "Everything is saved already."


def test_a_draft_that_is_thrown_away_is_gone(pages: Pages) -> None:
    page = pages.open("member")
    write(page, "forenames", "Kwame")
    page.can_leave()
    again = pages.open("member")
    press(again.view.bars["draft"], "Throw it away")
    assert drafts.find(pages.file, "member/new") is None
    assert not again.dirty


def test_an_offered_draft_is_not_written_over_while_it_waits(pages: Pages) -> None:
    page = pages.open("member", pages.joan)
    write(page, "surname", "Carter")
    page.can_leave()
    again = pages.open("member", pages.joan)
    write(again, "surname", "Baker")
    again.drafts.saver.keep()
    kept = drafts.find(pages.file, f"member/{pages.joan}")
    assert kept is not None
    assert kept.draft.values["surname"] == "Carter"


def test_both_drafts_are_offered_when_one_waited_while_another_was_typed(pages: Pages) -> None:
    for surname in ("Carter", "Baker"):
        page = pages.open("member")
        write(page, "surname", surname)
        page.can_leave()
    found = []
    for _draft in range(2):
        page = pages.open("member")
        press(page.view.bars["draft"], "Use it")
        found.append(page.form.rows["surname"].editor.read())
        page.head.discard.emit()
    assert sorted(found) == ["Baker", "Carter"]
    assert pages.open("member").view.bars == {}


def test_a_draft_that_waits_is_not_offered_over_the_record_that_was_saved(pages: Pages) -> None:
    page = pages.open("member")
    write(page, "surname", "Carter")
    page.can_leave()
    again = pages.open("member")
    write(again, "forenames", "Kwame")
    write(again, "surname", "Mensah")
    again.save()
    assert again.record_id is not None
    assert again.view.bars == {}
    write(again, "surname", "Mensa")
    again.can_leave()
    stored = records.get(pages.file, "member", again.record_id)
    assert (stored["forenames"], stored["surname"]) == ("Kwame", "Mensah")
    press(pages.open("member").view.bars["draft"], "Use it")
    of_record = drafts.find(pages.file, f"member/{again.record_id}")
    assert of_record is not None
    assert of_record.draft.values["surname"] == "Mensa"


def test_a_record_keeps_the_draft_that_waits_when_it_is_saved_otherwise(pages: Pages) -> None:
    page = pages.open("member", pages.joan)
    write(page, "surname", "Carter")
    page.can_leave()
    again = pages.open("member", pages.joan)
    write(again, "surname", "Baker")
    again.save()
    write(again, "surname", "Bakers")
    again.can_leave()
    kept = drafts.find(pages.file, f"member/{pages.joan}")
    assert kept is not None
    assert kept.draft.values["surname"] == "Carter"


def test_an_untouched_page_is_left_without_a_word(pages: Pages) -> None:
    page = pages.open("member")
    assert page.can_leave()
    assert pages.window.asked == []
    assert drafts.find(pages.file, "member/new") is None


def test_a_draft_of_a_child_belongs_to_its_owner(pages: Pages) -> None:
    claim = records.save(
        pages.file, Draft("claim", {"member_id": pages.joan, "date": DAY, "purpose_words": "Visit"})
    ).id
    page = pages.open("claim_line", given={"claim_id": claim})
    assert "claim_id" not in page.form.rows
    write(page, "details", "Upton")
    page.can_leave()
    assert drafts.find(pages.file, f"claim_line/new/{claim}") is not None


def test_discarding_can_be_taken_back(pages: Pages) -> None:
    page = pages.open("member", pages.joan)
    write(page, "surname", "Carter")
    page.drafts.saver.keep()
    page.head.discard.emit()
    assert not page.dirty
    assert drafts.find(pages.file, f"member/{pages.joan}") is None
    press(page.view.bars["aside"], "Bring them back")
    assert page.form.rows["surname"].editor.read() == "Carter"
    assert page.dirty


def test_discard_is_there_only_while_something_is_unsaved(pages: Pages) -> None:
    page = pages.open("member", pages.joan)
    assert not page.head.discard_button.isVisible()
    write(page, "surname", "Carter")
    assert page.head.discard_button.isVisible()


def clash(pages: Pages) -> tuple[RecordPage, ClashBar]:
    """Return a page that could not save "Carter": surname and mobile changed elsewhere."""
    page = pages.open("member", pages.joan)
    write(page, "surname", "Carter")
    pages.elsewhere(surname="Baker", mobile="07700 900111")
    page.save()
    bar = page.view.bars["clash"]
    assert isinstance(bar, ClashBar)
    return page, bar


def test_a_conflict_writes_nothing_and_shows_both_values(pages: Pages) -> None:
    page, bar = clash(pages)
    assert pages.stored("surname") == "Baker"
    assert page.form.rows["surname"].editor.read() == "Carter"
    press(bar, "Compare")
    shown = texts(bar)
    assert shown.index("Carter") < shown.index("Baker")
    assert "not changed by you" in shown
    assert "07700 900111" in shown


def test_keeping_mine_takes_the_rest_from_theirs(pages: Pages) -> None:
    page, bar = clash(pages)
    press(bar, "Keep mine")
    assert pages.stored("surname") == "Carter"
    assert pages.stored("mobile") == "07700 900111"
    assert page.form.rows["mobile"].editor.read() == "07700 900111"
    assert page.view.bars == {}


def test_reloading_theirs_drops_mine(pages: Pages) -> None:
    page, bar = clash(pages)
    press(bar, "Reload theirs")
    assert page.form.rows["surname"].editor.read() == "Baker"
    assert not page.dirty
    assert page.view.bars == {}


def test_a_draft_of_an_older_version_meets_the_newer_one(pages: Pages) -> None:
    page = pages.open("member", pages.joan)
    write(page, "surname", "Carter")
    page.can_leave()
    pages.elsewhere(surname="Baker")
    again = pages.open("member", pages.joan)
    press(again.view.bars["draft"], "Use it")
    again.save()
    assert "clash" in again.view.bars
    assert pages.stored("surname") == "Baker"


def test_what_was_removed_elsewhere_can_be_saved_as_new(pages: Pages) -> None:
    page = pages.open("member", pages.joan)
    write(page, "surname", "Carter")
    records.remove(pages.file, "member", pages.joan)
    page.save()
    press(page.view.bars["gone"], "Save it as a new one")
    assert page.record_id not in (None, pages.joan)
    assert page.title == "Joan Carter"


def test_removing_goes_back_and_can_be_undone(pages: Pages) -> None:
    page = pages.open("member", pages.joan)
    page.glance.remove.emit()
    assert pages.window.said("back") == [None]
    assert [one.label for one in pages.window.said("changed")] == ["Delete member"]
    undo.undo(pages.file)
    assert pages.stored("surname") == "Whitlock"


def test_what_others_refer_to_is_not_removed(pages: Pages) -> None:
    records.save(
        pages.file, Draft("claim", {"member_id": pages.joan, "date": DAY, "purpose_words": "Visit"})
    )
    page = pages.open("member", pages.joan)
    page.remove()
    assert pages.window.said("back") == []
    assert len(pages.window.said("bad")) == 1
    assert pages.stored("surname") == "Whitlock"


def test_a_record_that_is_not_there_says_so(pages: Pages) -> None:
    page = pages.open("member", 5)
    assert any("deleted" in one for one in texts(page.view.bars["gone"]))


def test_the_panel_moves_below_a_narrow_form(pages: Pages) -> None:
    page = pages.open("member", pages.joan)
    assert not page.form.isAncestorOf(page.glance)
    page.resize(900, 768)
    pictures.settle()
    assert page.form.isAncestorOf(page.glance)
    page.resize(1158, 768)
    pictures.settle()
    assert not page.form.isAncestorOf(page.glance)
    assert page.glance.isVisible()


def test_save_stands_on_the_first_line_of_a_low_page(pages: Pages) -> None:
    page = pages.open("member", pages.joan)
    usual = page.head.height()
    page.resize(620, 380)
    pictures.settle()
    assert page.head.save_button.isVisible()
    assert page.head.height() < usual
    assert clipped(page.head) == []
    page.resize(1158, 768)
    pictures.settle()
    assert page.head.height() == usual


def test_a_page_may_be_left_while_the_file_is_at_work(path: Path, key: Key, qtbot: QtBot) -> None:
    def opened(_progress: Progress) -> File:
        made = files.open_file(path, key, fixed_on(dt.date(2026, 11, 23)), who="Fran Tester")
        add_people(made)
        return made

    window = NotingWindow()
    ops = ThreadedOps(opened, lambda error: window.tell(str(error), bad=True))
    fmt = FormatContext(dt.date(2026, 11, 23), as_shipped())
    page = RecordPage(PageContext(ops, window, lambda: fmt), "member")
    qtbot.waitUntil(lambda: page.form.rows["status"].editor.value_text() == "Current")
    write(page, "forenames", "Kwame")
    write(page, "surname", "Mensah")
    page.save()
    assert page.can_leave()
    delete(page)
    found: list[object] = []
    ops.run(lambda file, _progress: find.choices(file, "member", "Kwame", 5), found.append)
    qtbot.waitUntil(lambda: len(found) == 1)
    ops.run(lambda file, _progress: drafts.find(file, "member/new"), found.append)
    qtbot.waitUntil(lambda: len(found) == 2)
    ops.close()
    assert found[0]
    assert found[1] is None


@pytest.mark.parametrize("width", [1158, 940])
def test_nothing_is_cut_nameless_or_out_of_reach(
    width: int, scaled: theme.Theme, pages: Pages
) -> None:
    page = pages.open("member", pages.joan)
    page.resize(width if scaled.scale == 1 else 1254, 700)
    write(page, "surname", "Carter")
    page.drafts.saver.keep()
    pages.elsewhere(surname="Baker")
    page.save()
    bar = page.view.bars["clash"]
    assert isinstance(bar, ClashBar)
    bar.compare()
    pictures.settle()
    assert page.height() == 700
    assert clipped(page) == []
    assert nameless(page) == []
    assert unreachable(page) == []


class VisitParts(RecordParts):
    """Lines that begin with the day of the visit, and a claim that is saved as claims are."""

    def table(self, child: str) -> TableOptions:
        def total(lines: Any) -> str:
            return "Total " + show_money(sum(one.get("amount") or 0 for one in lines))

        return TableOptions(title="Lines", totals=total, start=lambda _before: {"date": DAY})

    def save(self, file: File, draft: Draft, children: Children) -> Saved:
        return claims.save(file, draft, children)


def lines_of(file: File, claim_id: int) -> tuple[Row, ...]:
    return records.children(file, "claim", claim_id)["claim_line"]


@pytest.fixture
def claim(pages: Pages) -> RecordPage:
    """The page of a new claim of Joan's, with its lines."""
    given = {"member_id": pages.joan, "date": DAY, "purpose_words": "Visit"}
    return pages.open("claim", given=given, parts=VisitParts())


def fill(lines: ChildrenEditor, place: int, name: str, text: str) -> None:
    """Type `text` in place of what stands in a cell."""
    editor = lines.lines[place].editors[name]
    assert isinstance(editor, LineEditor)
    editor.line.setFocus()
    editor.line.selectAll()
    QTest.keyClicks(editor.line, text)


def add_parking(lines: ChildrenEditor, amount: str) -> None:
    lines.add()
    last = len(lines.lines) - 1
    lines.lines[last].editors["category"].set_value("parking")
    fill(lines, last, "details", "Town Hall")
    fill(lines, last, "amount", amount)


def test_lines_are_saved_with_their_owner_in_one_step(pages: Pages, claim: RecordPage) -> None:
    lines = claim.table_of("claim_line")
    add_parking(lines, "4.5")
    add_parking(lines, "£2")
    assert "Total £6.50" in texts(lines)
    claim.save()
    assert claim.record_id is not None
    assert [one["amount"] for one in lines_of(pages.file, claim.record_id)] == [450, 200]
    assert not claim.dirty
    undo.undo(pages.file)
    with pytest.raises(Exception, match="deleted"):
        records.get(pages.file, "claim", claim.record_id)


def test_comparing_shows_lines_that_differ_and_no_others(pages: Pages, claim: RecordPage) -> None:
    lines = claim.table_of("claim_line")
    for amount in ("4.50", "2.00"):
        add_parking(lines, amount)
    claim.save()
    assert claim.record_id is not None
    stored = lines_of(pages.file, claim.record_id)
    records.save(pages.file, Draft("claim_line", {"amount": 900}, stored[0].id))
    records.save(pages.file, Draft("claim", {"notes": "Rang"}, claim.record_id))
    add_parking(lines, "1.00")
    claim.save()
    bar = claim.view.bars["clash"]
    assert isinstance(bar, ClashBar)
    found = [(one.label, one.mine, one.theirs) for one in bar.differences]
    line = "3 Nov 2026 · Parking and tolls · Town Hall · {}"
    assert found == [
        ("Notes", "", "Rang"),
        ("Claim line", line.format("£4.50"), line.format("£9.00")),
        ("Claim line", line.format("£1.00"), ""),
    ]


def test_undo_brings_back_the_line_that_was_removed_last(claim: RecordPage) -> None:
    lines = claim.table_of("claim_line")
    add_parking(lines, "4.50")
    add_parking(lines, "2.00")
    claim.save()
    assert not claim.take_back()
    lines.remove(lines.lines[0])
    assert claim.take_back()
    assert [one["amount"] for one in lines.values()] == [450, 200]
    assert not claim.dirty


def test_undo_takes_back_nothing_beneath_what_is_typed(pages: Pages) -> None:
    page = pages.open("member", pages.joan)
    write(page, "surname", "Carter")
    page.save()
    write(page, "surname", "Baker")
    assert page.take_back()
    assert pages.window.said("bad")[-1].startswith("Save or discard what you typed first")
    page.head.discard.emit()
    assert not page.take_back()


def test_the_bar_about_removal_goes_when_the_record_is_back(pages: Pages) -> None:
    page = pages.open("member", pages.joan)
    write(page, "surname", "Carter")
    page.stale(records.remove(pages.file, "member", pages.joan))
    assert set(page.view.bars) == {"gone"}
    page.stale(undo.undo(pages.file))
    assert page.view.bars == {}
    assert page.form.rows["surname"].editor.read() == "Carter"


def test_a_removed_line_can_be_imported_back_until_it_is_saved(
    pages: Pages, claim: RecordPage
) -> None:
    lines = claim.table_of("claim_line")
    add_parking(lines, "4.50")
    add_parking(lines, "2.00")
    claim.save()
    assert claim.record_id is not None
    lines.remove(lines.lines[0])
    assert claim.dirty
    assert len(lines_of(pages.file, claim.record_id)) == 2
    lines.bring_back()
    assert [one["amount"] for one in lines.values()] == [450, 200]
    assert not lines.dirty
    lines.remove(lines.lines[1])
    claim.save()
    assert [one["amount"] for one in lines_of(pages.file, claim.record_id)] == [450]


def test_a_line_that_cannot_be_read_is_told_above_it(claim: RecordPage) -> None:
    lines = claim.table_of("claim_line")
    add_parking(lines, "four")
    claim.save()
    assert claim.record_id is None
    assert any("Write an amount" in one for one in texts(lines.lines[0]))
    assert QApplication.focusWidget() is lines.lines[0].editors["amount"].part()
    assert list(lines.problems()) == ["claim_line.0.amount"]


def test_a_new_line_in_which_nothing_was_typed_is_left_out(claim: RecordPage) -> None:
    lines = claim.table_of("claim_line")
    lines.add()
    assert lines.collect() == ()


def test_lines_are_worked_by_keys_alone(claim: RecordPage) -> None:
    lines = claim.table_of("claim_line")
    add_parking(lines, "4.50")
    QTest.keyClick(lines.lines[0].editors["amount"].part(), Qt.Key.Key_Return)
    assert len(lines.lines) == 2
    first = lines.lines[1].editors["date"].part()
    assert QApplication.focusWidget() is first
    QTest.keyClick(first, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is lines.lines[0].editors["date"].part()
    QTest.keyClick(
        lines.lines[0].editors["date"].part(),
        Qt.Key.Key_Delete,
        Qt.KeyboardModifier.ControlModifier,
    )
    assert len(lines.lines) == 1
    assert QApplication.focusWidget() is lines.lines[0].editors["date"].part()


def test_lines_are_part_of_the_draft(pages: Pages, claim: RecordPage) -> None:
    add_parking(claim.table_of("claim_line"), "4.50")
    add_parking(claim.table_of("claim_line"), "2.00")
    claim.can_leave()
    again = pages.open("claim", parts=VisitParts())
    press(again.view.bars["draft"], "Use it")
    assert [one["amount"] for one in again.table_of("claim_line").values()] == [450, 200]
    assert again.form.rows["member_id"].editor.value_text() == "Joan Whitlock"
    again.save()
    assert again.record_id is not None
    assert drafts.find(pages.file, "claim/new") is None
    assert drafts.find(pages.file, "claim/new/line/0") is None


def test_lines_fold_where_they_are_narrow(claim: RecordPage) -> None:
    lines = claim.table_of("claim_line")
    add_parking(lines, "4.50")
    row = lines.lines[0].editors
    claim.resize(1900, 768)
    pictures.settle()
    assert row["date"].y() == row["amount"].y()
    claim.resize(700, 768)
    pictures.settle()
    assert row["date"].y() < row["amount"].y()
    assert claim.width() == 700
    assert claim.form.area.horizontalScrollBar().maximum() == 0


@pytest.mark.usefixtures("scaled")
def test_lines_are_never_cut_or_nameless(claim: RecordPage) -> None:
    add_parking(claim.table_of("claim_line"), "four")
    claim.save()
    claim.resize(1254, 900)
    pictures.settle()
    assert clipped(claim) == []
    assert nameless(claim) == []
    assert unreachable(claim) == []


def test_declared_children_are_shown_and_saved_with_no_further_code(pages: Pages) -> None:
    page = pages.open("training_event")
    lines = page.table_of("training_place")
    assert "Training places" in texts(page.form)
    assert [label for label in texts(lines) if label] == []  # no line, so no names of columns
    write(page, "title", "Chairing")
    write(page, "date", "3/11/26")
    lines.add()
    lines.lines[0].editors["member_id"].set_value(pages.joan, "Joan Whitlock")
    fill(lines, 0, "comment", "Good day")
    page.save()
    assert page.record_id is not None
    (place,) = records.children(pages.file, "training_event", page.record_id)["training_place"]
    assert (place.refs["member_id"], place["comment"]) == ("Joan Whitlock", "Good day")
    assert {"Member", "Place", "What they said"} <= set(texts(lines))


def test_what_was_removed_elsewhere_is_saved_as_new_with_its_lines(
    pages: Pages, claim: RecordPage
) -> None:
    lines = claim.table_of("claim_line")
    add_parking(lines, "4.50")
    claim.save()
    assert claim.record_id is not None
    old = claim.record_id
    records.remove(pages.file, "claim", old)
    fill(lines, 0, "amount", "5")
    claim.save()
    press(claim.view.bars["gone"], "Save it as a new one")
    assert claim.record_id not in (None, old)
    assert [one["amount"] for one in lines_of(pages.file, claim.record_id)] == [500]
    assert pages.window.said("bad") == []


def test_a_change_of_a_line_elsewhere_is_seen(pages: Pages, claim: RecordPage) -> None:
    add_parking(claim.table_of("claim_line"), "4.50")
    claim.save()
    assert claim.record_id is not None
    (line,) = lines_of(pages.file, claim.record_id)
    change = records.save(pages.file, Draft("claim_line", {"amount": 900}, line.id, line.version))
    claim.stale(change.changes)
    assert [one["amount"] for one in claim.table_of("claim_line").values()] == [900]


def test_a_line_changed_here_and_elsewhere_is_a_conflict(pages: Pages, claim: RecordPage) -> None:
    lines = claim.table_of("claim_line")
    add_parking(lines, "4.50")
    claim.save()
    assert claim.record_id is not None
    (line,) = lines_of(pages.file, claim.record_id)
    fill(lines, 0, "amount", "5")
    records.save(pages.file, Draft("claim_line", {"amount": 900}, line.id, line.version))
    claim.save()
    assert [one["amount"] for one in lines_of(pages.file, claim.record_id)] == [900]
    press(claim.view.bars["clash"], "Keep mine")
    assert [one["amount"] for one in lines_of(pages.file, claim.record_id)] == [500]


def test_a_closed_record_says_why_it_is_not_saved(pages: Pages) -> None:
    class Closed(RecordParts):
        def closed(self, row: Row) -> str:
            return "This was sealed in March."

    page = pages.open("member", pages.joan, parts=Closed())
    assert not page.form.rows["surname"].editor.isEnabled()
    assert page.head.save_button.toolTip() == "This was sealed in March."
    page.save()
    assert pages.window.said("bad") == ["This was sealed in March."]


@pytest.fixture
def meeting_with_two_tables(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> Iterator[RecordPage]:
    """The plain page of a meeting, as if meetings declared agenda and register as their lines."""
    monkeypatch.setattr(Meeting, "children", ("agenda_item", "attendance"))
    Meeting.spec.cache_clear()
    body = {"name": "Network Partnership Group", "short_name": "PG", "type": "partnership_group"}
    group = records.save(pages.file, Draft("body", body)).id
    meeting = records.save(pages.file, Draft("meeting", {"body_id": group, "date": DAY})).id
    yield pages.open("meeting", meeting)
    monkeypatch.undo()
    Meeting.spec.cache_clear()


def test_two_kinds_of_lines_are_saved_in_one_step(
    pages: Pages, meeting_with_two_tables: RecordPage
) -> None:
    page = meeting_with_two_tables
    assert page.record_id is not None
    for child in page.lines:
        page.table_of(child).add()
    fill(page.table_of("agenda_item"), 0, "title", "Parking")
    page.table_of("attendance").lines[0].editors["member_id"].set_value(pages.joan, "Joan Whitlock")
    page.save()
    own = records.children(pages.file, "meeting", page.record_id)
    assert [one["title"] for one in own["agenda_item"]] == ["Parking"]
    assert [one.refs["member_id"] for one in own["attendance"]] == ["Joan Whitlock"]
    undo.undo(pages.file)
    assert records.children(pages.file, "meeting", page.record_id) == {
        "agenda_item": (), "attendance": (),
    }  # fmt: skip


def test_a_mistake_is_shown_in_the_table_that_it_belongs_to(
    meeting_with_two_tables: RecordPage,
) -> None:
    page = meeting_with_two_tables
    agenda, register = page.table_of("agenda_item"), page.table_of("attendance")
    agenda.add()
    fill(agenda, 0, "title", "Parking")
    register.add()
    register.lines[0].editors["member_id"].part().setFocus()
    QTest.keyClicks(register.lines[0].editors["member_id"].part(), "Nobody")
    page.save()
    assert list(page.input.problems()) == ["attendance.0.member_id"]
    assert not agenda.lines[0].problem
    assert "Nothing is called “Nobody”" in register.lines[0].problem
    assert QApplication.focusWidget() is register.lines[0].editors["member_id"].part()


def test_drafts_of_two_kinds_of_lines_come_back_to_their_tables(
    pages: Pages, meeting_with_two_tables: RecordPage
) -> None:
    page = meeting_with_two_tables
    for child in page.lines:
        page.table_of(child).add()
    fill(page.table_of("agenda_item"), 0, "title", "Parking")
    page.table_of("attendance").lines[0].editors["member_id"].set_value(pages.joan, "Joan Whitlock")
    page.can_leave()
    again = pages.open("meeting", page.record_id)
    press(again.view.bars["draft"], "Use it")
    assert [one["title"] for one in again.table_of("agenda_item").values()] == ["Parking"]
    assert [one["member_id"] for one in again.table_of("attendance").values()] == [pages.joan]


def test_the_order_of_tab_is_worked_out_before_anyone_could_wait(pages: Pages) -> None:
    page = pages.open("member", pages.joan)
    began = time.perf_counter()
    for _turn in range(10):
        assert list(stops(page))
    assert (time.perf_counter() - began) / 10 < 0.05


def test_a_long_title_takes_two_lines_at_most(pages: Pages, cache: Path) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    pictures.dress(app, cache, "light", 1.5)
    long = "Ask the trust whether the signs could be read from a wheelchair, " * 3 + "x" * 20
    action = records.save(pages.file, Draft("action", {"what": long.strip()})).id
    page = pages.open("action", action)
    page.resize(960, 600)
    pictures.settle()
    title = next(one for one in page.head.findChildren(QLabel) if one.property("role") == "title")
    assert title.text().count("\n") == 1
    assert title.text().endswith("…")
    assert long in title.toolTip()
    assert long in title.accessibleName()
    assert page.head.height() < page.height() // 3
    assert clipped(page.head) == []


def test_the_head_stands_still_while_one_types(pages: Pages) -> None:
    action = records.save(pages.file, Draft("action", {"what": "Ask about the signs " * 5})).id
    page = pages.open("action", action)
    for width in (1158, 900, 700):
        page.resize(width, 768)
        pictures.settle()
        before = page.head.height()
        page.form.rows["what"].go()
        QTest.keyClicks(page.form.rows["what"].editor.part(), "x")
        page.head.set_state("Not saved yet; a draft is kept (09:14)", dirty=True)
        pictures.settle()
        assert page.head.height() == before, width
        page.discard()
        pictures.settle()


def test_the_cells_of_a_line_stand_at_one_height(pages: Pages) -> None:
    page = pages.open("framework")
    page.resize(1500, 768)  # room for a line of cells
    lines = page.table_of("framework_item")
    lines.add()
    pictures.settle()
    row = lines.lines[0]
    parts = [one.part() for one in row.editors.values()]
    middles = [one.mapTo(row, one.rect().center()).y() for one in parts]
    assert max(middles) - min(middles) <= 1
    tick = row.editors["retired"].part()
    assert tick.height() == tick.sizeHint().height()  # taller, it draws its box at the top
    place = row.editors["parent_id"].part()
    assert isinstance(place, QLineEdit)
    words = place.fontMetrics().horizontalAdvance(place.placeholderText())
    assert words + px(24) <= place.width()
