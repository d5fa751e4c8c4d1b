"""The settings: sections at the left, each made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QListView, QStackedWidget, QWidget

from facilitator_app.gui.editors.choice import CalmCombo
from facilitator_app.gui.metrics import effective, px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.settings.about_section import AboutSection
from facilitator_app.gui.pages.settings.appearance_section import AppearanceSection
from facilitator_app.gui.pages.settings.file_section import FileSection
from facilitator_app.gui.pages.settings.list_sections import (
    FrameworksSection,
    ListSection,
    RatesSection,
)
from facilitator_app.gui.pages.settings.network_section import NetworkSection
from facilitator_app.gui.pages.settings.picklists_section import PickListsSection
from facilitator_app.gui.pages.settings.restore_block import Restored
from facilitator_app.gui.pages.settings.sections import SECTIONS, Commanded
from facilitator_app.gui.prefs import Prefs
from facilitator_app.gui.widgets.page_head import PageHead
from facilitator_app.gui.widgets.surface import column, dress, row, surface
from facilitator_app.i18n import _
from facilitator_app.spec.record import Changes

_NAMES = tuple(one.name for one in SECTIONS)
_WIDTH, _FOLDS = 208, 820


class SettingsPage(QWidget):
    """Shows one section at a time; the one looked at last comes first."""

    def __init__(
        self,
        context: PageContext,
        prefs: Prefs,
        path: Path,
        restyle: Callable[[], None],
        open_other: Callable[[Path], None],
    ) -> None:
        """Tell about the file at `path`; restyle() dresses the window anew by `prefs`.

        open_other(path) leaves the network for that of another file.
        """
        super().__init__()
        dress(self, "paper")
        self._context, self._prefs, self._path, self._restyle = context, prefs, path, restyle
        self._open_other = open_other
        self._restored: Restored | None = None
        self.sections: dict[str, QWidget] = {}
        self._rows = QStandardItemModel(self)
        self.list, self.box = self._make_list(), CalmCombo()
        self.box.setAccessibleName(_("Section"))
        for one in SECTIONS:
            self.box.addItem(_(one.words))
        self._strip = surface("head")
        row(self._strip, 0, (24, 8, 24, 8)).addWidget(self.box)
        self._stack = QStackedWidget()
        lane = QWidget()
        lane.setFixedWidth(px(_WIDTH))
        column(lane, 0, (12, 12, 8, 12)).addWidget(self.list)
        self._lane = lane
        self._line = row()
        for part in (self._strip, lane):
            self._line.addWidget(part)
        self._line.addWidget(self._stack, 1)
        outer = column(self)
        outer.addWidget(PageHead(_("Settings"), _("Everything stays on this computer")))
        outer.addLayout(self._line, 1)
        self._strip.hide()
        self.setFocusProxy(self.list)
        section, _slash, key = prefs.get("section").partition("/")
        self.show_section(section if section in _NAMES else _NAMES[0])
        self._key = key
        self.list.selectionModel().currentChanged.connect(self._listed)
        self.box.activated.connect(lambda at: self.show_section(_NAMES[at]))

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Settings")

    @property
    def help_page(self) -> str:
        """The page of the guide that tells about this."""
        return "backup" if self.section == "file" else "settings"

    @property
    def section(self) -> str:
        """The section that is shown."""
        return _NAMES[self.list.currentIndex().row()]

    def show_section(self, name: str, command: str = "") -> None:
        """Show the section called `name`, and do what its `command` says if one is given."""
        at = _NAMES.index(name)
        if name not in self.sections:
            self.sections[name] = self._make(name)
            self._stack.addWidget(self.sections[name])
            self.tell_again(self._restored)
        self._stack.setCurrentWidget(self.sections[name])
        self.list.setCurrentIndex(self._rows.index(at, 0))
        self.box.setCurrentIndex(at)
        if self._prefs.get("section").partition("/")[0] != name:
            self._prefs.set("section", name)
        if command and isinstance(front := self.sections[name], Commanded):
            front.run(command)

    def told(self) -> Restored | None:
        """Return what was restored, and where."""
        made = self.sections.get("file")
        return made.restore_block.restored if isinstance(made, FileSection) else self._restored

    def tell_again(self, told: Restored | None) -> None:
        """Tell where the backup is that was restored, now or once its section is gone to."""
        self._restored = told
        made = self.sections.get("file")
        if told is not None and isinstance(made, FileSection):
            made.restore_block.show_restored(told)

    def stale(self, changes: Changes) -> None:
        """Tell every section that was looked at."""
        for one in self.sections.values():
            if isinstance(one, NetworkSection | PickListsSection | ListSection):
                one.stale(changes)

    def reload(self) -> None:
        """Read everything shown once more."""
        for one in self.sections.values():
            if isinstance(one, NetworkSection | PickListsSection | ListSection | FileSection):
                one.reload()

    def can_leave(self) -> bool:
        """Keep what was typed and not saved."""
        network = self.sections.get("network")
        return network.can_leave() if isinstance(network, NetworkSection) else True

    def save(self) -> None:
        """Save the section in front, where there is something to save."""
        if isinstance(front := self._stack.currentWidget(), NetworkSection):
            front.save()

    def add(self) -> None:
        """Begin something new in the section in front."""
        if isinstance(front := self._stack.currentWidget(), ListSection):
            front.add()

    def search(self) -> None:
        """Go to the search field of the section in front."""
        if isinstance(front := self._stack.currentWidget(), ListSection):
            front.search()

    def setFocus(self, *args: Qt.FocusReason) -> None:
        """Take the keyboard: to the choice that the window was just dressed by, or the list."""
        front = self._stack.currentWidget()
        if self._key and isinstance(front, AppearanceSection):
            front.go_to_chosen(self._key)
            self._key = ""
            self._prefs.set("section", "appearance")
        else:
            super().setFocus(*args)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the sections in a column, or in a box above."""
        super().resizeEvent(event)
        narrow = effective(self.width()) < _FOLDS
        way = QBoxLayout.Direction
        self._line.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._lane.setVisible(not narrow)
        self._strip.setVisible(narrow)
        self.setFocusProxy(self.box if narrow else self.list)

    def _make(self, name: str) -> QWidget:
        context, prefs = self._context, self._prefs
        makers: dict[str, Callable[[], QWidget]] = {
            "network": lambda: NetworkSection(context),
            "appearance": lambda: AppearanceSection(prefs, self._restyle),
            "picklists": lambda: PickListsSection(context),
            "frameworks": lambda: FrameworksSection(context, prefs),
            "rates": lambda: RatesSection(context, prefs),
            "file": lambda: FileSection(context, prefs, self._path, self._open_other),
            "about": AboutSection,
        }
        return makers[name]()

    def _make_list(self) -> QListView:
        view = QListView()
        view.setProperty("kind", "contents")
        view.setAccessibleName(_("Sections of the settings"))
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setWordWrap(True)
        view.setFrameShape(QListView.Shape.NoFrame)
        for one in SECTIONS:
            self._rows.appendRow(QStandardItem(_(one.words)))
        view.setModel(self._rows)
        return view

    def _listed(self, now: QModelIndex, _old: QModelIndex) -> None:
        if now.isValid():
            self.show_section(_NAMES[now.row()])
