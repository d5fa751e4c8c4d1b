"""Publishing: a paper's figures and pages are frozen, shown again, and set anew years later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from facilitator_app.digests import frozen
from facilitator_app.digests.minutes import Minutes
from facilitator_app.digests.publications import PublishedPaper
from facilitator_app.domain import publications as rules
from facilitator_app.domain.dates import show_date
from facilitator_app.domain.errors import AppError, Gone
from facilitator_app.domain.progress import Progress
from facilitator_app.i18n import N_, _
from facilitator_app.queries.publications import published
from facilitator_app.records.publications import Publication
from facilitator_app.services import documents, file_writing
from facilitator_app.services.documents import Document, Form, Source
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved, put
from facilitator_app.spec.record import Changes, Draft
from facilitator_app.store import contents
from facilitator_app.store.labels import Label
from facilitator_app.store.work import Work


@dataclass(frozen=True, slots=True)
class Frozen:
    """A paper ready to be published: which it is and of what, its figures, and its pages."""

    paper: str
    subject: int
    source: Source
    pages: Document


def read(file: File, paper: str, subject: int) -> Callable[[Progress], Frozen]:
    """Read a paper; return what freezes it, which needs the file no more."""
    return freezing(paper, subject, documents.read(file, paper, subject))


def by_hand(file: File, paper: str, subject: int) -> tuple[Saved, Earlier | None]:
    """Read, freeze and publish a paper at once, where nobody waits for the file meanwhile.

    Returns what stood of it before, too. Raises AppError for papers that are published otherwise,
    such as minutes by their approval.
    """
    if not documents.paper_type(paper).published:
        raise AppError(_("This document is not published by hand: minutes are with approval."))
    source = documents.read(file, paper, subject)
    before = earlier(file, paper, subject, source)
    return publish(file, freezing(paper, subject, source)(Progress())), before


def freezing(paper: str, subject: int, source: Source) -> Callable[[Progress], Frozen]:
    """Return what freezes a paper that was read already: what is kept is what was shown."""

    def freeze(progress: Progress) -> Frozen:
        return Frozen(paper, subject, source, source.document("pdf", progress))

    return freeze


def publish(file: File, given: Frozen) -> Saved:
    """Keep a paper as it is; an earlier one of the same is superseded by it."""
    with file.store.write(Label(N_("Publish a paper"))) as work:
        record = keep(file, work, given)
    return Saved(record.id, work.changes)


def keep(file: File, work: Work, given: Frozen) -> Publication:
    """Keep a paper in a unit of work of its subject: minutes as they are approved."""
    title, period = (" ".join(one.split()) for one in (given.pages.title, given.pages.subtitle))
    values = {
        "title": title[:160],
        "period": period[:80],
        "paper": given.paper,
        "subject": given.subject,
        "published_on": file.store.clock.today(),
        "published_by": file.store.signs(work.connection),
        "paper_hash": contents.put(work.connection, given.pages.content),
        "figures_hash": contents.put(work.connection, frozen.freeze(given.source.digest)),
        "format": frozen.FORMAT,
    }
    record = put(work, Draft(Publication.__tablename__, values), file.format_context())
    assert isinstance(record, Publication)
    return record


def every(file: File) -> tuple[PublishedPaper, ...]:
    """Return every published paper, the latest first."""
    with file.store.read() as session:
        return published(session)


def one(file: File, publication_id: int) -> PublishedPaper:
    """Return one published paper; raise Gone if there is none."""
    for found in every(file):
        if found.id == publication_id:
            return found
    raise _gone()


@dataclass(frozen=True, slots=True)
class Earlier:
    """What stands of a paper that is to be published again; same: with the very same figures."""

    published_on: dt.date
    same: bool

    def told(self) -> str:
        """Return what is to be known of it before another is published."""
        words = (
            _(
                "It was published on {day} with the very same figures, and stands. Both will be"
                " kept."
            )
            if self.same
            else _(
                "One was published on {day} and stands. Both will be kept, and this one takes its"
                " place."
            )
        )
        return words.format(day=show_date(self.published_on))


def earlier(file: File, paper: str, subject: int, source: Source) -> Earlier | None:
    """Return what was published of a paper and stands, None if nothing; `source` is the new one."""
    for found in every(file):
        if (found.paper, found.subject, found.state) == (paper, subject, rules.STANDING):
            return Earlier(found.published_on, _same_figures(file, found.id, source))
    return None


def _same_figures(file: File, publication_id: int, new: Source) -> bool:
    """Say whether two papers tell the same; they may be of different days."""
    try:
        old = source(file, publication_id).digest
    except AppError:  # a newer program published it
        return False
    return bool(replace(old, imprint=new.digest.imprint) == new.digest)


def corrected_since(file: File, publication_id: int) -> int:
    """Return how many corrections were recorded since in the meeting whose minutes these are."""
    paper = one(file, publication_id)
    try:
        then = source(file, publication_id).digest
    except AppError:  # a newer program published it
        return 0
    if not isinstance(then, Minutes):
        return 0
    now = documents.read(file, paper.paper, paper.subject).digest
    return len(now.corrections) - len(then.corrections)


def show(file: File, publication_id: int) -> Document:
    """Return the pages that were given out, to the byte."""
    with file.store.read() as session:
        record = session.get(Publication, publication_id)
        if record is None:
            raise _gone()
        content = contents.read(session.connection(), record.paper_hash)
        name = file_writing.file_name(f"{record.title} {record.published_on.isoformat()}")
        return Document(f"{name}.pdf", "pdf", content, record.title, record.period or "")


def source(file: File, publication_id: int) -> Source:
    """Return what sets a published paper anew, in any form, from the figures kept with it."""
    with file.store.read() as session:
        record = session.get(Publication, publication_id)
        if record is None:
            raise _gone()
        digest = frozen.thaw(contents.read(session.connection(), record.figures_hash))
        called = f"{record.title} {record.published_on.isoformat()}"
        return Source(digest, documents.paper_type(record.paper).to_paper, called)


def document(file: File, publication_id: int, form: Form) -> Document:
    """Return a published paper in one form: its pages as given out, else set anew."""
    given_out = show(file, publication_id)
    return given_out if form == given_out.form else source(file, publication_id).document(form)


def withdraw(file: File, publication_id: int, why: str) -> Changes:
    """Note that a published paper stands no longer, and why; it can still be read.

    Raises Invalid under "withdrawn_why" without a reason, AppError if it is withdrawn already.
    """
    fmt = file.format_context()
    with file.store.write(Label(N_("Withdraw a published paper"))) as work:
        record = work.get(Publication, publication_id)
        if record.withdrawn_on is not None:
            raise AppError(_("This paper is withdrawn already."))
        work.seals.open(record)
        values = {"withdrawn_on": fmt.today, "withdrawn_why": " ".join(why.split())}
        put(work, Draft(Publication.__tablename__, values, record.id, record.version), fmt)
    return work.changes


def _gone() -> Gone:
    return Gone(_("This paper is not in the file any more. Go back to the list."))
