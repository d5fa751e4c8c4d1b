"""Actions: marking one as done."""

from __future__ import annotations

from facilitator_app.i18n import N_
from facilitator_app.records.actions import Action
from facilitator_app.services.files import File
from facilitator_app.spec.record import Changes
from facilitator_app.store.labels import Label


def done(file: File, action_id: int) -> Changes:
    """Mark an action as done today."""
    with file.store.write(Label(N_("Mark action as done"))) as work:
        action = work.get(Action, action_id)
        action.status, action.done_on = "done", file.store.clock.today()
    return work.changes
