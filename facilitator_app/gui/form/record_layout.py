"""How the parts of a record's page stand: head, bars, form, and the panel beside or below it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from facilitator_app.gui.announcements import announce
from facilitator_app.gui.form.glance_panel import GlancePanel
from facilitator_app.gui.form.record_form import RecordForm
from facilitator_app.gui.form.record_head import RecordHead
from facilitator_app.gui.metrics import effective, px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.tab_order import has_focus_inside, stand_as_read
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import column, dress, row
from facilitator_app.gui.widgets.text_label import set_look
from facilitator_app.i18n import _
from facilitator_app.spec.record import RecordSpec

SIDE = 272
SIDE_NEEDS = 1132
LOW = 450


class RecordLayout(QWidget):
    """Knows where things go and nothing of what they do."""

    def __init__(
        self,
        context: PageContext,
        spec: RecordSpec,
        hidden: Collection[str],
        untold: Collection[str] = (),
    ) -> None:
        """Set out the empty page of `spec`.

        hidden: fields that the form leaves out; untold: figures that the panel leaves out.
        """
        super().__init__()
        self.head = RecordHead(_(spec.plural), spec.icon)
        self.form = RecordForm(spec, context, hidden, self)
        self.glance = GlancePanel(spec, untold)
        self.bars: dict[str, QWidget] = {}
        self.above: QWidget | None = None
        self._side = ScrollBody(QWidget(), _("At a glance"))
        dress(self._side, "ground")
        self._side.setFixedWidth(px(SIDE))
        self._side.hide()
        self._beside = False
        dress(self.glance, "card")
        self.form.set_below(self.glance)
        across = row()
        across.addWidget(self.form, 1)
        across.addWidget(self._side)
        box = column(self)
        box.addWidget(self.head)
        box.addLayout(across, 1)
        stand_as_read(self)

    def set_bar(self, place: str, bar: QWidget | None, told: str = "") -> None:
        """Show `bar` above the form in place of the one called `place`; None takes that away.

        The keyboard goes from what was answered to the form. told: what is announced of a bar that
        asks something while the keyboard is elsewhere.
        """
        old = self.bars.pop(place, None)
        if old is not None:
            answered = has_focus_inside(old)
            old.hide()
            old.deleteLater()
            if answered:
                self.form.take_keyboard()
        if bar is not None:
            self.bars[place] = bar
            self.form.put_on_top(bar)
            announce(bar, told)

    def put_above(self, widget: QWidget) -> None:
        """Show `widget` on top of the form, below what bars there are."""
        self.above = widget
        self.form.put_on_top(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the panel beside the form, or below it where both are too narrow."""
        super().resizeEvent(event)
        self.head.set_low(effective(self.height()) < LOW)
        beside = effective(self.width()) >= SIDE_NEEDS
        if beside == self._beside:
            return
        self._beside = beside
        if beside:
            self.form.set_below(None)
            self._side.setWidget(self.glance)
        else:
            self._side.takeWidget()
            self.form.set_below(self.glance)
        set_look(self.glance, "surface", "ground" if beside else "card")
        self._side.setVisible(beside)
