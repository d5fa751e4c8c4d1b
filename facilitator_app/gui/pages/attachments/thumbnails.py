"""Small pictures of what is attached: made in memory, beside the window's thread, one by one."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

from facilitator_app.digests.attachments import AttachmentLine
from facilitator_app.domain.attachments import suffix_of
from facilitator_app.domain.file_kinds import PDF, SHOWN, shown_kind
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.reports import pdf_pages
from facilitator_app.services import attachments
from facilitator_app.services.files import File

_MOST_DOTS = 100_000_000  # of a picture's own; more is a trap, or takes longer than it is worth
_MOST_SHOWN = 60


class Thumbnails(QObject):
    """Draws the pictures of attachments by their content, each once."""

    made = Signal(str)
    _drawn = Signal(str, QImage)

    def __init__(self, owner: QObject, context: PageContext, side: int) -> None:
        """Draw within `side` pixels each way."""
        super().__init__(owner)
        self._context, self._side = context, side
        self._pictures: dict[str, QImage] = {}
        self._waiting: list[AttachmentLine] = []
        self._busy = False
        self._drawn.connect(self._keep, Qt.ConnectionType.QueuedConnection)

    def of(self, content: str) -> QImage:
        """Return the picture of a content; a null image while there is none."""
        return self._pictures.get(content, QImage())

    def want(self, lines: Iterable[AttachmentLine]) -> None:
        """Draw those that have a picture and are not drawn yet; `made` tells of each."""
        seen = [one for one in lines if has_picture(one)]
        self._waiting = [one for one in seen[:_MOST_SHOWN] if one.content not in self._pictures]
        self._next()

    def _next(self) -> None:
        """Read the next one only when the last is drawn: forty photos at once fill the memory."""
        if self._busy or not self._waiting:
            return
        self._busy = True
        line = self._waiting.pop(0)

        def work(file: File, _progress: Progress) -> bytes:
            return attachments.content(file, line.id)[1]

        def done(data: bytes) -> None:
            _pool().submit(self._draw, line, data)

        self._context.ask(self, work, done, lambda _error: self._keep(line.content, QImage()))

    def _draw(self, line: AttachmentLine, data: bytes) -> None:
        self._drawn.emit(line.content, draw(data, line.name, self._side))

    def _keep(self, content: str, picture: QImage) -> None:
        self._busy = False
        self._pictures[content] = picture
        self.made.emit(content)
        self._next()


def has_picture(line: AttachmentLine) -> bool:
    """Say whether an attachment is a picture or a PDF that can be shown."""
    return line.media_type in SHOWN


def kind_seen(data: bytes, name: str) -> str:
    """Return what `data` is of what can be shown, whatever its `name` says; "" for nothing."""
    return shown_kind(suffix_of(name), data)


def draw(data: bytes, name: str, side: int) -> QImage:
    """Return `data` as a picture within `side` pixels each way; a null image if it is none."""
    kind = kind_seen(data, name)
    if not kind or kind == PDF:
        return pdf_pages.first_page(data, side) if kind else QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoDetectImageFormat(False)
    reader.setFormat(QByteArray(kind.partition("/")[2].encode()))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _MOST_DOTS:
        return QImage()
    small = size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio)
    reader.setScaledSize(small.boundedTo(size).expandedTo(QSize(1, 1)))
    return reader.read()


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="thumbnails")
