"""Pick-lists: their entries relabelled, added, retired and offered again."""

from __future__ import annotations

from facilitator_app.digests.picklists import ListedEntry, PickList
from facilitator_app.domain.codes import code_of
from facilitator_app.domain.errors import AppError
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_facts
from facilitator_app.queries.picklists import pick_lists
from facilitator_app.services import records
from facilitator_app.services.files import RECORDS, File
from facilitator_app.spec.kinds import Choice, Choices
from facilitator_app.spec.record import Changes, Draft


def every(file: File) -> tuple[PickList, ...]:
    """Return every list that some field offers, by the words of where it is chosen from."""
    with file.store.read() as session:
        return pick_lists(session, labels())


def labels() -> dict[str, str]:
    """Return in words where each list is chosen from; the first place where there are several."""
    found: dict[str, str] = {}
    for spec in RECORDS:
        for one in spec.fields:
            if isinstance(one.kind, Choice | Choices):
                found.setdefault(one.kind.list, join_facts((_(spec.plural), _(one.label))))
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


def _save(file: File, values: dict[str, object], entry: ListedEntry | None = None) -> Changes:
    ids = (entry.id, entry.version) if entry else (None, None)
    return records.save(file, Draft("list_entry", values, *ids)).changes


def _kept(words: str) -> str:
    kept = " ".join(words.split())
    if not kept:
        raise AppError(_("Write the words of the entry."))
    return kept


def _refuse_fixed(one: PickList) -> None:
    if one.fixed:
        raise AppError(
            _("The program's own rules need every entry of this list; only words can be changed.")
        )
