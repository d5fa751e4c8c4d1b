"""The drafts that wait, each as a line of Today that leads to its form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy.orm import Session

from facilitator_app.digests.page_values import DETAILS, SEVERAL
from facilitator_app.digests.today import Need
from facilitator_app.domain.dates import show_moment
from facilitator_app.i18n import _, mid_sentence, ngettext
from facilitator_app.locale_formats import join_parts
from facilitator_app.queries.attachments import owner_of
from facilitator_app.queries.record_rows import refs_of
from facilitator_app.queries.record_words import labels
from facilitator_app.records.meetings import AgendaItem, Meeting
from facilitator_app.services import claim_steps, corrections, drafts, import_drafts
from facilitator_app.services.drafts import SavedDraft
from facilitator_app.services.files import File
from facilitator_app.services.import_drafts import WaitingImport
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Unread
from facilitator_app.store.base import find_record_type, record_type

_MOST = 5


@dataclass(frozen=True, slots=True)
class _Form:
    """Where a draft is taken up again: a record's page, a new one's, or a section of Settings."""

    record: str
    id: int = 0
    owner: int = 0
    section: str = ""
    several: bool = False


def waiting(file: File) -> tuple[Need, ...]:
    """Return the forms whose words are not saved, the latest first; of many the latest five.

    Then the imports that were begun.
    """
    found: dict[_Form, list[str]] = {}
    with file.store.read() as session:
        for key in drafts.keys(file):
            if drafts.LINE not in key and (form := _form(session, key)) is not None:
                found.setdefault(form, []).append(key)
    return (*_lines(file, found), *map(partial(_import, file), import_drafts.waiting(file)[:_MOST]))


def _lines(file: File, found: Mapping[_Form, list[str]]) -> Iterator[Need]:
    shown = 0
    for form, keys in found.items():
        kept = next(filter(None, (drafts.find(file, key) for key in keys)), None)
        if kept is None or not (line := _line(file, form, kept, keys)):
            continue
        if shown == _MOST:
            return
        shown += 1
        yield line


def _import(file: File, one: WaitingImport) -> Need:
    """Return the line of an import that was begun."""
    fmt, things = file.format_context(), mid_sentence(_(record_type(one.record).plural))
    return Need(
        icon="upload-simple", tone="warn",
        title=_("Import of {things} not finished").format(things=things),
        second=one.name,
        due=show_moment(one.at, fmt.today),
        record=one.record, chip="", draft=True, import_key=one.key,
    )  # fmt: skip


def _form(session: Session, key: str) -> _Form | None:
    """Return the form of the draft kept under `key`; None if nothing has it now."""
    name, place, *rest = drafts.form_of(key).split("/")
    cls = find_record_type(name)
    if cls is None:
        return None
    name = cls.__tablename__
    if key == drafts.SETTINGS_KEY:
        return _Form(name, section="network")
    part = drafts.part_of(key)
    if part is not None and session.get(AgendaItem, part) is None:
        return None  # it waits for its item to come back
    if place == SEVERAL:
        return _Form(name, several=True)
    if place == "new":
        return _Form(name, owner=int(rest[0]) if rest else 0)
    # what was typed on a page of its own is offered there alone
    owner = owner_of(session, name, int(place)) if rest else (name, int(place))
    return _Form(*owner)


def _line(file: File, form: _Form, kept: SavedDraft, keys: Sequence[str]) -> Need | None:
    """Return the line of a form by its latest draft; None if its record is gone."""
    fmt = file.format_context()
    what = find_record_type(kept.draft.record) if form.id else None  # a decision, of a meeting
    cls = what or record_type(form.record)
    thing = _(cls.plural) if form.several else _(cls.singular)
    new = None if form.id or form.section else _given(form)
    with file.store.read() as session:
        named = labels(session, form.record, [form.id], fmt)
        name = named.get(form.id, "") if new is None else _typed(session, form, kept, fmt)
    if form.id and not name:
        return None
    number = len(keys)
    more = ngettext("{n} draft", "{n} drafts", number) if number > 1 else ""
    words = _("{thing} not saved yet") if new is None else _("New {thing} not saved yet")
    if all(map(corrections.is_begun, keys)):
        words = _("Correction not recorded yet")
    elif number == 1 and (step := claim_steps.begun(keys[0], kept.draft)):
        words = _(step)
    elif number > 1 and form.id:
        words = _("Words not saved yet")
    return Need(
        icon="floppy-disk", tone="warn",
        title=words.format(thing=thing if new is None else mid_sentence(thing)),
        second=join_parts((name, more)),
        due=show_moment(kept.at, fmt.today),
        record=form.record, chip="", id=form.id, section=form.section, draft=True,
        new={DETAILS: 1} if _is_of_details(form, keys[0]) else new,
    )  # fmt: skip


def _is_of_details(form: _Form, key: str) -> bool:
    """Return whether a draft is of the form of a meeting, which has a page of another kind."""
    details = form.record == Meeting.__tablename__ and form.id
    return bool(details) and drafts.form_of(key) == drafts.key_of(form.record, form.id)


def _given(form: _Form) -> dict[str, int]:
    if form.several:
        return {SEVERAL: 1}
    owner = record_type(form.record).spec().owner()
    return {owner.name: form.owner} if owner is not None and form.owner else {}


def _typed(session: Session, form: _Form, kept: SavedDraft, fmt: FormatContext) -> str:
    """Return what a new record would be called, as far as that was typed."""
    spec = record_type(form.record).spec()
    read = {n: v for n, v in kept.draft.values.items() if not isinstance(v, Unread)}
    values = {**read, **({} if form.several else _given(form))}
    return spec.words(values, fmt, refs_of(session, spec, values, fmt))
