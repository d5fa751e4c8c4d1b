"""The claim page over a real file: lines worked out as they are typed, and the way to payment."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.clock import FixedClock
from facilitator_app.domain.errors import AppError
from facilitator_app.gui.form.children_editor import ChildrenEditor
from facilitator_app.gui.form.field_row import ErrorLine
from facilitator_app.gui.pages.claims.claim_page import ClaimParts, claim_page
from facilitator_app.gui.pages.claims.claim_steps import ClaimSteps
from facilitator_app.gui.pages.claims.step_form import StepForm
from facilitator_app.gui.pages.record_corrections import ReasonForm
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.theme import Theme
from facilitator_app.gui.widgets.buttons import OnceButton
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.pill import PillLabel
from facilitator_app.services import claim_steps, claims, corrections, drafts, files, records, undo
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.record import Draft, Row
from facilitator_app.store.key import Key
from tests.conftest import Make
from tests.gui import hall, pictures, probe
from tests.gui.hall import Hall
from tests.gui.plain_context import context_over

pytestmark = pytest.mark.usefixtures("app")
_RETURN = Qt.Key.Key_Return


@pytest.fixture(scope="module")
def built(
    template: tuple[Path, Key], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Hall]:
    """The group and its meeting, made once: every test changes a copy."""
    return hall.built(*template, tmp_path_factory.mktemp("hall"))


@pytest.fixture
def file(built: tuple[Path, Hall], key: Key, clock: FixedClock, tmp_path: Path) -> Iterator[File]:
    path = shutil.copyfile(built[0], tmp_path / built[0].name)
    clock.at = dt.datetime(2026, 12, 1, 9, 0, tzinfo=dt.UTC)
    opened = files.open_file(path, key, clock, who="Fran Tester")
    yield opened
    opened.close()


@pytest.fixture
def made(built: tuple[Path, Hall]) -> Hall:
    return built[1]


@pytest.fixture(autouse=True)
def _let_go(app: QApplication) -> Iterator[None]:
    """Let closed pages go at once: each theme that is applied later would dress them again."""
    yield
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Story:
    """Opens claim pages over the file, and types into them."""

    def __init__(self, file: File, made: Hall, qtbot: QtBot) -> None:
        """Make the context; no page yet."""
        self.file, self.made, self._bot = file, made, qtbot
        self.context, self.window = context_over(file)

    def open(self, claim_id: int | None = None, **given: Any) -> RecordPage:
        page = claim_page(self.context, claim_id, given)
        self._bot.addWidget(page)
        page.resize(1158, 688)
        with self._bot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    def correct(self, claim_id: int, why: str = "") -> RecordPage:
        """Open a sealed claim and begin its correction, with the reason `why`."""
        page = self.open(claim_id)
        press(page, "Correct…")
        if why:
            reason_of(page).rows["why"].editor.set_value(why)
        return page

    def for_joan(self) -> RecordPage:
        """Open a new claim as a member's or a meeting's card would."""
        return self.open(member_id=self.made.people["Whitlock"], meeting_id=self.made.meeting)

    def stored(self, page: RecordPage) -> Row:
        assert page.record_id is not None
        return records.get(self.file, "claim", page.record_id)

    def saved(self, day: dt.date = hall.DAY, state: str = "draft") -> int:
        """Store a claim of 22 miles and a parking ticket, and take it as far as `state`."""
        claim = {
            "member_id": self.made.people["Whitlock"], "meeting_id": self.made.meeting, "date": day,
        }  # fmt: skip
        lines = [
            {"date": day, "category": "mileage", "miles": 220, "mode": "car",
             "details": "Upton to Tewkesbury"},
            {"date": day, "category": "parking", "amount": 450, "receipt": "seen"},
        ]  # fmt: skip
        drafts = [Draft("claim_line", one) for one in lines]
        saved = claims.save(self.file, Draft("claim", claim), {"claim_line": drafts}).id
        hands: dict[str, dict[str, Any]] = {
            "submitted": {},
            "approved": {"approved_by": "Helen Marsh"},
            "authorised": {"authorised_by": "Ravi Shah"},
            "paid": {"payment_method": "bacs"},
        }
        for to, values in hands.items():
            if state == "draft":
                break
            claim_steps.move(self.file, saved, to, values, ("rate",))
            if to == state:
                break
        return saved


@pytest.fixture
def story(file: File, made: Hall, qtbot: QtBot) -> Story:
    return Story(file, made, qtbot)


def parts(page: RecordPage) -> ClaimParts:
    """Return what claims add to the page."""
    assert isinstance(page.parts, ClaimParts)
    return page.parts


def costs(page: RecordPage) -> ChildrenEditor:
    """Return the lines of the claim."""
    return page.table_of("claim_line")


def step_form(page: RecordPage) -> StepForm:
    """Return the form of the step that is asked for."""
    form = parts(page).steps.form
    assert form is not None
    return form


def write(page: RecordPage, line: int, **words: str) -> None:
    """Type into the editors of one line."""
    for name, text in words.items():
        editor = costs(page).lines[line].editors[name]
        part = editor.part()
        if isinstance(part, QLineEdit):
            part.selectAll()
            QTest.keyClicks(part, text)
        else:
            QTest.keyClicks(part, text)
    parts(page).costs.work_out()


def take(page: RecordPage, to: str, **words: str) -> None:
    """Open a step's form, fill it in, and take the step with Enter."""
    parts(page).steps.buttons[to].click()
    form = step_form(page)
    for name, text in words.items():
        part = form.rows[name].editor.part()
        if isinstance(part, QLineEdit):
            part.selectAll()
        QTest.keyClicks(part, text)
    for tick in form.doubts.ticks.values():
        tick.setChecked(True)
    form.save()


def press(page: RecordPage, words: str) -> None:
    next(one for one in page.findChildren(QPushButton) if one.text() == words).click()


def test_opening_a_claim_makes_no_window_besides(story: Story) -> None:
    claim = story.saved()
    alone = ClaimSteps(story.context)
    alone.show_claim(records.get(story.file, "claim", claim), ())
    assert not alone.isVisible()
    page = story.open(claim)
    assert page.isActiveWindow()
    assert parts(page).steps.isVisible()
    assert not parts(story.for_joan()).steps.isVisible()


def test_a_claim_goes_from_the_first_mile_to_the_payment(story: Story) -> None:
    page = story.for_joan()
    assert page.form.rows["date"].editor.value_text() == "Tue 24 Nov 2026"
    assert not page.dirty
    write(page, 0, miles="22", details="Upton to Tewkesbury")
    (line,) = costs(page).filled
    assert line.note == "22 × 55p = £12.10 (rate from 6 Apr 2026)"
    assert parts(page).so_far.total == 1210
    QTest.keyClick(line.editors["miles"].part(), _RETURN)
    assert costs(page).lines[1].editors["category"].read() == "parking"
    write(page, 1, amount="4.5", receipt="Seen")
    assert parts(page).so_far.total == 1660
    page.save()
    assert story.stored(page)["total"] == 1660
    take(page, "submitted")
    take(page, "approved", approved_by="Helen Marsh")
    take(page, "authorised", authorised_by="Ravi Shah")
    take(page, "paid", payment_reference="BACS 114")
    assert step_form(page).rows["payment_method"].problem
    step_form(page).rows["payment_method"].editor.set_value("bacs")
    step_form(page).save()
    row = story.stored(page)
    assert (row["state"], row["payment_method"], row["payment_reference"]) == (
        "paid",
        "bacs",
        "BACS 114",
    )
    assert row["paid_on"] == dt.date(2026, 12, 1)
    assert story.window.said("bad") == []


def test_each_step_can_be_taken_back(story: Story) -> None:
    page = story.open(story.saved())
    for step, words in (
        ("submitted", {}),
        ("approved", {"approved_by": "Helen Marsh"}),
        ("authorised", {"authorised_by": "Ravi Shah"}),
    ):
        before = story.stored(page)["state"]
        take(page, step, **words)
        assert story.stored(page)["state"] == step
        page.stale(undo.undo(story.file))
        assert story.stored(page)["state"] == before
        assert step in parts(page).steps.buttons
        page.stale(undo.redo(story.file))


def test_the_three_hands_must_differ(story: Story) -> None:
    page = story.open(story.saved(state="submitted"))
    take(page, "approved", approved_by="joan whitlock")
    assert "three different people" in step_form(page).problem
    assert story.stored(page)["state"] == "submitted"
    step_form(page).rows["approved_by"].editor.set_value("Helen Marsh")
    step_form(page).save()
    assert story.stored(page)["state"] == "approved"
    take(page, "authorised", authorised_by="Helen Marsh")
    assert "three different people" in step_form(page).problem
    assert story.stored(page)["state"] == "approved"


def test_the_facilitator_is_offered_as_who_approves_alone(story: Story) -> None:
    network = records.network(story.file)
    named = Draft("network", {"facilitator": "Helen Marsh"}, network.id, network.version)
    records.save(story.file, named)
    page = story.open(story.saved(state="submitted"))
    parts(page).steps.open("approved")
    assert step_form(page).rows["approved_by"].editor.value_text() == ""
    said = [one.text() for one in step_form(page).findChildren(QLabel)]
    assert "Facilitator of this network:" in said
    assert "Approved lately by:" not in said  # nobody ever approved anything
    press(page, "Helen Marsh")
    step_form(page).doubts.ticks["rate"].setChecked(True)
    step_form(page).save()
    assert story.stored(page)["approved_by"] == "Helen Marsh"
    parts(page).steps.open("authorised")
    assert step_form(page).rows["authorised_by"].editor.value_text() == ""
    assert "Helen Marsh" not in [one.text() for one in step_form(page).findChildren(QPushButton)]
    step_form(page).rows["authorised_by"].editor.set_value("Helen Marsh")
    step_form(page).save()
    assert "three different people" in step_form(page).problem


def test_nobody_approves_without_a_name(story: Story) -> None:
    page = story.open(story.saved(state="submitted"))
    take(page, "approved")
    assert step_form(page).rows["approved_by"].problem
    assert story.stored(page)["state"] == "submitted"


def test_a_late_claim_and_a_missing_receipt_are_pointed_out(story: Story) -> None:
    page = story.open(story.saved(dt.date(2026, 7, 22)))
    costs(page).lines[1].editors["receipt"].set_value("missing")
    page.save()
    take(page, "submitted")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    pills = [one.accessibleName() for one in parts(page).steps.findChildren(PillLabel)]
    other = "The meeting is on another day: 24 Nov 2026"
    rate = "Mileage rate not confirmed"
    assert pills == [other, "Sent in after 132 days", "1 receipt is missing", rate]


def test_a_question_goes_into_the_notes_and_the_claim_can_be_sent_again(story: Story) -> None:
    page = story.open(story.saved(state="submitted"))
    take(page, "returned", notes="Which car park was it?")
    row = story.stored(page)
    assert row["state"] == "returned"
    assert row["notes"] == "1 Dec 2026: Which car park was it?"
    assert set(parts(page).steps.buttons) == {"submitted", "cancelled"}
    assert "Which car park" in page.view.bars["notice"].accessibleName()
    assert page.record.opened is not None
    subtitle = page.record.subtitle(page.record.opened, story.context.format_context())
    assert subtitle.endswith("returned; was sent in on 1 Dec 2026")
    assert costs(page).isEnabled()
    page.form.rows["notes"].editor.set_value(f"{row['notes']}\nThe one at the back.")
    page.save()
    take(page, "submitted")
    for words in ("Which car park", "The one at the back."):
        assert words in page.view.bars["notice"].accessibleName()
    take(page, "approved", approved_by="Helen Marsh")
    assert "Which car park" not in page.view.bars["notice"].accessibleName()


def test_what_was_typed_into_a_step_that_is_put_away_can_be_brought_back(story: Story) -> None:
    page = story.open(story.saved(state="submitted"))
    steps = parts(page).steps
    steps.open("returned")
    press(page, "Cancel")
    assert steps.findChildren(Notice) == []
    steps.open("returned")
    QTest.keyClicks(step_form(page).rows["notes"].editor.part(), "Which car park was it?")
    press(page, "Cancel")
    assert steps.form is None
    page.reload()
    press(page, "Bring it back")
    pictures.settle()
    assert probe.clipped(page) == []
    assert step_form(page).rows["notes"].editor.value_text() == "Which car park was it?"
    step_form(page).save()
    assert story.stored(page)["state"] == "returned"
    assert not any(one.isVisible() for one in steps.findChildren(Notice))


def step_drafts(story: Story) -> list[str]:
    return [one for one in drafts.keys(story.file) if one.endswith("/step")]


@pytest.mark.parametrize("way", ["open", "esc", "typed on"])
def test_what_was_typed_for_a_step_waits_for_whoever_comes_back_to_the_claim(
    story: Story, way: str
) -> None:
    claim = story.saved(state="submitted")
    page = story.open(claim)
    parts(page).steps.open("returned")
    notes = step_form(page).rows["notes"].editor.part()
    QTest.keyClicks(notes, "Which car park was it?")
    if way == "esc":
        QTest.keyClick(notes, Qt.Key.Key_Escape)
    if way == "typed on":
        page.form.rows["purpose_words"].editor.set_value("Another visit")
        page.form.changed.emit()
        page.discard()
    page.can_leave()
    assert len(step_drafts(story)) == 1
    assert page.record.opened is not None
    again = story.open(claim)
    press(again, "Bring it back")
    assert step_form(again).rows["notes"].editor.value_text() == "Which car park was it?"
    step_form(again).save()
    assert story.stored(again)["notes"].endswith("Which car park was it?")
    assert step_drafts(story) == []
    again.can_leave()
    assert step_drafts(story) == []


def test_what_was_typed_for_a_step_that_is_cancelled_is_not_kept(story: Story) -> None:
    page = story.open(story.saved(state="submitted"))
    parts(page).steps.open("rejected")
    QTest.keyClicks(step_form(page).rows["notes"].editor.part(), "Which car park was it?")
    parts(page).steps.saver.keep()
    assert len(step_drafts(story)) == 1
    press(page, "Cancel")
    page.can_leave()
    assert step_drafts(story) == []
    press(page, "Bring it back")
    page.can_leave()
    assert len(step_drafts(story)) == 1


def test_cancelling_needs_no_answer_and_can_be_undone(story: Story) -> None:
    page = story.open(story.saved())
    parts(page).steps.buttons["cancelled"].click()
    assert story.stored(page)["state"] == "cancelled"
    page.stale(undo.undo(story.file))
    assert story.stored(page)["state"] == "draft"


@pytest.mark.parametrize("state", ["approved", "authorised", "paid"])
def test_an_approved_or_closed_claim_is_read_only_and_says_why(story: Story, state: str) -> None:
    claim = story.saved(state=state)
    page = story.open(claim)
    assert not page.form.rows["date"].editor.isEnabled()
    assert not costs(page).isEnabled()
    assert not page.head.save_button.isEnabled()
    assert page.head.save_button.toolTip()
    assert "notice" in page.view.bars
    said = [one.accessibleName() or one.text() for one in page.glance.findChildren(QLabel)]
    assert "A claim that was decided on stays in the records." in said
    assert not page.glance.findChildren(QPushButton)


def test_steps_wait_until_all_is_saved(story: Story) -> None:
    page = story.open(story.saved())
    assert parts(page).steps.buttons["submitted"].isEnabled()
    write(page, 1, amount="5")
    assert not parts(page).steps.buttons["submitted"].isEnabled()
    assert parts(page).steps.buttons["submitted"].toolTip()
    page.save()
    assert parts(page).steps.buttons["submitted"].isEnabled()
    assert story.stored(page)["total"] == 1710


def test_a_mistake_in_a_line_is_shown_at_that_line(story: Story) -> None:
    page = story.for_joan()
    write(page, 0, miles="22")
    costs(page).add()
    write(page, 1, amount="four pounds fifty")
    page.save()
    assert page.record_id is None
    first, second = costs(page).lines
    assert not first.problem
    assert second.problem == "Write an amount in pounds, such as 4.50 or £4.50."
    write(page, 1, amount="4.50")
    page.save()
    assert story.stored(page)["total"] == 1660


def test_a_claim_without_costs_is_refused(story: Story) -> None:
    page = story.for_joan()
    page.save()
    assert page.record_id is None
    assert story.window.said("bad") == ["Add at least one line to the claim."]


def test_a_removed_line_goes_with_the_save_and_undo_brings_it_back(story: Story) -> None:
    page = story.open(story.saved())
    costs(page).remove(costs(page).lines[1])
    page.save()
    assert story.stored(page)["total"] == 1210
    page.stale(undo.undo(story.file))
    assert story.stored(page)["total"] == 1660
    assert len(costs(page).lines) == 2


def test_a_line_of_another_kind_forgets_the_miles(story: Story) -> None:
    page = story.open(story.saved())
    line = costs(page).lines[0]
    assert line.editors["miles"].isVisible()
    assert not line.editors["amount"].isVisible()
    write(page, 0, category="Taxi", amount="9")
    assert not line.editors["miles"].isVisible()
    assert line.editors["amount"].isVisible()
    page.save()
    stored = records.children(story.file, "claim", story.stored(page).id)["claim_line"]
    assert {(one["category"], one["miles"], one["amount"]) for one in stored} == {
        ("taxi", None, 900), ("parking", None, 450),
    }  # fmt: skip


def test_the_journey_of_last_time_is_offered_once_there_is_one(story: Story) -> None:
    assert "journey" not in story.for_joan().view.bars
    story.saved(dt.date(2026, 9, 22))
    page = story.for_joan()
    assert "journey" in page.view.bars
    press(page, "Use it")
    parts(page).costs.work_out()
    assert parts(page).so_far.total == 1210
    assert costs(page).filled[0].editors["details"].value_text() == "Upton to Tewkesbury"
    assert "journey" not in page.view.bars
    other = story.open(member_id=story.made.people["Finch"], meeting_id=story.made.meeting)
    assert "journey" not in other.view.bars


def test_the_day_of_a_chosen_training_is_taken_as_that_of_a_meeting_is(story: Story) -> None:
    event = Make(story.file).record("training_event", title="Speaking up", date=hall.DAY)
    page = story.open(member_id=story.made.people["Whitlock"], event_id=event)
    assert page.form.rows["date"].editor.read() == hall.DAY
    assert "journey" not in page.view.bars


def test_what_was_typed_is_kept_as_a_draft_with_its_lines(story: Story) -> None:
    page = story.for_joan()
    write(page, 0, miles="31", details="Ledbury and back")
    assert page.can_leave()
    again = story.for_joan()
    press(again, "Use it")
    parts(again).costs.work_out()
    assert parts(again).so_far.total == 1705
    again.save()
    assert story.stored(again)["total"] == 1705


def test_a_day_nobody_typed_leaves_no_draft(story: Story) -> None:
    page = story.for_joan()
    assert page.can_leave()
    assert story.window.said("tell") == []


def test_nothing_is_cut_or_nameless(scaled: Theme, story: Story) -> None:
    claim = story.saved(dt.date(2026, 7, 22), "submitted")
    width = {1.0: 1158, 1.5: 1282, 2.0: 1254}[scaled.scale]
    pages = [story.open(claim), story.for_joan(), story.open(story.saved(state="paid"))]
    parts(pages[0]).steps.open("approved")
    for page in pages:
        page.resize(width, 688)
        page.show()
        pictures.settle()
        assert page.size().toTuple() == (width, 688)
        assert probe.clipped(page) == []
        assert probe.nameless(page) == []
        assert probe.unreachable(page) == []


@pytest.mark.parametrize("state", ["approved", "authorised", "paid"])
def test_an_approved_claim_cannot_be_changed_behind_the_page(story: Story, state: str) -> None:
    claim = story.saved(state=state)
    lines = [Draft("claim_line", {"category": "taxi", "amount": 9_900})]
    with pytest.raises(AppError, match=r"approved|authorised|closed"):
        claims.save(story.file, Draft("claim", {}, claim), {"claim_line": lines})
    assert records.get(story.file, "claim", claim)["total"] == 1660


def test_a_paid_claim_is_put_right_with_a_reason(story: Story) -> None:
    claim = story.saved(state="paid")
    before = records.get(story.file, "claim", claim)["total"]
    page = story.open(claim)
    assert not page.head.save_button.isEnabled()
    press(page, "Correct…")
    form = page.corrections.form
    assert form is not None
    pictures.settle()
    assert probe.clipped(page) == []
    assert probe.nameless(page) == []
    offered = [one for one in page.findChildren(QPushButton) if one.text() == "Correct…"]
    assert not any(one.isVisible() for one in offered)
    assert page.form.rows["purpose_words"].editor.isEnabled()
    assert not page.form.rows["member_id"].editor.isEnabled()
    form.save()
    assert story.window.said("bad")[-1] == "Change what is wrong, then record it."
    write(page, 1, amount="12.50")
    page.save()
    assert form.rows["why"].problem == "Fill in “Why it is corrected”."
    QTest.keyClicks(form.rows["why"].editor.part(), "The receipt says so.")
    form.save()
    assert page.corrections.form is None
    assert records.get(story.file, "claim", claim)["total"] == before + 800
    assert not costs(page).isEnabled()
    pictures.settle()
    told = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert any("The receipt says so." in text for text in told)
    page.stale(undo.undo(story.file))
    assert records.get(story.file, "claim", claim)["total"] == before
    pictures.settle()
    told = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert not any("The receipt says so." in text for text in told)


def test_a_correction_is_given_up_and_brought_back(story: Story) -> None:
    page = story.correct(story.saved(state="paid"))
    page.form.rows["purpose_words"].editor.set_value("Another visit")
    page.form.changed.emit()
    assert page.corrections.correcting
    press(page, "Cancel")
    assert page.corrections.form is None
    assert not page.dirty
    press(page, "Bring them back")
    assert page.corrections.correcting


def test_a_reason_alone_is_brought_back_too(story: Story) -> None:
    page = story.open(story.saved(state="paid"))
    press(page, "Correct…")
    reason_of(page).rows["why"].editor.set_value("The receipt says so.")
    press(page, "Cancel")
    assert page.corrections.form is None
    press(page, "Bring them back")
    assert reason_of(page).rows["why"].editor.value_text() == "The receipt says so."
    assert reason_of(page).saver.timer.isActive()
    assert "aside" not in page.view.bars


def test_the_button_of_a_closed_claim_records_its_correction(story: Story) -> None:
    claim = story.saved(state="paid")
    page = story.open(claim)
    [first, *_rest] = costs(page).lines
    bins = [one for one in first.findChildren(QPushButton) if "Delete" in one.toolTip()]
    assert [one.isVisibleTo(page) for one in bins] == [False]
    assert (page.head.save_button.text(), page.head.save_button.isEnabled()) == ("Save", False)
    press(page, "Correct…")
    assert [one.isVisibleTo(page) for one in bins] == [True]
    saves = [one.text() for one in page.findChildren(QPushButton) if one.isVisibleTo(page)]
    assert saves.count("Record") == 1
    assert "Save" not in saves
    reason_of(page).rows["why"].editor.set_value("The receipt says so.")
    write(page, 1, amount="12.50")
    QTest.mouseClick(page.head.save_button, Qt.MouseButton.LeftButton)
    assert records.get(story.file, "claim", claim)["total"] == 1660 + 800
    assert (page.head.save_button.text(), page.head.save_button.isEnabled()) == ("Save", False)


def reason_of(page: RecordPage) -> ReasonForm:
    """Return the form that asks for the reason of a correction."""
    form = page.corrections.form
    assert form is not None
    return form


def test_a_correction_left_by_esc_is_kept_with_its_reason(story: Story) -> None:
    claim = story.saved(state="paid")
    page = story.correct(claim)
    form = reason_of(page)
    QTest.keyClicks(form.rows["why"].editor.part(), "The receipt says so.")
    write(page, 1, amount="12.50")
    QTest.keyClick(form.rows["why"].editor.part(), Qt.Key.Key_Escape)
    assert page.corrections.form is None
    assert not page.dirty
    assert story.window.said("tell")[-1] == "A draft is kept. It is offered when you come back."
    press(page, "Use it")
    form = reason_of(page)
    assert form.why == "The receipt says so."
    form.save()
    assert page.corrections.form is None
    assert records.get(story.file, "claim", claim)["total"] == 1660 + 800
    again = story.open(claim)
    assert "draft" not in again.view.bars
    press(again, "Correct…")
    assert not reason_of(again).dirty


def test_what_was_refused_is_red_no_longer_once_it_is_recorded_though_one_types_on(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = story.saved(state="paid")
    page = story.correct(claim, "It was another meeting.")
    meeting, day = page.form.rows["meeting_id"].editor, page.form.rows["date"].editor
    meeting.set_value(None)
    page.save()
    assert page.form.summary.isVisible()
    meeting.set_value(story.made.meeting, "The meeting")
    write(page, 1, amount="12.50")
    record = claims.correct

    def while_one_types(*given: Any) -> Saved:
        day.set_value(hall.DAY - dt.timedelta(days=1))
        return record(*given)

    monkeypatch.setattr(claims, "correct", while_one_types)
    page.save()
    assert len(corrections.made(story.file, "claim", claim)) == 1
    assert page.dirty
    assert not page.form.summary.isVisible()
    assert page.form.rows["purpose_words"].problem == ""


def test_what_was_recorded_is_not_offered_as_a_draft_if_the_power_fails_just_then(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = story.saved(state="paid")
    page = story.correct(claim, "The receipt says so.")
    write(page, 1, amount="12.50")
    page.can_leave()
    assert len(drafts.keys(story.file)) > 1
    monkeypatch.setattr(drafts, "keep_all", lambda *_: None)  # nothing is written from now on
    page.save()
    assert len(corrections.made(story.file, "claim", claim)) == 1
    assert drafts.keys(story.file) == []


def test_an_amount_that_cannot_be_read_is_there_again_in_its_correction(story: Story) -> None:
    claim = story.saved(state="paid")
    page = story.correct(claim)
    write(page, 1, amount="twelve")
    assert page.can_leave()
    again = story.open(claim)
    press(again, "Use it")
    assert again.corrections.form is not None
    assert costs(again).lines[1].editors["amount"].value_text() == "twelve"
    assert costs(again).lines[1].editors["amount"].isEnabled()


@pytest.mark.parametrize("leave", ["leaves", "dies"])
def test_the_reason_of_a_correction_outlives_its_page(story: Story, leave: str) -> None:
    claim = story.saved(state="paid")
    page = story.correct(claim)
    form = reason_of(page)
    QTest.keyClicks(form.rows["why"].editor.part(), "The receipt")
    if leave == "leaves":
        assert page.can_leave()
    else:
        form.saver.timer.timeout.emit()
    again = story.open(claim)
    assert "was begun" in again.view.bars["begun"].accessibleName()
    press(again, "Go on")
    assert "begun" not in again.view.bars
    assert reason_of(again).why == "The receipt"
    press(again, "Cancel")
    assert "begun" not in again.view.bars
    press(again, "Correct…")
    assert reason_of(again).rows["why"].editor.value_text() == ""


def test_nothing_of_a_closed_claim_is_offered_that_it_refuses(story: Story) -> None:
    page = story.open(story.saved(state="paid"))

    def offered() -> set[str]:
        pictures.settle()
        found = costs(page).findChildren(QPushButton)
        return {one.accessibleName()[:20] for one in found if one.isVisible()}

    wanted = {"Delete the line of 2", "Add claim line"}
    assert offered() == set()
    wide = costs(page).lines[0].editors["details"].width()
    press(page, "Correct…")
    assert offered() >= wanted
    assert costs(page).lines[0].editors["details"].width() == wide
    press(page, "Cancel")
    assert offered() == set()
    assert not any(
        one.isVisible() and one.accessibleName().startswith("Delete")
        for one in page.findChildren(QPushButton)
    )


@pytest.mark.parametrize("size", [(960, 540), (1302, 708)])
def test_what_is_corrected_is_in_sight_with_what_it_is_now(
    story: Story, size: tuple[int, int]
) -> None:
    page = story.open(story.saved(state="paid"))
    page.resize(*size)
    press(page, "Correct…")
    pictures.settle()
    first = costs(page).lines[0]
    assert first.mapTo(page, first.rect().bottomLeft()).y() < page.height()
    assert not page.form.rows["member_id"].isVisible()
    assert not parts(page).steps.isVisible()
    write(page, 1, amount="12.50")
    said = [one.text() for one in costs(page).lines[1].findChildren(QLabel) if one.isVisible()]
    assert "Now: 24 Nov 2026 · Parking and tolls · £4.50 · Seen" in said
    assert probe.clipped(page) == []
    press(page, "Cancel")
    pictures.settle()
    assert page.form.rows["member_id"].isVisible()
    assert parts(page).steps.isVisible()
    assert not any(
        one.text().startswith("Now:") and one.isVisible() for one in page.findChildren(QLabel)
    )
    assert page.form.rows["member_id"].y() < first.mapTo(page.form, first.pos()).y()


def test_a_cost_asks_for_its_receipt_until_that_is_said(story: Story) -> None:
    page = story.for_joan()
    write(page, 0, category="Taxi", amount="9")
    line = costs(page).lines[0]
    assert (line.editors["receipt"].read(), line.editors["receipt"].value_text()) == (None, "")
    assert line.note == "Say whether the receipt is there."
    page.save()
    take(page, "submitted")
    assert step_form(page).problem == (
        "Say at each cost first whether its receipt is there: Taxi, £9.00."
    )
    assert story.stored(page)["state"] == "draft"
    write(page, 0, receipt="Missing")
    assert line.note == ""
    page.save()
    take(page, "submitted")
    assert story.stored(page)["state"] == "submitted"


def test_what_is_asked_before_a_step_is_answered_once_with_a_tick(story: Story) -> None:
    page = story.open(story.saved(state="submitted"))
    parts(page).steps.open("approved")
    form = step_form(page)
    assert list(form.doubts.ticks) == ["rate"]
    form.rows["approved_by"].editor.set_value("Peter Whitlock")
    form.save()
    assert story.stored(page)["state"] == "submitted"
    rate, hands = form.doubts.ticks.values()
    assert hands.text() == "Peter Whitlock and Joan Whitlock are two people"
    assert page.window().focusWidget() is rate
    pictures.settle()
    assert probe.clipped(page) == []
    assert probe.nameless(page) == []
    QTest.keyClick(rate, Qt.Key.Key_Space)
    QTest.keyClick(rate, _RETURN)
    assert page.window().focusWidget() is form.doubts.ticks[list(form.doubts.ticks)[1]]
    assert form.doubts.ticks["rate"].isChecked()
    hands = form.doubts.ticks[list(form.doubts.ticks)[1]]
    assert form.problem.startswith("Answer this first")
    QTest.keyClick(hands, Qt.Key.Key_Space)
    assert form.problem == ""
    QTest.keyClick(hands, _RETURN)
    assert story.stored(page)["approved_by"] == "Peter Whitlock"


def test_the_rates_are_reached_from_what_is_said_of_them(story: Story) -> None:
    page = story.open(story.saved(state="submitted"))
    parts(page).steps.open("approved")
    press(page, "Mileage rates")
    assert story.window.said("section") == [("rates", "")]


@pytest.mark.parametrize("name", ["J. Whitlock", "Whitlock", "Joan W."])
def test_a_name_that_may_be_the_claimants_is_asked_about(story: Story, name: str) -> None:
    page = story.open(story.saved(state="submitted"))
    parts(page).steps.open("approved")
    step_form(page).rows["approved_by"].editor.set_value(name)
    step_form(page).doubts.ticks["rate"].setChecked(True)
    step_form(page).save()
    assert story.stored(page)["state"] == "submitted"
    said = [one.title.text() for one in step_form(page).findChildren(Notice)]
    assert f"“{name}” may be the same person as Joan Whitlock." in said
    assert [key for key in step_form(page).doubts.ticks if key.startswith("hands/")]
    field = step_form(page).rows["approved_by"].editor
    field.set_value("Helen Marsh")
    field.changed.emit()
    assert [*step_form(page).doubts.ticks] == ["rate"]
    assert step_form(page).problem == ""


def test_who_took_the_step_before_is_offered_and_filled_in_when_chosen(story: Story) -> None:
    story.saved(dt.date(2026, 10, 1), state="authorised")
    page = story.open(story.saved(state="submitted"))
    parts(page).steps.open("approved")
    field = step_form(page).rows["approved_by"].editor
    assert field.value_text() == ""
    press(page, "Helen Marsh")
    assert field.value_text() == "Helen Marsh"
    assert page.window().focusWidget() is field.part()


def test_enter_takes_the_step_wherever_it_is_pressed(story: Story) -> None:
    page = story.open(story.saved(state="submitted"))
    parts(page).steps.buttons["returned"].click()
    notes = step_form(page).rows["notes"].editor.part()
    QTest.keyClicks(notes, "Which car park?")
    QTest.keyClick(notes, _RETURN, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(notes, "Which day?")
    QTest.keyClick(notes, _RETURN)
    assert story.stored(page)["notes"] == "1 Dec 2026: Which car park?\nWhich day?"
    page = story.open(story.saved(dt.date(2026, 10, 1), state="authorised"))
    parts(page).steps.buttons["paid"].click()
    way = step_form(page).rows["payment_method"].editor
    way.set_value("bacs")
    QTest.keyClick(way.part(), _RETURN)
    assert story.stored(page)["state"] == "paid"


def test_the_keyboard_is_on_what_comes_next_after_each_step(story: Story) -> None:
    page = story.open(story.saved())
    steps, on = parts(page).steps, page.window().focusWidget
    steps.buttons["submitted"].setFocus()
    take(page, "submitted")
    assert on() is steps.buttons["approved"]
    take(page, "approved", approved_by="Helen Marsh")
    assert on() is steps.buttons["authorised"]
    page.stale(undo.undo(story.file))
    assert on() is steps.buttons["approved"]
    page.stale(undo.redo(story.file))
    assert on() is steps.buttons["authorised"]
    take(page, "authorised", authorised_by="Ravi Shah")
    assert on() is steps.buttons["paid"]
    take(page, "returned", notes="Which car park?")
    assert on() is steps.buttons["submitted"]
    steps.buttons["cancelled"].setFocus()
    steps.buttons["cancelled"].click()
    assert steps.buttons == {}
    last = on()
    assert isinstance(last, QPushButton)
    assert last.text() == "Claims"


def test_enter_twice_takes_one_step(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    page = story.open(story.saved())
    parts(page).steps.open("submitted")
    form, taken = step_form(page), []
    monkeypatch.setattr(parts(page).steps, "go_on", lambda: None)
    form.taken.connect(lambda to, _values, _sure: taken.append(to))
    for _press in range(2):
        QTest.keyClick(form.rows["submitted"].editor.part(), _RETURN)
    assert taken == ["submitted"]


def click_twice(widget: QWidget) -> None:
    """Double-click as Qt tells of it: press, release, double click, release."""
    for act in (QTest.mouseClick, QTest.mouseDClick, QTest.mouseRelease):
        act(widget, Qt.MouseButton.LeftButton)


def test_a_double_click_takes_a_claim_one_step_on(story: Story) -> None:
    page = story.open(story.saved())
    click_twice(parts(page).steps.buttons["submitted"])
    assert story.stored(page)["state"] == "draft"  # it opened the form of that step
    click_twice(next(iter(step_form(page).findChildren(OnceButton))))
    assert story.stored(page)["state"] == "submitted"
    assert parts(page).steps.form is None


def is_seen(part: QWidget) -> bool:
    """Return whether all of `part` is in view."""
    return part.visibleRegion().boundingRect() == part.rect()


LOW = [(1158, 620), (620, 340)]  # a usual window, and a low one with large text


@pytest.mark.parametrize("size", LOW)
def test_the_steps_are_in_view_after_the_first_save_and_after_a_step(
    story: Story, qtbot: QtBot, size: tuple[int, int]
) -> None:
    page = story.for_joan()
    page.resize(*size)
    write(page, 0, miles="22", details="Upton to Tewkesbury")
    costs(page).add()
    write(page, 1, amount="4.5", receipt="Seen")
    steps, bar = parts(page).steps, page.form.area.verticalScrollBar()
    pictures.settle()
    bar.setValue(bar.maximum())
    page.save()
    qtbot.waitUntil(lambda: all(map(is_seen, steps.buttons.values())))
    steps.open("submitted")
    pictures.settle()
    bar.setValue(bar.maximum())
    step_form(page).save()
    qtbot.waitUntil(lambda: all(map(is_seen, steps.buttons.values())))
    assert "approved" in steps.buttons


@pytest.mark.parametrize("size", LOW)
def test_what_is_to_be_answered_is_seen_with_its_message_and_its_button_which_stays_there(
    story: Story, qtbot: QtBot, size: tuple[int, int]
) -> None:
    claim = story.saved()
    (line,) = (
        one for one in records.children(story.file, "claim", claim)["claim_line"]
        if one["category"] == "parking"
    )  # fmt: skip
    records.save(story.file, Draft("claim_line", {"receipt": "missing"}, line.id, line.version))
    claim_steps.move(story.file, claim, "submitted", {})
    page = story.open(claim)
    page.resize(*size)
    parts(page).steps.open("approved")
    form = step_form(page)
    form.rows["approved_by"].editor.set_value("Helen Marsh")
    pictures.settle()
    form.save()
    pictures.settle()
    ticks = list(form.doubts.ticks.values())
    error = form.findChildren(ErrorLine)[-1]
    qtbot.waitUntil(lambda: all(map(is_seen, (ticks[0], error, form.foot))))
    before = form.foot.y()
    for tick in ticks:
        tick.setChecked(True)
    pictures.settle()
    assert form.problem == ""
    assert not error.isVisible()
    assert form.foot.y() == before


def test_nothing_is_kept_of_a_step_in_which_all_was_taken_out_again(story: Story) -> None:
    page = story.open(story.saved(state="submitted"))
    parts(page).steps.open("approved")
    name = step_form(page).rows["approved_by"].editor.part()
    assert isinstance(name, QLineEdit)
    QTest.keyClicks(name, "He")
    parts(page).steps.saver.keep()
    assert len(step_drafts(story)) == 1
    for _letter in name.text():
        QTest.keyClick(name, Qt.Key.Key_Backspace)
    QTest.keyClick(name, Qt.Key.Key_Escape)
    page.can_leave()
    assert step_drafts(story) == []
    assert story.window.said("tell") == []


def test_what_was_put_aside_is_offered_only_while_it_can_be_brought_back(story: Story) -> None:
    page = story.open(story.saved(state="submitted"))
    page.form.rows["purpose_words"].editor.set_value("Another visit")
    page.form.changed.emit()
    page.discard()
    assert "aside" in page.view.bars
    take(page, "approved", approved_by="Helen Marsh")
    assert "aside" not in page.view.bars
    page.stale(undo.undo(story.file))
    press(page, "Bring them back")
    assert page.form.rows["purpose_words"].editor.value_text() == "Another visit"
