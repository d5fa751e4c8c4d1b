"""The page of a member, which says so where nothing may be sent to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator_app.domain.membership import Standing, why_not_contacted
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.pages.record_parts import Actions, RecordParts
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.spec.record import Row


def member_page(
    context: PageContext, record_id: int | None = None, given: Mapping[str, Any] | None = None
) -> RecordPage:
    """Return the page of the member `record_id`, or of a new one with `given` values."""
    return RecordPage(context, "member", record_id, given, MemberParts(context))


class MemberParts(RecordParts):
    """Tells on top that nothing is sent to somebody who left, died or stepped back."""

    def __init__(self, context: PageContext) -> None:
        """Ask `context` for today."""
        self._context = context

    def notice(self, row: Row, more: Actions = ()) -> Notice | None:
        """Return why nothing is sent, None while the member may be written to or is new."""
        if not row.id:
            return None
        values = row.values
        known = Standing(values["status"], values["joined"], values["left"], values["last_heard"])
        why = why_not_contacted(known, self._context.format_context().today)
        return Notice("info", why, actions=more) if why else None
