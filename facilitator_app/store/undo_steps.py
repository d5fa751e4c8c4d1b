"""The steps of a session that Undo and Redo go along, the last first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from facilitator_app.store.labels import Label


@dataclass(frozen=True, slots=True)
class Step:
    """A change set of this session, 0 before it is written.

    sitting: "" if nothing that follows may become part of it; taken_back: it took back words of its
    sitting, and goes with what wrote them when that is undone, if nothing was done between.
    """

    set_id: int
    label: Label
    sitting: str = ""
    taken_back: bool = False


@dataclass(slots=True)
class UndoSteps:
    """What was done in this session, and what of it was undone since."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def add(self, step: Step) -> None:
        """Take note of a step that was done: nothing can be done again then."""
        if not step.taken_back:
            self._settle()
        self.done.append(step)
        self.undone.clear()

    def grow(self, step: Step, *, empty: bool) -> None:
        """Take note that `step` became part of the last one, which may be empty by that."""
        if empty:
            self.done.pop()
        if not step.taken_back:
            self._settle()

    def goes_on(self, step: Step) -> Step | None:
        """Return the step that `step` goes on with: the last of the file, or None."""
        last = self.done[-1] if self.done and not self.undone else None
        if last is None or not step.sitting or last.sitting != step.sitting:
            return None
        return None if step.taken_back and not last.taken_back else last

    def next(self, *, redo: bool) -> tuple[Step | None, Sequence[Step]]:
        """Return the step that undo, or redo, reverses, and what took words back that goes along.

        That goes along if it only took back what the step wrote; else it is a step itself. It is
        one too while there is something to redo, which was done to the words as it left them.
        """
        if redo or not self.done:
            return (self.undone[-1] if redo and self.undone else None), ()
        along = list(takewhile(lambda one: one.taken_back, reversed(self.done)))
        place = len(self.done) - len(along) - 1
        step = self.done[place] if place >= 0 else None
        if step is None or self.undone or any(one.sitting != step.sitting for one in along):
            return self.done[-1], ()
        return step, along

    def label(self, *, redo: bool) -> str:
        """Return what the next undo, or redo, is called, "" if there is none."""
        step, _along = self.next(redo=redo)
        return step.label.words if step is not None else ""

    @property
    def brings_back(self) -> bool:
        """Whether the next undo brings words back that were taken back where they were written."""
        step, _along = self.next(redo=False)
        return step is not None and step.taken_back

    @property
    def beneath(self) -> Step | None:
        """The last step that did not only take words back."""
        return next((one for one in reversed(self.done) if not one.taken_back), None)

    def reversed(self, step: Step, count: int, *, redo: bool) -> None:
        """Take note that the last `count` steps were reversed by `step`."""
        source, target = (self.undone, self.done) if redo else (self.done, self.undone)
        del source[len(source) - count :]
        if redo:
            self._settle()
        target.append(step)

    def clear(self) -> None:
        """Forget them all."""
        self.done.clear()
        self.undone.clear()

    def _settle(self) -> None:
        """Make a step of what was taken back in a sitting: something else was done since."""
        for place in range(len(self.done) - 1, -1, -1):
            if not self.done[place].taken_back:
                return
            self.done[place] = replace(self.done[place], taken_back=False)
