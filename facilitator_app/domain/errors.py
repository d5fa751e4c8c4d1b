"""What can go wrong that the user can mend; each message is a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass


class AppError(Exception):
    """A problem in the user's world; the message is shown as it stands."""


class Invalid(AppError):
    """Values that cannot be saved: field name to what to do about it."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        """Keep `problems` by field; the message joins them."""
        self.problems = dict(problems)
        super().__init__(" ".join(self.problems.values()))


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is asked once before something is done: what is the matter, and the words that say yes.

    key: by which the answer is known; another name is another question. about: whose names.
    """

    key: str
    text: str
    yes: str
    about: tuple[str, ...] = ()


class Unsure(AppError):
    """Something is not done until its doubts are answered."""

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        """Keep `doubts`; the message joins them."""
        self.doubts = tuple(doubts)
        super().__init__(" ".join(one.text for one in self.doubts))


class NotSaved(AppError):
    """The disk or the file did not take what was to be saved."""


class Damaged(AppError):
    """A part of the file cannot be read."""


class Displaced(NotSaved):
    """The open file is no longer at its path, or nobody can say: what is written there is lost.

    happened: what became of it, in a sentence of its own.
    """

    def __init__(self, words: str, happened: str = "") -> None:
        """Keep what happened, to be said without what was not saved."""
        super().__init__(words)
        self.happened = happened


class NothingAttached(AppError):
    """None of the files could be attached; left_out: a sentence for each that says why."""

    def __init__(self, words: str, left_out: Sequence[str]) -> None:
        """Keep what to say of each, for where there is room."""
        super().__init__(words)
        self.left_out = tuple(left_out)


class Conflict(AppError):
    """Someone changed or removed the same thing since it was read."""


class NoColumn(AppError):
    """No column of a list fills what every record has; fields: its labels, in quotes."""

    def __init__(self, words: str, fields: str) -> None:
        """Keep `fields`, for where columns are chosen otherwise."""
        super().__init__(words)
        self.fields = fields


class NamedElsewhere(Conflict):
    """A record cannot go: others name it, by their type and ids in `by`.

    which: its own type and id.
    """

    def __init__(
        self, words: str, which: tuple[str, int], by: Mapping[str, Collection[int]]
    ) -> None:
        """Keep what names it, to be told by titles."""
        super().__init__(words)
        self.which, self.by = which, dict(by)


class Gone(Conflict):
    """The thing is no longer there."""


class WrongPassphrase(AppError):
    """The key does not open the file."""


class FileTooNew(AppError):
    """The file was written by a later version of the program."""


class InUse(AppError):
    """Another computer or window has the file open.

    may_take_over: that computer cannot be reached from here, and may have left the file long ago.
    """

    def __init__(self, words: str, *, may_take_over: bool = False) -> None:
        """Keep whether the user may decide."""
        super().__init__(words)
        self.may_take_over = may_take_over


class ChangedElsewhere(AppError):
    """The last change has nothing to do with the record at which Undo was asked for."""


class NothingToUndo(AppError):
    """Everything was undone, or done again, that can be."""


class Cancelled(AppError):
    """The user stopped a running piece of work; nothing of it was kept."""
