"""What was published, and what of it still stands."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.digests.publications import PublishedPaper
from facilitator_app.domain import publications
from facilitator_app.queries.subjects import Subject
from facilitator_app.records.publications import Publication


def published(session: Session) -> tuple[PublishedPaper, ...]:
    """Return every published paper, the latest first."""
    standing: set[tuple[str, int]] = set()
    found = []
    # the later act stands: ids grow, while a day is only what the clock said
    for one in session.scalars(select(Publication).order_by(Publication.id.desc())):
        about = (one.paper, one.subject)
        state = publications.state(one.withdrawn_on, latest=about not in standing)
        if state == publications.STANDING:
            standing.add(about)
        found.append(
            PublishedPaper(
                one.id, one.title, one.period or "", one.paper, one.subject, one.published_on,
                one.published_by, state, one.withdrawn_why or "",
            )
        )  # fmt: skip
    return tuple(found)


SUBJECT = Subject(records=(Publication,))
