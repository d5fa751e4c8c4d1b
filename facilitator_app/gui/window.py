"""The window: the rail, the page in front, and what stands around them; pages are given to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from facilitator_app.clock import Clock
from facilitator_app.digests.find import Hit
from facilitator_app.domain.errors import AppError, Damaged
from facilitator_app.gui import areas, menus, window_place
from facilitator_app.gui.arrivals import Arrivals
from facilitator_app.gui.command_box import Choosing, Command, CommandBox
from facilitator_app.gui.copy_offer import CopyOffer
from facilitator_app.gui.focus import FocusRing, UndoPasses
from facilitator_app.gui.front_page import ActsOnFront
from facilitator_app.gui.held_words import HeldWords
from facilitator_app.gui.help import HelpPage
from facilitator_app.gui.metrics import RAIL_FOLDS, effective
from facilitator_app.gui.notice_bar import NoticeBar
from facilitator_app.gui.ops import Ops
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.page_protocols import (
    HasSections,
    Helped,
    Lists,
    ShowsPapers,
)
from facilitator_app.gui.page_stack import PageOfRecord, PageStack, record_name
from facilitator_app.gui.places import Place, in_order
from facilitator_app.gui.prefs import Prefs
from facilitator_app.gui.rail import Rail
from facilitator_app.gui.standing import Standing, may_be_built_anew
from facilitator_app.gui.text_size import TextSize
from facilitator_app.gui.undo_steps import UndoSteps
from facilitator_app.gui.widgets.surface import dress, row
from facilitator_app.gui.window_title import WindowTitle
from facilitator_app.i18n import _
from facilitator_app.locale_formats import show_time
from facilitator_app.services import records
from facilitator_app.services.files import File
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Changes

MakePage = Callable[[PageContext], QWidget]
MakeRecord = Callable[[PageContext, str, int | None, Mapping[str, Any]], QWidget]
MakeListOf = Callable[[PageContext, str, tuple[str, int], str], QWidget]
Counts = Mapping[str, tuple[int, bool]]
_PAPERS = "reports"  # the place where papers are shown
_SETTINGS = "settings"


def _nothing(_context: PageContext) -> Sequence[Command]:
    return ()


def plain_title(network: str) -> str:
    """Return what the window of a network is headed."""
    return _("{network}: Facilitator").format(network=network)


@dataclass(frozen=True, slots=True)
class WindowParts:
    """What the window is built of.

    places: what the rail lists; pages: a maker for each of them; record: makes the page of one
    record (its name, id or None, given values); counts: how many wait at each place, and whether
    any is late; restyle: applies the theme and text size of `prefs`; close: asks for the passphrase
    again; go_on: opens a copy of this network in its place; commands: what Ctrl+K can do besides
    the table of actions; list_of: makes the page of the list of a record type whose rows belong to
    one record (its type and id), in one of its views ("" for all); titled: what the window of a
    network that is called so is headed.
    """

    network: str
    ops: Ops
    format_context: Callable[[], FormatContext]
    clock: Clock
    prefs: Prefs
    places: Sequence[Place]
    pages: Mapping[str, MakePage]
    record: MakeRecord
    counts: Callable[[File], Counts]
    restyle: Callable[[], None]
    close: Callable[[], None]
    go_on: Callable[[Path], object]
    commands: Callable[[PageContext], Sequence[Command]] = _nothing
    list_of: MakeListOf | None = None
    titled: Callable[[str], str] = plain_title


class Window(ActsOnFront):
    """One network's window; see `page_context.PageWindow` for what pages may ask of it."""

    spoken_role = QAccessible.Role.Window

    def __init__(self, parts: WindowParts) -> None:
        """Build the frame; no page is made before it is gone to."""
        super().__init__()
        dress(self, "paper")
        self._parts = parts
        self.places = in_order(parts.places)
        self.context = PageContext(parts.ops, self, parts.format_context)
        self._network = parts.network
        self._title = WindowTitle(self)
        self._title.show_network(parts.titled(parts.network))
        window_place.restore(self, parts.prefs)
        self.text_size = TextSize(self, parts.prefs, self.rebuild, partial(may_be_built_anew, self))
        self._arrivals = Arrivals(self, self._put_in_front)
        self._line = row(self, 0)
        self.actions_by_name: dict[str, QAction] = menus.install(self, self.does())
        for place in self.places:
            if place.keys:
                menus.add_key(self, (place.keys,), partial(self.go, place.name))
        menus.add_key(self, ("Alt+Left",), self.earlier)
        self._undo_passes = UndoPasses(self, self.undo_in_text, self.redo_in_text)
        self._build()

    def does(self) -> Mapping[str, Callable[[], object]]:
        """Return what each action of the table does."""
        return {
            "find": self.find_anything,
            "places": self.list_places,
            "place_before": lambda: menus.go_along(self, -1),
            "place_after": lambda: menus.go_along(self, 1),
            "area_after": lambda: areas.go_along(self, 1),
            "area_before": lambda: areas.go_along(self, -1),
            "undo": self.undo,
            "redo": self.redo,
            "help": self.help,
            "back": self.back,
            "print": self.print_paper,
            "larger": lambda: self.text_size.step(1),
            "smaller": lambda: self.text_size.step(-1),
            "usual_size": self.text_size.usual,
            "close": self.close_network,
            "quit": self.close,
            "add": self.add,
            "search": self.search,
            "save": self.save,
        }

    # What pages ask for.

    def go(self, place: str) -> None:
        """Show the page of the rail called `place`; pages above it are left."""
        self._go(place)

    def _go(self, place: str) -> bool:
        self._give_way()
        return self.stack.go(place)

    def _give_way(self) -> None:
        """Make way for another page; what is said from now on is said of that."""
        self._arrivals.forget()
        self.command_box.give_way()
        self.notice.leave_page()

    def show_list(self, record: str, chip: str = "", tag: int = 0) -> None:
        """Show the list of `record`: one of its views (`chip`), or the rows that carry a tag."""
        place = next(place for place in self.places if record in place.records)
        if self._go(place.name) and isinstance(front := self.stack.front, Lists):
            front.show_list(record, chip, tag)

    def show_list_of(self, record: str, of: tuple[str, int], chip: str = "") -> None:
        """Show the list of `record` with the rows that belong to `of`; Esc comes back."""
        if self._parts.list_of is not None:
            self._arrivals.soon(self._parts.list_of(self.context, record, of, chip))

    def show_section(self, name: str, command: str = "") -> None:
        """Show a section of the settings, and do what its `command` says if one is given."""
        if self._go(_SETTINGS) and isinstance(front := self.stack.front, HasSections):
            front.show_section(name, command)

    def show_paper(self, name: str, subject: int | None = None) -> None:
        """Show a paper about a record or year, ready to be printed; None: what is likeliest.

        A paper about something that stands in front lies above it: Esc comes back.
        """
        if subject is not None:
            page = self._parts.pages[_PAPERS](self.context)
            self.show_page(page)
            if isinstance(page, ShowsPapers):
                page.show_paper(name, subject)
        elif self._go(_PAPERS) and isinstance(front := self.stack.front, ShowsPapers):
            front.show_paper(name, subject)

    def open_record(self, record: str, record_id: int) -> None:
        """Show one record as a page, if it is not in front already; Esc comes back."""
        name = record_name(record, record_id)
        if not (self.stack.is_at(name) or self._arrivals.is_coming(name)):
            self._arrivals.soon(self._parts.record(self.context, record, record_id, {}))

    def new_record(self, record: str, values: dict[str, Any] | None = None) -> None:
        """Show an empty form of `record`, with some values given."""
        self._arrivals.soon(self._parts.record(self.context, record, None, values or {}))

    def choose(self, choosing: Choosing, among: Sequence[Command]) -> None:
        """Let one of `among` be chosen by typing, for what `choosing` says."""
        self.command_box.open_on(choosing, among)

    def show_page(self, page: QWidget) -> None:
        """Put `page` in front, once it is read; Esc or `back` takes it away again."""
        self._arrivals.bring(page)

    def _put_in_front(self, page: QWidget) -> None:
        self._give_way()
        self.stack.push(page)

    def back(self) -> None:
        """Leave the page in front and return to where the user was."""
        self._arrivals.forget()
        self.notice.leave_page()
        self.stack.back()

    def changed(self, changes: Changes) -> None:
        """Tell every page what changed, and offer Undo in the quiet bar."""
        self.take_in(changes)
        self._steps.say_done(changes)

    def tell(self, words: str, *, bad: bool = False) -> None:
        """Say something in the quiet bar, without asking."""
        self.notice.say(words, bad=bad)

    def untell(self, words: str) -> None:
        """Say `words` no more."""
        self.notice.unsay(words)

    def fail(self, error: AppError) -> None:
        """Say what went wrong and what to do about it; see `page_context.PageWindow`."""
        if isinstance(error, Damaged):
            self.mark_damaged(damaged=True)
        self._held.fail(error)

    def mark_damaged(self, *, damaged: bool) -> None:
        """Say where the last save is told that the file is damaged, or no more that it is."""
        self.rail.show_damaged(_("The file is damaged") if damaged else "")

    # What the table of actions names.

    def find_anything(self) -> None:
        """Open the one search box."""
        self.command_box.open()

    def list_places(self) -> None:
        """Open the search box on the places alone, each with its letters."""
        how = _("Type the letters, or the beginning of a name")
        self.choose(Choosing(_("Go to a place"), how), menus.going(self))

    def earlier(self) -> None:
        """Go back a page, or to the place before this one."""
        self._give_way()
        self.stack.earlier()

    def undo(self) -> None:
        """Take back what was done on the page in front and not saved, or else the last change."""
        self._steps.undo()

    def undo_in_text(self) -> None:
        """Take back the last change if it concerns the record in front."""
        self._steps.undo_in_text()

    def redo_in_text(self) -> None:
        """Do again what was undone if it concerns the record in front."""
        self._steps.redo_in_text()

    def redo(self) -> None:
        """Do again what was undone."""
        self._steps.redo()

    def help(self, page: str = "") -> None:
        """Open the guide at `page`, or at the one that fits the page in front."""
        self.command_box.give_way()
        front = self.stack.front
        if isinstance(front, HelpPage):
            front.open(page or front.page)
            return
        fits = front.help_page if isinstance(front, Helped) else ""
        self.show_page(HelpPage(page or fits or self.stack.place, self.back, self.places))

    def close_network(self) -> None:
        """Go back to the passphrase, after every page has kept what it must."""
        if self.stack.may_close() and self._held.may_close(self.close_network):
            self._parts.close()

    def rebuild(self) -> None:
        """Apply the chosen theme and text size: everything is built again, at the same place."""
        if not self.stack.may_close():
            return
        standing = Standing(self.stack)
        self._parts.restyle()
        for part in (self._ring, self.notice, self.command_box, self.rail, self._side):
            part.hide()
            part.deleteLater()
        self._build()
        standing.go_on(self)

    def return_to(self, place: str, over: Sequence[PageOfRecord]) -> None:
        """Show a place, "" for none, and above it what `PageStack.records` told."""
        if place:
            self.go(place)
        for one in over:
            page = self._parts.record(self.context, one.record, one.record_id, one.given)
            self.stack.push(page, one.below)

    def refresh_counts(self) -> None:
        """Count anew what waits at each place."""
        self._parts.ops.run(lambda file, _progress: self._parts.counts(file), self._show_counts)

    def _show_counts(self, found: Counts) -> None:
        self.rail.show_counts(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Esc, if nothing in front had a use for it."""
        if event.key() == Qt.Key.Key_Escape:
            self.back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rail to icons where the window is narrow."""
        super().resizeEvent(event)
        self._fold()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let pages keep their drafts, and remember where the window stood."""
        if not (self.stack.may_close() and self._held.may_close(self.close)):
            event.ignore()
            return
        window_place.keep(self, self._parts.prefs)
        super().closeEvent(event)

    def _build(self) -> None:
        self.rail = Rail(self._network, self.places, self._parts.prefs)
        self.stack = PageStack(lambda place: self._parts.pages[place](self.context))
        self._title.follow(self.stack)
        self._side = QWidget()
        row(self._side, 0).addWidget(self.stack)
        self._line.addWidget(self.rail)
        self._line.addWidget(self._side, 1)
        self.notice = NoticeBar(self._side)
        self._steps = UndoSteps(self, self._parts.ops)
        parts = self._parts
        copies = CopyOffer(parts.ops, self.notice, self._network, self.stack, parts.go_on)
        self._held = HeldWords(copies, self.rail.show_held, self.stack.flush)
        self.see_to_held, self.tell_saved = self._held.see_to, self._held.tell_saved
        offered = (partial(menus.commands, self), partial(self._parts.commands, self.context))
        found = (partial(menus.on_page, self.stack), menus.guide_pages(self))
        self.command_box = CommandBox(self, parts.ops, offered, partial(_open_hit, self), *found)
        self._ring = FocusRing(self)
        self.rail.chosen.connect(self.go)
        self.rail.search.connect(self.command_box.open)
        self.rail.list_places.connect(self.list_places)
        self.rail.menu.connect(partial(menus.open_menu, self))
        self.stack.shown.connect(self.rail.show_place)
        self.stack.shown.connect(lambda _place: self.notice.raise_())
        self.refresh_counts()
        self.saved()
        self._fold()

    def _fold(self) -> None:
        narrow = effective(self.width()) < RAIL_FOLDS
        if narrow != self.rail.narrow:
            self.rail.set_narrow(narrow)

    def take_in(self, changes: Changes) -> None:
        """Let every page take note of changes."""
        for page in list(self.stack.pages()):
            page.stale(changes)
        if changes.touches("network"):
            self._parts.ops.run(
                lambda file, _progress: records.network(file)["name"], self._show_network
            )
        self.refresh_counts()
        self.saved(quiet=False)

    def _show_network(self, name: str) -> None:
        self._network = name
        self._title.show_network(self._parts.titled(name))
        self.rail.show_network(name)

    def saved(self, *, quiet: bool = True) -> None:
        """Say when it was saved; quiet: what is told as done is not the last step any more."""
        self.notice.unoffer(_("Redo"))
        if quiet:
            self.notice.unoffer(_("Undo"))
        at = self._parts.clock.now().astimezone()
        self.rail.show_saved(_("Last saved {time}").format(time=show_time(at.time())))


def _open_hit(window: Window, hit: Hit) -> None:
    if hit.tag:
        window.show_list(hit.record, tag=hit.tag)
    else:
        window.open_record(hit.record, hit.id)
