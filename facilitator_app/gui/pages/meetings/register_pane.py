"""The register: who is there, by one key each, with the quorum counted as it is ticked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from facilitator_app.digests.meetings import MeetingDetail, RegisterPerson
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.meetings import not_there_yet, quorum_met
from facilitator_app.gui.announcements import announce_deed
from facilitator_app.gui.editors.ref import RefEditor
from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.metrics import CONTROL, EDGE, PILL, effective, px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.correction_lines import correction_lines
from facilitator_app.gui.pages.meetings import meeting_wording as say
from facilitator_app.gui.pages.meetings.begun_list import BegunList
from facilitator_app.gui.pages.meetings.correction_form import CorrectionPlace
from facilitator_app.gui.pages.meetings.register_foot import RegisterFoot
from facilitator_app.gui.pages.meetings.register_line import LineForm
from facilitator_app.gui.pages.meetings.register_list import RegisterList
from facilitator_app.gui.pages.meetings.register_row import RegisterRow
from facilitator_app.gui.pages.meetings.unsaved_input import UnsavedInput
from facilitator_app.gui.tab_order import give_keyboard
from facilitator_app.gui.widgets.buttons import button
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.pill import PillLabel
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import clear, column, dress, row, surface
from facilitator_app.i18n import _
from facilitator_app.locale_formats import as_sentence, join_sentences
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Row

_LINE, _FORM, _LOW, _HINT_NEEDS = 28, 120, 460, 400


class RegisterPane(QWidget):
    """Quorum and counts on top, the lines below, a field for one more person at the foot."""

    rest_present = Signal()
    joined = Signal(object)  # the id of a member, or the name of a visitor
    correction_wanted = Signal(str, object)  # the record's name and id
    line_wanted = Signal(object)  # the id of the line whose form is asked for

    def __init__(self, context: PageContext) -> None:
        """Start with nobody."""
        super().__init__()
        dress(self, "paper")
        self._context = context
        self._sealed: int | None = None  # the id of a meeting whose minutes are approved
        self._there: frozenset[int] = frozenset()  # the members who are on the register
        self.list = RegisterList()
        self.setFocusProxy(self.list)
        self.list.nobody_chosen.connect(self._say_how)
        self.list.too_early.connect(lambda: context.refuse(self.list.ahead))
        self.list.opened.connect(self._ask_for_line)
        self._pill = QWidget()
        self._pills = row(self._pill)
        self._quorum = LineLabel("", "")
        self._counts = LineLabel("", "sub")
        self.rest = button(_("Everyone else is present"), "", "checks", self.rest_present.emit)
        self.correct = button(_("Correct this line…"), "", "pencil-simple", self._ask_to_correct)
        self.add = button(_("Add who was left out…"), "", "plus", self._ask_to_add)
        self.correction = CorrectionPlace(context)
        self.correction.closed.connect(self._corrected)
        self.correction.again.connect(self.correction_wanted)
        self._begun = BegunList()
        self.correction.aside.connect(self._begun.offer)
        self._begun.wanted.connect(
            lambda one: self.correction_wanted.emit(one.record, one.record_id)
        )
        self.line = CorrectionPlace(context, LineForm)
        self.line.closed.connect(self._line_closed)
        self.line.again.connect(lambda _record, one: self.line_wanted.emit(one))
        self.line.aside.connect(self._begun.offer)
        self._made = column(None, 0)
        self._scroll = self._forms()
        self._scroll.hide()
        self._waited = False  # whether somebody is still expected, and may be said to be here
        self._before: MeetingDetail | None = None
        self._was_quorate = False  # at some time while this is looked at
        self.foot = RegisterFoot(context, self.list)
        self.chips, self.details = self.foot.chips, self.foot.details
        self.person, self.told = self.foot.person, self.foot.told
        self.person.line.returnPressed.connect(self.join)
        self.person.changed.connect(self._picked)
        self.foot.times_wanted.connect(self._ask_for_line)
        self.foot.turned.connect(self._fit)
        box = column(self)
        box.addWidget(self._top())
        box.addWidget(self._scroll, 1)
        box.addWidget(self.list, 1)
        box.addWidget(self.foot)

    def show_page(self, page: MeetingDetail, unsaved: UnsavedInput, fmt: FormatContext) -> None:
        """Show the register of `page`, and which corrections of it were begun."""
        ahead = not_there_yet("present", page.date, fmt.today)
        rows = [_row(person, fmt) for person in page.people]
        self.list.show_register(rows, ahead)
        pill, sentence = say.quorum(page, to_come=bool(ahead))
        clear(self._pills)
        self._pills.addWidget(PillLabel(pill.text, pill.tone, pill.icon))
        self._quorum.setText(sentence)
        nobody = "" if page.people else _("Nobody is on the register yet.")
        self._counts.setText(say.counts(page, to_come=bool(ahead)) or nobody)
        if self.rest.hasFocus():
            give_keyboard(self.list)
        waited = page.number("expected") + page.visitors
        self._waited = waited > 0 and not page.seal and not ahead
        if not page.seal:
            self.correction.put_away()
        elif self.line.form is not None:
            self.line.put_away()
            self._line_closed()
        self.foot.setVisible(not page.seal and self.line.form is None)
        correcting = self.correction.form is not None
        self._sealed = page.id if page.seal else None
        self.correct.setVisible(bool(page.seal and page.people) and not correcting)
        self.add.setVisible(bool(page.seal) and not correcting)
        begun = [one for one in unsaved.corrections if one.record == "attendance"]
        self._begun.tell(begun, correcting=correcting)
        self._tell_made("" if correcting else correction_lines(page.register_corrections))
        self._there = frozenset(one.member_id for one in page.people if one.member_id is not None)
        self.foot.show_states(fmt)
        if not rows:
            self.foot.unfold()
        self.setFocusProxy(self.list if rows else self.person.part())
        self._fit()
        self._tell_news(page, fmt)

    def _tell_news(self, page: MeetingDetail, fmt: FormatContext) -> None:
        """Say whose state is another now, and whether that made or broke the quorum."""
        before, self._before = self._before, page
        if before is None or before.id != page.id:
            return
        who = say.register_news(before, page, fmt)
        quorum = say.quorum_news(before, page, again=self._was_quorate)
        # in one: of two that come together a screen reader may leave one out
        announce_deed(self.list, join_sentences((as_sentence(who), quorum)) if quorum else who)
        self._was_quorate = self._was_quorate or bool(quorum_met(page.present, page.quorum))

    @property
    def problem(self) -> str:
        """Why a person was not added, "" if nothing is wrong."""
        return self.foot.error.text

    def refuse(self, problem: str) -> None:
        """Say why a person was not added."""
        self.foot.unfold()
        self.foot.error.say(problem)
        give_keyboard(self.person.part())

    def added(self) -> None:
        """Empty the field for the next person."""
        self.person.set_value(None)
        self.foot.error.say("")
        self.told.hide()

    def bring_back(self, person: str, told: str) -> None:
        """Show what was typed of a person and not added, and above it `told`."""
        self.foot.unfold()
        self.person.set_typed(person)
        self.told.setText(told)
        self.told.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep to what matters where every line counts."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        low = effective(self.window().height()) < _LOW  # its own height follows what is folded
        self.foot.fit(low=low, tight=effective(self.height()) < _HINT_NEEDS)
        self.list.set_low(low=low)
        self._counts.setVisible(bool(self._counts.text()) and not self.foot.folded)
        self._quorum.setAccessibleDescription(self._counts.text() if self.foot.folded else "")
        self.rest.setVisible(self._waited and not self.foot.folded)
        for one in (self._pill, self._quorum, self._counts):
            one.setMinimumHeight(px(PILL if low else _LINE))
        edge = 2 if low else 8
        self._head_box.setContentsMargins(px(EDGE), px(edge), px(EDGE), px(edge))

    def _top(self) -> QWidget:
        top = surface("head")
        holder = QWidget()
        flow = FlowLayout(holder, 8)
        for one in (self._pill, self._quorum, self._counts, self.rest, self.correct, self.add):
            one.setMinimumHeight(px(_LINE))
            flow.addWidget(one)
        for tool in (self.rest, self.correct, self.add):
            tool.setMinimumHeight(px(CONTROL))
        box = self._head_box = column(top, 8, (EDGE, 8, EDGE, 8))
        box.addWidget(holder)
        box.addWidget(self._begun)
        box.addLayout(self._made)
        return top

    def _forms(self) -> ScrollBody:
        """Return where a line is corrected or changed, in the place of the lines."""
        forms = QWidget()
        held = column(forms)
        held.addWidget(self.correction)
        held.addWidget(self.line)
        held.addStretch(1)
        return ScrollBody(forms, _("Form of a line of the register"), px(_FORM))

    def _tell_made(self, lines: str) -> None:
        clear(self._made)
        if lines:
            words = _("Corrected since the minutes were approved")
            self._made.addWidget(Notice("info", words, lines))

    @property
    def places(self) -> tuple[CorrectionPlace, CorrectionPlace]:
        """Where a line is corrected, and where one is changed."""
        return self.correction, self.line

    def open_line(self, row: Row) -> None:
        """Show the form of a line in place of the lines: its capacity and times."""
        self.line.open(row)
        self.list.hide()
        self.foot.hide()
        self._begun.hide()
        self._scroll.show()

    def _line_closed(self) -> None:
        self._scroll.hide()
        self.list.show()
        self.foot.setVisible(self._sealed is None)
        give_keyboard(self.list)

    def _ask_for_line(self) -> None:
        """Ask for the form of the chosen line; of approved minutes, for its correction."""
        if self._sealed is not None:
            self._ask_to_correct()
        elif self.list.current_id is not None:
            self.line_wanted.emit(self.list.current_id)

    def open_correction(self, row: Row) -> None:
        """Show the form that corrects a line in place of the lines."""
        self.correction.open(row)
        self._offer_others()
        self.list.hide()
        self.correct.hide()
        self.add.hide()
        self._begun.hide()
        self._tell_made("")
        self._scroll.show()

    def _offer_others(self) -> None:
        """Offer only people who are not on the register to be added to it."""
        rows = self.correction.form.rows if self.correction.form is not None else {}
        editor = rows["member_id"].editor if "member_id" in rows else None
        if isinstance(editor, RefEditor):
            none = _("Nobody found. People who are on the register already are not offered.")
            editor.leave_out(self._there, none)

    def _corrected(self) -> None:
        self._scroll.hide()
        self.list.show()
        self.correct.setVisible(self.list.count() > 0)
        self.add.show()
        give_keyboard(self.list)

    def _ask_to_correct(self) -> None:
        if self.list.current_id is not None:
            self.correction_wanted.emit("attendance", self.list.current_id)

    def _ask_to_add(self) -> None:
        if self._sealed is not None:
            self.correction_wanted.emit("attendance", self._sealed)

    def _say_how(self) -> None:
        words = _(
            "Nothing was changed. Choose somebody with the arrow keys first; then P, A, N, I."
        )
        self._context.window.tell(words)

    def _picked(self) -> None:
        """Add at once who was picked from the list; words alone wait for Enter."""
        self.foot.error.say("")
        if self.person.is_chosen and self.person.value_text():
            self.join()

    def join(self) -> None:
        """Put the person that was typed on the register, or say who is meant by it."""
        try:
            found = self.person.read()
        except AppError as error:
            self.foot.error.say(str(error))
            return
        if found is not None or self.person.name:
            self.joined.emit(self.person.name or found)


_TONES = {"present": "success", "apologies": "ink2", "absent": "warning", "in_attendance": "ink2"}
_ICONS = {"expected": "circle"}


def _row(person: RegisterPerson, fmt: FormatContext) -> RegisterRow:
    entry = fmt.lists.entry("attendance_status", person.status)
    label, icon = (entry.label, entry.icon) if entry else (person.status, "")
    times = _("from {time}").format(time=say.clock(person.arrived)) if person.arrived else ""
    left = _("left {time}").format(time=say.clock(person.left)) if person.left else ""
    spared = _("not waited for: see their page") if person.spared else ""
    return RegisterRow(
        id=person.id,
        name=person.name,
        second=" · ".join(part for part in (person.capacity, times, left, spared) if part),
        status=person.status,
        state=label,
        icon=_ICONS.get(person.status, icon or "circle"),
        tone=_TONES.get(person.status, "ink2"),
        access=person.access,
    )
