"""Colours, type and scale of the whole window: one palette, one style sheet, one place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from facilitator_app import assets
from facilitator_app.gui import theme_images

NAMES = ("light", "dark", "contrast")
SCALES = (100, 110, 125, 150, 175, 200)
BODY = 14
_TOKEN = re.compile(r"@([a-z][a-z0-9_]*)")
_LENGTH = re.compile(r"(?<![\w#.])(-?\d+(?:\.\d+)?)u\b")


@dataclass(frozen=True, slots=True)
class Theme:
    """Named colours ("#RRGGBB"), the text scale (1.0 to 2.0), and the font family ("" = system)."""

    name: str
    colours: Mapping[str, str]
    scale: float = 1.0
    family: str = ""

    @property
    def loud(self) -> bool:
        """Whether this is high contrast, where a selected row has one ink."""
        return self.name == "contrast"

    def px(self, length: float) -> int:
        """Return `length` (pixels at 100 %) at this scale."""
        return round(length * self.scale)

    def colour(self, token: str) -> QColor:
        """Return the colour called `token`, not to be changed; KeyError if the theme has none."""
        return _colour(self.colours[token])

    def font(self, size: int = BODY, weight: int = 400) -> QFont:
        """Return the interface font at `size` pixels (at 100 %) and `weight` (400 or 600).

        The same object every time, not to be changed: a copy takes as long as what is drawn.
        """
        key = (self.scale, size, weight)
        if key not in _fonts:
            _fonts[key] = QFont(QGuiApplication.font())
            _fonts[key].setPixelSize(self.px(size))
            _fonts[key].setWeight(QFont.Weight(weight))
        return _fonts[key]

    def metrics(self, size: int = BODY, weight: int = 400) -> QFontMetrics:
        """Return the measures of that font."""
        key = (self.scale, size, weight)
        if key not in _metrics:
            _metrics[key] = QFontMetrics(self.font(size, weight))
        return _metrics[key]

    def cut(self, text: str, width: int, size: int = BODY, weight: int = 400) -> str:
        """Return `text`, with its end left out ("…") where it is wider than `width` pixels."""
        self.metrics(size, weight)
        return _cut(text, width, self.scale, size, weight)


_in_use: Theme | None = None
_fonts: dict[tuple[float, int, int], QFont] = {}  # made some hundred times for each painted list
_metrics: dict[tuple[float, int, int], QFontMetrics] = {}
_WORDS = 4_000  # that are cut once: a list is painted anew at every step of the mouse


@lru_cache
def _colour(value: str) -> QColor:
    return QColor(value)


@lru_cache(_WORDS)
def _cut(text: str, width: int, scale: float, size: int, weight: int) -> str:
    metrics = _metrics[scale, size, weight]
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def load(name: str, scale: float = 1.0, family: str = "") -> Theme:
    """Read the theme `name` from its tokens; `scale` is kept between 1 and 2."""
    data = tomllib.loads(assets.text(f"themes/{name}.toml"))
    return Theme(name, data["colours"], min(max(scale, 1.0), 2.0), family)


def system_name() -> str:
    """Return the theme that the system's own settings ask for."""
    hints = QGuiApplication.styleHints()
    access = hints.accessibility()
    if access is not None and access.contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def chosen(choice: str) -> str:
    """Return the theme to use: the user's `choice`, or the system's if none was made."""
    return choice if choice in NAMES else system_name()


def next_scale(scale: float, steps: int) -> int:
    """Return the text size in per cent that lies `steps` from `scale` (1.0 to 2.0)."""
    now = min(range(len(SCALES)), key=lambda place: abs(SCALES[place] - scale * 100))
    return SCALES[min(max(now + steps, 0), len(SCALES) - 1)]


def apply(app: QApplication, theme: Theme, cache: Path) -> None:
    """Dress the whole application; small pictures for the style sheet are kept in `cache`."""
    global _in_use  # one theme for the whole process  # noqa: PLW0603 - see current
    _in_use = theme
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(_body_font(app, theme))
    _fonts.clear()
    _metrics.clear()
    _cut.cache_clear()
    app.setPalette(palette(theme))
    app.setStyleSheet(
        style_sheet(theme, theme_images.write(theme.name, theme.colours, theme.scale, cache))
    )


def current() -> Theme:
    """Return the theme in use; before `apply`, the plain light one.

    Asked some thousand times for each page, so it must cost next to nothing.
    """
    return _in_use or load("light")


def style_sheet(theme: Theme, images: Mapping[str, str]) -> str:
    """Return the template filled in with colours, lengths in pixels, and image addresses."""
    words = {**{name: _css(QColor(value)) for name, value in theme.colours.items()}, **images}
    template = assets.text("themes/style.qss.in")
    sized = _LENGTH.sub(lambda match: f"{theme.px(float(match[1]))}px", template)
    return _TOKEN.sub(lambda match: words.get(match[1], match[0]), sized)


def palette(theme: Theme) -> QPalette:
    """Return the palette that native parts and delegates paint with."""
    result = QPalette()
    for role, token in _ROLES.items():
        result.setColor(role, theme.colour(token))
    for role in (_R.Text, _R.WindowText, _R.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("ink3"))
    return result


_R = QPalette.ColorRole
_ROLES: Mapping[QPalette.ColorRole, str] = {
    _R.Window: "paper",
    _R.WindowText: "ink",
    _R.Base: "paper",
    _R.AlternateBase: "ground",
    _R.Text: "ink",
    _R.Button: "paper",
    _R.ButtonText: "ink",
    _R.BrightText: "danger",
    _R.Highlight: "primary",
    _R.HighlightedText: "on_primary",
    _R.Accent: "primary",
    _R.Link: "link",
    _R.LinkVisited: "link",
    _R.PlaceholderText: "ink3",
    _R.ToolTipBase: "paper",
    _R.ToolTipText: "ink",
    _R.Light: "paper",
    _R.Midlight: "ground",
    _R.Mid: "line",
    _R.Dark: "edge",
    _R.Shadow: "edge",
}


def _css(colour: QColor) -> str:
    if colour.alpha() == 255:
        return colour.name()
    return f"rgba({colour.red()},{colour.green()},{colour.blue()},{colour.alpha()})"


def _body_font(app: QApplication, theme: Theme) -> QFont:
    font = QFont(theme.family) if theme.family else QFont(app.font())
    font.setPixelSize(theme.px(BODY))
    return font
