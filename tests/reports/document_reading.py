"""Reads finished documents back, with other means than those that wrote them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pypdfium2

VOID = {"meta", "br", "rect", "line"}


def findings(document: bytes, folder: Path) -> list[str]:
    """What pdfua finds, and any of its rules that could not be tried."""
    file = folder / "paper.pdf"
    file.write_bytes(document)
    report: Any = pdfua.validate(str(file))
    skipped = [outcome.skipped_reason for outcome in report.outcomes if outcome.skipped_reason]
    return [*(finding.message for finding in report.findings), *skipped]


def page_texts(document: bytes) -> list[str]:
    """The text of each page in the order it is drawn, spaces made plain."""
    texts = []
    with pypdfium2.PdfDocument(document) as file:
        for page in file:
            text = page.get_textpage().get_text_range()
            texts.append(re.sub(r"\s+", " ", text.replace("\xa0", " ")))
    return texts


def filled(document: bytes, top: float, bottom: float) -> list[float]:
    """How much of its room for text each page fills, from 0 to 1; the margins are in points."""
    shares = []
    with pypdfium2.PdfDocument(document) as file:
        for page in file:
            high = page.get_height() - top
            feet = [one.get_bounds()[1] for one in page.get_objects()]
            lowest = min((foot for foot in feet if foot > bottom - 3), default=high)
            shares.append((high - lowest) / (high - bottom))
    return shares


def pdf_text(document: bytes) -> str:
    """The text of all pages."""
    return " ".join(page_texts(document))


def opened(document: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(document))


def right_edges(document: bytes) -> Iterator[float]:
    """How far to the right each stretch of text reaches, in points."""
    with pypdfium2.PdfDocument(document) as file:
        for page in file:
            texts = page.get_textpage()
            for at in range(texts.count_rects()):
                yield texts.get_rect(at)[2]


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of text on a page: its size, and the marked content it stands in, outermost first."""

    page: int
    size: float
    marks: tuple[str, ...]


def shown(document: bytes) -> Iterator[Shown]:
    """Every text that is drawn."""
    with opened(document) as file:
        for number, page in enumerate(file.pages):
            size = 0.0
            marks: list[str] = []
            for step in pikepdf.parse_content_stream(page):
                operands: Any = step.operands
                match str(step.operator):
                    case "BDC":
                        marks.append(f"{operands[0]} {dict(operands[1])}")
                    case "BMC":
                        marks.append(str(operands[0]))
                    case "EMC":
                        marks.pop()
                    case "Tf":
                        size = float(operands[1])
                    case "Tj" | "TJ":
                        yield Shown(number, size, tuple(marks))


def _top(file: pikepdf.Pdf) -> Any:
    return file.Root.StructTreeRoot.K[0]


def _walk(element: Any) -> Iterator[Any]:
    yield element
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _walk(kid)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def roles(document: bytes) -> list[str]:
    """The roles of all structure elements in reading order."""
    with opened(document) as file:
        return [str(element.S)[1:] for element in _walk(_top(file))]


def page_roles(document: bytes) -> list[list[str]]:
    """For each page the roles of its marks, in the order of their numbers."""
    with opened(document) as file:
        numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
        return [[str(element.S)[1:] for element in marks] for marks in numbers[1::2]]


def marks_of(document: bytes, role: str) -> list[list[tuple[int, int]]]:
    """For each element of a role its marks as (page, number)."""
    with opened(document) as file:
        place = {page.obj.objgen: at for at, page in enumerate(file.pages)}
        found = (element for element in _walk(_top(file)) if str(element.S) == f"/{role}")
        return [list(_marks(element, place)) for element in found]


def marked_elements(document: bytes) -> list[tuple[str, list[tuple[int, int]]]]:
    """Every element in reading order as its role and its own marks as (page, number)."""
    with opened(document) as file:
        place = {page.obj.objgen: at for at, page in enumerate(file.pages)}
        found = _walk(_top(file))
        return [(str(element.S)[1:], list(_marks(element, place))) for element in found]


def _marks(element: Any, place: dict[tuple[int, int], int]) -> Iterator[tuple[int, int]]:
    for kid in _kids(element):
        if isinstance(kid, int):
            yield place[element.Pg.objgen], kid
        elif "/MCID" in kid:
            yield place[kid.Pg.objgen], int(kid.MCID)


def alternatives(document: bytes) -> list[str]:
    """The alternative texts of all figures."""
    with opened(document) as file:
        return [str(element.Alt) for element in _walk(_top(file)) if "/Alt" in element]


def unembedded(document: bytes) -> set[str]:
    """Names of fonts that a page uses and the file does not hold."""
    with opened(document) as file:
        return {
            str(font.BaseFont)
            for page in file.pages
            for font in dict(page.obj.Resources.get("/Font", {})).values()
            if "/FontFile2" not in letters(font).get("/FontDescriptor", {})
        }


def letters(font: Any) -> Any:
    """The part of a font that holds its letters: itself, or the one descendant."""
    return font.DescendantFonts[0] if "/DescendantFonts" in font else font


@dataclass
class Page(HTMLParser):
    """A web page as its tags and words; it stands only if every tag is closed in order."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of all tags of a name."""
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def text(self) -> str:
        """All words, spaces made plain."""
        return re.sub(r"\s+", " ", " ".join(self.words).replace("\xa0", " "))


def web(document: bytes) -> Page:
    """Read a web page to its end."""
    page = Page()
    page.feed(document.decode())
    page.close()
    assert page.open == []
    return page
