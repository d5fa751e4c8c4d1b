"""Sizes of the window at 100 %, and the one function that scales them."""

from __future__ import annotations

from facilitator_app.gui import theme

RAIL = 208
RAIL_ICONS = 56
RAIL_MOST = 288
CONTROL = 36
CHIP = 32
TARGET = 24  # the least that can be hit, high or wide (WCAG 2.2, 2.5.8)
PILL = 24
ICON = 18
ICON_SMALL = 16
HEADER = 32
ROW = 36
ROW_LOW = 30
ROW_COMFORTABLE = 44
ROW_TWO_LINES = 52
EDGE = 24
CARD_EDGE = 20
DETAIL = 376
DETAIL_WIDE = 440
FORM = 640
COMMAND_BOX = 680

RAIL_FOLDS = 1100
PANES_FOLD = 1200
WIDE = 1800
LOW = 420  # height below which little is seen but what one works on


def px(length: float) -> int:
    """Return `length` (pixels at 100 %) at the text scale in use."""
    return theme.current().px(length)


def effective(length: int) -> float:
    """Return `length` (pixels) as it feels at the text scale: at 150 %, 1200 are 800."""
    return length / theme.current().scale
