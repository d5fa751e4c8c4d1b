"""What stands above a preview: which pages are seen, turning over, and the size of pages."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator_app.gui.pages.reports.preview import PagePreview, shown_pages
from facilitator_app.gui.widgets.buttons import icon_button, set_icon
from facilitator_app.gui.widgets.surface import row
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _


class PageTurner(QWidget):
    """Follows `preview`; all of it works by keys in the preview as well."""

    def __init__(self, preview: PagePreview) -> None:
        """Act on `preview`."""
        super().__init__()
        self._preview = preview
        self._where = text_label("", "sub")
        self._earlier = icon_button(
            "caret-left", _("Pages before (Page up)"), lambda: self._turn(-1)
        )
        self._later = icon_button("caret-right", _("Next pages (Page down)"), lambda: self._turn(1))
        self._zoom = icon_button("arrows-in", "", self._change_zoom)
        line = row(self, 4)
        line.addWidget(self._where)
        for part in (self._earlier, self._later, self._zoom):
            line.addWidget(part)
        preview.moved.connect(self._show)
        self._show()
        self._show_zoom()

    @property
    def text(self) -> str:
        """Which pages are seen, in words."""
        return self._where.text()

    def _turn(self, lines: int) -> None:
        self._preview.turn_over(lines)

    def _change_zoom(self) -> None:
        self._preview.set_whole(not self._preview.whole)
        self._show_zoom()

    def _show(self) -> None:
        self._where.setText(shown_pages(self._preview))
        bar = self._preview.verticalScrollBar()
        self._earlier.setEnabled(bar.value() > bar.minimum())
        self._later.setEnabled(bar.value() < bar.maximum())

    def _show_zoom(self) -> None:
        whole = self._preview.whole
        name = _("Make the page as wide as there is room") if whole else _("Show whole pages")
        set_icon(self._zoom, "arrows-out-line-horizontal" if whole else "arrows-in")
        self._zoom.setAccessibleName(name)
        self._zoom.setToolTip(name)
