"""The row that a list stands on once its rows have come: one just added or changed, say."""

from __future__ import annotations

from collections.abc import Callable

from facilitator_app.digests.lists import ListQuery
from facilitator_app.gui.pages.list_source import ListSource
from facilitator_app.gui.table.list_model import ListModel
from facilitator_app.gui.table.list_view import ListView
from facilitator_app.spec.record import Changes


class SoughtRow:
    """Goes to a row, wherever the order puts it; for a new one, to a view that has it."""

    def __init__(
        self, source: ListSource, table: ListView, model: ListModel,
        query: Callable[[], ListQuery], show: Callable[[ListQuery, int], object],
    ) -> None:  # fmt: skip
        """query() tells which rows are shown; show() shows others, from about a place on."""
        self._source, self._table, self._model = source, table, model
        self._query, self._show = query, show
        self.row: int | None = None  # its id
        self._steps: list[int] = []  # the change sets that touched rows since some were shown

    def note(self, changes: Changes) -> None:
        """Seek the one row that `changes` touched."""
        wanted = self._query().record
        touched = [one for record, one in changes.touched if record == wanted]
        self.row = touched[0] if len(touched) == 1 else None
        self._steps += [changes.within] if touched else []

    def stand(self) -> None:
        """Stand on the row, now that some are shown."""
        row, self.row = self.row, None
        steps, self._steps = self._steps, []
        if row is None or row == self._table.current_id:
            return
        if self._model.row_of(row) is not None:
            self._table.go_to(row)
            return

        def show(found: tuple[ListQuery, int] | None) -> None:
            if found is not None:
                self.row = row
                self._show(*found)

        self._source.view_with(self._query(), row, steps, show)
