"""The generated form: sections, what is to be mended, folding, and the way of the keyboard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.domain.errors import Invalid
from facilitator_app.gui import theme
from facilitator_app.gui.editors.choice import ChoiceEditor
from facilitator_app.gui.editors.date import DateEditor
from facilitator_app.gui.editors.line_edits import LineEditor
from facilitator_app.gui.form.field_row import FieldRow
from facilitator_app.gui.form.record_form import RecordForm
from facilitator_app.gui.form.section import Section
from facilitator_app.gui.metrics import px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.services import records
from facilitator_app.services.files import File
from facilitator_app.spec import kinds
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Field, Privacy, RecordSpec, Row
from tests.gui.plain_context import context_over, new_file
from tests.gui.probe import clipped, nameless, unreachable

pytestmark = pytest.mark.usefixtures("app")
TODAY = dt.date(2026, 11, 23)


def ends_after_start(values: Mapping[str, Any], _fmt: FormatContext) -> Mapping[str, str]:
    """Refuse an end before the start."""
    starts, ends = values.get("starts"), values.get("ends")
    if starts and ends and ends < starts:
        return {"ends": "It ends before it starts. Write a later day."}
    return {}


SPEC = RecordSpec(
    name="trial",
    singular="Trial",
    plural="Trials",
    purpose="Something to try the form on.",
    icon="ph.flask",
    fields=(
        Field("title", kinds.Text(40), "Title & name", required=True, section="About"),
        Field("starts", kinds.Date(), "Starts", section="About", help="Write it as you like."),
        Field("ends", kinds.Date(), "Ends", section="About", beside=True),
        Field("cost", kinds.Money(), "Cost", section="Money", help="In pounds."),
        Field("way", kinds.Choice(list="travel_mode"), "How", required=True, section="Money"),
        Field(
            "access_needs", kinds.Choices(list="access_need"), "Needs", section="Access",
            privacy=Privacy.SPECIAL,
        ),
        Field("agreed", kinds.Flag(), "They have agreed", section="Access", help="In writing."),
        Field("notes", kinds.LongText(), "Notes", section="Notes"),
        Field("made", kinds.Text(), "Made", computed=True),
    ),
    label=("title",),
    joint=" ",
    order=("title",),
    rules=(ends_after_start,),
)  # fmt: skip


@pytest.fixture(scope="module")
def stored_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[File]:
    """One file for all: forms only read."""
    made = new_file(tmp_path_factory.mktemp("forms"))
    yield made
    made.close()


@pytest.fixture
def context(stored_file: File) -> PageContext:
    return context_over(stored_file)[0]


class Shown:
    """A form in an active window that lives as long as the test."""

    def __init__(
        self, bot: QtBot, context: PageContext, spec: RecordSpec, size: tuple[int, int]
    ) -> None:
        """Show the form of `spec`."""
        self.bot = bot
        self.form = RecordForm(spec, context)
        self.form.resize(*size)
        bot.addWidget(self.form)
        with bot.waitActive(self.form):
            self.form.show()
            self.form.activateWindow()
        self.settle()

    def settle(self) -> None:
        for _round in range(4):
            QApplication.processEvents()

    def type(self, name: str, text: str) -> None:
        """Empty the field and type `text` into it."""
        editor = self.form.rows[name].editor
        assert isinstance(editor, LineEditor)
        editor.line.setFocus()
        editor.line.selectAll()
        QTest.keyClicks(editor.line, text)

    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def part(self, name: str) -> QWidget:
        return self.form.rows[name].editor.part()


@pytest.fixture
def shown(qtbot: QtBot, context: PageContext) -> Shown:
    return Shown(qtbot, context, SPEC, (900, 600))


def stored(**values: Any) -> Row:
    return Row("trial", 7, 3, values, "Tea")


def test_rows_stand_in_sections_in_reading_order(shown: Shown) -> None:
    assert [one.title for one in shown.form.sections] == ["About", "Money", "Access", "Notes"]
    assert list(shown.form.rows) == [one.name for one in SPEC.typed]
    assert "made" not in shown.form.rows


def test_tab_follows_the_reading_order(shown: Shown) -> None:
    shown.part("title").setFocus()
    seen = ["title"]
    for _step in range(4):
        QTest.keyClick(shown.focus(), Qt.Key.Key_Tab)
        now = shown.focus()
        seen.append(next(name for name in shown.form.rows if shown.part(name) is now))
    assert seen == ["title", "starts", "ends", "cost", "way"]


def test_each_row_has_its_label_as_buddy_and_tells_all(shown: Shown) -> None:
    for name, row in shown.form.rows.items():
        buddies = [one for one in row.findChildren(QLabel) if one.buddy() is row.editor.part()]
        assert buddies or row.editor.names_itself, name
        assert row.field.label in row.editor.part().accessibleName()
    assert shown.part("title").accessibleName() == "Title & name, required"
    assert shown.part("title").accessibleDescription() == ""
    assert shown.part("cost").accessibleDescription() == "In pounds"


def test_values_are_read_and_set(shown: Shown) -> None:
    values = {
        "title": "Tea", "starts": dt.date(2026, 3, 3), "ends": None, "cost": 450, "way": "car",
        "access_needs": ("large_print",), "agreed": True, "notes": "Bring cake.",
    }  # fmt: skip
    shown.form.set_row(stored(**values))
    assert not shown.form.dirty
    assert shown.form.values() == values


def test_it_is_dirty_until_it_is_as_it_was(shown: Shown) -> None:
    shown.form.set_row(stored(title="Tea", way="car"))
    shown.type("title", "Coffee")
    assert shown.form.touched == {"title"}
    shown.type("title", "Tea")
    assert not shown.form.dirty


def test_problems_are_named_marked_and_the_first_gets_the_keyboard(shown: Shown) -> None:
    shown.type("starts", "31/11/26")
    problems = shown.form.problems()
    assert list(problems) == ["title", "starts", "way"]
    shown.form.show_problems(problems)
    shown.settle()
    assert shown.form.summary.isVisible()
    assert shown.form.summary.title == "3 things to mend before this can be saved"
    assert shown.focus() is shown.part("title")
    assert "November has 30 days" in shown.form.rows["starts"].problem
    assert "November has 30 days" in shown.part("starts").accessibleDescription()
    assert shown.part("starts").property("bad") is True
    with pytest.raises(Invalid):
        shown.form.values()


def test_a_name_in_the_summary_leads_to_its_field(shown: Shown) -> None:
    shown.form.show_problems({"notes": "Say more.", "title": "Fill it in."})
    shown.settle()
    links = {one.accessibleName(): one for one in shown.form.summary.findChildren(QWidget)}
    QTest.mouseClick(links["Notes"], Qt.MouseButton.LeftButton)
    shown.settle()
    assert shown.focus() is shown.part("notes")
    seen = shown.form.area.viewport()
    top = shown.form.rows["notes"].mapTo(seen, QPoint(0, 0)).y()
    assert 0 <= top < seen.height()


def test_mending_takes_the_message_and_the_name_away(shown: Shown) -> None:
    shown.form.show_problems(shown.form.problems())
    shown.type("title", "Tea")
    assert shown.form.rows["title"].problem == ""
    assert shown.form.summary.title == "One thing to mend before this can be saved"
    editor = shown.form.rows["way"].editor
    assert isinstance(editor, ChoiceEditor)
    editor.combo.setCurrentIndex(1)
    assert not shown.form.summary.isVisible()


def test_what_cannot_be_read_is_told_on_leaving_an_empty_field_is_not(shown: Shown) -> None:
    shown.type("cost", "four")
    QTest.keyClick(shown.focus(), Qt.Key.Key_Tab)
    assert "Write an amount" in shown.form.rows["cost"].problem
    shown.part("title").setFocus()
    QTest.keyClick(shown.focus(), Qt.Key.Key_Tab)
    assert shown.form.rows["title"].problem == ""


def test_rules_over_several_fields_are_told_at_theirs(shown: Shown) -> None:
    shown.form.set_row(
        stored(title="Tea", way="car", starts=TODAY, ends=TODAY - dt.timedelta(days=1))
    )
    assert shown.form.problems() == {"ends": "It ends before it starts. Write a later day."}


def test_what_a_rule_refused_is_said_until_it_is_changed(shown: Shown) -> None:
    """Leaving the field is no mending: what is said there and above stays."""
    shown.form.set_row(
        stored(title="Tea", way="car", starts=TODAY, ends=TODAY - dt.timedelta(days=1))
    )
    shown.form.show_problems(shown.form.problems())
    assert shown.focus() is shown.part("ends")
    shown.part("title").setFocus()
    assert shown.form.rows["ends"].problem == "It ends before it starts. Write a later day."
    assert shown.form.summary.isVisible()


def test_a_jump_goes_to_the_section_and_its_first_field(shown: Shown) -> None:
    assert shown.form.side is not None
    shown.form.side.jumped.emit(2)
    shown.settle()
    assert shown.focus() is shown.part("access_needs")
    assert shown.form.side.currentRow() == 2


def test_the_list_follows_scrolling(shown: Shown) -> None:
    assert shown.form.side is not None
    bar = shown.form.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert shown.form.side.currentRow() == 3
    bar.setValue(0)
    assert shown.form.side.currentRow() == 0


def test_the_list_follows_the_keyboard(shown: Shown) -> None:
    assert shown.form.side is not None
    shown.form.resize(900, 3000)
    shown.settle()
    for name, place in (("access_needs", 2), ("title", 0)):
        shown.part(name).setFocus()
        shown.settle()
        assert shown.form.side.currentRow() == place


def test_sections_are_marked_for_problems_and_access(shown: Shown) -> None:
    shown.form.set_row(stored(title="Tea", way="car", access_needs=("large_print",)))
    assert shown.form.side is not None
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert shown.form.side.item(2).data(spoken) == "Access, access needs are known"
    shown.form.show_problems({"title": "Fill it in."})
    assert shown.form.side.item(0).data(spoken) == "About, to be mended"
    assert shown.form.combo is not None
    assert shown.form.combo.itemText(0) == "About · to be mended"


def test_a_narrow_form_folds(shown: Shown) -> None:
    first, second = shown.form.rows["starts"], shown.form.rows["ends"]
    assert first.y() == second.y()
    shown.form.resize(400, 600)
    shown.settle()
    assert first.x() == second.x()
    assert second.y() > first.y()
    assert shown.form.side is not None
    assert shown.form.combo is not None
    assert not shown.form.side.isVisible()
    assert shown.form.combo.isVisible()
    shown.form.resize(900, 600)
    shown.settle()
    assert first.y() == second.y()
    assert shown.form.side.isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [1000, 620, 530, 480, 320])
def test_a_typed_day_moves_no_field_and_is_told_in_full(
    width: int, scale: float, app: QApplication, cache: Path, qtbot: QtBot, context: PageContext
) -> None:
    theme.apply(app, theme.load("light", scale), cache)
    shown = Shown(qtbot, context, SPEC, (px(width), px(600)))

    def places() -> list[QRect]:
        parts = [row.editor.part() for row in shown.form.rows.values()]
        return [QRect(part.mapTo(shown.form, QPoint()), part.size()) for part in parts]

    before = places()
    shown.type("starts", "30 sep")
    shown.settle()
    assert places() == before
    sections = shown.form.findChildren(Section)
    assert all(one.width() <= shown.form.width() for one in sections)
    editor = shown.form.rows["starts"].editor
    assert isinstance(editor, DateEditor)
    said = editor.understood
    assert said.text() == "= Wed 30 Sept 2026"
    assert said.visibleRegion().boundingRect() == said.rect()
    assert said.sizeHint().width() <= said.width()


def test_a_form_is_never_wider_than_it_can_be_read(shown: Shown) -> None:
    shown.form.resize(1900, 900)
    shown.settle()
    assert 630 <= shown.form.rows["title"].width() <= 640


def test_words_with_marks_are_shown_as_they_stand(shown: Shown) -> None:
    row: FieldRow = shown.form.rows["title"]
    labels = [one.text() for one in row.findChildren(QLabel)]
    assert "Title && name" in labels
    assert row.editor.part().accessibleName() == "Title & name, required"


@pytest.mark.parametrize("width", [886, 420])
def test_nothing_is_cut_nameless_or_out_of_reach(
    width: int, scaled: theme.Theme, qtbot: QtBot, context: PageContext
) -> None:
    size = (1254 if width > 500 else round(width * scaled.scale), 700)
    for name in records.names() if width > 500 else ("member", "meeting", "claim"):
        shown = Shown(qtbot, context, records.spec(name), size)
        wrong = "This is to be mended, in a few words."
        shown.form.show_problems(dict.fromkeys(shown.form.rows, wrong))
        shown.settle()
        assert clipped(shown.form) == [], name
        assert nameless(shown.form) == [], name
        assert unreachable(shown.form) == [], name
        shown.form.hide()
