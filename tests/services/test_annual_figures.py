"""The annual report of the sample, counted again by SQL that shares nothing with the queries."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pdfua import validate

from facilitator_app.clock import fixed_on
from facilitator_app.digests.annual import AnnualReport
from facilitator_app.digests.lists import ListQuery
from facilitator_app.domain.errors import AppError
from facilitator_app.records.meetings import Meeting
from facilitator_app.reports.render import FORMS
from facilitator_app.services import documents, files, lists
from facilitator_app.services.files import File
from facilitator_app.store.key import Key
from facilitator_app.store.labels import Label
from tests.conftest import Make
from tests.stories.house import Sample

TODAY, DAY = dt.date(2026, 11, 23), dt.timedelta(days=1)
FIRST, LAST, BEFORE = "2025-04-01", "2026-03-31", "2025-03-31"
HELD = "('held','minutes','approved')"
COUNTED = "('submitted','returned','approved','authorised','paid')"


@pytest.fixture(scope="module")
def network(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Iterator[File]:
    path = sample.copied(tmp_path_factory.mktemp("annual"))
    file = files.open_file(path, sample.key, fixed_on(TODAY))
    yield file
    file.close()


@pytest.fixture(scope="module")
def report(network: File) -> bytes:
    return documents.make(network, "annual", 2025, "pdf").content


@pytest.fixture(scope="module")
def told(report: bytes) -> str:
    """The words of all pages, blanks and line ends made one."""
    pages = pypdfium2.PdfDocument(report)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def one(file: File, sql: str) -> Any:
    return file.store.raw.execute(sql).fetchone()[0]


def pounds(pence: int) -> str:
    return f"£{pence // 100:,}.{pence % 100:02d}"


SEATED = """EXISTS (SELECT 1 FROM seat s JOIN member p ON p.id=s.member_id
    WHERE s.body_id=m.body_id AND s.member_id=a.member_id AND coalesce(s.starts,'')<=m.date
    AND (s.ends IS NULL OR s.ends>=m.date) AND p.status<>'applied'
    AND (p.joined IS NULL OR p.joined<=m.date) AND (p.left IS NULL OR p.left>m.date))"""
MEMBER_AT = "status <> 'applied' AND joined <= '{0}' AND (left IS NULL OR left > '{0}')"


def test_membership(network: File, told: str) -> None:
    start = one(network, f"SELECT count(*) FROM member WHERE {MEMBER_AT.format(BEFORE)}")
    end = one(network, f"SELECT count(*) FROM member WHERE {MEMBER_AT.format(LAST)}")
    joined = one(
        network,
        f"""SELECT count(*) FROM member WHERE status <> 'applied'
            AND joined BETWEEN '{FIRST}' AND '{LAST}'""",
    )
    left = one(network, f"SELECT count(*) FROM member WHERE left BETWEEN '{FIRST}' AND '{LAST}'")
    assert start + joined - left == end
    assert f"On 1 April 2025 {start}" in told
    assert f"Joined {joined}" in told
    assert f"Left {left}" in told
    assert f"On 31 March 2026 {end}" in told


def test_kinds_and_localities_add_up(network: File) -> None:
    text = documents.make(network, "annual", 2025, "csv").content.decode("utf-8-sig")
    end = one(network, f"SELECT count(*) FROM member WHERE {MEMBER_AT.format(LAST)}")
    for listed, field in (
        ("locality", "locality"),
        ("member_kind", "kinds"),  # who comes as several is none of a single kind
    ):
        counts = network.store.raw.execute(
            f"""SELECT e.words, count(*) FROM member JOIN list_entry e
                    ON e.list='{listed}' AND e.code={field}
                 WHERE {MEMBER_AT.format(LAST)} GROUP BY e.words"""
        ).fetchall()
        told = {words: number for words, number in counts if f"\n{words},{number}," in text}
        assert len(told) >= 2
        assert min(told.values()) >= 5
        assert end - sum(told.values()) not in range(1, 5)
        assert not any(f"\n{words}," in text for words, number in counts if number < 5)
    assert f"All members,{end}," in text


def test_meetings_and_attendance_of_each_group(network: File, told: str) -> None:
    rows = network.store.raw.execute(
        f"""SELECT b.name,
                   (SELECT count(*) FROM meeting m WHERE m.body_id=b.id AND m.status IN {HELD}
                     AND m.date BETWEEN '{FIRST}' AND '{LAST}'),
                   (SELECT count(*) FROM attendance a JOIN meeting m ON m.id=a.meeting_id
                     WHERE m.body_id=b.id AND m.status IN {HELD} AND {SEATED}
                     AND m.date BETWEEN '{FIRST}' AND '{LAST}'),
                   (SELECT count(*) FROM attendance a JOIN meeting m ON m.id=a.meeting_id
                     WHERE m.body_id=b.id AND m.status IN {HELD} AND {SEATED}
                     AND m.date BETWEEN '{FIRST}' AND '{LAST}'
                     AND a.status IN ('present','in_attendance'))
              FROM body b"""
    ).fetchall()
    assert rows
    for name, meetings, expected, came in rows:
        share = (200 * came + expected) // (2 * expected)
        assert f"{name} {meetings} {expected} {came} {share}%" in told
    others = one(
        network,
        f"""SELECT count(*) FROM attendance a JOIN meeting m ON m.id=a.meeting_id
             WHERE m.status IN {HELD} AND m.date BETWEEN '{FIRST}' AND '{LAST}'
               AND a.status IN ('present','in_attendance') AND NOT {SEATED}""",
    )
    assert others > 0
    assert f"without a seat are not counted; they came {others} times in all" in told


def test_decisions_and_actions(network: File, told: str) -> None:
    decided = network.store.raw.execute(
        f"""SELECT d.reference FROM decision d JOIN meeting m ON m.id=d.meeting_id
            WHERE m.date BETWEEN '{FIRST}' AND '{LAST}'"""
    ).fetchall()
    assert f"Our groups took {len(decided)} decisions" in told
    assert all(f"{row[0]} " in told for row in decided)
    opened = one(
        network,
        f"""SELECT count(*) FROM action WHERE status<>'dropped'
            AND raised BETWEEN '{FIRST}' AND '{LAST}'""",
    )
    closed = one(
        network,
        f"""SELECT count(*) FROM action WHERE status<>'dropped'
            AND done_on BETWEEN '{FIRST}' AND '{LAST}'""",
    )
    overdue = one(
        network,
        f"""SELECT count(*) FROM action WHERE status<>'dropped' AND raised<='{LAST}'
            AND due<'{LAST}' AND (done_on IS NULL OR done_on>'{LAST}')""",
    )
    assert f"Opened in the year {opened}" in told
    assert f"Closed in the year {closed}" in told
    assert f"Overdue on 31 March {overdue}" in told


def test_claims_by_category(network: File, told: str) -> None:
    rows = network.store.raw.execute(
        f"""SELECT e.words, count(*), sum(l.amount) FROM claim_line l
              JOIN claim c ON c.id=l.claim_id
              JOIN list_entry e ON e.list='claim_category' AND e.code=l.category
             WHERE l.date BETWEEN '{FIRST}' AND '{LAST}' AND c.state IN {COUNTED}
             GROUP BY e.words"""
    ).fetchall()
    assert rows
    for words, lines, pence in rows:
        assert f"{words} {lines} {pounds(pence)}" in told
    total = sum(row[2] for row in rows)
    claims = one(
        network,
        f"""SELECT count(DISTINCT c.id) FROM claim c JOIN claim_line l ON l.claim_id=c.id
             WHERE l.date BETWEEN '{FIRST}' AND '{LAST}' AND c.state IN {COUNTED}""",
    )
    assert f"members made {claims} claims, {pounds(total)} in all" in told
    by_state = {
        state: (number, amount)
        for state, number, amount in network.store.raw.execute(
            f"""SELECT c.state, count(DISTINCT c.id), sum(l.amount)
                  FROM claim c JOIN claim_line l ON l.claim_id=c.id
                 WHERE l.date BETWEEN '{FIRST}' AND '{LAST}' GROUP BY c.state"""
        )
    }
    waiting = claims - by_state["paid"][0]
    if waiting:
        assert f"{pounds(by_state['paid'][1])} of it has been paid; {waiting} claim" in told
        assert f"{pounds(total - by_state['paid'][1])}, " in told
    else:
        assert "All of it has been paid." in told
    rejected = by_state.get("rejected", (0, 0))[0]
    assert (f"{rejected} claim" in told and "rejected" in told) is bool(rejected)


def test_training(network: File, told: str) -> None:
    rows = network.store.raw.execute(
        f"""SELECT e.title, e.places, e.hours,
                   (SELECT count(*) FROM training_place p
                     WHERE p.event_id=e.id AND p.status='attended')
              FROM training_event e WHERE e.date BETWEEN '{FIRST}' AND '{LAST}'"""
    ).fetchall()
    came = sum(row[3] for row in rows)
    assert f"There were {len(rows)} training events; people came {came} times" in told
    assert f"{sum(row[2] * row[3] for row in rows)} hours of learning" in told

    cost = sum(
        row[2] or 0
        for row in network.store.raw.execute(
            f"""SELECT title, date, cost FROM training_event
                 WHERE date BETWEEN '{FIRST}' AND '{LAST}'"""
        )
    )
    assert f"{pounds(cost)}" in told.partition("Training events in order of date")[2]


def findings(content: bytes, folder: Path) -> list[str]:
    path = folder / "paper.pdf"
    path.write_bytes(content)
    return [str(one) for one in validate(str(path)).findings]


def test_no_finding_and_every_font_embedded(report: bytes, tmp_path: Path) -> None:
    assert findings(report, tmp_path) == []
    with pikepdf.open(io.BytesIO(report)) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_same_data_same_bytes(network: File, report: bytes) -> None:
    assert documents.make(network, "annual", 2025, "pdf").content == report


def test_at_least_two_charts(report: bytes) -> None:
    with pikepdf.open(io.BytesIO(report)) as pdf:
        figures = [
            str(o.Alt)
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"
        ]
    assert sum("Bar chart" in alt for alt in figures) >= 2


def test_the_sheet_beside_it(network: File, tmp_path: Path) -> None:
    sheet = documents.recovery_sheet(
        "Three Valleys", network.store.path, network.recovery_key(), TODAY
    ).document("pdf")
    documents.save(sheet, tmp_path / "sheet.pdf")
    text = pypdfium2.PdfDocument(sheet.content)[0].get_textpage().get_text_bounded()
    assert all(group in text for group in network.recovery_key())
    assert findings(sheet.content, tmp_path) == []


def test_a_year_that_is_not_over_is_counted_up_to_today(network: File) -> None:
    digest = documents.read(network, "annual", 2026).digest
    today = TODAY.isoformat()
    members = f"SELECT count(*) FROM member WHERE {MEMBER_AT.format(today)}"
    assert digest.membership.end == one(network, members)
    overdue = f"""SELECT count(*) FROM action WHERE raised <= '{today}' AND status <> 'dropped'
                  AND (done_on IS NULL OR done_on > '{today}') AND due < '{today}'"""
    assert digest.actions.overdue == one(network, overdue)
    assert all(event.date <= TODAY for event in digest.training)


def test_an_action_is_overdue_from_the_day_after_it_is_due(file: File, make: Make) -> None:
    """In a year that is over as in this one, and as the list has it on that day."""
    last = dt.date.fromisoformat(LAST)
    for due in (last - DAY, last, TODAY - DAY, TODAY):
        make.action(due=due, raised=dt.date(2026, 1, 8))

    def overdue(year: int) -> int:
        number: int = documents.read(file, "annual", year).digest.actions.overdue
        return number

    late = lists.page(file, ListQuery("action", chip="late"), 0, 9)
    assert (overdue(2025), overdue(2026), len(late)) == (1, 3, 3)


def test_a_year_says_the_same_on_its_last_day_as_when_it_is_over(
    path: Path, file: File, make: Make, key: Key
) -> None:
    last = dt.date.fromisoformat(LAST)
    for due in (last - DAY, last):
        make.action(due=due, raised=dt.date(2026, 1, 8))
    over = documents.read(file, "annual", 2025).digest.actions
    file.close()
    then = files.open_file(path, key, fixed_on(last))
    assert documents.read(then, "annual", 2025).digest.actions == over
    then.close()


def test_who_comes_as_several_kinds_is_counted_once_among_them(file: File, make: Make) -> None:
    """Rows share nobody and come to all members; nothing known stands last."""
    for many, kinds in ((9, "patient"), (8, "carer"), (6, "patient;carer"), (5, None)):
        for number in range(many):
            make.member(surname=f"Example{number}{kinds}", kinds=tuple((kinds or "").split(";")))
    shown = documents.make(file, "annual", 2025, "csv").content.decode("utf-8-sig")
    told = shown.partition("Come as,")[2].partition("All members,")[0].split("\r\n")[1:]
    by_hand = file.store.raw.execute(
        """SELECT CASE WHEN kinds IS NULL OR kinds = '' THEN 'Not recorded'
                       WHEN instr(kinds, ';') THEN 'More than one of these'
                       ELSE (SELECT words FROM list_entry WHERE list='member_kind' AND code=kinds)
                  END, count(*) FROM member GROUP BY 1"""
    ).fetchall()
    rows = [tuple(line.split(",")[:2]) for line in told if line]
    assert sorted(rows) == sorted((words, str(number)) for words, number in by_hand)
    assert [words for words, _number in rows][2:] == ["More than one of these", "Not recorded"]
    assert sum(int(number) for _words, number in rows) == 28


def test_few_who_come_as_several_kinds_cannot_be_worked_out(file: File, make: Make) -> None:
    for many, kinds in ((9, ("patient",)), (6, ("carer",)), (2, ("patient", "carer"))):
        for number in range(many):
            make.member(surname=f"Example{number}{len(kinds)}{kinds[0]}", kinds=kinds)
    told = figures(file).membership.by_kind
    assert [(one.label, one.number, one.together) for one in told] == [
        ("Patient", 9, 1),
        ("Carer; More than one of these", 8, 2),
    ]


def test_the_report_says_how_its_decisions_were_agreed(file: File, make: Make) -> None:
    meeting = make.meeting(make.body(), YEAR)
    item = make.record("agenda_item", meeting_id=meeting, title="Parking")
    for wording, method in (("That it is so.", "consensus"), ("That it is not.", None)):
        make.record("decision", meeting_id=meeting, item_id=item, wording=wording, method=method)
    with file.store.write(Label("Hold a meeting")) as work:
        work.get(Meeting, meeting).status = "held"
    assert [one.method for one in figures(file).decisions] == ["Agreed by all", ""]
    for paper, subject in (("annual", 2025), ("minutes", meeting)):
        for name in FORMS:
            if name == "csv" and paper == "minutes":
                continue
            made = documents.make(file, paper, subject, name).content
            if name in ("pdf", "large-print"):
                pages = pypdfium2.PdfDocument(made)
                words = " ".join(page.get_textpage().get_text_bounded() for page in pages)
            else:
                words = made.decode()
            assert "Agreed by all" in " ".join(words.split())


YEAR = dt.date(2026, 3, 10)


def figures(file: File, year: int = 2025) -> AnnualReport:
    digest: AnnualReport = documents.read(file, "annual", year).digest
    return digest


def test_a_member_without_a_day_of_joining_is_counted_as_the_seat_is(
    file: File, make: Make
) -> None:
    body = make.body()
    for number, joined in enumerate((dt.date(2024, 5, 1), dt.date(2025, 6, 1), None, None)):
        make.seat(make.member(surname=f"Example{number}", joined=joined), body)
    report = figures(file)
    whole = report.membership
    assert (whole.start, whole.joined, whole.left, whole.end) == (3, 1, 0, 4)
    assert report.seats == 4
    assert whole.undated == 2


def test_people_in_attendance_do_not_fill_seats(file: File, make: Make) -> None:
    body = make.body()
    seated = [make.member(surname=f"Seated{number}") for number in range(4)]
    for one in seated:
        make.seat(one, body)
    meeting = make.meeting(body, YEAR)
    states = ["present", "in_attendance", "apologies", "absent"]
    guests = [make.member(surname=f"Guest{number}") for number in range(3)]
    lines = [*zip(seated, states, strict=True), *((one, "in_attendance") for one in guests)]
    for member, state in lines:
        make.record("attendance", meeting_id=meeting, member_id=member, status=state)
    with file.store.write(Label("Hold a meeting")) as work:
        work.get(Meeting, meeting).status = "held"
    for state in ("in_attendance", "apologies"):
        make.record("attendance", meeting_id=meeting, visitor="Dr Ann Example", status=state)
    report = figures(file)
    assert (report.expected, report.came, report.in_attendance, report.visitors) == (4, 2, 4, 1)
    assert sum(quarter.expected for quarter in report.quarters) == 4


def test_a_meeting_whose_register_nobody_filled_is_left_out(file: File, make: Make) -> None:
    """It counted as one to which nobody had come."""
    body = make.body()
    seated = [make.member(surname=f"Seated{number}") for number in range(2)]
    for one in seated:
        make.seat(one, body)
    for states in (("present", "apologies"), ("expected", "apologies"), ("expected", "expected")):
        meeting = make.meeting(body, YEAR)
        for member, state in zip(seated, states, strict=True):
            make.record("attendance", meeting_id=meeting, member_id=member, status=state)
        with file.store.write(Label("Hold a meeting")) as work:
            work.get(Meeting, meeting).status = "held"
    report = figures(file)
    assert (report.meetings, report.expected, report.came, report.unregistered) == (3, 2, 1, 2)
    assert sum(quarter.expected for quarter in report.quarters) == 2


def test_a_journey_in_march_is_of_the_year_in_which_it_was_made(file: File, make: Make) -> None:
    member = make.member()
    days = (dt.date(2026, 3, 30), dt.date(2026, 4, 2))
    claim = make.claim(member, days[0], submitted=dt.date(2026, 4, 20))
    for day in days:
        make.record(
            "claim_line", claim_id=claim, date=day, category="parking", amount=250 + day.day
        )
    make.settled(claim, state="submitted")
    before, after = figures(file, 2025).claims, figures(file, 2026).claims
    assert (before.claims, before.pence) == (1, 280)
    assert (after.claims, after.pence) == (1, 252)


def test_a_decision_of_a_meeting_that_was_not_held_is_none_of_the_year(
    file: File, make: Make
) -> None:
    meeting = make.meeting(make.body(), YEAR)
    make.record("decision", meeting_id=meeting, wording="That it is agreed.")
    report = figures(file)
    assert (report.meetings, report.decisions) == (0, ())


def test_a_year_that_is_still_to_begin_has_no_report(network: File) -> None:
    with pytest.raises(AppError, match=r"^The year 2027-28 begins on 1 Apr 2027\. "):
        documents.read(network, "annual", 2027)
