"""Where lines end in words that are too long, and in scripts that have no blanks."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.typeset import word_breaking
from facilitator_app.typeset.paragraph_layout import layout_lines, min_content_width
from facilitator_app.typeset.shaped_text import TextLine
from facilitator_app.typeset.text_style import TextStyle

STYLE = TextStyle(10)
CHINESE = (
    "我们小组在2025年讨论了癌症服务\uff08包括等候时间\uff09。王样例女士说\uff1a“信件应该更清楚。”"
    * 3
)
THAI = "สมาชิกกลุ่มได้หารือเรื่องบริการมะเร็งในปีนี้และเห็นว่าจดหมายควรอ่านง่ายขึ้น" * 2
HINDI = "उदाहरणशर्माक्षत्रियनमूनाक्षेत्रीश्रीमती" * 3


def text(line: TextLine) -> str:
    return "".join(part.text for stretch in line.spans for part in stretch.glyph_runs)


@pytest.mark.parametrize("typed", [CHINESE, THAI, HINDI])
def test_text_without_blanks_fills_its_lines(typed: str) -> None:
    lines = layout_lines(f"Ms Example: {typed}", STYLE, 200)
    assert len(lines) > 2
    assert all(line.width <= 200 for line in lines)
    assert "".join(map(text, lines)).replace(" ", "") == f"MsExample:{typed}"


def test_chinese_begins_on_the_line_where_english_ends() -> None:
    first, *others = layout_lines(f"Ms Example: {CHINESE}", STYLE, 200)
    assert text(first).startswith("Ms Example: 我们")
    assert all(line.width > 170 for line in (first, *others[:-1]))


def test_no_line_begins_with_what_closes_or_ends_with_what_opens() -> None:
    for width in range(30, 200, 7):
        lines = [text(line).strip() for line in layout_lines(CHINESE, STYLE, width)]
        assert all(unicodedata.category(line[0]) not in ("Pe", "Pf", "Po") for line in lines)
        assert all(unicodedata.category(line[-1]) not in ("Ps", "Pi") for line in lines)


@pytest.mark.parametrize("typed", [THAI, HINDI])
def test_no_line_begins_with_a_mark(typed: str) -> None:
    for width in range(20, 120, 7):
        for line in layout_lines(typed, STYLE, width):
            assert unicodedata.category(text(line)[0])[0] != "M"


def test_a_column_can_be_narrower_than_a_chinese_sentence() -> None:
    assert min_content_width(CHINESE, STYLE) < 60


@given(st.text(max_size=60))
def test_parts_at_ideographs_are_the_whole_word(token: str) -> None:
    assert "".join(word_breaking.split_at_ideographs(token)) == token
    assert "".join(word_breaking.unbreakable_parts(token)) == token


@given(st.text(min_size=1, max_size=60), st.integers(1, 9))
def test_parts_of_a_long_word_are_the_whole_word(token: str, room: int) -> None:
    parts = list(word_breaking.break_word(token, room, len))
    assert "".join(parts) == token
    assert all(parts)
