"""Today tells of the words that wait to be saved, and leads to their forms."""

from __future__ import annotations

import datetime as dt

import pytest

from facilitator_app.clock import FixedClock
from facilitator_app.digests.page_values import DETAILS
from facilitator_app.services import corrections, draft_list, drafts, records, today
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft, Unread
from tests.conftest import Make


def test_a_record_that_was_changed_leads_to_its_page(file: File, make: Make) -> None:
    joan = make.member("Joan", "Whitlock")
    drafts.keep(file, f"member/{joan}", Draft("member", {"notes": "x"}, joan, 1))
    drafts.keep(file, f"member/{joan}/line/0", Draft("tag", {}))
    (line,) = draft_list.waiting(file)
    told = (line.title, line.second, line.due, line.record, line.id, line.new)
    assert told == ("Member not saved yet", "Joan Whitlock", "09:00", "member", joan, None)
    assert today.page(file).needs[0] == line


def test_new_ones_are_called_by_what_was_typed(file: File, make: Make, clock: FixedClock) -> None:
    joan = make.member("Joan", "Whitlock")
    typed = Draft("member", {"forenames": "Ann", "surname": Unread("x" * 500)})
    drafts.keep(file, "member/new", Draft("member", {"forenames": "Bea"}))
    clock.at += dt.timedelta(days=1)
    drafts.keep(file, "member/new~2", typed)
    drafts.keep(file, f"seat/new/{joan}", Draft("seat", {}))
    seat, member = sorted(draft_list.waiting(file), key=lambda one: one.record, reverse=True)
    assert (member.title, member.second) == ("New member not saved yet", "Ann, 2 drafts")
    assert (member.record, member.id, member.new) == ("member", 0, {})
    assert (seat.title, seat.second) == ("New seat not saved yet", "Joan Whitlock")
    assert (seat.record, seat.id, seat.new) == ("seat", 0, {"member_id": joan})


def test_what_waits_for_an_item_that_was_removed_is_not_listed(file: File, make: Make) -> None:
    meeting = make.meeting(make.body())
    drafts.keep(file, f"meeting/{meeting}/decision/3", Draft("decision", {"wording": "x"}))
    assert draft_list.waiting(file) == ()


def test_what_was_typed_over_the_details_of_a_meeting_leads_to_their_form(
    file: File, make: Make
) -> None:
    meeting = make.meeting(make.body())
    drafts.keep(file, drafts.key_of("meeting", meeting), Draft("meeting", {"notes": "x"}, meeting))
    (line,) = draft_list.waiting(file)
    assert (line.title, line.id) == ("Meeting not saved yet", meeting)
    assert line.new == {DETAILS: 1}


@pytest.mark.parametrize(
    "what", ["item", "person", "details/{item}", "decision/{item}", "action/{item}", "correction"]
)
def test_what_was_typed_within_a_meeting_leads_to_the_meeting(
    what: str, file: File, make: Make
) -> None:
    meeting = make.meeting(make.body())
    item = make.record("agenda_item", meeting_id=meeting, number=1, title="Welcome")
    key = f"meeting/{meeting}/{what.format(item=item)}"
    drafts.keep(file, key, Draft("agenda_item", {"title": "x"}))
    drafts.keep(file, f"agenda_item/{item}/text", Draft("agenda_item", {"text": "y"}, item))
    drafts.keep(file, corrections.draft_key("agenda_item", item), Draft("agenda_item", {}, item))
    (line,) = draft_list.waiting(file)
    assert (line.title, line.record, line.id) == ("Words not saved yet", "meeting", meeting)
    assert line.new is None
    assert line.second == f"{records.get(file, 'meeting', meeting).label}, 3 drafts"


def test_what_was_typed_on_the_page_of_an_item_leads_there(file: File, make: Make) -> None:
    meeting = make.meeting(make.body())
    item = make.record("agenda_item", meeting_id=meeting, number=1, title="Welcome")
    drafts.keep(file, f"agenda_item/{item}", Draft("agenda_item", {"title": "x"}, item, 1))
    (line,) = draft_list.waiting(file)
    assert (line.title, line.record, line.id) == (
        "Agenda item not saved yet", "agenda_item", item,
    )  # fmt: skip


def test_a_correction_that_was_begun_is_called_so(file: File, make: Make) -> None:
    claim = make.claim(make.member())
    drafts.keep(file, corrections.draft_key("claim", claim), Draft("claim", {"notes": "x"}, claim))
    (line,) = draft_list.waiting(file)
    assert (line.title, line.record, line.id) == ("Correction not recorded yet", "claim", claim)


def test_the_settings_lead_to_their_section(file: File) -> None:
    row = records.network(file)
    drafts.keep(file, drafts.SETTINGS_KEY, Draft("network", {"name": "x"}, row.id, row.version))
    (line,) = draft_list.waiting(file)
    assert (line.section, line.title) == ("network", "Network not saved yet")


def test_what_is_gone_and_what_an_older_version_kept_is_not_told(file: File, make: Make) -> None:
    joan = make.member()
    drafts.keep(file, f"member/{joan}", Draft("member", {"notes": "x"}, joan, 1))
    records.remove(file, "member", joan)
    drafts.keep(file, "no_such_record/new", Draft("member", {"notes": "x"}))
    assert draft_list.waiting(file) == ()


def test_of_many_the_latest_five_are_told(file: File, make: Make, clock: FixedClock) -> None:
    for at in range(7):
        member = make.member("Ann", f"Number{at}")
        drafts.keep(file, f"member/{member}", Draft("member", {"notes": "x"}, member, 1))
        clock.at += dt.timedelta(minutes=1)
    assert [one.second for one in draft_list.waiting(file)] == [
        f"Ann Number{at}" for at in (6, 5, 4, 3, 2)
    ]
