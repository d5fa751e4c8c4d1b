"""Rules of claims: the states, who may move them, what is late or missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from facilitator_app.domain.dates import add_months
from facilitator_app.domain.errors import AppError, Doubt
from facilitator_app.domain.names_alike import Alike, PersonName, alike
from facilitator_app.i18n import N_, _, ngettext

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
MOVES_OF_SEVERAL: Mapping[str, str] = {
    "submitted": N_("Send in claims: {n}"),
    "approved": N_("Approve claims: {n}"),
    "authorised": N_("Authorise payment of claims: {n}"),
    "paid": N_("Mark claims as paid: {n}"),
}
BEGUN_MOVES: Mapping[str, str] = {
    "submitted": N_("Sending in not recorded yet"),
    "approved": N_("Approval not recorded yet"),
    "authorised": N_("Authorised payment not recorded yet"),
    "paid": N_("Payment not recorded yet"),
    "returned": N_("Question not recorded yet"),
    "rejected": N_("Rejection not recorded yet"),
}
_HANDS = ("approved_by", "approved_on", "authorised_by", "authorised_on")
_HANDS_IN = {"approved": _HANDS[:2], "authorised": _HANDS, "paid": _HANDS}
HANDS = "hands/"  # in the keys of what is asked about names
RATE_ASKED = ("approved", "paid")  # when it is paid, only if a rate was changed meanwhile
ASKED_ONCE = ("approved",)  # where receipts, register and lateness are asked about
_NAMED = 5  # claims that are named in what is asked of several
MOST_MILES_A_DAY = 600_0


def check_move(state: str, to: str) -> None:
    """Raise AppError if a claim in `state` cannot go `to` that state."""
    if to not in MOVES.get(state, ()):
        raise AppError(
            _("This claim cannot take that step now. Open it again to see where it stands.")
        )


def void_hands(state: str) -> tuple[str, ...]:
    """Return the fields of who decided on a claim, and when, that do not count in `state`.

    What was decided before a claim was returned is decided anew.
    """
    return tuple(name for name in _HANDS if name not in _HANDS_IN.get(state, ()))


def check_hands(
    claimant: PersonName | str, approver: str | None, authoriser: str | None
) -> tuple[Doubt, ...]:
    """Raise AppError unless claimant, approver and authoriser are three people.

    Returns what is to be asked where two of them may be one.
    """
    found = []
    hands = [one for one in (claimant, approver, authoriser) if one]
    for one, other in combinations(hands, 2):
        degree, first, second = alike(one, other), str(one).strip(), str(other).strip()
        if degree is Alike.SAME:
            raise AppError(
                _(
                    "“{second}” is the same person as {first}: claimant, approver and whoever"
                    " authorises payment must be three different people."
                ).format(first=first, second=second)
            )
        if degree is Alike.PERHAPS:
            text = _("“{second}” may be the same person as {first}.").format(
                first=first, second=second
            )
            yes = _("{second} and {first} are two people").format(first=first, second=second)
            found.append(Doubt(f"{HANDS}{first}/{second}", text, yes, (first, second)))
    return tuple(found)


def may_serve(name: str, others: Sequence[PersonName | str]) -> bool:
    """Say whether somebody may be offered for a step beside the `others` who have a hand in it."""
    return all(alike(one, name) is Alike.NO for one in others)


def rate_doubt(rates: Sequence[str], using: int, *, alone: bool) -> Doubt:
    """Return what is asked where claims, `using` of them, go by `rates` that nobody confirmed.

    alone: there is one claim in question.
    """
    named = "; ".join(rates)
    text = ngettext(
        "{n} of them uses a rate that your finance department has not confirmed: {rates}.",
        "{n} of them use a rate that your finance department has not confirmed: {rates}.",
        using,
        rates=named,
    )
    if alone:
        text = _("Your finance department has not confirmed the rate that is used: {rates}.")
        text = text.format(rates=named)
    return Doubt("rate", text, _("Go on with this rate all the same"))


def receipt_doubt(costs: Sequence[tuple[str, str]], *, alone: bool) -> Doubt:
    """Return what is asked where `costs` have no receipt, each with what its claim is called.

    alone: there is one claim in question, which need not be named.
    """
    named = _("{cost} ({claim})")
    told = [cost if alone else named.format(cost=cost, claim=claim) for claim, cost in costs]
    text = ngettext(
        "{n} cost has no receipt: {costs}.",
        "{n} costs have no receipt: {costs}.",
        len(costs),
        costs=_some(told),
    )
    return Doubt("receipt", text, _("Approve without a receipt all the same"))


def register_doubt(told: Sequence[str], claims: Sequence[str], *, alone: bool) -> Doubt:
    """Return what is asked where the members of `claims` are not recorded as having been there.

    told: what each register, or list of a training, says; alone: there is one claim in question.
    """
    text = ngettext(
        "{n} of these claims is for a meeting or training to which the member is not recorded as"
        " having come: {claims}.",
        "{n} of these claims are for meetings or training to which the member is not recorded as"
        " having come: {claims}.",
        len(claims),
        claims=_some(claims),
    )
    if alone:
        text = _("{register}. Find out first whether this member was there.")
        text = text.format(register=told[0])
    return Doubt("register", text, _("Approve although the record says otherwise"))


def late_doubt(days: Sequence[int], claims: Sequence[str], months: int, *, alone: bool) -> Doubt:
    """Return what is asked where `claims` were sent in after more than `months`.

    days: after how many each was; alone: there is one claim in question.
    """
    text = ngettext(
        "{n} of these claims was sent in late: {claims}.",
        "{n} of these claims were sent in late: {claims}.",
        len(claims),
        claims=_some(claims),
    )
    if alone:
        text = ngettext(
            "Sent in after {days} days: later than {n} month.",
            "Sent in after {days} days: later than {n} months.",
            months,
            days=str(days[0]),
        )
    return Doubt("late", text, _("Approve although it is late"))


def _some(names: Sequence[str]) -> str:
    named, more = "; ".join(names[:_NAMED]), len(names) - _NAMED
    if more <= 0:
        return named
    return ngettext("{names} and {n} more", "{names} and {n} more", more, names=named)


def receipt_unsaid(line: Mapping[str, Any]) -> bool:
    """Say whether a line needs a receipt, and does not tell whether it is there."""
    return needs_receipt(line) and not line.get("receipt")


def lacks_receipt(line: Mapping[str, Any]) -> bool:
    """Say whether a line needs a receipt, and has none as far as is known."""
    return needs_receipt(line) and line.get("receipt") in (None, "", "missing")


def needs_receipt(line: Mapping[str, Any]) -> bool:
    """Return whether a cost is shown by a receipt: all are but mileage."""
    return not is_mileage(line)


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


def travel_problems(values: Mapping[str, Any], _fmt: Any) -> dict[str, str]:
    """Return what is wrong with a line about miles that does not tell by what they were driven."""
    return {"mode": how_travelled()} if is_mileage(values) and not values.get("mode") else {}


def how_travelled() -> str:
    """Return what is asked for where a mileage line does not say it."""
    return _("Say how they travelled: the rate hangs on it.")


def is_late(day: dt.date, submitted: dt.date, months: int) -> bool:
    """Say whether a claim for `day` came in after the months allowed."""
    return submitted > add_months(day, months)


def days_waiting(submitted: dt.date | None, state: str, today: dt.date) -> int:
    """Return how many days a claim has waited since it was sent in; 0 if it does not wait."""
    if submitted is None or state not in WAITING:
        return 0
    return max(0, (today - submitted).days)
