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
from facilitator_app.reports.papers.annual import annual_paper
from facilitator_app.reports.papers.memberlist import member_list_paper
from facilitator_app.reports.papers.minutes import minutes_paper

Taken = Literal["year", "body", "meeting"]


@dataclass(frozen=True, slots=True)
class PaperType:
    """A paper by its name: what it is about, what must be chosen, its digest, and who tells it."""

    name: str
    label: str
    takes: Taken
    digest: type
    to_paper: Callable[[Any], Paper]


CATALOGUE = (
    PaperType(
        "annual", N_("Annual report of a financial year"), "year", AnnualReport, annual_paper
    ),
    PaperType("members", N_("Member list of a group"), "body", MemberList, member_list_paper),
    PaperType("minutes", N_("Minutes of a meeting"), "meeting", Minutes, minutes_paper),
)
