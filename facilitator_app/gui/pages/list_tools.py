"""The line of tools above a list: views as chips, copying, export and print, columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from facilitator_app.digests.tags import TagCount
from facilitator_app.gui.metrics import px
from facilitator_app.gui.table.list_model import ListModel
from facilitator_app.gui.table.list_view import ListView
from facilitator_app.gui.widgets.buttons import icon_button, quiet_button, set_words, show_words
from facilitator_app.gui.widgets.chip import ChipRow
from facilitator_app.gui.widgets.surface import row
from facilitator_app.i18n import _, ngettext

Does = Callable[[], object]
_TAG_ROOM, _FRAMEWORK_ROOM = 190, 70


class ListWaysOut(Protocol):
    """What takes a list out of the window; made when it is wanted first."""

    def open_menu(self, button: QWidget) -> None:
        """Offer the ways out below `button`."""
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
        tags: Does | None,
    ) -> None:
        """Offer copying, export or print, and the choice of columns.

        aside: a button to a list that belongs to this one: words, icon, what it does; tags: offers
        the tags to choose rows by, None where records have none.
        """
        super().__init__()
        self.chips = ChipRow(_("Views"))
        self._bare = False
        self._copy = quiet_button("", "copy", copy)
        self._copy.hide()
        self.send = quiet_button(_("Export or print"), "export", send)
        self.tag = quiet_button(_("Tags"), "tag", tags) if tags is not None else None
        self.columns = icon_button("columns", _("Choose columns"), choose)
        line = row(self, 8)
        line.addWidget(self.chips, 1)
        line.addWidget(self._copy)
        if self.tag is not None:
            line.addWidget(self.tag)
        self._worded = [(self.send, "export"), (self._copy, "copy")]
        if self.tag is not None:
            self._worded.append((self.tag, "tag"))
        if aside is not None:
            other = quiet_button(*aside)
            self._worded.append((other, aside[1]))
            line.addWidget(other)
        line.addWidget(self.send)
        line.addWidget(self.columns)

    def fold(self, *, bare: bool) -> None:
        """Show icons alone (`bare`), which leaves the line to the views."""
        self._bare = bare
        for one, icon in self._worded:
            show_words(one, icon, on=not bare)

    def say_why(self, why: str) -> None:
        """Say why nothing can be sent, or "" where it can."""
        self.send.setToolTip(why or (self.send.accessibleName() if self._bare else ""))

    def show_tag(self, tag: TagCount | None) -> None:
        """Say by which tag of which framework the rows are chosen, None for any."""
        if self.tag is None:
            return
        if tag is None:
            set_words(self.tag, _("Tags"))
            show_words(self.tag, "tag", on=not self._bare)
            return
        metrics = self.tag.fontMetrics()
        room = max(px(_TAG_ROOM) - metrics.horizontalAdvance(tag.words), px(_FRAMEWORK_ROOM))
        short = metrics.elidedText(tag.framework, Qt.TextElideMode.ElideRight, room)
        set_words(self.tag, "" if self._bare else _tagged(short, tag.words))
        self.tag.setAccessibleName(_tagged(tag.framework, tag.words))
        self.tag.setToolTip(self.tag.accessibleName())

    def show_selected(self, count: int) -> None:
        """Offer to copy `count` rows, where it is more than the one that the user stands on."""
        set_words(self._copy, ngettext("Copy {n} row", "Copy {n} rows", count))
        show_words(self._copy, "copy", on=not self._bare)
        self._copy.setVisible(count > 1)


def _tagged(framework: str, item: str) -> str:
    words = _("{framework}: {item}").format(framework=framework, item=item)
    return _("Tag: {tag}").format(tag=words)
