"""Text that is read from the right stands in its order, alone and among other text."""

from __future__ import annotations

import re

from bidi import get_display
from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitator_app.reports import direction


@settings(deadline=None)
@given(st.text(st.sampled_from("اعلمדשר\u064bab12 ()[]-,.:£١२王न"), max_size=40).filter(str.strip))
@example("ab (א1) ב")
@example("12-34+56-78 א")
def test_the_order_is_that_of_the_whole_algorithm(typed: str) -> None:
    typed = typed.strip()
    right = direction.starts_right(typed)
    apart, _added = direction._set_apart(typed, right)
    shown = str(get_display(apart, base_dir="R" if right else "L"))
    found = direction.order(direction.levels(typed))
    assert "".join(typed[at] for at in found) == re.sub("[\u2066-\u2069]", "", shown)
