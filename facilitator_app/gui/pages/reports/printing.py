"""Sends the pages of a PDF to a printer, at the printer's own fineness."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.pages.reports import pdf_pages
from facilitator_app.i18n import _

Told = Callable[[str], None]

_FINEST = 300  # dots an inch: finer is not seen on paper, and takes much longer


def printer_for(sizes: Sequence[pdf_pages.Size], name: str) -> QPrinter:
    """Return the user's printer, set up for such pages: A4, upright or not, both sides."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setFullPage(True)
    wide = bool(sizes) and sizes[0].wide
    way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(way)
    mode = QPrinter.DuplexMode
    both = mode.DuplexShortSide if wide else mode.DuplexLongSide
    printer.setDuplex(both if len(sizes) > 1 else mode.DuplexNone)
    return printer


def ask(parent: QWidget, printer: QPrinter, count: int, then: Callable[[], object]) -> None:
    """Ask for printer, copies and which of `count` pages; then() if it is to be printed."""
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, count > 1)
    dialog.setMinMax(1, max(1, count))
    dialog.accepted.connect(then)
    QDialog.open(dialog)


def send(content: bytes, printer: QPrinter, progress: Progress) -> int:
    """Print the chosen pages; return how many. Raises Cancelled, or AppError if refused."""
    sizes = pdf_pages.sizes(content)
    numbers = _numbers(printer, len(sizes))
    painter = QPainter()
    if not painter.begin(printer):
        raise AppError(_("The printer does not answer. See that it is on, or choose another one."))
    try:
        for done, number in enumerate(numbers):
            progress.step(done, len(numbers), _("Printing page {n}").format(n=number + 1))
            if done:
                printer.newPage()
            drawn = pdf_pages.picture(content, number, min(printer.resolution(), _FINEST))
            painter.drawImage(_fitted(printer, sizes[number]), drawn, _whole(drawn))
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(numbers)


class _Job(QObject):
    """Prints beside the window, where no file is open yet that could lend its thread."""

    _failed = Signal(str)

    def __init__(self, parent: QWidget, content: bytes, printer: QPrinter, failed: Told) -> None:
        super().__init__(parent)
        self._content, self._printer = content, printer
        self._failed.connect(failed, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Print, and tell what went wrong."""
        threading.Thread(target=self._print, name="printing").start()

    def _print(self) -> None:
        try:
            send(self._content, self._printer, Progress())
        except AppError as error:
            self._failed.emit(str(error))


def print_pdf(parent: QWidget, content: bytes, name: str, failed: Told) -> None:
    """Ask for a printer and print a PDF called `name`; failed(words) hears what went wrong."""
    sizes = pdf_pages.sizes(content)
    printer = printer_for(sizes, name)
    job = _Job(parent, content, printer, failed)
    ask(parent, printer, len(sizes), job.begin)


def _numbers(printer: QPrinter, count: int) -> range:
    first, last = printer.fromPage(), printer.toPage()
    if printer.printRange() == QPrinter.PrintRange.PageRange and first:
        return range(first - 1, min(last or count, count))
    return range(count)


def _fitted(printer: QPrinter, size: pdf_pages.Size) -> QRectF:
    """Return where the page lands: true to size if the paper is large enough, else smaller."""
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    dots = printer.resolution() / pdf_pages.POINTS
    true = QSizeF(size.width * dots, size.height * dots)
    if true.width() > paper.width() + 1 or true.height() > paper.height() + 1:
        true = true.scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    left = (paper.width() - true.width()) / 2
    return QRectF(left, (paper.height() - true.height()) / 2, true.width(), true.height())


def _whole(image: QImage) -> QRectF:
    return QRectF(0, 0, image.width(), image.height())
