"""Sections that scroll, with their list beside them or, where that is too narrow, above them."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from facilitator_app.gui.form.section import Section, at_most
from facilitator_app.gui.form.section_list import Mark, SectionCombo, SectionList
from facilitator_app.gui.metrics import EDGE, FORM, effective, px
from facilitator_app.gui.tab_order import (
    HOLDS,
    bring_into_view_soon,
    focus_in,
    give_keyboard,
    stand_as_read,
    stops,
)
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import clear, column, row, surface
from facilitator_app.i18n import _

LIST_NEEDS = 860
_BOX_NEEDS = 240  # height; in a lower frame the box would take what the fields need
_NEAR = 60
_AT_ONCE = 2  # sections shown with the page; what is below them follows in the next turn
_ANY_WIDTH = 16_777_215  # Qt's own limit


class SectionedFrame(QWidget):
    """Holds the sections of a form; the one with the keyboard, or in view, stands out in a list."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Start empty; `name` is what a screen reader calls the whole."""
        super().__init__(parent)
        self.sections: list[Section] = []
        self._listed = True
        self.side: SectionList | None = None
        self.combo: SectionCombo | None = None
        self._body = QWidget(self)
        self._top = QWidget(self._body)
        self._top_box = column(self._top, 16)
        # hidden bars take no room; what is last keeps the shown ones off the first section
        self._top_box.addWidget(_nothing())
        self.closed = False  # whether its fields can only be read
        self._marks: dict[int, Mark | None] = {}
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_all)
        outer = column(self._body, 0, (EDGE, 16, EDGE, 32))
        outer.addLayout(at_most(self._top, FORM))
        self._column = column(None, 24)
        self._column.addStretch(1)
        outer.addLayout(self._column, 1)
        self._below_line = row()
        self._below_line.addStretch(1)
        outer.addLayout(self._below_line)
        self._below: QWidget | None = None
        self.area = ScrollBody(self._body, name)
        self.area.verticalScrollBar().valueChanged.connect(self._follow)
        # it has the keyboard, under its name, until the first control can take it
        self.area.setProperty(HOLDS, True)
        self.area.setProperty("ring", "none")
        self.area.installEventFilter(self)
        self.setFocusProxy(self.area)
        self.waits = False  # whether what is to be shown is still being read
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_keyboard)
        self._strip = surface("head")
        self._strip_row = row(self._strip, 0, (EDGE, 8, EDGE, 8))
        self._lane = QWidget()
        self._lane_row = column(self._lane, 0, (8, 16, 0, 16))
        self._lane.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        across = row()
        across.addWidget(self._lane)
        across.addWidget(self.area, 1)
        both = column(self)
        both.addWidget(self._strip)
        both.addLayout(across, 1)

    def put_on_top(self, bar: QWidget, *, last: bool = False) -> None:
        """Show `bar` above the first section, and bring it into view; it may be hidden later."""
        self._top_box.insertWidget(self._top_box.count() - 1 if last else 0, bar)
        stand_as_read(self._top)
        self.area.verticalScrollBar().setValue(0)

    def append(self, title: str, *, wide: bool = False) -> Section:
        """Add an empty section after those there are, and return it."""
        section = Section(title, self._body, first=not self.sections, wide=wide)
        self.sections.append(section)
        self._column.insertWidget(self._column.count() - 1, section)
        return section

    def put_first(self, held: Collection[QWidget]) -> None:
        """Show the sections that hold one of `held` before the others; all else in its order."""

        def is_later(section: Section) -> bool:
            return not any(section.isAncestorOf(one) for one in held)

        for place, section in enumerate(sorted(self.sections, key=is_later)):
            if self._column.indexOf(section) != place:
                self._column.insertWidget(place, section)
        stand_as_read(self._body)

    def begin_with(self, held: QWidget) -> None:
        """Let the section that holds `held` stand before all others from now on."""
        self.sections.sort(key=lambda one: not one.isAncestorOf(held))
        self.sections[0].lead()
        self.put_first(())

    def set_below(self, widget: QWidget | None) -> None:
        """Show `widget` after the last section, or nothing; what stood there is let go."""
        if self._below is not None:
            self._below_line.removeWidget(self._below)
            self._below.setMaximumWidth(_ANY_WIDTH)
            self._below.setParent(None)
        self._below = widget
        self._below_line.setContentsMargins(0, px(24) if widget is not None else 0, 0, 0)
        if widget is not None:
            widget.setMaximumWidth(px(FORM))
            self._below_line.insertWidget(0, widget, 1000)
            widget.show()
            stand_as_read(self._body)

    def set_listed(self, *, listed: bool) -> None:
        """List the sections where there are several, or leave that out."""
        self._listed = listed
        self.list_sections()

    def list_sections(self) -> None:
        """Make the list anew, once all sections are there; one section needs no list."""
        stand_as_read(self._body)
        clear(self._lane_row)
        clear(self._strip_row)
        titles = [section.title or _("About") for section in self.sections]
        self.side = self.combo = None
        if self._listed and sum(bool(section.title) for section in self.sections) > 1:
            self.side, self.combo = SectionList(titles), SectionCombo(titles)
            self.side.jumped.connect(self.jump)
            self.combo.jumped.connect(self.jump)
            self._lane_row.addWidget(self.side)
            self._strip_row.addLayout(at_most(self.combo, FORM))
        for place, mark in self._marks.items():
            self.mark(place, mark)
        self._fold()
        for section in self.sections[_AT_ONCE:]:
            section.hide()
        self._later.start()

    def _show_all(self) -> None:
        """Show the sections that wait: dressing them all at once would hold the window."""
        self._later.stop()
        for section in self.sections:
            section.show()

    def mark(self, place: int, mark: Mark | None) -> None:
        """Set the mark of the section `place` wherever it is listed."""
        self._marks[place] = mark
        if self.side is not None and self.combo is not None:
            self.side.mark(place, mark)
            self.combo.mark(place, mark)

    def jump(self, place: int) -> None:
        """Bring the section `place` to the top and put the keyboard into its first control."""
        self._show_all()
        section = self.sections[place]
        self.area.verticalScrollBar().setValue(max(0, self._top_of(section) - px(16)))
        first = next(stops(section), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._each(lambda one: one.show_at(place))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand the keyboard on to the first control, in the next turn, if there is one by then."""
        if watched is self.area and event.type() == QEvent.Type.FocusIn and not self.waits:
            QTimer.singleShot(0, self, self.take_keyboard)
        return super().eventFilter(watched, event)

    def arrive(self) -> None:
        """Hand the keyboard on, if it was given here: what is to be shown has been read."""
        self.waits = False
        if focus_in(self.window()) is self.area:
            self.take_keyboard()

    def hand_on(self) -> bool:
        """Put the keyboard on the first control, if all is read and there is one."""
        return not self.waits and self.take_keyboard()

    def take_keyboard(self) -> bool:
        """Put the keyboard on the first control; where all is closed, on what is offered above.

        Those of the bars above and of what stands below come after those of the sections. Return
        whether there was one.
        """
        self._show_all()
        parts = (*([self._top] if self.closed else []), *self.sections, self._body)
        every = (one for part in parts for one in stops(part))
        first = next(every, None)
        if first is not None:
            give_keyboard(first)
            bring_into_view_soon(first)
        return first is not None

    def reveal(self, widget: QWidget) -> None:
        """Scroll so that all of `widget` is in view."""
        self._show_all()
        self.area.ensureWidgetVisible(widget, 0, px(16))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between the column, the box that opens, and neither."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        roomy = effective(self.width()) >= LIST_NEEDS
        self._lane.setVisible(self.side is not None and roomy)
        high = effective(self.height()) >= _BOX_NEEDS
        self._strip.setVisible(self.side is not None and not roomy and high)

    def _follow(self) -> None:
        if not self._follow_keyboard():
            self._each(lambda one: one.show_at(self._scrolled_to()))

    def _follow_keyboard(self) -> bool:
        place = self._typed_into()
        if place is not None:
            self._each(lambda one: one.show_at(place))
        return place is not None

    def _typed_into(self) -> int | None:
        """Return the section that has the keyboard, None if it has scrolled out of sight."""
        held = focus_in(self.window())
        if held is None or held.visibleRegion().isEmpty():
            return None
        holding = (at for at, one in enumerate(self.sections) if one.isAncestorOf(held))
        return next(holding, None)

    def _scrolled_to(self) -> int:
        bar = self.area.verticalScrollBar()
        value = bar.value()
        seen = [
            at for at, one in enumerate(self.sections) if self._top_of(one) <= value + px(_NEAR)
        ]
        return len(self.sections) - 1 if value >= bar.maximum() else (seen or [0])[-1]

    def _top_of(self, section: Section) -> int:
        return section.mapTo(self._body, QPoint(0, 0)).y()

    def _each(self, act: Callable[[SectionList | SectionCombo], None]) -> None:
        if self.side is not None and self.combo is not None:
            act(self.side)
            act(self.combo)


def _nothing() -> QWidget:
    result = QWidget()
    result.setFixedHeight(0)
    return result
