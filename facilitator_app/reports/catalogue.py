"""Which papers there are, what each takes, and the function that tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from facilitator_app.digests.annual import AnnualReport
from facilitator_app.digests.memberlist import MemberList
from facilitator_app.digests.minutes import Minutes
from facilitator_app.i18n import N_
from facilitator_app.reports.blocks import Paper
from facilitator_app.reports.papers.annual import annual
from facilitator_app.reports.papers.members import members
from facilitator_app.reports.papers.minutes import minutes

Taken = Literal["year", "body", "meeting"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper by its name: what it is about, what must be chosen, its digest and its story."""

    name: str
    label: str
    takes: Taken
    digest: type
    story: Callable[[Any], Paper]


CATALOGUE = (
    Entry("annual", N_("Annual report of a financial year"), "year", AnnualReport, annual),
    Entry("members", N_("Member list of a group"), "body", MemberList, members),
    Entry("minutes", N_("Minutes of a meeting"), "meeting", Minutes, minutes),
)
