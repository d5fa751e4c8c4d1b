"""What a data package brings is held to the same declarations and checks as what is typed."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from facilitator_app.clock import fixed_on
from facilitator_app.digests.attachments import AttachmentPlace
from facilitator_app.digests.lists import ListQuery
from facilitator_app.domain.errors import AppError, Cancelled
from facilitator_app.domain.progress import Progress
from facilitator_app.records.frameworks import Framework, FrameworkItem
from facilitator_app.services import (
    attachments,
    claims,
    corrections,
    documents,
    erasure,
    exchange,
    files,
    lists,
    meetings,
    publications,
    records,
    tags,
    undo,
)
from facilitator_app.services.files import File
from facilitator_app.services.package_import import ERASED_HERE, Taken
from facilitator_app.spec.record import Changes, Draft
from facilitator_app.store import contents
from tests.conftest import TODAY, Make
from tests.store.seeing import content

Line = dict[str, str]
CONSULTATION = "Ladder of involvement: Consultation"
WORK_ONLY = "Groups seldom heard: English not a first language"


def altered(file: File, tmp_path: Path, part: str, change: Callable[[list[Line]], object]) -> Path:
    """Export everything, with the lines of one part changed."""
    whole, out = tmp_path / "whole.zip", tmp_path / "altered.zip"
    exchange.export_package(file, whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == f"data/{part}.csv":
                reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
                lines = list(reader)
                change(lines)
                text = io.StringIO()
                writer = csv.DictWriter(text, reader.fieldnames or ())
                writer.writeheader()
                writer.writerows(lines)
                data = text.getvalue().encode()
            target.writestr(name, data)
    return out


def setting(**values: str) -> Callable[[list[Line]], object]:
    """Return what puts `values` into the first line."""
    return lambda lines: lines[0].update(values)


def own_framework(file: File) -> None:
    items = {"framework_item": [Draft("framework_item", {"words": "Cups", "place": 1})]}
    records.save(file, Draft("framework", {"name": "Our own"}), items)


def last(**values: str) -> Callable[[list[Line]], object]:
    """Return what puts `values` into the line that was added last, by its id."""
    return lambda lines: max(lines, key=lambda one: int(one["id"])).update(values)


@pytest.mark.parametrize(
    ("part", "change", "why"),
    [
        ("framework", setting(name=""), "Fill in “Name”"),
        ("framework", last(name=""), "Fill in “Name”"),
        ("framework_item", setting(place=""), "Fill in “Place in the order”"),
        ("framework_item", last(place=""), "Fill in “Place in the order”"),
        ("member", setting(surname="", forenames=""), "Write a first name or a surname"),
        ("member", setting(surname="  ", forenames=" "), "Write a first name or a surname"),
        ("body", setting(name="  "), "Fill in “Name”"),
        ("member", setting(status=""), "Fill in “Status”"),
        ("claim", setting(state="paid", paid_on=""), "Say when it was paid"),
        ("claim_line", setting(date="2099-01-01"), "This day is still to come"),
        ("attachment", setting(media_type=""), "Fill in “Kind of file”"),
        ("attachment", setting(target_id=""), "Fill in “Which one”"),
        ("member", lambda lines: lines.append(lines[0]), "is there twice"),
    ],
)
def test_a_row_that_breaks_its_declaration_is_refused_by_its_place(
    part: str, change: Callable[[list[Line]], object], why: str,
    file: File, other: File, make: Make, tmp_path: Path,
) -> None:  # fmt: skip
    own_framework(file)
    joan = make.member()
    line = Draft("claim_line", {"category": "parking", "amount": 450})
    claims.save(
        file,
        Draft("claim", {"member_id": joan, "date": TODAY, "purpose_words": "Visit"}),
        {"claim_line": [line]},
    )
    attach(file, "member", joan, "Letter.pdf")
    make.body()
    bad = altered(file, tmp_path, part, change)
    before = content(other)
    with pytest.raises(AppError, match=rf"The row with id \d+ of data/{part}\.csv: .*{why}"):
        exchange.import_package(other, bad, Progress())
    assert content(other) == before


def test_two_records_of_the_search_index_never_share_an_id(
    file: File, other: File, make: Make, tmp_path: Path
) -> None:
    joan = make.member()
    make.body()
    twice = altered(file, tmp_path, "body", setting(id=str(joan)))
    before = content(other)
    with pytest.raises(AppError, match=r"data/body\.csv: Another record has this id"):
        exchange.import_package(other, twice, Progress())
    (item,) = other.store.raw.execute("SELECT min(id) FROM framework_item").fetchone()
    taken = altered(file, tmp_path, "member", setting(id=str(item)))
    with pytest.raises(AppError, match=r"data/member\.csv: Another record has this id"):
        exchange.import_package(other, taken, Progress())
    assert content(other) == before


def test_what_a_row_of_a_framework_leaves_unsaid_is_kept(
    file: File, other: File, tmp_path: Path
) -> None:
    whole = altered(file, tmp_path, "framework", lambda lines: lines.clear())
    short = tmp_path / "short.zip"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(short, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "data/network.csv":
                data = b"id,short_name\r\n1,Valleys\r\n"
            if not name.startswith(("data/framework_item", "data/framework.")):
                target.writestr(name, data)
            else:
                target.writestr(name, data.splitlines(keepends=True)[0])
    exchange.import_package(other, short, Progress())
    network = records.network(other)
    assert (network["name"], network["short_name"]) == ("Other", "Valleys")


def three_themes(file: File) -> dict[str, int]:
    """Save a framework with three items, the second of which is a part of the first."""
    own = records.save(file, Draft("framework", {"name": "Our themes"})).id
    found: dict[str, int] = {}
    for words, whole in (("Care", None), ("Ward", "Care"), ("Signs", None)):
        values = {"framework_id": own, "words": words, "parent_id": found.get(whole or "")}
        found[words] = records.save(file, Draft("framework_item", values)).id
    return found


def to_item(called: str, **values: str) -> Callable[[list[Line]], object]:
    """Return what puts `values` into the line of one item of ours."""
    return lambda lines: next(one for one in lines if one["words"] == called).update(values)


def told_items(file: File) -> dict[str, int | None]:
    with file.store.read() as session:
        rows = session.execute(
            select(FrameworkItem.words, FrameworkItem.parent_id)
            .join(Framework, Framework.id == FrameworkItem.framework_id)
            .where(Framework.name == "Our themes")
            .order_by(FrameworkItem.place)
        )
        return {row.words: row.parent_id for row in rows}


@pytest.mark.parametrize("both", [False, True], ids=["new", "there already"])
def test_wholes_that_are_none_and_words_that_come_twice_stay_out(
    file: File, other: File, tmp_path: Path, both: bool
) -> None:
    items = three_themes(file)
    ward, signs = str(items["Ward"]), str(items["Signs"])
    stored = {"Care": None, "Ward": items["Care"], "Signs": None}
    if both:
        exchange.import_package(other, exchange_all(file, tmp_path), Progress())
        assert told_items(other) == stored
    ladder = tags.item_named(file, CONSULTATION)
    wrong = [
        (to_item("Signs", parent_id=signs), {"Signs"}),
        (to_item("Signs", parent_id=str(ladder)), {"Signs"}),
        (to_item("Care", parent_id=ward), {"Care", "Ward"}),
        (to_item("Signs", words=" CARE"), {"Signs"}),
    ]
    for change, out in wrong:
        before = content(other)
        taken = exchange.import_package(
            other, altered(file, tmp_path, "framework_item", change), Progress()
        )
        kept = stored if both else {n: one for n, one in stored.items() if n not in out}
        assert told_items(other) == kept
        assert sum(taken.left_out.values()) == (1 if both else len(out))
        assert all("item" in why for why in taken.left_out)
        if both:
            assert content(other) == before
        else:
            undo.undo(other)


def test_a_part_comes_in_before_its_whole(file: File, other: File, tmp_path: Path) -> None:
    items = three_themes(file)
    records.save(file, Draft("framework_item", {"parent_id": None}, items["Ward"]))
    exchange.import_package(other, exchange_all(file, tmp_path), Progress())
    records.save(file, Draft("framework_item", {"parent_id": items["Signs"]}, items["Care"]))
    framework = records.get(file, "framework_item", items["Care"])["framework_id"]
    new = {"framework_id": framework, "words": "New"}
    fresh = records.save(file, Draft("framework_item", new)).id
    records.save(file, Draft("framework_item", {"parent_id": fresh}, items["Signs"]))
    taken = exchange.import_package(other, exchange_all(file, tmp_path), Progress())
    assert taken.left_out == {}
    assert told_items(other) == told_items(file)


def exchange_all(file: File, tmp_path: Path) -> Path:
    path = tmp_path / "all.zip"
    exchange.export_package(file, path)
    return path


def test_groups_that_stand_below_each_other_stay_out(
    file: File, other: File, make: Make, tmp_path: Path
) -> None:
    one, two = make.body(), make.body("User Forum", "UF")
    three = make.body("Lung group", "LG", parent_id=two)
    records.save(file, Draft("body", {"parent_id": one}, two))
    ring = altered(file, tmp_path, "body", setting(parent_id=str(two)))
    taken = exchange.import_package(other, ring, Progress())
    assert taken.left_out == {"A group cannot belong to itself, nor to one that belongs to it.": 3}
    assert lists.frame(other, ListQuery("body")).ever == 0
    assert three


def attach(file: File, record: str, record_id: int, name: str, data: bytes = b"%PDF") -> int:
    place = AttachmentPlace(record, record_id, "")
    given = [attachments.from_bytes(name, data)]
    return attachments.add(file, place, given, Progress()).ids[0]


def tagged(file: File, record: str, record_id: int) -> int:
    item = tags.item_named(file, CONSULTATION)
    children = {"tag": [Draft("tag", {"item_id": item})]}
    records.save(file, Draft(record, {}, record_id), children)
    return item


def count(file: File, table: str) -> int:
    return int(file.store.raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_what_is_never_put_on_a_person_is_left_out(
    file: File, other: File, make: Make, tmp_path: Path
) -> None:
    joan = make.member()
    tagged(file, "action", make.action())
    onto = setting(target="member", target_id=str(joan), item_id=str(work_item(file)))
    taken = exchange.import_package(other, altered(file, tmp_path, "tag", onto), Progress())
    assert count(other, "tag") == 0
    assert count(other, "action") == 1
    (why,) = taken.reasons()
    assert why.startswith("1 record was left out. “Groups seldom heard” is never put")
    undo.undo(other)
    assert count(other, "action") == 0


def work_item(file: File) -> int:
    return tags.item_named(file, WORK_ONLY)


def test_what_carries_no_tags_gets_none(
    file: File, other: File, make: Make, tmp_path: Path
) -> None:
    action = make.action()
    tagged(file, "action", action)
    paper = published(file)
    onto = setting(target="publication", target_id=str(paper))
    taken = exchange.import_package(other, altered(file, tmp_path, "tag", onto), Progress())
    # papers come after tags, so that what is put on one is loose where the paper is new
    assert (count(other, "tag"), sum(taken.left_out.values())) == (0, 1)
    taken = exchange.import_package(other, tmp_path / "altered.zip", Progress())
    assert count(other, "tag") == 0
    assert taken.reasons() == ("1 record was left out. Published papers carry no tags.",)


def test_tags_are_checked_wherever_the_description_has_them(
    file: File, other: File, make: Make, tmp_path: Path
) -> None:
    joan = make.member()
    tagged(file, "action", make.action())
    onto = setting(target="member", target_id=str(joan), item_id=str(work_item(file)))
    bad, turned = altered(file, tmp_path, "tag", onto), tmp_path / "turned.zip"
    with zipfile.ZipFile(bad) as source, zipfile.ZipFile(turned, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, reversed_resources(data) if name.endswith(".json") else data)
    exchange.import_package(other, turned, Progress())
    assert (count(other, "tag"), count(other, "member")) == (0, 1)


def reversed_resources(data: bytes) -> bytes:
    described = json.loads(data)
    described["resources"].reverse()
    return json.dumps(described).encode()


@pytest.mark.parametrize("name", ["../../evil.exe", "a.pdf.EXE ", "a\u202efdp.exe"])
def test_a_program_is_left_out_and_told(
    name: str, file: File, other: File, make: Make, tmp_path: Path
) -> None:
    attach(file, "member", make.member(), "Letter.pdf")
    bad = altered(file, tmp_path, "attachment", setting(name=name))
    taken = exchange.import_package(other, bad, Progress())
    (why,) = taken.reasons()
    assert why.startswith("1 record was left out. ")
    assert "is a program or leads to one, and is not kept here." in why
    assert (count(other, "attachment"), count(other, "content")) == (0, 0)
    assert count(other, "member") == 1


def test_a_name_is_cleaned_as_when_attaching(
    file: File, other: File, make: Make, tmp_path: Path
) -> None:
    joan = make.member()
    attach(file, "member", joan, "Letter.pdf")
    named = setting(name="../../a\u202e:b.pdf", media_type="text/html")
    exchange.import_package(other, altered(file, tmp_path, "attachment", named), Progress())
    (line,) = attachments.of(other, "member", joan).lines
    assert line.name == "a b.pdf"
    kind = other.store.raw.execute("SELECT media_type FROM attachment").fetchone()
    assert kind == ("application/octet-stream",)


def test_an_attachment_gets_the_ending_of_its_content_whatever_the_package_says(
    file: File, other: File, make: Make, tmp_path: Path
) -> None:
    joan = make.member()
    photo = attachments.from_bytes("Photo.jpg", b"\xff\xd8\xff\xe0 a photo")
    attachments.add(file, AttachmentPlace("member", joan, ""), [photo], Progress())
    named = setting(name="fake.pdf", media_type="application/pdf")
    package = altered(file, tmp_path, "attachment", named)
    taken = exchange.import_package(other, package, Progress())
    (line,) = attachments.of(other, "member", joan).lines
    assert (line.name, line.media_type) == ("fake.jpg", "image/jpeg")
    told = "fake.pdf holds a JPEG picture, and is kept as fake.jpg."
    assert taken.remarks == (told,)
    assert told in taken.summary()
    assert exchange.import_package(other, package, Progress()).remarks == ()


def published(file: File) -> int:
    ready = publications.read(file, "annual", 2025)(Progress())
    return publications.publish(file, ready).id


@pytest.mark.parametrize("attached", [("file",), ("other",), ("file", "other")])
def test_a_published_paper_may_be_attached_too(
    attached: tuple[str, ...], file: File, other: File, make: Make, tmp_path: Path
) -> None:
    paper = published(file)
    pages, joan = publications.show(file, paper).content, make.member()
    gwen = records.save(other, Draft("member", {"forenames": "Gwen", "surname": "Parry"})).id
    if "file" in attached:
        attach(file, "member", joan, "Report.pdf", pages)
    if "other" in attached:
        attach(other, "member", gwen, "Ours.pdf", pages)
    before, package = content(other), tmp_path / "all.zip"
    exchange.export_package(file, package)
    assert exchange.import_package(other, package, Progress()).left_out == {}
    undo.undo(other)
    assert content(other) == before
    undo.redo(other)
    for member in (gwen, joan):
        for one in attachments.of(other, "member", member).lines:
            assert attachments.content(other, one.id)[1] == pages
            attachments.remove(other, [one.id])
            undo.undo(other)
        stays = erasure.plan(other, "member", member).stays
        told = [one for one in stays if "the same is kept here too" in one and "Annual" in one]
        assert len(told) == len(attachments.of(other, "member", member).lines)
        erasure.erase(other, "member", member, Progress())
        assert publications.show(other, paper).content == pages
    assert count(other, "attachment") == 0
    with other.store.unjournalled() as connection:
        contents.collect(connection)
    assert publications.show(other, paper).content == pages


def test_undone_a_paper_leaves_what_is_attached_alone(
    file: File, other: File, tmp_path: Path
) -> None:
    paper = published(file)
    pages = publications.show(file, paper).content
    gwen = records.save(other, Draft("member", {"forenames": "Gwen", "surname": "Parry"})).id
    ours = attach(other, "member", gwen, "Ours.pdf", pages)
    exchange.export_package(file, tmp_path / "all.zip")
    exchange.import_package(other, tmp_path / "all.zip", Progress())
    undo.undo(other)
    with other.store.unjournalled() as connection:
        contents.collect(connection)
    assert (publications.every(other), count(other, "content")) == ((), 1)
    assert attachments.content(other, ours)[1] == pages


def test_a_paper_that_is_here_may_be_attached_afterwards(
    file: File, make: Make, tmp_path: Path
) -> None:
    paper = published(file)
    attach(file, "member", make.member(), "Report.pdf", publications.show(file, paper).content)
    exchange.export_package(file, tmp_path / "all.zip")
    assert exchange.import_package(file, tmp_path / "all.zip", Progress()).left_out == {}


def test_a_paper_whose_pages_are_its_figures_is_refused(
    file: File, other: File, make: Make, tmp_path: Path
) -> None:
    make.member()
    published(file)

    def swap(lines: list[Line]) -> None:
        for line in lines:
            line["paper_hash"], line["figures_hash"] = line["figures_hash"], line["paper_hash"]

    package = altered(file, tmp_path, "publication", swap)
    with pytest.raises(AppError, match="is not what it says it is in this data package"):
        exchange.import_package(other, package, Progress())
    assert publications.every(other) == ()


def test_the_package_of_a_sample_makes_no_sample_of_a_network(
    file: File, other: File, make: Make, tmp_path: Path
) -> None:
    make.member()
    named = setting(sample="true", name="Three Valleys")
    exchange.import_package(other, altered(file, tmp_path, "network", named), Progress())
    found = records.network(other)
    assert (found["name"], bool(found["sample"])) == ("Three Valleys", False)


def doubled(lines: list[Line]) -> None:
    """Put the first line there once more, as another record."""
    lines.append({**lines[0], "id": str(int(lines[0]["id"]) + 5)})


@pytest.mark.parametrize("part", ["tag", "attachment", "publication"])
def test_the_same_once_more_stays_out_and_is_told(
    part: str, file: File, other: File, make: Make, tmp_path: Path
) -> None:
    meeting = make.meeting(make.body(), dt.date(2026, 11, 3))
    tagged(file, "meeting", meeting)
    attach(file, "meeting", meeting, "Letter.pdf")
    meetings.take_step(file, meeting, "approved")
    twice = altered(file, tmp_path, part, doubled)
    for where in (file, other, other):
        taken = exchange.import_package(where, twice, Progress())
        assert taken.reasons() == ("1 record was left out. The same is here already.",)
        assert count(where, part) == 1
    renamed = altered(file, tmp_path, part, setting(id="77"))
    taken = exchange.import_package(file, renamed, Progress())
    assert taken.reasons() == ("1 record was left out. The same is here already.",)
    assert count(file, part) == 1


def test_what_is_sealed_here_is_counted_and_told(file: File, make: Make, tmp_path: Path) -> None:
    meeting = make.meeting(make.body(), dt.date(2026, 11, 3))
    items = [
        make.record("agenda_item", meeting_id=meeting, number=n, title="Parking") for n in (1, 2)
    ]
    exchange.export_package(file, tmp_path / "all.zip")
    for one in items:
        records.remove(file, "agenda_item", one)
    meetings.take_step(file, meeting, "approved")
    taken = exchange.import_package(file, tmp_path / "all.zip", Progress())
    (why,) = taken.reasons()
    assert why.startswith("2 records were left out. ")
    assert "approved" in why


def test_of_many_reasons_the_first_are_told() -> None:
    taken = Taken(Changes(""), {"A.": 1, "B.": 4, "C.": 2, "D.": 1, "E.": 1})
    assert taken.summary() == (
        "4 records were left out. B. 2 records were left out. C. 1 record was left out. A. "
        "And 2 more."
    )
    assert len(taken.reasons()) == 5
    assert Taken(Changes(""), {}).summary() == ""


def approved_meeting(file: File, make: Make, day: dt.date = dt.date(2026, 11, 3)) -> int:
    meeting = make.meeting(make.body(letters=f"G{day.day}"), day, status="minutes")
    make.record("agenda_item", meeting_id=meeting, number=1, title="Parking", text="Bays wanted.")
    meetings.take_step(file, meeting, "approved")
    return meeting


def test_what_was_held_where_a_package_was_written_comes_as_held(
    file: File, other: File, make: Make, tmp_path: Path
) -> None:
    held = approved_meeting(file, make)
    exchange.export_package(file, tmp_path / "all.zip")
    other.store.clock = fixed_on(dt.date(2026, 10, 1))
    assert exchange.import_package(other, tmp_path / "all.zip", Progress()).left_out == {}
    assert records.get(other, "meeting", held)["status"] == "approved"


def without_papers(file: File, tmp_path: Path) -> Path:
    return altered(file, tmp_path, "publication", lambda lines: lines.clear())


def test_approved_minutes_without_their_paper_are_published_as_they_come(
    file: File, other: File, make: Make, tmp_path: Path
) -> None:
    held = [approved_meeting(file, make, dt.date(2026, 11, day)) for day in (3, 4)]
    make.meeting(make.body(letters="OP"), dt.date(2026, 11, 5), status="minutes")
    package, told = without_papers(file, tmp_path), list[str]()
    progress = Progress(lambda _n, _of, words: told.append(words))
    taken = exchange.import_package(other, package, progress)
    assert taken.papers == len(held)
    assert taken.summary() == (
        "The papers of 2 approved meetings were not in the package: they were made, with today's"
        " date."
    )
    papers = publications.every(other)
    assert {(one.paper, one.subject) for one in papers} == {("minutes", one) for one in held}
    for paper in papers:
        now = documents.read(other, "minutes", paper.subject).digest
        assert publications.source(other, paper.id).digest == now
        assert publications.show(other, paper.id).content.startswith(b"%PDF")
    assert told.count("Setting the approved minutes") == len(held)
    undo.undo(other)
    assert (publications.every(other), count(other, "meeting")) == ((), 0)
    undo.redo(other)
    assert publications.every(other) == papers


def test_minutes_that_were_published_are_not_once_more(
    file: File, other: File, make: Make, tmp_path: Path
) -> None:
    approved_meeting(file, make)
    (paper,) = publications.every(file)
    publications.withdraw(file, paper.id, "A name was wrong.")
    exchange.export_package(file, tmp_path / "all.zip")
    assert exchange.import_package(other, tmp_path / "all.zip", Progress()).made() == ""
    assert [one.id for one in publications.every(other)] == [paper.id]


def test_stopped_while_minutes_are_set_nothing_is_kept(
    file: File, other: File, make: Make, tmp_path: Path
) -> None:
    approved_meeting(file, make)
    package, before = without_papers(file, tmp_path), content(other)

    def stop(_done: int, _total: int, words: str) -> None:
        if words == "Setting the approved minutes":
            progress.cancel()

    progress = Progress(stop)
    with pytest.raises(Cancelled):
        exchange.import_package(other, package, progress)
    assert content(other) == before


@pytest.mark.parametrize("needed", [True, False])
def test_an_older_package_brings_nothing_back_of_who_was_erased(
    needed: bool, file: File, make: Make, tmp_path: Path
) -> None:
    joan, gwen, body = make.member(), make.member("Gwen", "Parry"), make.body()
    seats = [make.seat(one, body) for one in (joan, gwen)]
    attach(file, "member", joan, "Letter.pdf")
    attach(file, "seat", seats[0], "Terms.pdf")
    claim, kept = make.claim(joan), make.action(owner_id=gwen)
    exchange.export_package(file, tmp_path / "all.zip")
    if not needed:
        records.remove(file, "claim", claim)
    records.remove(file, "action", kept)
    erasure.erase(file, "member", joan, Progress())
    before = {one: content(file)[one] for one in ("member", "seat", "attachment", "claim")}
    taken = exchange.import_package(file, tmp_path / "all.zip", Progress())
    assert {one: content(file)[one] for one in before} == before
    assert count(file, "action") == 1
    # the seat and both attachments; where nothing needed her, she and her claim as well
    assert taken.left_out == {ERASED_HERE: 3 if needed else 5}
    assert files.check(file) == ()


def corrected(file: File, item: int, text: str) -> None:
    one = records.get(file, "agenda_item", item)
    draft = Draft("agenda_item", {"text": text}, item, one.version)
    corrections.correct(file, draft, "The number was wrong.")


def test_a_correction_of_what_is_here_already_is_left_out(
    file: File, other: File, make: Make, tmp_path: Path
) -> None:
    meeting = approved_meeting(file, make)
    (item,) = file.store.raw.execute("SELECT id FROM agenda_item").fetchone()
    exchange.export_package(file, tmp_path / "all.zip")
    exchange.import_package(other, tmp_path / "all.zip", Progress())
    corrected(file, item, "14 bays wanted.")
    later = dt.date(2026, 11, 10)
    second = make.meeting(make.body(letters="OP"), later, status="minutes")
    new = make.record("agenda_item", meeting_id=second, number=1, title="Tea", text="Nice.")
    meetings.take_step(file, second, "approved")
    corrected(file, new, "Very nice.")
    exchange.export_package(file, tmp_path / "later.zip")
    minutes = documents.read(other, "minutes", meeting).digest
    taken = exchange.import_package(other, tmp_path / "later.zip", Progress())
    assert documents.read(other, "minutes", meeting).digest == minutes
    assert taken.left_out == {"What this belongs to is here already, and stays as it is.": 1}
    assert other.store.raw.execute("SELECT target_id FROM correction").fetchall() == [(new,)]
    assert exchange.import_package(file, tmp_path / "later.zip", Progress()).left_out == {}


def test_what_is_not_as_it_was_written_is_told_before_anything_is_added(
    file: File, make: Make, tmp_path: Path
) -> None:
    joan = make.member("Joan", "Whitlock")
    make.member("Ada", "Fern")
    attach(file, "member", joan, "Letter.pdf")
    whole = altered(file, tmp_path, "", lambda _lines: None)
    assert exchange.package_disagreements(file, whole) == ()
    meant = "Unless somebody meant it so, fetch or write it again."
    fewer = "This data package has fewer rows than when it was written: data/member.csv (1 of 2)."
    bad = altered(file, tmp_path, "member", lambda lines: lines.pop())
    assert exchange.package_disagreements(file, bad) == (fewer, meant)
    bad = altered(file, tmp_path, "member", setting(surname="Whitlocke"))
    changed = "This data package was changed after it was written: data/member.csv."
    assert exchange.package_disagreements(file, bad) == (changed, meant)
    with zipfile.ZipFile(tmp_path / "whole.zip") as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            if not name.startswith("files/") or name == "files/":
                target.writestr(name, source.read(name))
    lacking = "This data package lacks 1 file that was attached."
    assert exchange.package_disagreements(file, bad) == (lacking, meant)


def test_a_package_of_before_parts_were_counted_comes_in(
    file: File, other: File, make: Make, tmp_path: Path
) -> None:
    make.member("Joan", "Whitlock")
    exchange.export_package(file, tmp_path / "all.zip")
    older = tmp_path / "older.zip"
    with zipfile.ZipFile(tmp_path / "all.zip") as source, zipfile.ZipFile(older, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "datapackage.json":
                said = json.loads(data)
                for one in said["resources"]:
                    del one["rows"], one["hash"]
                data = json.dumps(said).encode()
            target.writestr(name, data)
    assert exchange.package_disagreements(other, older) == ()
    exchange.import_package(other, older, Progress())
    assert len(content(other)["member"]) == 1
