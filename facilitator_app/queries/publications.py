"""What was published, and what of it still stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.digests.cards import Card, CardSection, Fact, Pill
from facilitator_app.digests.lists import Cell, CellStyle, Column
from facilitator_app.digests.publications import PublishedPaper
from facilitator_app.domain import publications
from facilitator_app.domain.dates import show_date
from facilitator_app.i18n import N_, _
from facilitator_app.queries.corrections import latest_in
from facilitator_app.queries.lists import ComputedColumn, View
from facilitator_app.queries.subjects import Subject
from facilitator_app.records.publications import Publication
from facilitator_app.spec.kinds import FormatContext

KINDS = {"annual": N_("Annual report"), "minutes": N_("Minutes")}
_STATES = {
    publications.STANDING: (N_("Stands"), "", "check-circle"),
    publications.SUPERSEDED: (N_("Superseded"), "mute", "clock"),
    publications.WITHDRAWN: (N_("Withdrawn"), "warn", "x-circle"),
}


def published(session: Session) -> tuple[PublishedPaper, ...]:
    """Return every published paper, the latest first."""
    standing: set[tuple[str, int]] = set()
    corrected = latest_in(session, "meeting")
    found = []
    # the later act stands: ids grow, while a day is only what the clock said
    for one in session.scalars(select(Publication).order_by(Publication.id.desc())):
        about = (one.paper, one.subject)
        state = publications.state(one.withdrawn_on, latest=about not in standing)
        if state == publications.STANDING:
            standing.add(about)
        since = one.paper == "minutes" and corrected.get(one.subject, 0) > one.id
        found.append(
            PublishedPaper(
                one.id, one.title, one.period or "", one.paper, one.subject, one.published_on,
                one.published_by, state, one.withdrawn_why or "", one.withdrawn_on, since,
            )
        )  # fmt: skip
    return tuple(found)


def _state(one: PublishedPaper) -> tuple[str, str, str]:
    if one.state == publications.STANDING and one.corrected:
        return _("Stands, corrected since"), "info", "pencil-simple"
    words, tone, icon = _STATES[one.state]
    return _(words), tone, icon


def _kind(paper: str) -> str:
    return _(KINDS[paper]) if paper in KINDS else paper


def _states(session: Session, ids: Sequence[int], _fmt: FormatContext) -> Mapping[int, Cell]:
    return {one.id: Cell(*_state(one)) for one in published(session) if one.id in ids}


def _kinds(session: Session, ids: Sequence[int], _fmt: FormatContext) -> Mapping[int, Cell]:
    asked = select(Publication.id, Publication.paper).where(Publication.id.in_(ids))
    return {one: Cell(_kind(paper)) for one, paper in session.execute(asked)}


def card(session: Session, publication_id: int, _fmt: FormatContext) -> Card:
    """Return a published paper's card: what it is, since when, and whether it stands."""
    (one,) = [paper for paper in published(session) if paper.id == publication_id]
    facts = [
        Fact(_("Kind of paper"), _kind(one.paper)),
        Fact(_("Published"), show_date(one.published_on)),
        Fact(_("By"), one.published_by),
    ]
    if one.withdrawn_on is not None:
        facts += [
            Fact(_("Withdrawn"), show_date(one.withdrawn_on)),
            Fact(_("Why it was withdrawn"), one.withdrawn_why),
        ]
    words, tone, icon = _state(one)
    section = CardSection(_("Published paper"), tuple(facts))
    return Card(one.title, one.period, Pill(words, tone or "ok", icon), sections=(section,))


VIEW = View(
    cls=Publication,
    columns=("title", "state", "period", "kind", "published_on", "withdrawn_on"),
    extras=(
        ComputedColumn(
            Column("kind", N_("Kind of paper"), 16, CellStyle.TEXT), _kinds, replaces="paper"
        ),
        ComputedColumn(Column("state", N_("State"), 22, CellStyle.PILL, sortable=False), _states),
    ),
    descending=True,
)

SUBJECT = Subject(records=(Publication,), views=(VIEW,), cards={Publication: card})
