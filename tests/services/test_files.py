"""Network files: made with lists and rates, opened, checked, backed up and restored."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from facilitator_app.clock import FixedClock
from facilitator_app.digests.lists import ListQuery
from facilitator_app.domain.errors import AppError, WrongPassphrase
from facilitator_app.domain.progress import Progress
from facilitator_app.services import erasure, files, lists, records, undo
from facilitator_app.services.files import File
from facilitator_app.spec.picklists import as_shipped
from facilitator_app.spec.record import Draft
from facilitator_app.store.key import Key
from facilitator_app.store.lock import user_name
from tests.conftest import PASSPHRASE, Make


def test_a_new_file_has_what_ships(file: File) -> None:
    shipped = as_shipped().entries
    fmt = file.format_context()
    assert fmt.lists.entries == {name: tuple(some) for name, some in shipped.items() if some}
    assert lists.frame(file, ListQuery("mileage_rate")).total == 6
    assert [row.label for row in lists.page(file, ListQuery("network"), 0, 5)] == ["Three Valleys"]
    assert undo.labels(file) == undo.UndoLabels("", "")
    assert files.check(file) == ()


def test_a_file_opens_with_its_passphrase(path: Path, clock: FixedClock) -> None:
    opened = files.open_file(path, PASSPHRASE, clock)
    assert opened.format_context().today == clock.today()
    opened.close()
    with pytest.raises(WrongPassphrase):
        files.open_file(path, PASSPHRASE + " ", clock)


def test_a_lost_passphrase_is_no_lost_file(path: Path, clock: FixedClock) -> None:
    opened = files.open_file(path, PASSPHRASE, clock)
    sheet = " ".join(opened.recovery_key())
    opened.close()
    files.open_with_sheet(path, sheet.lower(), clock).close()
    with pytest.raises(AppError, match="recovery key"):
        files.open_with_sheet(path, sheet[:-6], clock)


def test_the_same_dice_make_the_same_ids(tmp_path: Path, clock: FixedClock) -> None:
    found = []
    for name in ("one", "two"):
        made = files.create(
            tmp_path / f"{name}.facilitator", PASSPHRASE, "Same", clock, chance=random.Random(5)
        )
        found.append([row.id for row in lists.page(made, ListQuery("list_entry"), 0, 1000)])
        made.close()
    assert found[0] == found[1]


def test_a_name_with_accents_and_blanks_is_no_hindrance(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "Tŷ Gobaith & Co’s “file” #1.facilitator"
    made = files.create(path, "tŷ gobaith ✓", "Tŷ Gobaith", clock)
    copy = files.backup(made, tmp_path)
    made.close()
    assert files.restore(copy, path, "tŷ gobaith ✓", clock) is not None
    opened = files.open_file(path, "tŷ gobaith ✓", clock)
    assert [row.label for row in lists.page(opened, ListQuery("network"), 0, 5)] == ["Tŷ Gobaith"]
    opened.close()


def test_backup_and_restore_take_the_file_back(
    file: File, make: Make, path: Path, key: Key, tmp_path: Path, clock: FixedClock
) -> None:
    make.member()
    copy = files.backup(file, tmp_path)
    make.member("Taro", "Bright")
    file.close()
    kept = files.restore(copy, path, PASSPHRASE, clock)
    opened = files.open_file(path, key, clock)
    assert lists.frame(opened, ListQuery("member")).ever == 1
    opened.close()
    assert kept is not None
    assert kept.parent == path.parent


def test_words_of_a_list_can_be_changed_and_added(file: File, make: Make) -> None:
    assert file.format_context().lists.label("tier", "trust") == "Trust"
    rows = lists.page(file, ListQuery("list_entry", text="tier trust"), 0, 5)
    (entry,) = [row.id for row in rows if row.label == "Trust"]
    records.save(file, Draft("list_entry", {"words": "Hospital trust"}, entry))
    make.record("list_entry", list="tier", code="region", words="Region", place=9)
    offered = [(one.code, one.label) for one in file.format_context().lists.offered("tier")]
    assert offered[-2:] == [("trust", "Hospital trust"), ("region", "Region")]


def test_changes_are_signed_by_whom_the_settings_name(path: Path, clock: FixedClock) -> None:
    opened = files.open_file(path, PASSPHRASE, clock)
    make = Make(opened)

    def signer(name: str, record_id: int) -> str:
        return records.history(opened, name, record_id)[0].who

    body = make.body()
    assert signer("body", body) == user_name()
    settings = lists.page(opened, ListQuery("network"), 0, 1)[0].id
    records.save(opened, Draft("network", {"facilitator": " Rosa Facet "}, settings, 1))
    member = make.member()
    assert signer("member", member) == "Rosa Facet"
    assert signer("body", body) == user_name()
    undo.undo(opened)
    undo.undo(opened)
    assert signer("network", settings) == user_name()
    undo.redo(opened)
    opened.close()
    opened = files.open_file(path, PASSPHRASE, clock)
    erasure.erase(opened, "member", Make(opened).member("Ann", "Gone"), Progress())
    action = Make(opened).action()
    assert signer("action", action) == "Rosa Facet"
    opened.close()
