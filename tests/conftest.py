"""What every test may ask for: a clock that stands still, a file, records, a calm application."""

from __future__ import annotations

import datetime as dt
import functools
import gc
import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from facilitator_app.clock import FixedClock, fixed_on
from facilitator_app.gui import accessible_parts
from facilitator_app.records.claims import Claim
from facilitator_app.services import files, records
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from facilitator_app.store.key import Key, derive, read_salt
from facilitator_app.store.labels import Label
from tests.gui import pictures
from tests.stories.house import Sample, make_sample

# How long an example takes says how busy the machine is
settings.register_profile("untimed", settings.default, deadline=None)
settings.load_profile("untimed")

TODAY = dt.date(2026, 11, 23)
PASSPHRASE = "three valleys sample"


def pytest_collection_finish() -> None:
    """Set aside what stays to the end, so that garbage is found sooner among the rest."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _each_key_is_derived_once() -> Iterator[None]:
    """Keep each key for the whole run: deriving one is made to be slow."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashlib, "pbkdf2_hmac", functools.cache(hashlib.pbkdf2_hmac))
        yield


@functools.cache
def accessible_parts_once() -> None:
    """Tell what parts are, as the program does."""
    accessible_parts.install()


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Return the command line of the application."""
    return ["facilitator"]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the application keeps the small pictures of its style sheet."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def app(qapp: QApplication, cache: Path) -> Iterator[QApplication]:
    """Dress the application in light at 100 %; a test leaves no window behind for the next.

    The mouse stands beside every window, and letters typed to a list belong together however busy
    the machine is.
    """
    pictures.load_font()
    pictures.dress(qapp, cache)
    qapp.setKeyboardInputInterval(20_000)
    accessible_parts_once()
    QCursor.setPos(QPoint(-100, -100))
    yield qapp
    qapp.clipboard().clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = [one for one in qapp.topLevelWidgets() if one.isVisible()]
    for one in left:
        one.close()
        one.deleteLater()
    assert left == []


@pytest.fixture
def clock() -> FixedClock:
    """Stand at nine in the morning of 23 November 2026, a Monday."""
    return fixed_on(TODAY)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Key]:
    """Make one new file and its key for the whole run: deriving a key takes a tenth of a second."""
    path = tmp_path_factory.mktemp("template") / "template.facilitator"
    files.create(path, PASSPHRASE, "Three Valleys", fixed_on(TODAY), who="Fran Tester").close()
    return path, derive(PASSPHRASE, read_salt(path))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """Make the sample network once for the whole run; what changes it copies it."""
    return make_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def key(template: tuple[Path, Key]) -> Key:
    """Return the key of every file that tests open."""
    return template[1]


@pytest.fixture
def path(template: tuple[Path, Key], tmp_path: Path) -> Path:
    """Return where a new, closed network file lies, alone in its folder."""
    folder = tmp_path / "network"
    folder.mkdir()
    return Path(shutil.copyfile(template[0], folder / "Three Valleys.facilitator"))


@pytest.fixture
def file(path: Path, key: Key, clock: FixedClock) -> Iterator[File]:
    """Open a new network file; it is closed after the test."""
    opened = files.open_file(path, key, clock, who="Fran Tester")
    yield opened
    opened.close()


def later(clock: FixedClock) -> FixedClock:
    """Return a clock for a second network: made in one millisecond, two may give the same ids."""
    return FixedClock(clock.at + dt.timedelta(hours=1))


@pytest.fixture
def other(tmp_path: Path, clock: FixedClock) -> Iterator[File]:
    """Open the file of another network, into which packages and lists come."""
    made = files.create(tmp_path / "Other.facilitator", PASSPHRASE, "Other", later(clock))
    yield made
    made.close()


@dataclass(frozen=True, slots=True)
class Make:
    """Saves small records about invented people; each returns the id."""

    file: File

    def record(self, name: str, /, **values: Any) -> int:
        """Save any record."""
        return records.save(self.file, Draft(name, values)).id

    def member(self, forenames: str = "Joan", surname: str = "Whitlock", **more: Any) -> int:
        """Save a member, current and a patient unless told otherwise."""
        usual = {"forenames": forenames, "surname": surname, "kinds": ("patient",)}
        return self.record("member", **(usual | more))

    def body(
        self, name: str = "Network Partnership Group", letters: str = "PG", **more: Any
    ) -> int:
        """Save a body, a partnership group unless told otherwise."""
        usual = {"name": name, "short_name": letters, "type": "partnership_group"}
        return self.record("body", **(usual | more))

    def seat(self, member: int, body: int, **more: Any) -> int:
        """Save a seat held since 2024."""
        usual = {"member_id": member, "body_id": body, "starts": dt.date(2024, 1, 1)}
        return self.record("seat", **(usual | more))

    def meeting(self, body: int, day: dt.date = dt.date(2026, 11, 24), **more: Any) -> int:
        """Save a meeting, tomorrow at ten unless told otherwise."""
        return self.record(
            "meeting", **({"body_id": body, "date": day, "starts": dt.time(10)} | more)
        )

    def action(self, what: str = "Ring the trust about parking", **more: Any) -> int:
        """Save an open action."""
        return self.record("action", what=what, **more)

    def claim(self, member: int, day: dt.date = dt.date(2026, 11, 3), **more: Any) -> int:
        """Save a claim for a day out that was no meeting of ours."""
        usual = {"member_id": member, "date": day, "purpose_words": "Visit to the day unit"}
        state = more.pop("state", "draft")
        claim = self.record("claim", **(usual | more))
        if state != "draft":
            self.settled(claim, state=state)
        return claim

    def settled(self, claim: int, **values: Any) -> None:
        """Bring a claim to any state, without the steps that lead there."""
        with self.file.store.write(Label("Settle claims")) as work:
            record = work.get(Claim, claim)
            work.seals.allow_step(record)
            for name, value in values.items():
                setattr(record, name, value)


@pytest.fixture
def make(file: File) -> Make:
    """Return what saves small records into `file`."""
    return Make(file)
