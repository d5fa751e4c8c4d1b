"""The page painted first: light, plain-spoken, and the way to a new network."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from facilitator_app import paths
from facilitator_app.gui.unlock import Created, Unlock, UnlockActions
from facilitator_app.gui.unlock_new import NewNetwork, file_name
from facilitator_app.gui.unlock_parts import Told
from tests.gui import pictures
from tests.gui.probe import clipped, nameless, unreachable

pytestmark = pytest.mark.usefixtures("app")

GROUPS = tuple(["ABCDE", "FGHJK", "LMNPQ", "RSTUV", "WXYZA", "BCDEF", "GHJKL", "MNPQR"] * 2)
WRONG = "This is not the passphrase of this file. Look whether Caps Lock is on, then try again."


class Keeper:
    """Stands in for the composition root: takes note of what is asked."""

    def __init__(self) -> None:
        """Start with nothing asked."""
        self.asked: list[tuple[object, ...]] = []
        self.wrong = self.held = ""

    def doors(self) -> UnlockActions:
        return UnlockActions(
            self._open_file,
            self._open,
            self._create,
            self._print,
            self._save,
            lambda: self.asked.append(("enter",)),
            self._try_sample,
            lambda _back, show: show(QWidget()),
        )

    def _try_sample(self, failed: Told) -> None:
        self.asked.append(("sample",))
        if self.wrong:
            failed(self.wrong)

    def _open_file(
        self, path: Path, secret: str, take_over: bool, failed: Told, in_use: Told
    ) -> None:
        if self.held and not take_over:
            in_use(self.held)
        elif take_over:
            self.asked.append((path.name, secret, "taken over"))
        else:
            self._open(path, secret, failed)

    def _open(self, path: Path, secret: str, failed: Told) -> None:
        self.asked.append((path.name, secret))
        if self.wrong:
            failed(self.wrong)

    def _create(self, network: NewNetwork, created: Created, failed: Told) -> None:
        self.asked.append(dataclasses.astuple(network))
        if self.wrong:
            failed(self.wrong)
        else:
            created(GROUPS)

    def _print(self, network: str, groups: tuple[str, ...], failed: Told) -> None:
        self.asked.append(("print", network, groups))

    def _save(
        self, path: Path, network: str, groups: tuple[str, ...], saved: Told, failed: Told
    ) -> None:
        self.asked.append(("save", path))
        saved(path.name)


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


def _shown(bot: QtBot, page: Unlock, size: tuple[int, int] = (1366, 768)) -> Unlock:
    page.resize(*size)
    with bot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


@pytest.fixture
def unlock(app: QApplication, qtbot: QtBot, keeper: Keeper, tmp_path: Path) -> Iterator[Unlock]:
    made = Unlock(keeper.doors(), tmp_path / "Three Valleys.facilitator", tmp_path)
    yield _shown(qtbot, made)
    made.hide()
    made.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _button(root: QWidget, name: str) -> QPushButton:
    return next(
        b for b in root.findChildren(QPushButton) if b.accessibleName() == name and b.isVisible()
    )


def _fields(unlock: Unlock) -> list[QLineEdit]:
    return [f for f in unlock.page.findChildren(QLineEdit) if f.isVisible()]


def _press(unlock: Unlock, name: str) -> None:
    QTest.mouseClick(_button(unlock, name), Qt.MouseButton.LeftButton)


def test_nothing_heavy_is_imported() -> None:
    code = (
        "import sys, facilitator_app.gui.unlock\n"
        "heavy = ('sqlalchemy', 'sqlcipher3', 'qtawesome', 'qtpy', 'reportlab', 'alembic')\n"
        "own = ('facilitator_app.services', 'facilitator_app.spec', 'facilitator_app.store')\n"
        "print([m for m in sys.modules if m.split('.')[0] in heavy or m.startswith(own)])\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_enter_tries_the_passphrase(unlock: Unlock, keeper: Keeper) -> None:
    assert _fields(unlock)[0].hasFocus()
    QTest.keyClicks(_fields(unlock)[0], "three words here")
    QTest.keyClick(_fields(unlock)[0], Qt.Key.Key_Return)
    assert keeper.asked == [("Three Valleys.facilitator", "three words here")]


def test_while_it_opens_nothing_is_tried_twice(unlock: Unlock) -> None:
    QTest.keyClicks(_fields(unlock)[0], "three words here")
    button = _button(unlock, "Open")
    _press(unlock, "Open")
    assert not button.isEnabled()
    assert button.text() == "Opening…"


def test_a_wrong_passphrase_is_said_at_the_field(unlock: Unlock, keeper: Keeper) -> None:
    keeper.wrong = WRONG
    QTest.keyClicks(_fields(unlock)[0], "no")
    _press(unlock, "Open")
    assert unlock.page.error.text() == WRONG
    assert _fields(unlock)[0].property("bad") is True
    assert _fields(unlock)[0].selectedText()
    assert _button(unlock, "Open").isEnabled()
    assert clipped(unlock) == []


def test_a_file_that_a_far_computer_left_open_can_be_taken_over(
    unlock: Unlock, keeper: Keeper
) -> None:
    keeper.held = "gwen has had this file open on LAPTOP since 08:15. Close it there first."
    QTest.keyClicks(_fields(unlock)[0], "three words here")
    QTest.keyClick(_fields(unlock)[0], Qt.Key.Key_Return)
    assert unlock.page.error.text() == (
        f"{keeper.held} If nobody works on it any more, take it over."
    )
    assert keeper.asked == []
    assert clipped(unlock) == []
    _press(unlock, "Take the file over")
    assert keeper.asked == [("Three Valleys.facilitator", "three words here", "taken over")]


def test_what_may_not_be_decided_is_not_offered(unlock: Unlock, keeper: Keeper) -> None:
    keeper.wrong = "gwen has had this file open on this computer. Close it there first."
    QTest.keyClicks(_fields(unlock)[0], "three words here")
    QTest.keyClick(_fields(unlock)[0], Qt.Key.Key_Return)
    assert "Take the file over" not in [
        one.accessibleName() for one in unlock.page.findChildren(QPushButton) if one.isVisible()
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028"])
def test_a_line_end_that_is_pasted_with_a_passphrase_is_dropped(
    unlock: Unlock, keeper: Keeper, end: str
) -> None:
    QGuiApplication.clipboard().setText(f"{end}three words here {end}{end}")
    _fields(unlock)[0].paste()
    QTest.keyClick(_fields(unlock)[0], Qt.Key.Key_Return)
    assert [one[1] for one in keeper.asked] == ["three words here "]


def test_no_passphrase_is_not_tried(unlock: Unlock, keeper: Keeper) -> None:
    _press(unlock, "Open")
    assert keeper.asked == []
    assert unlock.page.error.isVisible()


def test_the_passphrase_can_be_shown(unlock: Unlock) -> None:
    field = _fields(unlock)[0]
    assert field.echoMode() == QLineEdit.EchoMode.Password
    _press(unlock, "Show: Passphrase")
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    _press(unlock, "Hide: Passphrase")
    assert field.echoMode() == QLineEdit.EchoMode.Password


def test_the_recovery_sheet_opens_it_too(unlock: Unlock, keeper: Keeper) -> None:
    _press(unlock, "I have lost my passphrase")
    field = unlock.page.findChildren(QPlainTextEdit)[0]
    field.setPlainText("abcde fghjk")
    _press(unlock, "Open")
    assert keeper.asked == [("Three Valleys.facilitator", "abcde fghjk")]
    _press(unlock, "Back to the passphrase")
    assert len(_fields(unlock)) == 1


def test_a_new_network_is_made_and_its_sheet_kept(
    unlock: Unlock, keeper: Keeper, tmp_path: Path
) -> None:
    _press(unlock, "New network…")
    name, yours, place, first, again = _fields(unlock)
    QTest.keyClicks(name, "Five Rivers: Cancer/Network")
    QTest.keyClicks(yours, " Helen  Marsh")
    assert Path(place.text()) == tmp_path / "Five Rivers Cancer Network.facilitator"
    for field in (first, again):
        QTest.keyClicks(field, "green tea on monday")
    _press(unlock, "Make the network")
    assert keeper.asked == [
        (Path(place.text()), "Five Rivers: Cancer/Network", "Helen Marsh", "green tea on monday")
    ]
    shown = [label.text() for label in unlock.page.findChildren(QLabel)]
    assert set(GROUPS) <= set(shown)
    enter = _button(unlock, "Go to the network")
    assert not enter.isEnabled()
    _press(unlock, "Print the sheet")
    unlock.page.findChildren(QCheckBox)[0].click()
    QTest.mouseClick(enter, Qt.MouseButton.LeftButton)
    assert keeper.asked[1:] == [("print", "Five Rivers: Cancer/Network", GROUPS), ("enter",)]


@pytest.mark.parametrize(
    ("name", "first", "again", "said"),
    [
        ("", "long enough here", "long enough here", "Write the name"),
        ("Network", "short", "short", "at least 8"),
        ("Network", "       a", "       a", "at least 8"),
        ("Network", "long enough here", "long enough her", "differ"),
    ],
)
def test_what_is_missing_is_said(
    unlock: Unlock, keeper: Keeper, name: str, first: str, again: str, said: str
) -> None:
    unlock.show_new()
    fields = _fields(unlock)
    for field, text in ((fields[0], name), (fields[3], first), (fields[4], again)):
        field.setText(text)
    _press(unlock, "Make the network")
    assert said in unlock.page.error.text()
    assert keeper.asked == []


def test_what_is_to_be_mended_is_said_at_its_field(unlock: Unlock) -> None:
    unlock.show_new()
    _press(unlock, "Make the network")
    name, error = _fields(unlock)[0], unlock.page.error
    top = name.mapTo(unlock, QPoint(0, 0)).y()
    gap = top - error.mapTo(unlock, error.rect().bottomLeft()).y()
    assert error.text()
    assert 0 < gap < name.height()


def test_a_file_that_cannot_be_made_there_marks_its_place_alone(unlock: Unlock) -> None:
    unlock.show_new()
    unlock.page.fail("There is no folder. Choose another.")
    bad = [bool(one.property("bad")) for one in _fields(unlock)]
    assert bad == [False, False, True, False, False]
    assert unlock.page.error.isVisible()


def test_the_sheet_is_not_offered_beside_its_file(
    unlock: Unlock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "Documents"
    elsewhere.mkdir()
    monkeypatch.setattr(paths, "documents", lambda: elsewhere)
    unlock._show_sheet("Three Valleys", GROUPS)
    _press(unlock, "Save as PDF…")
    (dialog,) = unlock.findChildren(QFileDialog)
    assert Path(dialog.directory().absolutePath()) == elsewhere
    dialog.fileSelected.emit(str(elsewhere / "sheet.pdf"))
    assert any(one.text() == "Saved: sheet.pdf" for one in unlock.findChildren(QLabel))
    dialog.reject()


def test_a_place_typed_by_hand_stays(unlock: Unlock) -> None:
    unlock.show_new()
    name, place = _fields(unlock)[:2]
    place.clear()
    QTest.keyClicks(place, "elsewhere.facilitator")
    QTest.keyClicks(name, "Network")
    assert place.text() == "elsewhere.facilitator"


def test_someone_without_a_file_is_welcomed(qtbot: QtBot, keeper: Keeper, tmp_path: Path) -> None:
    page = _shown(qtbot, Unlock(keeper.doors(), None, tmp_path))
    qtbot.addWidget(page)
    assert _button(page, "New network…").hasFocus()
    page.take_file(tmp_path / "Other.facilitator")
    assert _fields(page)[0].hasFocus()


def test_someone_without_a_file_may_try_a_sample(
    qtbot: QtBot, keeper: Keeper, tmp_path: Path
) -> None:
    page = _shown(qtbot, Unlock(keeper.doors(), None, tmp_path))
    qtbot.addWidget(page)
    names = ("New network…", "Open a file…", "Try it with a sample network")
    _press(page, names[2])
    assert keeper.asked == [("sample",)]
    assert not any(_button(page, name).isEnabled() for name in names)
    keeper.wrong = "The disk is full. Make room on it."
    page.try_sample()
    assert page.page.error.text() == keeper.wrong
    assert all(_button(page, name).isEnabled() for name in names)


def test_nothing_secret_stays_behind_an_open_network(unlock: Unlock) -> None:
    _fields(unlock)[0].setText("three words here")
    unlock.page.work("Opening…")
    unlock.hide()
    unlock.show()
    assert _fields(unlock)[0].text() == ""
    assert _button(unlock, "Open").isEnabled()
    unlock._show_sheet("Three Valleys", GROUPS)
    unlock.hide()
    unlock.show()
    assert not [
        label
        for label in unlock.findChildren(QLabel)
        if label.text() == GROUPS[0] and label.isVisible()
    ]


@pytest.mark.parametrize(
    ("network", "name"),
    [("A/B: c", "A B c.facilitator"), ("", "Network.facilitator"), ("..", "Network.facilitator")],
)
def test_file_names_suit_every_system(network: str, name: str) -> None:
    assert file_name(network) == name


@pytest.mark.usefixtures("scaled")
@pytest.mark.parametrize("size", [(1366, 768), (720, 480)])
def test_every_form_can_be_read(
    qtbot: QtBot, keeper: Keeper, tmp_path: Path, size: tuple[int, int]
) -> None:
    page = _shown(
        qtbot,
        Unlock(keeper.doors(), tmp_path / "Three Valleys Cancer Network.facilitator", tmp_path),
        size,
    )
    qtbot.addWidget(page)
    page.page.fail(WRONG)
    shows: list[Callable[[], object]] = [
        lambda: None,
        page.show_new,
        page.show_key,
        lambda: page._show_sheet("Three Valleys Cancer Network", GROUPS),
    ]
    for show in shows:
        show()
        pictures.rest(page)
        assert clipped(page) == []
        assert nameless(page) == []
        assert unreachable(page) == []
