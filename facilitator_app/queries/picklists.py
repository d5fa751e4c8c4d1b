"""Every entry of every pick-list, in order."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.digests.picklists import ListedEntry, PickList
from facilitator_app.domain import collation
from facilitator_app.queries.word_order import in_order
from facilitator_app.records.picklists import ListEntry


def pick_lists(session: Session, labels: Mapping[str, str]) -> tuple[PickList, ...]:
    """Return the lists that `labels` names, sorted by its words; a list may have no entry yet."""
    found: dict[str, list[ListedEntry]] = {name: [] for name in labels}
    fixed: set[str] = set()
    ordered = select(ListEntry).order_by(
        ListEntry.list, ListEntry.place, *in_order(ListEntry.words)
    )
    for one in session.scalars(ordered):
        if one.list not in found:
            continue
        if one.fixed:
            fixed.add(one.list)
        found[one.list].append(
            ListedEntry(
                one.id, one.version, one.code, one.words, one.place, one.retired, one.source or ""
            )
        )
    lists = (
        PickList(name, labels[name], name in fixed, tuple(entries))
        for name, entries in found.items()
    )
    return tuple(sorted(lists, key=lambda one: collation.key(one.label)))
