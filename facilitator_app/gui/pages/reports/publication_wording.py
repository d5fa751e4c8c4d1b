"""How published papers are spoken of."""

from __future__ import annotations

from facilitator_app.digests.publications import PublishedPaper
from facilitator_app.domain import publications
from facilitator_app.domain.dates import show_date
from facilitator_app.i18n import N_, _, ngettext

_STATES = {
    publications.STANDING: (N_("Published on {day} by {who}."), "ok"),
    publications.SUPERSEDED: (
        N_("Published on {day} by {who}. A later one has taken its place."), "info",
    ),
    publications.WITHDRAWN: (N_("Published on {day} by {who}."), "warn"),
}  # fmt: skip


def told(paper: PublishedPaper) -> str:
    """Return when a paper was published, by whom, and whether it stands."""
    words, _tone = _STATES[paper.state]
    return _(words).format(day=show_date(paper.published_on), who=paper.published_by)


def withdrawn(paper: PublishedPaper) -> str:
    """Return when a paper was withdrawn, and why; "" if it was not."""
    if paper.withdrawn_on is None:
        return ""
    day = show_date(paper.withdrawn_on)
    return _("Withdrawn on {day}: {why}").format(day=day, why=paper.withdrawn_why)


def tone(paper: PublishedPaper) -> str:
    """Return the tone of its notice."""
    return _STATES[paper.state][1]


def withdrawable(paper: PublishedPaper) -> bool:
    """Return whether it can still be withdrawn."""
    return paper.state != publications.WITHDRAWN


def kept(corrected: int, *, newer: bool) -> str:
    """Say how far its pages are to be trusted: `corrected` times since, or `newer` than this."""
    if corrected:
        return ngettext(
            "{n} correction was recorded since, and is not in these pages.",
            "{n} corrections were recorded since, and are not in these pages.",
            corrected,
        )
    if newer:
        return _("A newer Facilitator published it: here it comes in this one form only.")
    return _("These pages are kept as they were given out, whatever changes in the records.")
