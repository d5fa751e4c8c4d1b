"""What is seldom wanted first: loaded when it is wanted, or once the first list has been painted.

The pages behind the rail's lists, and with them whatever only documents and data files need.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QBoxLayout, QWidget

from facilitator_app.app.places import places
from facilitator_app.clock import Clock
from facilitator_app.digests.page_values import ATTACHED, EARLIER, GUIDE, IMPORT, ONCE
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.help import HelpPage
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.page_stack import PageOfRecord, name_page
from facilitator_app.gui.pages.attachments.attachments_page import AttachmentsPage
from facilitator_app.gui.pages.claims.chosen_claims import ChosenClaims
from facilitator_app.gui.pages.claims.claim_page import claim_page
from facilitator_app.gui.pages.importing.import_page import ImportPage
from facilitator_app.gui.pages.list_output import ListOutput
from facilitator_app.gui.pages.meetings.meeting_page import meeting_page
from facilitator_app.gui.pages.members.member_page import member_page
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.pages.reports.preview_page import PreviewPage
from facilitator_app.gui.pages.reports.printing import print_pdf
from facilitator_app.gui.pages.reports.publication_page import publication_page
from facilitator_app.gui.pages.reports.reports_page import ReportsPage
from facilitator_app.gui.pages.seats.seat_page import seat_page
from facilitator_app.gui.pages.settings.framework_page import framework_page
from facilitator_app.gui.pages.settings.settings_page import SettingsPage
from facilitator_app.gui.pages.text_history_page import TextHistoryPage
from facilitator_app.gui.pages.training.training_page import training_page
from facilitator_app.gui.prefs import Prefs
from facilitator_app.gui.table.list_model import ListModel
from facilitator_app.gui.table.list_view import ListView
from facilitator_app.reports.paper_catalogue import PaperType
from facilitator_app.services import documents, sample
from facilitator_app.services.documents import Document, Source

Told = Callable[[str], None]
MakeRecordPage = Callable[[PageContext, int | None, Mapping[str, Any]], QWidget]


# The record types that have a page of their own; all others have the plain one.
RECORD_PAGES: Mapping[str, MakeRecordPage] = {
    "member": member_page,
    "seat": seat_page,
    "meeting": meeting_page,
    "claim": claim_page,
    "training_event": training_page,
    "publication": publication_page,
    "framework": framework_page,
}
# What stands above a list while several rows are chosen.
CHOSEN: Mapping[str, Callable[[PageContext, ListView, ListModel], QWidget]] = {
    "claim": ChosenClaims
}


class LazyPages:
    """Makes the pages and does the work that the start can do without."""

    def record(
        self, context: PageContext, record: str, record_id: int | None, given: Mapping[str, Any]
    ) -> QWidget:
        """Return the page of one record, or of a new one with some values given."""
        if GUIDE in given:
            return HelpPage(given[GUIDE], context.window.back, places())
        if ATTACHED in given and record_id is not None:
            return AttachmentsPage(context, record, record_id, given[ATTACHED])
        if EARLIER in given:
            return TextHistoryPage(context, *given[EARLIER])
        if IMPORT in given:
            return self.import_list(context, record, given[IMPORT])
        if record in RECORD_PAGES:
            page = RECORD_PAGES[record](context, record_id, given)
        else:
            page = RecordPage(context, record, record_id, given)
        lasting = {name: one for name, one in given.items() if name not in ONCE}
        name_page(page, PageOfRecord(record, record_id, lasting))
        return page

    def reports(
        self, context: PageContext, folder: Path, guide: Told, published: Callable[[], object]
    ) -> QWidget:
        """Return the page of documents."""
        return ReportsPage(context, folder, guide, published)

    def papers(self) -> tuple[PaperType, ...]:
        """Return every paper that can be made."""
        return documents.catalogue()

    def settings(
        self, context: PageContext, prefs: Prefs, path: Path, restyle: Callable[[], None],
        open_other: Callable[[Path], None],
    ) -> QWidget:  # fmt: skip
        """Return the page of settings."""
        return SettingsPage(context, prefs, path, restyle, open_other)

    def import_list(self, context: PageContext, record: str, key: str = "") -> QWidget:
        """Return the page that imports a list, or goes on with what is kept under `key`."""
        page = ImportPage(context, record)
        if key:
            page.go_on(key)
        return page

    def list_output(
        self, context: PageContext, page: QWidget, table: ListView, model: ListModel,
        place: QBoxLayout,
    ) -> ListOutput:  # fmt: skip
        """Return what exports and prints the list of a page."""

        def show(document: Document, source: Source) -> None:
            context.window.show_page(PreviewPage(context, document, source=source))

        return ListOutput(context, show, page, table, model, place)

    def chosen(
        self, record: str, context: PageContext, table: ListView, model: ListModel
    ) -> QWidget:
        """Return what the rows chosen in a list can do together."""
        return CHOSEN[record](context, table, model)

    def print_pdf(self, parent: QWidget, content: bytes, name: str, failed: Told) -> None:
        """Print a finished document."""
        print_pdf(parent, content, name, failed)

    def recovery_sheet(
        self, network: str, path: Path, groups: tuple[str, ...], today: dt.date
    ) -> Document:
        """Return the sheet, dated `today`, that opens the file at `path` without a passphrase."""
        return documents.recovery_sheet(network, path, groups, today).document("pdf")

    def save(self, document: Document, path: Path) -> None:
        """Save a finished document; AppError if it cannot be."""
        documents.save(document, path)

    def make_sample(self, path: Path, clock: Clock, progress: Progress) -> str:
        """Write an invented network to `path`; return its passphrase."""
        sample.make(path, clock=clock, progress=progress)
        return sample.PASSPHRASE
