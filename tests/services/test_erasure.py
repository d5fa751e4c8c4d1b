"""A person who is erased is found nowhere: records, drafts, journal, index, backups, free pages."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest

from facilitator_app.clock import FixedClock
from facilitator_app.digests.attachments import AttachmentPlace
from facilitator_app.digests.erasure import BackupLine
from facilitator_app.domain.erasure import pattern_of
from facilitator_app.domain.errors import AppError, Cancelled, Gone
from facilitator_app.domain.progress import Progress
from facilitator_app.services import (
    attachments,
    backup_list,
    drafts,
    erasure,
    files,
    find,
    meetings,
    picklists,
    records,
    undo,
)
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from facilitator_app.store import backup_register, journal_digest
from facilitator_app.store import erasure as taking
from facilitator_app.store.file import part_of
from facilitator_app.store.key import Key, derive, read_salt
from facilitator_app.store.labels import Label
from facilitator_app.store.lock import Lock
from tests.conftest import TODAY, Make
from tests.store import raw_pages
from tests.store.test_backup import cut_off

NAME, MAIL, PHONE = "Quillfeather", "joan@quill.example", "0113 496 0001"
WORDS = (NAME, MAIL, PHONE, "Zebedee notes", "Oldname", "Wheelchair-zebedee", "Mill Lane")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def joan(file: File, make: Make) -> int:
    """Plant a member everywhere: rows, older names, other records, drafts; return the id."""
    member = make.member(
        "Joan", "Oldname", email=MAIL, telephone=PHONE, notes="Zebedee notes",
        access_words="Wheelchair-zebedee", address="3 Mill Lane\nWexcombe",
    )  # fmt: skip
    records.save(file, Draft("member", {"surname": NAME}, member))
    make.member("Joan", "Smith")
    themes = Draft("framework", {"name": f"{NAME} themes"})
    records.save(file, themes, {"framework_item": [Draft("framework_item", {"words": NAME})]})
    listed = next(one for one in picklists.every(file) if not one.fixed)
    picklists.add(file, listed, f"Like {NAME}")
    body = make.body()
    make.seat(member, body)
    make.claim(member)
    action = make.action(f"Ring Joan {NAME} on {PHONE}", owner_id=member)
    records.save(file, Draft("action", {"progress": f"She is at {MAIL}"}, action))
    records.remove(file, "action", make.action(f"Post to {NAME}"))
    gone = make.seat(member, make.body("Council", "CC"))
    records.remove(file, "seat", gone)
    drafts.keep(file, f"member/{member}", Draft("member", {"surname": NAME}, member, 2))
    drafts.keep(file, f"member/{member}/notes", Draft("member", {"notes": MAIL}, member, 2))
    drafts.keep(file, "action/new", Draft("action", {"what": f"Ask Mrs {NAME}"}))
    with file.store.write(Label("Call {title}", {"title": f"Mrs {NAME}"})) as work:
        work.note_withheld("x")
    return member


def erase(file: File, member: int) -> erasure.Erased:
    return erasure.erase(file, "member", member, Progress())


def in_index(file: File) -> set[str]:
    """Return every word that the search index still has, whether a row has it or not."""
    file.store.raw.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, find, 'row')")
    found = {row[0] for row in file.store.raw.execute("SELECT term FROM temp.terms")}
    file.store.raw.execute("DROP TABLE temp.terms")
    return found


def test_pages_are_decrypted_rightly(file: File, joan: int, key: Key) -> None:
    """What is found nowhere must be found before."""
    assert joan
    assert raw_pages.holding(file.store.path, key, *WORDS) == list(WORDS)
    assert raw_pages.pages(file.store.path, key)[1][:1] in (b"\x02", b"\x05", b"\x0a", b"\x0d")


def test_a_name_leaves_the_file_and_every_backup_at_hand(
    file: File, joan: int, key: Key, stick: Path, tmp_path: Path, clock: FixedClock
) -> None:
    reached = [files.backup(file, stick), files.backup(file, stick)]
    gone = files.backup(file, stick)
    older = files.backup(file, stick)
    away = Path(shutil.move(gone, tmp_path / "in a drawer.facilitator"))
    with file.store.unjournalled() as connection:
        connection.exec_driver_sql(
            "UPDATE backup SET fingerprint = 'another key' WHERE path = ?", (str(older),)
        )
    plan = erasure.plan(file, "member", joan)
    assert {one.path for one in plan.beyond} == {older, gone}
    done = erase(file, joan)
    beyond = {one.path: one.missing for one in done.beyond}
    assert beyond == {gone: "not found here", older: "made under an older passphrase"}
    assert sorted(done.rewritten) == sorted(reached)
    for path in (file.store.path, *reached):
        assert raw_pages.holding(path, key, *WORDS) == []
    assert raw_pages.holding(away, key, NAME) == [NAME]
    assert in_index(file) & {"quillfeather", "oldname", "zebedee", MAIL} == set()
    for path in reached:
        copy = files.open_file(path, key, clock)
        assert files.check(copy) == ()
        assert in_index(copy) & {"quillfeather", "oldname"} == set()
        assert [one.path for one in backup_list.listed(copy)] != [path]
        copy.close()
    assert sorted(one.name for one in stick.iterdir()) == sorted(
        one.name for one in (*reached, older)
    )
    assert files.check(file) == ()


def test_what_was_cut_off_after_the_commit_is_finished_when_the_file_is_opened(
    path: Path, key: Key, clock: FixedClock
) -> None:
    file = files.open_file(path, key, clock)
    member = Make(file).member("Joan", NAME)
    for at in range(200):
        Make(file).action(f"Ring {NAME} {at}")
    with file.store.erasing(Label("Erase member"), "member") as connection:
        rows = taking.rows_of(connection, "member", member)
        pattern = pattern_of(taking.known_by(connection, "member", member))
        taking.take_out(connection, rows, pattern, TODAY)
    file.close()
    files.open_file(path, key, clock).close()
    assert raw_pages.holding(path, key, NAME) == []
    content = path.read_bytes()
    files.open_file(path, key, clock).close()
    assert path.read_bytes() == content


def test_the_record_stays_empty_where_others_count_on_it(file: File, joan: int) -> None:
    erase(file, joan)
    row = records.get(file, "member", joan)
    assert (row.label, row["status"]) == (f"Erased member {joan}", "left")
    kept = {"forenames", "surname", "status", "sort_name"}
    assert {n for n, value in row.values.items() if value not in (None, ())} == kept
    seats = file.store.raw.execute("SELECT count(*) FROM seat").fetchone()
    claims = file.store.raw.execute("SELECT count(*) FROM claim").fetchone()
    assert (seats, claims) == ((0,), (1,))


def test_a_record_that_nothing_needs_goes_whole(file: File, make: Make, key: Key) -> None:
    member = make.member("Ann", NAME)
    erase(file, member)
    with pytest.raises(Gone):
        records.get(file, "member", member)
    with pytest.raises(Gone):
        erase(file, member + 1)
    assert raw_pages.holding(file.store.path, key, NAME) == []


def test_what_is_owned_stays_empty_with_its_owner_where_something_refers_to_it(
    file: File, make: Make
) -> None:
    meeting = make.meeting(make.body(), notes=NAME)
    item = make.record("agenda_item", meeting_id=meeting, number=1, title=NAME)
    make.action(item_id=item)
    erasure.erase(file, "meeting", meeting, Progress())
    assert records.get(file, "agenda_item", item)["title"] == "[erased on 2026-11-23]"
    assert records.get(file, "meeting", meeting)["notes"] is None
    assert files.check(file) == ()


@pytest.mark.parametrize("needed", [True, False])
def test_a_copy_that_turns_up_later_is_reached_by_a_second_run(
    file: File, make: Make, key: Key, stick: Path, tmp_path: Path, *, needed: bool
) -> None:
    member = make.member("Ann", NAME)
    if needed:
        make.claim(member)
    make.action("Send the list of 2026-11-23. Erased on purpose.")
    copy = files.backup(file, stick)
    away = Path(shutil.move(copy, tmp_path / "drawer"))
    assert [one.path for one in erase(file, member).beyond] == [copy]
    shutil.move(away, copy)
    assert erasure.plan(file, "member", member).words == ()
    assert erase(file, member).beyond == ()
    assert raw_pages.holding(copy, key, NAME) == []
    action = file.store.raw.execute("SELECT what FROM action").fetchone()
    assert action == ("Send the list of 2026-11-23. Erased on purpose.",)


def test_other_people_keep_what_is_theirs(file: File, joan: int, make: Make) -> None:
    other = make.member("Ann", "Bright", telephone=PHONE, notes=f"Lives with Joan {NAME}")
    erase(file, joan)
    row = records.get(file, "member", other)
    assert (row["telephone"], row["notes"]) == (PHONE, "Lives with [erased on 2026-11-23]")
    assert find.find(file, "Smith", 5)[0].title == "Joan Smith"
    told = records.history(file, "member", other)
    assert [line.what for line in told] == ["Added"]


def test_a_code_that_spells_the_name_is_renewed_wherever_it_is_kept(
    file: File, make: Make, key: Key
) -> None:
    joan = make.member("Joan", NAME)
    values = {"list": "locality", "code": "joan_quillfeather", "words": f"Near Joan {NAME}"}
    entry = records.save(file, Draft("list_entry", values)).id
    near = make.member("Ann", "Other", locality="joan_quillfeather")
    records.save(file, Draft("member", {"locality": None}, near))
    records.save(file, Draft("member", {"locality": "joan_quillfeather"}, near))
    drafts.keep(file, f"member/{near}", Draft("member", {"locality": "joan_quillfeather"}, near, 1))
    erase(file, joan)
    code = records.get(file, "list_entry", entry)["code"]
    assert code.startswith("own_")
    assert records.get(file, "member", near)["locality"] == code
    kept = drafts.find(file, f"member/{near}")
    assert kept is not None
    assert kept.draft.values == {"locality": code}
    assert raw_pages.holding(file.store.path, key, NAME, "quillfeather") == []
    assert files.check(file) == ()


def test_a_form_that_holds_the_name_in_two_fields_loses_it(file: File, make: Make) -> None:
    joan = make.member("Joan", "Bright")
    make.member("Joan", "Other")
    make.member("Ann", "Bright")
    twin = make.member("Jo", "Bright")
    records.save(file, Draft("member", {"forenames": "Joan", "surname": "Bright"}, twin))
    records.save(file, Draft("member", {"forenames": "Jo", "surname": "Brightly"}, twin))
    typed = {"forenames": "Joan", "surname": "Bright", "notes": "Rings on Monday"}
    drafts.keep(file, "member/new", Draft("member", typed))
    erase(file, joan)
    kept = drafts.find(file, "member/new")
    assert kept is not None
    mark = "[erased on 2026-11-23]"
    assert kept.draft.values == {**typed, "forenames": mark, "surname": mark}


def test_minutes_that_were_approved_keep_the_name(file: File, make: Make) -> None:
    member, body = make.member("Joan", NAME), make.body()
    meeting = make.meeting(body, dt.date(2026, 11, 3))
    item = make.record(
        "agenda_item", meeting_id=meeting, number=1, title="x", text=f"Mrs {NAME} spoke"
    )
    meetings.take_step(file, meeting, "approved")
    plan = erasure.plan(file, "member", member)
    sealed = next(one for one in plan.stays if "As it was approved" in one)
    assert f"Agenda item “x” of {records.get(file, 'meeting', meeting).label}" in sealed
    erase(file, member)
    assert records.get(file, "agenda_item", item)["text"] == f"Mrs {NAME} spoke"


def test_a_plan_tells_and_changes_nothing(file: File, joan: int, stick: Path) -> None:
    copy = files.backup(file, stick)
    before, content = undo.labels(file), file.store.path.read_bytes()
    plan = erasure.plan(file, "member", joan)
    assert (file.store.path.read_bytes(), undo.labels(file)) == (content, before)
    assert plan.title == f"Joan {NAME}"
    assert plan.words == (f"Joan {NAME}", "Oldname", NAME)
    assert [one.path for one in plan.reached] == [copy]
    goes, stays = "\n".join(plan.goes), "\n".join(plan.stays)
    assert "Deleted: Seats: 1" in goes
    assert "Action “" in goes
    assert "3 drafts" in goes
    assert "Members: 1" in stays
    assert "“Joan” alone, as somebody else is called so too" in stays


def test_nothing_before_can_be_undone(file: File, joan: int) -> None:
    erase(file, joan)
    assert undo.labels(file) == undo.UndoLabels("", "")
    assert file.store.journal.withheld == {}


def test_the_journal_says_that_it_was_done_and_no_name(file: File, joan: int) -> None:
    erase(file, joan)
    last = file.store.raw.execute(
        "SELECT who, label, record, record_id, before, after FROM change"
        " JOIN change_set ON change_set.id = set_id ORDER BY change.id DESC LIMIT 1"
    ).fetchone()
    assert last == ("Fran Tester", '["Erase {thing}",{"thing":"member"}]', "member", 0, None, None)
    labels = file.store.raw.execute("SELECT label FROM change_set WHERE label LIKE '%Call%'")
    held = '["Call {title}",{"title":"Mrs [erased on 2026-11-23]"}]'
    assert labels.fetchall() == [(held,)]


def test_a_chain_of_digests_survives_it(file: File, joan: int) -> None:
    with file.store.read() as session:
        connection = session.connection()
        last = file.store.raw.execute("SELECT max(id) FROM change").fetchone()[0]
        before = journal_digest.chain(connection, last)
        assert journal_digest.altered(connection) == []
    erase(file, joan)
    with file.store.read() as session:
        connection = session.connection()
        assert journal_digest.chain(connection, last) == before
        assert journal_digest.altered(connection) == []
        erased = (
            "SELECT count(*), count(nonce), count(digest) FROM change"
            " WHERE erased IS NOT NULL AND action <> 'erase'"
        )
        rows, nonces, digests = file.store.raw.execute(erased).fetchone()
    assert rows == digests > 5
    assert nonces == 0


def test_a_row_that_was_tampered_with_is_told(file: File, make: Make) -> None:
    make.member()
    with file.store.unjournalled() as connection:
        last = connection.exec_driver_sql("SELECT max(id) FROM change").scalar_one()
        whole = journal_digest.chain(connection)
        connection.exec_driver_sql(
            "UPDATE change SET after = replace(after, 'Joan', 'Jean') WHERE id = ?", (last,)
        )
        assert journal_digest.altered(connection) == [last]
        connection.exec_driver_sql("UPDATE change SET digest = x'00' WHERE id = ?", (last,))
        assert journal_digest.chain(connection) != whole


def test_cancelled_in_time_nothing_is_changed(file: File, joan: int, stick: Path, key: Key) -> None:
    copy = files.backup(file, stick)
    content = file.store.path.read_bytes(), copy.read_bytes()
    progress = Progress(lambda _done, total, _words: progress.cancel() if not total else None)
    with pytest.raises(Cancelled):
        erasure.erase(file, "member", joan, progress)
    assert (file.store.path.read_bytes(), copy.read_bytes()) == content
    assert raw_pages.holding(copy, key, NAME) == [NAME]


def test_a_backup_that_is_open_elsewhere_still_holds_it(file: File, joan: int, stick: Path) -> None:
    copy = files.backup(file, stick)
    lock = Lock(copy)
    lock.path.write_text(
        '{"machine": "elsewhere", "user": "Pat", "process": 1,'
        ' "since": "2026-11-23T08:00:00+00:00"}'
    )
    (line,) = erase(file, joan).beyond
    assert "Pat has had this file open on elsewhere" in line.missing
    lock.path.unlink()
    (again,) = [one for one in backup_list.listed(file) if one.path == copy]
    assert again.missing == ""


def test_copies_that_are_listed_nowhere_are_found_beside_the_file(
    file: File, joan: int, stick: Path, key: Key
) -> None:
    files.backup(file, stick)
    kept = Path(shutil.copyfile(file.store.path, file.store.path.with_name("Kept.facilitator")))
    other = Path(shutil.copyfile(kept, stick / "Renamed.facilitator"))
    done = erase(file, joan)
    assert {kept, other} <= set(done.rewritten)
    assert [raw_pages.holding(one, key, NAME) for one in (kept, other)] == [[], []]
    assert {kept, other} <= {one.path for one in backup_list.listed(file)}


def test_what_a_run_that_was_cut_off_left_beside_a_backup_does_no_harm(
    file: File, joan: int, stick: Path, key: Key, tmp_path: Path, make: Make
) -> None:
    copy = files.backup(file, stick)
    for number in range(200):  # the journal that was left has pages of another content
        make.member("Ada", f"Fern {number}")
    part = files.backup(file, stick).rename(part_of(copy))
    cut_off(part, key, tmp_path)
    assert copy in erase(file, joan).rewritten
    assert raw_pages.holding(copy, key, *WORDS) == []
    assert [one.name for one in stick.iterdir()] == [copy.name]


def test_unfinished_copies_are_cleared_away_or_told(
    file: File, joan: int, stick: Path, clock: FixedClock, tmp_path: Path
) -> None:
    copy = files.backup(file, stick)
    kept = Path(shutil.copyfile(copy, tmp_path / "half a network"))

    def left(target: Path) -> Path:
        part = part_of(target)
        part.write_bytes(kept.read_bytes())
        return part

    path = file.store.path
    at_work = stick / "Three Valleys 2026-11-22 090000.facilitator"
    ours = [left(path), left(stick / "Three Valleys 2026-11-21 090000.facilitator")]
    stay = {left(at_work), left(stick / "Three Valleys draft.facilitator")}
    if os.name != "nt":
        os.mkfifo(part_of(stick / "A pipe.facilitator"))  # nothing waits for what comes out of it
    left(stick / "Shopping.facilitator").write_bytes(bytes(9_000))
    lock = Lock(at_work)
    lock.take(clock.now())
    assert {one.path for one in erasure.plan(file, "member", joan).beyond} == stay
    ours.append(left(path))
    done = erase(file, joan)
    lock.drop()
    assert not [one for one in ours if one.exists()]
    assert {one.path for one in done.beyond} == stay
    assert {one.missing for one in done.beyond} == {
        "an unfinished copy: delete it once no program uses it"
    }
    assert done.rewritten == (copy,)


def test_an_older_passphrase_opens_no_copy(
    file: File, make: Make, key: Key, stick: Path, clock: FixedClock, tmp_path: Path
) -> None:
    """A real one: the register would say so, the copy says so too."""
    other = tmp_path / "other.facilitator"
    files.create(other, "another passphrase", "Three Valleys", clock).close()
    copy = Path(shutil.copyfile(other, stick / "Older.facilitator"))
    member = make.member("Joan", NAME)
    with file.store.unjournalled() as connection:
        backup_register.note(connection, copy, key, clock.now())
    (line,) = erase(file, member).beyond
    assert "passphrase does not open" in line.missing
    assert derive("another passphrase", read_salt(copy)) != key


def test_a_damaged_backup_stays_as_it_is_and_is_told(file: File, joan: int, stick: Path) -> None:
    copy = files.backup(file, stick)
    content = bytearray(copy.read_bytes())
    content[60 * 4096 + 100] ^= 1
    copy.write_bytes(content)
    (line,) = erase(file, joan).beyond
    assert "damaged" in line.missing
    assert copy.read_bytes() == content
    assert [one.name for one in stick.iterdir()] == [copy.name]


def test_the_register_lists_what_was_made_and_what_is_gone(
    file: File, make: Make, stick: Path, clock: FixedClock
) -> None:
    assert backup_list.listed(file) == ()
    make.member()
    one, other = files.backup(file, stick), files.backup(file, stick)
    assert sorted(backup_list.listed(file), key=lambda line: len(str(line.path))) == [
        BackupLine(one, clock.now(), one.stat().st_size, ""),
        BackupLine(other, clock.now(), other.stat().st_size, ""),
    ]
    one.unlink()
    missing = {line.path: line.missing for line in backup_list.listed(file)}
    assert missing == {one: "not found here", other: ""}


def test_a_file_of_an_older_step_lists_the_copy_made_as_it_was_upgraded(
    tmp_path: Path, clock: FixedClock
) -> None:
    released = Path(__file__).parents[1] / "files" / "step_0002.facilitator"
    path = Path(shutil.copy(released, tmp_path))
    file = files.open_file(path, "a small file of long ago", clock)
    (line,) = backup_list.listed(file)
    member = file.store.raw.execute("SELECT id FROM member").fetchone()[0]
    done = erase(file, member)
    assert done.rewritten == (line.path,)
    key = file.store.key
    file.close()
    for one in (path, line.path):
        assert raw_pages.holding(one, key, "Probert", "Rings on Tuesdays") == []
    copy = files.open_file(line.path, key, clock)
    assert files.check(copy) == ()
    copy.close()


def test_a_backup_cannot_be_written(file: File, joan: int, tmp_path: Path) -> None:
    assert joan
    with pytest.raises(AppError, match="There is no folder"):
        files.backup(file, tmp_path / "nowhere")
    assert backup_list.listed(file) == ()


def test_what_was_attached_leaves_the_file_and_its_backups_at_once(
    file: File, joan: int, key: Key, stick: Path, make: Make
) -> None:
    other = make.member("Taro", "Bell")
    for member, words in ((joan, b"Letter-zebra-one"), (other, b"Letter-zebra-two")):
        place = AttachmentPlace("member", member, "")
        given = [attachments.from_bytes("Letter.txt", words)]
        attachments.add(file, place, given, Progress())
    copy = files.backup(file, stick)
    marks = ("Letter-zebra-one", "Letter-zebra-two")
    assert raw_pages.holding(copy, key, *marks) == list(marks)
    erase(file, joan)
    for path in (file.store.path, copy):
        assert raw_pages.holding(path, key, *marks) == ["Letter-zebra-two"]
