"""The form of a step: who, when and how, with names to choose and what is asked first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator_app.digests.claim_steps import StepAsk
from facilitator_app.domain.claims import HANDS, MOVE_WORDS
from facilitator_app.domain.errors import AppError, Doubt, Invalid, Unsure
from facilitator_app.gui.editors.tick_box import Tick
from facilitator_app.gui.form.field_row import ErrorLine
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.small_form import SmallForm
from facilitator_app.gui.tab_order import (
    bring_into_view_once_settled,
    bring_into_view_soon,
    give_keyboard,
)
from facilitator_app.gui.widgets.buttons import button
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.scroll_body import WHOLE, Content, FittingBody
from facilitator_app.gui.widgets.surface import clear, column
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import N_, _, ngettext
from facilitator_app.services import records
from facilitator_app.spec.record import Field

ASKS: Mapping[str, tuple[str, ...]] = {
    "submitted": ("submitted",),
    "approved": ("approved_by", "approved_on"),
    "authorised": ("authorised_by", "authorised_on"),
    "paid": ("paid_on", "payment_method", "payment_reference"),
    "returned": ("notes",),
    "rejected": ("notes",),
}
ICONS = {
    "submitted": "paper-plane-tilt", "approved": "check", "authorised": "checks", "paid": "money",
    "returned": "arrow-u-up-left", "rejected": "prohibit", "cancelled": "x-circle",
}  # fmt: skip
_WHY = {"returned": N_("What is the question?"), "rejected": N_("Why is it rejected?")}
_DAYS = ("submitted", "approved_on", "authorised_on", "paid_on")
_NAMES = {"approved": "approved_by", "authorised": "authorised_by"}
_LATELY = {
    "approved": N_("Approved lately by:"),
    "authorised": N_("Payment authorised lately by:"),
}
_LEAST = 48  # pixels at 100 % of what is asked, where the window is low
_RING = 4  # pixels at 100 % for the ring round what has the keyboard
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StepForm(SmallForm):
    """Asks for who, when and how of one step; Enter takes it, Esc puts the form away."""

    taken = Signal(str, object, object)  # where to, the values, the keys of what was answered

    def __init__(self, context: PageContext, to: str, words: str = "", title: str = "") -> None:
        """Ask for what the step `to` needs; days start as today.

        words: other ones for it; title: the heading, where it says more.
        """
        words = words or _(MOVE_WORDS[to])
        fields = [_asked(to, name) for name in ASKS[to]]
        super().__init__(context, fields, words, ICONS[to], title=title or words)
        self.to, self._under_way = to, False
        for name, row in self.rows.items():
            if name in _DAYS:
                row.editor.set_value(context.format_context().today)
        self.take_as_stored()
        self._enter = _EnterTakes(self, self.save)
        for row in self.rows.values():
            if not isinstance(row.editor.part(), QLineEdit):
                self._enter.watch(row.editor.part())
        self._offered = QWidget()
        self._offers = FlowLayout(self._offered, 12)
        self._offered.hide()
        self.section.add(self._offered)
        self._told_whose = QWidget()
        self._whose = column(self._told_whose)
        self._told_whose.hide()
        self.section.add(self._told_whose)
        self._staying = QWidget()
        self._stays = column(self._staying)
        self._staying.hide()
        self.section.add(self._staying)
        self.doubts = _Doubts(context, self._watch)
        self._error = ErrorLine()
        if (named := self.rows.get(_NAMES.get(to, ""))) is not None:
            named.editor.changed.connect(self._forget_name)
        self.body.insertWidget(1, self.doubts)
        self.body.insertWidget(2, self._error)

    @property
    def problem(self) -> str:
        """Why the step could not be taken, beyond what is said at the fields."""
        return self._error.text

    def fold_up(self) -> None:
        """Let what is asked scroll where there is no room for it, its button always in sight."""
        within = Content()
        box = column(within, 12, (_RING, 0, _RING, _RING))
        box.addWidget(self.section)
        box.addWidget(self.doubts)
        self.body.insertWidget(0, FittingBody(within, self.section.title, _LEAST))
        below = Content()
        box = column(below, 12, (_RING, _RING, _RING, _RING))
        box.addWidget(self._error)
        box.addWidget(self.foot)
        self.body.addWidget(FittingBody(below, "", WHOLE))

    def go(self) -> None:
        """Put the keyboard into the first field."""
        next(iter(self.rows.values())).go()

    def show_ask(self, ask: StepAsk) -> None:
        """Offer who took this step lately, and ask what is to be answered first."""
        clear(self._offers)
        if ask.hands:
            self._offer(_(_LATELY[self.to]), ask.hands)
        if ask.facilitator:
            self._offer(_("Facilitator of this network:"), (ask.facilitator,))
        self._offered.setVisible(bool(ask.hands or ask.facilitator))
        self.doubts.ask(ask.doubts)

    def tell_going(self, title: str, staying: tuple[str, str]) -> None:
        """Say in the heading how many claims the step is for, and which stay and why.

        staying: a headline and sentences, "" for none.
        """
        if title != self.section.title:
            self.section.set_title(title)
        clear(self._stays)
        if staying[0]:
            self._stays.addWidget(Notice("info", *staying))
        self._staying.setVisible(bool(staying[0]))

    def tell_whose(self, names: Sequence[str], again: Callable[[], object] = lambda: None) -> None:
        """Say which claims the step is for while others are chosen, none to say so no longer.

        again(): chooses those of the step once more.
        """
        clear(self._whose)
        if names:
            count = ngettext(
                "This step is for {n} claim", "This step is for {n} claims", len(names)
            )
            self._whose.addWidget(
                Notice("info", count, "; ".join(names), ((_("Choose them again"), again),))
            )
        self._told_whose.setVisible(bool(names))

    def fit_values(self) -> dict[str, Any]:
        """Return by field what was typed so far and can be read."""
        rows = self.rows.items()
        found = {name: row.editor.read() for name, row in rows if not row.unreadable()}
        return {name: value for name, value in found.items() if value is not None}

    def save(self) -> None:
        """Hand over what was typed, or say at the fields what is to be mended."""
        self._error.say("")
        if self.is_fit() and not self._under_way:
            self._under_way = True  # Enter once more is not another step
            values = {name: row.editor.read() for name, row in self.rows.items()}
            self.taken.emit(self.to, values, self.doubts.sure)

    def refuse(self, error: AppError) -> None:
        """Say why the step could not be taken, or ask what is to be answered first."""
        self._under_way = False
        if isinstance(error, Unsure):
            self.doubts.ask(error.doubts)
            self._error.say(_("Answer this first: tick what is so, or leave the step."))
            self.doubts.go_to_open()
            bring_into_view_once_settled(self, self._to_answer)
            return
        problems = error.problems if isinstance(error, Invalid) else {}
        rest = [text for name, text in problems.items() if name not in self.rows]
        told = self.show_problems(error)
        self._error.say(" ".join(rest) if problems else str(error), quiet=told)
        if not told:
            self.go()

    def _to_answer(self) -> Iterator[QWidget]:
        """Yield the button and what is to be answered, that last: it is seen where room lacks."""
        yield from (self.foot, self._error)
        if (first := self.doubts.first_open) is not None:
            yield first

    def _offer(self, words: str, names: Sequence[str]) -> None:
        """Offer `names`, with who they are before them."""
        self._offers.addWidget(label := text_label(words, "small"))
        for name in names:
            one = button(name, "link", on_click=partial(self._choose, name))
            label.setFixedHeight(one.sizeHint().height())  # on one line with the names
            self._offers.addWidget(one)
            self._esc.watch(one)

    def _choose(self, name: str) -> None:
        row = self.rows[_NAMES[self.to]]
        row.editor.set_value(name)
        row.say("")
        row.editor.changed.emit()
        give_keyboard(row.editor.part())

    def _forget_name(self) -> None:
        """Ask no more about a name that is another now."""
        if self.doubts.forget(HANDS):
            self._say_no_more()

    def _watch(self, tick: Tick) -> None:
        self._esc.watch(tick)
        self._enter.watch(tick)
        tick.toggled.connect(self._answered)

    def _answered(self) -> None:
        """Ask for answers no longer once all are there."""
        if self.doubts.all_answered:
            self._say_no_more()

    def _say_no_more(self) -> None:
        """Take the message away, not its room: the button below stays under the mouse."""
        if not self._error.isHidden():
            self._error.keep_room()
        self._error.say("")


class _EnterTakes(QObject):
    """Takes Enter in what has another use for it, or none; Shift+Enter begins a new line."""

    def __init__(self, parent: QObject, take: Callable[[], object]) -> None:
        super().__init__(parent)
        self._take = take

    def watch(self, part: QWidget) -> None:
        part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the step."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in _ENTER or not plain:
            return False
        self._take()
        return True


class _Doubts(QWidget):
    """What is asked once before a step: a sentence, and a box to tick that says yes to it."""

    def __init__(self, context: PageContext, watch: Callable[[Tick], object]) -> None:
        super().__init__()
        self._context, self._watch = context, watch
        self.ticks: dict[str, Tick] = {}
        self._asked: tuple[Doubt, ...] = ()
        self._box = column(self, 8)
        self.hide()

    @property
    def sure(self) -> tuple[str, ...]:
        """The keys of what was answered."""
        return tuple(key for key, tick in self.ticks.items() if tick.isChecked())

    @property
    def all_answered(self) -> bool:
        """Whether nothing waits for an answer."""
        return len(self.sure) == len(self.ticks)

    def ask(self, doubts: Sequence[Doubt]) -> None:
        """Ask these in place of what was asked; what was ticked of them stays so, if it is said so.

        Of another number of claims it is asked anew.
        """
        sure = {one.text for one in self._asked if one.key in self.sure}
        self._asked = tuple(doubts)
        clear(self._box)
        self.ticks = {}
        for one in doubts:
            tick = Tick(one.yes)
            tick.setAccessibleDescription(one.text)
            tick.setChecked(one.text in sure)
            self._watch(tick)
            self.ticks[one.key] = tick
            self._box.addWidget(Notice("warn", one.text, actions=self._leads(one)))
            self._box.addWidget(tick)
        self.setVisible(bool(doubts))

    def recount(self, doubts: Sequence[Doubt]) -> None:
        """Ask these anew where they changed; what is asked of names stays."""
        now = (*doubts, *(one for one in self._asked if one.key.startswith(HANDS)))
        if now != self._asked:
            self.ask(now)

    def forget(self, begins: str) -> bool:
        """Ask no more what goes by keys that begin like this; say whether anything did."""
        left = [one for one in self._asked if not one.key.startswith(begins)]
        gone = len(left) < len(self._asked)
        if gone:
            self.ask(left)
        return gone

    def go_to_open(self) -> None:
        """Put the keyboard on the first box without a tick."""
        if (first := self.first_open) is not None:
            give_keyboard(first)
            bring_into_view_soon(first)

    @property
    def first_open(self) -> Tick | None:
        """The first box without a tick."""
        return next((one for one in self.ticks.values() if not one.isChecked()), None)

    def _leads(self, doubt: Doubt) -> list[tuple[str, Callable[[], object]]]:
        if doubt.key != "rate":
            return []
        return [(_("Mileage rates"), lambda: self._context.window.show_section("rates"))]


def _asked(to: str, name: str) -> Field:
    """Return the field as this step asks for it."""
    field = records.spec("claim").field(name)
    if name == "notes":
        help_ = N_("Shift+Enter begins a new line.")
        return replace(field, label=_WHY[to], required=True, help=help_)
    return replace(field, required=name != "payment_reference", help="")
