"""Going through a menu that is open, by its keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu


def choose(*path: str) -> None:
    """Go by the arrows to what begins with each of `path`, into menus within, and press Enter."""
    for at, words in enumerate(path):
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), f"No menu for “{words}”."
        for _step in menu.actions():
            if menu.activeAction() and menu.activeAction().text().startswith(words):
                break
            QTest.keyClick(menu, Qt.Key.Key_Down)
        assert menu.activeAction().text().startswith(words), f"The menu has no “{words}”."
        QTest.keyClick(menu, Qt.Key.Key_Return if at == len(path) - 1 else Qt.Key.Key_Right)
