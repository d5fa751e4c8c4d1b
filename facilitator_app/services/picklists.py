"""Pick-lists: their entries relabelled, added, retired and offered again."""

from __future__ import annotations

from facilitator_app.digests.picklists import ListedEntry, PickList
from facilitator_app.domain.codes import code_of
from facilitator_app.domain.errors import AppError, Gone
from facilitator_app.domain.unseen import visible
from facilitator_app.i18n import N_, _
from facilitator_app.locale_formats import join_facts
from facilitator_app.queries.picklists import pick_lists
from facilitator_app.records.picklists import ListEntry
from facilitator_app.services import records
from facilitator_app.services.files import RECORDS, File
from facilitator_app.spec.kinds import Choice, Choices
from facilitator_app.spec.record import Changes, Draft
from facilitator_app.store.labels import Label

# Lists that are used without being chosen from at a field, and what they are called.
_WITHOUT_A_FIELD = {"standing_item": ("meeting", N_("Usual items of a first agenda"))}


def every(file: File) -> tuple[PickList, ...]:
    """Return every list, by the words of where it is used."""
    with file.store.read() as session:
        return pick_lists(session, labels())


def labels() -> dict[str, str]:
    """Return in words where each list is used; the first place where there are several."""
    found: dict[str, str] = {}
    for spec in RECORDS:
        for one in spec.fields:
            if isinstance(one.kind, Choice | Choices):
                found.setdefault(one.kind.list, join_facts((_(spec.plural), _(one.label))))
    for name, (record, words) in _WITHOUT_A_FIELD.items():
        found.setdefault(name, join_facts((_(records.spec(record).plural), _(words))))
    return found


def relabel(file: File, entry: ListedEntry, words: str) -> Changes:
    """Give an entry other words; what is stored stays."""
    return _save(file, {"words": _kept(words)}, entry)


def retire(file: File, of: PickList, entry: ListedEntry, *, retired: bool) -> Changes:
    """Offer an entry no longer, or again; records that have it keep it."""
    _refuse_fixed(of)
    return _save(file, {"retired": retired}, entry)


def add(file: File, to: PickList, words: str) -> Changes:
    """Add an entry at the end; its code is made from its words."""
    _refuse_fixed(to)
    kept = _kept(words)
    if any(one.words.casefold() == kept.casefold() for one in to.entries):
        raise AppError(_("“{words}” is in this list already.").format(words=kept))
    place = max((one.place for one in to.entries), default=0) + 1
    code = code_of(kept, {one.code for one in to.entries})
    return _save(file, {"list": to.name, "code": code, "words": kept, "place": place})


def move(file: File, of: PickList, entry: ListedEntry, step: int) -> Changes:
    """Move an entry up (`step` -1) or down (+1) in its list; all others keep their order."""
    _refuse_fixed(of)
    ids = [one.id for one in of.entries]
    if entry.id not in ids:
        raise Gone(_("This entry is not in the list any more."))
    at = ids.index(entry.id)
    to = min(max(at + step, 0), len(ids) - 1)
    ids.insert(to, ids.pop(at))
    with file.store.write(Label(N_("Move list entry"), {"thing": "list_entry"})) as work:
        for place, one in enumerate(ids, start=1):
            stored = work.get(ListEntry, one)
            if stored.place != place:
                stored.place = place
    return work.changes


def _save(file: File, values: dict[str, object], entry: ListedEntry | None = None) -> Changes:
    ids = (entry.id, entry.version) if entry else (None, None)
    return records.save(file, Draft("list_entry", values, *ids)).changes


def _kept(words: str) -> str:
    kept = " ".join(visible(words).split())
    if not kept:
        raise AppError(_("Write the words of the entry."))
    return kept


def _refuse_fixed(one: PickList) -> None:
    if one.fixed:
        raise AppError(
            _("The program's own rules need every entry of this list; only words can be changed.")
        )
