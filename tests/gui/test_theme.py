"""Themes: every colour is there, every pair can be read, and one place dresses the window."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from facilitator_app import assets
from facilitator_app.app.places import places
from facilitator_app.gui import icons, metrics, theme, theme_images
from facilitator_app.gui.widgets.notice import ICONS
from facilitator_app.gui.window_actions import ACTIONS
from tests.gui import pictures

pytestmark = pytest.mark.usefixtures("app")

GUI = Path(theme.__file__).parent
_TONES = ("ok", "warn", "bad", "info", "mute", "access")
# Every text and the grounds it stands on.
TEXTS = [
    *(("ink", ground) for ground in ("paper", "ground", "hover")),
    *(("ink2", ground) for ground in ("paper", "ground", "hover")),
    *(("ink3", ground) for ground in ("paper", "ground", "hover")),
    *((text, ground) for text in ("ink", "ink2") for ground in ("info_bg", "bad_bg", "access_bg")),
    ("danger", "bad_bg"),
    ("danger", "ground"),
    *((text, "paper") for text in ("link", "danger", "success", "warning")),
    ("link", "ground"),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    *((text, "select") for text in ("select_ink", "select_ink2", "select_link")),
    ("nav_ink", "nav"),
    ("badge_ink", "badge"),
    *((tone, f"{tone}_bg") for tone in _TONES),
    ("link", "info_bg"),
]
EDGES = [
    ("edge", "paper"),
    ("edge", "ground"),
    ("focus", "focus2"),
    ("c1", "paper"),
    ("c2", "paper"),
    ("c3", "paper"),
    ("c4", "paper"),
    ("c1", "track"),
    ("c4", "track"),
    ("edge", "hover"),
    ("nav_edge", "paper"),
]
# High contrast has its own inks and edges on what is chosen.
CHOSEN = [("ink3", "select", 4.5), ("ink2", "select", 4.5), ("nav_edge", "nav", 3)]


def brightness(colour: str) -> float:
    """Relative luminance of "#RRGGBB", 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_counted_as_wcag_counts_it() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#005EB8", "#FFFFFF") == pytest.approx(6.4, abs=0.05)


@pytest.mark.parametrize("name", theme.NAMES)
def test_every_text_can_be_read(name: str) -> None:
    colours = theme.load(name).colours
    faint = {
        pair: round(found, 2)
        for pair in TEXTS
        if (found := contrast(colours[pair[0]], colours[pair[1]])) < 4.5
    }
    assert not faint


@pytest.mark.parametrize("name", theme.NAMES)
def test_every_edge_can_be_seen(name: str) -> None:
    colours = theme.load(name).colours
    faint = {
        pair: round(found, 2)
        for pair in EDGES
        if (found := contrast(colours[pair[0]], colours[pair[1]])) < 3
    }
    assert not faint


@pytest.mark.parametrize("name", ["light", "dark"])
def test_what_stands_on_what_is_chosen_can_be_seen(name: str) -> None:
    colours = theme.load(name).colours
    found = {pair: round(contrast(*(colours[one] for one in pair[:2])), 2) for pair in CHOSEN}
    assert not {pair: much for pair, much in found.items() if much < pair[2]}


def test_all_themes_have_the_same_colours() -> None:
    names = [set(theme.load(name).colours) for name in theme.NAMES]
    assert names[0] == names[1] == names[2]
    assert all(
        QColor(c).isValid() for name in theme.NAMES for c in theme.load(name).colours.values()
    )


@pytest.mark.parametrize("name", theme.NAMES)
def test_the_style_sheet_is_filled_in(name: str) -> None:
    images = {
        f"img_{shape}": f"/x/{shape}.png"
        for shape in ("down", "up", "tick", "part", "dot", "check")
    }
    sheet = theme.style_sheet(theme.load(name, 1.5), images)
    rules = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    assert "@" not in rules
    assert not re.search(r"\d+u\b", rules)
    assert "font-size: 21px" in rules  # 14 at 150 %


def test_lengths_follow_the_scale() -> None:
    assert [theme.load("light", scale).px(14) for scale in (1.0, 1.25, 1.5, 2.0, 9.0, 0.1)] == [
        14,
        18,
        21,
        28,
        28,
        14,
    ]


@pytest.mark.parametrize(
    ("scale", "steps", "after"),
    [(1.0, 1, 110), (1.0, -1, 100), (1.5, 1, 175), (2.0, 1, 200), (1.3, 0, 125)],
)
def test_text_size_goes_in_steps(scale: float, steps: int, after: int) -> None:
    assert theme.next_scale(scale, steps) == after


def test_applying_dresses_palette_and_widgets(themed: theme.Theme, qapp: QApplication) -> None:
    assert theme.current() is themed
    assert qapp.palette().color(QPalette.ColorRole.Window) == themed.colour("paper")
    label = QLabel("x")
    label.setProperty("role", "title")
    label.ensurePolished()
    assert label.font().pixelSize() == 22
    assert label.palette().color(QPalette.ColorRole.WindowText) == themed.colour("ink")


def test_effective_width_counts_in_letters(qapp: QApplication, cache: Path) -> None:
    pictures.dress(qapp, cache, "light", 1.5)
    assert metrics.effective(1366) == pytest.approx(910.7, abs=0.1)
    assert metrics.px(208) == 312


def test_the_choice_of_the_user_wins() -> None:
    assert theme.chosen("dark") == "dark"
    assert theme.chosen("contrast") == "contrast"
    assert theme.chosen("") == theme.system_name()
    assert theme.chosen("pink") == theme.system_name()


def test_pictures_for_the_style_sheet_are_files_without_blanks(
    tmp_path: Path,
) -> None:
    colours = theme.load("dark").colours
    found = theme_images.write("dark", colours, 1.5, tmp_path / "a folder")
    for address in found.values():
        file = Path(address)
        assert " " not in file.name
        assert QImage(str(file)).width() == 24
        assert QImage(str(file.with_name(f"{file.stem}@2x.png"))).width() == 48
    drawn = QImage(found["img_tick"])
    assert any(drawn.pixelColor(x, y).alpha() > 200 for x in range(24) for y in range(24))


def test_only_the_theme_sets_a_style_sheet() -> None:
    culprits = [
        file.relative_to(GUI).as_posix()
        for file in GUI.rglob("*.py")
        if "setStyleSheet" in file.read_text(encoding="utf-8")
    ]
    assert culprits == ["theme.py"]
    assert (GUI / "theme.py").read_text(encoding="utf-8").count("setStyleSheet") == 1


def test_every_icon_is_in_the_set() -> None:
    used = (
        {*(one.icon for one in ACTIONS), *(one.icon for one in places())}
        | set(ICONS.values())
        | set(_icons_in_code())
        | set(_icons_in_lists())
    )
    assert len(used) > 60
    missing = {name for name in used if name and name.removeprefix("ph.") not in icons.charmap()}
    assert not missing


def _icons_in_lists() -> Iterator[str]:
    for content in tomllib.loads(assets.text("lists/lists.toml")).values():
        yield from (entry[3] for entry in content["entries"] if len(entry) > 3)


_ICON_AT = {
    "icon_button": 0,
    "pixmap": 0,
    "icon": 0,
    "primary_button": 1,
    "quiet_button": 1,
    "set_icon": 1,
    "button": 2,
    "EmptyState": 0,
}


def _icons_in_code() -> Iterator[str]:
    """Icon names given as plain words to the functions that draw them, and "ph." names anywhere."""
    for file in GUI.parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and re.fullmatch(r"ph\.[a-z-]+", node.value)
            ):
                yield node.value
            if isinstance(node, ast.Call) and GUI in file.parents:
                yield from _given(node)


def _given(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    at = _ICON_AT.get(name)
    if at is not None and len(call.args) > at:
        given = call.args[at]
        if isinstance(given, ast.Constant) and isinstance(given.value, str):
            yield given.value


def test_icons_are_drawn_once_and_in_their_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "qtawesome", raising=False)
    monkeypatch.setattr(icons, "_pixmaps", {})
    red = QColor("#D5281B")
    one = icons.pixmap("users", red, 18)
    assert icons.pixmap("ph.users", red, 18).toImage() == one.toImage()
    assert icons.pixmap("users", red, 18).cacheKey() == one.cacheKey()
    image = one.toImage()
    inked = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    assert any(colour.alpha() > 200 and colour.red() > 200 for colour in inked)
    assert "qtawesome" not in sys.modules  # its own code would load every one of its fonts
