"""What is looked for in a list and the row that somebody stands on, for a page built anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from facilitator_app.digests.lists import ListQuery
from facilitator_app.digests.tags import TagCount
from facilitator_app.gui.pages.list_tools import ListTools
from facilitator_app.gui.table.list_view import ListView
from facilitator_app.gui.widgets.search_field import SearchField


@dataclass(frozen=True, slots=True)
class _Looked:
    """Which rows were wanted, the words in the search field, the tag, and the id of the row."""

    query: ListQuery
    words: str
    tag: TagCount | None
    row: int | None


class ListStanding:
    """What `page_protocols.Resumes` asks of a list."""

    def __init__(
        self, search: SearchField, tools: ListTools, table: ListView,
        query: Callable[[], ListQuery], go: Callable[[ListQuery, int | None], object],
    ) -> None:  # fmt: skip
        """query() tells which rows are shown; go() shows others, and stands on one of them."""
        self._search, self._tools, self._table = search, tools, table
        self._query, self._go = query, go

    def standing(self) -> _Looked:
        """Return what is looked for, and the row that somebody stands on."""
        return _Looked(
            self._query(), self._search.text(), self._tools.tagged, self._table.current_id
        )

    def resume(self, standing: _Looked, then: Callable[[], object]) -> None:
        """Look for the same."""
        self._search.setText(standing.words)
        self._tools.show_tag(standing.tag)
        self._go(replace(standing.query, text=standing.words), standing.row)
        then()
