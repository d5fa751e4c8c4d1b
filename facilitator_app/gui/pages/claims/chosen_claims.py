"""Several claims that are chosen in their list, and the steps that they take together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from facilitator_app.digests.claim_steps import Chosen, Going, StepAsk
from facilitator_app.digests.lists import ListQuery, ListRow
from facilitator_app.domain.amounts import show_money
from facilitator_app.domain.claims import MOVE_WORDS
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.metrics import EDGE
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.claims.going_words import (
    reasons,
    staying,
    staying_words,
    step_words,
)
from facilitator_app.gui.pages.claims.step_form import ICONS, StepForm
from facilitator_app.gui.tab_order import give_keyboard, has_focus_inside
from facilitator_app.gui.table.list_model import ListModel
from facilitator_app.gui.table.list_view import ListView
from facilitator_app.gui.widgets.buttons import button
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.scroll_body import Content, FittingBody
from facilitator_app.gui.widgets.surface import clear, column
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _, ngettext
from facilitator_app.locale_formats import join_facts
from facilitator_app.services import claim_steps
from facilitator_app.services.claim_steps import Moved
from facilitator_app.services.files import File

_PAUSE_MS = 60
_LEAST = 36  # of what stands here, where the window is low
_TYPING_MS = 300


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of claims that stayed: their names and reasons by id, and of which step."""

    left: Mapping[int, tuple[str, str]]
    to: str
    values: Mapping[str, Any]
    gone: int


class ChosenClaims(QWidget):
    """Stands above the rows while more than one is chosen, or until what stayed has been read."""

    def __init__(self, context: PageContext, table: ListView, model: ListModel) -> None:
        """Follow what is chosen in `table`."""
        super().__init__()
        self._context, self._table, self._model = context, table, model
        self.form: StepForm | None = None
        self.buttons: dict[str, QPushButton] = {}
        self._ids: tuple[int, ...] = ()
        self._stays: _Told | None = None
        self._view: ListQuery | None = None  # what was looked for when these were chosen
        self._names: tuple[str, ...] = ()  # what those are called that the step is for
        self._said = text_label("", "strong", wrap=True)
        self._tools, self._waits, self._told = QWidget(), column(None, 4), column()
        self._held = column(None, 0, (EDGE, 8, EDGE, 12))
        self._flow = FlowLayout(self._tools, 8)
        within, whole = Content(), column(self)
        box = column(within, 8, (EDGE, 8, EDGE, 8))
        self._room = FittingBody(within, _("The claims that are chosen"), _LEAST)
        whole.addWidget(self._room)
        whole.addLayout(self._held)
        box.addWidget(self._said)
        box.addWidget(self._tools)
        box.addLayout(self._waits)
        box.addLayout(self._told)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._later.timeout.connect(self.look)
        table.selectionModel().selectionChanged.connect(lambda _on, _off: self._later.start())
        model.arrived.connect(self._come_again)
        self.hide()

    def look(self) -> None:
        """Ask what the claims that are chosen now can do.

        A step that is asked for goes on while the same are chosen, or while something is typed.
        """
        self._later.stop()
        rows = self._table.selected_rows()
        if len(rows) < 2:
            if not self._stays_open():
                self._close_form()
                self._show(None)
            return
        self._model.collect(rows, self._found)

    def open(self, to: str) -> None:
        """Ask once for what the step `to` needs, for all that are chosen."""
        words = self.buttons[to].text()
        form = StepForm(self._context, to, _(MOVE_WORDS[to]), words)
        form.fold_up()
        form.taken.connect(self._take)
        form.closed.connect(self._put_away)
        self.form = form
        self._room.hide()
        self._clear_told()
        self._held.addWidget(form)
        form.show()
        form.go()
        self._ask(form, form.show_ask)
        recount = QTimer(form, singleShot=True, interval=_TYPING_MS)
        recount.timeout.connect(lambda: self._ask(form))
        for row in form.rows.values():
            row.editor.changed.connect(recount.start)

    def _ask(self, form: StepForm, show: Callable[[StepAsk], object] | None = None) -> None:
        """Fetch who may take the step and what is asked before it, and how many can go so."""
        ids, to, values = self._ids, form.to, form.fit_values()

        def work(file: File, _progress: Progress) -> StepAsk:
            return claim_steps.ask(file, ids, to, values)

        def done(ask: StepAsk) -> None:
            form.tell_going(step_words(to, ask.going), staying(ask.going.left))
            if show is not None:
                show(ask)
            else:
                form.doubts.recount(ask.doubts)

        self._context.ask(form, work, done)

    def _found(self, rows: Sequence[ListRow]) -> None:
        ids = tuple(row.id for row in rows)
        if self.form is not None:
            if {*ids} == {*self._ids}:
                self.form.tell_whose(())
                return
            if self._stays_open():
                return
            self._close_form()

        def show(chosen: Chosen) -> None:
            if self.form is None:
                if {*ids} != {*self._ids}:
                    self._clear_told()
                self._ids, self._view = ids, self._shown_view()
                self._names = tuple(row.label for row in rows)
                self._show(chosen)

        self._context.ask(self, lambda file, _progress: claim_steps.chosen(file, ids), show)

    def _stays_open(self) -> bool:
        """Keep a step with typed words, for the claims it was opened on; it says which those are.

        A click elsewhere would take the words with it, unseen.
        """
        if self.form is None or not self.form.dirty:
            return False
        self.form.tell_whose(self._names, partial(self._choose_again, self.form))
        return True

    def _show(self, chosen: Chosen | None) -> None:
        had = has_focus_inside(self)
        clear(self._flow)
        clear(self._waits)
        self.buttons = {}
        if chosen is not None:
            can = {to: one for to, one in chosen.steps.items() if one.count}
            self.buttons = {to: self._button(to, one) for to, one in can.items()}
            words = ngettext("{n} claim chosen", "{n} claims chosen", len(self._ids))
            none = "" if self.buttons else _("None of them can be moved on.")
            self._said.setText(join_facts((words, show_money(chosen.pence), none)))
            self._say_what_waits(chosen)
        for one in self.buttons.values():
            self._flow.addWidget(one)
        self._said.setVisible(chosen is not None)
        self._tools.setVisible(bool(self.buttons))
        self.setVisible(chosen is not None or self._told.count() > 0)
        if had and not has_focus_inside(self):
            give_keyboard(self._table)

    def _say_what_waits(self, chosen: Chosen) -> None:
        """Say which claims cannot take the step that comes next for them, and why."""
        for to, one in chosen.steps.items():
            if one.left:
                title = _("{step}: {claims}").format(
                    step=_(MOVE_WORDS[to]),
                    claims=ngettext("{n} cannot go yet", "{n} cannot go yet", len(one.left)),
                )
                self._waits.addWidget(Notice("info", title, reasons(one.left.values())))

    def _button(self, to: str, going: Going) -> QPushButton:
        return button(step_words(to, going), "", ICONS[to], lambda: self.open(to), once=True)

    def _take(self, to: str, values: Mapping[str, Any], sure: Sequence[str]) -> None:
        ids, form = self._ids, self.form
        assert form is not None

        def work(file: File, _progress: Progress) -> Moved:
            return claim_steps.move_all(file, ids, to, values, sure)

        def gone(moved: Moved) -> None:
            if moved.changes is not None:
                self._context.window.changed(moved.changes)

        def done(moved: Moved) -> None:
            # the field whose Enter took the step is still at work
            QTimer.singleShot(0, self, lambda: self._moved(moved, to, values))

        self._context.ask(form, work, done, form.refuse, gone)

    def _moved(self, moved: Moved, to: str, values: Mapping[str, Any]) -> None:
        self._tell(_Told(moved.left, to, values, moved.gone))
        self._put_away()
        if moved.changes is not None:
            self._context.window.changed(moved.changes)

    def _tell(self, told: _Told) -> None:
        """Say which claims stayed as they are, and why, while that is so."""
        self._clear_told()
        if not told.left:
            return
        self._stays, self._view = told, self._shown_view()
        gone = ngettext("{n} claim was moved on", "{n} claims were moved on", told.gone)
        title = join_facts((gone, staying_words(len(told.left))))
        away = (_("Put away"), self._put_told_away)
        self._told.addWidget(Notice("warn", title, reasons(told.left.values()), (away,)))

    def _tell_again(self) -> None:
        """Tell of those that stayed only while they are as they were."""
        told = self._stays
        if told is None:
            return

        def work(file: File, _progress: Progress) -> Mapping[int, tuple[str, str]]:
            return claim_steps.still_left(file, told.left, told.to, told.values)

        def done(left: Mapping[int, tuple[str, str]]) -> None:
            if self._stays is told and left != told.left:
                had = has_focus_inside(self)
                self._tell(replace(told, left=left))
                self._later.start()
                if had:
                    give_keyboard(self._table)

        self._context.ask(self, work, done)

    def _come_again(self) -> None:
        """Keep what is chosen where the same rows come again; what is about others goes."""
        if self._shown_view() != self._view:
            if not self._stays_open():
                self._close_form()
            self._clear_told()
        elif self.form is not None:
            self._choose_again(self.form)
        self._tell_again()
        self._later.start()

    def _choose_again(self, form: StepForm) -> None:
        """Choose the claims of the form once more, and ask anew; it goes if one is not there."""
        places = [self._model.row_of(one) for one in self._ids]
        if None in places:
            if not self._stays_open():
                self._close_form()
            return
        # the list itself stands on one of its rows first
        QTimer.singleShot(0, form, lambda: self._select(places))
        self._ask(form, form.show_ask)

    def _select(self, places: Sequence[int | None]) -> None:
        chosen = QItemSelection()
        for row in places:
            index = self._model.index(row or 0, 0)
            chosen.select(index, index)
        how = QItemSelectionModel.SelectionFlag
        self._table.selectionModel().select(chosen, how.ClearAndSelect | how.Rows)

    def _shown_view(self) -> ListQuery | None:
        """Return what is looked for, in whatever order and columns it is shown."""
        frame = self._model.frame
        return replace(frame.query, sort="", descending=False, columns=()) if frame else None

    def _clear_told(self) -> None:
        clear(self._told)
        self._stays = None

    def _put_told_away(self) -> None:
        self._clear_told()
        self.look()
        give_keyboard(self._table)

    def _put_away(self) -> None:
        """Close the form; the keyboard goes back to the rows."""
        self._close_form()
        give_keyboard(self._table)
        self._later.start()

    def _close_form(self) -> None:
        if self.form is not None:
            had = has_focus_inside(self)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            self._room.show()
            if had:
                give_keyboard(self._table)
