"""Tags on records: kept with what they stand on, counted, listed by, and never on a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from facilitator_app.digests.exchange import RowOutcome
from facilitator_app.digests.find import Offer
from facilitator_app.digests.lists import ListQuery
from facilitator_app.domain.codes import code_of
from facilitator_app.domain.errors import AppError, Conflict, Invalid
from facilitator_app.domain.progress import Progress
from facilitator_app.records.frameworks import FrameworkItem
from facilitator_app.records.tags import Tag
from facilitator_app.services import (
    documents,
    exchange,
    find,
    frameworks,
    lists,
    records,
    tags,
    undo,
)
from facilitator_app.services.children import removal_key
from facilitator_app.services.files import File
from facilitator_app.spec.frameworks import shipped
from facilitator_app.spec.record import Draft, Row
from facilitator_app.store.labels import Label
from tests.conftest import TODAY, Make

CONSULTATION = "Ladder of involvement: Consultation"


def tag(file: File, record: str, record_id: int, *items: str) -> None:
    """Let a record carry these tags and no others."""
    stored = {row["item_id"]: row for row in records.children(file, record, record_id)["tag"]}
    drafts = []
    for item in (tags.item_named(file, one) for one in items):
        row = stored.get(item)
        known = (row.id, row.version) if row is not None else (None, None)
        drafts.append(Draft("tag", {"item_id": item}, *known))
    records.save(file, Draft(record, {}, record_id), {"tag": drafts})


def told(file: File, record: str, record_id: int) -> list[str]:
    return [row.refs["item_id"] for row in records.children(file, record, record_id)["tag"]]


def shown(file: File, record: str, tag: str) -> list[int]:
    query = ListQuery(record, tag=tags.item_named(file, tag), columns=("tags",))
    assert lists.frame(file, query).total == len(lists.page(file, query, 0, 50))
    return [row.id for row in lists.page(file, query, 0, 50)]


def test_a_new_file_has_every_framework_that_ships(file: File) -> None:
    query = ListQuery("framework", chip="offered")
    rows = lists.page(file, query, 0, 100)
    assert [row.label for row in rows] == sorted((one.name for one in shipped()), key=str.casefold)
    for one in shipped():
        (row,) = [row for row in rows if row.label == one.name]
        found = records.children(file, "framework", row.id)["framework_item"]
        assert [item["words"] for item in found] == [item.words for item in one.items]
        parents = {item["code"]: item.refs.get("parent_id", "") for item in found}
        for item in one.items:
            whole = next((p.words for p in one.items if p.code == item.parent), "")
            assert parents[item.code] == whole


def test_any_number_of_tags_in_one_step_that_undo_takes_back(file: File, make: Make) -> None:
    action = make.action()
    tag(file, "action", action, CONSULTATION, "Planning, delivery and evaluation: Planning")
    assert told(file, "action", action) == [
        CONSULTATION, "Planning, delivery and evaluation: Planning",
    ]  # fmt: skip
    undo.undo(file)
    assert told(file, "action", action) == []
    undo.redo(file)
    tag(file, "action", action, "Planning, delivery and evaluation: Planning")
    assert told(file, "action", action) == ["Planning, delivery and evaluation: Planning"]


def test_tags_go_with_what_they_stand_on_and_come_back(file: File, make: Make) -> None:
    action = make.action()
    tag(file, "action", action, CONSULTATION)
    records.remove(file, "action", action)
    assert tags.used(file, "action") == ()
    undo.undo(file)
    assert told(file, "action", action) == [CONSULTATION]


def test_a_list_shows_the_rows_with_a_tag(file: File, make: Make) -> None:
    one, other = make.action("Ask the ward"), make.action("Write the leaflet")
    tag(file, "action", one, CONSULTATION)
    tag(file, "action", other, CONSULTATION, "Ladder of involvement: Partnership")
    assert set(shown(file, "action", CONSULTATION)) == {one, other}
    assert shown(file, "action", "Ladder of involvement: Partnership") == [other]
    assert shown(file, "action", "Ladder of involvement: Information") == []
    cells = lists.page(file, ListQuery("action", columns=("what", "tags"), sort="what"), 0, 9)
    assert [row.cells[1].text for row in cells] == [
        CONSULTATION, f"{CONSULTATION}; Partnership",
    ]  # fmt: skip


def test_they_are_counted_on_the_rows_of_the_view_that_is_shown(file: File, make: Make) -> None:
    one, other = (
        make.action("Ask the ward"),
        make.action("Write the leaflet", status="done", done_on=TODAY),
    )
    tag(file, "action", one, CONSULTATION)
    tag(file, "action", other, CONSULTATION, "Ladder of involvement: Information")

    def counted(**asked: Any) -> list[tuple[str, int]]:
        found = lists.tag_counts(file, ListQuery("action", **asked))
        return [(c.words, c.number) for c in found]

    everything = [("Information", 1), ("Consultation", 2)]
    assert counted() == counted(chip="all") == everything
    assert counted(tag=tags.used(file, "action")[0].item_id) == everything
    assert counted(chip="open") == counted(text="ward") == [("Consultation", 1)]
    assert counted(chip="open", text="leaflet") == []


def test_views_count_what_they_would_show_with_the_tag_that_is_chosen(
    file: File, make: Make
) -> None:
    one = make.action("Ask the ward")
    other = make.action("Write the leaflet", status="done", done_on=TODAY)
    make.action("Ring the centre")
    tag(file, "action", one, CONSULTATION)
    tag(file, "action", other, CONSULTATION)
    item = tags.item_named(file, CONSULTATION)

    def shown(**asked: Any) -> tuple[dict[str, int], int]:
        found = lists.frame(file, ListQuery("action", **asked))
        return {chip.key: chip.count for chip in found.chips}, found.total

    every, total = shown(chip="all")
    assert (every["all"], every["open"], total) == (3, 2, 3)
    for chip, count in shown(tag=item)[0].items():
        query = ListQuery("action", chip=chip, tag=item)
        assert count == lists.frame(file, query).total == len(lists.page(file, query, 0, 9))
    assert shown(chip="open", tag=item)[0]["all"] == shown(tag=item)[1] == 2
    # what is looked for narrows the rows alone, with a tag as without
    assert shown(chip="all", text="ward") == (every, 1)
    assert shown(chip="all", text="ward", tag=item) == (shown(tag=item)[0], 1)
    assert shown(chip="all") == (every, 3)
    sentences = {lists.frame(file, ListQuery("action", tag=one)).sentence for one in (0, item)}
    assert len(sentences) == 1


def test_they_are_counted_by_framework_and_place(file: File, make: Make) -> None:
    one, other = make.action("Ask the ward"), make.action("Write the leaflet")
    tag(file, "action", one, "Planning, delivery and evaluation: Planning", CONSULTATION)
    tag(file, "action", other, "Ladder of involvement: Information", CONSULTATION)
    assert [(c.framework, c.words, c.number) for c in tags.used(file, "action")] == [
        ("Ladder of involvement", "Information", 1),
        ("Ladder of involvement", "Consultation", 2),
        ("Planning, delivery and evaluation", "Planning", 1),
    ]
    assert tags.used(file, "meeting") == ()


def test_the_annual_report_counts_those_of_its_year(file: File, make: Make) -> None:
    day = dt.date(2025, 9, 8)
    held = make.meeting(make.body(), day, status="minutes")
    planned = make.meeting(make.body("User Forum", "UF"), day, status="scheduled")
    now, later = make.action(raised=day), make.action(raised=dt.date(2026, 9, 8))
    for record, one in (
        ("meeting", held), ("meeting", planned), ("action", now), ("action", later),
    ):  # fmt: skip
        tag(file, record, one, CONSULTATION)
    made = documents.make(file, "annual", 2025, "text").content.decode("utf-8")
    assert "What our work was about" in made
    assert "Consultation, 2 times." in " ".join(made.split())


def test_some_frameworks_are_never_put_on_a_person(file: File, make: Make) -> None:
    words = "Groups seldom heard: English not a first language"
    with pytest.raises(Invalid) as told:
        tag(file, "member", make.member(), words)
    assert "“Groups seldom heard” is never put on a person" in str(told.value.problems)
    tag(file, "action", make.action(), words)


def test_a_tag_is_offered_for_a_record_that_it_may_be_put_on(file: File, make: Make) -> None:
    on = {"member": make.member(), "action": make.action()}
    with file.store.read() as session:
        first = session.scalars(select(func.min(FrameworkItem.id)).group_by("framework_id")).all()
    refused = []
    for item in first:
        words = records.get(file, "framework_item", item).label
        draft = Draft("tag", {"item_id": item})
        for record, one in on.items():
            found = find.choices(file, "framework_item", words, 50, Offer(on=record))
            try:
                records.save(file, Draft(record, {}, one), {"tag": [draft]})
            except Invalid:
                refused.append((record, words.partition(":")[0]))
                assert item not in [hit.id for hit in found]
            else:
                assert item in [hit.id for hit in found]
    assert refused == [("member", "Basis of a view"), ("member", "Groups seldom heard")]


def test_what_is_retired_stays_where_it_is_and_is_offered_no_more(file: File, make: Make) -> None:
    action = make.action()
    tag(file, "action", action, CONSULTATION)
    item = tags.item_named(file, CONSULTATION)
    assert item in [hit.id for hit in find.choices(file, "framework_item", "consul", 20)]
    records.save(file, Draft("framework_item", {"retired": True}, item))
    assert item not in [hit.id for hit in find.choices(file, "framework_item", "consul", 20)]
    assert told(file, "action", action) == [CONSULTATION]
    framework = records.get(file, "framework_item", item)["framework_id"]
    records.save(file, Draft("framework", {"retired": True}, framework))
    assert not [
        hit for hit in find.choices(file, "framework_item", "ladder", 20)
        if hit.title.startswith("Ladder of")
    ]  # fmt: skip


def test_a_framework_is_found_by_its_name_with_its_items_in_order(file: File) -> None:
    found = [hit.title for hit in find.choices(file, "framework_item", "power", 20)]
    assert [one for one in found if one.startswith("Power")] == [
        f"{one.name}: {item.words}"
        for one in shipped()
        if one.name.startswith("Power")
        for item in one.items
    ]


def test_an_item_in_use_is_not_removed_but_can_be_retired(file: File, make: Make) -> None:
    tag(file, "action", make.action(), CONSULTATION)
    item = tags.item_named(file, CONSULTATION)
    with pytest.raises(Conflict, match="named in: tags"):
        records.remove(file, "framework_item", item)


def test_a_framework_of_ones_own_gets_codes(file: File) -> None:
    framework = records.save(
        file, Draft("framework", {"name": "Our own themes"}),
        {"framework_item": [Draft("framework_item", {"words": "Café"}),
                            Draft("framework_item", {"words": "Caf\u00e9!"})]},
    ).id  # fmt: skip
    assert records.get(file, "framework", framework)["code"] == code_of("Our own themes", ())
    items = records.children(file, "framework", framework)["framework_item"]
    cafe = code_of("Café", ())
    assert [one["code"] for one in items] == [cafe, code_of("Caf\u00e9!", ())]


def items_of(file: File, framework: int) -> dict[str, Row]:
    rows = records.children(file, "framework", framework)["framework_item"]
    return {row["words"]: row for row in rows}


def themes(file: File, name: str = "Our own themes") -> tuple[int, dict[str, Row]]:
    """Save a framework of two items, Care and Ward; return its id and them."""
    words = ("Care", "Ward")
    drafts = [Draft("framework_item", {"words": one}) for one in words]
    saved = records.save(file, Draft("framework", {"name": name}), {"framework_item": drafts}).id
    return saved, items_of(file, saved)


def resaved(file: File, framework: int, changes: Mapping[str, Mapping[str, Any]]) -> None:
    """Save all items of a framework as its page does, some of them changed."""
    drafts = [
        Draft("framework_item", changes.get(words, {}), row.id, row.version)
        for words, row in items_of(file, framework).items()
    ]
    frameworks.save(file, Draft("framework", {}, framework), {"framework_item": drafts})


def test_an_item_is_no_part_of_itself_nor_of_another_framework(file: File) -> None:
    framework, items = themes(file)
    care, ward = items["Care"].id, items["Ward"].id
    elsewhere = tags.item_named(file, CONSULTATION)
    for given, one in ((care, care), (elsewhere, care), (10**15, care)):
        with pytest.raises(Invalid) as told:
            records.save(file, Draft("framework_item", {"parent_id": given}, one))
        assert told.value.problems.keys() == {"parent_id"}
        with pytest.raises(Invalid) as told:
            resaved(file, framework, {"Care": {"parent_id": given}})
        assert told.value.problems.keys() == {"framework_item.0.parent_id"}
    records.save(file, Draft("framework_item", {"parent_id": care}, ward))
    with pytest.raises(Invalid, match="cannot be a part of itself, nor of one that"):
        records.save(file, Draft("framework_item", {"parent_id": ward}, care))
    other, _items = themes(file, "Others")
    for values, at, why in (
        ({"framework_id": other, "words": "X"}, care, "stand in another framework"),
        ({"framework_id": framework, "words": "New", "parent_id": elsewhere}, None, "its own"),
    ):
        with pytest.raises(Invalid, match=why):
            records.save(file, Draft("framework_item", values, at))


def test_a_whole_and_its_part_change_places_in_one_step(file: File) -> None:
    framework, items = themes(file)
    care, ward = items["Care"].id, items["Ward"].id
    resaved(file, framework, {"Care": {"parent_id": ward}})
    resaved(file, framework, {"Care": {"parent_id": None}, "Ward": {"parent_id": care}})
    assert items_of(file, framework)["Ward"]["parent_id"] == care
    resaved(file, framework, {"Care": {"words": "Ward"}, "Ward": {"words": "Care"}})
    assert items_of(file, framework)["Ward"].id == care
    with pytest.raises(Invalid, match="cannot be a part of itself"):
        resaved(file, framework, {"Ward": {"parent_id": ward}})


def test_no_two_items_of_a_framework_are_called_the_same(file: File) -> None:
    framework, items = themes(file)
    with pytest.raises(Invalid) as told:
        resaved(file, framework, {"Ward": {"words": " cARE "}})
    assert told.value.problems == {
        "framework_item.1.words": "Another item of this framework is called “ cARE ”."
    }
    new = Draft("framework_item", {"framework_id": framework, "words": "ward"})
    with pytest.raises(Invalid, match="Another item of this framework is called “ward”"):
        records.save(file, new)
    with pytest.raises(Invalid, match="has the code"):
        records.save(
            file, Draft("framework_item", {"code": items["Care"]["code"]}, items["Ward"].id)
        )
    themes(file, "Others")


def test_a_group_stands_below_itself_nowhere(file: File, make: Make) -> None:
    one, other = make.body(), make.body("User Forum", "UF")
    for name in ("parent_id", "reports_to_id"):
        records.save(file, Draft("body", {name: one}, other))
        for at, below in ((other, other), (one, other)):
            with pytest.raises(Invalid) as told:
                records.save(file, Draft("body", {name: below}, at))
            assert told.value.problems.keys() == {name}


def test_the_whole_of_an_item_is_chosen_among_those_beside_it(file: File) -> None:
    _framework, items = themes(file)
    ids = frozenset(one.id for one in items.values())
    for typed in ("", "care", "c"):
        found = find.choices(file, "framework_item", typed, 20, Offer(only=ids))
        assert items["Care"].id in {hit.id for hit in found} <= ids
        assert "Care" in {hit.title for hit in found}


def test_what_is_added_to_a_framework_comes_after_its_last_item(file: File) -> None:
    ladder = records.get(file, "framework_item", tags.item_named(file, CONSULTATION))
    framework = ladder["framework_id"]
    for words in ("Zest", "Afterthought"):
        records.save(file, Draft("framework_item", {"framework_id": framework, "words": words}))
    items = records.children(file, "framework", framework)["framework_item"]
    assert [one["words"] for one in items[-2:]] == ["Zest", "Afterthought"]
    assert [one["place"] for one in items] == list(range(1, len(items) + 1))


@pytest.mark.parametrize("words", ["", "Nothing such", "Ladder: Consultation", "x" * 9_999])
def test_a_name_that_no_tag_has_is_told(words: str, file: File) -> None:
    with pytest.raises(AppError, match="No tag is called") as told:
        tags.item_named(file, words)
    assert len(str(told.value)) < 200


def test_a_name_that_several_tags_have_asks_for_the_framework(file: File) -> None:
    with pytest.raises(AppError, match="Several tags are called “Information”"):
        tags.item_named(file, "Information")


def test_a_tag_that_came_twice_is_counted_once(file: File, make: Make) -> None:
    action = make.action()
    tag(file, "action", action, CONSULTATION)
    item = tags.item_named(file, CONSULTATION)
    with file.store.write(Label("Twice")) as work:
        work.insert_many(Tag, [{"target": "action", "target_id": action, "item_id": item}])
    assert [one.number for one in tags.used(file, "action")] == [1]


def test_tags_travel_in_the_data_package(
    file: File, other: File, make: Make, tmp_path: Path
) -> None:
    action = make.action()
    tag(file, "action", action, CONSULTATION)
    exchange.export_package(file, tmp_path / "all.zip")
    exchange.import_package(other, tmp_path / "all.zip", Progress())
    assert told(other, "action", action) == [CONSULTATION]
    assert lists.frame(other, ListQuery("framework")).ever == len(shipped())


def listed(file: File, record: str) -> dict[str, str]:
    """Return what the column of tags says of each record."""
    query = ListQuery(record, columns=("what", "tags"))
    return {row.cells[0].text: row.cells[1].text for row in lists.page(file, query, 0, 1_000)}


def test_tags_come_in_with_a_list_and_go_with_its_undo(file: File, tmp_path: Path) -> None:
    path = tmp_path / "actions.csv"
    path.write_text(
        "What,Tags\nRing the centre,Partnership; Wheel: Nothing\nWrite a leaflet,\n"
        f'Ask the ward,"Partnership, {CONSULTATION}; Information"\n'
    )
    preview = exchange.preview(file, "action", path)
    assert preview.plan.unused == ()
    told_of = [[one.words for one in row.remarks if one.problem] for row in preview.plan.rows]
    assert [[one.partition(":")[0] for one in row] for row in told_of] == [
        ["Wheel"], [], ["Information"],
    ]  # fmt: skip
    assert preview.plan.count(RowOutcome.ADD) == 3
    exchange.apply(file, preview.plan, frozenset(), Progress())
    assert listed(file, "action") == {
        "Ring the centre": "Partnership",
        "Write a leaflet": "",
        "Ask the ward": f"{CONSULTATION}; Partnership",
    }
    undo.undo(file)
    assert listed(file, "action") == {}
    assert tags.used(file, "action") == ()
    undo.redo(file)
    assert [one.number for one in tags.used(file, "action")] == [1, 2]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_tags_of_an_exported_list_come_back_as_they_were(
    file: File, other: File, tmp_path: Path, suffix: str
) -> None:
    with file.store.read() as session:
        every = session.scalars(select(FrameworkItem.id).order_by(FrameworkItem.id)).all()
    for at, item in enumerate(every):
        one = records.save(file, Draft("action", {"what": f"Number {at}"})).id
        with file.store.write(Label("Tag")) as work:
            tags.put(work, "action", [(one, (item, every[at - 1]))])
    out = tmp_path / f"list{suffix}"
    exchange.export_list(file, ListQuery("action", columns=("what", "tags")), out)
    preview = exchange.preview(other, "action", out)
    assert [row.remarks for row in preview.plan.rows if row.remarks] == []
    exchange.apply(other, preview.plan, frozenset(), Progress())
    assert listed(other, "action") == listed(file, "action")


def test_a_person_is_not_tagged_by_a_list_with_what_is_meant_for_work(
    file: File, tmp_path: Path
) -> None:
    work = next(one for one in shipped() if not one.people)
    fine = next(one for one in shipped() if one.people)
    path = tmp_path / "members.csv"
    path.write_text(
        "Forenames,Surname,Tags\n"
        f'Joan,Whitlock,"{work.name}: {work.items[0].words}; {fine.name}: {fine.items[0].words}"\n'
    )
    plan = exchange.preview(file, "member", path).plan
    assert len(plan.rows[0].tags) == 1
    assert any("no such tag" in one.words for one in plan.rows[0].remarks)


def test_a_list_of_what_has_no_tags_leaves_the_column_out(file: File, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Line,Tags\nA,Consultation\n")
    read = exchange.read_sheet(path, "claim")
    assert exchange.guess(file, "claim", read).field_of("Tags") == ""
    assert "@tags" not in [one.name for one in exchange.fields_for("claim")]
    assert "@tags" in [one.name for one in exchange.fields_for("action")]


def test_an_item_is_found_by_words_of_its_own_and_of_its_framework(file: File) -> None:
    for typed in ("ladder consul", "consul ladder", "Ladder of involvement: Consultation"):
        assert CONSULTATION in [
            hit.title for hit in find.choices(file, "framework_item", typed, 20)
        ], typed
    assert find.choices(file, "framework_item", "ladder zzz", 20) == ()
    assert find.choices(file, "framework_item", "&", 20) == ()


def test_tags_stand_in_the_history_of_what_carries_them(file: File, make: Make) -> None:
    action = make.action()
    tag(file, "action", action, CONSULTATION)
    records.save(file, Draft("action", {"what": "Ask again"}, action, 1))
    tag(file, "action", action)
    told = [line.what for line in records.history(file, "action", action)]
    assert [told[0], told[2], told[3]] == [
        f"Tags: taken away {CONSULTATION}", f"Tags: added {CONSULTATION}", "Added",
    ]  # fmt: skip
    undo.undo(file)
    assert len(records.children(file, "action", action)["tag"]) == 1
    assert records.history(file, "action", action)[0].what == f"Tags: added {CONSULTATION}"
    undo.redo(file)
    tag(file, "action", action)
    assert len(records.history(file, "action", action)) == len(told) + 2
    tag(file, "action", action, CONSULTATION)
    other = "Ladder of involvement: Information"
    tag(file, "action", action, other)
    told = [line.what for line in records.history(file, "action", action)]
    assert told[0] == f"Tags: added {other}; taken away {CONSULTATION}"


def test_an_item_in_use_is_kept_and_says_what_to_do_instead(file: File, make: Make) -> None:
    tag(file, "action", make.action(), CONSULTATION)
    (framework,) = [
        row.id
        for row in lists.page(file, ListQuery("framework", chip="offered"), 0, 100)
        if row.label == "Ladder of involvement"
    ]
    items = records.children(file, "framework", framework)["framework_item"]
    used = tags.item_named(file, CONSULTATION)
    given = [Draft("framework_item", {}, one.id, one.version) for one in items if one.id != used]
    with pytest.raises(Invalid) as caught:
        records.save(file, Draft("framework", {}, framework), {"framework_item": given})
    assert caught.value.problems == {
        removal_key("framework_item", used): (
            "This framework item cannot be deleted, because it is named in: tags. "
            "Tick “No longer offered” to retire it instead."
        )
    }
    assert records.children(file, "framework", framework)["framework_item"] == items
