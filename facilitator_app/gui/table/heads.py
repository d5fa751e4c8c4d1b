"""The headings of a table: as much of their words as there is room for beside the arrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionHeader, QWidget


class Heads(QHeaderView):
    """Headings across. Qt counts the arrow's room twice, and cuts words that there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start as a table's own headings do."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        """Say what is drawn of a heading."""
        super().initStyleOptionForIndex(option, section)
        whole = str(self.model().headerData(section, self.orientation()) or "")
        part = QStyle.SubElement.SE_HeaderLabel
        room = self.style().subElementRect(part, option, self).width()
        option.text = option.fontMetrics.elidedText(whole, self.textElideMode(), room)
