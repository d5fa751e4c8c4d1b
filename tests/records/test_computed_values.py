"""What records work out for themselves, and the rules that stand behind their declarations."""

from __future__ import annotations

import pytest

from facilitator_app.records.actions import Action
from facilitator_app.records.catalogue import ALL
from facilitator_app.records.meetings import Decision
from facilitator_app.records.members import Member
from facilitator_app.spec.kinds import Ref
from facilitator_app.spec.record import Privacy
from facilitator_app.store.base import Record


def test_references_follow_from_numbers() -> None:
    assert Decision.computed_values({"number": 118}) == {"reference": "D-118"}
    assert Action.computed_values({"number": 214}) == {"reference": "A-214"}
    assert Action.computed_values({"number": None}) == Decision.computed_values({}) == {}


def test_members_sort_by_surname() -> None:
    assert Member.computed_values({"surname": "Ågren", "forenames": "Łucja"}) == {
        "sort_name": "agren, lucja"
    }


def test_what_is_said_about_health_is_special() -> None:
    special = {(cls.__tablename__, one.name) for cls in ALL for one in cls.spec().fields
               if one.privacy is Privacy.SPECIAL}  # fmt: skip
    assert special == {("member", "access_needs"), ("member", "access_words"), ("member", "sites")}


def test_special_values_are_never_searched() -> None:
    for cls in ALL:
        for one in cls.spec().fields:
            assert not (one.searched and one.privacy is Privacy.SPECIAL)


@pytest.mark.parametrize("cls", ALL, ids=[cls.__tablename__ for cls in ALL])
def test_a_record_belongs_to_what_it_needs(cls: type[Record]) -> None:
    spec = cls.spec()
    owners = [one for one in spec.refs if isinstance(one.kind, Ref) and one.kind.owned]
    assert spec.owner() == (owners[0] if owners else None)
    if owners:
        assert owners[0].required


@pytest.mark.parametrize("cls", ALL, ids=[cls.__tablename__ for cls in ALL])
def test_what_a_list_is_ordered_by_is_kept_in_order(cls: type[Record]) -> None:
    small = {"network", "attendance", "training_place", "agenda_item"}  # a handful, or by id
    spec = cls.spec()
    if spec.name not in small:
        assert spec.field(spec.order[0]).indexed
