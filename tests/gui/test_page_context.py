"""Questions to the file, and the answers that come when the page that asked has gone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.ops import ThreadedOps
from facilitator_app.gui.page_context import PageContext
from facilitator_app.services.files import File
from tests.gui.plain_context import NotingWindow

pytestmark = pytest.mark.usefixtures("app")


class Asking:
    """A context over the file's own thread, and someone who asks."""

    def __init__(self, file: File) -> None:
        """Ask nothing yet."""
        self.window, self.owner = NotingWindow(), QObject()
        self.ops = ThreadedOps(
            lambda _progress: file, lambda error: self.window.tell(str(error), bad=True)
        )
        self.context = PageContext(self.ops, self.window, file.format_context)
        self.heard: list[object] = []

    def wait(self, bot: QtBot) -> None:
        """Wait until everything that was asked before is answered."""
        last: list[object] = []
        self.ops.run(lambda _file, _progress: None, last.append)
        bot.waitUntil(lambda: bool(last))


@pytest.fixture
def asking(file: File) -> Iterator[Asking]:
    made = Asking(file)
    yield made
    made.ops._pool.shutdown(wait=True)


def count(file: File, _progress: Progress) -> int:
    return file.store.times_changed("member")


def refuse(_file: File, _progress: Progress) -> int:
    message = "Not today."
    raise AppError(message)


def test_an_answer_comes_while_the_owner_is_there(asking: Asking, qtbot: QtBot) -> None:
    asking.context.ask(asking.owner, count, asking.heard.append)
    asking.wait(qtbot)
    assert asking.heard == [0]


def test_an_answer_is_dropped_once_the_owner_is_gone(asking: Asking, qtbot: QtBot) -> None:
    asking.context.ask(asking.owner, count, asking.heard.append)
    delete(asking.owner)
    asking.wait(qtbot)
    assert asking.heard == []


def test_an_answer_that_must_be_acted_on_is_acted_on(asking: Asking, qtbot: QtBot) -> None:
    late: list[int] = []
    asking.context.ask(asking.owner, count, asking.heard.append, gone=late.append)
    delete(asking.owner)
    asking.wait(qtbot)
    assert (asking.heard, late) == ([], [0])


def test_an_error_goes_to_whoever_takes_it(asking: Asking, qtbot: QtBot) -> None:
    errors: list[AppError] = []
    asking.context.ask(asking.owner, refuse, asking.heard.append, errors.append)
    asking.wait(qtbot)
    assert [str(one) for one in errors] == ["Not today."]
    assert asking.window.asked == []


def test_an_error_that_nobody_is_left_to_take_is_told(asking: Asking, qtbot: QtBot) -> None:
    errors: list[AppError] = []
    asking.context.ask(asking.owner, refuse, asking.heard.append, errors.append)
    delete(asking.owner)
    asking.context.send(refuse)
    asking.wait(qtbot)
    assert errors == []
    assert asking.window.said("bad") == ["Not today.", "Not today."]
