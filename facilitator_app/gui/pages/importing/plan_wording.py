"""How the outcome of a row is spoken of and drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from facilitator_app.digests.exchange import PlannedRow, RowOutcome
from facilitator_app.digests.import_choices import RowChoices
from facilitator_app.digests.lists import Cell
from facilitator_app.i18n import N_, _, show_number
from facilitator_app.locale_formats import as_sentence, join_facts, join_sentences, name_value

STEPS = (N_("Choose the file"), N_("Match the columns"), N_("Look row by row"), N_("Done"))
KINDS = N_("Lists and data packages (*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods *.zip)")


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """A outcome as a pill and as a chip."""

    pill: str
    chip: str
    tone: str
    icon: str


OUTCOME_WORDS: Mapping[RowOutcome, OutcomeWords] = {
    RowOutcome.ADD: OutcomeWords(N_("Will be added"), N_("To be added"), "", "check-circle"),
    RowOutcome.UPDATE: OutcomeWords(
        N_("Will be updated"), N_("To be updated"), "", "pencil-simple"
    ),
    RowOutcome.LIKELY: OutcomeWords(
        N_("Probably there already"), N_("Probably there already"), "warn", "question"
    ),
    RowOutcome.SAME: OutcomeWords(N_("There already"), N_("There already"), "info", "copy"),
    RowOutcome.CANNOT: OutcomeWords(
        N_("Cannot be added"), N_("Cannot be added"), "bad", "x-circle"
    ),
    RowOutcome.OUT: OutcomeWords(N_("Left out"), N_("Left out"), "mute", "minus-circle"),
    RowOutcome.BLANK: OutcomeWords(N_("Blank"), N_("Blank"), "mute", "minus-circle"),
    RowOutcome.HEADINGS: OutcomeWords(
        N_("Headings again"), N_("Headings again"), "mute", "minus-circle"
    ),
    RowOutcome.NOTE: OutcomeWords(
        N_("Total or note"), N_("Totals and notes"), "mute", "minus-circle"
    ),
    RowOutcome.HIDDEN: OutcomeWords(N_("Hidden"), N_("Hidden"), "mute", "minus-circle"),
}


def outcome_of(row: PlannedRow, choices: RowChoices) -> RowOutcome:
    """Return what happens to `row` as it was chosen."""
    planned = row.outcome in (RowOutcome.ADD, RowOutcome.UPDATE)
    if choices.takes(row):
        return row.outcome if planned else RowOutcome.ADD
    return RowOutcome.OUT if planned else row.outcome


def pill(row: PlannedRow, choices: RowChoices) -> Cell:
    """Return what happens to `row` as it was chosen."""
    outcome = outcome_of(row, choices)
    said = OUTCOME_WORDS[outcome]
    against = outcome is RowOutcome.ADD and row.outcome is not RowOutcome.ADD
    if outcome is RowOutcome.ADD and any(one.problem for one in row.remarks):
        return Cell(_("Added, see remarks"), "warn", "warning-circle")
    return Cell(_(said.pill), "ok" if against else said.tone, said.icon)


def remarks(row: PlannedRow) -> str:
    """Return in one line why, and what was left out or mended, the gravest first."""
    return join_facts(_remarks(row))


def _remarks(row: PlannedRow) -> list[str]:
    told = sorted(row.told, key=lambda one: not one.problem)
    return [row.why, *(name_value(one.label, one.words) for one in told)]


def describe(row: PlannedRow, name: str) -> str:
    """Return the same in sentences, with the row's number and name."""
    words = _("Row {n}, {name}.") if name else _("Row {n}.")
    head = words.format(n=show_number(row.number), name=name)
    return join_sentences((head, *map(as_sentence, _remarks(row))))
