"""What every page is given: the file's door, the words to read with, and ways to other pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from facilitator_app.gui.ops import Ops
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Changes


class Window(Protocol):
    """What pages may ask of the window around them."""

    def go(self, place: str) -> None:
        """Show the page of the rail called `place` ("members")."""
        ...

    def show_list(self, record: str, chip: str = "") -> None:
        """Show the list of `record`, with one of its views if `chip` names one."""
        ...

    def help(self, page: str = "") -> None:
        """Open the guide at `page`, or at the one that fits the page in front."""
        ...

    def open_record(self, record: str, record_id: int) -> None:
        """Show one record as a page; Esc comes back."""
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

    def tell(self, words: str, *, bad: bool = False) -> None:
        """Say something in the quiet bar, without asking."""
        ...


@dataclass(slots=True)
class PageContext:
    """Handed to each page; `reading` is renewed when pick-lists change."""

    ops: Ops
    window: Window
    format_context: Callable[[], FormatContext]
