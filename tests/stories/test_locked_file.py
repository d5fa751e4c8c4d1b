"""Another program wants the file while one types: it is kept out, and nothing is lost."""

from __future__ import annotations

import pytest
from sqlcipher3 import dbapi2

from facilitator_app.domain.errors import InUse
from facilitator_app.services import files, records
from facilitator_app.store import file as store_file
from tests.stories.house import Sample
from tests.stories.person import Person
from tests.stories.test_unwritable_file import edit_isla

PHONE = "01632 960999"


def test_no_other_program_can_hold_the_file(person: Person) -> None:
    page, store = edit_isla(person), person.file.store
    person.fills("Telephone", PHONE)
    other = store_file.connect(store.path, store.key, store.salt)
    for wanted in ("BEGIN EXCLUSIVE", "SELECT count(*) FROM member"):
        with pytest.raises(dbapi2.OperationalError, match="locked"):
            other.execute(wanted)
    person.presses("Ctrl+S")
    assert records.get(person.file, "member", page.record_id)["telephone"] == PHONE
    other.close()
    person.presses("Ctrl+Z")
    assert records.get(person.file, "member", page.record_id)["telephone"] != PHONE


def test_a_second_program_is_told_who_has_it_and_harms_nothing(
    person: Person, sample: Sample
) -> None:
    page = edit_isla(person)
    person.fills("Telephone", PHONE)
    with pytest.raises(InUse, match="has had this file open"):
        files.open_file(person.file.store.path, sample.key, person.file.store.clock)
    person.presses("Ctrl+S")
    assert records.get(person.file, "member", page.record_id)["telephone"] == PHONE
    assert files.check(person.file) == ()
