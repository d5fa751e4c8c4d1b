"""What ships beside the code is in the catalogue, and shown and kept in the user's language."""

from __future__ import annotations

import gettext
import re
import shutil
import tomllib
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from sqlalchemy import select

from facilitator_app import assets, i18n
from facilitator_app.app.places import places
from facilitator_app.clock import FixedClock
from facilitator_app.gui import guide
from facilitator_app.gui.guide_text import paragraphs, translated
from facilitator_app.records.catalogue import ALL
from facilitator_app.records.frameworks import Framework, FrameworkItem
from facilitator_app.records.picklists import ListEntry
from facilitator_app.services import files, picklists
from facilitator_app.services.files import File
from facilitator_app.spec.picklists import shipped
from facilitator_app.store.key import derive, read_salt
from tests.conftest import PASSPHRASE
from tests.files import make
from tests.migrations.test_steps import RELEASED
from tests.words import catalogue
from tests.words.pseudo import LANGUAGE, SHIPPED, bracketed, compiled

HELP = sorted(assets.path("help").glob("*.html"))
# Shown words of ours stand in the first; in the second, what is read, drawn or invented.
TRANSLATED = {"help", "lists", "frameworks"}
NOT_SHOWN = {"locale", "sample", "themes", "lists/headers.toml"}
MACHINES = {"code", "parent", "version", "mode"}  # an edition is a part of a framework's key


class Body(HTMLParser):
    """Gathers the text of a page's body."""

    def __init__(self, html: str) -> None:
        """Read a page."""
        super().__init__()
        self.words: list[str] = []
        self.feed(html.partition("<body>")[2])

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def template() -> set[str]:
    """Return every message of the committed catalogue, with its context before it if it has one."""
    with catalogue.POT.open("rb") as opened:
        found = read_po(opened)
    return {f"{one.context or ''}|{one.id}" for one in found if isinstance(one.id, str)}


def texts(data: Any, key: str = "") -> Iterator[str]:
    """Yield every text that people read in the data of a TOML file."""
    if isinstance(data, str) and key not in MACHINES:
        yield data
    elif isinstance(data, dict):
        for name, one in data.items():
            yield from texts(one, name)
    elif isinstance(data, list):
        for one in data:
            yield from texts(one)


def words(file: File) -> dict[str, list[str]]:
    """Return what the lists, frameworks and rates of a file say, by record type."""
    with file.store.read() as session:
        return {
            cls.__tablename__: [
                str(text)
                for name in names
                for text in session.scalars(select(getattr(cls, name)).order_by(cls.id))
                if text
            ]
            for cls, names in SHIPPED.items()
        }


def codes(file: File) -> set[tuple[Any, ...]]:
    """Return what other files know the lists and frameworks of a file by."""
    with file.store.read() as session:
        lists = session.execute(select(ListEntry.list, ListEntry.code))
        frameworks = session.execute(select(Framework.code, Framework.edition))
        items = session.execute(
            select(Framework.code, FrameworkItem.code).join(
                FrameworkItem, FrameworkItem.framework_id == Framework.id
            )
        )
        return {tuple(row) for rows in (lists, frameworks, items) for row in rows}


def new(folder: Path, clock: FixedClock) -> File:
    """Make a new file in the language in use."""
    return files.create(folder / f"{i18n.locale_name()}.facilitator", PASSPHRASE, "New", clock)


def test_each_resource_is_translated_or_known_to_have_no_words() -> None:
    there = {one.name for one in catalogue.RESOURCES.iterdir() if one.is_dir()}
    assert there == TRANSLATED | {one for one in NOT_SHOWN if "/" not in one}


def test_every_word_of_the_guide_is_in_the_template() -> None:
    known = template()
    for file in HELP:
        html = file.read_text(encoding="utf-8")
        said = list(paragraphs(html.partition("<body>")[2]))
        assert [one for one in said if f"|{one}" not in known] == []
        assert " ".join(Body("<body>" + " ".join(said)).words) == " ".join(Body(html).words)
        assert not re.search(r"</?(p|li|h\d|ol|ul|body|table|tr|td)\b", "".join(said))


def test_every_word_of_lists_and_frameworks_is_in_the_template() -> None:
    known = template()
    found = 0
    for folder in sorted(TRANSLATED - {"help"}):
        for file in sorted(assets.path(folder).glob("*.toml")):
            if f"{folder}/{file.name}" in NOT_SHOWN:
                continue
            data = tomllib.loads(file.read_text(encoding="utf-8"))
            if file.name == "lists.toml":  # an entry is its code, label, tone and icon
                for name, content in data.items():
                    content["entries"] = [entry[1] for entry in content["entries"]]
                    labels = [f"{name}|{label}" for label in content["entries"]]
                    assert [one for one in labels if one not in known] == []
            ids = {one.partition("|")[2] for one in known}
            assert [one for one in texts(data) if one not in ids] == []
            found += 1
    assert found > 30


def test_where_a_message_stands_and_what_it_is_meant_in_is_told() -> None:
    written = catalogue.text()
    assert '#: resources/help/start.html\nmsgid "Your first hour"\n' in written
    assert (
        "#. At most 120 characters.\n#: resources/frameworks/ends_means.toml\n"
        'msgctxt "ends_means"\nmsgid "Ends"\n'
    ) in written


@pytest.mark.parametrize("file", HELP, ids=lambda file: file.stem)
def test_the_english_guide_is_as_it_is_written(file: Path) -> None:
    html = file.read_text(encoding="utf-8")
    assert translated(html).split() == html.split()


def test_the_guide_is_shown_paragraph_by_paragraph(tmp_path: Path) -> None:
    assert i18n.load(compiled(tmp_path, LANGUAGE), LANGUAGE)
    pages = guide.all_pages(places())
    assert all(page.title.startswith("⟦") for page in pages)
    for file in HELP:
        [page] = [one for one in pages if one.name == file.stem]
        said = [
            unescape(re.sub(r"<[^>]+>", "", one)) for one in paragraphs(file.read_text("utf-8"))
        ]
        assert said
        plain = " ".join(re.sub(r"<[^>]+>", "", page.html).split())
        assert [one for one in said if f"⟦{one}⟧" not in unescape(plain)] == []


def test_the_english_words_of_a_new_file_are_as_they_are_written(
    tmp_path: Path, clock: FixedClock
) -> None:
    data = tomllib.loads(assets.text("lists/lists.toml"))
    written = [entry[1] for content in data.values() for entry in content["entries"]]
    assert [one.label for one in shipped()] == written
    file = new(tmp_path, clock)
    found = words(file)
    file.close()
    assert found["list_entry"][: len(written)] == written
    assert "Consultation" in found["framework_item"]


def test_a_new_file_has_its_words_in_the_language_and_keeps_them(
    tmp_path: Path, clock: FixedClock
) -> None:
    english = new(tmp_path, clock)
    said, known = words(english), codes(english)
    english.close()
    assert i18n.load(compiled(tmp_path, LANGUAGE), LANGUAGE)
    file = new(tmp_path, clock)
    assert words(file) == {name: list(map(bracketed, some)) for name, some in said.items()}
    assert codes(file) == known
    tier = next(one for one in picklists.every(file) if one.name == "tier")
    picklists.relabel(file, tier.entries[0], "The whole country")
    kept = words(file)
    path = file.store.path
    file.close()
    again = files.open_file(path, PASSPHRASE, clock)  # in the language still
    assert words(again) == kept
    again.close()
    i18n.use(gettext.NullTranslations())
    again = files.open_file(path, PASSPHRASE, clock)
    assert words(again) == kept
    again.close()


def test_what_an_older_file_gets_is_in_the_language_and_what_it_has_stays(
    tmp_path: Path, clock: FixedClock
) -> None:
    older = next(one for one in RELEASED if one.stem == "step_0002")
    copy = Path(shutil.copy(older, tmp_path))
    assert i18n.load(compiled(tmp_path, LANGUAGE), LANGUAGE)
    file = files.open_file(copy, derive(make.PASSPHRASE, read_salt(copy)), clock)
    found = words(file)
    file.close()
    assert all(one.startswith("⟦") for one in found["framework"] + found["framework_item"])
    assert not any("⟦" in one for one in found["list_entry"])


def test_a_translation_too_long_for_its_field_is_not_taken(
    tmp_path: Path, clock: FixedClock
) -> None:
    """It could neither be saved again nor travel in a data package."""
    assert i18n.load(compiled(tmp_path, LANGUAGE, lambda one: f"⟦{one}⟧" + "x" * 82), LANGUAGE)
    file = new(tmp_path, clock)
    found = words(file)
    context = file.format_context()
    with file.store.read() as session:
        for cls in SHIPPED:
            spec = next(one for one in ALL if one is cls).spec()
            for row in session.scalars(select(cls)):
                values = {one.name: getattr(row, one.name) for one in spec.fields}
                assert spec.problems(values, context) == {}
    file.close()
    assert "Co-production of improvement projects and programmes" in found["framework_item"]
    assert not any("⟦" in one for one in found["list_entry"][:100])
    assert any("⟦" in one for one in found["framework_item"])
