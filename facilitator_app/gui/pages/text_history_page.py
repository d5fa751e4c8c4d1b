"""The page of what once stood in a text that saves itself, and the way to bring it back."""

from __future__ import annotations

import datetime as dt

from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QBoxLayout, QTextEdit, QWidget

from facilitator_app.digests.page_values import EARLIER
from facilitator_app.domain.dates import show_moment
from facilitator_app.domain.errors import AppError, Gone
from facilitator_app.domain.text_differences import alike, only_in
from facilitator_app.gui import theme
from facilitator_app.gui.metrics import effective, px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.page_stack import PageOfRecord
from facilitator_app.gui.pages.page_over import PageOver
from facilitator_app.gui.tab_order import give_keyboard, has_keyboard
from facilitator_app.gui.widgets.buttons import button, primary_button
from facilitator_app.gui.widgets.empty_state import EmptyState
from facilitator_app.gui.widgets.plain_text import PlainText
from facilitator_app.gui.widgets.surface import column, row, upright
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.gui.widgets.two_line_list import WIDTH, TwoLineList
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_parts, join_sentences
from facilitator_app.services import texts
from facilitator_app.services.texts import EarlierText, TextHistory, TextPlace, Written
from facilitator_app.spec.record import Changes

_FOLDS, _LOW = 820, 144
_ANY = 16_777_215
_BEFORE, _EXCERPT = 8, 200  # letters: ahead of where it differs, and of what is told at most
_ICON = "clock-counter-clockwise"


class TextHistoryPage(PageOver):
    """Earlier texts at the left, latest first; at the right the chosen one, whole."""

    help_page = "undo"

    def __init__(self, context: PageContext, place: TextPlace, closed: str) -> None:
        """Read what stood in `place`; `closed` says why nothing can be put back, "" if it can."""
        super().__init__(context, _("Earlier words"), place.title)
        self._place, self._closed, self._low = place, closed, False
        self.made_by = PageOfRecord(place.record, None, {EARLIER: (place, closed)})
        self._read = TextHistory("", ())
        self.put = primary_button(_("Put these words back"), _ICON, self._put_back)
        self.put.setToolTip(closed)
        self.copy = button(_("Copy"), "", "copy", self._copy)
        for one in (self.copy, self.put):
            self.head.add_action_widget(one)
        self.list = TwoLineList(_("Earlier words"))
        self.list.chosen.connect(lambda _name: self._show())
        self.list.activated.connect(self.put.click)
        self.words = PlainText()
        self.words.setReadOnly(True)
        self.words.setAccessibleName(_("What stood there"))
        self._said = text_label("", "small", wrap=True)
        beside = column(None, 8, (24, 8, 24, 16))
        beside.addWidget(self._said)
        beside.addWidget(self.words, 1)
        self._both = QWidget()
        self._line = row(self._both)
        self._upright = upright()
        self._line.addWidget(self.list)
        self._line.addWidget(self._upright)
        self._line.addLayout(beside, 1)
        self._none = EmptyState(
            _ICON,
            _("Nothing else stood here"),
            _("Whenever words are changed or taken out, what stood before is kept here."),
        )
        for part in (self._both, self._none):
            self.down.addWidget(part, 1)
            part.hide()
        self._allow(there=False)
        self.setFocusProxy(self.list)
        self._ask()

    def stale(self, changes: Changes) -> None:
        """Read anew what stands there and what stood, after an undo for instance."""
        if changes.touches(self._place.record):
            self._ask()

    def _ask(self) -> None:
        place = self._place
        self._context.ask(
            self, lambda file, _progress: texts.history(file, place), self._arrived, self._failed
        )

    def _failed(self, error: AppError) -> None:
        """Leave the page of a text that is gone."""
        if isinstance(error, Gone):
            self._context.window.back()
        else:
            self._context.window.fail(error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the list beside the words, or above them."""
        super().resizeEvent(event)
        narrow = effective(self.width()) < _FOLDS
        way = QBoxLayout.Direction
        self._line.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self.list.setMinimumWidth(0 if narrow else px(WIDTH))
        self._low = narrow
        self._fit_list()
        self._upright.setVisible(not narrow)

    def _fit_list(self) -> None:
        high = min(self.list.needed(), px(_LOW)) if self._low else _ANY
        self.list.setMaximumSize(_ANY if self._low else px(WIDTH), high)

    def _arrived(self, read: TextHistory) -> None:
        self._read = read
        today, earlier = self._context.format_context().today, read.earlier
        newer = (read.now, *(one.text for one in earlier))  # what took the place of each
        self.list.show_rows(
            [(str(place), _when(one, today), _ICON) for place, one in enumerate(earlier)]
        )
        self.list.set_second(
            {str(place): _begins(one.text, newer[place]) for place, one in enumerate(earlier)}
        )
        self._both.setVisible(bool(earlier))
        self._none.setVisible(not earlier)
        self._allow(there=bool(earlier))
        self._fit_list()
        if earlier:
            self.list.setCurrentRow(0)
        if has_keyboard(self):
            give_keyboard(self.list if earlier else self._back)

    def _allow(self, *, there: bool) -> None:
        self.copy.setVisible(there)
        self.put.setVisible(there)
        self.put.setEnabled(there and not self._closed)

    @property
    def _chosen(self) -> EarlierText:
        return self._read.earlier[self.list.currentRow()]

    def _show(self) -> None:
        """Show the chosen text, and mark the words that do not stand there now."""
        text = self._chosen.text
        self.words.setPlainText(text)
        gone = only_in(text, self._read.now)
        self.words.setExtraSelections([self._mark(*stretch) for stretch in gone])
        marked = _("Marked is what does not stand there now.")
        told = marked if gone else _("All of it stands there now.")
        self._said.setText(join_sentences((told, self._closed)))
        if gone:
            cursor = self.words.textCursor()
            cursor.setPosition(gone[0][0])
            self.words.setTextCursor(cursor)
            self.words.centerCursor()

    def _mark(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        mark, colours = QTextEdit.ExtraSelection(), theme.current()
        mark.cursor = QTextCursor(self.words.document())
        mark.cursor.setPosition(start)
        mark.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark.format.setBackground(colours.colour("select"))
        mark.format.setForeground(colours.colour("select_ink"))
        return mark

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._chosen.text)
        self._context.window.tell(_("The words are on the clipboard."))

    def _put_back(self) -> None:
        place, now, text = self._place, self._read.now, self._chosen.text

        def done(written: Written) -> None:
            self._context.window.back()
            self._context.window.changed(written.changes)

        self._context.ask(
            self, lambda file, _progress: texts.put_back(file, place, now, text), done
        )


def _when(one: EarlierText, today: dt.date) -> str:
    return join_parts((show_moment(one.at, today), one.who))


def _begins(text: str, then: str) -> str:
    """Return the words with which `text` begins to be another than what stood `then`."""
    start = text.rfind(" ", 0, max(alike(text, then) - _BEFORE, 0)) + 1
    some = text[start : start + 2 * _EXCERPT]
    return ("…" if start else "") + " ".join(some.split())[:_EXCERPT]
