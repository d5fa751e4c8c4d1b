"""What a screen reader has of every paper: no two words run together, in PDF and on the web."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest

from facilitator_app.digests.charts import Chart
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
    match block:
        case blocks.Heading():
            return [f"{block.number} {block.text}"]
        case blocks.Paragraph():
            return [unstyled_text(block.words)]
        case blocks.Listing():
            return [unstyled_text(one) for one in block.items]
        case blocks.Facts():
            return [words for pair in block.pairs for words in pair]
        case blocks.Table():
            heads = [column.title for column in block.columns]
            rows = [*block.rows, *([block.total] if block.total else [])]
            pairs = [f"{t} {cell}" for row in rows for t, cell in zip(heads, row, strict=True)]
            return [block.caption, *heads, *(cell for row in rows for cell in row), *pairs]
        case blocks.Figures():
            return [f"{one.value} {one.label}" for one in block.items]
        case blocks.DecisionBlock() | blocks.ActionBlock():
            words = block.words if isinstance(block, blocks.DecisionBlock) else block.what
            return [block.title, words, block.detail]
        case blocks.Signature():
            return list(block.labels)
        case blocks.NoteBlock():
            return [block.text]
        case _:
            return [block.title] if isinstance(block, Chart) else []


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
