"""What a screen reader has of every paper: no two words run together, in PDF and on the web."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

import pytest

from facilitator_app.reports import blocks
from facilitator_app.reports.blocks import Paper, flat
from facilitator_app.reports.render import Form, render
from facilitator_app.typeset.inline_text import unstyled_text
from tests.reports.test_pdf_document import PAPERS
from tests.typeset.glyph_reading import read_aloud

every_paper = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS.keys())


def plain(words: str) -> str:
    return " ".join(words.replace("\xa0", " ").split())


def said(paper: Paper) -> set[str]:
    """All that the blocks of a paper say, each in one piece: what an element may hold."""
    found = {paper.title, paper.subtitle, paper.network, paper.kicker, "•", ""}
    found |= {f"{number}." for number in range(1, 9)}
    if paper.cover:
        found |= {f"{one.value} {one.label}" for one in paper.cover.figures}
        found |= set(paper.cover.foot)
    for block in flat(paper.blocks):
        found |= set(_said(block))
    return {plain(words) for words in found}


def _said(block: Any) -> list[str]:
    """The words of a block, by the names of what it holds."""
    one = [getattr(block, name, "") for name in ("title", "caption", "detail", "what", "label")]
    words = [getattr(block, "words", ""), getattr(block, "text", ""), *getattr(block, "items", ())]
    whole = f"{getattr(block, 'number', '')} {getattr(block, 'text', '')}"
    figures = [f"{w.value} {w.label}" for w in words if isinstance(w, blocks.Figure)]
    texts = [unstyled_text(w) for w in words if not isinstance(w, blocks.Figure)]
    facts = [w for pair in getattr(block, "pairs", ()) for w in pair]
    signed = list(getattr(block, "labels", ()))
    table = list(_cells(block)) if isinstance(block, blocks.Table) else []
    return [*one, whole, *figures, *texts, *facts, *signed, *table]


def _cells(table: blocks.Table) -> Iterator[str]:
    """The titles and cells of a table, and each cell after its title, as a list has it."""
    titles = [column.title for column in table.columns]
    yield from titles
    for row in (*table.rows, *([table.total] if table.total else [])):
        for title, cell in zip(titles, row, strict=True):
            yield from (cell, f"{title} {cell}")


@every_paper
@pytest.mark.parametrize("form", ["pdf", "large-print"])
def test_every_element_says_what_its_block_says(paper: Paper, form: Form) -> None:
    """A reference and its title, a figure and what it counts, the lines of an address."""
    known = said(paper)
    heard = [words for role, words in read_aloud(render(paper, form)) if role != "Figure"]
    assert [words for words in heard if plain(words) not in known] == []
    assert len(heard) > 3


@pytest.mark.parametrize("form", ["pdf", "large-print"])
def test_a_reference_stands_apart_from_its_title(form: Form) -> None:
    heads = [words for role, words in read_aloud(render(PAPERS["minutes"], form)) if role == "H2"]
    assert "PG/2026/03/1 Welcome, apologies and interests" in heads
    assert not any(re.search(r"/\d+[A-Z]", words) for words in heads)


@every_paper
def test_no_tag_on_the_web_glues_two_words(paper: Paper) -> None:
    paper = dataclasses.replace(paper, kicker="User involvement")
    page = re.sub(r"<style>.*?</style>|<svg.*?</svg>", "", render(paper, "html").decode())
    assert re.findall(r"\w</?(?:span|strong)>\w", page) == []
    assert re.findall(r"\w</?(?:span|strong)[^>]*>\w", page) == []
