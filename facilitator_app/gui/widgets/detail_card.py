"""The card of one record beside a list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from facilitator_app.digests.cards import Card, CardAction, CardSection
from facilitator_app.gui import theme
from facilitator_app.gui.metrics import CARD_EDGE, CONTROL, DETAIL, EDGE, px
from facilitator_app.gui.tab_order import PANEL
from facilitator_app.gui.widgets.avatar import Avatar, Disc
from facilitator_app.gui.widgets.buttons import button, icon_button, primary_button
from facilitator_app.gui.widgets.facts import FactRow, Go
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.pill import PillLabel
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import clear, column, dress, row, rule
from facilitator_app.gui.widgets.text_label import key_cap, text_label
from facilitator_app.i18n import _

Act = Callable[[CardAction], object]
_DISC = 48
# What stands beside title and pill: edges, disc, gaps, scroll bar
_AROUND = 2 * CARD_EDGE + _DISC + 2 * 12 + 12
_MORE_OVER = EDGE - CONTROL - 12  # over the list it is wider, and has a button to close it


class DetailCard(QWidget):
    """Head with initials and state, access needs, sections of facts, and buttons at the foot."""

    spoken_role = QAccessible.Role.Grouping

    def __init__(
        self,
        open_: Callable[[], object],
        go: Go,
        act: Act,
        close: Callable[[], object],
        icon: str = "",
    ) -> None:
        """Start empty; `icon` stands on cards that are not headed by somebody's name.

        open_() opens the record; go(record, id) follows a link; act(action) does one of the
        card's actions; close() puts the card away where it lies over the list.
        """
        super().__init__()
        dress(self, "side")
        self.setProperty(PANEL, True)
        self.setAccessibleName(_("Details"))
        self._go, self._act, self._open, self._icon = go, act, open_, icon
        self._close = icon_button("x", _("Close the card (Esc)"), close)
        self._close.setParent(self)
        self._close.hide()
        self._over = False
        self._content = QWidget()
        self._body = column(self._content, 8, (CARD_EDGE, 16, CARD_EDGE, 16))
        self._foot = QWidget()
        self._feet = column(self._foot, 0, (CARD_EDGE, 8, CARD_EDGE, 16))
        outer = column(self, 0, (1, 0, 0, 0))
        outer.addWidget(ScrollBody(self._content, _("Details")), 1)
        outer.addWidget(self._foot)

    def set_over(self, over: bool) -> None:
        """Say whether the card lies over the list, where it needs a way to close it."""
        self._over = over
        self._close.setVisible(over)
        dress(self, "over" if over else "side")

    def show_card(self, card: Card | None) -> None:
        """Show `card`, or nothing."""
        self._close.setParent(self)
        clear(self._body)
        clear(self._feet)
        if card is None:
            self._body.addStretch()
            return
        self._body.addWidget(self._head(card))
        if card.access:
            self._body.addSpacing(px(4))
            self._body.addWidget(Notice("access", _("Access needs"), card.access))
        for place, section in enumerate(card.sections):
            self._add_section(section, ruled=place > 0)
        self._body.addStretch(1)
        self._feet.addWidget(self._buttons(card))

    def _head(self, card: Card) -> QWidget:
        head = QWidget()
        head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        line = row(head, 12)
        disc = Avatar(card.title) if card.person else Disc(_DISC, icon=self._icon)
        line.addWidget(disc, 0, Qt.AlignmentFlag.AlignTop)
        titles = _titles(card)
        line.addLayout(titles, 1)
        if card.pill is not None:
            pill = PillLabel(card.pill.text, card.pill.tone, card.pill.icon)
            if self._is_long(card.title, pill):
                titles.addWidget(pill, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                line.addWidget(pill, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        return head

    def _is_long(self, title: str, pill: PillLabel) -> bool:
        """Say whether a title would have to break beside its pill."""
        room = DETAIL - _AROUND + (_MORE_OVER if self._over else 0)
        return theme.current().metrics(18, 600).horizontalAdvance(title) > (
            px(room) - pill.sizeHint().width()
        )

    def _add_section(self, section: CardSection, *, ruled: bool) -> None:
        if ruled:
            self._body.addSpacing(px(4))
            self._body.addWidget(rule())
        self._body.addSpacing(px(4))
        self._body.addWidget(text_label(_(section.title), "h3", wrap=True))
        facts = column(None, 2)
        for fact in section.facts:
            facts.addWidget(FactRow(fact, self._go))
        self._body.addLayout(facts)

    def _buttons(self, card: Card) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, 8)
        flow.addWidget(primary_button(_("Open"), "", self._open))
        for action in card.actions:
            act = partial(self._act, action)  # the next record may have the same button there
            flow.addWidget(button(_(action.text), "", action.icon, act, once=True))
        foot = QWidget()
        line = row(foot, 8)
        line.addWidget(holder, 1)
        if len(card.actions) < 2:
            line.addWidget(key_cap("Enter"), 0, Qt.AlignmentFlag.AlignVCenter)
        return foot


def _titles(card: Card) -> QVBoxLayout:
    both = column(None, 2)
    both.addWidget(text_label(card.title, "h2", wrap=True))
    if card.subtitle:
        both.addWidget(text_label(card.subtitle, "sub", wrap=True))
    return both
