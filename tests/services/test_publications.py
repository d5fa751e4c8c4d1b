"""What is published stays to the letter, whatever becomes of records, words and rates."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest

from facilitator_app.clock import FixedClock
from facilitator_app.digests import frozen
from facilitator_app.digests.exchange import RowOutcome
from facilitator_app.digests.lists import ListQuery
from facilitator_app.domain import publications as rules
from facilitator_app.domain.errors import AppError, Cancelled, Gone, Invalid
from facilitator_app.domain.progress import Progress
from facilitator_app.queries.publications import KINDS
from facilitator_app.services import (
    corrections,
    documents,
    exchange,
    files,
    lists,
    meetings,
    picklists,
    publications,
    records,
    undo,
)  # fmt: skip
from facilitator_app.services.files import File
from facilitator_app.services.find import find
from facilitator_app.spec.record import Draft
from facilitator_app.store import contents
from facilitator_app.store.labels import Label
from tests.conftest import TODAY, Make

YEAR = 2025


@pytest.fixture(name="held")
def a_meeting_in_minutes(make: Make) -> int:
    """Return a meeting whose minutes wait for approval, with somebody at it."""
    body = make.body()
    member = make.member("Hettie", "Quillfeather", joined=dt.date(2025, 6, 1))
    make.seat(member, body)
    meeting = make.meeting(body, dt.date(2025, 9, 9), status="minutes")
    make.record("attendance", meeting_id=meeting, member_id=member, status="present")
    make.record("agenda_item", meeting_id=meeting, number=1, title="Parking", text="Bays wanted.")
    return meeting


def published(file: File) -> int:
    return publications.publish(file, publications.read(file, "annual", YEAR)(Progress())).id


def test_a_year_that_has_not_begun_is_not_published(file: File) -> None:
    told = "The year 2027-28 begins on 1 Apr 2027. There is nothing to report of it yet."
    for publish in (publications.read, publications.by_hand):
        with pytest.raises(AppError, match=told):
            publish(file, "annual", 2027)
    publications.by_hand(file, "annual", 2026)
    (paper,) = publications.every(file)
    assert paper.subject == 2026


def upset(file: File, make: Make) -> None:
    """Change records, the words of a pick-list, a rate and the network's name."""
    for number in range(3):
        make.member("Late", f"Arrival{number}", joined=dt.date(2025, 7, 1))
    network = records.network(file)
    records.save(file, Draft("network", {"name": "Renamed"}, network.id, network.version))
    for one in picklists.every(file):
        for entry in one.entries:
            picklists.relabel(file, entry, f"Other words for {entry.code}")
    for rate, version in file.store.raw.execute("SELECT id, version FROM mileage_rate").fetchall():
        records.save(file, Draft("mileage_rate", {"rate": 1}, rate, version))


@pytest.mark.usefixtures("held")
def test_a_published_report_is_shown_to_the_byte_and_its_figures_stay(
    file: File, make: Make
) -> None:
    before = documents.read(file, "annual", YEAR)
    pages = {form: before.document(form).content for form in documents.forms()}
    one = published(file)
    upset(file, make)
    assert documents.read(file, "annual", YEAR).digest != before.digest
    assert publications.show(file, one).content == pages["pdf"]
    again = publications.source(file, one)
    assert again.digest == before.digest
    assert {form: again.document(form).content for form in documents.forms()} == pages


def test_approval_freezes_the_minutes_in_the_same_step(file: File, held: int) -> None:
    meetings.take_step(file, held, "approved")
    [minutes] = publications.every(file)
    assert (minutes.paper, minutes.subject, minutes.state) == ("minutes", held, rules.STANDING)
    digest = publications.source(file, minutes.id).digest
    assert digest.approved == TODAY
    assert digest == documents.read(file, "minutes", held).digest
    undo.undo(file)
    assert publications.every(file) == ()
    assert records.get(file, "meeting", held)["status"] == "minutes"
    undo.redo(file)
    assert publications.every(file) == (minutes,)
    assert publications.show(file, minutes.id).content.startswith(b"%PDF")


def state(file: File, paper: int) -> list[str]:
    """Return how the list and the card say that a paper stands."""
    asked = lists.page(file, ListQuery("publication", columns=("state",)), 0, 9)
    pill = lists.card(file, "publication", paper).pill
    return [*(row.cells[0].text for row in asked if row.id == paper), pill.text if pill else ""]


def test_the_list_and_the_card_say_that_minutes_were_corrected_since(
    file: File, held: int, make: Make
) -> None:
    item = meetings.page(file, held).items[0].id
    action = meetings.agree_action(file, held, item, "Ring", make.member(), None).id
    meetings.take_step(file, held, "approved")
    other = make.meeting(make.body(letters="OT"), TODAY, status="minutes")
    meetings.take_step(file, other, "approved")
    minutes = {one.subject: one.id for one in publications.every(file)}
    assert state(file, minutes[held]) == ["Stands", "Stands"]
    for draft in (
        Draft("agenda_item", {"text": "Six bays wanted."}, item),
        Draft("action", {"what": "Ring the trust"}, action),
    ):
        corrections.correct(file, draft, "Left out")
        assert state(file, minutes[held]) == ["Stands, corrected since"] * 2
        assert state(file, minutes[other]) == ["Stands", "Stands"]
        undo.undo(file)
        assert state(file, minutes[held]) == ["Stands", "Stands"]


def test_published_minutes_know_how_often_their_meeting_was_corrected_since(
    file: File, held: int
) -> None:
    meetings.take_step(file, held, "approved")
    [minutes] = publications.every(file)
    assert publications.corrected_since(file, minutes.id) == 0
    item = meetings.page(file, held).items[0].id
    corrections.correct(file, Draft("agenda_item", {"text": "Six bays wanted."}, item), "Left out")
    assert publications.corrected_since(file, minutes.id) == 1
    undo.undo(file)
    assert publications.corrected_since(file, minutes.id) == 0


def test_minutes_laid_out_before_are_kept_only_if_nothing_changed_since(
    file: File, held: int
) -> None:
    ready = meetings.approval(file, held)(Progress())
    meetings.take_step(file, held, "approved", ready)
    [one] = publications.every(file)
    assert publications.show(file, one.id).content == ready.pages.content
    undo.undo(file)
    item = file.store.raw.execute("SELECT id, version FROM agenda_item").fetchone()
    records.save(file, Draft("agenda_item", {"text": "No bays are wanted."}, *item))
    meetings.take_step(file, held, "approved", ready)
    meetings.take_step(file, held, "approved", ready)
    [other] = publications.every(file)
    [said] = publications.source(file, other.id).digest.items
    assert said.text == "No bays are wanted."
    assert publications.show(file, other.id).content != ready.pages.content


def test_an_approval_that_fails_leaves_nothing(
    file: File, held: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> bytes:
        raise AppError("no room")

    monkeypatch.setattr(frozen, "freeze", refuse)
    with pytest.raises(AppError, match="no room"):
        meetings.take_step(file, held, "approved")
    assert publications.every(file) == ()
    assert records.get(file, "meeting", held)["status"] == "minutes"
    assert file.store.raw.execute("SELECT count(*) FROM content").fetchone() == (0,)


def test_what_is_published_refuses_every_change(file: File) -> None:
    one = published(file)
    with pytest.raises(AppError, match="stays as it is"):
        records.save(file, Draft("publication", {"title": "Another"}, one, 1))
    with pytest.raises(AppError, match="stays in the records"):
        records.remove(file, "publication", one)


def test_a_paper_is_withdrawn_once_and_with_a_reason(file: File) -> None:
    one = published(file)
    with pytest.raises(Invalid) as refused:
        publications.withdraw(file, one, "  ")
    assert refused.value.problems.keys() == {"withdrawn_why"}
    publications.withdraw(file, one, " The figures of  June were missing. ")
    found = publications.one(file, one)
    assert (found.state, found.withdrawn_why) == (
        rules.WITHDRAWN, "The figures of June were missing.",
    )  # fmt: skip
    with pytest.raises(AppError, match="already"):
        publications.withdraw(file, one, "Again")
    assert publications.show(file, one).content.startswith(b"%PDF")
    undo.undo(file)
    assert publications.one(file, one).state == rules.STANDING


def test_a_later_one_supersedes_until_it_is_withdrawn(file: File) -> None:
    first, second = published(file), published(file)

    def states() -> dict[int, str]:
        return {one.id: one.state for one in publications.every(file)}

    assert states() == {first: rules.SUPERSEDED, second: rules.STANDING}
    publications.withdraw(file, second, "A mistake")
    assert states() == {first: rules.STANDING, second: rules.WITHDRAWN}


def test_it_is_found_by_its_title(file: File) -> None:
    one = published(file)
    assert ("publication", one) in [(hit.record, hit.id) for hit in find(file, "annual 2025", 10)]


def test_pages_that_are_missing_or_altered_are_told(file: File) -> None:
    one = published(file)
    file.store.raw.execute("UPDATE content_part SET bytes = x'00'")
    with pytest.raises(AppError, match="damaged"):
        publications.show(file, one)
    file.store.raw.execute("DELETE FROM content_part")
    with pytest.raises(AppError, match="damaged"):
        publications.source(file, one)
    with pytest.raises(Gone):
        publications.show(file, 1)


def test_a_data_package_carries_the_bytes(
    file: File, other: File, tmp_path: Path, held: int
) -> None:
    meetings.take_step(file, held, "approved")
    one = published(file)
    out = tmp_path / "all.zip"
    exchange.export_package(file, out)
    exchange.import_package(other, out, Progress())
    assert [one.title for one in publications.every(other)] == [
        one.title for one in publications.every(file)
    ]
    assert publications.show(other, one) == publications.show(file, one)
    assert publications.source(other, one).digest == publications.source(file, one).digest


def test_a_data_package_without_the_bytes_is_refused_whole(
    file: File, other: File, tmp_path: Path
) -> None:
    published(file)
    whole, less = tmp_path / "all.zip", tmp_path / "less.zip"
    exchange.export_package(file, whole)
    with zipfile.ZipFile(whole) as package, zipfile.ZipFile(less, "w") as poorer:
        parts = [one for one in package.namelist() if not one.startswith("files/")]
        for part in parts:
            poorer.writestr(part, package.read(part))
    with pytest.raises(AppError, match="lacks the part files/"):
        exchange.import_package(other, less, Progress())
    assert publications.every(other) == ()


def test_a_data_package_that_is_stopped_leaves_nothing(file: File, tmp_path: Path) -> None:
    out = tmp_path / "all.zip"
    stopping = Progress()
    stopping.cancel()
    with pytest.raises(Cancelled):
        exchange.export_package(file, out, progress=stopping)
    assert list(tmp_path.glob("all*")) == []


def test_the_same_bytes_are_kept_once(file: File) -> None:
    with file.store.write(Label("Keep")) as work:
        known_by = contents.put(work.connection, b"x")
        assert contents.put(work.connection, b"x") == known_by
        assert contents.read(work.connection, known_by) == b"x"
    assert file.store.raw.execute("SELECT bytes FROM content_part").fetchall() == [(b"x",)]


REFUSED = "Mark as approved"


def test_no_other_write_approves_minutes(file: File, held: int, tmp_path: Path) -> None:
    group = records.get(file, "meeting", held)["body_id"]
    fresh = {"body_id": group, "date": TODAY, "status": "approved"}
    for draft in (Draft("meeting", {"status": "approved"}, held), Draft("meeting", fresh)):
        with pytest.raises(Invalid, match=REFUSED) as refused:
            records.save(file, draft)
        assert refused.value.problems.keys() == {"status"}
    with pytest.raises(Invalid, match=REFUSED):
        meetings.plan(file, fresh)
    listed = tmp_path / "meetings.csv"
    name = records.get(file, "body", group).label
    listed.write_text(
        f"Group,Date,Status\n{name},3 Mar 2025,Minutes approved\n{name},4 Mar 2025,Held\n",
        encoding="utf-8",
    )
    preview = exchange.preview(file, "meeting", listed)
    assert [row.outcome for row in preview.plan.rows] == [RowOutcome.CANNOT, RowOutcome.ADD]
    assert REFUSED in preview.plan.rows[0].why
    exchange.apply(file, preview.plan, frozenset({preview.plan.rows[0].number}), Progress())
    approved = file.store.raw.execute("SELECT count(*) FROM meeting WHERE status = 'approved'")
    assert approved.fetchone() == (0,)
    assert publications.every(file) == ()


def test_a_package_brings_approved_minutes_with_their_paper(
    file: File, other: File, held: int, tmp_path: Path
) -> None:
    meetings.take_step(file, held, "approved")
    [minutes] = publications.every(file)
    out = tmp_path / "all.zip"
    exchange.export_package(file, out)
    exchange.import_package(other, out, Progress())
    assert publications.every(other) == (minutes,)
    assert publications.show(other, minutes.id) == publications.show(file, minutes.id)
    assert records.get(other, "meeting", held)["status"] == "approved"


def test_the_bytes_of_an_undone_publication_go_once_nothing_needs_them(
    file: File, held: int
) -> None:
    meetings.take_step(file, held, "approved")
    undo.undo(file)
    kept = "SELECT count(*) FROM content"
    assert file.store.raw.execute(kept).fetchone() == (2,)  # redo needs the paper and its figures
    path, key, clock = file.store.path, file.store.key, file.store.clock
    file.close()
    again = files.open_file(path, key, clock)
    assert again.store.raw.execute(kept).fetchone() == (0,)
    again.close()


@pytest.mark.usefixtures("held")
def test_the_report_of_a_year_lists_what_was_published_in_it(file: File) -> None:
    one = published(file)
    [told] = documents.read(file, "annual", 2026).digest.published
    assert (told.title, told.date, told.withdrawn) == ("Annual report 2025-26", TODAY, None)
    publications.withdraw(file, one, "A figure was missing.")
    text = documents.make(file, "annual", 2026, "text").content.decode()
    assert "1 paper was published in the year" in " ".join(text.split())
    assert "(withdrawn" in text
    [told] = documents.read(file, "annual", 2026).digest.published
    assert told.withdrawn == TODAY
    assert documents.read(file, "annual", 2025).digest.published == ()


@pytest.mark.usefixtures("held")
def test_the_later_act_stands_whatever_the_clock_said_once(file: File, clock: FixedClock) -> None:
    now = clock.now()
    clock.at = now + dt.timedelta(days=730)
    ahead = published(file)
    clock.at = now
    later = published(file)
    states = {one.id: one.state for one in publications.every(file)}
    assert (states[ahead], states[later]) == (rules.SUPERSEDED, rules.STANDING)
    assert publications.every(file)[0].id == later


def test_every_paper_that_is_kept_is_told_by_its_kind() -> None:
    assert {one.name for one in documents.catalogue() if one.published} | {"minutes"} == set(KINDS)


def test_approved_minutes_print_what_was_so_when_they_were_approved(file: File, make: Make) -> None:
    """A next meeting planned since, another quorum or name of the group change no such paper."""
    body = make.body(quorum=1)
    meeting = make.meeting(body, TODAY - dt.timedelta(days=30), status="minutes")
    make.record("attendance", meeting_id=meeting, member_id=make.member(), status="present")
    meetings.take_step(file, meeting, "approved")
    then = documents.make(file, "minutes", meeting, "text").content.decode()
    assert "No date is set yet." in then
    make.meeting(body, TODAY + dt.timedelta(days=30))
    group = records.get(file, "body", body)
    changed = {"name": "Another name", "quorum": 4}
    records.save(file, Draft("body", changed, body, group.version))
    assert documents.make(file, "minutes", meeting, "text").content.decode() == then
