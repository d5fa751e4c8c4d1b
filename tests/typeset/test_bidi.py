"""Text that is read from the right stands in its order, alone and among other text."""

from __future__ import annotations

import re

import pytest
from bidi import get_display
from hypothesis import example, given
from hypothesis import strategies as st

from facilitator_app.reports.blocks import Paper, Paragraph, Table
from facilitator_app.reports.render import render
from facilitator_app.typeset import bidi
from facilitator_app.typeset.inline_text import TextRun
from facilitator_app.typeset.paragraph_layout import layout_lines
from facilitator_app.typeset.shaped_text import GlyphRun, TextLine
from facilitator_app.typeset.table_content import TableColumn
from facilitator_app.typeset.text_style import TextStyle
from tests.reports import sample_digests as made
from tests.typeset import glyph_reading

STYLE = TextStyle(11)
AISHA, ALI, SARA = "عائشة المثال", "علي", "שרה לוי"
PROSE = (
    "هذه فقرة طويلة كتبتها عضوة في المجموعة عن تجربتها في Example Hospital في عام 2025، "
    "وقالت (بين قوسين) إن الرسائل يجب أن تكون أوضح. "
) * 3


def back(text: str) -> str:
    """Text as it is seen when it is read from the right."""
    return text[::-1]


def parts(line: TextLine) -> list[GlyphRun]:
    """The parts of a line from left to right."""
    found = [part for stretch in line.spans for part in stretch.glyph_runs]
    return sorted(found, key=lambda part: (part.x, part.width))


def seen(line: TextLine) -> str:
    """The characters of a line from left to right."""
    shown = (back(p.text) if bidi.contains_rtl(p.text) else p.text for p in parts(line))
    return "".join(shown).replace(bidi.LEFT_TO_RIGHT_MARK, "")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (f"Ms {AISHA}", f"Ms {back(AISHA)}"),
        (f"Ms {AISHA} (12)", f"Ms {back(AISHA)} (12)"),
        (f"{ALI} (07700 900123), then", f"{back(ALI)} (07700 900123), then"),
        (f"{AISHA}, by 3 April 2026", f"{back(AISHA)}, by 3 April 2026"),
        (f"{ALI} 12", f"{back(ALI)} 12"),
        (f"Dr {SARA}, items 3–5", f"Dr {back(SARA)}, items 3–5"),
        (f"Ann, {SARA}, {ALI}", f"Ann, {back(SARA)}, {back(ALI)}"),
        (f"See ({SARA})", f"See ({back(SARA)})"),
        (f"«{ALI}» was said", f"«{back(ALI)}» was said"),
        (f"example.org/{ALI}/x", f"example.org/{back(ALI)}/x"),
        ("Mr د. علي came", f"Mr {back('د. علي')} came"),
        ("نازنین ۱۲۳", "۱۲۳ " + back("نازنین")),
        ("Ms نازنین ۱۲۳, 4", "Ms ۱۲۳ " + back("نازنین") + ", 4"),
        ("سلام.", "." + back("سلام")),
        (f"({ALI})", f"({back(ALI)})"),
        (f"{ALI} ({SARA})", f"({back(SARA)}) {back(ALI)}"),
        (f"{ALI}: {SARA}!", f"!{back(SARA)} :{back(ALI)}"),
        (f"a \u202e{ALI}\u202c b", f"a {back(ALI)} b"),
        (f"a\u200e {ALI}\u200f b", f"a {back(ALI)} b"),
    ],
)
def test_a_line_is_seen_in_its_order(typed: str, expected: str) -> None:
    (line,) = layout_lines(typed, STYLE, 500)
    assert seen(line) == expected


def test_programs_that_take_text_out_are_told_where_a_name_ends() -> None:
    (line,) = layout_lines(f"Ms {AISHA} (12), {SARA}", STYLE, 500)
    read = "".join(part.text for stretch in line.spans for part in stretch.glyph_runs)
    assert read == f"Ms {AISHA} {bidi.LEFT_TO_RIGHT_MARK}(12), {SARA}"


def test_words_in_bold_stand_in_the_same_order() -> None:
    runs = (TextRun("Ms "), TextRun("عائشة", bold=True), TextRun(" المثال (12)"))
    (line,) = layout_lines(runs, STYLE, 500)
    assert seen(line) == f"Ms {back(AISHA)} (12)"
    assert {part.face.name for part in parts(line) if "Noto" in part.face.name} == {
        "NotoSansArabic-Bold", "NotoSansArabic-Regular",
    }  # fmt: skip


def test_a_name_that_is_broken_goes_on_in_the_next_line() -> None:
    width = STYLE.face.width("Members told of ", 11) + 40
    lines = [seen(line).strip() for line in layout_lines(f"Members told of {AISHA}", STYLE, width)]
    assert lines == [f"Members told of {back('عائشة')}", back("المثال")]


def test_prose_read_from_the_right_stands_at_the_right() -> None:
    lines = layout_lines(PROSE, STYLE, 300)
    assert len(lines) > 3
    for line in lines:
        last = parts(line)[-1]
        assert max(p.x + p.width for p in parts(line) if p.text.strip()) == pytest.approx(300)
        assert last.text.strip() == "" or last.level % 2 or last.text.isdigit() or "E" in last.text
    assert seen(lines[0]).strip().endswith(back("هذه فقرة طويلة"))


def test_a_name_of_two_lines_stands_at_the_left() -> None:
    lines = layout_lines("عبد الرحمن بن محمد المثال", STYLE, 70)
    assert len(lines) > 1
    assert all(parts(line)[0].x == pytest.approx(0) for line in lines)


def test_groups_of_a_number_keep_their_order_in_prose() -> None:
    typed = PROSE.replace("2025", "07700 900123-4")
    told = " ".join(seen(line) for line in layout_lines(typed, STYLE, 2000))
    assert told.count("07700 900123-4") == 3


def test_a_page_is_read_in_order() -> None:
    typed = f"Ms {AISHA} (12) and «{SARA}» said: {ALI}."
    table = Table(
        "Names", (TableColumn("Name"), TableColumn("Said")), ((AISHA, typed), (SARA, typed))
    )
    blocks = (Paragraph(typed), Paragraph(PROSE), table)
    told = glyph_reading.told(render(Paper("Example", "", made.NETWORK, "", "", "", blocks), "pdf"))
    assert told.count(typed) == 3
    # The sign that is seen is the other bracket: it is mirrored.
    assert PROSE.strip().translate(str.maketrans("()", ")(")) in told


@given(st.text(st.sampled_from("اعلمדשר\u064bab12 ()[]-,.:£١२王न"), max_size=40).filter(str.strip))
@example("ab (א1) ב")
@example("12-34+56-78 א")
def test_the_order_is_that_of_the_whole_algorithm(typed: str) -> None:
    typed = typed.strip()
    right = bidi.is_rtl_paragraph(typed)
    apart, _added = bidi._isolate_units(typed, right)
    shown = str(get_display(apart, base_dir="R" if right else "L"))
    found = bidi.visual_order(bidi.embedding_levels(typed))
    assert "".join(typed[at] for at in found) == re.sub("[\u2066-\u2069]", "", shown)


@given(st.text(max_size=60), st.floats(20, 400))
def test_parts_of_a_line_stand_side_by_side(typed: str, width: float) -> None:
    for line in layout_lines(typed, STYLE, width):
        x: float | None = None
        for part in parts(line):
            if x is not None and part.text.strip():
                assert part.x >= x - 0.01
            x = max(x or 0, part.x + part.width)
