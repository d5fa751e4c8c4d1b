"""Several claims that are chosen in their list, and the steps that they take together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from facilitator_app.digests.claim_steps import Chosen, StepAsk
from facilitator_app.digests.lists import ListRow
from facilitator_app.domain.amounts import show_money
from facilitator_app.domain.claims import MOVE_WORDS
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.metrics import EDGE, px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.claims.step_form import ICONS, StepForm
from facilitator_app.gui.tab_order import focus_in, give_keyboard, has_focus_inside
from facilitator_app.gui.table.list_model import ListModel
from facilitator_app.gui.table.list_view import ListView
from facilitator_app.gui.widgets.buttons import button
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import clear, column
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _, ngettext
from facilitator_app.locale_formats import join_facts
from facilitator_app.services import claim_steps
from facilitator_app.services.claim_steps import Moved
from facilitator_app.services.files import File

_PAUSE_MS = 60
_LEAST = 96  # of what stands here, where the window is low
_NAMED = 5  # claims that are told by name for one reason


class ChosenClaims(QWidget):
    """Stands above the rows while more than one is chosen, or until what stayed has been read."""

    def __init__(self, context: PageContext, table: ListView, model: ListModel) -> None:
        """Follow what is chosen in `table`."""
        super().__init__()
        self._context, self._table, self._model = context, table, model
        self.form: StepForm | None = None
        self.buttons: dict[str, QPushButton] = {}
        self._ids: tuple[int, ...] = ()
        self._said = text_label("", "strong", wrap=True)
        self._tools, self._held, self._told = QWidget(), column(), column()
        self._flow = FlowLayout(self._tools, 8)
        within = _Content()
        box = column(within, 8, (EDGE, 12, EDGE, 12))
        self._room, self._within = _Room(within), within
        within.altered.connect(self._room.fit)
        column(self).addWidget(self._room)
        box.addWidget(self._said)
        box.addWidget(self._tools)
        box.addLayout(self._held)
        box.addLayout(self._told)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._later.timeout.connect(self.look)
        table.selectionModel().selectionChanged.connect(lambda _on, _off: self._later.start())
        self.hide()

    def look(self) -> None:
        """Ask what the claims that are chosen now can do; a step that is asked for goes on."""
        self._later.stop()
        rows = self._table.selected_rows()
        if self.form is not None:
            return
        if len(rows) < 2:
            self._show(None)
            return
        self._model.collect(rows, self._found)

    def open(self, to: str) -> None:
        """Ask once for what the step `to` needs, for all that are chosen."""
        ids = self._ids
        form = StepForm(self._context, to, self.buttons[to].accessibleName())
        form.taken.connect(self._take)
        form.closed.connect(self._put_away)
        self.form = form
        self._tools.hide()
        clear(self._told)
        self._held.addWidget(form)
        form.show()
        form.go()

        def work(file: File, _progress: Progress) -> StepAsk:
            return claim_steps.ask(file, ids, to)

        self._context.ask(form, work, form.show_ask)

    def _found(self, rows: Sequence[ListRow]) -> None:
        ids = tuple(row.id for row in rows)

        def show(chosen: Chosen) -> None:
            if self.form is None:
                self._ids = ids
                self._show(chosen)

        self._context.ask(self, lambda file, _progress: claim_steps.chosen(file, ids), show)

    def _show(self, chosen: Chosen | None) -> None:
        had = has_focus_inside(self)
        clear(self._flow)
        self.buttons = {}
        if chosen is not None:
            clear(self._told)
            self.buttons = {to: self._button(to, count) for to, count in chosen.steps.items()}
            words = ngettext("{n} claim chosen", "{n} claims chosen", len(self._ids))
            none = "" if self.buttons else _("None of them can be moved on.")
            self._said.setText(join_facts((words, show_money(chosen.pence), none)))
        for one in self.buttons.values():
            self._flow.addWidget(one)
        self._said.setVisible(chosen is not None)
        self._tools.setVisible(bool(self.buttons))
        self.setVisible(chosen is not None or self._told.count() > 0)
        if had and not has_focus_inside(self):
            give_keyboard(self._table)

    def _button(self, to: str, count: int) -> QPushButton:
        words = _("{step}: {claims}").format(
            step=_(MOVE_WORDS[to]), claims=ngettext("{n} claim", "{n} claims", count)
        )
        return button(words, "", ICONS[to], lambda: self.open(to), once=True)

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
            QTimer.singleShot(0, self, lambda: self._moved(moved))

        self._context.ask(form, work, done, form.refuse, gone)

    def _moved(self, moved: Moved) -> None:
        self._tell(moved)
        self._put_away()
        if moved.changes is not None:
            self._context.window.changed(moved.changes)

    def _tell(self, moved: Moved) -> None:
        """Say which claims stayed as they are, and why, until it is put away."""
        clear(self._told)
        if not moved.left:
            return
        title = join_facts(
            (
                ngettext("{n} claim was moved on", "{n} claims were moved on", moved.gone),
                ngettext("{n} stays as it is", "{n} stay as they are", len(moved.left)),
            )
        )
        away = (_("Put away"), self._put_told_away)
        self._told.addWidget(Notice("warn", title, "\n".join(_reasons(moved.left)), (away,)))

    def _put_told_away(self) -> None:
        clear(self._told)
        self.look()
        give_keyboard(self._table)

    def _put_away(self) -> None:
        """Close the form; the keyboard goes back to the rows."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        give_keyboard(self._table)
        self._later.start()


class _Room(ScrollBody):
    """As high as what stands in it, while the rows and the card leave room for that."""

    def __init__(self, content: QWidget) -> None:
        super().__init__(content, _("The claims that are chosen"))
        self._content = content
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._follow)

    def sizeHint(self) -> QSize:
        """Return the height of all that stands here."""
        return QSize(super().sizeHint().width(), self.maximumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew, and ask for the height that comes of it."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Ask for the height of what stands here now."""
        layout = self._content.layout()
        assert layout is not None
        need = layout.totalSizeHint().height()
        if layout.hasHeightForWidth():
            need = layout.totalHeightForWidth(self.viewport().width())
        if need != self.maximumHeight():
            self.setMinimumHeight(min(need, px(_LEAST)))
            self.setMaximumHeight(need)
            self.updateGeometry()
            self._soon.start()

    def _follow(self) -> None:
        """Keep what has the keyboard in view, once all has found its place."""
        keyboard = focus_in(self.window())
        if keyboard is not None and self._content.isAncestorOf(keyboard):
            self.ensureWidgetVisible(keyboard)


class _Content(QWidget):
    """What stands in the room; emits `altered` when it asks for another size."""

    altered = Signal()

    def event(self, event: QEvent) -> bool:
        """Tell that something came, went or wrapped."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.altered.emit()
        return done


def _reasons(left: Sequence[tuple[str, str]]) -> list[str]:
    by_reason: dict[str, list[str]] = {}
    for name, why in left:
        by_reason.setdefault(why, []).append(name)
    found = []
    for why, names in by_reason.items():
        more = len(names) - _NAMED
        named = "; ".join(names[:_NAMED])
        if more > 0:
            named = ngettext("{names} and {n} more", "{names} and {n} more", more, names=named)
        found.append(_("{names}: {why}").format(names=named, why=why))
    return found
