"""A page that shows one attached picture or PDF as large as there is room: nothing leaves the file.

Other kinds of file are opened in another program.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from facilitator_app.digests.attachments import AttachmentLine
from facilitator_app.domain.attachments import show_size
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.file_kinds import PDF
from facilitator_app.domain.file_names import shortened as shortened_name
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.ops import while_here
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.attachments.thumbnails import draw, kind_seen
from facilitator_app.gui.pages.page_over import PageOver
from facilitator_app.gui.pages.reports.page_turner import PageTurner
from facilitator_app.gui.pages.reports.preview import PagePreview, runner
from facilitator_app.gui.widgets.buttons import button, set_words
from facilitator_app.gui.widgets.surface import dress
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _
from facilitator_app.services import attachments
from facilitator_app.services.files import File

_LONGEST = 3_000  # pixels of a picture that is looked at; a camera gives twice that
Read = tuple[AttachmentLine, bytes]


class PictureView(QScrollArea):
    """One picture, whole or in its own size, as `set_whole` says; larger ones scroll."""

    def __init__(self, name: str) -> None:
        """Start empty; `name` is spoken."""
        super().__init__()
        self.picture, self._whole = _Picture(), True
        self.setWidget(self.picture)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        dress(self.viewport(), "ground")

    @property
    def is_smaller(self) -> bool:
        """Whether a whole picture is shown smaller than it is."""
        return self._own_size().width() > self._fitting().width()

    def show_picture(self, image: QImage) -> None:
        """Show another picture."""
        self.picture.image = image
        self._lay_out()

    def set_whole(self, whole: bool) -> None:
        """Show all of it, or each of its pixels."""
        self._whole = whole
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit it anew."""
        super().resizeEvent(event)
        self._lay_out()

    def _own_size(self) -> QSize:
        return self.picture.image.size() / self.devicePixelRatioF()

    def _fitting(self) -> QSize:
        own, room = self._own_size(), self.viewport().size()
        if own.width() <= room.width() and own.height() <= room.height():
            return own
        return own.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)

    def _lay_out(self) -> None:
        self.picture.resize(self._fitting() if self._whole else self._own_size())
        self.picture.update()


class _Picture(QWidget):
    """Paints an image over all of itself."""

    spoken_role = QAccessible.Role.Graphic

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRect(0, 0, self.width(), self.height()), self.image)
        painter.end()


class AttachmentView(PageOver):
    """Reads an attachment and shows it, or says why it cannot be shown."""

    help_page = "attachments"

    def __init__(self, context: PageContext, line: AttachmentLine) -> None:
        """Begin to read `line`, a picture or a PDF."""
        about = " · ".join(part for part in (line.line, line.note, show_size(line.size)) if part)
        super().__init__(context, line.name, about)
        self._line = line
        self._beside = runner(context)
        self.pages = PagePreview(self._beside, _("Pages of {name}").format(name=line.name))
        self.turner = PageTurner(self.pages)
        self.picture = PictureView(line.name)
        self.picture.setAccessibleDescription(line.note)
        self.zoom = button(" ", "", "magnifying-glass-plus", self._change_zoom)
        self._zoomed = False
        self.said = text_label("", "sub", wrap=True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        for part in (self.said, self.pages, self.picture):
            self.stack.addWidget(part)
        self.down.addWidget(self.stack, 1)
        for tool in (self.turner, self.zoom):
            self.head.add_action_widget(tool)
            tool.hide()
        self.setFocusProxy(self.pages if line.media_type == PDF else self.picture)
        self._show_zoom()
        context.ask(self, self._read, self._show, self._fail)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer its own size only where that is larger."""
        super().resizeEvent(event)
        self._offer_zoom()

    def _read(self, file: File, _progress: Progress) -> Read:
        return attachments.content(file, self._line.id)

    def _show(self, read: Read) -> None:
        data = read[1]
        if kind_seen(data, self._line.name) == PDF:
            self._draw(data, 1, partial(self._show_pages, data))
        else:
            self._draw(data, _LONGEST, self._show_picture)

    def _draw(self, data: bytes, side: int, done: Callable[[QImage], None]) -> None:
        name = self._line.name
        self._beside(lambda: draw(data, name, side), while_here(self, done))

    def _show_pages(self, data: bytes, first: QImage) -> None:
        if first.isNull():
            self._say_why()
            return
        self.pages.show_pdf(data)
        self.turner.show()
        self.stack.setCurrentWidget(self.pages)

    def _show_picture(self, image: QImage) -> None:
        if image.isNull():
            self._say_why()
            return
        self.picture.show_picture(image)
        self.stack.setCurrentWidget(self.picture)
        self._offer_zoom()

    def _fail(self, error: AppError) -> None:
        self.said.setText(str(error))

    def _say_why(self) -> None:
        words = _("{name} cannot be shown here. Go back, and open it in another program.")
        self.said.setText(words.format(name=shortened_name(self._line.name)))

    def _offer_zoom(self) -> None:
        there = not self.picture.picture.image.isNull()
        self.zoom.setVisible(there and (self._zoomed or self.picture.is_smaller))

    def _change_zoom(self) -> None:
        self._zoomed = not self._zoomed
        self.picture.set_whole(not self._zoomed)
        self._show_zoom()

    def _show_zoom(self) -> None:
        set_words(self.zoom, _("Whole picture") if self._zoomed else _("Its own size"))
