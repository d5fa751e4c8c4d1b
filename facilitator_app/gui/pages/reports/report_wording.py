"""How papers and their forms are spoken of on the pages that show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facilitator_app.gui.pages.reports.pdf_pages import Size
from facilitator_app.i18n import N_, _, ngettext
from facilitator_app.services.documents import Form

PAGED: tuple[Form, ...] = ("pdf", "large-print")


@dataclass(frozen=True, slots=True)
class FormWords:
    """A form of a paper: its chip, the words of its Save button, and the kinds of file."""

    chip: str
    save: str
    kinds: str
    icon: str = "floppy-disk"


@dataclass(frozen=True, slots=True)
class TakenWords:
    """What papers of one kind are about: label of the chooser, icon, and what is said for none."""

    label: str
    icon: str
    headline: str
    sentence: str
    way: tuple[str, str, str] = ("", "", "")  # words, icon and place of a first step


FORMS: Mapping[Form, FormWords] = {
    "pdf": FormWords(N_("Standard"), N_("Save as PDF"), N_("PDF (*.pdf)"), "file-pdf"),
    "large-print": FormWords(N_("Large print"), N_("Save as PDF"), N_("PDF (*.pdf)"), "file-pdf"),
    "html": FormWords(N_("Web page"), N_("Save as web page"), N_("Web page (*.html)"), "globe"),
    "text": FormWords(N_("Plain text"), N_("Save as text"), N_("Text (*.txt)"), "file-text"),
    "csv": FormWords(N_("Tables"), N_("Save tables for Excel"), N_("CSV (*.csv)"), "table"),
}

TAKEN: Mapping[str, TakenWords] = {
    "year": TakenWords(
        N_("Financial year"),
        "chart-bar",
        N_("There is no year to report on yet"),
        N_("The annual report grows out of meetings, claims and training as you note them."),
    ),
    "body": TakenWords(
        N_("Group"),
        "users-three",
        N_("There is no group yet"),
        N_("Add a group and say who sits on it; its member list can then be printed."),
        (N_("Go to groups and seats"), "armchair", "seats"),
    ),
    "meeting": TakenWords(
        N_("Meeting"),
        "notebook",
        N_("No meeting has been held yet"),
        N_("Minutes can be printed once a meeting is marked as held."),
        (N_("Go to meetings"), "calendar-blank", "meetings"),
    ),
}


def pages(count: int) -> str:
    """Return "24 pages"."""
    return ngettext("{n} page", "{n} pages", count)


def duplex(sizes: Sequence[Size]) -> str:
    """Say how the printer is to be set for these pages."""
    if len(sizes) < 2:
        return _("One sheet of A4, printed on one side.")
    sheets = ngettext("{n} sheet of A4", "{n} sheets of A4", (len(sizes) + 1) // 2)
    if sizes[0].wide:
        return _("{sheets}: print on both sides, flipped on the short edge.").format(sheets=sheets)
    return _("{sheets}: print on both sides, flipped on the long edge.").format(sheets=sheets)
