"""The network that everybody sees first: as large and as lively as it should be."""

from __future__ import annotations

import pytest

from tests.sample.conftest import Made

# What is counted, and from how many to how many there should be.
COUNTS: dict[str, tuple[str, int, int]] = {
    "bodies": ("SELECT count(*) FROM body", 8, 8),
    "members": ("SELECT count(*) FROM member", 64, 64),
    "patients": ("SELECT count(*) FROM member WHERE kinds LIKE '%patient%'", 40, 44),
    "staff": ("SELECT count(*) FROM member WHERE kinds = 'staff'", 2, 2),
    "doctors": ("SELECT count(*) FROM member WHERE title = 'Dr'", 3, 8),
    "statuses": ("SELECT count(DISTINCT status) FROM member", 7, 7),
    "current members": ("SELECT count(*) FROM member WHERE status = 'current'", 44, 52),
    "with access needs": (
        ("SELECT count(*) FROM member WHERE access_needs IS NOT NULL AND access_words IS NOT NULL"
         " AND status = 'current'"), 11, 11),
    "not heard from": (
        ("SELECT count(*) FROM member WHERE status IN ('applied', 'induction', 'current')"
         " AND last_heard < date(:today, '-90 days')"), 3, 6),
    "births known": ("SELECT count(*) FROM member WHERE born IS NOT NULL", 35, 60),
    "financial years of meetings": (
        "SELECT count(DISTINCT strftime('%Y', date, '-3 months')) FROM meeting WHERE date < :today",
        3, 3),
    "meetings held": ("SELECT count(*) FROM meeting WHERE date < :today", 90, 130),
    "decisions": ("SELECT count(*) FROM decision", 60, 200),
    "actions": ("SELECT count(*) FROM action", 100, 300),
    "claims": ("SELECT count(*) FROM claim", 200, 600),
    "late claims": (
        ("SELECT count(*) FROM claim WHERE state = 'submitted'"
         " AND submitted > date(date, '+3 months')"), 1, 3),
    "bicycle lines": ("SELECT count(*) FROM claim_line WHERE mode = 'bicycle'", 0, 40),
    "rejected or cancelled": (
        "SELECT count(*) FROM claim WHERE state IN ('rejected', 'cancelled')", 1, 20),
    "training events": ("SELECT count(*) FROM training_event", 13, 19),
    "terms ending within 90 days": (
        "SELECT count(*) FROM seat WHERE ends BETWEEN :today AND date(:today, '+90 days')", 2, 3),
    "terms of reference due": ("SELECT count(*) FROM body WHERE terms_review <= :today", 2, 2),
    "seats on the Partnership Group": (
        ("SELECT count(*) FROM seat s JOIN body b ON b.id = s.body_id WHERE b.short_name = 'PG'"
         " AND :today BETWEEN s.starts AND s.ends"), 14, 24),
    "seats held since nobody knows when": (
        "SELECT count(*) FROM seat WHERE starts IS NULL AND :today <= ends", 1, 1),
    "minutes to write": ("SELECT count(*) FROM meeting WHERE status = 'held'", 1, 1),
    "minutes in draft": ("SELECT count(*) FROM meeting WHERE status = 'minutes'", 6, 8),
    "localities": ("SELECT count(*) FROM list_entry WHERE list = 'locality'", 3, 3),
}  # fmt: skip


@pytest.mark.parametrize("what", COUNTS)
def test_counts(usual: Made, what: str) -> None:
    sql, least, most = COUNTS[what]
    assert least <= usual.one(sql) <= most


def test_more_people_come_from_year_to_year(usual: Made) -> None:
    shares = usual.rows(
        "SELECT avg(a.status = 'present') FROM attendance a JOIN meeting m ON m.id = a.meeting_id"
        " WHERE m.date < :today AND a.status IN ('present', 'apologies', 'absent')"
        " GROUP BY strftime('%Y', m.date, '-3 months') ORDER BY min(m.date)"
    )
    found = [share for (share,) in shares]
    assert found == sorted(found)
    assert 0.6 < found[0] < found[-1] < 0.9


def test_members_come_and_go_every_year(usual: Made) -> None:
    for day, least in (("joined", 4), ("left", 1)):
        years = usual.rows(
            f"SELECT count(*) FROM member WHERE {day} >= '2024-04-01'"
            f" GROUP BY strftime('%Y', {day}, '-3 months')"
        )
        assert len(years) == 3
        assert min(count for (count,) in years) >= least


def test_both_sides_set_the_agenda(usual: Made) -> None:
    rows = dict(usual.rows("SELECT raised_by, count(*) FROM agenda_item GROUP BY raised_by"))
    assert set(rows) == {"member", "professional", "standing"}
    assert 0.3 < rows["member"] / (rows["member"] + rows["professional"]) < 0.8


def test_settings_name_the_facilitator(usual: Made) -> None:
    assert usual.rows("SELECT name, short_name, facilitator, reports_to FROM network") == [
        ("Three Valleys Cancer Network", "Three Valleys", "Helen Marsh", "Network Management Board")
    ]


def test_each_way_is_as_long_every_time(usual: Made) -> None:
    ways = usual.rows(
        "SELECT c.member_id, m.venue FROM claim_line l JOIN claim c ON c.id = l.claim_id"
        " JOIN meeting m ON m.id = c.meeting_id WHERE l.category = 'mileage'"
        " GROUP BY c.member_id, m.venue HAVING count(DISTINCT l.miles) > 1"
    )
    assert ways == []
