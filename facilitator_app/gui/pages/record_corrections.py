"""How the page of a closed record lets it be put right: some fields open, and a reason is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication

from facilitator_app.gui.form.form_bars import aside_bar
from facilitator_app.gui.form.record_input import RecordInput
from facilitator_app.gui.form.record_layout import RecordLayout
from facilitator_app.gui.form.record_source import Opened, Save
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.correction_lines import correction_lines
from facilitator_app.gui.pages.kept_form import KeptForm
from facilitator_app.gui.pages.record_drafts import ASIDE
from facilitator_app.gui.pages.record_parts import Actions
from facilitator_app.gui.tab_order import give_keyboard
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.i18n import _
from facilitator_app.services import records
from facilitator_app.services.children import Children
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.record import Draft, Row

NOTICE = "notice"
_MADE, _REASON, _BEGUN = "corrections made", "correction", "begun"
Act = Callable[[], object]
Correct = Callable[[File, Draft, Children, str], Saved]


class ReasonForm(KeptForm):
    """Asks why something is corrected; what is corrected stands in the form below."""

    asked = Signal()
    left = Signal()

    def __init__(self, context: PageContext, row: Row, why: str = "") -> None:
        """Start closed, with the reason `why` or the one that was kept of `row`."""
        field = records.spec("correction").field("why")
        super().__init__(context, row, (field,), "")
        self.begin()
        if why:
            self.rows["why"].editor.set_value(why)
            self.saver.touch()

    @property
    def why(self) -> str:
        """The reason; raises AppError while there is none."""
        return str(self.rows["why"].editor.read() or "")

    def save(self) -> None:
        """Ask for the correction to be recorded."""
        self.asked.emit()

    def leave(self) -> None:
        """Tell that Esc was pressed: what stands in the form below is put away too."""
        self.left.emit()

    def missing(self) -> bool:
        """Say so if there is no reason, and return whether that is so."""
        row = self.rows["why"]
        row.say(row.unreadable())
        if row.problem:
            row.go()
            row.announce_problem()
        return bool(row.problem)


class RecordCorrections:
    """What of a closed record can be written: what may join it, and while correcting, more."""

    def __init__(
        self, context: PageContext, view: RecordLayout, typed: RecordInput, save: Act, stop: Act,
        leave: Act,
    ) -> None:  # fmt: skip
        """Begin closed; save() records what was typed, stop() puts back what is stored.

        leave() does so too, and keeps what was typed as a draft.
        """
        self._context, self._view, self._typed = context, view, typed
        self._save, self._stop, self._leave = save, stop, leave
        self._why = ""  # of what was put aside
        self._opened: Opened | None = None
        self._closed = self._in_sight = False
        self.form: ReasonForm | None = None

    @property
    def correcting(self) -> bool:
        """Whether what was typed is to be saved as a correction."""
        return self.form is not None and bool(self._typed.touched - self._joining)

    @property
    def writable(self) -> frozenset[str]:
        """The fields and the types of lines of a closed record that can be written now."""
        return self._joining | (self._correctable if self.form is not None else frozenset())

    def show(self, opened: Opened, *, closed: bool) -> None:
        """Take note of what was read; a correction that is under way goes on."""
        self._opened, self._closed, self._view.form.closed = opened, closed, closed
        if self.form is not None and not closed:
            self.finish()
        self._typed.set_closed(closed=closed, but=self.writable)
        self._make_room()

    def offer(self) -> Actions:
        """Return what a closed record offers to do."""
        can = self._closed and self._correctable and self.form is None
        return ((_("Correct…"), self.start),) if can else ()

    def start(self) -> None:
        """Open what can be corrected, and ask why."""
        self._open("")

    def _open(self, why: str) -> None:
        assert self._opened is not None
        self.form = ReasonForm(self._context, self._opened.row, why)
        self._view.set_bar(NOTICE, None)  # it says that only corrections change it
        self._view.set_bar(_REASON, self.form)
        self.form.asked.connect(self._save)
        self.form.closed.connect(self._cancel)
        self.form.left.connect(self._leave)
        self.form.show()
        self._typed.set_closed(closed=True, but=self.writable)
        self._make_room()
        self.form.rows["why"].go()

    def go_on(self) -> None:
        """Ask for a reason too where a draft of a correction was brought back."""
        if self._closed and self.form is None and self._typed.touched & self._correctable:
            self._reopen()

    def keep(self) -> None:
        """Keep the reason as it stands."""
        if self.form is not None:
            self.form.keep()

    def lacks_reason(self) -> bool:
        """Say at its field if a correction has no reason yet, and return whether that is so."""
        return self.correcting and self.form is not None and self.form.missing()

    def saving(self, correct: Correct) -> Save | None:
        """Return what saves in place of the usual way, None while nothing is corrected."""
        if not self.correcting or self.form is None:
            return None
        why = self.form.why
        return lambda file, draft, children: correct(file, draft, children, why)

    @property
    def nothing_to_save(self) -> str:
        """What to do first where nothing was corrected yet, "" while nothing is asked."""
        return _("Change what is wrong, then record it.") if self.form is not None else ""

    def settle(self) -> None:
        """Put the question for the reason away once it is recorded."""
        if self.form is not None:
            self.form.settle()
        self.finish()

    def finish(self) -> None:
        """Put the question for the reason away; the keyboard in it goes on."""
        keyboard, page = QApplication.focusWidget(), self._view.parentWidget()
        if page and keyboard and self.form is not None and self.form.isAncestorOf(keyboard):
            give_keyboard(page)
        self.form = None
        self._view.set_bar(_REASON, None)
        self._make_room()

    def refuse(self, problems: Mapping[str, str]) -> dict[str, str]:
        """Say what is wrong with the reason; return all other problems."""
        if self.form is not None and "why" in problems:
            self.form.rows["why"].say(problems["why"])
            self.form.rows["why"].go()
            self.form.rows["why"].announce_problem()
            return {name: text for name, text in problems.items() if name != "why"}
        return dict(problems)

    @property
    def _joining(self) -> frozenset[str]:
        if self._opened is None:
            return frozenset()
        return frozenset(one for one in self._opened.children if records.spec(one).may_join_sealed)

    @property
    def _correctable(self) -> frozenset[str]:
        if self._opened is None:
            return frozenset()
        row = self._opened.row
        return frozenset(records.spec(row.record).correctable(row.values))

    def _make_room(self) -> None:
        """While correcting, leave out what is only read: what can be put right is in sight."""
        correcting, opened = self.form is not None, self._opened
        self._typed.set_correcting(self._correctable if correcting else ())
        self._view.set_bar(_MADE, None if correcting or opened is None else self._made(opened))
        self._view.set_bar(_BEGUN, None if correcting or opened is None else self._begun(opened))
        self._view.head.set_correcting(correcting)
        if self._view.above is not None and correcting != self._in_sight:
            self._view.above.setVisible(not correcting)
        self._in_sight = correcting

    def _cancel(self) -> None:
        why = str(self.form.rows["why"].editor.value_text()) if self.form is not None else ""
        self.finish()
        self._stop()
        self._why = why
        if why and ASIDE not in self._view.bars:
            self._view.set_bar(ASIDE, aside_bar(self._reopen))

    def _reopen(self) -> None:
        self._view.set_bar(ASIDE, None)
        self._open(self._why)
        self._why = ""

    def _begun(self, opened: Opened) -> Notice | None:
        """Tell of a reason that waits alone; what was changed too is offered as any draft is."""
        if not (self._closed and opened.reason_kept) or opened.drafts:
            return None
        told = _("A correction was begun and is not recorded yet.")
        return Notice("warn", told, "", ((_("Go on"), self.start),))

    def _made(self, opened: Opened) -> Notice | None:
        if not opened.corrections:
            return None
        lines = correction_lines(opened.corrections)
        return Notice("info", _("Corrected since it was closed"), lines)
