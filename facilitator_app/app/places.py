"""The places of the rail, from the top down, and the record types that are listed at each.

Ctrl+G leads to places without a key of their own. A record type that stands nowhere here, and is
not edited within another or owned by it, gets a place by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from facilitator_app.gui.places import Place
from facilitator_app.i18n import N_
from facilitator_app.services import records
from facilitator_app.spec.record import RecordSpec

_PEOPLE, _MEETINGS, _MONEY = N_("People"), N_("Meetings"), N_("Money")
_GROWING, _REFERENCE, _MORE = N_("Growing"), N_("Reference"), N_("More")

REGISTERED: tuple[Place, ...] = (
    Place("today", N_("Today"), "house", "", "Ctrl+1", also=N_("home start overview")),
    Place(
        "members", N_("Members"), "users", _PEOPLE, "Ctrl+2", ("member",),
        also=N_(
            "people contacts telephone phone e-mail email address tag attach died left delete erase"
            " carer patient bereaved diet dietary hearing loop access needs labels merge duplicates"
        ),
    ),
    Place(
        "seats", N_("Groups and seats"), "armchair", _PEOPLE, "Ctrl+3", ("body", "seat"),
        also=N_("board committee forum panel chair term vacancy"),
    ),
    Place(
        "meetings", N_("Meetings"), "calendar-blank", _MEETINGS, "Ctrl+4", ("meeting",),
        also=N_(
            "agenda minutes calendar diary dates register attendance quorum apologies approve"
            " correct correction amend attach venue room visitor guest invite who came next"
        ),
    ),
    Place(
        "actions", N_("Actions"), "check-square", _MEETINGS, "Ctrl+5", ("action",),
        also=N_("task to do due remind"),
    ),
    Place(
        "claims", N_("Claims"), "receipt", _MONEY, "Ctrl+6", ("claim",),
        also=N_(
            "expenses receipt pay payment repay approve authorise correct attach rejected"
            " returned unpaid owed bank BACS cheque petrol fuel taxi parking childcare"
        ),
    ),
    Place(
        "training", N_("Training"), "student", _GROWING, "Ctrl+7", ("training_event",),
        also=N_("course workshop book places induction"),
    ),
    Place(
        "reports", N_("Reports"), "chart-bar", _REFERENCE, "Ctrl+8",
        also=N_("publish print save figures statistics"),
    ),
    Place(
        "settings", N_("Settings"), "gear", "", "Ctrl+9", pinned=True,
        also=N_("preferences options set up"),
    ),
)  # fmt: skip


def places() -> tuple[Place, ...]:
    """Return every place: those above, and one for each list that stands nowhere there."""
    return (*REGISTERED, *_others())


def list_places() -> Mapping[str, str]:
    """Return by record type the place at which its list stands."""
    return {record: place.name for place in places() for record in place.records}


def listed() -> tuple[RecordSpec, ...]:
    """Return every record type that has a list, in the order of the places."""
    return tuple(records.spec(record) for record in list_places())


def _others() -> Iterator[Place]:
    placed = {record for place in REGISTERED for record in place.records}
    specs = [records.spec(name) for name in records.names()]
    owned = {child for spec in specs for child in spec.children}
    for spec in specs:
        if spec.name not in placed | owned and not spec.edited_in:
            icon = spec.icon.removeprefix("ph.")
            yield Place(spec.name, spec.plural, icon, _MORE, records=(spec.name,))
