"""Pick-lists: which one, its entries, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QWidget

from facilitator_app.digests.picklists import ListedEntry, PickList
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.editors.choice import CalmCombo
from facilitator_app.gui.metrics import EDGE, px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.settings.entry_table import EntryModel, EntryTable
from facilitator_app.gui.tab_order import give_keyboard
from facilitator_app.gui.widgets.buttons import button
from facilitator_app.gui.widgets.clean_line import keep_clean
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import clear, column, surface
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _
from facilitator_app.services import picklists
from facilitator_app.services.files import File
from facilitator_app.spec.record import Changes

_WIDEST, _LEAST = 420, 220
_AGENDA = "standing_item"


class PickListsSection(QWidget):
    """Entries are relabelled in place, added at the end, retired and offered again."""

    def __init__(self, context: PageContext) -> None:
        """Read every list."""
        super().__init__()
        self._context = context
        self._lists: dict[str, PickList] = {}
        self._wanted = ""  # the list to be shown once all are read
        self.box = CalmCombo()
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.setMaximumWidth(px(_WIDEST))
        self.box.setMaxVisibleItems(16)
        self.box.setAccessibleName(_("Pick-list"))
        self.model = EntryModel(self._relabel, self)
        self.table = EntryTable(self.model)
        self.typed = QLineEdit()
        keep_clean(self.typed)
        self.typed.setPlaceholderText(_("Words of a new entry"))
        self.typed.setAccessibleName(_("Words of a new entry"))
        self.typed.setMinimumWidth(px(240))
        self.add_button = button(_("Add entry"), "", "plus", self.add)
        self.retire_button = button(_("Retire"), "", "minus-circle", self.retire)
        self._change = button(_("Change words"), "", "pencil-simple", self.table.change_words)
        self.up, self.down = (
            button(_("Move up"), "", "arrow-up", lambda: self.shift(-1)),
            button(_("Move down"), "", "arrow-down", lambda: self.shift(1)),
        )
        self._said = column(None, 0, (EDGE, 0, EDGE, 0))
        self._lay_out()
        self.box.activated.connect(lambda _at: self.show_list(str(self.box.currentData())))
        self.table.current.connect(lambda _row: self._allow())
        self.table.retire.connect(self.retire)
        self.table.moved.connect(self.shift)
        self.typed.returnPressed.connect(self.add)
        self.setFocusProxy(self.box)
        self.reload()

    @property
    def current(self) -> PickList | None:
        """The list that is shown."""
        return self._lists.get(str(self.box.currentData()))

    def run(self, _command: str) -> None:
        """Show the usual items of an agenda, which no field leads to."""
        self._wanted = _AGENDA
        if self._lists:
            self._show_wanted()

    def _show_wanted(self) -> None:
        name, self._wanted = self._wanted, ""
        self.show_list(name)
        give_keyboard(self.table)

    def stale(self, changes: Changes) -> None:
        """Read again what changed."""
        if changes.touches("list_entry"):
            self.reload()

    def reload(self) -> None:
        """Read every list again; list and row stay."""
        self._context.ask(self, lambda file, _progress: picklists.every(file), self._take)

    def show_list(self, name: str) -> None:
        """Show the list called `name`."""
        self.box.setCurrentIndex(self.box.findData(name))
        current = self.current
        self.model.show_entries(current.entries if current else ())
        self.table.stand_on(0)
        self._say("")
        self._allow()

    def add(self) -> None:
        """Add what was typed to the list."""
        of, text = self.current, self.typed.text()
        if of is None:
            return

        def done(changes: Changes) -> None:
            self.typed.clear()
            self._done(changes)

        self._run(lambda file, _progress: picklists.add(file, of, text), done)

    def retire(self) -> None:
        """Offer the entry no longer, or again."""
        of, entry = self.current, self.model.entry(self.table.currentIndex().row())
        if of is None or entry is None:
            return
        retired = not entry.retired

        def work(file: File, _progress: Progress) -> Changes:
            return picklists.retire(file, of, entry, retired=retired)

        self._run(work, self._done)

    def shift(self, step: int) -> None:
        """Offer the entry one place earlier (-1) or later (1)."""
        of, entry = self.current, self.model.entry(self.table.currentIndex().row())
        if of is None or entry is None or of.fixed:
            return

        def work(file: File, _progress: Progress) -> Changes:
            return picklists.move(file, of, entry, step)

        self._run(work, self._done)

    def _relabel(self, entry: ListedEntry, text: str) -> None:
        def work(file: File, _progress: Progress) -> Changes:
            return picklists.relabel(file, entry, text)

        self._run(work, self._done)

    def _run(
        self, work: Callable[[File, Progress], Changes], done: Callable[[Changes], None]
    ) -> None:
        self._context.ask(self, work, done, self._fail, self._context.window.changed)

    def _done(self, changes: Changes) -> None:
        self._say("")
        self._context.window.changed(changes)

    def _fail(self, error: AppError) -> None:
        self._say(str(error))

    def _take(self, found: tuple[PickList, ...]) -> None:
        shown = str(self.box.currentData() or "")
        entry = self.model.entry(self.table.currentIndex().row())
        self._lists = {one.name: one for one in found}
        self.box.clear()
        for one in found:
            self.box.addItem(one.label, one.name)
        self.show_list(shown if shown in self._lists else found[0].name)
        if entry is not None:
            self.table.stand_on(self.model.row_of(entry.id))
        if self._wanted:
            self._show_wanted()

    def _lay_out(self) -> None:
        top = column(None, 4, (EDGE, 16, EDGE, 12))
        label = text_label(_("Pick-list"), "label")
        label.setBuddy(self.box)
        top.addWidget(label)
        top.addWidget(self.box)
        self._note = text_label("", "sub", wrap=True)
        top.addWidget(self._note)
        foot = surface("foot")
        flow_box = column(foot, 0, (EDGE, 10, EDGE, 10))
        flow = FlowLayout(None, 8)
        for one in (
            self.typed, self.add_button, self._change, self.up, self.down, self.retire_button,
        ):  # fmt: skip
            flow.addWidget(one)
        flow_box.addLayout(flow)
        body = QWidget()
        down = column(body)
        down.addLayout(top)
        down.addLayout(self._said)
        down.addWidget(self.table, 1)
        down.addWidget(foot)
        self.table.setMinimumHeight(px(_LEAST))
        column(self).addWidget(ScrollBody(body, _("Pick-lists")))

    def _allow(self) -> None:
        """Offer what can be done here; where it cannot, the note above says why."""
        current = self.current
        entry = self.model.entry(self.table.currentIndex().row())
        fixed = current is not None and current.fixed
        why = _("The program's own rules need every entry of this list.") if fixed else ""
        self._note.setText(
            _("The program's own rules need every entry of this list; only words can be changed.")
            if fixed
            else _(
                "The first agenda of a group begins with these, later ones with what its last"
                " agenda had. The last two stay at the end."
            )
            if current is not None and current.name == _AGENDA
            else _("Change words where they stand. Retired entries stay on records that have them.")
        )
        row, last = self.table.currentIndex().row(), self.model.rowCount() - 1
        for one in (self.typed, self.add_button, self.up, self.down, self.retire_button):
            one.setEnabled(not fixed)
            one.setToolTip(why)
        self._change.setEnabled(entry is not None)
        self.up.setEnabled(not fixed and row > 0)
        self.down.setEnabled(not fixed and 0 <= row < last)
        self.retire_button.setEnabled(not fixed and entry is not None)
        again = entry is not None and entry.retired
        self.retire_button.setText(_("Offer again") if again else _("Retire"))
        self.retire_button.setAccessibleName(self.retire_button.text())

    def _say(self, problem: str) -> None:
        clear(self._said)
        if problem:
            self._said.addWidget(Notice("bad", problem))
