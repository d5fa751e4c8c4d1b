"""The forms without pages as they read: web page, plain text, and tables."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import QImage, QPainter, QTextDocument
from PySide6.QtSvg import QSvgRenderer

from facilitator_app.gui import theme
from facilitator_app.gui.widgets.reading_text import ReadingText
from facilitator_app.services.documents import Document

_SVG = re.compile(r"<svg.*?</svg>", re.DOTALL)
_STYLE = re.compile(r"<style.*?</style>|<head.*?</head>|<nav.*?</nav>", re.DOTALL)
_WORDS = re.compile(r"<desc.*?>(.*?)</desc>|<title.*?>(.*?)</title>", re.DOTALL)


class TextView(ReadingText):
    """Shows a document in the window's own type and colours; nothing is fetched from anywhere."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setProperty("kind", "page")
        self.setOpenLinks(False)
        self.document().setDocumentMargin(theme.current().px(24))
        self.document().setDefaultStyleSheet(_style())
        self.anchorClicked.connect(lambda link: self.scrollToAnchor(link.fragment()))

    def show_document(self, document: Document) -> None:
        """Show a document in one of the forms html, text and csv."""
        text = document.content.decode("utf-8-sig")
        self.call(document.title)
        if document.form == "html":
            self._show_page(text)
        elif document.form == "csv":
            self.show_html(_tables(csv.reader(io.StringIO(text))))
        else:
            self.setPlainText(text)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Fetch nothing: what is shown was put into the document before."""
        return None

    def _show_page(self, text: str) -> None:
        pictures: list[str] = []

        def stand_in(found: re.Match[str]) -> str:
            pictures.append(found[0])
            said = _WORDS.search(found[0])
            words = next((one for one in said.groups() if one), "") if said else ""
            width = theme.current().px(600)
            return f'<div><img src="chart:{len(pictures) - 1}" width="{width}" alt="{words}"></div>'

        html = _SVG.sub(stand_in, _STYLE.sub("", text))
        self.clear()
        for at, one in enumerate(pictures):
            image = QTextDocument.ResourceType.ImageResource
            self.document().addResource(image, QUrl(f"chart:{at}"), _drawn(one))
        self.show_html(html)


def _drawn(svg: str) -> QImage:
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    size = renderer.defaultSize() * 2
    image = QImage(size, QImage.Format.Format_RGB32)
    # drawn for paper: dark on white, in every theme
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def _tables(rows: Iterable[list[str]]) -> str:
    """Return each run of lines as a table; a line of one cell above it is its caption."""
    parts: list[str] = []
    table: list[list[str]] = []
    for row in [*rows, []]:
        if row:
            table.append(row)
        elif table:
            parts.append(_table(table))
            table = []
    return "".join(parts)


def _table(rows: list[list[str]]) -> str:
    caption = f"<h2>{escape(rows[0][0])}</h2>" if len(rows[0]) == 1 else ""
    body = rows[1:] if caption else rows
    lines = [
        "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row)
        for row, tag in zip(body, ["th", *["td"] * len(body)], strict=False)
    ]
    inner = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'{caption}<table cellspacing="0" cellpadding="6">{inner}</table>'


def _style() -> str:
    now = theme.current()
    ink, soft, link, line = (now.colours[token] for token in ("ink", "ink2", "link", "line"))
    return (
        f"body {{ color: {ink}; font-size: {now.px(15)}px; }}"
        f"p.h1 {{ font-size: {now.px(28)}px; font-weight: 600; margin: 0 0 {now.px(4)}px 0; }}"
        f"p.h2 {{ font-size: {now.px(18)}px; font-weight: 600; }}"
        f"p.h2 {{ margin: {now.px(24)}px 0 {now.px(8)}px 0; }}"
        f"p.h3 {{ font-size: {now.px(15)}px; font-weight: 600; margin-top: {now.px(16)}px; }}"
        f"p, li, td, th, dt, dd {{ font-size: {now.px(15)}px; line-height: 130%; }}"
        f"p.network, p.under, p.note, dt, summary {{ color: {soft}; }}"
        f"th {{ text-align: left; font-weight: 600; }} tbody th {{ font-weight: 400; }}"
        f"td, th {{ border-bottom: 1px solid {line}; padding: 4px 12px 4px 0; }}"
        f".n {{ text-align: right; }} caption, figcaption, .ref {{ font-weight: 600; }}"
        f"a {{ color: {link}; }}"
    )
