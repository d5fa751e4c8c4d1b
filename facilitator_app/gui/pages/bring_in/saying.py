"""How the fate of a row is spoken of and drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from facilitator_app.digests.exchange import Fate, PlannedRow
from facilitator_app.digests.lists import Cell
from facilitator_app.i18n import N_, _

STEPS = (N_("Choose the file"), N_("Match the columns"), N_("Look row by row"), N_("Done"))
KINDS = N_("Lists and data packages (*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods *.zip)")


@dataclass(frozen=True, slots=True)
class FateWords:
    """A fate as a pill and as a chip."""

    pill: str
    chip: str
    tone: str
    icon: str


FATES: Mapping[Fate, FateWords] = {
    Fate.ADD: FateWords(N_("Will be added"), N_("To be added"), "", "check-circle"),
    Fate.LIKELY: FateWords(
        N_("Probably there already"), N_("Probably there already"), "warn", "question"
    ),
    Fate.SAME: FateWords(N_("There already"), N_("There already"), "info", "copy"),
    Fate.CANNOT: FateWords(N_("Cannot be added"), N_("Cannot be added"), "bad", "x-circle"),
    Fate.BLANK: FateWords(N_("Blank"), N_("Blank"), "mute", "minus-circle"),
    Fate.HEADINGS: FateWords(N_("Headings again"), N_("Headings again"), "mute", "minus-circle"),
}


def pill(row: PlannedRow, *, also: bool) -> Cell:
    """Return what happens to `row`; with `also` it is added though it looks double."""
    said = FATES[Fate.ADD if also else row.fate]
    return Cell(_(said.pill), "ok" if also else said.tone, said.icon)


def remarks(row: PlannedRow) -> str:
    """Return in one line why, and what was mended or left out."""
    parts = [f"{one.label}: {one.words}" for one in row.remarks]
    return " · ".join(part for part in [row.why, *parts] if part)


def told(row: PlannedRow, name: str) -> str:
    """Return the same in full, with the row's number and name."""
    head = _("Row {n}").format(n=f"{row.number:,}")
    return f"{head}, {name}. {remarks(row)}" if name else f"{head}. {remarks(row)}"
