"""The register: who is there, by one key each, with the quorum counted as it is ticked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from facilitator_app.digests.meetings import MeetingDetail, RegisterPerson
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.meetings import AHEAD, not_there_yet
from facilitator_app.gui.editors.ref import RefEditor
from facilitator_app.gui.form.field_row import ErrorLine
from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.metrics import CONTROL, EDGE, ICON, effective, px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.correction_lines import correction_lines
from facilitator_app.gui.pages.meetings import meeting_wording as say
from facilitator_app.gui.pages.meetings.begun_list import BegunList
from facilitator_app.gui.pages.meetings.correction_form import CorrectionPlace
from facilitator_app.gui.pages.meetings.register_line import LineForm
from facilitator_app.gui.pages.meetings.register_row import GAP, LEFT, RegisterDelegate, RegisterRow
from facilitator_app.gui.pages.meetings.row_list import RowList
from facilitator_app.gui.pages.meetings.unsaved_input import UnsavedInput
from facilitator_app.gui.tab_order import give_keyboard
from facilitator_app.gui.widgets.buttons import button, quiet_button
from facilitator_app.gui.widgets.chip import ChipButton
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.pill import PillLabel
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import clear, column, dress, row, surface
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import N_, _
from facilitator_app.locale_formats import join_parts
from facilitator_app.services import records
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Row

_LINE, _FORM, _HINT_NEEDS = 28, 120, 400
_HINT = N_(
    "Choose somebody with the arrow keys. P present, A apologies, N absent and I in"
    " attendance go on to the next; Space goes through them, Enter opens their times."
)
_HINT_AHEAD = N_(
    "Choose somebody with the arrow keys. The key A notes apologies and goes on to the"
    " next; who was present is ticked on the day."
)
_ARROWS = frozenset(
    (
        Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
        Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    )
)  # fmt: skip


class RegisterList(RowList):
    """One line a person; P, A, N and I set the state, Space goes through all of them.

    Keys act on somebody who was chosen here by arrow keys or mouse, and go on to the next: what
    is typed in the belief to be elsewhere changes nothing.
    """

    ticked = Signal(object, str)
    removed = Signal(object)
    nobody_chosen = Signal()
    too_early = Signal()  # somebody was said to have come, ahead of the day
    opened = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(_("Register"))
        self._chosen = False
        self.ahead = ""  # why nobody can have come yet
        self.setItemDelegate(RegisterDelegate(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set the state of the chosen line, or take it off the register."""
        shift = Qt.KeyboardModifier.ShiftModifier
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, shift)
        letter = event.text().upper() if plain else ""
        if self.currentItem() is None or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif letter in say.STATUS_KEYS and self._chosen:
            if self.may_be(say.STATUS_KEYS[letter]):
                self.ticked.emit(self.current_id, say.STATUS_KEYS[letter])
                self._go_on()
            else:
                self.too_early.emit()
        elif letter == " " and self._chosen:
            self._go_round()
        elif letter and letter.isprintable():
            self._chosen = False
            self.nobody_chosen.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit(self.current_id)
        else:
            super().keyPressEvent(event)
            self._chosen = self._chosen or event.key() in _ARROWS

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let somebody be chosen again on coming back."""
        super().focusOutEvent(event)
        self._chosen = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a line; go through the states by clicks on the icon."""
        super().mousePressEvent(event)
        self._chosen = self.indexAt(event.position().toPoint()).isValid()
        if event.position().x() < px(LEFT + GAP) + px(ICON) and self.currentItem() is not None:
            self._go_round()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the line; on the icon, the first click is done already."""
        if event.position().x() >= px(LEFT + GAP) + px(ICON) and self.currentItem() is not None:
            self.opened.emit()

    def choose(self) -> None:
        """Stand on somebody for the keys: who comes here by the name of the register means it."""
        if self.currentItem() is None:
            self.setCurrentRow(0)
        self._chosen = self.currentItem() is not None

    def may_be(self, status: str) -> bool:
        """Say whether anybody can stand as `status` today."""
        return not self.ahead or status in AHEAD

    def _go_on(self) -> None:
        """Stand on the next line; behind the last one nobody is chosen."""
        next_ = self.currentRow() + 1
        self._chosen = next_ < self.count()
        if self._chosen:
            self.setCurrentRow(next_)

    def _go_round(self) -> None:
        now = self.record(self.currentRow()).status
        states = [one for one in say.ROUND if self.may_be(one)]
        place = states.index(now) if now in states else -1
        self.ticked.emit(self.current_id, states[(place + 1) % len(states)])


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
        self.list.currentRowChanged.connect(lambda _row: self._show_chips())
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
        forms = QWidget()
        held = column(forms)
        held.addWidget(self.correction)
        held.addWidget(self.line)
        held.addStretch(1)
        self._scroll = ScrollBody(forms, _("Form of a line of the register"), px(_FORM))
        self._scroll.hide()
        self.chips: dict[str, ChipButton] = {}
        self._group = QButtonGroup(self)
        self._error = ErrorLine()
        box = column(self)
        box.addWidget(self._top())
        box.addWidget(self._scroll, 1)
        box.addWidget(self.list, 1)
        box.addWidget(self._foot())

    def show_page(self, page: MeetingDetail, unsaved: UnsavedInput, fmt: FormatContext) -> None:
        """Show the register of `page`, and which corrections of it were begun."""
        self.list.ahead = not_there_yet("present", page.date, fmt.today)
        pill, sentence = say.quorum(page, to_come=bool(self.list.ahead))
        hint = _HINT_AHEAD if self.list.ahead else _HINT
        self._hint.setText(_(hint))
        clear(self._pills)
        self._pills.addWidget(PillLabel(pill.text, pill.tone, pill.icon))
        self._quorum.setText(sentence)
        nobody = "" if page.people else _("Nobody is on the register yet.")
        self._counts.setText(say.counts(page, to_come=bool(self.list.ahead)) or nobody)
        self._counts.setVisible(bool(self._counts.text()))
        if self.rest.hasFocus():
            give_keyboard(self.list)
        waited = page.number("expected") + page.visitors
        self.rest.setVisible(waited > 0 and not page.seal and not self.list.ahead)
        if not page.seal:
            self.correction.put_away()
        elif self.line.form is not None:
            self.line.put_away()
            self._line_closed()
        self._ticks.setVisible(not page.seal and self.line.form is None)
        correcting = self.correction.form is not None
        self._sealed = page.id if page.seal else None
        self.correct.setVisible(bool(page.seal and page.people) and not correcting)
        self.add.setVisible(bool(page.seal) and not correcting)
        begun = [one for one in unsaved.corrections if one.record == "attendance"]
        self._begun.tell(begun, correcting=correcting)
        self._tell_made("" if correcting else correction_lines(page.register_corrections))
        self._there = frozenset(one.member_id for one in page.people if one.member_id is not None)
        rows = [_row(person, fmt) for person in page.people]
        self.list.show_rows([(row, _spoken(row)) for row in rows])
        self.setFocusProxy(self.list if rows else self.person.part())
        self._make_chips(fmt)
        self._show_chips()

    @property
    def problem(self) -> str:
        """Why a person was not added, "" if nothing is wrong."""
        return self._error.text

    def refuse(self, problem: str) -> None:
        """Say why a person was not added."""
        self._error.say(problem)
        give_keyboard(self.person.part())

    def added(self) -> None:
        """Empty the field for the next person."""
        self.person.set_value(None)
        self._error.say("")
        self.told.hide()

    def bring_back(self, person: str, told: str) -> None:
        """Show what was typed of a person and not added, and above it `told`."""
        self.person.set_typed(person)
        self.told.setText(told)
        self.told.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the hint out where every line counts."""
        super().resizeEvent(event)
        self._hint.setVisible(effective(self.height()) >= _HINT_NEEDS)

    def _top(self) -> QWidget:
        top = surface("head")
        holder = QWidget()
        flow = FlowLayout(holder, 8)
        for one in (self._pill, self._quorum, self._counts, self.rest, self.correct, self.add):
            one.setMinimumHeight(px(_LINE))
            flow.addWidget(one)
        for tool in (self.rest, self.correct, self.add):
            tool.setMinimumHeight(px(CONTROL))
        box = column(top, 8, (EDGE, 8, EDGE, 8))
        box.addWidget(holder)
        box.addWidget(self._begun)
        box.addLayout(self._made)
        return top

    def _tell_made(self, lines: str) -> None:
        clear(self._made)
        if lines:
            words = _("Corrected since the minutes were approved")
            self._made.addWidget(Notice("info", words, lines))

    def _foot(self) -> QWidget:
        foot = self._ticks = surface("foot")
        box = column(foot, 8, (EDGE, 8, EDGE, 12))
        holder = QWidget()
        holder.setAccessibleName(_("State of the chosen person"))
        self._flow = FlowLayout(holder, 6)
        box.addWidget(holder)
        self._hint = text_label("", "small", wrap=True)
        box.addWidget(self._hint)
        self.person = RefEditor(records.spec("attendance").field("member_id"), self._context)
        self.person.take_names(records.spec("attendance").field("visitor"))
        self.person.describe(
            _("Add a person to the register"),
            _("Type any part of the name; of a visitor all of it, and after a comma the capacity"),
        )
        self.person.line.setPlaceholderText(_("Add a member, or a visitor by name"))
        self.person.line.returnPressed.connect(self.join)
        self.person.changed.connect(self._picked)
        self.told = LineLabel("", "small")
        self.told.hide()
        box.addWidget(self.told)
        box.addWidget(self._error)
        box.addWidget(self.person)
        return foot

    @property
    def places(self) -> tuple[CorrectionPlace, CorrectionPlace]:
        """Where a line is corrected, and where one is changed."""
        return self.correction, self.line

    def open_line(self, row: Row) -> None:
        """Show the form of a line in place of the lines: its capacity and times."""
        self.line.open(row)
        self.list.hide()
        self._ticks.hide()
        self._begun.hide()
        self._scroll.show()

    def _line_closed(self) -> None:
        self._scroll.hide()
        self.list.show()
        self._ticks.setVisible(self._sealed is None)
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
        self._error.say("")
        if self.person.is_chosen and self.person.value_text():
            self.join()

    def join(self) -> None:
        """Put the person that was typed on the register, or say who is meant by it."""
        try:
            found = self.person.read()
        except AppError as error:
            self._error.say(str(error))
            return
        if found is not None or self.person.name:
            self.joined.emit(self.person.name or found)

    def _make_chips(self, fmt: FormatContext) -> None:
        known = fmt.lists.offered("attendance_status")
        offered = [one for one in known if one.code in say.ROUND]
        if list(self.chips) == [one.code for one in offered]:
            return
        clear(self._flow)
        self.chips = {one.code: ChipButton(one.code, one.label) for one in offered}
        for chip in self.chips.values():
            self._group.addButton(chip)
            self._flow.addWidget(chip)
            chip.clicked.connect(lambda _on=False, chip=chip: self._tick(chip.key))
        self.details = quiet_button(_("Capacity and times…"), "clock", self._ask_for_line)
        self.details.setToolTip(_("Enter opens them, too, on a line of the register"))
        self._flow.addWidget(self.details)

    def _show_chips(self) -> None:
        place = self.list.currentRow()
        now = self.list.record(place).status if place >= 0 else ""
        self._group.setExclusive(False)
        for code, chip in self.chips.items():
            chip.setEnabled(place >= 0)
            chip.setVisible(self.list.may_be(code))
            chip.setChecked(code == now)
        self.details.setEnabled(place >= 0)
        self._group.setExclusive(True)

    def _tick(self, status: str) -> None:
        if self.list.current_id is not None:
            self.list.ticked.emit(self.list.current_id, status)


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


def _spoken(row: RegisterRow) -> str:
    needs = _("access needs: {words}").format(words=row.access) if row.access else ""
    return join_parts((row.name, row.second, row.state, needs))
