"""What was published is read for ever: by its own names, with new defaults and former names."""

from __future__ import annotations

import datetime as dt
import decimal
import enum
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.digests import frozen
from facilitator_app.domain.errors import AppError
from facilitator_app.reports.blocks import Paper
from facilitator_app.reports.papers.annual import annual_paper
from facilitator_app.reports.papers.minutes import minutes_paper
from facilitator_app.reports.render import render
from tests.reports import sample_digests

FILES = Path(__file__).parents[1] / "files"
OF_TODAY = {
    "frozen_annual_report.json": sample_digests.full_year(),
    "frozen_annual_report_2.json": sample_digests.year_of_edition_2(),
    "frozen_annual_report_3.json": sample_digests.year_of_edition_3(),
    "frozen_annual_report_4.json": sample_digests.year_as_told_now(edition=4),
    "frozen_annual_report_of_ones_4.json": sample_digests.year_of(1, edition=4),
    "frozen_annual_report_5.json": sample_digests.year_as_told_now(edition=5),
    "frozen_annual_report_of_ones_5.json": sample_digests.year_of(1, edition=5),
    "frozen_minutes.json": sample_digests.full_minutes(),
    "frozen_minutes_2.json": sample_digests.minutes_as_told_now(),
}


class Tone(enum.Enum):
    """A choice of the tests."""

    CALM = 1
    LOUD = 2


@dataclass(frozen=True, slots=True)
class Leaflet:
    """A digest of the tests, as it stands now."""

    title: Any
    heading: str = field(default="none", metadata={"formerly": ("head", "top")})
    copies: int = 7


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frozen, "TYPES", {**frozen.TYPES, "leaflet": Leaflet, "tone": Tone})


@pytest.mark.parametrize("name", OF_TODAY)
def test_json_of_november_2026_is_still_read(name: str) -> None:
    """These files are never made anew: they stand for what people have published."""
    assert frozen.thaw((FILES / name).read_bytes()) == OF_TODAY[name]


@pytest.mark.parametrize(
    ("name", "to_paper"),
    [
        ("frozen_annual_report", annual_paper),
        ("frozen_annual_report_2", annual_paper),
        ("frozen_annual_report_3", annual_paper),
        ("frozen_annual_report_4", annual_paper),
        ("frozen_annual_report_of_ones_1", annual_paper),
        ("frozen_annual_report_of_ones_2", annual_paper),
        ("frozen_annual_report_of_ones_4", annual_paper),
        ("frozen_annual_report_5", annual_paper),
        ("frozen_annual_report_of_ones_5", annual_paper),
        ("frozen_minutes", minutes_paper),
        ("frozen_minutes_2", minutes_paper),
    ],
)
def test_what_was_published_then_is_told_to_the_letter(
    name: str, to_paper: Callable[[Any], Paper]
) -> None:
    """Newer rules and words are for newer figures; these texts are never made anew either."""
    digest = frozen.thaw((FILES / f"{name}.json").read_bytes())
    assert render(to_paper(digest), "text") == (FILES / f"{name}.txt").read_bytes()


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.dates()
    | st.times().map(lambda at: at.replace(fold=0))
    | st.datetimes(timezones=st.none() | st.just(dt.UTC)).map(lambda at: at.replace(fold=0))
    | st.decimals(allow_nan=False)
    | st.sampled_from(Tone)
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner).map(tuple)
        | st.dictionaries(st.text() | st.dates(), inner)
        | st.builds(Leaflet, inner)
    ),
    max_leaves=12,
)


@given(values)
def test_every_value_comes_back_as_it_was(value: Any) -> None:
    found = frozen.thaw(frozen.freeze(value))
    assert found == value
    assert repr(found) == repr(value)  # True is not 1, nor a day an instant
    assert frozen.freeze(found) == frozen.freeze(value)


def read(**fields: Any) -> Any:
    return frozen.thaw(json.dumps({"format": 1, "digest": {"is": "leaflet", **fields}}).encode())


def test_older_json_gets_defaults_and_present_names() -> None:
    assert read(title="A") == Leaflet("A", "none", 7)
    assert read(title="A", head="B") == Leaflet("A", "B", 7)
    assert read(title="A", top="B", copies=1) == Leaflet("A", "B", 1)


@pytest.mark.parametrize(
    "content",
    [
        b'{"format": 1, "digest": {"is": "leaflet", "title": "A", "colour": "blue"}}',
        b'{"format": 1, "digest": {"is": "poster", "title": "A"}}',
        b'{"format": 1, "digest": {"is": "leaflet"}}',
        b'{"format": 2, "digest": null}',
        b'{"format": 1, "digest": {"week": "2026-W48"}}',
        b'{"format": 1, "digest": {"date": "yesterday"}}',
        b'{"format": 1, "digest": {"decimal": "much"}}',
        b'{"format": 1, "digest": {"enum": ["tone", "SHRILL"]}}',
        b"[]",
        b"not JSON",
        b"\xff",
    ],
)
def test_what_is_not_known_is_refused_plainly(content: bytes) -> None:
    with pytest.raises(AppError, match="newer Facilitator"):
        frozen.thaw(content)


@pytest.mark.parametrize("value", [0.1, {1, 2}, [1], object(), dt.timedelta(1), decimal.Context()])
def test_what_has_no_exact_form_cannot_be_frozen(value: Any) -> None:
    with pytest.raises(TypeError):
        frozen.freeze(Leaflet(value))
