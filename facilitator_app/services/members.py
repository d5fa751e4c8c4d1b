"""Members: noting that somebody was heard from."""

from __future__ import annotations

from facilitator_app.i18n import N_
from facilitator_app.records.members import Member
from facilitator_app.services.files import File
from facilitator_app.spec.record import Changes
from facilitator_app.store.labels import Label


def heard(file: File, member_id: int) -> Changes:
    """Note that a member was heard from today."""
    with file.store.write(Label(N_("Mark member as heard from"))) as work:
        work.get(Member, member_id).last_heard = file.store.clock.today()
    return work.changes
