"""Whatever the order, the invented network contradicts itself nowhere."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select

from facilitator_app.domain.claims import check_hands
from facilitator_app.domain.dates import financial_year
from facilitator_app.records.catalogue import ALL
from facilitator_app.sample import phrases
from facilitator_app.spec.kinds import Choice, Choices, Flag, Ref
from facilitator_app.store.base import Record
from tests.sample.conftest import Made

HELD = "('held', 'minutes', 'approved')"
SEATED = (
    "s.member_id = a.member_id AND s.body_id = m.body_id AND m.date BETWEEN coalesce(s.starts, '')"
    " AND s.ends"
)

# What must never be: each finds the rows that would be wrong.
NEVER: dict[str, str] = {
    "attendance without a seat": f"""
        SELECT a.id FROM attendance a JOIN meeting m ON m.id = a.meeting_id
        WHERE a.status != 'in_attendance' AND NOT EXISTS (SELECT 1 FROM seat s WHERE {SEATED})""",
    "a seat that the register of a held meeting lacks": f"""
        SELECT s.id FROM meeting m JOIN seat s
        ON s.body_id = m.body_id AND m.date BETWEEN s.starts AND s.ends
        JOIN member p ON p.id = s.member_id
        WHERE m.status IN {HELD} AND (p.status != 'died' OR m.date < p.left) AND NOT EXISTS (
            SELECT 1 FROM attendance a WHERE a.meeting_id = m.id AND a.member_id = s.member_id)""",
    "a member twice in one register": """
        SELECT meeting_id FROM attendance GROUP BY meeting_id, member_id HAVING count(*) > 1""",
    "attendance before joining, or after leaving or dying": """
        SELECT a.id FROM attendance a JOIN meeting m ON m.id = a.meeting_id
        JOIN member p ON p.id = a.member_id
        WHERE p.joined IS NULL OR m.date < p.joined OR m.date > p.left""",
    "present while dead": """
        SELECT a.id FROM attendance a JOIN meeting m ON m.id = a.meeting_id
        JOIN member p ON p.id = a.member_id
        WHERE p.status = 'died' AND m.date >= p.left""",
    "a seat before joining or beyond leaving": """
        SELECT s.id FROM seat s JOIN member p ON p.id = s.member_id
        WHERE p.joined IS NULL OR s.starts < p.joined
        OR (s.ends > p.left AND p.status != 'died')""",
    "two seats of one member on one body at a time": """
        SELECT s.id FROM seat s JOIN seat t ON t.member_id = s.member_id AND t.body_id = s.body_id
        AND t.id != s.id AND coalesce(s.starts, '') <= t.ends
        AND coalesce(t.starts, '') <= s.ends""",
    "an office held by two at a time": """
        SELECT s.id FROM seat s JOIN seat t ON t.body_id = s.body_id AND t.role = s.role
        AND t.id != s.id AND coalesce(s.starts, '') <= t.ends
        AND coalesce(t.starts, '') <= s.ends
        WHERE s.role IN ('chair', 'vice_chair', 'secretary')""",
    "a meeting at the weekend": "SELECT id FROM meeting WHERE strftime('%w', date) IN ('0', '6')",
    "two meetings on one day": "SELECT date FROM meeting GROUP BY date HAVING count(*) > 1",
    "training at the weekend": """
        SELECT id FROM training_event WHERE strftime('%w', date) IN ('0', '6')""",
    "a held meeting still to come": f"""
        SELECT id FROM meeting WHERE (date < :today) != (status IN {HELD})""",
    "approval before the next meeting": """
        SELECT m.id FROM meeting m WHERE m.status = 'approved' AND m.approved_on IS NOT (
            SELECT min(n.date) FROM meeting n WHERE n.body_id = m.body_id AND n.date > m.date)""",
    "minutes without words": """
        SELECT i.id FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id
        WHERE (m.status IN ('minutes', 'approved')) != (i.text IS NOT NULL)""",
    "a meeting longer than it is": """
        SELECT m.id FROM meeting m JOIN agenda_item i ON i.meeting_id = m.id GROUP BY m.id
        HAVING sum(i.minutes) != (strftime('%s', m.ends) - strftime('%s', m.starts)) / 60""",
    "a held meeting without a chair": f"""
        SELECT m.id FROM meeting m WHERE m.status IN {HELD} AND NOT EXISTS (
            SELECT 1 FROM attendance a WHERE a.meeting_id = m.id AND a.status = 'present'
            AND (a.capacity LIKE 'Chair,%' OR a.capacity LIKE 'Chair of this meeting%'))""",
    "a claim whose total is not its lines'": """
        SELECT c.id FROM claim c LEFT JOIN claim_line l ON l.claim_id = c.id GROUP BY c.id
        HAVING c.total != coalesce(sum(l.amount), 0) OR c.total = 0""",
    "a line on another day than its claim": """
        SELECT l.id FROM claim_line l JOIN claim c ON c.id = l.claim_id WHERE l.date != c.date""",
    "a rate that was not in force": """
        SELECT l.id FROM claim_line l LEFT JOIN mileage_rate r ON r.id = l.rate_id
        WHERE l.category = 'mileage' AND (r.id IS NULL OR r.mode != l.mode OR l.date < r.starts
        OR l.date > coalesce(r.ends, l.date))""",
    "mileage worked out wrongly": """
        SELECT l.id FROM claim_line l JOIN mileage_rate r ON r.id = l.rate_id
        WHERE l.amount != (l.miles * r.rate + 50) / 100""",
    "a claim for a meeting that the member was not at": """
        SELECT c.id FROM claim c JOIN meeting m ON m.id = c.meeting_id WHERE c.date != m.date
        OR NOT EXISTS (SELECT 1 FROM attendance a WHERE a.meeting_id = m.id
        AND a.member_id = c.member_id AND a.status = 'present')""",
    "a claim for training that the member was not at": """
        SELECT c.id FROM claim c JOIN training_event e ON e.id = c.event_id WHERE c.date != e.date
        OR NOT EXISTS (SELECT 1 FROM training_place t WHERE t.event_id = e.id
        AND t.member_id = c.member_id AND t.status = 'attended')""",
    "a claim paid out of order": """
        SELECT id FROM claim WHERE submitted < date OR approved_on < submitted
        OR authorised_on < approved_on OR paid_on < authorised_on
        OR max(submitted, coalesce(approved_on, ''), coalesce(paid_on, '')) > :today""",
    "a state without its stamps": """
        SELECT id FROM claim WHERE (state IN ('approved', 'authorised', 'paid'))
        != (approved_by IS NOT NULL AND approved_on IS NOT NULL)
        OR (state IN ('authorised', 'paid')) != (authorised_by IS NOT NULL)
        OR (state = 'paid') != (paid_on IS NOT NULL AND payment_method IS NOT NULL
        AND payment_reference IS NOT NULL) OR (state = 'draft') != (submitted IS NULL)""",
    "a claim by somebody who works here": """
        SELECT c.id FROM claim c JOIN member p ON p.id = c.member_id
        WHERE p.kinds LIKE '%staff%' OR p.kinds LIKE '%professional%'""",
    "an action done before it was agreed, or in the future": """
        SELECT id FROM action WHERE done_on < raised OR done_on > :today OR due <= raised
        OR (status = 'done') != (done_on IS NOT NULL)""",
    "an action of somebody who was not there": """
        SELECT x.id FROM action x WHERE x.meeting_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM attendance a WHERE a.meeting_id = x.meeting_id
            AND a.member_id = x.owner_id AND a.status IN ('present', 'in_attendance'))""",
    "an open action of somebody who has gone": """
        SELECT x.id FROM action x JOIN member p ON p.id = x.owner_id
        WHERE x.status = 'open' AND p.status IN ('left', 'died', 'stepped_back')""",
    "a training place of no member": """
        SELECT t.id FROM training_place t JOIN training_event e ON e.id = t.event_id
        JOIN member p ON p.id = t.member_id
        WHERE p.joined IS NULL OR e.date < p.joined OR e.date > p.left""",
    "training with more people than places": """
        SELECT e.id FROM training_event e JOIN training_place t ON t.event_id = e.id
        GROUP BY e.id HAVING count(*) > e.places""",
    "training booked in the past or attended in the future": """
        SELECT t.id FROM training_place t JOIN training_event e ON e.id = t.event_id
        WHERE (t.status = 'booked') != (e.date >= :today)""",
    "a member who left without a day, or stays with one": """
        SELECT id FROM member WHERE (status IN ('left', 'died')) != (left IS NOT NULL)
        OR (left IS NULL) != (left_why IS NULL) OR left <= joined OR left > :today
        OR (status = 'applied') != (joined IS NULL) OR joined > :today OR born > :today""",
    "contact data that might be somebody's": """
        SELECT id FROM member WHERE telephone NOT LIKE '01632 960%' OR mobile NOT LIKE '07700 900%'
        OR email NOT LIKE '%@%example.org' OR postcode NOT LIKE 'TV%'""",
    "heard from in the future": "SELECT id FROM member WHERE last_heard > :today",
    "a name twice": "SELECT 1 FROM member GROUP BY forenames, surname HAVING count(*) > 1",
}


@pytest.mark.parametrize("wrong", NEVER)
def test_never(made: Made, wrong: str) -> None:
    assert made.rows(NEVER[wrong]) == []


def test_the_file_is_sound(made: Made) -> None:
    assert made.rows("PRAGMA foreign_key_check") == []


@pytest.mark.parametrize("table", ["decision", "action"])
def test_numbers_run_through_without_a_gap(made: Made, table: str) -> None:
    day = "m.date" if table == "decision" else "t.raised"
    rows = made.rows(
        f"SELECT t.number, t.reference, {day} FROM {table} t"
        " LEFT JOIN meeting m ON m.id = t.meeting_id ORDER BY t.number"
    )
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    assert all(row[1] == f"{table[0].upper()}-{row[0]}" for row in rows)
    assert all(earlier[2] <= later[2] for earlier, later in pairwise(rows))


def records(made: Made) -> list[tuple[type[Record], list[dict[str, Any]]]]:
    """Return the values of every record, type by type."""
    with made.file.store.read() as session:
        return [
            (cls, [{f.name: getattr(one, f.name) for f in cls.spec().fields}
                   for one in session.scalars(select(cls).limit(2_000))])
            for cls in ALL
        ]  # fmt: skip


def test_every_record_passes_its_own_rules(made: Made) -> None:
    fmt = made.file.format_context()
    for cls, rows in records(made):
        assert rows, cls
        found = [problems for row in rows if (problems := cls.spec().problems(row, fmt))]
        assert found == [], cls


def test_every_code_is_in_its_list_and_every_value_reads_back(made: Made) -> None:
    fmt = made.file.format_context()
    for cls, rows in records(made):
        for one in cls.spec().fields:
            for value in {row[one.name] for row in rows} - {None}:
                if isinstance(one.kind, Choice):
                    codes = value if isinstance(one.kind, Choices) else (value,)
                    known = {entry.code for entry in fmt.lists.offered(one.kind.list)}
                    assert set(codes) <= known, (cls, one.name)
                if not isinstance(one.kind, Ref | Flag):
                    assert one.kind.read(one.kind.write(value, fmt), fmt) == value


def test_every_blank_is_filled(made: Made) -> None:
    for cls, rows in records(made):
        texts = [v for row in rows for v in row.values() if isinstance(v, str)]
        assert [text for text in texts if re.search(r"[{}]|\bNone\b|  ", text)] == [], cls


def test_nobody_is_minuted_who_was_not_there(made: Made) -> None:
    came: dict[int, dict[str, str]] = {}
    for meeting, name, status in made.rows(
        "SELECT a.meeting_id, p.forenames || ' ' || p.surname, a.status"
        " FROM attendance a JOIN member p ON p.id = a.member_id"
    ):
        came.setdefault(meeting, {})[name] = status
    everyone = {name for names in came.values() for name in names}
    dead = {
        n
        for (n,) in made.rows(
            "SELECT forenames || ' ' || surname FROM member WHERE status = 'died'"
        )
    }
    said = 0
    for meeting, number, text in made.rows(
        "SELECT meeting_id, number, text FROM agenda_item WHERE text IS NOT NULL"
    ):
        there = {n for n, s in came[meeting].items() if s in ("present", "in_attendance")}
        sorry = {n for n, s in came[meeting].items() if s == "apologies"} if number == 1 else set()
        named = {name for name in everyone if re.search(rf"\b{re.escape(name)}\b", text)}
        assert named <= there | sorry | (dead if "had died" in text else set()), text
        said += len(named)
    assert said > 100


def paragraphs() -> dict[str, list[re.Pattern[str]]]:
    """Return the paragraphs of every topic, with anything in their blanks."""
    found = {}
    for topic in phrases.load().topics:
        plain = [
            re.escape(one).replace("he\\ group", "he\\ (?:group|board)") for one in topic.minutes
        ]
        found[topic.title] = [re.compile(re.sub(r"\\{\w+\\}", ".+", one)) for one in plain]
    return found


def test_no_body_hears_the_same_paragraph_twice_within_a_year(made: Made) -> None:
    known, last, seen = paragraphs(), dict[tuple[str, str, int], dt.date](), 0
    for body, date, title, text in made.rows(
        "SELECT m.body_id, m.date, i.title, i.text FROM agenda_item i JOIN meeting m"
        " ON m.id = i.meeting_id WHERE i.raised_by != 'standing' AND i.text IS NOT NULL"
        " ORDER BY m.date"
    ):
        day = dt.date.fromisoformat(date)
        at = next(at for at, one in enumerate(known[title]) if one.fullmatch(text))
        before = last.get((body, title, at))
        assert before is None or (day - before).days >= 365, text
        last[body, title, at] = day
        seen += 1
    assert seen > 20


def test_claimant_approver_and_authoriser_are_three_people(made: Made) -> None:
    for names in made.rows(
        "SELECT p.forenames || ' ' || p.surname, c.approved_by, c.authorised_by"
        " FROM claim c JOIN member p ON p.id = c.member_id"
    ):
        check_hands(*names)


def test_there_is_always_something_to_do(made: Made) -> None:
    assert 5 <= made.one("SELECT count(*) FROM claim WHERE state = 'submitted'") <= 9
    assert 2 <= made.one("SELECT count(*) FROM action WHERE status = 'open' AND due < :today") <= 5
    assert made.one("SELECT count(*) FROM action WHERE status = 'open'") >= 4
    assert made.one("SELECT count(*) FROM training_event WHERE date >= :today") == 2
    for state in ("draft", "approved", "authorised", "returned"):
        assert made.one(f"SELECT count(*) FROM claim WHERE state = '{state}'") >= 1
    assert made.one("SELECT count(*) FROM claim_line WHERE receipt = 'missing'") >= 1


def test_the_partnership_group_meets_on_the_next_working_day(made: Made) -> None:
    status, days, starts, ends, venue = made.rows(
        "SELECT m.status, julianday(m.date) - julianday(:today), m.starts, m.ends, m.venue"
        " FROM meeting m JOIN body b ON b.id = m.body_id"
        " WHERE b.short_name = 'PG' AND m.date > :today ORDER BY m.date"
    )[0]
    assert (status, starts, ends) == ("notice", "10:00", "12:30")
    assert 1 <= days <= 5
    assert venue.startswith("Oak Room")


def test_there_are_as_many_financial_years_as_asked_for(made: Made) -> None:
    first = made.one("SELECT min(date) FROM meeting")
    assert financial_year(made.order.start) == int(first[:4]) - (int(first[5:7]) < 4)
    assert (
        made.order.years - 1
        <= financial_year(made.order.as_at) - made.order.start.year
        <= made.order.years
    )
