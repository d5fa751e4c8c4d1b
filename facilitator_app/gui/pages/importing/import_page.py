"""The page that imports a list: choose, match, look, done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from facilitator_app import paths
from facilitator_app.digests.exchange import ColumnMapping, Plan, ReadAs, RowOutcome, Sheet
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.long_work import LongWork
from facilitator_app.gui.metrics import EDGE, effective, px
from facilitator_app.gui.ops import Done, Work
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.importing.choose_step import ChooseStep
from facilitator_app.gui.pages.importing.joining_line import JoiningLine
from facilitator_app.gui.pages.importing.match_step import MatchStep
from facilitator_app.gui.pages.importing.plan_wording import STEPS
from facilitator_app.gui.pages.importing.preview_step import PreviewStep
from facilitator_app.gui.pages.importing.step_buttons import StepButtons
from facilitator_app.gui.tab_order import give_keyboard
from facilitator_app.gui.widgets.buttons import back_button
from facilitator_app.gui.widgets.empty_state import EmptyState
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.page_head import PageHead
from facilitator_app.gui.widgets.step_line import StepLine
from facilitator_app.gui.widgets.surface import clear, column, dress
from facilitator_app.i18n import _, mid_sentence, ngettext, show_number
from facilitator_app.locale_formats import join_sentences
from facilitator_app.services import exchange, joining_days, records
from facilitator_app.services.files import File
from facilitator_app.services.package_import import WHAT_STAYS, Taken
from facilitator_app.spec.record import Changes

T = TypeVar("T")

_CHOOSE, _MATCH, _LOOK, _DONE = range(4)
_LOW = 560
Read = tuple[Sheet, ColumnMapping, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Previewed:
    """A plan with its rows counted by outcome: counting 50,000 would hold up the window."""

    plan: Plan
    counts: Counter[RowOutcome]
    summary: str


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
        self.step = _CHOOSE
        self.work = LongWork(self, context.ops)
        self.choosing = ChooseStep(record, folder or paths.documents())
        self.matching, self.looking = MatchStep(), PreviewStep()
        self._end: QWidget | None = None
        self._stack = QStackedWidget()
        for part in (self.choosing, self.matching, self.looking):
            self._stack.addWidget(part)
        self.foot = StepButtons(self._earlier, self._go_on)
        self._head = PageHead(_("Import a list"), " ")
        back = back_button(_("Back"), context.window.back)
        self._head.body.insertWidget(0, back, 0, Qt.AlignmentFlag.AlignLeft)
        self._step_line = StepLine([_(one) for one in STEPS], _CHOOSE)
        self._steps = column()
        self._head.body.addLayout(self._steps)
        self.joining = JoiningLine(context)
        self._errors = column(None, 0, (EDGE, 0, EDGE, 0))
        self.problem: Notice | None = None
        outer = column(self)
        outer.addWidget(self._head)
        outer.addLayout(self._errors)
        outer.addWidget(self.joining)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self.foot)
        self.choosing.chosen.connect(self.take_file)
        self.matching.changed.connect(self._show_foot)
        self.matching.reading_chosen.connect(self._read)
        self.looking.changed.connect(self._show_foot)
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
        """Stop what is under way; nothing of it is kept."""
        self.work.cancel()
        return True

    def take_file(self, path: Path) -> None:
        """Read the list, or offer to import the data package, at `path`."""
        self._path = path
        self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the line of steps out where there is no height for it; the sentence says it too."""
        super().resizeEvent(event)
        self._place_steps()

    def _read(self, sheet: str = "", encoding: str = "") -> None:
        path, record = self._path, self.record

        def work(file: File, _progress: Progress) -> Read | Package:
            if exchange.is_package(path):
                return Package(exchange.package_disagreements(file, path))
            read = exchange.read_sheet(path, record, ReadAs(sheet, encoding))
            return read, exchange.guess(record, read), exchange.examples(read)

        self._run(_("Reading {name}").format(name=path.name), work, self._take_read)

    def _take_read(self, read: Read | Package) -> None:
        if isinstance(read, Package):
            self._offer_package(read)
            return
        self.matching.show_sheet(*read)
        self._show(_MATCH)

    def _plan_rows(self) -> None:
        record, sheet, matching = self.record, self.matching.sheet, self.matching.matching
        assert sheet is not None
        assert matching is not None

        def work(file: File, progress: Progress) -> Previewed:
            plan = exchange.replan(file, record, sheet, matching, progress).plan
            return Previewed(plan, Counter(row.outcome for row in plan.rows), plan.summary)

        self._run(_("Looking at every row"), work, self._take_plan)

    def _take_plan(self, looked: Previewed) -> None:
        self._looked = looked
        spec, fmt = records.spec(self.record), self._context.format_context()
        self.looking.show_plan(looked.plan, looked.counts, spec, fmt)
        self._show(_LOOK)
        self.joining.show_plan(looked.plan)

    def _apply(self) -> None:
        assert self._looked is not None
        if not self.joining.is_fit():
            return
        plan, also = joining_days.filled(self._looked.plan, self.joining.day()), self.looking.also

        def work(file: File, progress: Progress) -> Changes:
            return exchange.apply(file, plan, also, progress)

        self._run(_("Importing the list"), work, self._applied)

    def _applied(self, changes: Changes) -> None:
        """Say how many, and where they are now."""
        spec = records.spec(self.record)
        count = sum(record == self.record for record, _id in changes.touched)
        told = _("{things} added: {n}").format(things=_(spec.plural), n=show_number(count))
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
        if step != _MATCH or widget is not None:
            self._say("")
        front = widget or (self.choosing, self.matching, self.looking)[step]
        self._stack.setCurrentWidget(front)
        clear(self._steps)
        now = len(STEPS) if step == _DONE else step
        self._step_line = StepLine([_(one) for one in STEPS], now)
        self._steps.addWidget(self._step_line)
        self._place_steps()
        sentence = _("Step {n} of {all}: {what}").format(
            n=step + 1, all=len(STEPS), what=mid_sentence(_(STEPS[step]))
        )
        if step in (_MATCH, _LOOK):
            sentence = f"{sentence} · {self._path.name}"
        self._head.set_texts(self.title, sentence)
        self._show_foot()
        self.foot.setVisible(widget is None and step in (_MATCH, _LOOK))
        self.setFocusProxy(front)
        give_keyboard(front)

    def _place_steps(self) -> None:
        self._step_line.setVisible(effective(self.height()) >= _LOW)

    def _show_foot(self) -> None:
        if self.step == _MATCH:
            self.foot.show_words(self.matching.words, _("Look row by row"), "arrow-right")
        elif self.step == _LOOK and self._looked is not None:
            count = self._looked.counts[RowOutcome.ADD] + len(self.looking.also)
            told = ngettext("Import {n} row", "Import {n} rows", count)
            self.foot.show_words(
                self._looked.summary,
                told if count else _("Nothing to import"),
                "check",
                on=count > 0,
            )
