"""How many claims can take a step, what they come to, and why others stay, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from facilitator_app.digests.claim_steps import Going
from facilitator_app.domain.amounts import show_money
from facilitator_app.domain.claims import MOVE_WORDS
from facilitator_app.i18n import _, ngettext
from facilitator_app.locale_formats import join_facts

_NAMED = 5  # claims that are told by name for one reason


def step_words(to: str, going: Going) -> str:
    """Return what a step does: "Approve: 3 claims · £27.00"."""
    claims = ngettext("{n} claim", "{n} claims", going.count)
    words = _("{step}: {claims}").format(step=_(MOVE_WORDS[to]), claims=claims)
    return join_facts((words, show_money(going.pence)))


def staying_words(number: int) -> str:
    """Return how many claims stay."""
    return ngettext("{n} stays as it is", "{n} stay as they are", number)


def staying(left: Mapping[int, tuple[str, str]]) -> tuple[str, str]:
    """Return how many claims stay, and which and why; both "" where none does."""
    return (staying_words(len(left)), reasons(left.values())) if left else ("", "")


def reasons(left: Iterable[tuple[str, str]]) -> str:
    """Return the names of claims and why they stay, a line for each reason."""
    by_reason: dict[str, list[str]] = {}
    for name, why in left:
        by_reason.setdefault(why, []).append(name)
    found = []
    for why, names in by_reason.items():
        more = len(names) - _NAMED
        named = "; ".join(names[:_NAMED])
        if more > 0:
            named = ngettext("{names} and {n} more", "{names} and {n} more", more, names=named)
        found.append(_("{names}: {why}").format(names=named, why=why))
    return "\n".join(found)
