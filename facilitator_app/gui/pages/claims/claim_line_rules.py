"""The lines of a claim: what each kind of cost needs, and what a new line begins with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from facilitator_app.domain.claims import MILEAGE, is_mileage
from facilitator_app.gui.form.line_rules import LineRules, Values
from facilitator_app.i18n import _

_MILEAGE_ONLY = frozenset({"miles", "mode"})
_OTHERS_ONLY = frozenset({"amount", "receipt"})


class ClaimLineRules(LineRules):
    """Mileage asks for miles, everything else for an amount and its receipt."""

    def __init__(self, day: Callable[[], dt.date | None]) -> None:
        """day() is the day of the claim, which stands for that of a line that has none."""
        self._day = day
        self.placeholders = {"date": _("the claim’s day")}

    def unseen(self, values: Values) -> frozenset[str]:
        """Return what the kind of cost has no use for."""
        return _OTHERS_ONLY if is_mileage(values) else _MILEAGE_ONLY

    def untold(self, values: Values) -> frozenset[str]:
        """Return what the kind of cost has no use for; what it came to is told of any."""
        return self.unseen(values) - {"amount"}

    def completed(self, values: Values) -> Values:
        """Return `values` with a day, and blank where the kind of cost has no use for them."""
        dated = {**values, "date": values.get("date") or self._day()}
        if is_mileage(values):
            return {**dated, "amount": 0, "receipt": "not_needed"}
        return {**dated, "miles": None, "mode": None}


def like_the_last(before: Sequence[Values]) -> Values:
    """Return what a new line starts with: no amount yet, and after mileage another kind of cost."""
    category = "parking" if before and is_mileage(before[-1]) else MILEAGE
    return {"category": category, "mode": "car", "amount": None, "date": None}
