"""Pictures of widgets: one fixed font, off screen, the same on every machine."""

from __future__ import annotations

from pathlib import Path

import fontpkg
from PySide6.QtGui import QCursor, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from facilitator_app.gui import theme

FAMILY = "Open Sans"


def load_font() -> None:
    """Add the fixed interface font to the running application."""
    for file in fontpkg.family("open-sans").files:
        QFontDatabase.addApplicationFont(str(file.path))


def dress(app: QApplication, cache: Path, name: str = "light", scale: float = 1.0) -> theme.Theme:
    """Give the application the theme `name` at `scale`, in the fixed font."""
    made = theme.load(name, scale, FAMILY)
    theme.apply(app, made, cache)
    return made


def settle(app: QApplication, rounds: int = 4) -> None:
    """Let layouts, timers at zero and paints come to rest."""
    for _round in range(rounds):
        app.processEvents()
        app.sendPostedEvents()


def picture(widget: QWidget, path: Path, size: tuple[int, int] = (1366, 768)) -> Path:
    """Show `widget` at `size`, and write what is seen to `path`."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    widget.resize(*size)
    widget.show()
    widget.activateWindow()
    QCursor.setPos(widget.mapToGlobal(widget.rect().bottomRight()))
    settle(app)
    path.parent.mkdir(parents=True, exist_ok=True)
    assert widget.grab().save(str(path))
    return path
