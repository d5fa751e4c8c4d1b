"""The headings of a table: as much of their words as there is room for beside the arrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionHeader, QWidget

FIRST, SECOND = "\N{NO-BREAK SPACE}\N{SUPERSCRIPT ONE}", "\N{NO-BREAK SPACE}\N{SUPERSCRIPT TWO}"


class Heads(QHeaderView):
    """Headings across. Qt counts the arrow's room twice, and cuts words that there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start as a table's own headings do."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self._marks: dict[int, str] = {}
        self._second, self._way = -1, Qt.SortOrder.AscendingOrder

    def show_second(self, first: int, second: int, way: Qt.SortOrder) -> None:
        """Mark the two columns that rows are sorted by, and give the second its arrow.

        second: -1 where there is none; then the first needs no mark. Qt shows the arrow of one
        column only.
        """
        self._marks = {first: FIRST, second: SECOND} if second >= 0 else {}
        self._second, self._way = second, way
        self.viewport().update()

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        """Say what is drawn of a heading."""
        super().initStyleOptionForIndex(option, section)
        whole = str(self.model().headerData(section, self.orientation()) or "")
        part = QStyle.SubElement.SE_HeaderLabel
        mark = self._marks.get(section, "")
        room = self.style().subElementRect(part, option, self).width()
        room -= option.fontMetrics.horizontalAdvance(mark)
        option.text = option.fontMetrics.elidedText(whole, self.textElideMode(), room) + mark
        if section == self._second:
            arrow = QStyleOptionHeader.SortIndicator
            up = self._way == Qt.SortOrder.AscendingOrder
            option.sortIndicator = arrow.SortDown if up else arrow.SortUp
