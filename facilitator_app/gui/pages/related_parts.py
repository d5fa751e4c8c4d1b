"""What is linked to the record of a page, shown on it, and the access needs at its top."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from facilitator_app.digests.cards import PartKind, Related
from facilitator_app.digests.page_values import SEVERAL
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.form.record_layout import RecordLayout
from facilitator_app.gui.form.related_part import RelatedPart
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.i18n import _
from facilitator_app.services import lists
from facilitator_app.services.files import File

_ACCESS = "access"


class RelatedParts(QObject):
    """Reads them whenever the record is read, and after every change of the file."""

    def __init__(
        self, page: QObject, context: PageContext, view: RecordLayout, record: str
    ) -> None:
        """Add a section for each part to the form of `view`, which shows a `record`."""
        super().__init__(page)
        self._context, self._view, self._record = context, view, record
        self._id: int | None = None
        self._access = ""
        self._parts = [self._part(kind) for kind in lists.page_parts(record)]

    def show_record(self, record_id: int | None) -> None:
        """Show what is linked to a record; None: it was never saved."""
        self._id = record_id
        self.reload()

    def reload(self) -> None:
        """Read anew."""
        record, record_id = self._record, self._id
        if record_id is None or not self._parts:
            return

        def work(file: File, _progress: Progress) -> Related:
            return lists.related(file, record, record_id)

        self._context.ask(self, work, self._show)

    def _part(self, kind: PartKind) -> RelatedPart:
        add, show_all = partial(self._begin, kind), partial(self._show_all, kind)
        made = RelatedPart(kind, self._context.window, add, show_all)
        self._view.form.add_section(_(kind.title), made, wide=False)
        return made

    def _show(self, found: Related) -> None:
        for part, shown in zip(self._parts, found.parts, strict=False):
            part.show_part(shown)
        if found.access != self._access:
            self._access = found.access
            bar = Notice("access", _("Access needs"), found.access) if found.access else None
            self._view.set_bar(_ACCESS, bar)

    def _begin(self, kind: PartKind) -> None:
        several = {SEVERAL: 1} if kind.several else {}
        self._context.window.new_record(kind.record, {kind.given: self._id, **several})

    def _show_all(self, kind: PartKind) -> None:
        if self._id is not None:
            of = (self._record, self._id)
            self._context.window.show_list_of(kind.record, of, kind.chip)
