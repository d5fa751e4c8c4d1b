"""A letter is attached to a member, renamed, removed and brought back, by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from facilitator_app.gui.pages.attachments.attachment_view import AttachmentView
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.widgets.focus_ring import ring_shows
from facilitator_app.services import attachments, find
from tests.stories.person import Person


def test_attaching_a_letter_by_keyboard(person: Person, tmp_path: Path) -> None:
    letter = tmp_path / "Letter of thanks.txt"
    letter.write_text("Dear Joan", encoding="utf-8")
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(letter))])
    QGuiApplication.clipboard().setMimeData(copied)
    joan = find.choices(person.file, "member", "Joan Whitlock", 1)[0].id

    def names() -> list[str]:
        return [line.name for line in attachments.of(person.file, "member", joan).lines]

    person.window.open_record("member", joan)
    person.waits()
    assert person.sees("Nothing is attached yet. Drop files here, paste them, or choose them.")
    person.tabs_to("Attach files", back=True)
    person.presses("Ctrl+V")
    assert person.told() == "Done: attached to Joan Whitlock: Letter of thanks.txt"
    assert names() == ["Letter of thanks.txt"]
    assert person.keyboard_is_in() == "Attachments"
    person.presses("F2")
    person.types("Thanks.txt")
    person.presses("Return")
    assert names() == ["Thanks.txt"]
    person.presses("Return")
    assert person.keyboard_is_in() == "Open the copy"
    person.presses("Tab", "Space")
    assert person.keyboard_is_in() == "Attachments"
    person.presses("Delete")
    assert (names(), person.keyboard_is_in()) == ([], "Attach files")
    person.presses("Ctrl+Z")
    assert person.told() == "Undone: deleted from Joan Whitlock: Thanks.txt"
    assert names() == ["Thanks.txt"]
    person.presses("Escape", "Ctrl+K")
    person.types("thanks.txt")
    person.waits()
    person.presses("Return")
    assert isinstance(person.front, RecordPage)
    assert person.front.record_id == joan


def test_a_picture_is_looked_at_and_left_by_keyboard(person: Person, tmp_path: Path) -> None:
    photo = tmp_path / "Photo.png"
    picture = QImage(1_500, 900, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    assert picture.save(str(photo))
    joan = find.choices(person.file, "member", "Joan Whitlock", 1)[0].id
    person.window.open_record("member", joan)
    person.waits()
    person.front.attachments.take([photo])
    person.waits()
    person.presses("Return")
    shown = person.front
    assert isinstance(shown, AttachmentView)
    person.waits()
    assert person.keyboard_is_in() == "Photo.png"
    person.presses("Escape")
    page = person.front
    assert isinstance(page, RecordPage)
    assert person.keyboard_is_in() == "Attachments"


def test_a_click_on_the_words_or_the_list_and_a_letter_is_pasted(
    person: Person, tmp_path: Path
) -> None:
    joan = find.choices(person.file, "member", "Joan Whitlock", 1)[0].id
    person.window.open_record("member", joan)
    person.waits()
    part = person.front.attachments
    for name, clicked in (("One.txt", part.said), ("Two.txt", part.list.viewport())):
        (tmp_path / name).write_text(name, encoding="utf-8")
        copied = QMimeData()
        copied.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
        QGuiApplication.clipboard().setMimeData(copied)
        person.front.form.reveal(part)
        person.waits()
        QTest.mouseClick(clicked, Qt.MouseButton.LeftButton)
        person.presses("Ctrl+V")
        lines = attachments.of(person.file, "member", joan).lines
        assert name in [line.name for line in lines]


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (800, 480)])
def test_what_was_attached_is_seen_and_has_the_keyboard(
    person: Person, tmp_path: Path, size: tuple[int, int]
) -> None:
    person.window.resize(*size)
    joan = find.choices(person.file, "member", "Joan Whitlock", 1)[0].id
    files = [tmp_path / f"{number}.txt" for number in range(9)]
    for one in files:
        one.write_text(one.name, encoding="utf-8")
    person.window.open_record("member", joan)
    person.waits()
    page = person.front
    assert isinstance(page, RecordPage)
    part = page.attachments
    for given in (files[:1], files[2:], files[1:2]):
        part.add.setFocus(Qt.FocusReason.TabFocusReason)
        person.presses("Tab", "Shift+Tab")
        part.take(given)
        person.waits()
        assert QApplication.focusWidget() is part.list
        assert [line.name for line in part.list.chosen()] == [one.name for one in given]
        row = part.list.visualRect(part.list.currentIndex())
        assert part.list.viewport().visibleRegion().boundingRect().contains(row)
        assert ring_shows(part.list)


@pytest.mark.parametrize("record", ["member", "meeting", "claim"])
def test_what_can_be_done_with_what_was_attached_is_in_view(
    person: Person, tmp_path: Path, record: str
) -> None:
    person.window.resize(1366, 768)
    letter = tmp_path / "Letter.txt"
    letter.write_text("words", encoding="utf-8")
    sql = f'SELECT max(id) FROM "{record}"'
    found = person.file.store.raw.execute(sql).fetchone()[0]
    person.window.show_page(RecordPage(person.window.context, record, found))
    person.waits()
    part = person.front.attachments
    part.add.setFocus(Qt.FocusReason.TabFocusReason)
    part.take([letter])
    person.waits()
    for button in (part.add, *(one for one in part._with_chosen if one.isVisible())):
        seen = button.visibleRegion().boundingRect()
        assert seen == button.rect(), button.text()
