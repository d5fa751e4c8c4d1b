"""The look follows the system while the program runs, and keys are written as the system does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator_app.app import start
from facilitator_app.app.places import places
from facilitator_app.gui import guide, system_look, theme, window_actions
from facilitator_app.gui.prefs import HeldPrefs


@pytest.fixture
def prefs() -> HeldPrefs:
    return HeldPrefs()


@pytest.fixture
def front(app: QApplication, prefs: HeldPrefs) -> Iterator[start.Front]:
    made = start.Front(app, prefs, None)
    yield made
    made.end()
    made._page.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize(("choice", "then"), [("", "dark"), ("light", "light")])
@pytest.mark.usefixtures("front")
def test_the_first_page_follows_the_system(
    app: QApplication, qtbot: QtBot, prefs: HeldPrefs, monkeypatch: pytest.MonkeyPatch,
    choice: str, then: str,
) -> None:  # fmt: skip
    prefs.set("theme", choice)
    monkeypatch.setattr(theme, "system_name", lambda: "dark")
    app.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    qtbot.wait(20)
    assert theme.current().name == then


def test_windows_have_an_icon(app: QApplication) -> None:
    system_look.introduce(app)
    assert not app.windowIcon().pixmap(64).isNull()
    assert app.desktopFileName() == "facilitator"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Press Ctrl+K, then <b>Ctrl+Shift+Z</b>.", "Press [Ctrl+K], then <b>[Ctrl+Shift+Z]</b>."),
        ("Ctrl++ and Ctrl+- or Ctrl+PgUp", "[Ctrl++] and [Ctrl+-] or [Ctrl+PgUp]"),
        ("Shift+F10, Alt+Left", "[Shift+F10], [Alt+Left]"),
        ("Ctrl and nothing; Control+K", "Ctrl and nothing; Control+K"),
    ],
)
def test_keys_in_a_text_are_found(monkeypatch: pytest.MonkeyPatch, text: str, shown: str) -> None:
    monkeypatch.setattr(window_actions, "shown_keys", lambda keys: f"[{keys}]")
    assert window_actions.with_shown_keys(text) == shown


def test_the_guide_names_no_key_in_another_way(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (window_actions, guide):
        monkeypatch.setattr(module, "shown_keys", lambda keys: keys.replace("Ctrl", "⌘"))
    pages = guide.all_pages(places())
    assert [one.name for one in pages if "Ctrl" in one.text.replace("Ctrl+click", "")] == []
    assert any("⌘+K" in one.text for one in pages)
