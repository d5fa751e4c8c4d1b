"""The card of the next meeting: when, where, who comes, and what is still to be done for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget

from facilitator_app.digests.today import Check, NextMeeting
from facilitator_app.gui import icons, theme
from facilitator_app.gui.metrics import ICON, px
from facilitator_app.gui.widgets.buttons import button, primary_button
from facilitator_app.gui.widgets.link import Link
from facilitator_app.gui.widgets.surface import CardSurface, row
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import N_, _

_MARKS = {
    "done": ("check-circle", "success", N_("done")),
    "warn": ("warning-circle", "warning", N_("to look at")),
    "todo": ("circle", "ink2", N_("to do")),
}


class MeetingCard(CardSurface):
    """The next meeting and its checklist."""

    spoken_role = QAccessible.Role.Grouping

    def __init__(self, meeting: NextMeeting, open_: Callable[[int], object]) -> None:
        """Show `meeting`; open_(id) opens its page."""
        super().__init__("card", 6, 20)
        self.setAccessibleName(meeting.body)
        go = lambda: open_(meeting.id)  # noqa: E731 - the same click for button and links
        self.body.addWidget(text_label(meeting.when, "eyebrow", wrap=True))
        self.body.addWidget(text_label(meeting.body, "h2", wrap=True))
        self.body.addWidget(text_label(meeting.place, "sub", wrap=True))
        self.body.addWidget(text_label(meeting.coming, "sub", wrap=True))
        self.body.addSpacing(px(6))
        for check in meeting.checks:
            self.body.addWidget(_line(check, go))
        self.body.addSpacing(px(10))
        self.body.addWidget(
            primary_button(_("Open meeting"), "", go), 0, Qt.AlignmentFlag.AlignLeft
        )


class FirstStepsCard(CardSurface):
    """Stands in the meeting's place in a new network: what to begin with."""

    def __init__(self, steps: Sequence[tuple[str, str, Callable[[], object]]]) -> None:
        """Offer `steps` (words, icon, what is done), the first one first."""
        super().__init__("card", 8, 20)
        self.body.addWidget(text_label(_("Begin here"), "h2", wrap=True))
        sentence = _("Three steps, in this order if you like. The rest follows from them.")
        self.body.addWidget(text_label(sentence, "sub", wrap=True))
        self.body.addSpacing(px(8))
        first, *others = steps
        buttons = [primary_button(*first), *(button(w, "", icon, do) for w, icon, do in others)]
        for one in buttons:
            self.body.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)


class NoMeetingCard(CardSurface):
    """Stands in the meeting's place when none is planned."""

    def __init__(self, plan: Callable[[], object]) -> None:
        """Offer to plan one with `plan()`."""
        super().__init__("card", 8, 20)
        self.body.addWidget(text_label(_("No meeting is planned"), "h2", wrap=True))
        sentence = _("Plan one, and its agenda and register are begun for you.")
        self.body.addWidget(text_label(sentence, "sub", wrap=True))
        self.body.addSpacing(px(8))
        button = primary_button(_("Plan a meeting"), "calendar-plus", plan)
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def _line(check: Check, go: Callable[[], object]) -> QWidget:
    icon, token, spoken = _MARKS[check.state]
    line = QWidget()
    line.setMinimumHeight(px(30))
    layout = row(line, 12)
    mark = QLabel()
    mark.setPixmap(icons.pixmap(icon, theme.current().colour(token), px(ICON)))
    mark.setAccessibleName(_(spoken))
    layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
    layout.addWidget(text_label(check.text, wrap=True), 1, Qt.AlignmentFlag.AlignVCenter)
    if check.step:
        layout.addWidget(Link(check.detail, go, 600), 0, Qt.AlignmentFlag.AlignVCenter)
    else:
        layout.addWidget(text_label(check.detail, "small"), 0, Qt.AlignmentFlag.AlignVCenter)
    return line
