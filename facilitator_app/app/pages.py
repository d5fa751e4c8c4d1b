"""Which page stands at which place of the rail, and which page shows which record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.app.acts import Acts, later
from facilitator_app.digests.today import Need
from facilitator_app.gui.desk import Desk
from facilitator_app.gui.pages.listpage import ListKind, ListPage
from facilitator_app.gui.pages.today.page import TodayPage
from facilitator_app.gui.pages.twolists import TwoLists
from facilitator_app.gui.palette import Command
from facilitator_app.gui.prefs import Prefs
from facilitator_app.gui.window import MakePage, Window
from facilitator_app.i18n import N_, _
from facilitator_app.services import documents, records

_BROUGHT_IN = ("member", "body", "action")
Aside = tuple[str, str, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class Listed:
    """The words of a list: what is found, added, and said when there is none yet."""

    record: str
    find: str
    add: str
    headline: str
    guide: str


LISTS: Mapping[str, Listed] = {
    "members": Listed(
        "member", N_("Find a member"), N_("Add member"),
        N_("Keep everyone who gives their time in one place"), "members",
    ),
    "meetings": Listed(
        "meeting", N_("Find a meeting"), N_("Plan a meeting"),
        N_("Plan the first meeting"), "meetings",
    ),
    "actions": Listed(
        "action", N_("Find an action"), N_("Add action"),
        N_("Note who does what by when"), "meetings",
    ),
    "claims": Listed(
        "claim", N_("Find a claim"), N_("Add claim"),
        N_("Pay members back without sums on paper"), "claims",
    ),
    "training": Listed(
        "training_event", N_("Find training"), N_("Add training"),
        N_("Note who learnt what, and when"), "start",
    ),
}  # fmt: skip
GROUPS = Listed(
    "body", N_("Find a group"), N_("Add group"), N_("Begin with the groups you support"), "members"
)
SEATS = Listed(
    "seat", N_("Find a seat"), N_("Add seat"), N_("Say who sits on which group"), "members"
)


def places(prefs: Prefs, path: Path, restyle: Callable[[], None]) -> Mapping[str, MakePage]:
    """Return the maker of each place's page; restyle() builds the window again."""
    made: dict[str, MakePage] = {
        name: partial(_list_page, prefs=prefs, listed=listed) for name, listed in LISTS.items()
    }
    return {
        **made,
        "today": _today,
        "seats": partial(_groups_and_seats, prefs=prefs),
        "reports": lambda desk: later().reports(desk, path.parent, partial(_guide, desk)),
        "settings": lambda desk: later().settings(desk, prefs, path, restyle),
    }


def record_page(
    desk: Desk, record: str, record_id: int | None, given: Mapping[str, Any]
) -> QWidget:
    """Return the page of one record, or of a new one with some values given."""
    return later().record(desk, record, record_id, given, Acts(desk).show_paper)


def commands(desk: Desk) -> tuple[Command, ...]:
    """Return what Ctrl+K can do besides the keys of the window."""
    lists = (*LISTS.values(), GROUPS, SEATS)
    adding = [
        Command(_(one.add), partial(desk.window.new_record, one.record), "plus") for one in lists
    ]
    taking_in = [
        Command(
            _("Bring in {things}").format(things=_(records.spec(record).plural).lower()),
            partial(_bring_in, desk, record),
            "table",
            also=_("import Excel CSV list"),
        )
        for record in _BROUGHT_IN
    ]
    papers = [
        Command(_(entry.label), partial(_show_paper, desk, entry.name), "printer", also=_("print"))
        for entry in documents.catalogue()
    ]
    return (*adding, *taking_in, *papers)


def _show_paper(desk: Desk, name: str) -> None:
    Acts(desk).show_paper(name, None)


def _today(desk: Desk) -> QWidget:
    return TodayPage(
        desk,
        lambda record: _(records.spec(record).singular),
        partial(_lead, desk),
        partial(_bring_in, desk, "member"),
    )


def _lead(desk: Desk, need: Need) -> None:
    """Go to the list that a line of Today speaks of, with its view chosen."""
    window = desk.window
    window.go(need.place)
    assert isinstance(window, Window)
    page = window.stack.front
    if isinstance(page, TwoLists):
        page = page.show_list(need.record)
    if isinstance(page, ListPage):
        page.show_chip(need.chip)


def _kind(desk: Desk, listed: Listed, aside: Aside | None = None) -> ListKind:
    bring_in = partial(_bring_in, desk, listed.record)
    return ListKind(
        record=listed.record,
        find=_(listed.find),
        add=_(listed.add),
        headline=_(listed.headline),
        help_page=listed.guide,
        bring_in=bring_in if listed.record in _BROUGHT_IN else None,
        act=Acts(desk).act,
        aside=aside,
    )


def _bring_in(desk: Desk, record: str) -> None:
    desk.window.show_page(later().bring_in(desk, record))


def _guide(desk: Desk, page: str) -> None:
    assert isinstance(desk.window, Window)
    desk.window.help(page)


def _list_page(desk: Desk, prefs: Prefs, listed: Listed) -> QWidget:
    return ListPage(desk, prefs, _kind(desk, listed), partial(_guide, desk))


def _groups_and_seats(desk: Desk, prefs: Prefs) -> QWidget:
    def groups(turn: Callable[[], object]) -> ListPage:
        kind = _kind(desk, GROUPS, (_("Who sits where"), "users-three", turn))
        return ListPage(desk, prefs, kind, partial(_guide, desk))

    def seats(turn: Callable[[], object]) -> ListPage:
        kind = _kind(desk, SEATS, (_("Groups"), "armchair", turn))
        return ListPage(desk, prefs, kind, partial(_guide, desk))

    return TwoLists((groups, seats))
