"""How papers and their forms are spoken of on the pages that show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facilitator_app.gui.pages.reports.pdf_pages import Size
from facilitator_app.i18n import N_, _, ngettext
from facilitator_app.services import records
from facilitator_app.services.documents import Form
from facilitator_app.spec.record import RecordSpec

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
    """What papers of one kind are about: label of its chooser, icon, and its record type if any."""

    label: str
    icon: str
    record: RecordSpec | None = None


FORMS: Mapping[Form, FormWords] = {
    "pdf": FormWords(N_("Standard"), N_("Save as PDF"), N_("PDF (*.pdf)"), "file-pdf"),
    "large-print": FormWords(N_("Large print"), N_("Save as PDF"), N_("PDF (*.pdf)"), "file-pdf"),
    "html": FormWords(N_("Web page"), N_("Save as web page"), N_("Web page (*.html)"), "globe"),
    "text": FormWords(N_("Plain text"), N_("Save as text"), N_("Text (*.txt)"), "file-text"),
    "csv": FormWords(N_("Tables"), N_("Save tables for Excel"), N_("CSV (*.csv)"), "table"),
}


def taken_words(takes: str) -> TakenWords:
    """Return how what a paper takes is spoken of: a financial year, or a record type."""
    if takes not in records.names():
        return TakenWords(_("Financial year"), "chart-bar")
    spec = records.spec(takes)
    return TakenWords(_(spec.singular), spec.icon.removeprefix("ph."), spec)


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
