"""Which page stands at which place of the rail, and which page shows which record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from facilitator_app.app.card_actions import CardActions, lazy_pages
from facilitator_app.app.places import list_places, listed, places
from facilitator_app.digests.page_values import SEVERAL
from facilitator_app.digests.today import Need
from facilitator_app.gui.command_box import Command
from facilitator_app.gui.guide import FIRST
from facilitator_app.gui.help import HelpPage
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.page_protocols import KeepsDrafts
from facilitator_app.gui.pages.list_page import ListKind, ListPage
from facilitator_app.gui.pages.settings.sections import SECTIONS
from facilitator_app.gui.pages.today.backup_notice import BackupNotice
from facilitator_app.gui.pages.today.today_page import TodayPage
from facilitator_app.gui.pages.two_lists import TwoLists
from facilitator_app.gui.prefs import Prefs
from facilitator_app.gui.window import MakePage
from facilitator_app.i18n import _, mid_sentence
from facilitator_app.locale_formats import join_parts
from facilitator_app.services import lists, records, restoring

OtherList = tuple[str, str, Callable[[], object]]  # words, icon, what leads there
Counts = Mapping[str, tuple[int, bool]]


def place_pages(
    prefs: Prefs, path: Path, restyle: Callable[[], None], open_other: Callable[[Path], None]
) -> Mapping[str, MakePage]:
    """Return the maker of each place's page; restyle() builds the window again.

    open_other(path) leaves the network for that of another file.
    """
    made: dict[str, MakePage] = {
        place.name: partial(_list_pages, prefs=prefs, record_types=place.records)
        for place in places()
        if place.records
    }
    return {
        **made,
        "today": partial(_today, path=path, open_other=open_other),
        "reports": lambda context: lazy_pages().reports(
            context, path.parent, context.window.help, partial(_show_published, context, prefs)
        ),
        "settings": lambda context: lazy_pages().settings(
            context, prefs, path, restyle, open_other
        ),
    }


def record_page(
    context: PageContext, record: str, record_id: int | None, given: Mapping[str, Any]
) -> QWidget:
    """Return the page of one record, or of a new one with some values given."""
    return lazy_pages().record(context, record, record_id, given)


def guide_page(back: Callable[[], object]) -> QWidget:
    """Return the guide for whoever has opened no network yet; back() leaves it."""
    return HelpPage(FIRST, back, places())


def take_up_draft(page: object) -> None:
    """Let a page that was just made go on with the words that wait for it."""
    if isinstance(page, KeepsDrafts):
        page.drafts.take_up()


def counts_by_place(waiting: Counts) -> Counts:
    """Return how many wait at each place of those that wait of each record type."""
    found: dict[str, tuple[int, bool]] = {}
    places_of = list_places()
    for record, (rows, late) in waiting.items():
        if record in places_of:
            before, was_late = found.get(places_of[record], (0, False))
            found[places_of[record]] = (before + rows, was_late or late)
    return found


def commands(context: PageContext, prefs: Prefs) -> tuple[Command, ...]:
    """Return what Ctrl+K can do besides the keys of the window."""
    own = [records.spec(one.record) for one in SECTIONS if one.record]
    adding = [
        Command(
            one.words_to_add(),
            partial(context.window.new_record, one.name),
            "plus",
            also=" ".join(
                (
                    _("new add create"),
                    _(one.singular),
                    _(one.other_words) if one.other_words else "",
                )
            ),
        )
        for one in (*listed(), *own)
    ]
    importing = [
        Command(
            _("Import {things}").format(things=mid_sentence(_(one.plural))),
            partial(_import_list, context, one.name),
            "table",
            also=_("bring in Excel CSV spreadsheet list update"),
        )
        for one in listed()
        if one.importable
    ]
    papers = [
        Command(
            _(paper.label),
            partial(context.window.show_paper, paper.name),
            "printer",
            also=_("print publish"),
        )
        for paper in lazy_pages().papers()
    ]
    people = Command(
        _("Add people to seats…"),
        partial(context.window.new_record, "seat", {SEVERAL: 1}),
        "user-plus",
        also=_("several members on a group"),
        where=_("Groups and seats"),
    )
    own_pages = (people, _published(context, prefs))
    return (*adding, *importing, *papers, *own_pages, *_views(context), *_settings(context))


def _show_published(context: PageContext, prefs: Prefs) -> None:
    context.window.show_page(_list_page(context, prefs, "publication", adds=False))


def _published(context: PageContext, prefs: Prefs) -> Command:
    spec = records.spec("publication")
    return Command(
        _(spec.plural),
        partial(_show_published, context, prefs),
        spec.icon,
        also=_(spec.other_words),
        where=_("Reports"),
    )


def _views(context: PageContext) -> Iterator[Command]:
    """Lead to each view of each list."""
    for one in listed():
        for key, words in lists.views(one.name):
            show, list_ = partial(context.window.show_list, one.name, key), _(one.plural)
            said = _("{list}: {view}").format(list=list_, view=words)
            yield Command(said, show, one.icon, also=list_, view=words)


def _settings(context: PageContext) -> Iterator[Command]:
    """Lead to each section of the settings, and to what can be done in it."""
    for section in SECTIONS:
        show, place = partial(context.window.show_section, section.name), _("Settings")
        yield Command(_(section.words), show, section.icon, also=_(section.also), where=place)
        for one in section.commands:
            do = partial(context.window.show_section, section.name, one.name)
            yield Command(_(one.words), do, one.icon, also=_(one.also), where=place)
    for field in records.spec("network").typed:
        do = partial(context.window.show_section, "network", field.name)
        where = join_parts((_("Settings"), _("Network")))
        also = _(field.help) if field.help else ""
        yield Command(_(field.label), do, "gear", also=also, where=where)


def _today(context: PageContext, path: Path, open_other: Callable[[Path], None]) -> QWidget:
    def lead(need: Need) -> None:
        if need.section:
            context.window.show_section(need.section)
        elif need.import_key:
            _import_list(context, need.record, need.import_key)
        elif need.draft:
            page = record_page(context, need.record, need.id or None, need.new or {})
            take_up_draft(page)
            QTimer.singleShot(0, page, lambda: context.window.show_page(page))
        elif need.id:
            context.window.open_record(need.record, need.id)
        else:
            context.window.show_list(need.record, need.chip)

    page = TodayPage(context, listed(), lead, partial(_import_list, context, "member"))
    if made := restoring.made_at(path):
        page.put_first(BackupNotice(context, made.date(), open_other))
    return page


def _import_list(context: PageContext, record: str, key: str = "") -> None:
    """Show the page that imports a list; `key`: of an import that was begun, to go on with."""
    context.window.show_page(lazy_pages().import_list(context, record, key))


def _list_pages(context: PageContext, prefs: Prefs, record_types: tuple[str, ...]) -> QWidget:
    if len(record_types) == 1:
        return _list_page(context, prefs, record_types[0])
    first, second = record_types
    return TwoLists(
        (
            lambda turn: _list_page(context, prefs, first, _other_list(second, turn)),
            lambda turn: _list_page(context, prefs, second, _other_list(first, turn)),
        )
    )


def list_of(
    context: PageContext, record: str, of: tuple[str, int], chip: str, *, prefs: Prefs
) -> ListPage:
    """Return the list of `record` whose rows belong to `of` (type and id), in the view `chip`."""
    return _list_page(context, prefs, record, adds=False, of=of, chip=chip)


def _list_page(
    context: PageContext, prefs: Prefs, record: str, other: OtherList | None = None, *,
    adds: bool = True, of: tuple[str, int] | None = None, chip: str = "",
) -> ListPage:  # fmt: skip
    spec = records.spec(record)
    kind = ListKind(
        record=record,
        import_list=partial(_import_list, context, record) if spec.importable else None,
        act=CardActions(context).act,
        aside=other,
        output=lambda *parts: lazy_pages().list_output(context, *parts),
        adds=adds,
        of=of,
        chip=chip,
        chosen=partial(lazy_pages().chosen, record, context) if record == "claim" else None,
    )
    return ListPage(context, prefs, kind)


def _other_list(record: str, turn: Callable[[], object]) -> OtherList:
    spec = records.spec(record)
    return _(spec.plural), spec.icon.removeprefix("ph."), turn
