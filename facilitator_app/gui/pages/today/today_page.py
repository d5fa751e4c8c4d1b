"""Today: the next meeting, what needs the facilitator, and how the year is going."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QMenu, QWidget

from facilitator_app.digests.today import Need, Today
from facilitator_app.gui.metrics import EDGE, effective, px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.today.findings import FindingCard
from facilitator_app.gui.pages.today.meeting_card import FirstStepsCard, MeetingCard, NoMeetingCard
from facilitator_app.gui.pages.today.needs_list import NeedsList
from facilitator_app.gui.standing import KeyboardPlace
from facilitator_app.gui.widgets.buttons import button
from facilitator_app.gui.widgets.page_head import PageHead
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import clear, column, dress, row, rule
from facilitator_app.i18n import _
from facilitator_app.services import today
from facilitator_app.spec.record import Changes, RecordSpec

Lead = Callable[[Need], object]
_ONE_COLUMN = 900
_THREE_FINDINGS = 860


class TodayPage(QWidget):
    """What a facilitator needs at five to nine; every line leads to the thing itself."""

    def __init__(
        self,
        context: PageContext,
        addable: Sequence[RecordSpec],
        lead: Lead,
        import_list: Callable[[], object],
    ) -> None:
        """Build the page.

        addable: the record types that can be begun from here; lead(need) goes to the list that it
        speaks of; import_list() begins to import members.
        """
        super().__init__()
        dress(self, "paper")
        self._context, self._lead = context, lead
        self._import_list = import_list
        self._add = button(_("Add"), "menu", "plus")
        self._add.setMenu(self._menu(addable))
        self._head = PageHead(" ", " ", [self._add])
        body = QWidget()
        self._body = column(body, 16, (EDGE, 16, EDGE, EDGE))
        self._top = row(None, 32)
        self._findings = QGridLayout()
        self._findings.setHorizontalSpacing(px(32))
        self._findings.setVerticalSpacing(px(24))
        self._body.addLayout(self._top)
        self._rule = rule()
        self._body.addWidget(self._rule)
        self._body.addLayout(self._findings)
        self._body.addStretch()
        layout = column(self, 0)
        layout.addWidget(self._head)
        layout.addWidget(ScrollBody(body, _("Today")), 1)
        self._cards: list[FindingCard] = []
        self._shown: Today | None = None

    def put_first(self, part: QWidget) -> None:
        """Show `part` above all else."""
        self._body.insertWidget(0, part)

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Today")

    @property
    def help_page(self) -> str:
        """The page of the guide that tells about it."""
        return "start"

    def stale(self, changes: Changes) -> None:
        """Read again when next seen, or now if seen: the page shows a little of everything."""
        if self.isVisible():
            self.reload()

    def reload(self) -> None:
        """Read everything shown once more."""
        self._context.ask(self, lambda file, _progress: today.page(file), self._show)

    def can_leave(self) -> bool:
        """Nothing is lost by leaving."""
        return True

    def add(self) -> None:
        """Offer what can be added."""
        self._add.showMenu()

    def showEvent(self, event: QShowEvent) -> None:
        """Read anew."""
        super().showEvent(event)
        self.reload()  # a draft that was kept changes no record

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two would be narrow."""
        super().resizeEvent(event)
        self._arrange()

    def _menu(self, addable: Sequence[RecordSpec]) -> QMenu:
        menu = QMenu(self)
        for one in addable:
            menu.addAction(_(one.singular), partial(self._context.window.new_record, one.name))
        return menu

    def _show(self, found: Today) -> None:
        if found == self._shown:
            return
        self._shown = found
        keyboard = KeyboardPlace(self)
        self._head.set_texts(found.greeting, found.sentence)
        clear(self._top)
        if found.meeting:
            card: QWidget = MeetingCard(found.meeting, self._open_meeting)
        elif found.fresh:
            card = FirstStepsCard(self._first_steps(grouped=found.grouped))
        else:
            card = NoMeetingCard(lambda: self._context.window.new_record("meeting"))
        self._top.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
        self._top.addWidget(NeedsList(found.needs, self._lead), 1, Qt.AlignmentFlag.AlignTop)
        clear(self._findings)
        self._cards = [FindingCard(one) for one in found.findings]
        self._rule.setVisible(bool(self._cards))
        self._arrange()
        keyboard.give_back(self, 3)

    def _first_steps(self, *, grouped: bool) -> tuple[tuple[str, str, Callable[[], object]], ...]:
        new = self._context.window.new_record
        group = (_("Add your first group"), "armchair", partial(new, "body"))
        return (
            *(() if grouped else (group,)),
            (_("Import members from a list"), "table", self._import_list),
            (_("Add a member"), "user-plus", partial(new, "member")),
        )

    def _open_meeting(self, meeting_id: int) -> None:
        self._context.window.open_record("meeting", meeting_id)

    def _arrange(self) -> None:
        room = effective(self.width())
        narrow = room < _ONE_COLUMN
        ways = QBoxLayout.Direction
        self._top.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        across = 3 if room >= _THREE_FINDINGS else 1
        for place, card in enumerate(self._cards):
            self._findings.addWidget(
                card, place // across, place % across, Qt.AlignmentFlag.AlignTop
            )
        for at in range(3):
            self._findings.setColumnStretch(at, 1 if at < across else 0)
