"""Works at the window of a network while `listening` listens: speaking.py FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from facilitator_app.clock import fixed_on
from facilitator_app.gui import accessible_parts
from facilitator_app.gui.tab_order import focus_in
from facilitator_app.gui.unlock_parts import PassField
from facilitator_app.services import files
from tests.gui import pictures
from tests.stories import house

LETTERS = "qzxj"  # in no word of the window


def main(folder: Path) -> None:
    """Type a passphrase, find somebody in a list, say that it was done, and open the page."""
    app = QApplication([])
    accessible_parts.install()
    accessible_parts.CurrentRows(app)
    pictures.load_font()
    pictures.dress(app, folder)
    _type_a_passphrase()
    sample = house.make_sample(folder)
    file = files.open_file(sample.path, sample.key, fixed_on(house.DAY))
    home = house.House(app, folder, file)
    window = home.open()
    QTest.qWait(500)
    window.go("members")
    QTest.qWait(500)
    window.search()
    field = focus_in(window)
    assert field is not None
    QTest.keyClicks(field, "whitlock")
    QTest.qWait(1500)
    window.tell("Backed up and checked.")
    QTest.qWait(500)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.qWait(5000)  # whoever listens asks for the name while the page is there
    home.shut()
    file.close()


def _type_a_passphrase() -> None:
    window = QWidget()
    field = PassField("Passphrase", lambda: None)
    QVBoxLayout(window).addWidget(field)
    window.show()
    window.activateWindow()
    field.field.setFocus()
    QTest.qWait(500)
    QTest.keyClicks(field.field, LETTERS)
    field.turn()
    QTest.keyClicks(field.field, LETTERS)
    QTest.qWait(500)
    window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
