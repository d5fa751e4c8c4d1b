"""What every page is given: the file's door, the words to read with, and ways to other pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.command_box import Choosing, Command
from facilitator_app.gui.ops import Done, Failed, Ops, Work, while_here
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Changes

T = TypeVar("T")


class PageWindow(Protocol):
    """What pages may ask of the window around them."""

    def go(self, place: str) -> None:
        """Show the page of the rail called `place` ("members")."""
        ...

    def show_list(self, record: str, chip: str = "", tag: int = 0) -> None:
        """Show the list of `record`: one of its views (`chip`), or the rows that carry a tag."""
        ...

    def show_list_of(self, record: str, of: tuple[str, int], chip: str = "") -> None:
        """Show the list of `record` with the rows that belong to `of`; Esc comes back."""
        ...

    def show_section(self, name: str, command: str = "") -> None:
        """Show a section of the settings, and do what its `command` says if one is given."""
        ...

    def help(self, page: str = "") -> None:
        """Open the guide at `page`, or at the one that fits the page in front."""
        ...

    def show_paper(self, name: str, subject: int | None = None) -> None:
        """Show a paper about a record or year, ready to be printed; None: what is likeliest."""
        ...

    def open_record(self, record: str, record_id: int) -> None:
        """Show one record as a page; Esc comes back."""
        ...

    def choose(self, choosing: Choosing, among: Sequence[Command]) -> None:
        """Let one of `among` be chosen by typing, for what `choosing` says."""
        ...

    def new_record(self, record: str, values: dict[str, Any] | None = None) -> None:
        """Show an empty form of `record`, with some values given."""
        ...

    def show_page(self, page: QWidget) -> None:
        """Put `page` in front; Esc or `back` takes it away again."""
        ...

    def back(self) -> None:
        """Leave the page in front and return to where the user was."""
        ...

    def changed(self, changes: Changes) -> None:
        """Tell every page what changed, and offer Undo in the quiet bar."""
        ...

    def mark_damaged(self, *, damaged: bool) -> None:
        """Say, as long as the window is there, that the file is damaged, or no more that it is."""
        ...

    def saved(self) -> None:
        """Say when the file was last saved: now."""
        ...

    def tell(self, words: str, *, bad: bool = False) -> None:
        """Say something in the quiet bar, without asking."""
        ...

    def tell_saved(self) -> None:
        """Say that there is nothing to save, or that something cannot be saved yet."""
        ...

    def untell(self, words: str) -> None:
        """Say `words` no more, if they are still told."""
        ...

    def fail(self, error: AppError) -> None:
        """Say what went wrong, until another page comes in front.

        What was not saved, or took its own page away, is said until it is put away.
        """
        ...

    def see_to_held(self, error: AppError) -> None:
        """Say why words are held in memory, and see to it that the file gets them."""
        ...


@dataclass(slots=True)
class PageContext:
    """Handed to each page; format_context() is renewed when pick-lists change."""

    ops: Ops
    window: PageWindow
    format_context: Callable[[], FormatContext]

    def ask(
        self,
        owner: QObject,
        work: Work[T],
        done: Done[T],
        failed: Failed | None = None,
        gone: Done[T] | None = None,
    ) -> Progress:
        """Run `work(file, progress)`; its answer comes to done(answer) while `owner` is there.

        Once the owner is gone the answer is dropped, or goes to gone(answer) where it must be acted
        on all the same. An AppError goes to failed(error); with nobody to take it, the window tells
        it.
        """
        refused = while_here(owner, failed, self.window.fail) if failed is not None else None
        return self.ops.run(work, while_here(owner, done, gone), refused)

    def keep_draft(self, owner: QObject, work: Work[T], kept: Done[T] | None = None) -> None:
        """Run `work`, which keeps a draft; what the file cannot take is held, and seen to.

        The answer comes to kept(answer) while `owner` is there.
        """
        self.ops.run(work, while_here(owner, kept or _ignore), self.window.see_to_held)

    def refuse(self, why: str) -> None:
        """Say why what was asked for is not done."""
        self.window.fail(AppError(why))

    def send(self, work: Work[object]) -> None:
        """Run `work(file, progress)`, for whose answer nobody waits."""
        self.ops.run(work, _ignore)


def _ignore(_answer: object) -> None:
    pass
