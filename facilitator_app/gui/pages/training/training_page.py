"""The page of a training event: the event itself, and who has a place on it, in one save."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from facilitator_app.gui.form.children_editor import ChildrenEditor, ChildrenPart, Values
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.i18n import _, ngettext
from facilitator_app.services import records, training
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.record import Changes, Draft

_COLUMNS = ("member_id", "status", "comment")


class TrainingPage(RecordPage):
    """A record page whose lines are the places."""

    def __init__(
        self,
        context: PageContext,
        record_id: int | None = None,
        given: Mapping[str, Any] | None = None,
    ) -> None:
        """Show the event `record_id`, or a new one with `given` values."""
        part = ChildrenPart(_("Who takes part"), _places, training.places)
        super().__init__(context, "training_event", record_id, given, _save, (part,))

    @property
    def help_page(self) -> str:
        """The page of the guide about training."""
        return "training"

    def stale(self, changes: Changes) -> None:
        """Read anew when a place was changed elsewhere, too."""
        if changes is not self._own and changes.touches("training_place"):
            self.reload()
        else:
            super().stale(changes)


def _places(context: PageContext) -> ChildrenEditor:
    return ChildrenEditor(records.spec("training_place"), context, _COLUMNS, _totals)


def _save(file: File, draft: Draft, lines: tuple[tuple[Draft, ...], ...]) -> Saved:
    return training.save(file, draft, lines[0])


def _totals(lines: Sequence[Values]) -> str:
    """Return "7 booked · 5 came", counting only lines with a person in them."""
    found = [line.get("status") for line in lines if line.get("member_id")]
    booked, came = found.count("booked"), found.count("attended")
    parts = (
        ngettext("{n} booked", "{n} booked", booked) if booked else "",
        ngettext("{n} came", "{n} came", came) if came else "",
    )
    return " · ".join(part for part in parts if part)
