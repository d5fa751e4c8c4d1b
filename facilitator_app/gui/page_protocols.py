"""What the window asks of a page, and what a page may offer besides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from facilitator_app.services.texts import TextPlace
from facilitator_app.spec.record import Changes


@dataclass(frozen=True, slots=True)
class Writing:
    """A text that somebody writes in: where it is stored, and what stands in the editor.

    taken_back: whether the editor took back words of it by itself, and can bring them again.
    """

    place: TextPlace
    text: str
    taken_back: bool


@runtime_checkable
class Page(Protocol):
    """A widget that can stand in front."""

    @property
    def title(self) -> str:
        """What the page is called, on the way back to it."""
        ...

    def stale(self, changes: Changes) -> None:
        """Take note that something changed in the file."""
        ...

    def reload(self) -> None:
        """Read everything shown once more."""
        ...

    def can_leave(self) -> bool:
        """Say whether the page may be left now, after keeping what would be lost."""
        ...


@runtime_checkable
class Returns(Protocol):
    """A page that says where Back leads."""

    def return_to(self, title: str) -> None:
        """Call the way back `title` ("Members"), after the page that it leads to."""
        ...


@runtime_checkable
class Adds(Protocol):
    """A page to which something can be added (Ctrl+N)."""

    def add(self) -> None:
        """Begin something new."""
        ...


@runtime_checkable
class Searches(Protocol):
    """A page with a search field of its own (Ctrl+F)."""

    def search(self) -> None:
        """Go to the search field."""
        ...


@runtime_checkable
class Saves(Protocol):
    """A page with something to save (Ctrl+S)."""

    def save(self) -> None:
        """Save it."""
        ...


@runtime_checkable
class ShowsRecord(Protocol):
    """A page of one record."""

    @property
    def record_id(self) -> int | None:
        """The id of that record, None while it was never saved."""
        ...


@runtime_checkable
class HasParts(Protocol):
    """A page of a record in whose parts one writes: what was done to others is not meant there."""

    @property
    def part_id(self) -> int | None:
        """The id of the part with the keyboard in it, None if it is in none."""
        ...


@runtime_checkable
class TakesBack(Protocol):
    """A page on which something can be taken back that was never saved (Ctrl+Z)."""

    def take_back(self) -> bool:
        """Take it back, or say what stands against Undo; False leaves Undo to the window."""
        ...


@runtime_checkable
class SavesItself(Protocol):
    """A page with words that save themselves, which come before Undo and Redo."""

    def flush(self) -> None:
        """Save now what is not stored yet."""
        ...

    def writing(self) -> Writing | None:
        """Return what is being written, None if the keyboard is not in it."""
        ...


@runtime_checkable
class Lists(Protocol):
    """A page with one list of records, or several."""

    def show_list(self, record: str, chip: str, tag: int = 0) -> None:
        """Show the list of `record`: one of its views (`chip`), or the rows that carry a tag."""
        ...


@runtime_checkable
class HasSections(Protocol):
    """A page with sections of which one is shown."""

    def show_section(self, name: str, command: str) -> None:
        """Show a section, and do what its `command` says if one is given."""
        ...


@runtime_checkable
class ShowsPapers(Protocol):
    """A page that shows any paper."""

    def show_paper(self, name: str, subject: int | None) -> None:
        """Show the paper `name` about `subject` (a year, or a record's id)."""
        ...


@runtime_checkable
class Prints(Protocol):
    """A page that can be printed (Ctrl+P)."""

    def print_paper(self) -> None:
        """Show what would be printed."""
        ...


@runtime_checkable
class Helped(Protocol):
    """A page that has a page of the guide."""

    @property
    def help_page(self) -> str:
        """The name of that page ("members"), "" for that of the place it is opened from."""
        ...


@runtime_checkable
class StaysOpen(Protocol):
    """A page that may be worked with for long without a key being pressed."""

    @property
    def stays_open(self) -> bool:
        """Whether the network stays open now, however long nobody touches it."""
        ...


@runtime_checkable
class Resumes(Protocol):
    """A page that goes on where somebody stood on the one that it takes the place of."""

    def standing(self) -> object:
        """Return what is shown of all that the page has."""
        ...

    def resume(self, standing: Any, then: Callable[[], object]) -> None:
        """Show what `standing` told, and call then() once it is there."""
        ...


@runtime_checkable
class TellsAgain(Protocol):
    """A page whose latest words stand on the one that takes its place, as do those of Resumes.

    Unlike that, it does not bring back what is being written in it.
    """

    def told(self) -> object:
        """Return what it tells of."""
        ...

    def tell_again(self, told: Any) -> None:
        """Tell of it once more."""
        ...


class TakesUp(Protocol):
    """Can go on with a draft without asking."""

    def take_up(self) -> None:
        """Bring back the draft that is offered, or that will be."""
        ...


@runtime_checkable
class KeepsDrafts(Protocol):
    """A page whose words wait as drafts."""

    @property
    def dirty(self) -> bool:
        """Whether there are any that are not saved."""
        ...

    @property
    def drafts(self) -> TakesUp:
        """What keeps them."""
        ...
