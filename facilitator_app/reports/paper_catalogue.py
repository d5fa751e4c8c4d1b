"""Which papers there are, what each takes, and the function that tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from facilitator_app.digests.annual import AnnualReport
from facilitator_app.digests.memberlist import MemberList
from facilitator_app.digests.minutes import Minutes
from facilitator_app.i18n import N_
from facilitator_app.reports.blocks import Paper
from facilitator_app.reports.papers import annual
from facilitator_app.reports.papers.memberlist import member_list_paper
from facilitator_app.reports.papers.minutes import minutes_paper


def _nothing(_digest: object) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class PaperType:
    """A paper by its name: its words, what it takes ("year", "meeting"), its digest and story.

    none: the headline and the sentence that are said while there is nothing to make it of;
    published: whether it is published by hand, and kept as it was; caution(digest): what is to be
    known before that, "" if nothing.
    """

    name: str
    label: str
    takes: str
    digest: type
    to_paper: Callable[[Any], Paper]
    none: tuple[str, str]
    published: bool = False
    caution: Callable[[Any], str] = _nothing


CATALOGUE = (
    PaperType(
        "annual", N_("Annual report of a financial year"), "year", AnnualReport,
        annual.annual_paper,
        (
            N_("There is no year to report on yet"),
            N_("The annual report grows out of meetings, claims and training as you note them."),
        ),
        published=True,
        caution=annual.caution,
    ),
    PaperType(
        "members", N_("Member list of a group"), "body", MemberList, member_list_paper,
        (
            N_("There is no group yet"),
            N_("Add a group and say who sits on it; its member list can then be printed."),
        ),
    ),
    PaperType(
        "minutes", N_("Minutes of a meeting"), "meeting", Minutes, minutes_paper,
        (
            N_("No meeting has been held yet"),
            N_("Minutes can be printed once a meeting is marked as held."),
        ),
    ),
)  # fmt: skip
