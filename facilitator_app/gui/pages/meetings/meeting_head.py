"""The head of a meeting's page: the way back, when and where, what comes next, and the steps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator_app.digests.meetings import MeetingDetail
from facilitator_app.gui.metrics import CONTROL, EDGE, effective, px
from facilitator_app.gui.pages.meetings import meeting_wording as say
from facilitator_app.gui.pages.meetings.meeting_steps import MeetingSteps
from facilitator_app.gui.pages.meetings.panes import REGISTER
from facilitator_app.gui.tab_order import give_keyboard
from facilitator_app.gui.widgets.buttons import (
    back_button,
    button,
    icon_button,
    primary_button,
    set_icon,
    set_words,
)
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.short_label import ShortLabel
from facilitator_app.gui.widgets.surface import clear, column, dress, row
from facilitator_app.gui.widgets.text_label import key_cap, let_wrap, text_label
from facilitator_app.i18n import _, ngettext
from facilitator_app.locale_formats import join_sentences

_FOLDS = 1060
_ICONS_ONLY = 900
_TIGHT = 560
_LOW = 430
_REFERENCE = 130  # of the crumb; the way back gives way to it
_GAP = 8


class MeetingHead(QWidget):
    """Emits what is asked for; the page does it."""

    back = Signal()
    edit = Signal()
    print_ = Signal()
    attachments = Signal()
    step = Signal(str)
    circulate = Signal()  # though something is missing
    write = Signal(object)  # under an item, by its id
    tick = Signal()  # the register

    def __init__(self) -> None:
        """Start without a meeting."""
        super().__init__()
        dress(self, "head")
        self._next = ""
        self._page: MeetingDetail | None = None
        self.to_come = True
        self._crumb = ShortLabel("sub", 1)
        _give_way(self._crumb)
        self._title, self._when = text_label("", "title"), text_label("", "sub")
        for label in (self._title, self._when):
            let_wrap(label)
        self.primary = primary_button("", "", self._take)
        self.primary.hide()
        self._steps, self._asking = column(), column()
        self._tools = self._buttons()
        self._line = row(None, 16)
        texts = column(None, 2)
        texts.addWidget(self._title)
        texts.addWidget(self._when)
        self._line.addLayout(texts, 1)
        self._path = row(None, _GAP)
        self._back = back_button(_("Meetings"), self.back.emit)
        self._back.setMinimumWidth(px(CONTROL))  # its words are cut to the room, never widen it
        self._path.addWidget(self._back)
        self._path.addWidget(self._crumb, 1)
        self._esc = (text_label(_("Back"), "small"), key_cap("Esc"))
        for one in self._esc:
            self._path.addWidget(one)
        self._narrow: bool | None = None
        self._high, self._ticking = px(_LOW), False  # of the page; whether its register is in front
        box = self._box = column(self, 4, (EDGE, 10, EDGE, 8))
        box.addLayout(self._path)
        box.addLayout(self._line)
        box.addSpacing(px(4))
        box.addLayout(self._steps)
        box.addLayout(self._asking)
        self._fold(narrow=False)

    def show_page(self, page: MeetingDetail, *, to_come: bool) -> None:
        """Show what `page` is called, and how far it is; before it is held there are no minutes."""
        self._page, self.to_come = page, to_come
        self._say_crumb()
        self._title.setText(page.body)
        clear(self._steps)
        if page.status != "held" or not say.missing(page):
            clear(self._asking)
        if page.status == "cancelled":
            text = _("It stays in the records. “Edit details” brings it back.")
            self._steps.addWidget(Notice("warn", _("This meeting was cancelled"), text))
        else:
            self.steps = MeetingSteps(page.status)
            self.steps.taken.connect(self.step)
            self._steps.addWidget(self.steps)
        self._next = say.next_step(page.status) or ""
        self.primary.setVisible(bool(self._next))
        if self._next:
            text, icon = say.NEXT_WORDS[self._next]
            self.primary.setText(_(text))
            self.primary.setAccessibleName(_(text))
            set_icon(self.primary, icon)
        self._show_tools()

    def ask(self, page: MeetingDetail) -> None:
        """Ask whether the draft goes round though items have no words, or nobody was there."""

        def go_on() -> None:
            if page.wordless:
                self.write.emit(page.wordless[0])
            else:
                self.tick.emit()
            clear(self._asking)

        missing = say.missing(page)
        words = join_sentences([*missing[1:], _("The draft goes round as it stands.")])
        back = _("Go on minuting") if page.wordless else _("Go to the register")
        actions = ((_("Circulate all the same"), self.circulate.emit), (back, go_on))
        notice = Notice("warn", missing[0], words, actions)
        clear(self._asking)
        self._asking.addWidget(notice)
        notice.show()
        give_keyboard(notice.buttons[1])

    def set_back(self, text: str) -> None:
        """Say where Back leads."""
        set_words(self._back, text)
        self._show_tools()

    def turn_to(self, pane: str) -> None:
        """Leave room to the lines of the register, if `pane` is that."""
        self._ticking = pane == REGISTER
        self.fit(self._high)

    def fit(self, high: int) -> None:
        """Keep to what matters on a page that is only `high` pixels high."""
        low, self._high = effective(high) < _LOW, high
        self._when.setVisible(not (low and self._ticking))
        above, below = (4, 2) if low else (10, 8)
        self._box.setContentsMargins(px(EDGE), px(above), px(EDGE), px(below))
        if self._page is not None:
            self._when.setText(_when(self._page, told=low))
        for steps in self.findChildren(MeetingSteps):
            if self._steps.indexOf(steps) >= 0:  # the last ones may still wait to be taken away
                steps.setVisible(not low)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the buttons beside the name, or above it beside the way back."""
        super().resizeEvent(event)
        self._fold(narrow=effective(self.width()) < _FOLDS)
        self._show_tools()

    def _show_tools(self) -> None:
        small = effective(self.width()) < _ICONS_ONLY
        tight = effective(self.width()) < _TIGHT
        self._crumb.setVisible(not tight)
        for pair in self._pairs:
            for one, wanted in zip(pair, (not small, small), strict=True):
                one.setVisible(wanted and not (self.to_come and pair is self._paper))
        self._fit_back(tight=tight)

    def _fit_back(self, *, tight: bool) -> None:
        """Cut the way back to what the reference and what stands at the right leave of the line."""
        whole, back = self._back.accessibleName(), self._back
        set_words(back, whole)
        right = (self._tools,) if self._narrow else self._esc
        taken = sum(one.sizeHint().width() + px(_GAP) for one in right)
        taken += min(self._crumb.sizeHint().width(), px(_REFERENCE)) + px(_GAP)
        room = self.width() - 2 * px(EDGE) - taken
        need, metrics = back.sizeHint().width(), back.fontMetrics()
        if tight or need > room:
            words = room - need + metrics.horizontalAdvance(whole)
            cut = "" if tight else metrics.elidedText(whole, Qt.TextElideMode.ElideRight, words)
            back.setText(cut.replace("&", "&&"))
        back.setToolTip(whole if tight or need > room else "")

    def _fold(self, *, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for one in self._esc:
            one.setVisible(not narrow)
        into = self._path if narrow else self._line
        (self._line if narrow else self._path).removeWidget(self._tools)
        into.addWidget(self._tools, 0, Qt.AlignmentFlag.AlignVCenter)
        self._say_crumb()

    def _say_crumb(self) -> None:
        """Say the reference and, where the buttons leave room, the tags."""
        if self._page is not None:
            tags = "" if self._narrow else self._page.tags
            parts = (f"/ {self._page.reference}", tags)
            self._crumb.show_words(" · ".join(part for part in parts if part))

    def _buttons(self) -> QWidget:
        """Return the buttons; those that are not needed to go on have a short form."""
        tools = QWidget()
        line = row(tools, 8)
        edit, paper, attached = _("Edit details"), _("Print minutes"), _("Attachments")
        self._pairs = (
            (
                button(edit, "", "pencil-simple", self.edit.emit),
                icon_button("pencil-simple", edit, self.edit.emit),
            ),
            (
                button(paper, "", "printer", self.print_.emit, once=True),
                icon_button("printer", paper, self.print_.emit),
            ),
            (
                button(attached, "", "paperclip", self.attachments.emit),
                icon_button("paperclip", attached, self.attachments.emit),
            ),
        )
        self._paper = self._pairs[1]
        for full, short in self._pairs:
            short.hide()
            line.addWidget(full)
            line.addWidget(short)
        line.addWidget(self.primary)
        return tools

    def _take(self) -> None:
        if self._next:
            self.step.emit(self._next)


def _give_way(label: ShortLabel) -> None:
    """Let `label` have what the others on its line leave, however little that is."""
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    label.setSizePolicy(policy)


def _when(page: MeetingDetail, *, told: bool) -> str:
    """Say when and where, and if it is to be `told` here how far the meeting is.

    There every line counts, and the register says how many are expected.
    """
    step = say.STEP_WORDS.get(page.status) if told else None
    parts = [page.when, _(step) if step else ""]
    coming = page.number("expected") + page.present
    if page.status in ("scheduled", "agenda", "notice") and coming and not told:
        parts.append(ngettext("{n} expected", "{n} expected", coming))
    return " · ".join(part for part in parts if part)
