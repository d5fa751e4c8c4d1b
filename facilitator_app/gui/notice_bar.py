"""The quiet bar of the window: says what was done, with Undo in it; needs no answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QCursor, QHideEvent, QPixmap
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from facilitator_app.gui import icons, theme
from facilitator_app.gui.announcements import announce
from facilitator_app.gui.metrics import LOW, px
from facilitator_app.gui.tab_order import keep_in_view
from facilitator_app.gui.widgets.buttons import button, icon_button, set_icon
from facilitator_app.gui.widgets.short_label import ShortLabel
from facilitator_app.gui.widgets.surface import dress, row
from facilitator_app.gui.widgets.text_label import restyle, text_label
from facilitator_app.i18n import _

Way = tuple[str, Callable[[], object]]  # the words of a button, and what it does

_STAYS_MS = 20_000
_STILL_MS = 1_000  # how long the pointer rests before the page below may move
_READ_MS = 5_000  # after which a good word is taken for read
_FEW_LINES = 2  # enough to name what was done; of a problem all is said
_WIDEST, _FROM_EDGE, _FROM_EDGE_LOW = 620, 24, 8
_PAGE_NEEDS = 260  # height below which a page is cut
_OF_HEIGHT = 3  # of the window's height a problem takes a third at most
_EDGES, _EDGES_LOW = (16, 8, 8, 8), (16, 2, 8, 2)


class NoticeBar(QWidget):
    """Stands at the lower edge of `over`; a bad word stays, a good one goes after 20 seconds.

    Then the page gets its height back, though not while the pointer is on its way to something.

    Once it could be read, a good one is left out of a third page, which gets its whole height.

    It covers nothing: while it shows, the layout of `over` leaves its height free, unless that is
    so low that its page could not be used for as long.
    """

    spoken_role = QAccessible.Role.Notification

    def __init__(self, over: QWidget) -> None:
        """Stand hidden within `over`, which has a layout."""
        super().__init__(over)
        self.over = over
        self._undo: Callable[[], object] | None = None
        self._other: Way | None = None
        self._picture, self._words = text_label(""), ShortLabel("", _FEW_LINES)
        self._bad = self._opened = self._passing = self._left = False
        self.times = 0  # how often something was said
        self._button = button(_("Undo"), "note", on_click=self._take_back)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard be
        self._second = button("", on_click=self._take_other)
        self._second.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._details = button(_("Details"), on_click=self._open)
        self._details.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close = icon_button("x", _("Close this message"), self.hide)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_once_pointer_rests)
        self._pointer = QPoint()
        self._since = QElapsedTimer()
        layout = row(self, 12, _EDGES)
        layout.addWidget(self._picture)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._details)
        layout.addWidget(self._button)
        layout.addWidget(self._second)
        layout.addWidget(self._close)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        over.installEventFilter(self)
        self.hide()

    @property
    def said(self) -> str:
        """What is said at present, "" for nothing."""
        return self.accessibleName() if self.isVisible() else ""

    @property
    def bad(self) -> bool:
        """Whether what is said is a problem."""
        return self._bad

    def say(
        self,
        text: str,
        *,
        bad: bool = False,
        passing: bool = False,
        stays: bool = False,
        undo: Callable[[], object] | None = None,
        word: str = "",
        other: Way | None = None,
    ) -> None:
        """Show `text`; with `undo`, a button that calls it, called `word` or "Undo".

        passing: it goes with the page it was said on; stays: only when it is put away; other: a
        second button.
        """
        self._other = other
        self._second.setText(other[0] if other else "")
        self._second.setAccessibleName(self._second.text())
        self._second.setVisible(other is not None)
        self._undo, self._bad, self._passing = undo, bad, passing
        self._opened = self._left = False
        self.times += 1
        self._button.setText(word or _("Undo"))
        self._button.setAccessibleName(self._button.text())
        tone = "bad" if bad else "quiet"
        dress(self, tone)
        self._words.show_words(text)
        self._words.setProperty("tone", tone)
        self._picture.setPixmap(_picture("warning-circle" if bad else "check-circle", bad=bad))
        set_icon(self._close, "x", "bad" if bad else "paper")
        self._button.setVisible(undo is not None)
        self._button.setProperty("kind", "" if bad else "note")
        for part in (self, self._words, self._button):
            restyle(part)
        self.setAccessibleName(text)
        self.show()
        self._place()
        self.raise_()
        announce(self, text, urgent=bad)
        self._timer.stop()
        if not (bad or stays):
            self._timer.start(_STAYS_MS)
        self._since.start()

    def unsay(self, text: str) -> None:
        """Take `text` away, if it is what is being said."""
        if self.text == text:
            self.hide()

    def unoffer(self, word: str) -> None:
        """Take away what is said with a button called `word`: it would do nothing any more."""
        if self._undo is not None and self._button.text() == word:
            self.hide()

    def leave_page(self) -> None:
        """Say no more of the page that is being left, nor what was done on the one before it."""
        read = self._timer.isActive() and self._since.elapsed() >= _READ_MS
        if self._passing or (self._left and read):
            self.hide()
        self._left = True

    @property
    def text(self) -> str:
        """What is being said, "" while hidden."""
        return self._words.whole if self.isVisible() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the lower edge."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the height back, unless it is the window that is hidden."""
        super().hideEvent(event)
        if self.isHidden():
            self._leave_free(0)

    def _place(self) -> None:
        """At the left, no wider than its words need: what stands at the right stays free."""
        # In a low window a problem takes one line, until its details are asked for.
        over, low = self.over, self.over.height() < px(LOW)
        gap, layout = px(_FROM_EDGE_LOW if low else _FROM_EDGE), self.layout()
        assert layout is not None
        layout.setContentsMargins(*(px(edge) for edge in (_EDGES_LOW if low else _EDGES)))
        most = min(px(_WIDEST), over.width() - 2 * gap)
        self._details.hide()
        short = low and self._bad and self._undo is None and not self._opened
        self._details.setVisible(short and self.sizeHint().width() + 2 > most)
        self._words.show_words(self._words.whole, 1 if short else self._most_lines())
        width = min(most, self.sizeHint().width() + 2)
        high = max(self.heightForWidth(width), self.minimumSizeHint().height())
        self.setGeometry(gap, over.height() - high - gap // 2, width, high)
        if not self.isHidden():
            self._leave_free(high + gap)

    def _go_once_pointer_rests(self) -> None:
        before, self._pointer = self._pointer, QCursor.pos()
        if self._pointer == before:
            self.hide()
        else:
            self._timer.start(_STILL_MS)

    def _open(self) -> None:
        """Say all, which takes more of the page."""
        self._opened = True
        self._place()

    def _leave_free(self, height: int) -> None:
        layout = self.over.layout()
        assert layout is not None
        before = layout.contentsMargins().bottom()
        height = max(0, min(height, self.over.height() - px(_PAGE_NEEDS)))
        if height == before:
            return
        layout.setContentsMargins(0, 0, 0, height)
        now = QApplication.focusWidget()
        if height > before and now is not None and self.over.isAncestorOf(now):
            QTimer.singleShot(0, now, lambda: keep_in_view(now))  # once the page is laid out anew

    def _most_lines(self) -> int:
        room = self.over.height() // _OF_HEIGHT - px(16)
        lines = room // self._words.fontMetrics().lineSpacing()
        return max(_FEW_LINES, lines) if self._bad else _FEW_LINES

    def _take_back(self) -> None:
        self.hide()
        if self._undo is not None:
            self._undo()

    def _take_other(self) -> None:
        self.hide()
        if self._other is not None:
            self._other[1]()


def _picture(name: str, *, bad: bool) -> QPixmap:
    return icons.pixmap(name, theme.current().colour("bad" if bad else "paper"), px(20))
