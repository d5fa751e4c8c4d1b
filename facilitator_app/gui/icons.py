"""Icons of the Phosphor set that comes with QtAwesome, drawn in the theme's colours.

Only that one font is read, at the first icon that is drawn; QtAwesome's own code, which would load
all its fonts, is not used.
"""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap, QRawFont
from PySide6.QtWidgets import QApplication

from facilitator_app.gui import theme
from facilitator_app.gui.metrics import ICON, px

_FONT = "phosphor-*.ttf"
_CHARMAP = "phosphor-charmap-*.json"
_pixmaps: dict[tuple[str, str, int, int, float], QPixmap] = {}


@cache
def charmap() -> dict[str, str]:
    """Return every name of the set with its character."""
    data = json.loads(_file(_CHARMAP).read_text(encoding="utf-8"))
    return {name: chr(int(code, 16)) for name, code in data.items()}


def pixmap(name: str, colour: QColor, size: int, gap: int = 0) -> QPixmap:
    """Return the icon `name` ("users" or "ph.users") in `colour`, kept once drawn.

    It is `size` pixels high and wide, and `gap` empty pixels wider at the right.
    """
    ratio = _ratio()
    key = (name, colour.name(QColor.NameFormat.HexArgb), size, gap, ratio)
    if key not in _pixmaps:
        _pixmaps[key] = _draw(name.removeprefix("ph."), colour, size, gap, ratio)
    return _pixmaps[key]


def icon(name: str, colour: str = "ink2", size: int = ICON, gap: int = 0) -> QIcon:
    """Return the icon `name` in the theme's colour `colour`, for buttons; sizes at 100 %."""
    colours = theme.current()
    result = QIcon(pixmap(name, colours.colour(colour), px(size), px(gap)))
    result.addPixmap(pixmap(name, colours.colour("ink3"), px(size), px(gap)), QIcon.Mode.Disabled)
    return result


def _draw(name: str, colour: QColor, size: int, gap: int, ratio: float) -> QPixmap:
    result = QPixmap(round((size + gap) * ratio), round(size * ratio))
    result.fill(Qt.GlobalColor.transparent)
    font = _raw_font()
    font.setPixelSize(size * ratio)
    glyph = font.glyphIndexesForString(charmap()[name])[0]
    path = font.pathForGlyph(glyph)
    advance = font.advancesForGlyphIndexes([glyph])[0].x()
    middle = QPointF(advance / 2, (font.descent() - font.ascent()) / 2)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(QPointF(size * ratio / 2, size * ratio / 2) - middle)
    painter.fillPath(path, colour)
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result


def _ratio() -> float:
    app = QApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QApplication) else 1.0


@cache
def _raw_font() -> QRawFont:
    return QRawFont(str(_file(_FONT)), ICON, QFont.HintingPreference.PreferNoHinting)


def _file(pattern: str) -> Path:
    spec = importlib.util.find_spec("qtawesome")
    assert spec is not None
    assert spec.submodule_search_locations
    folder = Path(spec.submodule_search_locations[0]) / "fonts"
    return next(iter(sorted(folder.glob(pattern))))
