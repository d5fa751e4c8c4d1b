"""How large a file may be that is read: more than any real list, less than does harm."""

from __future__ import annotations

from zipfile import ZipInfo

FILE_BYTES = 50_000_000
ROWS = 500_000
COLUMNS = 500
CELL = 100_000
GRID = 25_000_000  # cells of the rectangle that a workbook's sheet spans
UNPACKED = 1_000_000_000  # bytes of a workbook or data package once unpacked
RATIO = 250  # how often smaller an honest part of a zip may be, if it is large
RATIO_FROM = 5_000_000  # bytes; below this, no ratio can do harm
PARTS = 20_000
ATTACHED = 100_000  # files in a data package, beside its other parts


def swells(part: ZipInfo) -> bool:
    """Whether a part of a zip would unpack to far more than it can honestly hold."""
    return part.file_size > max(RATIO_FROM, RATIO * part.compress_size)
