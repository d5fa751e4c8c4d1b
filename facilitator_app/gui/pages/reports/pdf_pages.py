"""Pages of a PDF as pictures, sizes and words; called on a working thread only."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

POINTS = 72  # of an inch
_FINER = 2  # drawn at twice the size and scaled down, small type stays crisp
# The library behind it keeps one state for the whole process and may be entered once at a time.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a page in points."""

    width: float
    height: float

    @property
    def wide(self) -> bool:
        """Whether it lies on its long side."""
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page as it is shown: its picture, and its words for a screen reader."""

    number: int
    picture: QImage
    words: str


def sizes(pdf: bytes) -> tuple[Size, ...]:
    """Return the size of each page."""
    with _one_at_a_time, pypdfium2.PdfDocument(pdf) as document:
        return tuple(Size(*document.get_page_size(number)) for number in range(len(document)))


def page(pdf: bytes, number: int, width: int) -> PdfPage:
    """Return the page `number` (from 0) as `width` pixels show it best, with its words."""
    with _one_at_a_time, pypdfium2.PdfDocument(pdf) as document:
        opened = document[number]
        fine = _drawn(opened, _FINER * width / opened.get_width())
        text = opened.get_textpage()
        words = " ".join(text.get_text_bounded().split())
        text.close()
        opened.close()
    smooth = Qt.TransformationMode.SmoothTransformation
    return PdfPage(number, fine.scaledToWidth(width, smooth), words)


def picture(pdf: bytes, number: int, dots: float) -> QImage:
    """Return the page `number` (from 0) with so many `dots` an inch."""
    with _one_at_a_time, pypdfium2.PdfDocument(pdf) as document:
        opened = document[number]
        drawn = _drawn(opened, dots / POINTS)
        opened.close()
    return drawn


def first_page(pdf: bytes, side: int) -> QImage:
    """Return the first page within `side` pixels each way; a null image if it cannot be drawn."""
    try:
        with _one_at_a_time, pypdfium2.PdfDocument(pdf) as document:
            opened = document[0]
            longest = max(opened.get_width(), opened.get_height(), 1)
            drawn = _drawn(opened, side / longest)
            opened.close()
    except pypdfium2.PdfiumError:
        return QImage()
    return drawn


def _drawn(opened: pypdfium2.PdfPage, scale: float) -> QImage:
    bitmap = opened.render(scale=scale, prefer_bgrx=True, fill_color=(255, 255, 255, 255))
    image = QImage(
        bytes(bitmap.buffer),
        bitmap.width,
        bitmap.height,
        bitmap.stride,
        QImage.Format.Format_RGB32,
    ).copy()
    bitmap.close()
    return image
