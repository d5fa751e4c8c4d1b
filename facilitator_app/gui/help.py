"""The guide as a page of the window: its pages at the left, one of them at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, QUrl
from PySide6.QtGui import QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QWidget

from facilitator_app.digests.page_values import GUIDE
from facilitator_app.gui import theme
from facilitator_app.gui.guide import FIRST, all_pages, found
from facilitator_app.gui.metrics import effective, px
from facilitator_app.gui.page_stack import PageOfRecord
from facilitator_app.gui.places import Place
from facilitator_app.gui.widgets.buttons import back_button
from facilitator_app.gui.widgets.page_head import PageHead
from facilitator_app.gui.widgets.reading_text import ReadingText
from facilitator_app.gui.widgets.search_field import SearchField
from facilitator_app.gui.widgets.surface import column, dress, row
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _
from facilitator_app.spec.record import Changes

_NAME = int(Qt.ItemDataRole.UserRole)
_LIST_WIDTH, _FOLDS = 272, 820
_WIDEST_LINE = 640


class HelpPage(QWidget):
    """Pages at the left, the one chosen at the right, a search field above."""

    def __init__(self, page: str, back: Callable[[], object], places: Sequence[Place]) -> None:
        """Open the guide at `page` ("members"), or at its beginning; back() leaves it."""
        super().__init__()
        dress(self, "paper")
        self.pages = all_pages(places)
        self.page = FIRST
        self._search = SearchField(_("Find in the guide"))
        self._search.setFixedWidth(px(240))
        self._list, self._rows = _contents(), QStandardItemModel(self)
        self._list.setModel(self._rows)
        self._text = ReadingText()
        self._set_up_text()
        self._none = text_label(_("No page of the guide has these words."), "sub", wrap=True)
        head = PageHead(_("Guide"), _("How to do things, step by step"), [self._search])
        head.put_back(back_button(_("Back"), back))
        outer = column(self, 0)
        outer.addWidget(head)
        self._line: QHBoxLayout = row(None, 24, (16, 12, 8, 0))
        self._none.hide()
        down = column(None, 8)
        down.addWidget(self._none)
        down.addWidget(self._text.frame, 1)
        self._line.addWidget(self._list)
        self._line.addLayout(down, 1)
        outer.addLayout(self._line, 1)
        self._list.clicked.connect(self._choose)
        self._list.activated.connect(self._choose)
        self._search.asked.connect(self._look)
        self._search.left_down.connect(self._list.setFocus)
        self._look("")
        self.open(page)
        self.setFocusProxy(self._text)

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Guide")

    @property
    def made_by(self) -> PageOfRecord:
        """What makes it again: the page that is read."""
        return PageOfRecord("", None, {GUIDE: self.page})

    def standing(self) -> tuple[str, int]:
        """Return what is looked for, and how far down the page is read, in thousandths."""
        bar = self._text.verticalScrollBar()
        return self._search.text(), bar.value() * 1000 // max(1, bar.maximum())

    def resume(self, standing: tuple[str, int], then: Callable[[], object]) -> None:
        """Look for the same, at the same place of the page that is read."""
        page, (typed, far) = self.page, standing
        self._search.look_for(typed)
        self.open(page)
        bar = self._text.verticalScrollBar()
        QTimer.singleShot(0, self._text, lambda: bar.setValue(bar.maximum() * far // 1000))
        then()

    def stale(self, changes: Changes) -> None:
        """The guide does not change with the file."""

    def reload(self) -> None:
        """Nothing is read from the file."""

    def can_leave(self) -> bool:
        """Nothing is lost by leaving the guide."""
        return True

    def search(self) -> None:
        """Go to the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open(self, page: str) -> None:
        """Show the page called `page`; an unknown name shows the beginning."""
        chosen = next((one for one in self.pages if one.name == page), self.pages[0])
        self.page = chosen.name
        self._text.show_html(chosen.html)
        self._text.call(chosen.title)
        self._mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list away where there is no room for it; lines never get too long to read."""
        super().resizeEvent(event)
        wide = effective(self.width()) >= _FOLDS
        self._list.setVisible(wide)
        room = self.width() - (px(_LIST_WIDTH + 48) if wide else px(32))
        self._text.setViewportMargins(0, 0, max(0, room - px(_WIDEST_LINE)), 0)

    def _set_up_text(self) -> None:
        self._text.setProperty("kind", "page")
        self._text.setOpenLinks(False)
        self._text.anchorClicked.connect(self._follow)
        self._text.document().setDocumentMargin(0)
        self._text.document().setDefaultStyleSheet(_style())

    def _follow(self, link: QUrl) -> None:
        self.open(link.toString().removesuffix(".html"))

    def _look(self, typed: str) -> None:
        self._rows.clear()
        for page in found(self.pages, typed):
            item = QStandardItem(page.title)
            item.setData(page.name, _NAME)
            self._rows.appendRow(item)
        first = self._rows.item(0)
        self._none.setVisible(first is None)
        self._search.setAccessibleDescription("" if first is not None else self._none.text())
        if typed and first is not None:
            self.open(str(first.data(_NAME)))
        self._mark()

    def _mark(self) -> None:
        for place in range(self._rows.rowCount()):
            if self._rows.item(place).data(_NAME) == self.page:
                self._list.setCurrentIndex(self._rows.index(place, 0))

    def _choose(self, index: QModelIndex) -> None:
        self.open(str(index.data(_NAME)))


def _contents() -> QListView:
    view = QListView()
    view.setProperty("kind", "contents")
    view.setAccessibleName(_("Pages of the guide"))
    view.setFixedWidth(px(_LIST_WIDTH))
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setWordWrap(True)
    view.setFrameShape(QListView.Shape.NoFrame)
    return view


def _style() -> str:
    now = theme.current()
    ink, soft, link, line = (now.colours[token] for token in ("ink", "ink2", "link", "line"))
    return (
        f"body {{ color: {ink}; }}"
        f"p.h1 {{ font-size: {now.px(22)}px; font-weight: 600; margin: 0 0 {now.px(12)}px 0; }}"
        f"p.h2 {{ font-size: {now.px(18)}px; font-weight: 600; }}"
        f"p.h2 {{ margin: {now.px(20)}px 0 {now.px(8)}px 0; }}"
        f"p, li, td, th {{ font-size: {now.px(14)}px; }}"
        f"p {{ margin: 0 0 {now.px(10)}px 0; }} li {{ margin: 0 0 {now.px(6)}px 0; }}"
        f"a {{ color: {link}; }} td.keys {{ color: {soft}; }} hr {{ color: {line}; }}"
    )
