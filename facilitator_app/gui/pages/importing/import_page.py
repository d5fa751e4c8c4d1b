"""The page that imports a list: choose, match, look, done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from facilitator_app import paths
from facilitator_app.digests.exchange import ColumnMapping, Plan, ReadAs, RowOutcome, Sheet
from facilitator_app.digests.import_choices import RowChoices
from facilitator_app.digests.page_values import IMPORT
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.long_work import LongWork
from facilitator_app.gui.metrics import EDGE, effective, px
from facilitator_app.gui.ops import Done, Work
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.page_stack import PageOfRecord
from facilitator_app.gui.pages.importing.begun_imports import BegunImports, ImportKeeper
from facilitator_app.gui.pages.importing.choose_step import ChooseStep
from facilitator_app.gui.pages.importing.import_head import ImportHead
from facilitator_app.gui.pages.importing.joining_line import JoiningLine
from facilitator_app.gui.pages.importing.match_step import MatchStep
from facilitator_app.gui.pages.importing.preview_step import PreviewStep
from facilitator_app.gui.pages.importing.step_buttons import StepButtons
from facilitator_app.gui.tab_order import bring_into_view_soon, give_keyboard
from facilitator_app.gui.widgets.empty_state import EmptyState
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.surface import clear, column, dress
from facilitator_app.i18n import _, ngettext, show_number
from facilitator_app.locale_formats import join_sentences
from facilitator_app.services import drafts, exchange, import_updates, joining_days, records
from facilitator_app.services.files import File
from facilitator_app.services.import_drafts import BegunImport
from facilitator_app.services.package_import import WHAT_STAYS, Taken
from facilitator_app.spec.record import Changes

T = TypeVar("T")

_CHOOSE, _MATCH, _LOOK, _DONE = range(4)
Read = tuple[Sheet, ColumnMapping, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Previewed:
    """A plan with its rows counted by outcome: counting 50,000 would hold up the window."""

    plan: Plan
    counts: Counter[RowOutcome]


@dataclass(frozen=True, slots=True)
class Package:
    """A data package, and in sentences what is not as it was when it was written."""

    disagreements: tuple[str, ...]


class ImportPage(QWidget):
    """Takes a list of any record type, or a data package; nothing changes before the last step."""

    def __init__(
        self, context: PageContext, record: str = "member", folder: Path | None = None
    ) -> None:
        """Offer to import `record`, from `folder` (the user's documents if not given)."""
        super().__init__()
        dress(self, "paper")
        self._context = context
        self._path = Path()
        self._looked: Previewed | None = None
        self._told, self._besides = "", ""
        self._imported, self._there = Changes(""), True
        self._is_list, self._updating = False, False
        self.step = _CHOOSE
        self.work = LongWork(self, context.ops)
        self.choosing = ChooseStep(record, folder or paths.documents())
        self.joining = JoiningLine(context)
        self.matching, self.looking = MatchStep(), PreviewStep(self.joining)
        self._end: QWidget | None = None
        self._stack = QStackedWidget()
        for part in (self.choosing, self.matching, self.looking):
            self._stack.addWidget(part)
        self.foot = StepButtons(self._earlier, self._go_on)
        self._head = ImportHead(self.title, context.window.back)
        self._errors = column(None, 0, (EDGE, 0, EDGE, 0))
        self.problem: Notice | None = None
        outer = column(self)
        outer.addWidget(self._head)
        outer.addLayout(self._errors)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self.foot)
        self.choosing.chosen.connect(self.take_file)
        self.keeper = ImportKeeper(self, context, self._begun)
        self.waiting = BegunImports(self, context, self.choosing.begun, self.choosing.lead_to)
        self.waiting.taken_up.connect(self._take_up)
        self.matching.changed.connect(self._show_foot)
        self.matching.changed.connect(self.keeper.touch)
        self.matching.reading_chosen.connect(self._read)
        self.looking.changed.connect(self._show_choices)
        self.looking.updating_chosen.connect(self._choose_updating)
        self._show(_CHOOSE)

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Import a list")

    @property
    def help_page(self) -> str:
        """The page of the guide that tells about this."""
        return "import"

    @property
    def made_by(self) -> PageOfRecord:
        """What makes this page again: an import that was begun is gone on with."""
        begun = self._begun()
        return PageOfRecord(self.record, None, {IMPORT: begun.key if begun else ""})

    @property
    def record(self) -> str:
        """The record type that the list holds."""
        return str(self.choosing.record.currentData())

    def stale(self, changes: Changes) -> None:
        """Look again for doubles; say whether the import was undone since."""
        if self.step == _LOOK and not self.work.busy:
            self._plan_rows()
        elif self.step == _DONE and changes is not self._imported and changes == self._imported:
            self._show_done(there=not self._there)  # only undo and redo do the very same again

    def reload(self) -> None:
        """Nothing is read until a file is chosen."""

    def can_leave(self) -> bool:
        """Stop what is under way; what was chosen so far is kept as a draft, and that is said."""
        self.work.cancel()
        self.keeper.leave()
        return True

    def take_back(self) -> bool:
        """Undo the latest choice among the rows; False leaves Undo to the window."""
        return self.step == _LOOK and not self.work.busy and self.looking.take_back()

    def go_on(self, key: str) -> None:
        """Take up the import that is kept under `key`."""
        self.waiting.take_up(key)

    def take_file(self, path: Path) -> None:
        """Read the list, or offer to import the data package, at `path`."""
        self._path = path
        self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what is told elsewhere where there is no height: the buttons stay in reach."""
        super().resizeEvent(event)
        self.foot.fold(low=self._head.fold(effective(self.height())))

    def _read(self, sheet: str = "", encoding: str = "") -> None:
        path, record = self._path, self.record

        def work(file: File, _progress: Progress) -> Read | Package:
            if exchange.is_package(path):
                return Package(exchange.package_disagreements(file, path))
            read = exchange.read_sheet(path, record, ReadAs(sheet, encoding))
            return read, exchange.guess(file, record, read), exchange.examples(read)

        self._run(_("Reading {name}").format(name=path.name), work, self._take_read)

    def _take_read(self, read: Read | Package) -> None:
        if isinstance(read, Package):
            self._offer_package(read)
            return
        self._is_list, self._updating = True, False
        self.looking.model.begin(RowChoices())
        self.joining.bring_back("")
        self.matching.show_sheet(*read)
        self._show(_MATCH)

    def _begun(self) -> BegunImport | None:
        """Return what is half done, None if nothing is."""
        sheet, matching = self.matching.sheet, self.matching.matching
        if self.step not in (_MATCH, _LOOK) or not self._is_list or not sheet or not matching:
            return None
        return BegunImport(
            self.record, self._path.name, sheet, matching, self.step == _LOOK,
            self._updating, self.looking.choices, self.joining.typed,
        )  # fmt: skip

    def _take_up(self, begun: BegunImport, examples: tuple[tuple[str, ...], ...]) -> None:
        """Stand where an import was left."""
        self._path = Path(begun.name)
        self.choosing.record.setCurrentIndex(self.choosing.record.findData(begun.record))
        self._take_read((begun.sheet, begun.matching, examples))
        self._updating = begun.updating
        self.looking.model.begin(begun.choices)
        self.joining.bring_back(begun.joined)
        if begun.looked:
            self._plan_rows()

    def _choose_updating(self, on: bool) -> None:
        """Plan anew, with or without changes of what is there already."""
        self._updating = on
        self._plan_rows()

    def _plan_rows(self) -> None:
        record, sheet, matching = self.record, self.matching.sheet, self.matching.matching
        update = self._updating
        assert sheet is not None
        assert matching is not None

        def work(file: File, progress: Progress) -> Previewed:
            plan = exchange.replan(file, record, sheet, matching, progress, update=update).plan
            return Previewed(plan, Counter(row.outcome for row in plan.rows))

        self._run(_("Looking at every row"), work, self._take_plan)

    def _take_plan(self, looked: Previewed) -> None:
        self._looked = looked
        spec, fmt = records.spec(self.record), self._context.format_context()
        self.looking.show_plan(looked.plan, looked.counts, spec, fmt)
        if not import_updates.can_update(self.record):
            self.looking.update_box.hide()
        self._show(_LOOK)
        self.joining.show_plan(self.looking.chosen)
        bring_into_view_soon(self.looking.table)  # it has the keyboard, and may lie far below
        self.keeper.touch()

    def _show_choices(self) -> None:
        self.joining.show_plan(self.looking.chosen)
        self._show_foot()
        self.keeper.touch()

    def _apply(self) -> None:
        assert self._looked is not None
        if not self.joining.is_fit():
            return
        plan, begun = joining_days.filled(self.looking.chosen, self.joining.day()), self._begun()
        assert begun is not None

        def work(file: File, progress: Progress) -> Changes:
            with drafts.used_up(file, begun.key):
                return exchange.apply(file, plan, frozenset(), progress)

        self._run(_("Importing the list"), work, partial(self._applied, len(plan.updated)))

    def _applied(self, updated: int, changes: Changes) -> None:
        """Say how many, and where they are now."""
        self.keeper.timer.stop()
        count = sum(record == self.record for record, _id in changes.touched) - updated
        words = _("{things} added: {n}, changed: {m}") if updated else _("{things} added: {n}")
        things = _(records.spec(self.record).plural)
        told = words.format(things=things, n=show_number(count), m=show_number(updated))
        self._finish(told, changes)

    def _offer_package(self, package: Package) -> None:
        holds = _("{name} holds the records of a whole network.").format(name=self._path.name)
        back = _("One Undo takes it all back.")
        said = join_sentences([holds, *package.disagreements, _(WHAT_STAYS), back])
        first = (_("Import it all"), "package", self._apply_package)
        again = (_("Choose another file"), "arrow-left", lambda: self._show(_CHOOSE))
        end = EmptyState("package", _("This is a data package"), said, first, again)
        self._show(_MATCH, self._show_end(end))

    def _apply_package(self) -> None:
        path = self._path

        def work(file: File, progress: Progress) -> Taken:
            return exchange.import_package(file, path, progress)

        def done(taken: Taken) -> None:
            self._finish(taken.counted(), taken.changes, taken.summary())

        self._run(_("Importing the data package"), work, done)

    def _finish(self, told: str, changes: Changes, besides: str = "") -> None:
        self._told, self._besides, self._imported = told, besides, changes
        self._show_done(there=True)
        self._context.window.changed(changes)

    def _show_done(self, *, there: bool) -> None:
        """Say what was imported, or that all of it was undone."""
        self._there = there
        first = (_("Done"), "check", self._context.window.back)
        again = (_("Import another list"), "upload-simple", lambda: self._show(_CHOOSE))
        icon, told = "check", self._told
        back = _("Undo (Ctrl+Z) takes them all back.") if self._imported.touched else ""
        said = join_sentences([back, self._besides])
        if not there:
            icon, told = "arrow-u-up-left", _("All of it was undone")
            said = _("Redo (Ctrl+Shift+Z) imports it again.")
        self._show(_DONE, self._show_end(EmptyState(icon, told, said, first, again)))

    def _run(self, words: str, work: Work[T], done: Done[T]) -> None:
        self._say("")
        self.work.run(words, work, done, self._fail)

    def _fail(self, error: AppError) -> None:
        if self.step == _LOOK and self._looked is not None:
            self._updating = self._looked.plan.updating  # the rows that are shown are those before
            self.looking.show_updating(self._updating)
        self._say(str(error))

    def _say(self, problem: str) -> None:
        """Show what is to be mended above the step, "" for nothing."""
        clear(self._errors)
        self.problem = Notice("bad", problem) if problem else None
        edge, gap = (px(EDGE), px(12)) if self.problem else (0, 0)
        self._errors.setContentsMargins(edge, gap, edge, gap)
        if self.problem is not None:
            self._errors.addWidget(self.problem)

    def _earlier(self) -> None:
        self._show(self.step - 1)

    def _go_on(self) -> None:
        if self.step == _MATCH:
            self._plan_rows()
        elif self.step == _LOOK:
            self._apply()

    def _show_end(self, end: QWidget) -> QWidget:
        if self._end is not None:
            self._stack.removeWidget(self._end)
            self._end.deleteLater()
        self._end = end
        self._stack.addWidget(end)
        return end

    def _show(self, step: int, widget: QWidget | None = None) -> None:
        """Go to `step`, shown by `widget` or by its own."""
        self.step = step
        self.joining.hide()
        if step == _CHOOSE:
            self.waiting.reload()
        if step != _MATCH or widget is not None:
            self._say("")
        front = widget or (self.choosing, self.matching, self.looking)[step]
        self._stack.setCurrentWidget(front)
        self._head.show_step(step, self._path.name if step in (_MATCH, _LOOK) else "")
        self._show_foot()
        self.foot.setVisible(widget is None and step in (_MATCH, _LOOK))
        self.setFocusProxy(front)
        give_keyboard(front)

    def _show_foot(self) -> None:
        if self.step == _MATCH:
            self.foot.show_words(self.matching.words, _("Look row by row"), "arrow-right")
        elif self.step == _LOOK and self._looked is not None:
            plan = self.looking.chosen
            count = len(plan.adding()) + len(plan.updates)
            told = ngettext("Import {n} row", "Import {n} rows", count)
            self.foot.show_words(
                plan.summary,
                told if count else _("Nothing to import"),
                "check",
                on=count > 0,
            )
