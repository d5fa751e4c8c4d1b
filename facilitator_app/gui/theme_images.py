"""Arrows and ticks, which a style sheet takes from files only, in the theme's colours."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

# Each: the colour it takes, and its line within a square of 16; one point alone is a dot.
_SHAPES: Mapping[str, tuple[str, tuple[tuple[float, float], ...]]] = {
    "down": ("ink2", ((3.5, 6), (8, 10.5), (12.5, 6))),
    "up": ("ink2", ((3.5, 10), (8, 5.5), (12.5, 10))),
    "tick": ("on_primary", ((3, 8.5), (6.5, 12), (13, 4.5))),
    "part": ("on_primary", ((4, 8), (12, 8))),
    "dot": ("on_primary", ((8, 8),)),
    "check": ("ink", ((3, 8.5), (6.5, 12), (13, 4.5))),
}
_SIDE = 16


def write(name: str, colours: Mapping[str, str], scale: float, cache: Path) -> dict[str, str]:
    """Write what theme `name` lacks to `cache`; return token to address for the style sheet."""
    folder = cache / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for shape, (token, points) in _SHAPES.items():
        colour = QColor(colours[token])
        stem = f"{shape}_{name}_{colour.name()[1:]}_{round(scale * 100)}"
        for times, end in ((1, ""), (2, "@2x")):
            file = folder / f"{stem}{end}.png"
            if not file.exists():
                _draw(points, colour, scale * times).save(str(file))
        found[f"img_{shape}"] = (folder / f"{stem}.png").as_posix()
    return found


def _draw(points: tuple[tuple[float, float], ...], colour: QColor, scale: float) -> QImage:
    side = round(_SIDE * scale)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(side / _SIDE, side / _SIDE)
    if len(points) == 1:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(*points[0]), 4, 4)
    else:
        pen = QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
    painter.end()
    return image
