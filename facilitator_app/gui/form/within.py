"""Fields that refer to a part of what another field of the form names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from facilitator_app.digests.find import ANY, Offer
from facilitator_app.gui.editors.ref import RefEditor
from facilitator_app.gui.form.field_row import FieldRow
from facilitator_app.spec.kinds import Ref


def link_parts(rows: Iterable[FieldRow]) -> None:
    """Let each reference offer only what belongs to the record that is named beside it."""
    by_field = {one.field.name: one for one in rows}
    for row in by_field.values():
        kind = row.field.kind
        other = by_field.get(kind.within) if isinstance(kind, Ref) else None
        if other is not None and isinstance(row.editor, RefEditor):
            row.editor.offer(partial(_offer, other))


def _offer(other: FieldRow) -> Offer:
    """Return what belongs to what is named in `other`, or all while nothing is."""
    named = None if other.unreadable() else other.editor.read()
    return ANY if named is None else Offer(within=(other.field.name, named))
