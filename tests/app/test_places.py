"""Every list has its place, and every record type can be reached."""

from __future__ import annotations

import pytest

from facilitator_app.app import places
from facilitator_app.app.lazy_pages import RECORD_PAGES
from facilitator_app.services import records
from facilitator_app.spec.record import RecordSpec

SPECS = [records.spec(name) for name in records.names()]


def test_no_two_places_list_the_same() -> None:
    listed = [record for place in places.places() for record in place.records]
    assert len(listed) == len(set(listed))
    assert set(listed) <= set(records.names())


@pytest.mark.parametrize("spec", SPECS, ids=[spec.name for spec in SPECS])
def test_every_record_type_is_reached_or_says_where_it_is_edited(spec: RecordSpec) -> None:
    names = {place.name for place in places.places()}
    owners = {child: owner.name for owner in SPECS for child in owner.children}
    at, seen = spec.name, set[str]()
    while at not in places.list_places() and at not in names:
        assert at not in seen
        seen.add(at)
        at = records.spec(at).edited_in or owners[at]


def test_what_is_edited_within_another_has_no_list_of_its_own() -> None:
    assert not [spec.name for spec in SPECS if spec.edited_in and spec in places.listed()]


def test_pages_of_their_own_are_of_records_that_there_are() -> None:
    assert set(RECORD_PAGES) <= set(records.names())
