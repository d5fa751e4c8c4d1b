"""The whole round of every record type; one that is added to the catalogue is tested at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from facilitator_app.digests.lists import ListQuery
from facilitator_app.domain.errors import AppError, Conflict, Gone, Invalid
from facilitator_app.domain.progress import Progress
from facilitator_app.records.catalogue import ALL
from facilitator_app.services import drafts, erasure, files, find, lists, records, undo
from facilitator_app.services.files import File
from facilitator_app.spec import kinds
from facilitator_app.spec.picklists import as_shipped
from facilitator_app.spec.record import Draft, Field, Privacy, RecordSpec
from facilitator_app.store.base import Record, record_type
from facilitator_app.store.search import matches
from tests.records.record_maker import Maker, elsewhere, unmade_kinds
from tests.store.seeing import content

NAMES = [cls.__tablename__ for cls in ALL]
SEALED = ("correction", "publication")  # from the start: nothing of it can be changed or removed
OPEN = [name for name in NAMES if name not in SEALED]
SPECS = [cls.spec() for cls in ALL]
FIELDS = [pytest.param(one, id=f"{spec.name}.{one.name}") for spec in SPECS for one in spec.fields]
POINTING = [
    pytest.param(one.kind.record, spec.name, one, id=f"{one.kind.record}<-{spec.name}.{one.name}")
    for spec in SPECS
    for one in spec.refs
    if isinstance(one.kind, kinds.Ref)
]
# Names of people's offices and of things keep their capitals within a sentence.
PROPER = {"User", "Involvement", "Facilitator"}


@pytest.fixture
def maker(file: File) -> Iterator[Maker]:
    """Give a maker; whatever a test does, nothing loose is left behind."""
    yield Maker(file)
    assert file.store.raw.execute("PRAGMA foreign_key_check").fetchall() == []


def undo_everything(file: File) -> None:
    while undo.labels(file).undo:
        undo.undo(file)


def redo_everything(file: File) -> None:
    while undo.labels(file).redo:
        undo.redo(file)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_saved_is_read_back(name: str, file: File, maker: Maker) -> None:
    values = maker.values(name)
    row = records.get(file, name, maker.record(name))
    assert row.values == values
    assert (row.version, bool(row.label)) == (1, True)
    spec = records.spec(name)
    assert set(row.refs) == {one.name for one in spec.refs}
    assert all(row.refs.values())


@pytest.mark.parametrize("name", OPEN)
def test_every_field_can_be_changed(name: str, file: File, maker: Maker) -> None:
    one, other = maker.values(name), maker.values(name, turn=1)
    given = {key: value for key, value in other.items() if key in one}
    follows = record_type(name).computed_values(one)  # such as the kind of a file from its name
    assert [key for key in one if one[key] == given[key] and key not in follows] == []
    saved = maker.record(name)
    change = records.save(file, Draft(name, given, saved, version=1))
    assert (name, saved) in change.changes.touched
    row = records.get(file, name, saved)
    assert (row.values, row.version) == (given, 2)


@pytest.mark.parametrize("name", OPEN)
def test_every_field_that_may_be_empty_can_be_emptied(name: str, file: File, maker: Maker) -> None:
    saved = maker.record(name)
    spec = records.spec(name)
    asked_for = {
        "purpose_words",
        "miles",
        "mode",
        "reference",
    }  # by a rule, or filled in by the program
    kept = asked_for | set(spec.label)
    blank: dict[str, Any] = {
        one.name: None for one in spec.typed if not one.required and one.name not in kept
    }
    records.save(file, Draft(name, blank, saved, version=1))
    row = records.get(file, name, saved)
    assert {key: row[key] for key in blank} == blank
    fresh = maker.record(name, **blank)
    again = records.get(file, name, fresh)
    assert {key: again[key] for key in blank} == blank


@pytest.mark.parametrize("name", NAMES)
def test_saving_what_stands_already_changes_nothing(name: str, file: File, maker: Maker) -> None:
    saved = maker.record(name)
    label = undo.labels(file)
    again = records.save(file, Draft(name, maker.values(name), saved, version=1))
    assert again.changes.touched == frozenset()
    assert (records.get(file, name, saved).version, undo.labels(file)) == (1, label)


@pytest.mark.parametrize("name", OPEN)
def test_a_stale_form_is_refused(name: str, file: File, maker: Maker) -> None:
    saved = maker.record(name)
    records.save(file, Draft(name, maker.values(name, turn=1), saved, version=1))
    before, label = content(file), undo.labels(file)
    with pytest.raises(Conflict, match="changed elsewhere"):
        records.save(file, Draft(name, maker.values(name), saved, version=1))
    assert (content(file), undo.labels(file)) == (before, label)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_saved_without_what_is_required(name: str, file: File, maker: Maker) -> None:
    values = maker.values(name)
    before = content(file)
    for one in records.spec(name).typed:
        if one.required and not one.numbered:
            with pytest.raises(Invalid) as refused:
                records.save(file, Draft(name, values | {one.name: None}))
            assert one.label in refused.value.problems[one.name]
    assert content(file) == before


@pytest.mark.parametrize("name", OPEN)
def test_undo_all_is_empty_and_redo_all_is_whole(name: str, file: File, maker: Maker) -> None:
    maker.values(name, turn=0), maker.values(name, turn=1)
    file.store.steps.clear()
    empty = content(file)
    one = maker.record(name)
    other = maker.record(name, turn=1)
    records.remove(file, name, other)
    records.save(file, Draft(name, maker.values(name, turn=1), one, version=1))
    third = maker.record(name)
    whole = content(file)
    undo_everything(file)
    assert content(file) == empty
    redo_everything(file)
    assert content(file) == whole
    undo_everything(file)
    assert content(file) == empty
    with pytest.raises(Gone):
        records.get(file, name, third)
    with pytest.raises(AppError, match="nothing to undo"):
        undo.undo(file)


@pytest.mark.parametrize("name", NAMES)
def test_a_form_from_before_undo_and_redo_is_stale(name: str, file: File, maker: Maker) -> None:
    saved = maker.record(name)
    undo.undo(file)
    undo.redo(file)
    with pytest.raises(Conflict):
        records.save(file, Draft(name, maker.values(name, turn=1), saved, version=1))


@pytest.mark.parametrize("name", NAMES)
def test_it_is_listed_in_every_order(name: str, file: File, maker: Maker) -> None:
    made = {maker.record(name), maker.record(name, turn=1), maker.record(name)}
    head = lists.frame(file, ListQuery(name))
    assert head.total == head.ever >= len(made)
    assert (bool(head.title), bool(head.sentence)) == (True, True)
    for place, column in enumerate(head.columns):
        if not column.sortable:
            continue
        rows = lists.page(file, ListQuery(name, sort=column.key), 0, 1000)
        back = lists.page(file, ListQuery(name, sort=column.key, descending=True), 0, 1000)
        up, down = [row.id for row in rows], [row.id for row in back]
        blank = {row.id for row in rows if not row.cells[place].text}
        assert [one for one in up if one not in blank] == [
            one for one in reversed(down) if one not in blank
        ], column.key
        assert made <= set(up)
        if column.key not in {one.name for one in records.spec(name).fields}:
            continue  # worked out: what it is ordered by need not be what it shows
        last = len(blank)
        assert set(up[len(up) - last :]) == set(down[len(down) - last :]) == blank, column.key
        assert [
            lists.position(file, ListQuery(name, sort=column.key), one) for one in up[:5]
        ] == list(range(len(up[:5])))


@pytest.mark.parametrize("name", NAMES)
def test_its_rows_fit_its_columns(name: str, file: File, maker: Maker) -> None:
    made = maker.record(name)
    head = lists.frame(file, ListQuery(name))
    (row,) = [row for row in lists.page(file, ListQuery(name), 0, 1000) if row.id == made]
    assert len(row.cells) == len(head.columns)
    assert row.label == records.get(file, name, made).label
    assert row.cells[0].text
    assert not [cell for cell in row.cells if "None" in cell.text]


@pytest.mark.parametrize("name", NAMES)
def test_every_chip_counts_what_it_shows(name: str, file: File, maker: Maker) -> None:
    maker.record(name)
    maker.record(name, turn=1)
    for chip in lists.frame(file, lists.first_query(name)).chips:
        ask = ListQuery(name, chip=chip.key)
        rows = lists.page(file, ask, 0, 1000)
        assert len(rows) == chip.count == lists.frame(file, ask).total
        assert chip.label


@pytest.mark.parametrize("name", OPEN)
def test_its_card_reads_well(name: str, file: File, maker: Maker) -> None:
    saved = maker.record(name)
    card = lists.card(file, name, saved)
    assert card.title
    facts = [fact for section in card.sections for fact in section.facts]
    assert facts
    assert not [fact for fact in facts if "None" in fact.text or not (fact.label or fact.text)]
    for fact in facts:
        if fact.link:
            records.get(file, *fact.link)
    records.remove(file, name, saved)
    with pytest.raises(Gone, match="deleted in the meantime"):
        lists.card(file, name, saved)


@pytest.mark.parametrize("name", OPEN)
def test_it_is_found_by_every_searched_field(name: str, file: File, maker: Maker) -> None:
    saved = maker.record(name)
    searched = [one for one in records.spec(name).fields if one.searched]
    values = maker.values(name)
    for one in searched:
        with file.store.read() as session:
            found = matches(session.connection(), values[one.name], (name,), 50)
        assert saved in [match.id for match in found], one.name
        assert saved in [
            row.id for row in lists.page(file, ListQuery(name, text=values[one.name]), 0, 1000)
        ]
        assert saved in [hit.id for hit in find.choices(file, name, values[one.name], 50)]
    records.remove(file, name, saved)
    for one in searched:
        assert saved not in [hit.id for hit in find.choices(file, name, values[one.name], 50)]


@pytest.mark.parametrize("name", NAMES)
def test_its_draft_is_kept_as_it_was(name: str, file: File, maker: Maker) -> None:
    draft = Draft(name, maker.values(name) | {records.spec(name).typed[-1].name: None}, 12, 3)
    drafts.keep(file, f"{name}/12", draft)
    kept = drafts.find(file, f"{name}/12")
    assert kept is not None
    assert kept.draft == draft


@pytest.mark.parametrize("name", OPEN)
def test_its_history_is_told_in_words(name: str, file: File, maker: Maker) -> None:
    saved = maker.record(name)
    records.save(file, Draft(name, maker.values(name, turn=1), saved, version=1))
    changed, added = records.history(file, name, saved)
    assert (added.what, added.who, added.at) == ("Added", "Fran Tester", file.store.clock.now())
    told = dict.fromkeys(changed.what.split("; "))
    for one in records.spec(name).typed:
        assert one.label in changed.what
        if one.privacy is Privacy.SPECIAL:
            assert f"{one.label} changed" in told
    records.remove(file, name, saved)
    assert records.history(file, name, saved)[0].what == "Deleted"


def pointed_at(name: str, by: str, through: Field, maker: Maker) -> tuple[int, int]:
    """Save one record of `name`, and one of `by` that points to it; return the ids."""
    maker.values(by), maker.values(name)
    saved = maker.record(name)
    return saved, maker.record(by, **{through.name: saved})


@pytest.mark.parametrize(("name", "by", "through"), POINTING)
def test_removing_takes_what_is_owned_and_spares_what_is_referred_to(
    name: str, by: str, through: Field, file: File, maker: Maker
) -> None:
    assert isinstance(through.kind, kinds.Ref)
    saved, child = pointed_at(name, by, through, maker)
    before = content(file)
    if through.kind.owned:
        records.remove(file, name, saved)
        for gone in ((name, saved), (by, child)):
            with pytest.raises(Gone):
                records.get(file, *gone)
        undo.undo(file)
    else:
        with pytest.raises(
            Conflict, match=r"cannot be deleted, because (it is|they are) named in: "
        ) as refused:
            records.remove(file, name, saved)
        assert records.spec(by).plural.lower() in str(refused.value)
    assert content(file) == before


@pytest.mark.parametrize("name", NAMES)
def test_what_is_exported_reads_back(name: str, file: File, maker: Maker) -> None:
    for turn in (0, 1):
        values, fmt = maker.values(name, turn), file.format_context()
        for one in records.spec(name).fields:
            value = values[one.name]
            written = one.kind.write(value, fmt)
            assert isinstance(written, str)
            assert one.kind.read(written, fmt) == value, one.name
            assert one.kind.from_plain(one.kind.plain(value)) == value, one.name
            if not isinstance(one.kind, kinds.Ref):
                assert one.parse(one.show(value, fmt), fmt) == value, one.name


@pytest.mark.parametrize("name", SEALED)
def test_what_is_sealed_from_the_start_refuses_every_change(
    name: str, file: File, maker: Maker
) -> None:
    one, spec = maker.record(name), records.spec(name)
    for field in spec.fields:
        with pytest.raises(AppError):
            records.save(file, Draft(name, {field.name: maker.values(name, 1)[field.name]}, one))
    with pytest.raises(AppError):
        records.remove(file, name, one)


def test_the_catalogue_holds_every_record_type() -> None:
    assert {mapper.class_ for mapper in Record.registry.mappers} == set(ALL)
    assert len(NAMES) == len(set(NAMES))
    assert records.names() == tuple(NAMES)


def test_the_catalogue_names_what_is_referred_to_first() -> None:
    for spec in SPECS:
        for one in spec.refs:
            assert isinstance(one.kind, kinds.Ref)
            assert NAMES.index(one.kind.record) <= NAMES.index(spec.name)


def test_every_kind_is_made() -> None:
    assert unmade_kinds() == set()


@pytest.mark.parametrize("one", FIELDS)
def test_every_label_is_in_sentence_case(one: Field) -> None:
    for words in filter(None, (one.label, one.section, one.help)):
        assert words[0].isupper() or words[0].isdigit()
        assert words == words.strip()
    assert not [word for word in one.label.split()[1:] if word.istitle() and word not in PROPER]
    assert not one.label.endswith((".", ":"))
    assert not one.help or one.help.endswith(".")


@pytest.mark.parametrize("spec", SPECS, ids=NAMES)
def test_every_record_type_is_told_in_words(spec: RecordSpec) -> None:
    assert spec.singular[0].isupper()
    assert spec.plural[0].isupper()
    assert spec.purpose.endswith(".")
    assert spec.icon.startswith("ph.")
    assert {*spec.label} <= {one.name for one in spec.fields}
    labels = [one.label for one in spec.typed]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("one", FIELDS)
def test_every_choice_is_from_a_list_that_ships(one: Field) -> None:
    if not isinstance(one.kind, kinds.Choice):
        return
    shipped = as_shipped().entries
    assert one.kind.list in shipped or one.kind.list == "locality"
    if one.default is not None:
        assert one.default in [entry.code for entry in shipped[one.kind.list]]


@pytest.mark.parametrize("name", NAMES)
def test_its_columns_make_sense(name: str, file: File) -> None:
    columns = lists.frame(file, lists.first_query(name)).columns
    assert 1 <= len(columns) <= 10
    keys = [column.key for column in columns]
    assert len(keys) == len(set(keys))
    for column in columns:
        assert column.label
        assert 4 <= column.width <= 60
    assert columns[0].sortable


@pytest.mark.parametrize("name", NAMES)
def test_a_blank_form_starts_with_the_defaults(name: str, file: File, maker: Maker) -> None:
    spec = records.spec(name)
    first = spec.refs[0] if spec.refs else None
    given = {first.name: maker.values(name)[first.name]} if first else {}
    row = records.blank(file, name, given)
    today = file.store.clock.today()
    begun = {one.name: today for one in spec.fields if one.starts_today}
    assert row.values == spec.defaults() | begun | given
    assert all(row.refs[key] for key in given)


@pytest.mark.parametrize("name", NAMES)
def test_its_children_point_back_to_it(name: str, file: File, maker: Maker) -> None:
    for child in records.spec(name).children:
        one, other = maker.record(name), maker.record(name, turn=1)
        belongs = record_type(child).belonging_to(name, one)
        values = {**maker.values(child), **elsewhere(child, belongs)}
        saved = records.save(file, Draft(name, {}, one), {child: [Draft(child, values)]})
        assert [row.values for row in records.children(file, name, one)[child]] == [
            {**values, **belongs}
        ]
        assert records.children(file, name, other)[child] == ()
        assert saved.changes.touches(child)
        records.save(file, Draft(name, {}, one), {child: []})
        assert records.children(file, name, one)[child] == ()


def test_former_names_are_never_taken_again() -> None:
    """A journal or draft of an older version could not be told apart from one of now."""
    records_ever = [name for spec in SPECS for name in (spec.name, *spec.formerly)]
    assert len(records_ever) == len(set(records_ever))
    for spec in SPECS:
        ever = [name for one in spec.fields for name in (one.name, *one.formerly)]
        assert len(ever) == len(set(ever)), spec.name


@pytest.mark.parametrize("name", NAMES)
def test_what_is_erased_leaves_no_content_behind(name: str, file: File, maker: Maker) -> None:
    one, other = maker.record(name), maker.record(name, turn=1)
    before, faults = records.get(file, name, other), set(files.check(file))
    drafts.keep(file, f"{name}/{one}", Draft(name, {}, one, 1))
    erasure.erase(file, name, one, Progress())
    images = file.store.raw.execute(
        "SELECT before, after FROM change WHERE record = ? AND record_id = ?", (name, one)
    ).fetchall()
    assert {image for row in images for image in row} == {None, "{}"}
    assert drafts.keys(file) == []
    assert set(files.check(file)) <= faults  # what is made up names contents that are not there
    assert records.get(file, name, other).values == before.values


@pytest.mark.parametrize(("name", "by", "through"), POINTING)
def test_erasing_takes_what_is_owned_and_leaves_what_others_refer_to_empty(
    name: str, by: str, through: Field, file: File, maker: Maker
) -> None:
    assert isinstance(through.kind, kinds.Ref)
    saved, child = pointed_at(name, by, through, maker)
    erasure.erase(file, name, saved, Progress())
    if through.kind.owned:
        for gone in ((name, saved), (by, child)):
            with pytest.raises(Gone):
                records.get(file, *gone)
    else:
        assert records.get(file, by, child)[through.name] == saved
        left = records.get(file, name, saved).values
        typed = {one.name for one in records.spec(name).typed if not one.required}
        typed -= record_type(name).values_when_erased(saved).keys()
        assert {key for key in typed if left[key] not in (None, ())} == set()
    assert files.check(file) == ()
