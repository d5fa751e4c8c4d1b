"""The page that imports lists, over a real file: nothing changes before the last step."""

from __future__ import annotations

import datetime as dt
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from facilitator_app.clock import FixedClock
from facilitator_app.digests.exchange import Plan, PlannedRow, RowOutcome, Sheet, SheetRow
from facilitator_app.digests.lists import ListQuery
from facilitator_app.gui.ops import ThreadedOps
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.importing.import_page import ImportPage
from facilitator_app.gui.pages.importing.plan_model import COLUMNS, TAKE, PlanModel
from facilitator_app.gui.table.list_model import DrawnRole
from facilitator_app.gui.theme import Theme
from facilitator_app.services import exchange, files, lists, meetings, records, undo
from facilitator_app.services.files import File
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.picklists import as_shipped
from facilitator_app.spec.record import Changes
from facilitator_app.store.key import Key
from tests.conftest import Make
from tests.gui import pictures, probe
from tests.gui.plain_context import NotingWindow, context_over

FILES = Path(__file__).parent.parent / "exchange" / "files"
CHOOSE, MATCH, LOOK, DONE = range(4)

pytestmark = pytest.mark.usefixtures("app", "flushed")


@pytest.fixture
def flushed(qapp: QApplication) -> Iterator[None]:
    """Let go of the widgets that a test has closed, or every theme set later dresses them too."""
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shown(qtbot: QtBot, file: File, width: int = 1158) -> tuple[ImportPage, NotingWindow]:
    context, window = context_over(file)
    page = ImportPage(context)
    qtbot.addWidget(page)
    page.resize(width, 768)
    page.show()
    qtbot.waitExposed(page)
    pictures.settle()
    return page, window


def members(file: File) -> int:
    return lists.frame(file, ListQuery("member")).total


def press(page: ImportPage, words: str) -> None:
    [found] = [
        one for one in page.findChildren(QPushButton) if one.text() == words and one.isVisible()
    ]
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def outcomes(page: ImportPage) -> list[RowOutcome]:
    model = page.looking.model
    rows = [model.planned(row) for row in range(model.rowCount())]
    return [one.outcome for one in rows if one]


def test_hand_made_list_goes_in_and_one_undo_takes_it_back(qtbot: QtBot, peopled: File) -> None:
    page, window = shown(qtbot, peopled)
    before = members(peopled)
    page.take_file(FILES / "hand_made.csv")
    assert page.step == MATCH
    press(page, "Look row by row")
    assert page.step == LOOK
    assert RowOutcome.BLANK in outcomes(page)
    assert RowOutcome.SAME in outcomes(page)
    assert RowOutcome.HEADINGS in outcomes(page)
    adding = outcomes(page).count(RowOutcome.ADD)
    assert members(peopled) == before
    press(page, f"Import {adding} rows")
    assert page.step == DONE
    assert members(peopled) == before + adding
    assert [one.label for one in window.said("changed")] == ["Import members"]
    undo.undo(peopled)
    assert members(peopled) == before


def test_a_double_is_added_all_the_same_by_the_space_bar(qtbot: QtBot, peopled: File) -> None:
    page, _window = shown(qtbot, peopled)
    page.take_file(FILES / "hand_made.csv")
    press(page, "Look row by row")
    table, model = page.looking.table, page.looking.model
    row = outcomes(page).index(RowOutcome.SAME)
    table.selectRow(row)
    table.setFocus()
    assert "space bar" in table.accessibleDescription()
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert model.index(row, TAKE).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert model.index(row, 2).data() == "Will be added"
    adding = outcomes(page).count(RowOutcome.ADD) + 1
    assert page.foot.next.text() == f"Import {adding} rows"
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert page.foot.next.text() == f"Import {adding - 1} rows"


def test_what_is_said_of_a_row_in_full_is_whole_sentences(
    qtbot: QtBot, peopled: File, tmp_path: Path
) -> None:
    page, _window = shown(qtbot, peopled)
    given = tmp_path / "twice.csv"
    row = "Quill,7700900461,12 Mar 51,Parkingg\n"
    given.write_text(f"Surname,Mobile,Date of birth,Tags\n{row}{row}")
    page.take_file(given)
    press(page, "Look row by row")
    model, table = page.looking.model, page.looking.table
    table.selectRow(1)
    said = table.accessibleDescription()
    assert said.startswith("Row 3, Quill. ")
    assert said.endswith(" Press the space bar to add it all the same.")
    for words in ("read as 12 Mar 1951", "The only name in this row", "It is left out"):
        assert f"{words}. " in said
        assert words in str(model.index(1, 4).data())
    assert ". ·" not in str(model.index(1, 4).data())
    assert ".." not in said


def test_a_click_ticks_only_where_there_is_a_box(qtbot: QtBot, peopled: File) -> None:
    page, _window = shown(qtbot, peopled)
    page.take_file(FILES / "hand_made.csv")
    press(page, "Look row by row")
    table, model = page.looking.table, page.looking.model
    for row, outcome in enumerate(outcomes(page)):
        place = table.visualRect(model.index(row, TAKE)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert bool(page.looking.choices.also) is (outcome in (RowOutcome.SAME, RowOutcome.LIKELY))
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert not page.looking.choices.also


def test_chips_count_and_filter_by_what_happens(qtbot: QtBot, peopled: File) -> None:
    page, _window = shown(qtbot, peopled)
    page.take_file(FILES / "hand_made.csv")
    press(page, "Look row by row")
    every = outcomes(page)
    counted = {one.key: one.number for one in page.looking.chips.chips}
    assert counted[""] == len(every)
    for outcome in set(every):
        assert counted[outcome.value] == every.count(outcome)
        page.looking.show_outcome(outcome.value)
        assert outcomes(page) == [outcome] * every.count(outcome)
    page.looking.show_outcome("")
    assert outcomes(page) == every


def test_sensitive_fields_are_said_to_be_and_never_chosen_by_the_program(
    qtbot: QtBot, file: File, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Surname,Forenames,What they need\nWhitlock,Joan,Large print\n")
    page, _window = shown(qtbot, file)
    page.take_file(path)
    [row] = [one for one in page.matching.rows if one.header == "What they need"]
    assert row.box.currentText() == "Not used"
    at = row.box.findData("access_needs")
    assert row.box.itemText(at) == "What they need (sensitive)"
    page.matching.choose("What they need", "access_needs")
    pictures.settle()
    told = [one for one in texts(page) if "only if people agreed" in one]
    assert told == ["Import these only if people agreed to it: What they need."]


def texts(page: ImportPage) -> list[str]:
    return [one.accessibleName() for one in page.findChildren(QPushButton)] + [
        one.text()
        for one in page.findChildren(type(page.looking.detail.told))
        if one.isVisible() and one.text()
    ]


def test_what_a_person_matches_is_what_goes_in(qtbot: QtBot, file: File, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Nachname,Vorname,Ort\nQuillfeather,Hettie,Nether Wick\n")
    page, _window = shown(qtbot, file)
    page.take_file(path)
    press(page, "Look row by row")
    assert (page.step, bool(page.problem)) == (MATCH, True)
    page.matching.choose("Nachname", "surname")
    page.matching.choose("Vorname", "forenames")
    press(page, "Look row by row")
    assert (page.step, bool(page.problem)) == (LOOK, False)
    press(page, "Import 1 row")
    [added] = lists.page(file, ListQuery("member"), 0, 10)
    stored = records.get(file, "member", added.id)
    assert (stored["forenames"], stored["surname"]) == ("Hettie", "Quillfeather")
    assert any("Members added: 1" in one for one in texts(page))


@pytest.mark.parametrize(
    "name", ["truncated_quote.csv", "truncated_row.csv", "empty.csv", "letter.txt", "locked.xlsx"]
)
def test_a_file_that_is_no_list_gets_a_sentence_and_changes_nothing(
    qtbot: QtBot, peopled: File, name: str
) -> None:
    page, window = shown(qtbot, peopled)
    before = members(peopled)
    page.take_file(FILES / name)
    assert page.step == CHOOSE
    assert page.problem is not None
    assert page.problem.tone == "bad"
    assert page.problem.accessibleName().endswith(".")
    assert members(peopled) == before
    assert window.asked == []
    page.take_file(FILES / "hand_made.csv")
    assert page.problem is None


def test_a_workbook_lets_another_sheet_be_chosen(qtbot: QtBot, file: File) -> None:
    page, _window = shown(qtbot, file)
    page.take_file(FILES / "hand_made.xlsx")
    several = page.matching.sheets
    assert several.isVisible() is (several.count() > 1)
    read = exchange.read_sheet(FILES / "hand_made.xlsx", "member")
    assert [several.itemText(at) for at in range(several.count())] == [read.name, *read.others]


def test_hidden_rows_are_told_and_taken_in_once_ticked(
    qtbot: QtBot, file: File, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["First name", "Surname"], ["Hettie", "Quillfeather"], ["Osric", "Bramblecote"]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    book.save(tmp_path / "list.xlsx")
    page, _window = shown(qtbot, file)
    page.take_file(tmp_path / "list.xlsx")
    assert page.matching.hidden.isVisible()
    assert page.matching.hidden.text() == "Take in 1 hidden row"
    press(page, "Look row by row")
    assert outcomes(page) == [RowOutcome.ADD, RowOutcome.HIDDEN]
    page._earlier()
    page.matching.hidden.click()
    press(page, "Look row by row")
    assert outcomes(page) == [RowOutcome.ADD, RowOutcome.ADD]


def test_a_doubtful_encoding_is_shown_with_a_choice(
    qtbot: QtBot, file: File, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text("First name,Surname\nZoÃ«,Tansy\n", encoding="utf-8")
    page, _window = shown(qtbot, file)
    page.take_file(FILES / "hand_made.csv")
    assert not page.matching.encodings.isVisible()
    page.take_file(tmp_path / "list.csv")
    box = page.matching.encodings
    assert box.isVisible()
    assert any("“ZoÃ«” looks like “Zoë”" in one for one in texts(page))
    box.setCurrentIndex(box.findText("Unicode, encoded twice"))
    box.activated.emit(box.currentIndex())
    assert page.matching.rows[0].box.accessibleDescription() == "Zoë"
    assert box.currentText() == "Unicode, encoded twice"


def test_another_kind_of_record_goes_in_the_same_way(
    qtbot: QtBot, file: File, tmp_path: Path
) -> None:
    path = tmp_path / "groups.csv"
    path.write_text("Name,Short name,Kind\nUser Forum,UF,\nLung group,LG,\n")
    page, _window = shown(qtbot, file)
    page.choosing.record.setCurrentIndex(page.choosing.record.findData("body"))
    page.take_file(path)
    targets = {one.name: one.label for one in exchange.fields_for("body")}
    assert "surname" not in targets
    page.matching.choose("Kind", "")
    press(page, "Look row by row")
    assert page.step in (MATCH, LOOK)


def test_a_data_package_has_a_page_of_its_own(qtbot: QtBot, peopled: File, tmp_path: Path) -> None:
    package = tmp_path / "all.zip"
    exchange.export_package(peopled, package)
    gone = lists.page(peopled, ListQuery("member"), 0, 1)[0].id
    records.remove(peopled, "member", gone)
    before = members(peopled)
    page, window = shown(qtbot, peopled)
    page.take_file(package)
    assert members(peopled) == before
    press(page, "Import it all")
    assert page.step == DONE
    assert members(peopled) == before + 1
    assert window.said("changed")
    undo.undo(peopled)
    assert members(peopled) == before


def test_what_a_data_package_lacks_is_told_before_it_is_imported(
    qtbot: QtBot, peopled: File, tmp_path: Path
) -> None:
    package, less = tmp_path / "all.zip", tmp_path / "less.zip"
    exchange.export_package(peopled, package)
    with zipfile.ZipFile(package) as whole, zipfile.ZipFile(less, "w") as poorer:
        for name in whole.namelist():
            lines = whole.read(name).splitlines(keepends=True)
            half = lines[: len(lines) // 2] if name == "data/member.csv" else lines
            poorer.writestr(name, b"".join(half))
    page, _window = shown(qtbot, peopled)
    page.take_file(less)
    said = " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())
    assert "This data package has fewer rows than when it was written: data/member.csv (" in said


def test_what_a_data_package_brings_that_is_left_out_is_told(
    qtbot: QtBot, file: File, make: Make, tmp_path: Path
) -> None:
    meeting = make.meeting(make.body(), dt.date(2026, 11, 3))
    item = make.record("agenda_item", meeting_id=meeting, number=1, title="Parking")
    exchange.export_package(file, tmp_path / "all.zip")
    records.remove(file, "agenda_item", item)
    meetings.take_step(file, meeting, "approved")
    page, _window = shown(qtbot, file)
    page.take_file(tmp_path / "all.zip")
    press(page, "Import it all")
    assert page.step == DONE
    said = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert [one for one in said if one.startswith("1 record was left out. ")]
    assert not [one for one in said if "Undo" in one]


def test_papers_made_for_minutes_that_a_package_brings_without_are_told(
    qtbot: QtBot, file: File, other: File, make: Make, tmp_path: Path
) -> None:
    meeting = make.meeting(make.body(), dt.date(2026, 11, 3), status="minutes")
    meetings.take_step(file, meeting, "approved")
    package, poorer = tmp_path / "all.zip", tmp_path / "poorer.zip"
    exchange.export_package(file, package)
    with zipfile.ZipFile(package) as whole, zipfile.ZipFile(poorer, "w") as target:
        for name in whole.namelist():
            data = whole.read(name)
            bare = name == "data/publication.csv"
            target.writestr(name, data.splitlines(keepends=True)[0] if bare else data)
    page, _window = shown(qtbot, other)
    page.take_file(poorer)
    press(page, "Import it all")
    said = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert [one for one in said if "The paper of 1 approved meeting was not in the package" in one]


def test_a_file_can_be_dropped(qtbot: QtBot, file: File) -> None:
    page, _window = shown(qtbot, file)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(FILES / "hand_made.csv"))])
    event = QDropEvent(
        QPointF(QPoint(10, 10)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.choosing.ground.dropEvent(event)
    assert page.step == MATCH


def test_a_file_is_asked_for_without_waiting(qtbot: QtBot, file: File) -> None:
    page, _window = shown(qtbot, file)
    press(page, "Choose a file…")
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(FILES / "outlook.csv"))
    dialog.reject()
    assert page.step == MATCH
    assert any(one.header == "First Name" for one in page.matching.rows)


def test_a_folder_that_is_gone_is_no_name_of_a_file(
    qtbot: QtBot, file: File, tmp_path: Path
) -> None:
    page = ImportPage(context_over(file)[0], folder=tmp_path / "Documents" / "Lists")
    qtbot.addWidget(page)
    page.choosing.ask()
    dialog = page.choosing.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.directory().absolutePath()) == tmp_path
    assert dialog.selectedFiles() == []
    dialog.reject()


def test_a_sensitive_column_is_offered_and_the_next_list_begins_at_its_top(
    qtbot: QtBot, file: File, tmp_path: Path
) -> None:
    more = ",".join(f"Column {at}" for at in range(30))
    path = tmp_path / "needs.csv"
    path.write_text(f"Name,Access needs,{more}\nRue Tansy,Large print{',x' * 30}\n", "utf-8")
    page, _window = shown(qtbot, file)
    page.take_file(path)
    step = page.matching
    assert step.matching is not None
    assert "access_needs" not in step.matching.sources
    press(page, "Use it for “What they need”")
    assert step.matching.field_of("Access needs") == "access_needs"
    bar = step.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    page.take_file(path)
    assert bar.value() == 0


def test_back_leads_through_the_steps(qtbot: QtBot, file: File) -> None:
    page, window = shown(qtbot, file)
    page.take_file(FILES / "hand_made.csv")
    press(page, "Look row by row")
    for step in (MATCH, CHOOSE):
        [back] = [one for one in page.foot.findChildren(QPushButton) if one.text() == "Back"]
        back.click()
        assert page.step == step
    assert window.asked == []
    assert page.can_leave()


def test_fifty_thousand_rows_are_shown_without_making_their_words(file: File) -> None:
    rows = tuple(
        PlannedRow(
            at + 2,
            RowOutcome.LIKELY if at % 7 == 0 else RowOutcome.ADD,
            values={"surname": f"N{at}"},
        )
        for at in range(50_000)
    )
    model = PlanModel()
    made: list[int] = []
    name = model.name
    model.name = lambda planned: made.append(1) or name(planned)  # type: ignore[method-assign,func-returns-value]  # counts
    model.show_plan(Plan("member", rows), records.spec("member"), file.format_context())
    assert (model.rowCount(), made) == (50_000, [])
    model.show_outcome(RowOutcome.LIKELY)
    assert (model.rowCount(), made) == (7_143, [])
    assert model.index(7_142, 3).data() == "N49994"


def test_model_keeps_qts_rules(file: File) -> None:
    rows = tuple(PlannedRow(at, outcome) for at, outcome in enumerate(RowOutcome, start=2))
    model = PlanModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_plan(Plan("member", rows), records.spec("member"), file.format_context())
    for row in range(len(rows)):
        model.tick([row])
    model.show_outcome(RowOutcome.SAME)
    model.show_outcome(None)


def test_examples_are_the_first_different_words() -> None:
    rows = tuple(SheetRow(at, ("same", f" {at} ", "")) for at in range(2, 9))
    sheet = Sheet("x", ("a", "b", "c"), rows)
    assert exchange.examples(sheet) == (("same",), ("2", "3", "4"), ())


def test_a_stopped_import_leaves_nothing(
    qtbot: QtBot, path: Path, key: Key, clock: FixedClock
) -> None:
    """On the file's own thread, which is held up until the work that waits was stopped."""
    window, held = NotingWindow(), threading.Event()
    ops = ThreadedOps(
        lambda _progress: files.open_file(path, key, clock), lambda error: window.tell(str(error))
    )
    fmt = FormatContext(clock.today(), as_shipped())
    page = ImportPage(PageContext(ops, window, lambda: fmt))
    qtbot.addWidget(page)
    page.resize(1158, 768)
    page.show()
    page.take_file(FILES / "hand_made.csv")
    qtbot.waitUntil(lambda: page.step == MATCH, timeout=20_000)
    page.foot.next.click()
    qtbot.waitUntil(lambda: page.step == LOOK, timeout=20_000)
    ops.run(lambda _file, _progress: held.wait(20), lambda _set: None)
    page.foot.next.click()
    assert page.work.busy
    page.work.cancel()
    held.set()
    qtbot.waitUntil(lambda: page.problem is not None, timeout=20_000)
    assert page.problem is not None
    assert page.problem.accessibleName() == "Stopped. Nothing was changed."
    assert (page.step, page.work.busy) == (LOOK, False)
    totals: list[int] = []
    ops.run(lambda file, _progress: members(file), totals.append)
    qtbot.waitUntil(lambda: totals == [0], timeout=20_000)
    page.hide()
    ops.close()


@pytest.mark.parametrize("step", [CHOOSE, MATCH, LOOK, DONE])
def test_nothing_is_cut_or_nameless(qtbot: QtBot, peopled: File, scaled: Theme, step: int) -> None:
    page, _window = shown(qtbot, peopled, 1366 - scaled.px(56 if scaled.scale > 1 else 208))
    if step > CHOOSE:
        page.take_file(FILES / "hand_made.csv")
    for _step in range(MATCH, step):
        press(page, page.foot.next.text())
    pictures.settle()
    assert page.step == step
    assert probe.clipped(page) == []
    assert probe.nameless(page) == []
    assert probe.unreachable(page) == []


def test_remarks_without_room_are_told_below_the_rows(qtbot: QtBot, peopled: File) -> None:
    page, _window = shown(qtbot, peopled, 600)
    page.take_file(FILES / "hand_made.csv")
    press(page, "Look row by row")
    table = page.looking.table
    assert [table.isColumnHidden(at) for at in (TAKE, len(COLUMNS) - 1)] == [False, True]
    assert not table.horizontalScrollBar().isVisible()
    assert "read as 3 Apr 1958" in page.looking.detail.told.text()
    assert page.looking.detail.told.isVisible()


def test_it_says_what_an_undo_took_back(qtbot: QtBot, peopled: File) -> None:
    page, _window = shown(qtbot, peopled)
    page.take_file(FILES / "hand_made.csv")
    press(page, "Look row by row")
    press(page, "Import 5 rows")
    assert "Members added: 5" in texts(page)
    page.stale(Changes("Change member", page._imported.touched))
    assert "Members added: 5" in texts(page)
    page.stale(undo.undo(peopled))
    assert "All of it was undone" in texts(page)
    page.stale(undo.redo(peopled))
    assert "Members added: 5" in texts(page)


def test_a_row_that_loses_a_tag_is_one_to_look_at(
    qtbot: QtBot, peopled: File, tmp_path: Path
) -> None:
    page, _window = shown(qtbot, peopled)
    given = tmp_path / "tagged.csv"
    given.write_text(
        "Surname,Forenames,Mobile,Tags\nQuill,Hettie,7700900461,Parkingg\nBramble,Osric,,\n"
    )
    page.take_file(given)
    press(page, "Look row by row")
    model = page.looking.model
    (loses, _style), (whole, _style) = (model.index(row, 2).data(DrawnRole) for row in (0, 1))
    assert (loses.text, loses.tone) == ("Added, see remarks", "warn")
    assert (whole.text, whole.tone) == ("Will be added", "")
    why = str(model.index(0, 4).data())
    assert why.startswith("Tags: Parkingg: there is no such tag for these. It is left out · ")
    assert outcomes(page) == [RowOutcome.ADD, RowOutcome.ADD]


def test_people_without_a_day_of_joining_are_asked_about(
    qtbot: QtBot, file: File, tmp_path: Path
) -> None:
    """A day that cannot be read stops the import at its line; a good one goes in for all."""
    path = tmp_path / "list.csv"
    path.write_text("First names,Surname\nExample,One\nExample,Two\n", "utf-8")
    page, _window = shown(qtbot, file)
    page.take_file(path)
    assert not page.joining.isVisible()
    press(page, "Look row by row")
    assert page.joining.isVisible()
    assert "Of 2 people" in page.joining.told.text()
    line = page.joining.row.editor.part()
    QTest.keyClicks(line, "1 Juni 2025")
    press(page, "Import 2 rows")
    assert page.step == LOOK
    assert page.joining.row.problem
    page.joining.row.editor.set_value(dt.date(2025, 6, 1))
    press(page, "Import 2 rows")
    assert page.step == DONE
    assert not page.joining.isVisible()
    found = file.store.raw.execute("SELECT DISTINCT joined FROM member").fetchall()
    assert [row[0] for row in found] == ["2025-06-01"]


def test_nobody_is_asked_about_whose_list_says_when_they_joined(
    qtbot: QtBot, file: File, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("First names,Surname,Joined\nExample,One,1 May 2024\n", "utf-8")
    page, _window = shown(qtbot, file)
    page.take_file(path)
    press(page, "Look row by row")
    assert not page.joining.isVisible()
