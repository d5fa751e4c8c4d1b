"""The journal: images of every row before and after, without special-category values."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from facilitator_app.services import records, undo
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.conftest import Make

SECRETS: dict[str, Any] = {
    "access_needs": ("hearing_loop", "guide_dog"),
    "access_words": "Zwölf Stühle, near the door.",
    "sites": ("thyroid", "sarcoma"),
}
OTHER_SECRETS: dict[str, Any] = {
    "access_needs": ("bsl",),
    "access_words": "Quartz lamp.",
    "sites": None,
}
TELLING = ("hearing_loop", "guide_dog", "Zwölf", "thyroid", "sarcoma", "bsl", "Quartz")


def journal(file: File, record_id: int) -> list[tuple[Any, ...]]:
    """Return (action, before, after) of one record, oldest first, images as JSON objects."""
    rows = file.store.raw.execute(
        "SELECT action, before, after FROM change WHERE record_id = ? ORDER BY id", (record_id,)
    )
    return [(row[0], row[1] and json.loads(row[1]), row[2] and json.loads(row[2])) for row in rows]


def test_every_change_has_its_images(file: File, make: Make) -> None:
    body = make.body("User Forum", "UF", quorum=4, started=dt.date(2024, 2, 1))
    records.save(file, Draft("body", {"quorum": None, "started": dt.date(2025, 2, 1)}, body, 1))
    records.remove(file, "body", body)
    whole = {
        "name": "User Forum", "short_name": "UF", "type": "partnership_group", "quorum": 4,
        "started": "2024-02-01",
    }  # fmt: skip
    later = {key: value for key, value in whole.items() if key != "quorum"} | {
        "started": "2025-02-01"
    }
    assert journal(file, body) == [
        ("add", None, whole),
        (
            "change",
            {"quorum": 4, "started": "2024-02-01"},
            {"quorum": None, "started": "2025-02-01"},
        ),
        ("remove", {**later, "version": 2}, None),
    ]


def test_a_change_set_says_when_who_and_what(file: File, make: Make) -> None:
    make.member()
    undo.undo(file)
    rows = file.store.raw.execute(
        "SELECT id, at, who, label, undoes FROM change_set"
        " WHERE label LIKE '%Add {thing}%' ORDER BY id"
    ).fetchall()
    (first, *added), (_second, *undone) = rows
    add = '["Add {thing}",{"thing":"member"}]'
    assert added == ["2026-11-23T09:00:00+00:00", "Fran Tester", add, None]
    again = f'["Undo: {{label}}",{{"label":{add}}}]'
    assert undone == ["2026-11-23T09:00:00+00:00", "Fran Tester", again, first]


def test_special_values_are_nowhere_in_the_journal(file: File, make: Make) -> None:
    member = make.member(**SECRETS)
    records.save(file, Draft("member", OTHER_SECRETS, member, 1))
    undo.undo(file)
    undo.redo(file)
    records.remove(file, "member", member)
    undo.undo(file)
    rows = file.store.raw.execute("SELECT * FROM change WHERE record = 'member'").fetchall()
    clear = repr([rows, file.store.raw.execute("SELECT * FROM change_set").fetchall()])
    assert len(rows) == 6
    assert not [word for word in TELLING if word in clear]
    assert journal(file, member)[1][1:] == (
        dict.fromkeys(SECRETS, "*"),
        dict.fromkeys(SECRETS, "*"),
    )


def test_undo_in_the_same_session_restores_special_values(file: File, make: Make) -> None:
    member = make.member(**SECRETS)

    def secrets() -> dict[str, Any]:
        row = records.get(file, "member", member)
        return {name: row[name] for name in SECRETS}

    records.save(file, Draft("member", OTHER_SECRETS, member, 1))
    undo.undo(file)
    assert secrets() == SECRETS
    undo.redo(file)
    assert secrets() == OTHER_SECRETS
    undo.undo(file)
    records.remove(file, "member", member)
    undo.undo(file)
    assert secrets() == SECRETS


def test_special_values_of_an_import_are_undone_and_redone(file: File) -> None:
    rows: list[dict[str, Any]] = [
        {"forenames": "Joan", "surname": "Whitlock", **SECRETS},
        {"forenames": "B", "surname": "C"},
    ]
    ids = [records.save(file, Draft("member", row)).id for row in rows]
    for _ in rows:
        undo.undo(file)
    for _ in rows:
        undo.redo(file)
    assert records.get(file, "member", ids[0])["sites"] == SECRETS["sites"]
    assert records.get(file, "member", ids[1])["sites"] is None


def test_history_tells_special_values_without_their_content(file: File, make: Make) -> None:
    member = make.member(**SECRETS)
    records.save(file, Draft("member", OTHER_SECRETS | {"telephone": "01684 496 0142"}, member, 1))
    told = records.history(file, "member", member)[0].what
    assert told == (
        "Telephone set to 01684 496 0142; What they need changed; In their own words changed; "
        "Cancer sites they know changed"
    )


def test_history_tells_references_by_name(file: File, make: Make) -> None:
    joan, taro = make.member(), make.member("Taro", "Bright")
    action = make.action(owner_id=joan, due=dt.date(2026, 4, 3))
    records.save(file, Draft("action", {"owner_id": taro, "due": dt.date(2026, 4, 10)}, action, 1))
    records.save(file, Draft("action", {"owner_id": None}, action, 2))
    records.remove(file, "member", taro)
    told = [line.what for line in records.history(file, "action", action)]
    assert told == [
        "Who does it cleared (was something deleted)",
        (
            "Who does it changed from Joan Whitlock to something deleted; "
            "By when changed from 3 Apr 2026 to 10 Apr 2026"
        ),
        "Added",
    ]


def test_a_long_text_is_told_shortly(file: File, make: Make) -> None:
    member = make.member()
    records.save(file, Draft("member", {"notes": "word " * 100}, member, 1))
    (line, _added) = records.history(file, "member", member)
    assert line.what == "Notes set to “" + ("word " * 100)[:57] + "…”"
