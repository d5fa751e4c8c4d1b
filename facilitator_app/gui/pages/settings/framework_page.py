"""The page of a framework: its items keep an order without gaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.pages.record_parts import RecordParts
from facilitator_app.services import frameworks
from facilitator_app.services.children import Children
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.record import Draft


def framework_page(
    context: PageContext, record_id: int | None = None, given: Mapping[str, Any] | None = None
) -> RecordPage:
    """Return the page of the framework `record_id`, or of a new one with `given` values."""
    return RecordPage(context, "framework", record_id, given, FrameworkParts())


class FrameworkParts(RecordParts):
    """Numbers the items as they are saved."""

    def save(self, file: File, draft: Draft, children: Children) -> Saved:
        """Save the framework with its items."""
        return frameworks.save(file, draft, children)
