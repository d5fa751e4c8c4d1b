"""The line of tools above a list: views as chips, copying, export and print, columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QPushButton, QWidget

from facilitator_app.digests.tags import TagCount
from facilitator_app.gui.metrics import px
from facilitator_app.gui.tab_order import give_keyboard
from facilitator_app.gui.table.list_model import ListModel
from facilitator_app.gui.table.list_view import ListView
from facilitator_app.gui.widgets.buttons import (
    icon_button,
    quiet_button,
    set_icon,
    set_words,
    show_words,
)
from facilitator_app.gui.widgets.chip import ChipRow
from facilitator_app.gui.widgets.surface import row
from facilitator_app.gui.widgets.text_label import key_cap
from facilitator_app.i18n import _, ngettext

Does = Callable[[], object]
_GAP = 8
_WORD_GAP = 8  # a little more than between icon and words, so that they do not come and go
_TAG_LEAST = 110  # for the words of a tag, where the views have no room to spare


class ListWaysOut(Protocol):
    """What takes a list out of the window; made when it is wanted first."""

    def open_menu(self, button: QWidget) -> None:
        """Offer the ways out below `button`."""
        ...

    def offer_selected(self, menu: QMenu) -> None:
        """Offer in `menu` to take out the rows that are selected."""
        ...

    def print_all(self) -> None:
        """Show the list as it would be printed."""
        ...


# Makes it for a page, its table and model; what it asks stands at the end of the layout.
MakeListWaysOut = Callable[[QWidget, ListView, ListModel, QBoxLayout], ListWaysOut]


class ListTools(QWidget):
    """What can be done with the rows and columns of a list."""

    def __init__(
        self,
        copy: Does,
        send: Does,
        choose: Does,
        aside: tuple[str, str, Does] | None,
        tags: tuple[Does, Does] | None,
        bring: Does | None = None,
    ) -> None:
        """Offer copying, export or print, and the choice of columns.

        bring() begins to import a list, where one can be imported;
        aside: a button to a list that belongs to this one: words, icon, what it does; tags: offers
        the tags to choose rows by, and shows those with any or none; None where records have none.
        """
        super().__init__()
        self.chips = ChipRow(_("Views"))
        self._bare = self._told_bare = self._told_tight = self._tight = False
        self._copy = quiet_button("", "copy", copy)
        self._copy.hide()
        self.send = quiet_button(_("Export or print"), "export", send)
        self._chosen: TagCount | None = None
        self.columns = icon_button("columns", _("Choose columns"), choose)
        self.columns.setProperty("command", True)  # found by its words, though it shows none
        self.details = _details()
        line = row(self, _GAP)
        line.addWidget(self.chips, 1)
        line.addWidget(self.details)
        self._key = key_cap("Space")
        self._key.hide()
        line.addWidget(self._key)
        line.addWidget(self._copy)
        self._worded = [(self.send, "export"), (self._copy, "copy")]
        self.tag: QPushButton | None = None
        self._import: QPushButton | None = None
        if tags is not None:
            offer, clear = tags
            self.tag = quiet_button(_("Tags"), "tag", offer)
            self._any = icon_button("x", _("Show rows with any tag or none"), clear)
            self._any.hide()
            line.addWidget(self.tag)
            line.addWidget(self._any)
        if aside is not None:
            other = quiet_button(*aside)
            self._worded.append((other, aside[1]))
            line.addWidget(other)
        if bring is not None:
            self._import = quiet_button(_("Import"), "upload-simple", bring)
            self._worded.append((self._import, "upload-simple"))
            line.addWidget(self._import)
        line.addWidget(self.send)
        line.addWidget(self.columns)

    @property
    def tagged(self) -> TagCount | None:
        """By which tag the rows are chosen, None for any."""
        return self._chosen

    def fold(self, *, bare: bool, tight: bool = False) -> None:
        """Show icons alone (`bare`), which leaves the line to the views; Details too if `tight`."""
        self._told_bare, self._told_tight = bare, tight
        self._write(*self._room())

    def fit(self) -> None:
        """Show words where the views leave room for them, else icons alone."""
        if (room := self._room()) == (self._bare, self._tight):
            self.fit_tag()
        else:
            self._write(*room)

    def _room(self) -> tuple[bool, bool]:
        """Return whether the views leave no room for the words of tools, nor for Details."""
        others = [one for one, _icon in self._worded]
        if self.tag is not None and self._chosen is None:
            others.append(self.tag)
        seen = [one for one in (*others, self.details) if not one.isHidden()]
        need = self.minimumSizeHint().width() + self.chips.minimumSizeHint().width()
        need -= sum(_words_width(one) for one in seen if one.text())
        need -= 0 if self._key.isHidden() else self._key.sizeHint().width() + px(_GAP)
        details = key = 0
        if not self.details.isHidden():
            details = _words_width(self.details)
            key = self._key.sizeHint().width() + px(_GAP)
        every = key + details + sum(_words_width(one) for one in seen if one is not self.details)
        bare = self._told_bare or need + every > self.width()
        tight = bare and (self._told_tight or need + details > self.width())
        if self._import is not None:  # Ctrl+K has it too, where not even icons have room
            icon = self._import.minimumSizeHint().width() + px(_GAP)
            need -= 0 if self._import.isHidden() else icon
            self._import.setVisible(not tight or need + icon <= self.width())
        return bare, tight

    def _write(self, bare: bool, tight: bool) -> None:
        self._bare, self._tight = bare, tight
        self._key.setVisible(not bare and not self.details.isHidden())
        for one, icon in self._worded:
            show_words(one, icon, on=not bare)
        tip = self.details.toolTip()
        show_words(self.details, "info", on=not tight)
        self.details.setToolTip(tip)
        self.show_tag(self._chosen)

    def offer_details(self, *, on: bool) -> None:
        """Offer the card of a row where it has no place beside the list, and tell its key."""
        self.details.setVisible(on)
        self._write(*self._room())

    def say_why(self, why: str) -> None:
        """Say why nothing can be sent, or "" where it can."""
        self.send.setToolTip(why or (self.send.accessibleName() if self._bare else ""))

    def show_tag(self, tag: TagCount | None) -> None:
        """Say by which tag the rows are chosen, None for any; its framework in the tooltip."""
        self._chosen = tag
        if self.tag is None:
            return
        if tag is None and self._any.hasFocus():
            give_keyboard(self.tag)
        self._any.setVisible(tag is not None)
        set_words(self.tag, _("Tags") if tag is None else _tagged(tag))
        show_words(self.tag, "tag", on=tag is None and not self._bare)
        self.fit_tag()

    def fit_tag(self) -> None:
        """Write on the button what the views leave room for."""
        if self.tag is None or self._chosen is None or self._told_bare:
            return
        words, metrics = self._chosen.words, self.tag.fontMetrics()
        self.tag.setText(words.replace("&", "&&"))
        set_icon(self.tag, "tag")
        others = self.sizeHint().width() - metrics.horizontalAdvance(words)
        free = self.width() - self.chips.sizeHint().width() - others
        cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(free, px(_TAG_LEAST)))
        self.tag.setText(cut.replace("&", "&&"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many words as there is room for."""
        super().resizeEvent(event)
        self.fit()

    def show_selected(self, count: int) -> None:
        """Offer to copy `count` rows, where it is more than the one that the user stands on."""
        set_words(self._copy, ngettext("Copy {n} row", "Copy {n} rows", count))
        show_words(self._copy, "copy", on=not self._bare)
        self._copy.setVisible(count > 1)
        self.fit()


def _words_width(one: QPushButton) -> int:
    """Return how much wider a tool is with its words than as an icon alone."""
    return one.fontMetrics().horizontalAdvance(one.accessibleName()) + px(_WORD_GAP)


def _details() -> QPushButton:
    """Return the button that shows the card of a row where it has no place beside the list."""
    made = quiet_button(_("Details"), "info")
    made.setToolTip(_("Details of the row ({key})").format(key=_("Space")))
    made.setAccessibleDescription(
        _("Shows the card of the row that you stand on, as the space bar does in the list.")
    )
    made.hide()
    return made


def _tagged(tag: TagCount) -> str:
    words = _("{framework}: {item}").format(framework=tag.framework, item=tag.words)
    return _("Tag: {tag}").format(tag=words)
