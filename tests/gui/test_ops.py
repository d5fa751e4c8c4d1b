"""Work on the file's own thread and beside it: no save waits for a paper, and papers can stop."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from facilitator_app.clock import FixedClock
from facilitator_app.digests.lists import ListQuery
from facilitator_app.domain.errors import AppError, Cancelled
from facilitator_app.domain.progress import Progress
from facilitator_app.gui import file_demand, garbage
from facilitator_app.gui.long_work import LongWork
from facilitator_app.gui.ops import Beside, ThreadedOps
from facilitator_app.services import documents, files, list_papers
from facilitator_app.services.documents import Document, Form, Source
from facilitator_app.services.files import File
from facilitator_app.store.key import Key
from tests.conftest import TODAY
from tests.gui.plain_context import add_people
from tests.stopping import Stopping


def raise_it(error: AppError) -> None:
    raise error


def test_what_is_set_aside_may_go_with_its_network(
    qtbot: QtBot, path: Path, key: Key, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garbage, "_LONG", 0.0)
    ops = ThreadedOps(lambda _progress: files.open_file(path, key, clock), raise_it)
    done: list[str] = []
    ops.run(lambda file, _progress: file.store.path.name, done.append)
    qtbot.waitUntil(lambda: done == [path.name], timeout=20_000)
    assert gc.get_freeze_count() > 0
    ops.close()
    assert gc.get_freeze_count() == 0


@pytest.fixture(name="ops")
def two_lanes(path: Path, key: Key, clock: FixedClock) -> Iterator[ThreadedOps]:
    """Work on a file of three people, which is closed after the test."""

    def opened(_progress: Progress) -> File:
        file = files.open_file(path, key, clock)
        add_people(file)
        return file

    ops = ThreadedOps(opened, raise_it)
    yield ops
    ops.close()


class Asking:
    """A page that asks once and is then known by nobody else; it notes on which thread it goes."""

    def __init__(self, told: list[str], gone: list[int]) -> None:
        """Tell what was heard."""
        self.told, self.gone = told, gone

    def read(self, file: File, _progress: Progress) -> str:
        return file.store.path.name

    def refuse(self, _file: File, _progress: Progress) -> str:
        raise AppError("no")

    def take(self, name: str) -> None:
        self.told.append(name)

    def fail(self, error: AppError) -> None:
        self.told.append(str(error))

    def __del__(self) -> None:
        self.gone.append(threading.get_ident())


@pytest.mark.parametrize("refused", [False, True])
def test_a_page_that_only_its_work_still_knew_goes_on_the_window_s_thread(
    qtbot: QtBot, ops: ThreadedOps, monkeypatch: pytest.MonkeyPatch, refused: bool
) -> None:
    heard, told, gone = threading.Event(), list[str](), list[int]()
    do = ThreadedOps._do

    def linger(self: ThreadedOps, *given: Any) -> None:
        do(self, *given)
        heard.wait()

    monkeypatch.setattr(ThreadedOps, "_do", linger)
    page = Asking(told, gone)
    ops.run(page.refuse if refused else page.read, page.take, page.fail)
    del page
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    heard.set()
    qtbot.waitUntil(lambda: bool(gone), timeout=20_000)
    assert gone == [threading.get_ident()]


def members(file: File, _progress: Progress) -> Source:
    return list_papers.read(file, ListQuery("member"))


def members_in(form: Form, file: File, progress: Progress) -> Beside[Document]:
    return partial(members(file, progress).document, form)


class Held:
    """A paper under way until it is let go or stopped."""

    def __init__(self) -> None:
        """Be under way from `begun` on, until `free`."""
        self.begun, self.free = threading.Event(), threading.Event()

    def read(self, _file: File, _progress: Progress) -> Beside[str]:
        return self.make

    def make(self, progress: Progress) -> str:
        self.begun.set()
        while not self.free.wait(0.001):
            progress.check()
        return threading.current_thread().name


def test_the_file_answers_while_a_paper_is_under_way(qtbot: QtBot, ops: ThreadedOps) -> None:
    held, made, answered, drawn = Held(), list[str](), list[str](), list[str]()
    ops.make(held.read, made.append)
    qtbot.waitUntil(held.begun.is_set, timeout=20_000)
    ops.run(lambda file, _progress: file.store.path.suffix, answered.append)
    ops.beside(lambda _progress: "a page", drawn.append)
    qtbot.waitUntil(lambda: bool(answered and drawn), timeout=20_000)
    assert made == []
    held.free.set()
    qtbot.waitUntil(lambda: bool(made), timeout=20_000)
    assert made[0].startswith("papers")


class Stepping:
    """A paper that takes one step once it is let go, and then says so."""

    def __init__(self, order: list[str]) -> None:
        """Be under way from `begun` on, until `free`."""
        self.begun, self.free, self._order = threading.Event(), threading.Event(), order

    def read(self, _file: File, _progress: Progress) -> Beside[None]:
        return self.make

    def make(self, progress: Progress) -> None:
        self.begun.set()
        self.free.wait()
        progress.check()
        self._order.append("a paper")


@pytest.mark.parametrize(("longest", "first"), [(60.0, "a save"), (0.0, "a paper")])
def test_a_paper_gives_way_to_the_file_but_not_for_long(
    qtbot: QtBot,
    ops: ThreadedOps,
    monkeypatch: pytest.MonkeyPatch,
    longest: float,
    first: str,
) -> None:
    monkeypatch.setattr(file_demand, "_LONGEST", longest)
    order, heard = list[str](), list[None]()
    paper, saving, saved = Stepping(order), threading.Event(), threading.Event()

    def save(_file: File, _progress: Progress) -> None:
        saving.set()
        saved.wait()
        order.append("a save")

    ops.make(paper.read, heard.append)
    qtbot.waitUntil(paper.begun.is_set, timeout=20_000)
    ops.run(save, heard.append)
    qtbot.waitUntil(saving.is_set, timeout=20_000)
    paper.free.set()
    if first == "a paper":
        qtbot.waitUntil(lambda: bool(heard), timeout=20_000)
    saved.set()
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=20_000)
    assert order[0] == first


def test_a_save_asked_for_with_papers_goes_before_them(
    qtbot: QtBot, ops: ThreadedOps, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_demand, "_REST", 0.5)
    order: list[str] = []

    def read(_file: File, _progress: Progress) -> Beside[None]:
        return lambda _progress: order.append("a paper")

    made: list[None] = []
    for _number in range(2):
        ops.make(read, made.append)
    ops.run(lambda _file, _progress: order.append("a save"), made.append)
    qtbot.waitUntil(lambda: len(made) == 3, timeout=20_000)
    assert order == ["a save", "a paper", "a paper"]


def test_a_paper_made_beside_the_file_is_the_same_to_the_byte(
    qtbot: QtBot, ops: ThreadedOps
) -> None:
    here: list[Source] = []
    ops.run(members, here.append)
    made: list[Document] = []
    forms: tuple[Form, ...] = ("pdf", "large-print", "html")
    for form in forms:
        ops.make(partial(members_in, form), made.append)
    qtbot.waitUntil(lambda: len(made) == 3, timeout=20_000)
    assert made == [here[0].document(one.form) for one in made]


def test_of_a_paper_that_was_stopped_nobody_hears(qtbot: QtBot, ops: ThreadedOps) -> None:
    first, second, heard = Held(), Held(), list[object]()
    running = ops.make(first.read, heard.append, heard.append)
    waiting = ops.make(second.read, heard.append, heard.append)
    qtbot.waitUntil(first.begun.is_set, timeout=20_000)
    waiting.cancel()
    running.cancel()
    ops.make(lambda _file, _progress: lambda _progress: "third", heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=20_000)
    assert heard == ["third"]
    assert not second.begun.is_set()


def test_a_page_may_go_while_its_work_goes_on(qtbot: QtBot, ops: ThreadedOps) -> None:
    """It used to end in a crash: the work told its step to a page that Qt had taken away."""
    page, gone, done = QWidget(), threading.Event(), list[str]()
    work = LongWork(page, ops)

    def read(file: File, progress: Progress) -> str:
        assert gone.wait(20)
        progress.step(1, 2, "Reading")
        done.append(file.store.path.name)
        return "read"

    assert work.run("Reading", read, done.append, raise_it)
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(work)
    gone.set()
    after: list[str] = []
    ops.run(lambda _file, _progress: "next", after.append)
    qtbot.waitUntil(lambda: after == ["next"], timeout=20_000)
    assert len(done) == 1


def test_what_goes_wrong_beside_the_file_is_told(qtbot: QtBot, ops: ThreadedOps) -> None:
    told: list[AppError] = []

    def refuse(_progress: Progress) -> str:
        raise AppError("no ink")

    answers: list[str] = []
    ops.make(lambda _file, _progress: refuse, answers.append, told.append)
    ops.beside(refuse, answers.append, told.append)
    qtbot.waitUntil(lambda: len(told) == 2, timeout=20_000)
    assert [str(one) for one in told] == ["no ink", "no ink"]
    assert answers == []


def test_closing_gives_up_papers_and_finishes_what_is_written(
    qtbot: QtBot, path: Path, key: Key, clock: FixedClock
) -> None:
    ops = ThreadedOps(lambda _progress: files.open_file(path, key, clock), raise_it)
    held, heard, written = Held(), list[object](), list[str]()
    ops.make(held.read, heard.append, heard.append)
    qtbot.waitUntil(held.begun.is_set, timeout=20_000)
    ops.beside(lambda _progress: written.append("a document"), heard.append)
    ops.close()
    qtbot.wait(1)
    assert heard == []
    assert written == ["a document"]
    files.open_file(path, key, clock).close()


def test_a_list_stops_at_each_of_its_steps(peopled: File) -> None:
    paper = list_papers.read(peopled, ListQuery("member"))
    whole = Stopping(1_000)
    paper.document("pdf", whole.progress)
    assert set(whole.told) == {"Setting the text", "Drawing the pages"}
    for last in range(len(whole.told)):
        stopped = Stopping(last)
        with pytest.raises(Cancelled):
            paper.document("pdf", stopped.progress)
        assert stopped.told == whole.told[: last + 1]


def test_two_threads_at_once_make_what_one_makes(peopled: File) -> None:
    """Fonts are read through one place in their file, which two papers would move about."""
    paper = list_papers.read(peopled, ListQuery("member"))
    sheet = documents.recovery_sheet("Three", peopled.store.path, peopled.recovery_key(), TODAY)
    expected = {one: one.document("pdf").content for one in (paper, sheet)}
    made: list[bool] = []

    def make(one: Source) -> None:
        made.extend(one.document("pdf").content == expected[one] for _time in range(4))

    threads = [threading.Thread(target=make, args=(one,)) for one in (paper, sheet) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [True] * 16
