"""The program in other languages: one that is ours in brackets, and formats of German."""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTextBrowser,
    QTextEdit,
    QToolButton,
    QWidget,
)
from sqlalchemy import select, update

from facilitator_app import __main__, i18n, locale_formats
from facilitator_app.app import start
from facilitator_app.clock import fixed_on
from facilitator_app.gui.pages.reports.preview import PagePreview
from facilitator_app.gui.pages.reports.preview_sheet import PreviewSheet
from facilitator_app.gui.pages.settings import about_section
from facilitator_app.gui.unlock import Unlock
from facilitator_app.gui.widgets.chip import ChipButton
from facilitator_app.gui.widgets.short_label import ShortLabel
from facilitator_app.gui.window_actions import shown_keys
from facilitator_app.records.catalogue import ALL
from facilitator_app.services import documents, files
from facilitator_app.services.files import File
from tests.gui import pictures
from tests.gui.probe import visible
from tests.pictures import test_door, visits
from tests.stories import house
from tests.stories.house import House, Sample
from tests.words import catalogue
from tests.words.pseudo import LANGUAGE, SHIPPED, compiled

ACROSS, SHOWN = Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole
BRACKETS = re.compile("⟦[^⟦⟧]*⟧|□[^□]*□")  # charts draw a box for each, which their type lacks
APART = re.compile(r"[·,;:()\n|⟦⟧“”–]|\. |\.$| – ")
REFERENCES = re.compile(r"\b[A-Z]+/\d{4}/\d\d(/\d+)?|\b[AD]-\d+")
KEYS = re.compile(r"\b(Enter|Esc|Tab|Space|Del|F1|PgUp|PgDown|(Ctrl|Alt|Shift)(\+\S+)?)(?!\w)")
WHO = "Fran Tester"
NAMES = ("Three Valleys Cancer Network", "Three Valleys", "Facilitator")
PROSE = 25  # characters from which a text that stands within a longer one is that one's beginning


@pytest.fixture(scope="module")
def network(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Iterator[File]:
    path = sample.copied(tmp_path_factory.mktemp("languages"))
    opened = files.open_file(path, sample.key, fixed_on(house.DAY), who=WHO)
    with opened.store.unjournalled() as connection:
        for cls, names in SHIPPED.items():  # or “Open” in a list would excuse a button
            values = {name: "⟦" + cls.__table__.c[name] + "⟧" for name in names}
            connection.execute(update(cls).values(values))
    yield opened
    opened.close()


@dataclass(frozen=True, slots=True)
class Data:
    """What the file itself says, which no catalogue translates."""

    whole: frozenset[str]
    prose: str

    def knows(self, part: str) -> bool:
        """Say whether a text without brackets is figures, or stands in the file."""
        words = _plain(_dates().sub(" ", KEYS.sub(" ", REFERENCES.sub(" ", part))))
        if not re.search(r"[^\W\d_]{2,}", words) or words in self.whole:
            return True
        if part.strip().endswith("…"):
            return any(one.startswith(words) for one in self.whole)
        return len(words) >= PROSE and words in self.prose


def data_of(file: File) -> Data:
    """Read every text of `file`, whole and apart where it would be taken apart when shown."""
    texts = [str(file.store.path), *file.store.path.parts, *house_words()]
    with file.store.read() as session:
        for cls in ALL:
            ours = SHIPPED.get(cls, ())
            for row in session.execute(select(cls.__table__)).mappings():
                texts += [
                    one for name, one in row.items() if isinstance(one, str) and name not in ours
                ]
                for one, other in (("forenames", "surname"), ("reference", "what")):
                    texts.append(f"{row.get(one)} {row.get(other)}")
    parts = {piece for text in texts for piece in (text, *APART.split(text))}
    return Data(frozenset(_plain(one) for one in parts), "\n".join(map(_plain, texts)))


def house_words() -> Iterator[str]:
    """Yield what is no text of ours: a list that is imported, names of parts, what visits make."""
    yield from ("Cancer Network", visits.LONG, "change member", "Directions.txt", "Map.pdf", WHO)
    for part in about_section.components():
        yield from (part.name, part.version, part.licence)
    for one in visits.LISTS.glob("*.csv"):
        yield one.name
        for line in one.read_text("utf-8", "replace").splitlines():
            cells = re.split(r"[,;\t]", line)
            yield from cells
            yield from (f"{one} {other}" for one, other in permutations(cells[:6], 2))


def _dates() -> re.Pattern[str]:
    """Return what finds the names of months and days in the language in use."""
    names = (*locale_formats.months_read(), *locale_formats.days_read())
    longest = sorted({one for some in names for one in some}, key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, longest))})\b")


def _plain(text: str) -> str:
    return " ".join(text.split()).strip("/… .-").casefold()


def shown(root: QWidget) -> Iterator[str]:
    """Yield the texts that can be seen in `root`, are read aloud, or that the mouse brings up."""
    for one in visible(root):
        if isinstance(one, PagePreview | PreviewSheet):  # papers are looked at by themselves
            continue
        yield from (one.toolTip(), one.accessibleName(), one.accessibleDescription())
        yield from (each.text() for each in one.actions())
        yield from _words(one)


def _words(one: QWidget) -> Iterable[str]:
    for kind, told in TOLD:
        if isinstance(one, kind):
            return told(one)
    return ()


def _button(one: QAbstractButton) -> list[str]:
    menu = one.menu() if isinstance(one, QPushButton | QToolButton) else None
    return [one.text(), *(each.text() for each in (menu.actions() if menu else ()))]


def _choices(one: QComboBox) -> list[str]:
    return [one.currentText(), *(one.itemText(at) for at in range(min(20, one.count())))]


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model: QAbstractItemModel | None = view.model()
    if model is None:
        return
    columns = range(model.columnCount() if isinstance(view, QTableView) else 0)
    yield from (str(model.headerData(at, ACROSS, SHOWN) or "") for at in columns)
    rows = [model.index(row, 0) for row in range(min(20, model.rowCount()))]
    for row in (*rows, *(model.index(0, 0, row) for row in rows if model.rowCount(row))):
        yield from (str(row.siblingAtColumn(at).data(SHOWN) or "") for at in columns or (0,))


TOLD: tuple[tuple[type[QWidget], Callable[[Any], Iterable[str]]], ...] = (
    (ChipButton, lambda one: [one.words]),
    (ShortLabel, lambda one: [one.whole]),
    (QLabel, lambda one: [one.text()]),
    (QAbstractButton, _button),
    (QComboBox, _choices),
    (QTextBrowser, lambda one: [one.toPlainText()]),
    (QLineEdit, lambda one: [one.placeholderText()]),
    (QTextEdit, lambda one: [one.placeholderText()]),
    (QPlainTextEdit, lambda one: [one.placeholderText()]),
    (QAbstractItemView, _cells),
)


def english(root: QWidget, data: Data) -> Iterator[str]:
    """Yield what of `root` is neither in brackets nor data."""
    for text in shown(root):
        yield from unknown(text, data)


def unknown(text: str, data: Data) -> Iterator[str]:
    """Yield the parts of `text`, which may be HTML, that are neither in brackets nor data."""
    if text.endswith("…") and data.knows(text):
        return
    lines = re.sub(r" </text><text[^>]*>", " ", text)  # a label of a chart over several lines
    bare = html.unescape(re.sub(r"<[^>]+>", "\n", lines))
    while (outer := BRACKETS.sub("|", bare)) != bare:
        bare = outer
    for part in APART.split(bare):
        if not data.knows(part):
            yield f"{part.strip()!r} of {text[:80]!r}"


@pytest.mark.parametrize("way", visits.WAYS)
def test_every_word_of_ours_is_translated(
    app: QApplication, cache: Path, network: File, tmp_path: Path, way: str
) -> None:
    assert i18n.load(compiled(tmp_path, LANGUAGE), LANGUAGE)
    data = data_of(network)
    built = House(app, cache, network)
    window, found, seen = built.open(), [], 0
    try:
        for name, come in visits.WAYS[way](network):
            come(window)
            pictures.rest(window)
            found += [f"{name}: {line}" for line in english(window, data)]
            seen += sum("⟦" in text for text in shown(window))
    finally:
        built.shut()
    assert "\n".join(dict.fromkeys(found)) == ""
    assert seen > 40


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("known", [True, False], ids=["a file", "no file"])
def test_every_word_before_a_network_is_open_is_translated(tmp_path: Path, known: bool) -> None:
    assert i18n.load(compiled(tmp_path, LANGUAGE), LANGUAGE)
    path = tmp_path / "Three Valleys.facilitator"
    said = (test_door.WRONG, test_door.WRONG_SHEET, test_door.IN_USE, test_door.NO_ROOM)
    texts = (*said, str(path), *NAMES, *test_door.GROUPS)
    words = {piece for text in texts for piece in (text, *APART.split(text), *Path(text).parts)}
    data = Data(frozenset(map(_plain, words)), "\n".join(map(_plain, texts)))
    page, found = Unlock(test_door.doors(), path if known else None, tmp_path), []
    try:
        page.resize(*house.SIZE)
        page.show()
        for name, come in (test_door.KNOWN if known else test_door.FIRST).items():
            come(page)
            pictures.settle()
            found += [f"{name}: {line}" for line in english(page, data)]
            assert any("⟦" in text for text in shown(page))
    finally:
        page.hide()
        page.deleteLater()
    assert "\n".join(dict.fromkeys(found)) == ""


@pytest.mark.parametrize("name", ["annual", "members", "minutes"])
def test_every_word_of_a_paper_is_translated(network: File, tmp_path: Path, name: str) -> None:
    assert i18n.load(compiled(tmp_path, LANGUAGE), LANGUAGE)
    made = documents.make(network, name, documents.subject(network, name), "html")
    body = re.sub(r"(?s)<style.*?</style>", "", made.content.decode("utf-8"))
    assert "\n".join(unknown(body, data_of(network))) == ""
    assert body.count("⟦") > 10


def test_german_formats_in_the_window(
    app: QApplication, cache: Path, network: File, tmp_path: Path
) -> None:
    assert i18n.load(compiled(tmp_path, "de"), "de")
    built = House(app, cache, network)
    window = built.open()
    try:
        window.go("meetings")
        pictures.rest(window)
        days = [text for text in shown(window) if re.fullmatch(r"\d{1,2}\. \S+ 20\d\d", text)]
        window.go("claims")
        pictures.rest(window)
        money = [text for text in shown(window) if re.fullmatch(r"\d+,\d\d\xa0£", text)]
        said = i18n.ngettext("{n} row", "{n} rows", 1234)
    finally:
        built.shut()
    assert len(days) > 5
    assert len(money) > 5
    assert said == "⟦1.234 rows⟧"


@pytest.mark.parametrize(
    ("language", "there", "ctrl"), [("de", True, "Strg"), (LANGUAGE, False, "Ctrl")]
)
def test_qt_says_its_own_words_in_the_language(
    app: QApplication, tmp_path: Path, language: str, there: bool, ctrl: str
) -> None:
    assert start.translate_qt(app)
    assert app.findChildren(QTranslator) == []
    assert i18n.load(compiled(tmp_path, language), language)
    assert start.translate_qt(app) is there
    try:
        assert shown_keys("Ctrl+G") == f"{ctrl}+G"
        assert QKeySequence("Ctrl+PgUp") == QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_PageUp)
    finally:
        for one in app.findChildren(QTranslator):
            app.removeTranslator(one)
            one.deleteLater()


@pytest.mark.parametrize(
    ("language", "told"),
    [(LANGUAGE, "⟦"), ("xx", "there is no translation “xx”"), ("", "none")],
)
def test_a_language_is_chosen_by_the_environment(tmp_path: Path, language: str, told: str) -> None:
    """The command line says its words in it, and English ones with a remark if it is lacking."""
    folder = compiled(tmp_path, LANGUAGE)
    code = (
        "import sys; from pathlib import Path; from facilitator_app import __main__, assets;"
        f"found = assets.path; known = {{'locale': Path({str(folder)!r})}};"
        "assets.path = lambda name: known.get(name) or found(name);"
        "sys.argv = ['facilitator', 'check', 'none']; sys.exit(__main__.main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False,
        encoding="utf-8", cwd=catalogue.ROOT,
        env={
            **os.environ, __main__.LANGUAGE: language, "FACILITATOR_PASSPHRASE": "three words here",
            "PYTHONUTF8": "1",
        },
    )  # fmt: skip
    assert done.returncode == 1
    assert told in done.stderr
    assert ("⟦" in done.stderr) == (language == LANGUAGE)
