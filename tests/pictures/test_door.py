"""The first pages, before a network is open, in every look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from facilitator_app.clock import fixed_on
from facilitator_app.gui.prefs import HeldPrefs
from facilitator_app.gui.recent import Recents
from facilitator_app.gui.unlock import OpenPage, Unlock, UnlockActions
from facilitator_app.gui.unlock_new import NewPage
from tests.gui import pictures
from tests.pictures import seeing
from tests.pictures.looks import Look
from tests.stories.house import DAY, SIZE

pytestmark = pytest.mark.pictures

GROUPS = tuple(["ABCDE", "FGHJK", "LMNPQ", "RSTUV", "WXYZA", "BCDEF", "GHJKL", "MNPQR"] * 2)
WRONG = "That passphrase does not open Three Valleys.facilitator. Check capitals and blanks."
NO_ROOM = "The disk is full. Make room on it."
WRONG_SHEET = (
    "That recovery sheet does not open Three Valleys.facilitator. Look for the sheet of this"
    " network, and try again."
)


IN_USE = (
    "gwen has had this file open on LAPTOP-OF-GWEN since 08:15, 23 Nov 2026. Close it there first."
)


def doors() -> UnlockActions:
    """Doors that lead nowhere: every passphrase is wrong, and every network can be made."""
    return UnlockActions(
        lambda _path, _secret, _over, failed, _in_use: failed(WRONG),
        lambda _path, _groups, failed: failed(WRONG_SHEET),
        lambda _network, created, _failed: created(GROUPS),
        lambda _network, _groups, _failed: None,
        lambda _path, _network, _groups, _saved, _failed: None,
        lambda: None,
        lambda failed: failed(NO_ROOM),
        lambda _back, _show: None,
    )


def opened_before(folder: Path) -> Recents:
    """Return three networks, the first of which is still there."""
    kept = Recents(HeldPrefs())
    (folder / "Three Valleys.facilitator").touch()
    for name in ("Five Rivers", "Four Hills", "Three Valleys"):
        kept.opened(folder / f"{name}.facilitator", f"{name} Cancer Network", fixed_on(DAY).now())
    return kept


def _too_soon(page: Unlock) -> None:
    form = page.page
    assert isinstance(form, NewPage)
    form._try()


def make(page: Unlock) -> None:
    """Fill in what a new network needs, and make it."""
    page.show_new()
    name, _yours, _place, first, again = (
        one for one in page.page.findChildren(QLineEdit) if one.isVisible()
    )
    name.setText("Three Valleys Cancer Network")
    first.setText("three words here")
    again.setText("three words here")
    QTest.keyClick(again, Qt.Key.Key_Return)


def _in_use(page: Unlock) -> None:
    form = page.page
    assert isinstance(form, OpenPage)
    form.offer_to_take_over(IN_USE)


Ways = Mapping[str, Callable[[Unlock], object]]
FIRST: Ways = {"welcome": Unlock.show_start, "welcome_wrong": Unlock.try_sample}
KNOWN: Ways = {
    "open": Unlock.show_start,
    "open_wrong": lambda page: page._open("three words", take_over=False),
    "open_in_use": _in_use,
    "recent": Unlock.show_recent,
    "key": Unlock.show_key,
    "key_wrong": lambda page: page._open_with_key("ABCDE"),
    "new": Unlock.show_new,
    "new_wrong": _too_soon,
    "sheet": make,
}


def walk(page: Unlock, look: Look, ways: Ways) -> Iterator[str]:
    """Go through all forms of `page`; yield what is wrong with each."""
    page.resize(*SIZE)
    page.show()
    page.activateWindow()
    for name, come in ways.items():
        come(page)
        pictures.settle()
        yield from (f"{name}: {line}" for line in seeing.findings(page))
        seeing.keep(page, look.name, f"door_{name}")


@pytest.mark.parametrize("known", [True, False], ids=["a file", "no file"])
def test_the_first_pages(app: QApplication, look: Look, tmp_path: Path, known: bool) -> None:
    file = tmp_path / "Three Valleys.facilitator" if known else None
    page = Unlock(doors(), file, tmp_path, opened_before(tmp_path) if known else None)
    found = list(walk(page, look, KNOWN if known else FIRST))
    page.hide()
    page.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert "\n".join(found) == ""
