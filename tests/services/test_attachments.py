"""Attachments: added, read back, renamed and removed; sealed, undone, collected, found."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator_app.clock import FixedClock
from facilitator_app.digests.attachments import AttachmentPlace
from facilitator_app.domain.attachments import MOST_BYTES
from facilitator_app.domain.errors import AppError, Cancelled, Conflict, Gone
from facilitator_app.domain.progress import Progress
from facilitator_app.services import (
    attachments,
    claims,
    exchange,
    files,
    find,
    meetings,
    records,
    undo,
)
from facilitator_app.services.attachments import Added, NewFile, from_bytes
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from facilitator_app.store import contents
from facilitator_app.store.key import Key
from tests.conftest import Make
from tests.store.seeing import content

LETTER = from_bytes("Letter.pdf", b"%PDF-1.4 a letter")
LARGE = bytes(range(256)) * 10_000  # more than one part


def attach(file: File, record: str, record_id: int, *given: NewFile | Path) -> Added:
    place = AttachmentPlace(record, record_id, "")
    return attachments.add(file, place, given, Progress())


def names(file: File, record: str, record_id: int) -> list[str]:
    return [line.name for line in attachments.of(file, record, record_id).lines]


def kept(file: File) -> int:
    found = file.store.raw.execute("SELECT count(*) FROM content").fetchone()
    assert file.store.raw.execute("PRAGMA foreign_key_check").fetchall() == []
    return int(found[0])


def test_what_is_attached_is_read_back(file: File, make: Make, tmp_path: Path) -> None:
    joan, photo = make.member(), tmp_path / "Photo.jpg"
    photo.write_bytes(LARGE)
    done = attach(file, "member", joan, LETTER, photo)
    first, second = attachments.of(file, "member", joan).lines
    assert (first.name, first.media_type, first.size) == ("Letter.pdf", "application/pdf", 17)
    assert (second.name, second.size, second.added) == (
        "Photo.jpg", len(LARGE), dt.date(2026, 11, 23),
    )  # fmt: skip
    assert attachments.content(file, second.id)[1] == LARGE
    assert (done.ids, done.left_out) == ((first.id, second.id), ())
    attachments.save_copy(file, second.id, tmp_path / "copy.jpg")
    assert (tmp_path / "copy.jpg").read_bytes() == LARGE
    assert files.check(file) == ()


def test_a_drop_of_several_files_is_one_step(file: File, make: Make) -> None:
    joan = make.member()
    attach(file, "member", joan, LETTER, from_bytes("b.txt", b"b"), from_bytes("c.txt", b"c"))
    assert undo.labels(file).undo == "Attach files"
    undo.undo(file)
    assert names(file, "member", joan) == []
    undo.redo(file)
    assert names(file, "member", joan) == ["b.txt", "c.txt", "Letter.pdf"]


def test_the_same_content_is_kept_once(file: File, make: Make) -> None:
    joan, gwen = make.member(), make.member("Gwen", "Parry")
    attach(file, "member", joan, LETTER)
    attach(file, "member", gwen, LETTER)
    assert kept(file) == 1
    with pytest.raises(AppError, match=r"attached here already, as Letter\.pdf"):
        attach(file, "member", joan, from_bytes("Again.pdf", LETTER.read()))
    assert names(file, "member", joan) == ["Letter.pdf"]


def test_doubled_names_get_a_number(file: File, make: Make) -> None:
    joan = make.member()
    attach(file, "member", joan, LETTER, from_bytes("letter.pdf", b"another"))
    assert names(file, "member", joan) == ["letter (2).pdf", "Letter.pdf"]


def test_what_cannot_be_attached_is_left_out_and_told(
    file: File, make: Make, tmp_path: Path
) -> None:
    joan = make.member()
    (tmp_path / "empty.txt").touch()
    (tmp_path / "folder").mkdir()
    with (tmp_path / "film.mov").open("wb") as film:
        film.truncate(MOST_BYTES + 1)
    bad = [tmp_path / name for name in ("empty.txt", "folder", "film.mov", "nowhere.pdf")]
    done = attach(file, "member", joan, *bad, from_bytes("run.exe", b"MZ"), LETTER)
    assert names(file, "member", joan) == ["Letter.pdf"]
    told = " ".join(done.left_out)
    for words in ("empty.txt is empty", "folder is a folder", "25 MB can be", "no file", "program"):
        assert words in told
    before = undo.labels(file)
    with pytest.raises(AppError, match="is a program"):
        attach(file, "member", joan, from_bytes("run.exe", b"MZ"))
    assert (undo.labels(file), kept(file)) == (before, 1)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_file_is_called_what_it_is(file: File, make: Make, tmp_path: Path) -> None:
    member, pipe, ended = make.member(), tmp_path / "pipe.txt", tmp_path / "ended.sock"
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(ended))
    given = ((pipe, "it is a pipe"), (Path("/dev/zero"), "it is a device"), (ended, "a socket"))
    for path, what in given:
        told = rf"^{path.name} is no file that can be attached: .*{what}[^.]*\.$"
        with pytest.raises(AppError, match=told):
            attach(file, "member", member, path)
    (tmp_path / "leads nowhere.pdf").symlink_to(tmp_path / "gone.pdf")
    for name in ("leads nowhere.pdf", "pipe.txt/inside.pdf"):
        with pytest.raises(AppError, match="There is no file"):
            attach(file, "member", member, tmp_path / name)


def test_stopped_nothing_is_attached(file: File, make: Make) -> None:
    joan = make.member()

    def stop(done: int, _total: int, _words: str) -> None:
        if done == 1:
            progress.cancel()

    progress = Progress(stop)
    given = [LETTER, from_bytes("b.txt", b"b"), from_bytes("c.txt", b"c")]
    with pytest.raises(Cancelled):
        attachments.add(file, AttachmentPlace("member", joan, ""), given, progress)
    assert (names(file, "member", joan), kept(file)) == ([], 0)


def test_nothing_is_attached_to_what_was_removed(file: File, make: Make) -> None:
    joan = make.member()
    records.remove(file, "member", joan)
    with pytest.raises(Gone):
        attach(file, "member", joan, LETTER)


def test_renaming_keeps_the_ending_and_refuses_programs(file: File, make: Make) -> None:
    joan = make.member()
    one = attach(file, "member", joan, LETTER, from_bytes("b.txt", b"b")).ids[0]
    attachments.rename(file, one, 1, "Consent: signed")
    assert names(file, "member", joan) == ["b.txt", "Consent signed.pdf"]
    with pytest.raises(Conflict):
        attachments.rename(file, one, 1, "Later")
    for typed, why in (("Consent.exe", "program"), ("Consent.jpg", "holds a PDF")):
        with pytest.raises(AppError, match=why):
            attachments.rename(file, one, 2, typed)
    attachments.rename(file, one, 2, "LETTER.PDF")
    assert names(file, "member", joan) == ["b.txt", "LETTER.PDF"]
    undo.undo(file)
    assert names(file, "member", joan) == ["b.txt", "Consent signed.pdf"]


JPEG = b"\xff\xd8\xff\xe0 a photo"


def test_a_photo_under_a_wrong_name_is_kept_as_what_it_is(file: File, make: Make) -> None:
    joan = make.member()
    done = attach(file, "member", joan, from_bytes("fake.pdf", JPEG), from_bytes("a.txt", b"a"))
    assert done.remarks == ("fake.pdf holds a JPEG picture, and is kept as fake.jpg.",)
    lines = attachments.of(file, "member", joan).lines
    assert [(one.name, one.media_type) for one in lines] == [
        ("a.txt", "text/plain"), ("fake.jpg", "image/jpeg"),
    ]  # fmt: skip
    with pytest.raises(AppError, match=r"attached here already, as fake\.jpg"):
        attach(file, "member", joan, from_bytes("Photo.jpg", JPEG))
    attachments.rename(file, lines[1].id, lines[1].version, "Sunset")
    kinds = {one.name: one.media_type for one in attachments.of(file, "member", joan).lines}
    assert kinds["Sunset.jpg"] == "image/jpeg"


def test_what_is_no_pdf_is_kept_and_told(file: File, make: Make) -> None:
    joan = make.member()
    (told,) = attach(file, "member", joan, from_bytes("bill.pdf", b"words")).remarks
    assert "does not hold a PDF and cannot be shown here" in told
    (line,) = attachments.of(file, "member", joan).lines
    assert (line.name, line.media_type) == ("bill.pdf", "application/octet-stream")


def test_what_another_version_kept_under_a_wrong_ending_is_renamed_to_what_it_is(
    file: File, make: Make
) -> None:
    joan = make.member()
    one = attach(file, "member", joan, from_bytes("a.jpg", JPEG)).ids[0]
    with file.store.unjournalled() as connection:
        connection.exec_driver_sql(
            "UPDATE attachment SET name = 'a.pdf', media_type = 'application/pdf'"
        )
    attachments.rename(file, one, 1, "b")
    (line,) = attachments.of(file, "member", joan).lines
    assert (line.name, line.media_type) == ("b.jpg", "image/jpeg")


def test_names_in_sentences_are_short(file: File, make: Make) -> None:
    long = "x" * 226 + ".txt"
    joan = make.member()
    given = [from_bytes(long, b""), from_bytes(f"y{long}", b"MZ"), from_bytes(f"z{long}", b"MZ")]
    for one in attach(file, "member", joan, *given).left_out:
        assert len(one) < 160
    assert max(len(one) for one in names(file, "member", joan)) == 100


def test_removing_the_owner_removes_and_undo_brings_back(file: File, make: Make) -> None:
    joan = make.member()
    one = attach(file, "member", joan, LETTER).ids[0]
    records.remove(file, "member", joan)
    with pytest.raises(Gone):
        attachments.content(file, one)
    undo.undo(file)
    assert attachments.content(file, one)[1] == LETTER.read()


def test_bytes_go_once_nothing_can_bring_them_back(
    file: File, make: Make, path: Path, key: Key, clock: FixedClock
) -> None:
    joan = make.member()
    first, second = attach(file, "member", joan, LETTER, from_bytes("b.txt", LARGE)).ids
    attachments.remove(file, [first])
    attach(file, "member", joan, from_bytes("c.txt", b"c"))
    undo.undo(file)  # nothing names c any more, but redo would
    files_now = kept(file)
    undo.redo(file)
    assert files_now == kept(file) == 3
    assert files.check(file) == ()
    file.close()
    again = files.open_file(path, key, clock)
    assert kept(again) == 2
    assert attachments.content(again, second)[1] == LARGE
    again.close()


def test_a_crash_is_cleared_up_at_the_next_opening(
    file: File, make: Make, path: Path, key: Key, clock: FixedClock
) -> None:
    one = attach(file, "member", make.member(), from_bytes("b.txt", LARGE)).ids[0]
    attachments.remove(file, [one])
    assert kept(file) == 1
    copy = shutil.copyfile(path, path.with_name("Crashed.facilitator"))
    again = files.open_file(copy, key, clock)
    assert kept(again) == 0
    parts = again.store.raw.execute("SELECT count(*) FROM content_part").fetchone()
    assert parts == (0,)
    again.close()


def test_damage_is_found(file: File, make: Make) -> None:
    one = attach(file, "member", make.member(), LETTER).ids[0]
    with file.store.unjournalled() as connection:
        connection.exec_driver_sql("UPDATE content_part SET bytes = zeroblob(17)")
    with pytest.raises(AppError, match="damaged"):
        attachments.content(file, one)
    with file.store.unjournalled() as connection:
        connection.exec_driver_sql("DELETE FROM content_part")
        connection.exec_driver_sql("DELETE FROM content")
    assert len(files.check(file)) == 1


def test_what_is_attached_to_sealed_minutes_stays_as_it_is(file: File, make: Make) -> None:
    meeting = make.meeting(make.body(), dt.date(2026, 11, 3))
    item = make.record("agenda_item", meeting_id=meeting, title="Parking")
    one = attach(file, "meeting", meeting, LETTER).ids[0]
    meetings.take_step(file, meeting, "approved")
    seal = records.spec("meeting").seal({"status": "approved"})
    assert seal
    for act in (
        lambda: attach(file, "meeting", meeting, from_bytes("b.txt", b"b")),
        lambda: attach(file, "agenda_item", item, from_bytes("b.txt", b"b")),
        lambda: attachments.remove(file, [one]),
        lambda: attachments.rename(file, one, 1, "Other.pdf"),
    ):
        with pytest.raises(AppError) as refused:
            act()
        assert str(refused.value) == seal
    assert attachments.of(file, "meeting", meeting).seal == seal
    assert names(file, "meeting", meeting) == ["Letter.pdf"]


def test_receipts_belong_to_the_lines_of_a_claim(file: File, make: Make) -> None:
    joan = make.member()
    lines = [Draft("claim_line", {"category": "parking", "amount": 450})]
    values = {
        "member_id": joan, "date": dt.date(2026, 11, 3), "purpose_words": "Visit to the day unit",
    }  # fmt: skip
    claim = claims.save(file, Draft("claim", values), {"claim_line": lines}).id
    attached = attachments.of(file, "claim", claim, ("claim_line",))
    whole, line = attached.places
    assert (whole.record, line.record, attached.lines) == ("claim", "claim_line", ())
    attachments.add(file, line, [LETTER], Progress())
    (found,) = attachments.of(file, "claim", claim, ("claim_line",)).lines
    assert (found.name, found.line) == ("Letter.pdf", line.words)
    (hit,) = [one for one in find.find(file, "letter", 9) if one.title == "Letter.pdf"]
    assert (hit.record, hit.id) == ("claim", claim)
    records.remove(file, "claim", claim)
    assert file.store.raw.execute("SELECT count(*) FROM attachment").fetchone() == (0,)


def test_an_attachment_is_found_and_leads_to_its_owner(file: File, make: Make) -> None:
    joan = make.member()
    attach(file, "member", joan, from_bytes("Consent form.pdf", b"x"))
    (hit,) = find.find(file, "consent", 9)
    assert (hit.record, hit.id, hit.title) == ("member", joan, "Consent form.pdf")
    assert "Whitlock" in hit.second


def test_files_travel_in_a_package(file: File, other: File, make: Make, tmp_path: Path) -> None:
    joan = make.member()
    photo = from_bytes("b.jpg", LARGE)
    attach(file, "member", joan, LETTER, photo)
    attach(file, "body", make.body(), photo)
    out = tmp_path / "all.zip"
    exchange.export_package(file, out)
    exchange.import_package(other, out, Progress())
    assert kept(other) == 2
    _letter, large = sorted(attachments.of(other, "member", joan).lines, key=lambda one: one.size)
    assert attachments.content(other, large.id)[1] == LARGE
    exchange.import_package(other, out, Progress())
    assert names(other, "member", joan) == ["b.jpg", "Letter.pdf"]
    assert files.check(other) == ()
    again = tmp_path / "again.zip"
    exchange.export_package(file, again)
    assert again.read_bytes() == out.read_bytes()


def test_an_export_without_the_bytes_is_refused(file: File, make: Make, tmp_path: Path) -> None:
    attach(file, "member", make.member(), LETTER)
    with file.store.unjournalled() as connection:
        connection.exec_driver_sql("DELETE FROM content_part")
        connection.exec_driver_sql("DELETE FROM content")
    with pytest.raises(AppError, match="Restore a backup"):
        exchange.export_package(file, tmp_path / "all.zip")
    assert [one.name for one in tmp_path.glob("all*")] == []


def test_contents_are_told_apart_by_what_they_are(file: File) -> None:
    with file.store.unjournalled() as connection:
        digest = contents.put(connection, LARGE)
        assert contents.put(connection, LARGE) == digest
        assert contents.size(connection, digest) == len(LARGE)
        assert [len(part) for part in contents.parts(connection, digest)] == [
            1_000_000, 1_000_000, 560_000,
        ]  # fmt: skip


def spoilt(package: Path, name: str, change: Callable[[bytes], bytes | None]) -> Path:
    """Copy a package with each part whose name begins with `name` changed, or left out."""
    out = package.with_name("spoilt.zip")
    with zipfile.ZipFile(package) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            data = source.read(info)
            meant = info.filename.startswith(name) and not info.is_dir()
            found = change(data) if meant else data
            if found is not None:
                target.writestr(info, found)
    return out


@pytest.mark.parametrize(
    ("name", "change", "why"),
    [
        ("files/", lambda _data: None, "lacks the part files/"),
        ("files/", lambda data: data[:-1] + b"?", "is not what it says it is"),
        ("files/", lambda data: data + b"?", "is not what it says it is"),
        ("data/attachment", lambda data: data.replace(b",17,", b",18,"), "not what it says it is"),
    ],
)
def test_a_package_with_wrong_files_is_refused_whole(
    file: File, other: File, make: Make, tmp_path: Path, name: str,
    change: Callable[[bytes], bytes | None], why: str,
) -> None:  # fmt: skip
    attach(file, "member", make.member(), LETTER)
    exchange.export_package(file, tmp_path / "all.zip")
    bad = spoilt(tmp_path / "all.zip", name, change)
    before = content(other)
    with pytest.raises(AppError, match=why):
        exchange.import_package(other, bad, Progress())
    assert (content(other), kept(other)) == (before, 0)


def test_a_package_that_tells_another_size_of_what_is_here_is_refused(
    file: File, make: Make, tmp_path: Path
) -> None:
    one = attach(file, "member", make.member(), LETTER).ids[0]
    exchange.export_package(file, tmp_path / "all.zip")
    bad = spoilt(tmp_path / "all.zip", "data/attachment", lambda d: d.replace(b",17,", b",18,"))
    attach(file, "member", make.member("Gwen", "Parry"), LETTER)
    attachments.remove(file, [one])
    with pytest.raises(AppError, match="wrong sizes"):
        exchange.import_package(file, bad, Progress())


def test_what_a_package_attaches_to_nothing_here_is_left_out(
    file: File, other: File, make: Make, tmp_path: Path
) -> None:
    attach(file, "member", make.member(), LETTER)
    exchange.export_package(file, tmp_path / "all.zip")
    bad = spoilt(tmp_path / "all.zip", "data/member.", lambda data: data.splitlines(True)[0])
    exchange.import_package(other, bad, Progress())
    assert kept(other) == 0
    assert other.store.raw.execute("SELECT count(*) FROM attachment").fetchone() == (0,)


def test_a_program_that_an_older_version_took_in_is_never_opened(file: File, make: Make) -> None:
    joan = make.member()
    attach(file, "member", joan, LETTER)
    with file.store.unjournalled() as connection:
        connection.exec_driver_sql("UPDATE attachment SET name = '../../a.exe'")
    (line,) = attachments.of(file, "member", joan).lines
    with pytest.raises(AppError, match="is a program"):
        attachments.to_open(file, line.id)
    assert attachments.content(file, line.id)[0].name == "a.exe"


def test_a_package_attaches_nothing_to_what_is_sealed_here(
    file: File, make: Make, tmp_path: Path
) -> None:
    meeting = make.meeting(make.body(), dt.date(2026, 11, 3))
    one = attach(file, "meeting", meeting, LETTER).ids[0]
    exchange.export_package(file, tmp_path / "all.zip")
    attachments.remove(file, [one])
    meetings.take_step(file, meeting, "approved")
    exchange.import_package(file, tmp_path / "all.zip", Progress())
    assert names(file, "meeting", meeting) == []


def test_what_is_attached_stands_in_the_history_of_what_carries_it(file: File, make: Make) -> None:
    member = make.member()

    def told() -> str:
        return records.history(file, "member", member)[0].what

    [one] = attach(file, "member", member, from_bytes("letter.txt", b"Dear all")).ids
    assert told() == "Attachments: added letter.txt"
    attachments.rename(file, one, 1, "reply")
    assert told() == "Attachments: reply.txt (Name changed from “letter.txt” to “reply.txt”)"
    attachments.annotate(file, one, 2, "From the trust")
    assert told() == "Attachments: reply.txt (Note set to “From the trust”)"
    length = len(records.history(file, "member", member))
    attachments.rename(file, one, 3, "reply.txt")
    assert len(records.history(file, "member", member)) == length
    attachments.remove(file, [one])
    assert [line.what for line in records.history(file, "member", member)[:3]] == [
        "Attachments: taken away reply.txt",
        "Attachments: reply.txt, since deleted (Note set to “From the trust”)",
        "Attachments: reply.txt, since deleted (Name changed from “letter.txt” to “reply.txt”)",
    ]
    undo.undo(file)
    assert told() == "Attachments: added reply.txt"
    assert records.history(file, "member", make.member("Taro", "Bright"))[0].what == "Added"


def test_a_receipt_stands_in_the_history_of_its_claim_too(file: File, make: Make) -> None:
    claim = make.claim(make.member(), state="draft")
    line = make.record("claim_line", claim_id=claim, date=dt.date(2026, 11, 3), category="taxi")
    attach(file, "claim_line", line, from_bytes("receipt.txt", b"Paid"))
    assert records.history(file, "claim_line", line)[0].what == "Attachments: added receipt.txt"

    def told() -> str:
        return records.history(file, "claim", claim)[0].what

    assert told() == "Attachments of Taxi, 3 Nov 2026: added receipt.txt"
    other = make.claim(make.member("Taro", "Bright"), state="draft")
    make.record("claim_line", claim_id=other, date=dt.date(2026, 11, 4), category="taxi")
    assert records.history(file, "claim", other)[0].what == "Added"
    (one,) = attachments.of(file, "claim_line", line).lines
    attachments.rename(file, one.id, one.version, "taxi.txt")
    assert told() == (
        "Attachments of Taxi, 3 Nov 2026: taxi.txt (Name changed from “receipt.txt” to “taxi.txt”)"
    )
    attachments.remove(file, [one.id])
    of_taxi = "Attachments of Taxi, 3 Nov 2026"
    assert [line.what for line in records.history(file, "claim", claim)[:2]] == [
        f"{of_taxi}: taken away taxi.txt",
        f"{of_taxi}: taxi.txt, since deleted (Name changed from “receipt.txt” to “taxi.txt”)",
    ]
    undo.undo(file)
    records.remove(file, "claim_line", line)
    assert "Attach files" not in {line.what for line in records.history(file, "claim", claim)}
