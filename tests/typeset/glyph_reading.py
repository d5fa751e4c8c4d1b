"""Reads what is drawn on a page glyph by glyph, from the file alone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

from tests.reports import document_reading

# Marks that steer programs which take text out of the page; nobody typed them.
_MARKS = re.compile("[\u200e\u200f]")


@dataclass(frozen=True, slots=True)
class Drawn:
    """Glyphs that are drawn with one stroke: what each of them says, and where the first stands.

    mark: the number of the marked content on the page that they stand in, -1 for an artifact.
    """

    font: str
    says: tuple[str, ...]
    codes: tuple[int, ...]
    page: int
    x: float
    y: float
    turned: bool
    mark: int = -1

    @property
    def text(self) -> str:
        """What they say, in the order in which it is read."""
        return "".join(reversed(self.says) if self.turned else self.says)


@dataclass(frozen=True, slots=True)
class _Font:
    name: str
    width: int
    says: dict[int, str]


def drawn(document: bytes) -> Iterator[Drawn]:
    """Every stroke of text, in the order in which it is drawn."""
    with document_reading.opened(document) as file:
        for number, page in enumerate(file.pages):
            yield from _page(page, number)


def _page(page: Any, number: int) -> Iterator[Drawn]:
    font_selection = {name: _font(font) for name, font in page.Resources.Font.items()}
    marks: list[str] = []
    number_of = -1
    font, x, y = _Font("", 1, {}), 0.0, 0.0
    for step in pikepdf.parse_content_stream(page):
        operands: Any = step.operands
        match str(step.operator):
            case "BDC" | "BMC":
                marks.append(str(operands[0]))
                if len(operands) > 1 and "/MCID" in operands[1]:
                    number_of = int(operands[1].MCID)
            case "EMC":
                marks.pop()
                number_of = number_of if marks else -1
            case "Tm":
                x, y = float(operands[4]), float(operands[5])
            case "Tf":
                font = font_selection[str(operands[0])]
            case "Tj":
                codes = _codes(bytes(operands[0]), font.width)
                says = tuple(font.says[code] for code in codes)
                yield Drawn(
                    font.name, says, codes, number, x, y, "/ReversedChars" in marks, number_of
                )


def _codes(data: bytes, width: int) -> tuple[int, ...]:
    return tuple(int.from_bytes(data[at : at + width], "big") for at in range(0, len(data), width))


def _font(font: Any) -> _Font:
    cmap = bytes(font.ToUnicode.read_bytes()).decode("ascii")
    blocks = "".join(re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL))
    says = {
        int(code, 16): bytes.fromhex(said).decode("utf-16-be")
        for code, said in re.findall(r"<(\w+)> <(\w+)>", blocks)
    }
    return _Font(str(font.BaseFont)[1:], 2 if font.Subtype == "/Type0" else 1, says)


def told(document: bytes) -> str:
    """The text of a document as it is read: strokes one after the other, blanks made one."""
    strokes = "".join(stroke.text for stroke in drawn(document))
    return re.sub(r"[ \xa0]+", " ", _MARKS.sub("", strokes))


def read_aloud(document: bytes) -> list[tuple[str, str]]:
    """Each element that holds text itself as (role, words), joined as they stand in the file."""
    words: dict[tuple[int, int], str] = {}
    for stroke in drawn(document):
        if stroke.mark >= 0:
            place = (stroke.page, stroke.mark)
            words[place] = words.get(place, "") + stroke.text
    return [
        (role, "".join(words.get(mark, "") for mark in marks).replace("\xa0", " ").strip())
        for role, marks in document_reading.marked_elements(document)
        if marks
    ]


def outlines(document: bytes) -> dict[str, TTFont]:
    """The font files in a document, by name."""
    with document_reading.opened(document) as file:
        font_selection = (
            font for page in file.pages for font in dict(page.Resources.Font).values()
        )
        return {
            str(font.BaseFont)[1:]: TTFont(
                io.BytesIO(document_reading.letters(font).FontDescriptor.FontFile2.read_bytes())
            )
            for font in font_selection
        }


def family(font: str) -> str:
    """The family of a font in a document, without its tag and style."""
    return font.rpartition("+")[2].partition("-")[0]
