"""A context over a real file whose window only notes what pages ask of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.clock import fixed_on
from facilitator_app.domain.errors import AppError
from facilitator_app.gui.command_box import Choosing, Command
from facilitator_app.gui.ops import InlineOps
from facilitator_app.gui.page_context import PageContext
from facilitator_app.services import files, records
from facilitator_app.services.files import File
from facilitator_app.spec.record import Changes, Draft


@dataclass(slots=True, weakref_slot=True)
class NotingWindow:
    """Keeps what it was asked for, in order."""

    asked: list[tuple[str, Any]] = field(default_factory=list)

    def go(self, place: str) -> None:
        self.asked.append(("go", place))

    def show_list(self, record: str, chip: str = "", tag: int = 0) -> None:
        self.asked.append(("list", (record, chip, tag) if tag else (record, chip)))

    def show_list_of(self, record: str, of: tuple[str, int], chip: str = "") -> None:
        self.asked.append(("list of", (record, of, chip)))

    def show_section(self, name: str, command: str = "") -> None:
        self.asked.append(("section", (name, command)))

    def help(self, page: str = "") -> None:
        self.asked.append(("help", page))

    def show_paper(self, name: str, subject: int | None = None) -> None:
        self.asked.append(("paper", (name, subject)))

    def open_record(self, record: str, record_id: int) -> None:
        self.asked.append(("open", (record, record_id)))

    def choose(self, choosing: Choosing, among: Sequence[Command]) -> None:
        self.asked.append(("choose", (choosing.words, among)))

    def new_record(self, record: str, values: dict[str, Any] | None = None) -> None:
        self.asked.append(("new", (record, values)))

    def show_page(self, page: QWidget) -> None:
        self.asked.append(("show", page))

    def back(self) -> None:
        self.asked.append(("back", None))

    def changed(self, changes: Changes) -> None:
        self.asked.append(("changed", changes))

    def tell(self, words: str, *, bad: bool = False) -> None:
        self.asked.append(("bad" if bad else "tell", words))

    def tell_saved(self) -> None:
        self.tell("Everything is saved already.")

    def untell(self, words: str) -> None:
        self.asked.append(("untell", words))

    def fail(self, error: AppError) -> None:
        self.tell(str(error), bad=True)

    def mark_damaged(self, *, damaged: bool) -> None:
        self.asked.append(("damaged", damaged))

    def saved(self) -> None:
        self.asked.append(("saved", None))

    def see_to_held(self, error: AppError) -> None:
        self.asked.append(("held", str(error)))

    def said(self, what: str) -> list[Any]:
        """Return what came with each request called `what`."""
        return [given for name, given in self.asked if name == what]


def new_file(folder: Path) -> File:
    """Return a new network file in `folder`, on 23 November 2026, with three invented members."""
    clock = fixed_on(dt.date(2026, 11, 23))
    made = files.create(folder / "Three Valleys.facilitator", "three words here", "Three", clock)
    add_people(made)
    return made


def add_people(file: File) -> None:
    """Save three invented members."""
    for forenames, surname in (("Joan", "Whitlock"), ("Gwen", "Parry"), ("Ruth", "Abrahams")):
        records.save(file, Draft("member", {"forenames": forenames, "surname": surname}))


def context_over(file: File) -> tuple[PageContext, NotingWindow]:
    """Return a context whose work runs at once, and its window."""
    window = NotingWindow()

    def tell(error: AppError) -> None:
        window.tell(str(error), bad=True)

    return PageContext(InlineOps(file, tell), window, file.format_context), window
