"""The places of the rail, from the top down; Ctrl+G leads to those without a key of their own."""

from __future__ import annotations

from facilitator_app.gui.places import Place
from facilitator_app.i18n import N_

_PEOPLE, _MEETINGS, _MONEY = N_("People"), N_("Meetings"), N_("Money")
_GROWING, _REFERENCE = N_("Growing"), N_("Reference")

PLACES: tuple[Place, ...] = (
    Place("today", N_("Today"), "house", "", "Ctrl+1"),
    Place("members", N_("Members"), "users", _PEOPLE, "Ctrl+2"),
    Place("seats", N_("Groups and seats"), "armchair", _PEOPLE, "Ctrl+3"),
    Place("meetings", N_("Meetings"), "calendar-blank", _MEETINGS, "Ctrl+4"),
    Place("actions", N_("Actions"), "check-square", _MEETINGS, "Ctrl+5"),
    Place("claims", N_("Claims"), "receipt", _MONEY, "Ctrl+6"),
    Place("training", N_("Training"), "student", _GROWING, "Ctrl+7"),
    Place("reports", N_("Reports"), "chart-bar", _REFERENCE, "Ctrl+8"),
    Place("settings", N_("Settings"), "gear", "", "Ctrl+9", pinned=True),
)
