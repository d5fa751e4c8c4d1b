"""Which page stands at which place of the rail, and which page shows which record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.app.card_actions import CardActions, lazy_pages
from facilitator_app.digests.today import Need
from facilitator_app.gui.command_box import Command
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.list_page import ListKind, ListPage
from facilitator_app.gui.pages.today.today_page import TodayPage
from facilitator_app.gui.pages.two_lists import TwoLists
from facilitator_app.gui.prefs import Prefs
from facilitator_app.gui.window import MakePage, Window
from facilitator_app.i18n import N_, _
from facilitator_app.services import documents, records

_IMPORTABLE = ("member", "body", "action")
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
        "reports": lambda context: lazy_pages().reports(
            context, path.parent, partial(_guide, context)
        ),
        "settings": lambda context: lazy_pages().settings(context, prefs, path, restyle),
    }


def record_page(
    context: PageContext, record: str, record_id: int | None, given: Mapping[str, Any]
) -> QWidget:
    """Return the page of one record, or of a new one with some values given."""
    return lazy_pages().record(context, record, record_id, given, CardActions(context).show_paper)


def commands(context: PageContext) -> tuple[Command, ...]:
    """Return what Ctrl+K can do besides the keys of the window."""
    lists = (*LISTS.values(), GROUPS, SEATS)
    adding = [
        Command(_(one.add), partial(context.window.new_record, one.record), "plus") for one in lists
    ]
    taking_in = [
        Command(
            _("Import {things}").format(things=_(records.spec(record).plural).lower()),
            partial(_import_list, context, record),
            "table",
            also=_("bring in Excel CSV list"),
        )
        for record in _IMPORTABLE
    ]
    papers = [
        Command(
            _(entry.label), partial(_show_paper, context, entry.name), "printer", also=_("print")
        )
        for entry in documents.catalogue()
    ]
    return (*adding, *taking_in, *papers)


def _show_paper(context: PageContext, name: str) -> None:
    CardActions(context).show_paper(name, None)


def _today(context: PageContext) -> QWidget:
    return TodayPage(
        context,
        lambda record: _(records.spec(record).singular),
        partial(_lead, context),
        partial(_import_list, context, "member"),
    )


def _lead(context: PageContext, need: Need) -> None:
    """Go to the list that a line of Today speaks of, with its view chosen."""
    window = context.window
    window.go(need.place)
    assert isinstance(window, Window)
    page = window.stack.front
    if isinstance(page, TwoLists):
        page = page.show_list(need.record)
    if isinstance(page, ListPage):
        page.show_chip(need.chip)


def _kind(context: PageContext, listed: Listed, aside: Aside | None = None) -> ListKind:
    import_list = partial(_import_list, context, listed.record)
    return ListKind(
        record=listed.record,
        find=_(listed.find),
        add=_(listed.add),
        headline=_(listed.headline),
        help_page=listed.guide,
        import_list=import_list if listed.record in _IMPORTABLE else None,
        act=CardActions(context).act,
        aside=aside,
        output=lambda *parts: lazy_pages().list_output(context, *parts),
    )


def _import_list(context: PageContext, record: str) -> None:
    context.window.show_page(lazy_pages().import_list(context, record))


def _guide(context: PageContext, page: str) -> None:
    assert isinstance(context.window, Window)
    context.window.help(page)


def _list_page(context: PageContext, prefs: Prefs, listed: Listed) -> QWidget:
    return ListPage(context, prefs, _kind(context, listed), partial(_guide, context))


def _groups_and_seats(context: PageContext, prefs: Prefs) -> QWidget:
    def groups(turn: Callable[[], object]) -> ListPage:
        kind = _kind(context, GROUPS, (_("Who sits where"), "users-three", turn))
        return ListPage(context, prefs, kind, partial(_guide, context))

    def seats(turn: Callable[[], object]) -> ListPage:
        kind = _kind(context, SEATS, (_("Groups"), "armchair", turn))
        return ListPage(context, prefs, kind, partial(_guide, context))

    return TwoLists((groups, seats))
