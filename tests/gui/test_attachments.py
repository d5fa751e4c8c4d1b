"""What is attached to a record: by drop, paste and key, seen small, opened outside."""

from __future__ import annotations

import datetime as dt
import io
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QMimeData,
    QPoint,
    QPointF,
    Qt,
    QUrl,
)
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QMouseEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from facilitator_app.digests.attachments import AttachmentPlace
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.pages.attachments import outside_copies
from facilitator_app.gui.pages.attachments.attachment_view import AttachmentView
from facilitator_app.gui.pages.attachments.attachments_part import AttachmentsPart
from facilitator_app.gui.pages.attachments.outside_copies import OutsideCopies
from facilitator_app.gui.pages.attachments.thumbnails import draw
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.services import attachments, find, meetings, records, undo
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.gui import pictures
from tests.gui.plain_context import add_people, context_over
from tests.gui.probe import clipped, nameless, unreachable

pytestmark = pytest.mark.usefixtures("app")
DAY = dt.date(2026, 11, 3)


def png(wide: int = 60, high: int = 30) -> bytes:
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    return _bytes(image)


def _bytes(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def pdf(wide: float = 200, high: float = 100) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, (wide, high))
    canvas.setFillColorRGB(0, 0, 1)
    canvas.rect(0, 0, wide, high, fill=1)
    canvas.showPage()
    canvas.save()
    return made.getvalue()


class Shown:
    """The part for one member, in an active window."""

    def __init__(self, bot: QtBot, file: File) -> None:
        """Show what Joan has attached: nothing."""
        self.bot, self.file = bot, file
        self.context, self.window = context_over(file)
        self.joan = find.choices(file, "member", "Joan", 1)[0].id
        self.part = AttachmentsPart(self.context)
        bot.addWidget(self.part)
        self.part.resize(620, 400)
        with bot.waitActive(self.part):
            self.part.show()
            self.part.activateWindow()
        self.part.show_record("member", self.joan)

    def attach(self, *named: tuple[str, bytes]) -> None:
        self.part.take([attachments.from_bytes(*one) for one in named])

    def names(self) -> list[str]:
        return [line.name for line in attachments.of(self.file, "member", self.joan).lines]

    def choose(self, row: int) -> None:
        self.part.list.setFocus()
        self.part.list.setCurrentRow(row)


@pytest.fixture
def shown(qtbot: QtBot, file: File) -> Shown:
    add_people(file)
    return Shown(qtbot, file)


def dropped(part: AttachmentsPart, mime: QMimeData, wanted: Qt.DropAction) -> QDropEvent:
    """Drag `mime` onto the part and let it go there, as the window system would."""
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    enter = QDragEnterEvent(QPoint(20, 20), actions, mime, left, none)
    enter.setDropAction(wanted)
    enter.ignore()
    QApplication.sendEvent(part, enter)
    drop = QDropEvent(QPointF(20, 20), actions, mime, left, none)
    drop.setDropAction(wanted)
    if enter.isAccepted():
        QApplication.sendEvent(part, drop)
    else:
        drop.ignore()
    return drop


def test_files_are_dropped_and_stay_where_they_were(shown: Shown, tmp_path: Path) -> None:
    (tmp_path / "Letter.txt").write_text("Dear Joan")
    (tmp_path / "Photo.png").write_bytes(png())
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(one)) for one in sorted(tmp_path.glob("*.*"))][:9])
    drop = dropped(shown.part, mime, Qt.DropAction.MoveAction)
    assert drop.dropAction() == Qt.DropAction.CopyAction
    assert {"Letter.txt", "Photo.png"} <= set(shown.names())
    assert (tmp_path / "Letter.txt").exists()
    (changes,) = shown.window.said("changed")
    assert changes.touches("attachment")


def test_what_is_no_file_is_not_taken(shown: Shown) -> None:
    mime = QMimeData()
    mime.setText("words")
    mime.setUrls([QUrl("https://example.org/a.png")])
    assert not dropped(shown.part, mime, Qt.DropAction.CopyAction).isAccepted()
    assert shown.names() == []


def test_a_picture_is_pasted_under_the_day(shown: Shown) -> None:
    QGuiApplication.clipboard().setImage(QImage.fromData(png()))
    shown.part.add.setFocus()
    for _time in range(2):
        QTest.keyClick(shown.part.add, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert shown.names() == ["Picture 2026-11-23.png"]
    (words,) = shown.window.said("bad")
    assert "attached here already" in words


def test_files_are_pasted(shown: Shown, tmp_path: Path) -> None:
    (tmp_path / "Letter.txt").write_text("Dear Joan")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "Letter.txt"))])
    QGuiApplication.clipboard().setMimeData(mime)
    shown.part.paste()
    assert shown.names() == ["Letter.txt"]


def test_delete_removes_and_undo_brings_back(shown: Shown) -> None:
    shown.attach(("a.txt", b"a"), ("b.txt", b"b"))
    shown.choose(0)
    QTest.keyClick(shown.part.list, Qt.Key.Key_Delete)
    assert shown.names() == ["b.txt"]
    shown.part.stale(undo.undo(shown.file))
    assert shown.names() == ["a.txt", "b.txt"]
    assert shown.part.list.count() == 2
    assert [one.name for one in shown.part.list.chosen()] == ["a.txt"]


def test_a_double_click_removes_one(shown: Shown) -> None:
    shown.attach(("a.txt", b"a"), ("b.txt", b"b"))
    shown.choose(0)
    (remove,) = [one for one in shown.part.findChildren(QPushButton) if one.text() == "Delete"]
    QTest.mouseClick(remove, Qt.MouseButton.LeftButton)
    second = QMouseEvent(
        QEvent.Type.MouseButtonDblClick, QPointF(5, 5), remove.mapToGlobal(QPointF(5, 5)),
        Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(remove, second)
    QTest.mouseRelease(remove, Qt.MouseButton.LeftButton)
    assert shown.names() == ["b.txt"]


def test_a_name_that_is_typed_anew_stays_open_when_the_list_is_read_anew(shown: Shown) -> None:
    shown.attach(("a.txt", b"a"), ("b.txt", b"b"))
    shown.choose(0)
    shown.part.note.editor.setFocus()
    QTest.keyClicks(shown.part.note.editor, "Signed")
    shown.part.list.rename()
    shown.part.note.editor.editingFinished.emit()
    (field,) = [one for one in shown.part.list.findChildren(QLineEdit) if one.isVisible()]
    field.setText("Letter")
    QTest.keyClick(field, Qt.Key.Key_Return)
    pictures.settle()
    assert (shown.names(), note_of(shown, 1)) == (["b.txt", "Letter.txt"], "Signed")


def test_f2_renames_and_a_program_is_refused(shown: Shown) -> None:
    shown.attach(("a.txt", b"a"))
    for typed, name in (("Letter", "Letter.txt"), ("run.exe", "Letter.txt")):
        shown.choose(0)
        QTest.keyClick(shown.part.list, Qt.Key.Key_F2)
        (field,) = [one for one in shown.part.list.findChildren(QLineEdit) if one.isVisible()]
        field.setText(typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        pictures.settle()
        assert shown.names() == [name]
        assert shown.part.list.item(0).text() == name
        assert shown.part.asking is None
    assert shown.window.said("bad")
    (field,) = [one for one in shown.part.list.findChildren(QLineEdit) if one.isVisible()]
    assert field.text() == "run.exe"  # to be mended


def test_the_name_is_chosen_without_its_ending(shown: Shown) -> None:
    shown.attach(("Photo.png", png()))
    shown.choose(0)
    for typed, name in (("Sunset", "Sunset.png"), ("Visit 3.11.2026", "Visit 3.11.2026.png")):
        QTest.keyClick(shown.part.list, Qt.Key.Key_F2)
        (field,) = [one for one in shown.part.list.findChildren(QLineEdit) if one.isVisible()]
        assert field.selectedText() == shown.names()[0].removesuffix(".png")
        QTest.keyClicks(field, typed)
        assert field.text() == name
        QTest.keyClick(field, Qt.Key.Key_Return)
        pictures.settle()
        assert shown.names() == [name]
        shown.choose(0)
    assert "Show" in offered(shown)


def test_another_ending_is_refused_and_can_be_mended(shown: Shown) -> None:
    shown.attach(("Photo.png", png()))
    shown.choose(0)
    shown.part.list.rename()
    (field,) = [one for one in shown.part.list.findChildren(QLineEdit) if one.isVisible()]
    field.setText("Sunset.pdf")
    QTest.keyClick(field, Qt.Key.Key_Return)
    pictures.settle()
    assert shown.names() == ["Photo.png"]
    assert "Sunset.pdf holds a PNG picture" in shown.window.said("bad")[-1]
    (field,) = [one for one in shown.part.list.findChildren(QLineEdit) if one.isVisible()]
    assert field.text() == "Sunset.pdf"


@pytest.mark.usefixtures("scaled")
@pytest.mark.parametrize("more", [[], [("b.txt", b"b")]])
def test_all_that_was_left_out_can_be_read(
    shown: Shown, more: list[tuple[str, bytes]], tmp_path: Path
) -> None:
    part = AttachmentsPart(shown.context)
    shown.bot.addWidget(part)
    part.resize(640, 1_400)
    part.show()
    part.show_record("member", shown.joan)
    shown.attach(("a.txt", b"a"))
    huge = tmp_path / "huge film.mov"
    with huge.open("wb") as film:
        film.truncate(40_000_000)
    long = "SCAN_" + "W" * 221 + ".EXE"
    bad = [("empty.pdf", b""), ("again.txt", b"a"), ("run.exe", b"MZ"), (long, b"MZ")]
    part.take([huge, *(attachments.from_bytes(*one) for one in (*bad, *more))])
    pictures.rest(part)
    notice = part.asking
    assert notice is not None
    lines = notice.text.text().splitlines()
    assert [line.split()[0] for line in lines][:4] == ["huge", "empty.pdf", "again.txt", "run.exe"]
    assert len(lines) == 5
    assert notice.width() <= part.width()
    assert clipped(part) == []


def test_what_was_left_out_is_told_in_the_part(shown: Shown) -> None:
    shown.attach(("a.txt", b"a"), ("run.exe", b"MZ"))
    assert shown.names() == ["a.txt"]
    assert "is a program" in _notice(shown)


def _notice(shown: Shown) -> str:
    notice = shown.part.asking
    return notice.accessibleName() if notice is not None else ""


def test_thumbnails_are_drawn_beside_the_window(shown: Shown, qtbot: QtBot) -> None:
    with qtbot.waitSignals([shown.part.thumbnails.made] * 2, timeout=20_000):
        shown.attach(("a.png", png()), ("b.pdf", pdf()), ("c.txt", b"words"))
    lines = attachments.of(shown.file, "member", shown.joan).lines
    red, blue, none = (shown.part.thumbnails.of(line.content) for line in lines)
    assert red.pixelColor(2, 2).red() == 255
    assert (blue.width(), blue.pixelColor(4, 4).blue()) == (80, 255)
    assert none.isNull()


def _bomb() -> bytes:
    """Return the head of a picture that says it is 60,000 pixels high and wide."""
    data = bytearray(png())
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.png"),
        (b"no picture", "a.jpg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "a.svg"),
        (b"%PDF-1.4 cut off", "a.pdf"),
    ],
)
def test_what_cannot_be_drawn_has_no_thumbnail(data: bytes, name: str) -> None:
    assert draw(data, name, 80).isNull()


def test_what_is_drawn_is_what_it_is_whatever_its_name_says() -> None:
    assert draw(png(), "a.pdf", 80).pixelColor(2, 2).red() == 255
    assert draw(pdf(), "a.png", 80).pixelColor(4, 4).blue() == 255


def test_a_picture_that_says_it_is_huge_is_not_drawn() -> None:
    assert draw(_bomb(), "a.png", 80).isNull()


@pytest.mark.parametrize(("wide", "high"), [(60, 30), (3_000, 2), (2, 3_000), (1, 1)])
def test_thumbnails_keep_within_their_side(wide: int, high: int) -> None:
    for made in (
        draw(png(wide, high), "a.png", 80),
        draw(pdf(wide, high), "a.pdf", 80),
    ):
        assert not made.isNull()
        assert max(made.width(), made.height()) <= 81


class Opener:
    """Takes the place of the system's programs, of which there are none here."""

    def __init__(self) -> None:
        """Have opened nothing yet."""
        self.opened: list[Path] = []

    def take(self, url: QUrl) -> bool:
        self.opened.append(Path(url.toLocalFile()))
        return True


@pytest.fixture
def opener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    found = Opener()
    copies = OutsideCopies(tmp_path)
    monkeypatch.setattr(outside_copies, "of_this_process", lambda: copies)
    monkeypatch.setattr(QDesktopServices, "openUrl", found.take)
    yield found
    copies.clear()


def test_a_copy_is_opened_after_it_was_said_once(
    shown: Shown, opener: Opener, tmp_path: Path
) -> None:
    shown.attach(("a.txt", b"words"))
    shown.choose(0)
    QTest.keyClick(shown.part.list, Qt.Key.Key_Return)
    assert opener.opened == []
    assert "leave the encrypted file" in _notice(shown)
    notice = shown.part.asking
    assert notice is not None
    notice.buttons[0].click()
    QTest.keyClick(shown.part.list, Qt.Key.Key_Return)
    first, second = opener.opened
    assert (first.name, second.name) == ("a.txt", "a (2).txt")
    assert first.read_bytes() == b"words"
    if os.name == "posix":
        assert stat.S_IMODE(first.stat().st_mode) == 0o600
        assert stat.S_IMODE(first.parent.stat().st_mode) == 0o700
    outside_copies.of_this_process().clear()
    assert list(tmp_path.glob("facilitator-opened-*")) == []


def test_the_copy_that_was_asked_for_is_named_and_opened(shown: Shown, opener: Opener) -> None:
    shown.attach(("a.txt", b"words"), ("b.txt", b"more"))
    shown.choose(0)
    QTest.keyClick(shown.part.list, Qt.Key.Key_Return)
    assert _notice(shown).startswith("A copy of a.txt will leave the encrypted file.")
    shown.choose(1)
    notice = shown.part.asking
    assert notice is not None
    notice.buttons[0].click()
    assert [one.name for one in opener.opened] == ["a.txt"]


def test_a_note_is_kept_at_a_pause_and_when_saving_is_asked_for(shown: Shown) -> None:
    """Failed before: it waited until the line was left, while Ctrl+S said that all was saved."""
    shown.attach(("a.txt", b"words"))
    shown.choose(0)
    note = shown.part.note

    def stored() -> str:
        return attachments.of(shown.file, "member", shown.joan).lines[0].note

    note.editor.setFocus()
    QTest.keyClicks(note.editor, "seen ")
    note._pause.setInterval(1)
    QTest.keyClicks(note.editor, "by")
    shown.bot.waitUntil(lambda: stored() == "seen by")
    assert note.editor.text() == "seen by"
    note._pause.setInterval(60_000)
    QTest.keyClicks(note.editor, " Ann ")
    QTest.keyClick(note.editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert stored() == "seen by Ann"
    assert note.editor.text() == "seen by Ann "
    shown.part.stale(undo.undo(shown.file))
    assert note.editor.text() == stored() == "seen by"


@pytest.mark.usefixtures("opener")
def test_what_no_program_opens_goes_by_the_name_of_the_attachment(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    outside_copies.of_this_process().told = True
    shown.attach(("a.txt", b"words"))
    shown.choose(0)
    for _time in range(2):
        QTest.keyClick(shown.part.list, Qt.Key.Key_Return)
    told = shown.window.said("bad")
    assert told == ["No program here opens a.txt. Save a copy, and open that."] * 2


def looked_at(
    shown: Shown, qtbot: QtBot, ready: Callable[[AttachmentView], bool]
) -> AttachmentView:
    """Press Enter on the first attachment, and show the page that comes of it."""
    shown.choose(0)
    QTest.keyClick(shown.part.list, Qt.Key.Key_Return)
    (page,) = shown.window.said("show")
    assert isinstance(page, AttachmentView)
    qtbot.addWidget(page)
    page.resize(500, 400)
    page.show()
    qtbot.waitUntil(lambda: ready(page), timeout=20_000)
    return page


def test_a_picture_is_looked_at_without_a_copy(
    shown: Shown, opener: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    shown.attach(("a.png", png(1_200, 600)))
    page = looked_at(shown, qtbot, lambda one: one.stack.currentWidget() is one.picture)
    inner = page.picture.picture
    assert inner.width() <= page.picture.viewport().width() < inner.image.width() == 1_200
    assert inner.width() == 2 * inner.height()
    page.zoom.click()
    assert (inner.width(), page.zoom.text()) == (1_200, "Whole picture")
    page.zoom.click()
    assert inner.width() < 1_200
    assert (nameless(page), clipped(page), page.help_page) == ([], [], "attachments")
    assert (opener.opened, list(tmp_path.glob("facilitator-opened-*"))) == ([], [])


def test_a_small_picture_keeps_its_size(shown: Shown, qtbot: QtBot) -> None:
    shown.attach(("a.png", png()))
    page = looked_at(shown, qtbot, lambda one: one.stack.currentWidget() is one.picture)
    assert (page.picture.picture.width(), page.zoom.isHidden()) == (60, True)


def test_pages_of_a_pdf_are_looked_at(shown: Shown, qtbot: QtBot) -> None:
    shown.attach(("a.pdf", pdf()))
    page = looked_at(shown, qtbot, lambda one: len(one.pages.sheets) == 1)
    assert page.stack.currentWidget() is page.pages
    assert not page.turner.isHidden()


@pytest.mark.parametrize(
    ("name", "data"), [("a.png", b"\x89PNG\r\n\x1a\n"), ("a.pdf", b"%PDF-1.4 cut off")]
)
def test_what_cannot_be_shown_says_so(shown: Shown, qtbot: QtBot, name: str, data: bytes) -> None:
    shown.attach((name, data))
    page = looked_at(shown, qtbot, lambda one: bool(one.said.text()))
    assert page.stack.currentWidget() is page.said
    assert "open it in another program" in page.said.text()


def test_a_wrong_ending_is_put_right_and_the_picture_shown(shown: Shown, qtbot: QtBot) -> None:
    shown.attach(("fake.pdf", png()))
    assert shown.names() == ["fake.png"]
    assert "fake.pdf holds a PNG picture, and is kept as fake.png." in _notice(shown)
    page = looked_at(shown, qtbot, lambda one: one.stack.currentWidget() is one.picture)
    assert page.picture.picture.width() == 60


def test_show_goes_by_the_content_even_of_what_an_older_version_kept(
    shown: Shown, qtbot: QtBot
) -> None:
    shown.attach(("a.png", png()))
    with shown.file.store.unjournalled() as connection:
        connection.exec_driver_sql(
            "UPDATE attachment SET name = 'a.pdf', media_type = 'application/pdf'"
        )
    shown.part.reload()
    looked_at(shown, qtbot, lambda one: one.stack.currentWidget() is one.picture)


def test_what_is_not_what_its_name_says_offers_no_show(shown: Shown) -> None:
    shown.attach(("a.pdf", b"neither"))
    shown.choose(0)
    assert "Show" not in offered(shown)
    assert "cannot be shown here" in _notice(shown)


def test_of_several_each_is_renamed_by_itself(shown: Shown) -> None:
    shown.attach(("a.png", png()), ("b.txt", b"more"))
    shown.part.list.selectAll()
    assert offered(shown) == ["Open", "Delete", "Attach files"]
    shown.choose(0)
    everything = ["Show", "Open", "Save a copy", "Rename", "Delete", "Attach files"]
    assert offered(shown) == everything
    shown.choose(1)
    assert offered(shown) == [one for one in everything if one != "Show"]


def offered(shown: Shown) -> list[str]:
    buttons = shown.part.findChildren(QPushButton)
    return [one.text() for one in buttons if one.isVisible()]


_DIES = """
import os, sys
from pathlib import Path
from facilitator_app.gui.pages.attachments.outside_copies import OutsideCopies
copies = OutsideCopies(Path(sys.argv[1]))
print(copies.put("a.txt", b"words"), flush=True)
if sys.argv[2] == "die":
    os._exit(1)
sys.stdin.read()
"""


def _start(folder: Path, way: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _DIES, str(folder), way],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_copies_of_a_process_that_died_are_cleared_and_of_one_that_runs_are_not(
    tmp_path: Path,
) -> None:
    with _start(tmp_path, "die") as dead, _start(tmp_path, "live") as alive:
        assert dead.stdout is not None
        assert alive.stdout is not None
        left, used = Path(dead.stdout.readline().strip()), Path(alive.stdout.readline().strip())
        dead.wait()
        own = OutsideCopies(tmp_path)
        mine = own.put("mine.txt", b"mine")
        own.clear_left_behind()
        assert [one.exists() for one in (left, used, mine)] == [False, True, True]
        alive.communicate("")
    own.clear_left_behind()
    assert [one.exists() for one in (used, mine)] == [False, True]
    own.clear()
    assert list(tmp_path.iterdir()) == []


def test_a_record_page_holds_them(qtbot: QtBot, file: File) -> None:
    add_people(file)
    context, window = context_over(file)
    page = RecordPage(context, "member", None)
    qtbot.addWidget(page)
    page.show()
    assert "Save first" in page.attachments.said.text()
    assert page.attachments.add.isHidden()
    joan = find.choices(file, "member", "Joan", 1)[0].id
    page = RecordPage(context, "member", joan)
    qtbot.addWidget(page)
    page.show()
    page.attachments.take([attachments.from_bytes("a.txt", b"a")])
    assert page.attachments.list.count() == 1
    assert window.said("changed")
    assert not page.dirty


def test_what_is_sealed_can_be_read_and_not_changed(qtbot: QtBot, file: File) -> None:
    body = records.save(
        file, Draft("body", {"name": "Group", "short_name": "PG", "type": "partnership_group"})
    ).id
    meeting = records.save(file, Draft("meeting", {"body_id": body, "date": DAY})).id
    place = AttachmentPlace("meeting", meeting, "")
    attachments.add(file, place, [attachments.from_bytes("a.txt", b"a")], Progress())
    meetings.take_step(file, meeting, "approved")
    context, _window = context_over(file)
    part = AttachmentsPart(context)
    qtbot.addWidget(part)
    part.show()
    part.show_record("meeting", meeting)
    assert part.add.isHidden()
    part.list.setFocus()
    part.list.setCurrentRow(0)
    QTest.keyClick(part.list, Qt.Key.Key_Delete)
    assert part.list.count() == 1
    assert part.said.text() == records.spec("meeting").seal({"status": "approved"})


@pytest.mark.usefixtures("scaled")
def test_nothing_is_cut_and_all_is_named(shown: Shown) -> None:
    part = AttachmentsPart(shown.context)
    shown.bot.addWidget(part)
    part.resize(640, 600)
    part.show()
    part.show_record("member", shown.joan)
    shown.attach(("A very long name that goes on and on " * 2 + ".pdf", b"x"), ("b.txt", b"b"))
    part.reload()
    pictures.rest(part)
    assert clipped(part) == []
    assert nameless(part) == []
    assert unreachable(part) == []


def note_of(shown: Shown, row: int) -> str:
    return attachments.of(shown.file, "member", shown.joan).lines[row].note


def test_a_note_is_typed_where_the_attachment_is_shown(shown: Shown) -> None:
    shown.attach(("a.txt", b"one"), ("b.txt", b"two"))
    shown.choose(0)
    field = shown.part.note.editor
    assert field.isVisible()
    field.setFocus()
    QTest.keyClicks(field, "Original in the  blue folder")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert note_of(shown, 0) == "Original in the blue folder"
    assert "blue folder" in shown.part.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert [hit.id for hit in find.find(shown.file, "blue folder", 5)] == [shown.joan]
    QGuiApplication.clipboard().setText("pasted")
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    shown.choose(1)
    assert [note_of(shown, 0), note_of(shown, 1), field.text()] == ["pasted", "", ""]
    assert shown.names() == ["a.txt", "b.txt"]
    undo.undo(shown.file)
    assert note_of(shown, 0) == "Original in the blue folder"
    undo.undo(shown.file)
    assert note_of(shown, 0) == ""


def test_the_note_belongs_to_one_attachment_that_may_be_changed(shown: Shown) -> None:
    shown.attach(("a.txt", b"one"), ("b.txt", b"two"))
    shown.choose(0)
    pictures.settle()
    tools = shown.part.add.mapTo(shown.part, QPoint())
    shown.part.list.selectAll()
    pictures.settle()
    assert not shown.part.note.editor.isEnabled()
    assert shown.part.note.editor.placeholderText() == "Choose one of them to note what it is"
    assert shown.part.add.mapTo(shown.part, QPoint()) == tools
    shown.choose(0)
    QTest.keyClicks(shown.part.note.editor, "half a no")
    shown.part.reload()
    assert shown.part.note.editor.text() == "half a no"
    assert nameless(shown.part) == []
    assert unreachable(shown.part) == []
    assert clipped(shown.part) == []


def test_a_note_that_was_cut_says_so(shown: Shown) -> None:
    shown.attach(("a.txt", b"one"))
    shown.choose(0)
    note = shown.part.note
    QGuiApplication.clipboard().setText("x" * 300)
    note.editor.setFocus()
    QTest.keyClick(note.editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "Keep a note to 200 characters" in note.error.text
    assert note.error.isVisible()
    QTest.keyClick(note.editor, Qt.Key.Key_Return)
    assert len(note_of(shown, 0)) == 200
    QTest.keyClick(note.editor, Qt.Key.Key_Backspace)
    assert not note.error.isVisible()


def test_a_refusal_goes_once_something_was_attached(shown: Shown) -> None:
    shown.attach(("a.txt", b"one"), ("b.exe", b"MZ"))
    assert shown.part.asking is not None
    shown.attach(("c.txt", b"two"))
    assert shown.part.asking is None


def test_words_on_the_clipboard_are_no_file(shown: Shown) -> None:
    QGuiApplication.clipboard().setText("Dear Joan")
    shown.part.paste()
    assert shown.names() == []
    assert "no file and no picture" in shown.window.said("tell")[-1]


def test_notes_are_short(shown: Shown) -> None:
    shown.attach(("a.txt", b"one"))
    (line,) = attachments.of(shown.file, "member", shown.joan).lines
    limit = shown.part.note.editor.maxLength()
    changed = attachments.annotate(shown.file, line.id, line.version, "x" * limit)
    assert changed.touches("attachment")
    with pytest.raises(AppError):
        attachments.annotate(shown.file, line.id, line.version + 1, "x" * (limit + 1))


@pytest.mark.parametrize("row", [0, 1, 2])
def test_any_row_is_removed_and_brought_back(qtbot: QtBot, file: File, row: int) -> None:
    add_people(file)
    context, window = context_over(file)
    joan = find.choices(file, "member", "Joan", 1)[0].id
    place = AttachmentPlace("member", joan, "")
    new = [attachments.from_bytes(f"{name}.txt", name.encode()) for name in "abc"]
    attachments.add(file, place, new, Progress())
    page = RecordPage(context, "member", joan)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    part = page.attachments
    part.list.setFocus()
    part.list.setCurrentRow(row)
    button = next(one for one in part.findChildren(QPushButton) if one.text() == "Delete")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    pictures.settle()
    left = ["a.txt", "b.txt", "c.txt"]
    del left[row]
    assert [part.list.item(at).text() for at in range(part.list.count())] == left
    assert part.list.currentRow() == min(row, 1)
    assert window.said("bad") == []
    part.stale(undo.undo(file))
    assert part.list.count() == 3


def test_many_that_were_left_out_are_counted(shown: Shown) -> None:
    shown.attach(("a.txt", b"a"), *((f"run{n}.exe", b"MZ") for n in range(200)))
    told = _notice(shown)
    assert "200 files were not attached.\nrun0.exe is a program" in told
    assert told.endswith("And 192 more.")
    assert told.count("is a program") == 8
    shown.attach(*((f"run{n}.exe", b"MZ") for n in range(200)))
    assert "200 files were not attached.\nrun0.exe is a program" in _notice(shown)
    assert "Nothing was attached." in _notice(shown)
