"""Where a list page's rows and cards come from; answers that come too late are dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from facilitator_app.digests.cards import Card
from facilitator_app.digests.lists import Column, ListQuery, ListResult, ListRow
from facilitator_app.digests.tags import TagCount
from facilitator_app.domain.errors import AppError
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.table.list_model import ResultDone, RowsDone
from facilitator_app.services import lists, tags
from facilitator_app.services.files import File


class ListSource(QObject):
    """Asks the file for `page`, which may be gone when the answer comes."""

    def __init__(self, page: QObject, context: PageContext) -> None:
        """Live as long as `page`."""
        super().__init__(page)
        self._context = context

    def fetch(self, query: ListQuery, near: int, size: int, done: ResultDone) -> None:
        """Fetch the frame of a list and the page of `size` rows where the row `near` stands."""

        def work(file: File, _progress: object) -> ListResult:
            return lists.fetch(file, query, near, size)

        self._context.ask(self, work, done)

    def page(self, query: ListQuery, offset: int, limit: int, done: RowsDone) -> None:
        """Fetch `limit` rows from `offset` on."""

        def work(file: File, _progress: object) -> tuple[ListRow, ...]:
            return lists.page(file, query, offset, limit)

        self._context.ask(self, work, done)

    def view_with(
        self, query: ListQuery, record_id: int, steps: Sequence[int],
        done: Callable[[tuple[ListQuery, int] | None], None],
    ) -> None:  # fmt: skip
        """Fetch how a list shows a record that `steps` touched, and at which place; None if not."""

        def work(file: File, _progress: object) -> tuple[ListQuery, int] | None:
            return lists.view_with(file, query, record_id, steps)

        self._context.ask(self, work, done)

    def offered(self, record: str, done: Callable[[tuple[Column, ...]], None]) -> None:
        """Fetch every column that the list of a record type can show."""

        def work(file: File, _progress: object) -> tuple[Column, ...]:
            return lists.offered(file, record)

        self._context.ask(self, work, done)

    def tags(self, record: str, done: Callable[[tuple[TagCount, ...]], None]) -> None:
        """Fetch the tags that records of a type carry."""

        def work(file: File, _progress: object) -> tuple[TagCount, ...]:
            return tags.used(file, record)

        self._context.ask(self, work, done)

    def tags_of(self, query: ListQuery, done: Callable[[tuple[TagCount, ...]], None]) -> None:
        """Fetch the tags that the rows of a view carry."""

        def work(file: File, _progress: object) -> tuple[TagCount, ...]:
            return lists.tag_counts(file, query)

        self._context.ask(self, work, done)

    def card(self, record: str, record_id: int, done: Callable[[Card | None], None]) -> None:
        """Fetch the card of a record; None if it was removed."""

        def work(file: File, _progress: object) -> Card:
            return lists.card(file, record, record_id)

        def gone(_error: AppError) -> None:
            done(None)

        self._context.ask(self, work, done, gone)
