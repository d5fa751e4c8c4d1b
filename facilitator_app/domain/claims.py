"""Rules of claims: the states, who may move them, what is late or missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from facilitator_app.domain import names
from facilitator_app.domain.dates import add_months
from facilitator_app.domain.errors import AppError
from facilitator_app.i18n import N_, _

WAITING = ("submitted", "returned", "approved", "authorised")
APPROVED = ("approved", "authorised")
NEVER_PAID = ("rejected", "cancelled")
LOCKED = ("paid", *NEVER_PAID)
MILEAGE = "mileage"
MOVES: Mapping[str, tuple[str, ...]] = {
    "draft": ("submitted", "cancelled"),
    "submitted": ("approved", "returned", "rejected", "cancelled"),
    "returned": ("submitted", "cancelled"),
    "approved": ("authorised", "returned"),
    "authorised": ("paid", "returned"),
    "paid": (),
    "rejected": (),
    "cancelled": (),
}
MOVE_WORDS: Mapping[str, str] = {
    "submitted": N_("Send in"),
    "approved": N_("Approve"),
    "authorised": N_("Authorise payment"),
    "paid": N_("Mark as paid"),
    "returned": N_("Return with a question"),
    "rejected": N_("Reject"),
    "cancelled": N_("Cancel the claim"),
}
MOVES_AS_DONE: Mapping[str, str] = {
    "submitted": N_("Send in a claim"),
    "approved": N_("Approve a claim"),
    "authorised": N_("Authorise payment of a claim"),
    "paid": N_("Mark a claim as paid"),
    "returned": N_("Return a claim with a question"),
    "rejected": N_("Reject a claim"),
    "cancelled": N_("Cancel a claim"),
}
MOST_MILES_A_DAY = 600_0


def check_move(state: str, to: str) -> None:
    """Raise AppError if a claim in `state` cannot go `to` that state."""
    if to not in MOVES.get(state, ()):
        raise AppError(
            _("This claim cannot take that step now. Open it again to see where it stands.")
        )


def check_hands(claimant: str, approver: str | None, authoriser: str | None) -> None:
    """Raise AppError unless claimant, approver and authoriser are three people."""
    named = [names.folded(name) for name in (claimant, approver, authoriser) if name]
    if len(set(named)) != len(named):
        raise AppError(
            _("Claimant, approver and whoever authorises payment must be three different people.")
        )


def deletion_blocker(state: str) -> str:
    """Return why a claim in `state` may not be removed, "" if it may."""
    if state in ("draft", "submitted", "returned", "cancelled"):
        return ""
    return _("A claim that was decided on stays in the records.")


def seal(state: str) -> str:
    """Return why a claim in `state` and its lines stay as they are, "" if they may be changed."""
    if state in LOCKED:
        return _("This claim is closed and stays as it is. Make a new claim instead.")
    if state == "authorised":
        return _("Payment of this claim is authorised. Return it with a question first.")
    if state in APPROVED:
        return _("This claim is approved. Return it with a question first.")
    return ""


def only_by_step(state: str) -> dict[str, str]:
    """Return why no other write than a step of its page brings a claim to `state`, by field."""
    if not seal(state):
        return {}
    return {
        "state": _(
            "Write “Draft” or “Submitted” here: a claim is approved, paid or closed on its own"
            " page, once its costs are there."
        )
    }


def correctable(state: str) -> tuple[str, ...]:
    """Return what a correction may change in a claim in `state`: fields, and lines by their type.

    What is only approved is returned with a question instead.
    """
    if state != "paid":
        return ()
    return (
        "date", "meeting_id", "event_id", "purpose_words", "payment_method", "payment_reference",
        "claim_line",
    )  # fmt: skip


def claim_problems(values: Mapping[str, Any], fmt: Any) -> dict[str, str]:
    """Return what is wrong with a claim's dates and purpose."""
    found: dict[str, str] = {}
    if (
        values.get("state", "draft") != "draft"
        and values.get("date")
        and values["date"] > fmt.today
    ):
        found["date"] = _("This day is still to come. Claim for it afterwards.")
    if not any(values.get(name) for name in ("meeting_id", "event_id", "purpose_words")):
        found["purpose_words"] = _("Choose a meeting or training, or say what the claim is for.")
    if values.get("state") == "paid" and not values.get("paid_on"):
        found["paid_on"] = _("Say when it was paid.")
    return found


def is_mileage(line: Mapping[str, Any]) -> bool:
    """Return whether a line is about miles driven."""
    return line.get("category") == MILEAGE


def line_problems(values: Mapping[str, Any], fmt: Any) -> dict[str, str]:
    """Return what is wrong with one line: signs, distance, dates still to come."""
    found: dict[str, str] = {}
    if (values.get("amount") or 0) < 0:
        found["amount"] = _("Write an amount of £0.00 or more.")
    if is_mileage(values) and not values.get("miles"):
        found["miles"] = _("Say how many miles it was, there and back.")
    if (values.get("miles") or 0) > MOST_MILES_A_DAY:
        found["miles"] = _("More than 600 miles in one day cannot be right. Write the miles again.")
    if values.get("date") and values["date"] > fmt.today:
        found["date"] = _("This day is still to come. Claim for it afterwards.")
    return found


def is_late(day: dt.date, submitted: dt.date, months: int) -> bool:
    """Say whether a claim for `day` came in after the months allowed."""
    return submitted > add_months(day, months)


def days_waiting(submitted: dt.date | None, state: str, today: dt.date) -> int:
    """Return how many days a claim has waited since it was sent in; 0 if it does not wait."""
    if submitted is None or state not in WAITING:
        return 0
    return max(0, (today - submitted).days)
