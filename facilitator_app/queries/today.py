"""What waits, what comes next, and how the year is going, for the page Today."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.digests.today import Need, Today
from facilitator_app.domain.dates import show_weekday_date
from facilitator_app.i18n import _, ngettext
from facilitator_app.locale_formats import join_facts
from facilitator_app.queries import registry
from facilitator_app.queries.lists import chip_counts
from facilitator_app.queries.next_meeting import next_meeting
from facilitator_app.queries.record_words import network
from facilitator_app.records.bodies import Body
from facilitator_app.records.members import Member
from facilitator_app.records.network import Network
from facilitator_app.spec.kinds import FormatContext


def waiting(session: Session, fmt: FormatContext) -> dict[str, tuple[int, bool]]:
    """Return by record type how many wait for somebody, and whether any of them is late."""
    found: dict[str, tuple[int, bool]] = {}
    for cls in registry.records():
        view = registry.view(cls.__tablename__)
        chips = [chip for chip in view.chips if chip.waits]
        if not chips:
            continue
        counts = chip_counts(session, view, fmt)
        if rows := sum(counts[chip.key] for chip in chips):
            late = any(chip.late and counts[chip.key] for chip in chips)
            found[cls.__tablename__] = (rows, late)
    return found


def today(session: Session, fmt: FormatContext, hour: int, first: tuple[Need, ...] = ()) -> Today:
    """Return the page as of now; `hour` of the day (0 to 23) chooses the greeting.

    first: what waits ahead of all that follows from the records.
    """
    following = (need for one in registry.needs() if (need := one.find(session, fmt)))
    needs = (*first, *following)
    findings = tuple(found for one in registry.findings() if (found := one.find(session, fmt)))
    words = (
        ngettext("{n} thing needs you", "{n} things need you", len(needs))
        if needs
        else _("nothing waits")
    )
    settings = network(session)
    invented = _("Sample network: everybody in it is invented") if settings.sample else ""
    return Today(
        greeting=_greeting(settings, hour),
        day=fmt.today,
        sentence=join_facts((show_weekday_date(fmt.today), words, invented)),
        meeting=next_meeting(session, fmt),
        needs=needs,
        findings=findings,
        fresh=session.scalar(select(Member.id).limit(1)) is None,
        grouped=session.scalar(select(Body.id).limit(1)) is not None,
    )


def _greeting(settings: Network, hour: int) -> str:
    words = (
        _("Good morning") if hour < 12 else _("Good afternoon") if hour < 18 else _("Good evening")
    )
    name = (settings.facilitator or "").split(" ")[0]
    return _("{greeting}, {name}").format(greeting=words, name=name) if name else words
