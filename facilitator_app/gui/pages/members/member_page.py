"""The page of a member, which says so where nothing may be sent to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from facilitator_app.domain.membership import Standing, why_not_contacted
from facilitator_app.gui.form.field_row import FieldRow
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.pages.record_parts import Actions, HoldingPage, RecordParts
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.i18n import _
from facilitator_app.services import members, records
from facilitator_app.services.children import Children
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.record import Draft, Row


def member_page(
    context: PageContext, record_id: int | None = None, given: Mapping[str, Any] | None = None
) -> RecordPage:
    """Return the page of the member `record_id`, or of a new one with `given` values."""
    return RecordPage(context, "member", record_id, given, MemberParts(context))


class MemberParts(RecordParts):
    """Tells where nothing is sent to somebody, and asks for the day once it is said they died.

    The keyboard goes there when the status is left, not before: a list is chosen from by typing.
    """

    def __init__(self, context: PageContext) -> None:
        """Ask `context` for today."""
        self._context = context
        self._rows: Mapping[str, FieldRow] = {}
        self._died = False
        self._asks_day = False  # whether the keyboard goes on to the day once the status is left

    def save(self, file: File, draft: Draft, children: Children) -> Saved:
        """Save the member; coming agendas follow a new name."""
        return members.save(file, draft, children)

    def attach(self, page: HoldingPage) -> None:
        """Take note of the form's fields."""
        self._rows = page.view.form.rows
        self._rows["status"].editor.left.connect(self._status_left)

    def edited(self) -> None:
        """Ask for the day they died as soon as "Died" is chosen."""
        status, day = self._rows["status"].editor, self._rows["left"]
        died = status.read() == "died"
        if died == self._died:
            return
        self._died = died
        label = records.spec("member").label_of(day.field, {"status": status.read()})
        known = _(
            "Give it if you know it. Without it, they are counted until the day you last heard "
            "from them."
        )
        day.ask(label, known if died else _(day.field.help))
        self._asks_day = died and not day.editor.value_text()

    def _status_left(self) -> None:
        """Go on to the day they died, unless the mouse has gone elsewhere."""
        asks, self._asks_day = self._asks_day, False
        if asks and QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            QTimer.singleShot(0, self._rows["left"], self._rows["left"].go)

    def notice(self, row: Row, more: Actions = ()) -> Notice | None:
        """Return why nothing is sent, None while the member may be written to or is new."""
        if not row.id:
            return None
        values = row.values
        known = Standing(values["status"], values["joined"], values["left"], values["last_heard"])
        why = why_not_contacted(known, self._context.format_context().today)
        return Notice("info", why, actions=more) if why else None
