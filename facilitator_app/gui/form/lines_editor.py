"""What every editor of the records that another owns can do, however it shows them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.gui.form.differences import Difference
from facilitator_app.i18n import _
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Draft, RecordSpec, Row

DraftAndRefs = tuple[Draft, Mapping[str, str]]


class LinesEditor(QWidget):
    """Holds records of one type until the page saves them all in one unit of work."""

    changed = Signal()
    spec: RecordSpec

    @property
    def title(self) -> str:
        """What they are called together."""
        return _(self.spec.plural)

    @property
    def dirty(self) -> bool:
        """Whether any were added, changed or removed."""
        raise NotImplementedError

    @property
    def has_removed(self) -> bool:
        """Whether one was taken out that can be brought back."""
        raise NotImplementedError

    def bring_back(self) -> None:
        """Put the one that was removed last where it stood."""
        raise NotImplementedError

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show what is stored; nothing is dirty after it."""
        raise NotImplementedError

    def name_anew(self) -> None:
        """Read anew what they are called that are pointed to; what is typed stays as it is."""

    def tell_stored(self, *, on: bool) -> None:
        """Say at each stored one what it is now, or no longer; names alone say it themselves."""

    def rebase(self, rows: Sequence[Row]) -> None:
        """Take the versions of `rows` for what was changed here and elsewhere."""
        raise NotImplementedError

    def take(self, drafts: Sequence[Draft], refs: Sequence[Mapping[str, str]]) -> None:
        """Show kept drafts over what is stored; `refs` has the words each needs."""
        raise NotImplementedError

    def problems(self) -> dict[str, str]:
        """Return what is to be mended, by services.children.problem_key."""
        raise NotImplementedError

    def show_problems(self, problems: Mapping[str, str], *, go: bool = True) -> None:
        """Show what is wrong; with `go` the first to be mended gets the keyboard."""
        raise NotImplementedError

    def told(self, problems: Mapping[str, str]) -> list[str]:
        """Return what is wrong, each with the name of what it is said at, in reading order."""
        raise NotImplementedError

    def collect(self) -> tuple[Draft, ...]:
        """Return every record to be stored; those not given are removed."""
        raise NotImplementedError

    def changed_lines(self) -> tuple[DraftAndRefs, ...]:
        """Return what can be read of each changed one, fit or not, with the words it needs."""
        raise NotImplementedError

    def differences(self, theirs: Sequence[Row], fmt: FormatContext) -> tuple[Difference, ...]:
        """Return what stands differently here and in `theirs`, in words."""
        raise NotImplementedError

    def states(self) -> Hashable:
        """Return what stands here, to be compared later."""
        raise NotImplementedError
