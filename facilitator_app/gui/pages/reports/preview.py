"""The preview: exactly the pages that print, two side by side where there is room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from facilitator_app.gui.announcements import announce
from facilitator_app.gui.metrics import effective, px
from facilitator_app.gui.ops import while_here
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.reports import pdf_pages
from facilitator_app.gui.pages.reports.preview_sheet import PreviewSheet
from facilitator_app.gui.widgets.surface import dress
from facilitator_app.i18n import _

_GAP = 16
_TWO_NEED = 640
_WIDEST = 1000
_LEAST = 300
_KEPT = 16


# Runs a piece of work off the window's thread, and hands what it gives to the second.
Run = Callable[[Callable[[], Any], Callable[[Any], None]], object]


class PagePreview(QScrollArea):
    """Pages one below another; only those in view, and the next, are drawn.

    PageUp and PageDown turn over, Home and End go to the first and last page.
    """

    spoken_role = QAccessible.Role.Document

    moved = Signal()  # other pages are in view, or there are others

    def __init__(self, run: Run, name: str) -> None:
        """Start empty; drawing is done with `run`; `name` is spoken ("Pages of the report")."""
        super().__init__()
        self._run, self._name = run, name
        self._pdf = b""
        self._turn = 0
        self._drawing = False
        self._whole = True
        self._sizes: tuple[pdf_pages.Size, ...] = ()
        self._rows: list[tuple[QRect, list[PreviewSheet]]] = []
        self._drawn: list[PreviewSheet] = []
        self.sheets: list[PreviewSheet] = []
        self._ground = QWidget()
        dress(self._ground, "ground")
        self.setWidget(self._ground)
        dress(self.viewport(), "ground")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._draw_next)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._tell())

    @property
    def sizes(self) -> tuple[pdf_pages.Size, ...]:
        """The size of each page."""
        return self._sizes

    @property
    def whole(self) -> bool:
        """Whether whole pages are shown, or pages as wide as there is room."""
        return self._whole

    def show_pdf(self, content: bytes, ready: Callable[[], object] | None = None) -> None:
        """Show another document from its first page; ready() is called when its pages are there."""
        self._turn += 1
        turn = self._turn

        def take(sizes: tuple[pdf_pages.Size, ...]) -> None:
            if turn == self._turn:
                self._take(content, sizes)
                if ready is not None:
                    ready()

        self._run(lambda: pdf_pages.sizes(content), while_here(self, take))

    def set_whole(self, whole: bool) -> None:
        """Show whole pages, or pages as wide as there is room; the page in view stays."""
        first = self.in_view()[0] if self.in_view() else 0
        self._whole = whole
        self._lay_out()
        self.go_to(first)

    def in_view(self) -> tuple[int, ...]:
        """Return the numbers (from 0) of the pages in the line that is looked at."""
        place = self._row_in_view()
        return tuple(sheet.number for sheet in self._rows[place][1]) if self._rows else ()

    def turn_over(self, lines: int) -> None:
        """Go on by so many lines of pages, back if negative."""
        if self._rows:
            place = min(max(self._row_in_view() + lines, 0), len(self._rows) - 1)
            self.verticalScrollBar().setValue(self._rows[place][0].top())
            self._say_page()

    def go_to(self, number: int) -> None:
        """Bring the page `number` (from 0) into view."""
        for box, sheets in self._rows:
            if any(sheet.number == number for sheet in sheets):
                self.verticalScrollBar().setValue(box.top())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the pages anew; the one in view stays."""
        super().resizeEvent(event)
        first = self.in_view()[0] if self.in_view() else 0
        self._lay_out()
        self.go_to(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn over."""
        key, before = event.key(), self.in_view()
        if key == Qt.Key.Key_Home:
            self.verticalScrollBar().setValue(0)
            self._say_page()
        elif key == Qt.Key.Key_End:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
            self._say_page()
        elif self._fits() and key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.turn_over(1 if key == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)
            if self.in_view() != before:
                self._say_page()

    def event(self, event: QEvent) -> bool:
        """Draw what was not drawn while nobody looked."""
        if event.type() == QEvent.Type.Show:
            self._later.start()
        return super().event(event)

    def _say_page(self) -> None:
        """Say which page is in front now: a screen reader sees nothing turn over."""
        announce(self, shown_pages(self))

    def _take(self, content: bytes, sizes: tuple[pdf_pages.Size, ...]) -> None:
        self._pdf, self._sizes = content, sizes
        for old in self.sheets:
            old.hide()
            old.deleteLater()
        self.sheets = [
            PreviewSheet(number, len(sizes), self._ground) for number in range(len(sizes))
        ]
        self._drawn = []
        for sheet in self.sheets:
            sheet.show()
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._tell()

    def _across(self) -> int:
        room = effective(self.viewport().width()) >= _TWO_NEED
        upright = not any(size.wide for size in self._sizes)
        return 2 if self._whole and room and upright and len(self._sizes) > 1 else 1

    def _lay_out(self) -> None:
        self._rows = []
        if not self._sizes:
            return
        room, gap, top = self.viewport().size(), px(_GAP), 0
        across = self._across()
        for at in range(0, len(self.sheets), across):
            line = self.sheets[at : at + across]
            width = (room.width() - gap * (across + 1)) / across
            boxes = [self._box(sheet, width, room.height() - 2 * gap) for sheet in line]
            high = max(box.height() for box in boxes)
            step = max(high + 2 * gap, room.height()) if self._whole else high + gap
            left = (room.width() - sum(box.width() for box in boxes) - gap * (len(boxes) - 1)) // 2
            for sheet, box in zip(line, boxes, strict=True):
                down = top + (step - high) // 2
                sheet.setGeometry(left, down, box.width(), box.height())
                left += box.width() + gap
            self._rows.append((QRect(0, top, room.width(), step), line))
            top += step
        self._ground.resize(room.width(), max(top, room.height()))
        self._tell()

    def _box(self, sheet: PreviewSheet, width: float, height: float) -> QRect:
        size = self._sizes[sheet.number]
        if self._whole:
            whole = height * size.width / size.height
            # never so small that nothing can be read: then it is higher than the view
            width = min(width, max(whole, px(_LEAST)))
        width = max(60, min(width, px(_WIDEST)))
        return QRect(0, 0, round(width), round(width * size.height / size.width))

    def _fits(self) -> bool:
        """Say whether a line of pages can be seen as a whole."""
        return self._whole and all(
            box.height() <= self.viewport().height() for box, _sheets in self._rows
        )

    def _row_in_view(self) -> int:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        for place, (box, _sheets) in enumerate(self._rows):
            if box.bottom() >= middle:
                return place
        return max(0, len(self._rows) - 1)

    def _tell(self) -> None:
        self._later.start()
        words = " ".join(self.sheets[number].words for number in self.in_view())
        self.setAccessibleDescription(words)
        self.moved.emit()

    def _near(self) -> list[PreviewSheet]:
        """Return the pages in view, then those of the line after."""
        top = self.verticalScrollBar().value()
        seen = QRect(0, top, self.viewport().width(), self.viewport().height())
        places = [place for place, (box, _s) in enumerate(self._rows) if box.intersects(seen)]
        after = [places[-1] + 1] if places and places[-1] + 1 < len(self._rows) else []
        return [sheet for place in [*places, *after] for sheet in self._rows[place][1]]

    def _draw_next(self) -> None:
        """Draw one page that is looked at and not drawn yet; the rest follows, one at a time."""
        wanted = next((sheet for sheet in self._near() if not sheet.fits()), None)
        if wanted is None or self._drawing or not self.isVisible():
            return
        turn, content, number, width = self._turn, self._pdf, wanted.number, wanted.wanted()
        self._drawing = True

        def show(page: pdf_pages.PdfPage) -> None:
            self._drawing = False
            if turn == self._turn:
                self._keep(self.sheets[page.number], page)
            self._tell()

        self._run(lambda: pdf_pages.page(content, number, width), while_here(self, show))

    def _keep(self, sheet: PreviewSheet, page: pdf_pages.PdfPage) -> None:
        sheet.show_picture(page.picture, page.words)
        self._drawn = [one for one in self._drawn if one is not sheet] + [sheet]
        near = self._near()
        while len(self._drawn) > max(_KEPT, len(near)):
            self._drawn.pop(0).drop()


def shown_pages(preview: PagePreview) -> str:
    """Return which pages are in view, in words: "Pages 1 and 2 of 24"."""
    numbers, count = [number + 1 for number in preview.in_view()], len(preview.sizes)
    if not numbers:
        return ""
    if len(numbers) == 2:
        return _("Pages {a} and {b} of {all}").format(a=numbers[0], b=numbers[1], all=count)
    return _("Page {n} of {all}").format(n=numbers[0], all=count)


def runner(context: PageContext) -> Run:
    """Return what draws pages beside the file."""

    def run(work: Callable[[], Any], done: Callable[[Any], None]) -> object:
        return context.ops.beside(lambda _progress: work(), done)

    return run
